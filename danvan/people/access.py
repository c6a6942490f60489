"""Rows of the permission table: the office's staff read the list of people; those who log meetings keep it, too."""

from danvan.accounts.models import Role
from danvan.accounts.permissions import STAFF, Row

READERS = STAFF | {Role.ADMIN}
WRITERS = frozenset({Role.ADMIN, Role.WARD, Role.SURVEY})
"""Who keeps people and posts: those in the scope of that very role."""
TITLE_WRITERS = frozenset({Role.ADMIN, Role.WARD})
"""Titles are one list for all units: fewer may change it."""

ACCESS = {
    "people:list": Row(get=READERS),
    "people:detail": Row(get=READERS, of="person"),
    "people:history": Row(get=READERS, of="person"),
    "people:add": Row(get=WRITERS, post=WRITERS),
    "people:edit": Row(get=WRITERS, post=WRITERS, of="person"),
    "people:close": Row(get=WRITERS, post=WRITERS, of="person"),
    "people:appointment-add": Row(get=WRITERS, post=WRITERS, of="person"),
    "people:appointment-edit": Row(get=WRITERS, post=WRITERS, of="appointment"),
    "people:appointment-end": Row(get=WRITERS, post=WRITERS, of="appointment"),
    "people:title-list": Row(get=READERS),
    "people:title-add": Row(get=TITLE_WRITERS, post=TITLE_WRITERS),
    "people:title-edit": Row(get=TITLE_WRITERS, post=TITLE_WRITERS, of="title"),
}
