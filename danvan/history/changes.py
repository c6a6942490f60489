"""The history tab: what the triggers wrote, in words, old and new side by side."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime

from danvan.history.events import Event, Fields, Root, newest_events
from danvan.history.names import rows_by_key
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.differences import steps

MOST = 200
"""Events shown at most, newest first."""
_UNSHOWN = {"id", "uuid", "sample", "created_at", "blocks", "base", "key"}
_UNSAID = {"order", "order_known"}
"""Not said of a row that was added or taken out: nobody typed it."""
_WORDS = {"insert": "Thêm", "update": "Sửa", "delete": "Bỏ"}
_PARTS = re.compile(r"\s+|[^\s]+")
_ENDS = (".", "!", "?", ";", ":", "\n")
"""What a sentence or a line ends with."""


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
class Hidden:
    """What stands in place of an event's values; `url` is where they may be read, empty where this reader may not."""

    url: str = ""


@dataclass(frozen=True)
class Change:
    """One event: when, who, what was done to which row, field by field.

    `hidden` is there when the reader may know that something changed, but is not shown here what.
    """

    at: datetime
    who: str
    verb: str
    what: str
    fields: list[FieldChange]
    hidden: Hidden | None = None


Hide = Callable[[type[models.Model], dict[str, Any]], Hidden | None]
"""Told the model and the row's data at the event; what it returns stands in place of the values."""


LeaveOut = Callable[[type[models.Model], dict[str, Any]], Collection[str]]
"""Told the same; the fields that it names are not shown."""


def changes_of(
    *roots: Root, only: Fields | None = None, hide: Hide | None = None, leave_out: LeaveOut = lambda model, data: ()
) -> list[Change]:
    """Return the newest changes of `roots` and of every tracked row that points to one of them.

    Args:
        roots: saved objects of tracked models, of one kind or several, or the queries that find them.
        only: leaves out what points to a root but is not about it: the models whose changes count, and by which fields
            ("pgh_obj": the row itself).
        hide: keeps values back.
        leave_out: keeps single fields back.

    Returns:
        At most `MOST` changes, newest first, by three queries: the events, the rows that they name, and what names these.
    """
    events = newest_events(roots, MOST, only)
    kept_back = [hide(event.model, event.data) if hide else None for event in events]
    shown = [event for event, hidden in zip(events, kept_back, strict=True) if hidden is None]
    names = _Names(shown, {event.user for event in events if event.user})
    own = {(type(root), root.pk) for root in roots if isinstance(root, models.Model)}
    unsaid = [{*leave_out(event.model, event.data), *_unsaid(event, own)} for event in events]
    return [_change(event, names, hidden, fields) for event, hidden, fields in zip(events, kept_back, unsaid, strict=True)]


def _unsaid(event: Event, own: set[tuple[type[models.Model], Any]]) -> Iterable[str]:
    """Fields of a row that was added or taken out which say nothing: its place, and that it belongs to what the page is about."""
    if event.label == "update":
        return ()
    relations = (field for field in _fields(event.model) if field.is_relation)
    keys = {field.name for field in relations if (field.related_model, event.data.get(field.attname)) in own}
    return _UNSAID | keys


def _change(event: Event, names: "_Names", hidden: Hidden | None, unsaid: set[str]) -> Change:
    values = {} if hidden else {name: pair for name, pair in _by_field(event).items() if name not in unsaid}
    return Change(
        at=event.at,
        who=names.user(event.user),
        verb=_WORDS[event.label],
        what=str(event.model._meta.verbose_name),
        fields=[_field_change(field, *values[field.name], names) for field in _fields(event.model) if field.name in values],
        hidden=hidden,
    )


def _fields(model: type[models.Model]) -> Iterable[models.Field]:
    return [f for f in model._meta.local_fields if f.name not in _UNSHOWN and not isinstance(f, models.GeneratedField)]


def _by_field(event: Event) -> dict[str, tuple[Any, Any]]:
    return {column.removesuffix("_id"): pair for column, pair in event.values.items()}


def _field_change(field: models.Field, old: Any, new: Any, names: "_Names") -> FieldChange:
    label = str(field.verbose_name)
    before, after = names.words(field, old), names.words(field, new)
    if not before or not after:
        return FieldChange(label, [Piece("old", before)] if before else [], [Piece("new", after)] if after else [])
    return FieldChange(label, *side_by_side(before, after))


def side_by_side(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Split two texts into what stayed and what changed: word by word, in long texts that were rewritten only sentence by sentence."""
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in steps(old, new, lambda word: word.endswith(_ENDS)):
        if tag == "equal":
            left.append(Piece("same", "".join(old[a:b])))
            right.append(Piece("same", "".join(new[c:d])))
            continue
        left += [Piece("old", "".join(old[a:b]))] if b > a else []
        right += [Piece("new", "".join(new[c:d]))] if d > c else []
    return left, right


class _Names:
    """Says stored values in words; rows that events point to are looked up all at once."""

    def __init__(self, events: Iterable[Event], users: set[int]) -> None:
        wanted: dict[type[models.Model], set[Any]] = {get_user_model(): set(users)}
        for event in events:
            values = _by_field(event)
            for field in _fields(event.model):
                if field.is_relation and field.related_model and field.name in values:
                    wanted.setdefault(field.related_model, set()).update(v for v in values[field.name] if v is not None)
        self._rows = rows_by_key(wanted)

    def user(self, pk: int | None) -> str:
        """Who did it; what no user did, the system did."""
        return str(self._rows.get((get_user_model(), pk), "Hệ thống"))

    def words(self, field: models.Field, value: Any) -> str:
        """The value as a reader would write it; an empty text for nothing."""
        if value is None or value == "":
            return ""
        if field.is_relation:
            return str(self._rows.get((field.related_model, value), "(đã bỏ)"))  # type: ignore[arg-type]
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
