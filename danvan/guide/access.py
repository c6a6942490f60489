"""Rows of the permission table: the guide holds no data of any unit, so whoever is signed in may read it, at home too."""

from danvan.accounts.permissions import Row, Zone

ACCESS = {
    "guide:contents": Row(signed_in=True, zone=Zone.ANYWHERE),
    "guide:page": Row(signed_in=True, zone=Zone.ANYWHERE),
}
