"""Rows of the permission table: everybody has a desk, and finds only what they may see."""

from danvan.accounts.permissions import EVERYBODY, Row, Zone

ACCESS = {
    "desk:home": Row(signed_in=True, zone=Zone.ANYWHERE),
    "desk:search": Row(get=EVERYBODY, zone=Zone.ANYWHERE),
}
