"""The history tab: what the triggers wrote, in words, old and new side by side."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from pghistory.models import Events

from danvan.vietnamese.dates import short_date

MOST = 200
"""Events shown at most, newest first."""
_UNSHOWN = {"id", "uuid", "sample", "created_at"}
_WORDS = {"insert": "Thêm", "update": "Sửa", "delete": "Bỏ"}
_PARTS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed (`same`), went (`old`) or came (`new`)."""

    kind: str
    text: str


@dataclass(frozen=True)
class FieldChange:
    """One field's old and new value; `before` and `after` are pieces, empty when there was nothing."""

    label: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True)
class Change:
    """One event: when, who, what was done to which row, field by field.

    `hidden` is true when the reader may know that something changed, but not what.
    """

    at: datetime
    who: str
    verb: str
    what: str
    fields: list[FieldChange]
    hidden: bool = False


def changes_of(
    *roots: models.Model, only: models.Q | None = None, hide: Callable[[type[models.Model], dict[str, Any]], bool] | None = None
) -> list[Change]:
    """Return the newest changes of `roots` and of every tracked row that points to one of them.

    Args:
        roots: saved objects of tracked models, of one kind or several.
        only: leaves out events that it does not fit (`pgh_obj_model`, `pgh_data`): what points to a unit is not all about the unit.
        hide: told the model and the row's data at the event; True keeps the values from the reader.

    Returns:
        At most `MOST` changes, newest first, in a number of queries that does not grow with them: a few for each kind of root.
    """
    events = _events_about(roots, only or models.Q())
    users = get_user_model()._default_manager.in_bulk(
        {e.pgh_context["user"] for e in events if e.pgh_context and e.pgh_context.get("user")}
    )
    names = _Names(events)
    return [_change(event, users, names, hide) for event in events]


def _events_about(roots: Iterable[models.Model], only: models.Q) -> list[Any]:
    """The newest events; one that two roots lead to counts once."""
    kinds: dict[type[models.Model], list[models.Model]] = {}
    for root in roots:
        kinds.setdefault(type(root), []).append(root)
    found: dict[str, Any] = {}
    for same_kind in kinds.values():
        about = Events.objects.references(*same_kind).filter(only).order_by("-pgh_created_at", "-pgh_id")
        found.update({event.pgh_slug: event for event in about[:MOST]})
    return sorted(found.values(), key=lambda event: (event.pgh_created_at, event.pgh_id), reverse=True)[:MOST]


def _change(event: Any, users: dict[int, Any], names: "_Names", hide: Callable[..., bool] | None) -> Change:
    model = apps.get_model(event.pgh_obj_model)
    user = users.get((event.pgh_context or {}).get("user") or 0)
    hidden = bool(hide and hide(model, event.pgh_data))
    values = {} if hidden else _values(event)
    return Change(
        at=event.pgh_created_at,
        who=str(user) if user else "Hệ thống",
        verb=_WORDS[event.pgh_label],
        what=str(model._meta.verbose_name),
        fields=[_field_change(field, *values[field.name], names) for field in _fields(model) if field.name in values],
        hidden=hidden,
    )


def _fields(model: type[models.Model]) -> Iterable[models.Field]:
    return [f for f in model._meta.local_fields if f.name not in _UNSHOWN and not isinstance(f, models.GeneratedField)]


def _values(event: Any) -> dict[str, tuple[Any, Any]]:
    """Old and new value of each field that the event says something about."""
    if event.pgh_label == "update":
        diff = event.pgh_diff or {}
        return {_name(column): (pair[0], pair[1]) for column, pair in diff.items()}
    data = {_name(column): value for column, value in event.pgh_data.items() if value not in (None, "", [], False)}
    if event.pgh_label == "insert":
        return {name: (None, value) for name, value in data.items()}
    return {name: (value, None) for name, value in data.items()}


def _name(column: str) -> str:
    return column.removesuffix("_id")


def _field_change(field: models.Field, old: Any, new: Any, names: "_Names") -> FieldChange:
    label = str(field.verbose_name)
    before, after = names.words(field, old), names.words(field, new)
    if not before or not after:
        return FieldChange(label, [Piece("old", before)] if before else [], [Piece("new", after)] if after else [])
    return FieldChange(label, *side_by_side(before, after))


def side_by_side(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Split two texts into what stayed and what changed, word by word."""
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            left.append(Piece("same", "".join(old[a:b])))
            right.append(Piece("same", "".join(new[c:d])))
            continue
        left += [Piece("old", "".join(old[a:b]))] if b > a else []
        right += [Piece("new", "".join(new[c:d]))] if d > c else []
    return left, right


class _Names:
    """Says stored values in words; rows that events point to are looked up once a model."""

    def __init__(self, events: list[Any]) -> None:
        wanted: dict[type[models.Model], set[Any]] = {}
        for event in events:
            model = apps.get_model(event.pgh_obj_model)
            values = _values(event)
            for field in _fields(model):
                if field.is_relation and field.related_model and field.name in values:
                    wanted.setdefault(field.related_model, set()).update(v for v in values[field.name] if v is not None)
        self._rows = {model: _with_what_names_it(model).in_bulk(keys) for model, keys in wanted.items()}

    def words(self, field: models.Field, value: Any) -> str:
        """The value as a reader would write it; an empty text for nothing."""
        if value is None or value == "":
            return ""
        if field.is_relation:
            return str(self._rows.get(field.related_model, {}).get(value, "(đã bỏ)"))  # type: ignore[arg-type]
        if isinstance(value, bool):
            return "có" if value else "không"
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, list):
            return ", ".join(str(item) for item in value)
        return self._plain(field, value)

    def _plain(self, field: models.Field, value: Any) -> str:
        text = str(value)
        if isinstance(field, models.DateTimeField) and (moment := parse_datetime(text)):
            return localtime(moment).strftime("%d/%m/%Y %H:%M")
        if isinstance(field, models.DateField) and (day := parse_date(text)):
            return date_format(day, "d/m/Y")
        if field.get_internal_type() == "DateRangeField":
            return _period(text)
        return text


def _period(text: str) -> str:
    """Say a stored date range, "[2020-07-01,2025-07-01)", as people do; its upper bound is the day after the last."""
    lower, _, upper = text.strip("[]()").partition(",")
    first, after = parse_date(lower.strip() or "-"), parse_date(upper.strip() or "-")
    since = f"từ {short_date(first)}" if first else ""
    last = f"đến {short_date(after - timedelta(days=1))}" if after else ""
    return " ".join(filter(None, [since, last])) or ("không rõ thời gian" if text.strip() != "empty" else "")


def _with_what_names_it(model: type[models.Model]) -> models.QuerySet[Any]:
    """Rows together with those they point to, since many say their name by one of these (a remark by its speaker)."""
    return model._default_manager.select_related(*(field.name for field in model._meta.fields if field.many_to_one))
