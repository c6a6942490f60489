"""Rows of the permission table: how the portal looks is everybody's choice; the page of components has no data in it."""

from danvan.accounts.permissions import Row, Zone

ACCESS = {
    "ui:display": Row(public=True, zone=Zone.ANYWHERE),
    "ui:patterns": Row(public=True, zone=Zone.ANYWHERE),
}
