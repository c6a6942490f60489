"""Rows of the permission table: everybody signs in and out; quản trị keeps accounts and roles."""

from danvan.accounts.models import Role
from danvan.accounts.permissions import Row, Zone

KEEPERS = frozenset({Role.ADMIN})

ACCESS = {
    "accounts:sign-in": Row(public=True, zone=Zone.ANYWHERE),
    "accounts:sign-out": Row(public=True, zone=Zone.ANYWHERE),
    "accounts:password": Row(signed_in=True, zone=Zone.ANYWHERE),
    "accounts:user-list": Row(get=KEEPERS),
    "accounts:user-add": Row(get=KEEPERS, post=KEEPERS),
    "accounts:user-detail": Row(get=KEEPERS, of="user"),
    "accounts:user-history": Row(get=KEEPERS, of="user"),
    "accounts:user-edit": Row(get=KEEPERS, post=KEEPERS, of="user"),
    "accounts:user-close": Row(get=KEEPERS, post=KEEPERS, of="user"),
    "accounts:user-open": Row(post=KEEPERS, of="user"),
    "accounts:user-password": Row(get=KEEPERS, post=KEEPERS, of="user"),
    "accounts:membership-add": Row(get=KEEPERS, post=KEEPERS, of="user"),
    "accounts:membership-end": Row(get=KEEPERS, post=KEEPERS, of="membership"),
}
