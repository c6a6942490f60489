"""The newest events about some rows, read from all event tables that may hold one in a single query."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

Root = models.Model | models.QuerySet[Any]
"""A saved object; or many of one model, given by the query that finds them: that is then no query of its own."""
Fields = Mapping[type[models.Model], Collection[str]]
_OWN = "pgh_obj"


@dataclass(frozen=True)
class Event:
    """One event: which row of which model, what was done, by whom (a user's key, or None), and the row after and before."""

    model: type[models.Model]
    label: str
    at: datetime
    user: int | None
    data: dict[str, Any]
    before: dict[str, Any] | None

    @cached_property
    def values(self) -> dict[str, tuple[Any, Any]]:
        """Old and new value of each column that the event says something about."""
        if self.label == "update":
            before = self.before or {}
            return {name: (before[name], value) for name, value in self.data.items() if name in before and before[name] != value}
        said = {name: value for name, value in self.data.items() if value not in (None, "", [], False)}
        if self.label == "insert":
            return {name: (None, value) for name, value in said.items()}
        return {name: (value, None) for name, value in said.items()}


class _RowAsJson(models.Func):
    """The whole row of the query's own table."""

    output_field = models.JSONField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> tuple[str, tuple[str | int, ...]]:
        """The table by the name that it bears in this query."""
        return f"to_jsonb({compiler.quote_name_unless_alias(compiler.query.get_initial_alias())})", ()


def newest_events(roots: Iterable[Root], most: int, only: Fields | None = None) -> list[Event]:
    """Return the newest events of `roots` and of the rows that point to one of them, the newest first, by one query.

    Args:
        roots: rows of tracked models.
        most: how many at most.
        only: the models whose events count, each with the fields by which it may point to a root, "pgh_obj" being the row
            itself; without it every model by every field.
    """
    keys = _keys_by_model(roots)
    parts = [
        part for model in _tracked(only) if (part := _events_of(model, keys, only[model] if only is not None else None, most)) is not None
    ]
    if len(parts) > 1:
        parts = [parts[0].union(*parts[1:], all=True).order_by("-pgh_created_at", "-pgh_id")[:most]]
    return [_event(row) for rows in parts for row in rows]


def _keys_by_model(roots: Iterable[Root]) -> dict[Any, list[Any]]:
    """The roots' keys, or the queries that give them; events as roots stand for the rows that they tell of, gone or not."""
    keys: dict[Any, list[Any]] = {}
    for root in roots:
        if isinstance(root, models.Model):
            keys.setdefault(root._meta.concrete_model, []).append([root.pk])
        elif (tracked := getattr(root.model, "pgh_tracked_model", None)) is not None:
            keys.setdefault(tracked, []).append(root.order_by().values(_OWN))
        else:
            keys.setdefault(root.model._meta.concrete_model, []).append(root.order_by().values("pk"))
    return keys


def _tracked(only: Fields | None) -> Iterator[type[models.Model]]:
    return iter(only) if only is not None else (model for model in apps.get_models() if hasattr(model, "pgh_event_model"))


def _events_of(model: Any, keys: Mapping[Any, list[Any]], by: Collection[str] | None, most: int) -> Any:
    """The newest events of one model, as rows of the same shape for every model; None when it can point to no root."""
    events = model.pgh_event_model
    pointing = [field for field in events._meta.fields if field.is_relation and (by is None or field.name in by)]
    about: list[Any] = [
        Q(**{f"{field.name}__in": found}) for field in pointing for found in keys.get(field.related_model._meta.concrete_model, ())
    ]
    if not about:
        return None
    earlier = events.objects.filter(pgh_obj=OuterRef(_OWN), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    user = Cast(KeyTextTransform("user", "pgh_context__metadata"), models.BigIntegerField())
    told = events.objects.filter(Q.create(about, connector=Q.OR)).annotate(
        of=Value(model._meta.label),
        user_pk=user,
        row=_RowAsJson(),
        before=Subquery(earlier.annotate(row=_RowAsJson()).values("row")[:1], output_field=models.JSONField()),
    )
    return told.order_by("-pgh_created_at", "-pgh_id").values_list(
        "of", "pgh_label", "pgh_created_at", "user_pk", "row", "before", "pgh_id"
    )[:most]


def _event(row: tuple[Any, ...]) -> Event:
    label, done, at, user, data, before, _ = row
    return Event(apps.get_model(label), done, at, user, _own_columns(data), _own_columns(before) if before else None)


def _own_columns(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.startswith("pgh_")}
