"""Rows of the permission table: who looks after a unit's way of writing; everybody who is signed in may check a paper."""

from danvan.accounts.permissions import STAFF, Row
from danvan.documents.views import KEEPERS

ACCESS = {
    "documents:house-style": Row(get=KEEPERS, post=KEEPERS, of="unit"),
    "documents:abbreviation-add": Row(post=KEEPERS, of="unit"),
    "documents:abbreviation-remove": Row(post=KEEPERS, of="abbreviation"),
    "documents:paper-check": Row(signed_in=True),
    # Of what somebody may have a hồ sơ is said where that thing is (surveys/access.py).
    "documents:dossier-file": Row(get=STAFF, of="dossier"),
}
