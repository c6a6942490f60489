"""Rows of the permission table: the office's staff read the directory; quản trị and cán bộ phụ trách dân vận phường keep it."""

from danvan.accounts.models import Role
from danvan.accounts.permissions import STAFF, Row

READERS = STAFF | {Role.ADMIN}
WRITERS = frozenset({Role.ADMIN, Role.WARD})
"""Who changes units, and only those in the scope of that very role."""

ACCESS = {
    "units:list": Row(get=READERS),
    "units:detail": Row(get=READERS, of="unit"),
    "units:history": Row(get=READERS, of="unit"),
    "units:add": Row(get=WRITERS, post=WRITERS),
    "units:edit": Row(get=WRITERS, post=WRITERS, of="unit"),
    "units:rename": Row(get=WRITERS, post=WRITERS, of="unit"),
    "units:close": Row(get=WRITERS, post=WRITERS, of="unit"),
    "units:area-add": Row(get=WRITERS, post=WRITERS, of="body"),
    "units:area-end": Row(get=WRITERS, post=WRITERS, of="body_area"),
    "units:count-add": Row(get=WRITERS, post=WRITERS, of="area"),
    "units:count-edit": Row(get=WRITERS, post=WRITERS, of="unit_count"),
}
