"""Names of the rows that events point to: two queries for all of them, of however many kinds."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import Value
from django.db.models.functions import JSONObject

Key = tuple[type[models.Model], Any]
_TELLING = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey, models.DateField)
"""Kinds of columns that a row's name may be made of; the others (files' contents, passwords, ranges) stay where they are."""


def rows_by_key(wanted: Mapping[type[models.Model], set[Any]]) -> dict[Key, models.Model]:
    """Return the rows, by model and key; missing where they are no more.

    Each comes with the rows that it points to itself, since many say their name by one of these (a remark by its speaker).
    A column that tells nothing is read only when it is asked for.
    """
    rows = _read(wanted)
    beyond: dict[type[models.Model], set[Any]] = {}
    for row in rows.values():
        for _, key in _pointers(row):
            if key not in rows:
                beyond.setdefault(key[0], set()).add(key[1])
    known = {**rows, **_read(beyond)}
    for row in rows.values():
        for field, key in _pointers(row):
            if key in known:
                setattr(row, field.name, known[key])
    return rows


def _pointers(row: models.Model) -> Iterator[tuple[Any, Key]]:
    for field in _telling(type(row)):
        if field.is_relation and (value := getattr(row, field.attname)) is not None:
            yield field, (field.related_model, value)


def _read(wanted: Mapping[type[models.Model], set[Any]]) -> dict[Key, models.Model]:
    parts = [_part(number, model, keys) for number, (model, keys) in enumerate(wanted.items()) if keys]
    if not parts:
        return {}
    kinds = list(wanted)
    found = [_instance(kinds[number], data) for number, data in parts[0].union(*parts[1:], all=True)]
    return {(type(row), row.pk): row for row in found}


def _part(number: int, model: Any, keys: set[Any]) -> Any:
    columns = {field.attname: field.attname for field in _telling(model)}
    return model._base_manager.filter(pk__in=keys).annotate(of=Value(number), row=JSONObject(**columns)).order_by().values_list("of", "row")


def _telling(model: Any) -> list[Any]:
    """The columns to be read; a tracked model's history leaves out what nobody is to see, and so does this."""
    tracked = getattr(model, "pgh_event_model", None)
    shown = {field.name for field in (tracked or model)._meta.fields} | {model._meta.pk.name}
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, _TELLING) and field.name in shown and not isinstance(field, models.GeneratedField)
    ]


def _instance(model: Any, data: dict[str, Any]) -> models.Model:
    fields = _telling(model)
    row: models.Model = model.from_db("default", [f.attname for f in fields], [_value(f, data[f.attname]) for f in fields])
    return row


def _value(field: Any, stored: Any) -> Any:
    return field.target_field.to_python(stored) if field.is_relation else field.to_python(stored)
