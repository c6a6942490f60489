"""Rows of the permission table: a job is seen by who started it and by the staff of the unit that it is for."""

from danvan.accounts.permissions import STAFF, Row

ACCESS = {
    "jobs:list": Row(get=STAFF),
    "jobs:detail": Row(get=STAFF, of="job"),
    "jobs:retry": Row(post=STAFF, of="job"),
}
