"""`track()`: history by trigger for every model that a user can change."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def track(*, exclude: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Record each insert, update **and delete** of the decorated model in an append-only `<Model>Event` table.

    Written by a database trigger, so no code path goes around it. pghistory's default leaves deletes out.
    Generated columns are not copied: they follow from the others. A plain many-to-many relation gets no trigger;
    use an explicit, tracked through-model instead.

    Args:
        exclude: columns that must not be kept (a password's hash).
    """

    def decorate(model: M) -> M:
        generated = [field.name for field in model._meta.local_fields if isinstance(field, models.GeneratedField)]
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=[*generated, *exclude] or None,
            append_only=True,
        )(model)

    return decorate
