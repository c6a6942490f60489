"""Who changed a field last: asked when two people had the same form open."""

from datetime import datetime

from django.db import models

from danvan.accounts.models import User


def last_editor(row: models.Model, field: str) -> tuple[str, datetime] | None:
    """Return who stored the present value of `field` in `row`, and when; None when the history does not name a person.

    Args:
        row: a saved object; of a model without history nobody is known.
        field: a field of the form; for one that is no column the last change of the row counts.
    """
    if not hasattr(row, "events"):
        return None
    events = list(row.events.select_related("pgh_context").order_by("-pgh_created_at", "-pgh_id")[:50])
    if not events:
        return None
    column = field if field in {f.name for f in events[0]._meta.get_fields()} else None
    newest = events[0]
    for event in events[1:]:
        if column is None or _value(event, column) != _value(newest, column):
            break
        newest = event
    user = User.objects.filter(pk=(newest.pgh_context.metadata if newest.pgh_context else {}).get("user")).first()
    return (user.display_name, newest.pgh_created_at) if user else None


def _value(event: models.Model, column: str) -> object:
    return getattr(event, event._meta.get_field(column).attname)  # type: ignore[union-attr]
