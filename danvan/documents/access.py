"""Rows of the permission table: who looks after a unit's way of writing and its book; everybody who is signed in may check a paper."""

from danvan.accounts.permissions import STAFF, Row
from danvan.documents.numbers import KEEPERS as BOOK_KEEPERS
from danvan.documents.numbers import READERS as BOOK_READERS
from danvan.documents.views import KEEPERS

ACCESS = {
    "documents:house-style": Row(get=KEEPERS, post=KEEPERS, of="unit"),
    "documents:abbreviation-add": Row(post=KEEPERS, of="unit"),
    "documents:abbreviation-remove": Row(post=KEEPERS, of="abbreviation"),
    "documents:term-add": Row(post=KEEPERS, of="unit"),
    "documents:term-end": Row(get=KEEPERS, post=KEEPERS, of="committee_term"),
    "documents:term-remove": Row(post=KEEPERS, of="committee_term"),
    # The book of papers sent out. The list of books is for those who keep several; others come from a unit's page.
    "documents:books": Row(get=BOOK_KEEPERS),
    "documents:book": Row(get=BOOK_READERS, of="unit"),
    "documents:book-pdf": Row(get=BOOK_READERS, of="unit"),
    "documents:book-xlsx": Row(get=BOOK_READERS, of="unit"),
    "documents:number-reserve": Row(get=BOOK_KEEPERS, post=BOOK_KEEPERS, of="unit"),
    "documents:number-withdraw": Row(get=BOOK_KEEPERS, post=BOOK_KEEPERS, of="paper_number"),
    "documents:paper-check": Row(signed_in=True),
    # Of what somebody may have a hồ sơ is said where that thing is (surveys/access.py).
    "documents:dossier-file": Row(get=STAFF, of="dossier"),
}
