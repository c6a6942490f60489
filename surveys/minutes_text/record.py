"""What a meeting's minutes are made of, read in a handful of queries, however many rows it has."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import F, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from danvan.documents import house_style
from danvan.units.models import Unit, UnitVersion
from surveys.guarded import Guard, without_guarded
from surveys.models import (
    Attendance,
    Conclusion,
    Directive,
    DirectiveAddressee,
    MeetingOrganizer,
    MeetingSession,
    MeetingUnit,
    MinutesPart,
    Photo,
    Presentation,
    Remark,
    RemarkAnswer,
    StatedFigure,
    SurveyMeeting,
    Theme,
    Vote,
)
from surveys.wording import Wording, lower_first

M = TypeVar("M", bound=Model)
_SMALL_PARTS: dict[type[Model], tuple[str, ...]] = {
    MeetingOrganizer: ("order", "role", "unit_id", "words"),
    MeetingUnit: ("order", "unit_id", "words"),
    Presentation: ("order", "presenter_id", "presenter_words", "title", "content", "handed_out"),
    StatedFigure: ("order", "about", "wording", "presentation_id"),
    Theme: ("order", "number", "text"),
    Vote: ("order", "subject", "form", "total", "in_favor", "against", "abstained", "wording"),
    Conclusion: ("order", "text"),
    Directive: ("order", "text", "verb", "due_text", "product"),
    DirectiveAddressee: ("order", "directive_id", "role", "unit_id", "words"),
    RemarkAnswer: ("remark_id",),
    Photo: ("order", "caption"),
    MinutesPart: ("key", "title", "text", "blocks", "base"),
}
"""Parts of which a meeting has a few rows each, with the columns that minutes need: they come in one query."""
_OF_MEETING = {DirectiveAddressee: "directive__meeting", RemarkAnswer: "remark__meeting", MinutesPart: "minutes__meeting"}


def known_day(session: MeetingSession) -> dt.date | None:
    """The day of a session, None when it is not known to the day."""
    span = session.when_range
    if span and span.lower and span.upper and span.upper - span.lower == dt.timedelta(days=1):
        day: dt.date = span.lower
        return day
    return None


def paper_day(meeting: SurveyMeeting, sessions: Iterable[MeetingSession]) -> dt.date | None:
    """The date of the minutes: as given, else the day of the last session that is known; None when staff must choose."""
    return meeting.minutes.date or max((day for day in map(known_day, sessions) if day), default=None)


class Record:
    """Everything of a meeting that its minutes need.

    Rows of small parts are model instances with only the columns in `_SMALL_PARTS`: for reading, never to be saved.
    """

    def __init__(self, meeting: SurveyMeeting) -> None:
        self.meeting = meeting
        self.names_left_out = False
        self.minutes = meeting.minutes
        self.sessions = list(meeting.sessions.all())
        self.day = paper_day(meeting, self.sessions)
        self.house = house_style.of(meeting.owner, self.day)
        self._parts, self.photo_files = _read_small_parts(meeting)
        self.wording = Wording(self.house, self._unit_names())

    def all(self, model: type[M]) -> list[M]:
        """The rows of a small part, in their order."""
        return self._parts[model]

    @cached_property
    def attendances(self) -> list[Attendance]:
        """The people present, in protocol order."""
        return list(self.meeting.attendances.all())

    @cached_property
    def remarks(self) -> list[Remark]:
        """What was said, in order; read when a paper needs it."""
        return list(self.meeting.remarks.select_related("kind"))

    @cached_property
    def answers(self) -> set[int]:
        """Ids of the remarks that answer others."""
        return {row.remark_id for row in self.all(RemarkAnswer)}

    @cached_property
    def _written(self) -> tuple[dict[str, MinutesPart], list[MinutesPart]]:
        parts = {part.key: part for part in self.all(MinutesPart)}
        if not parts:
            return {}, []
        return without_guarded(parts, Guard(self.remarks, {row.pk: row.name for row in self.attendances}))

    @property
    def edits(self) -> dict[str, MinutesPart]:
        """What somebody wrote in place of a part of the minutes, by the part; empty for a copy without the names of residents."""
        return {} if self.names_left_out else self._written[0]

    @property
    def withheld(self) -> list[MinutesPart]:
        """Written parts that are not printed, since they say what a remark keeps back by now."""
        return self._written[1]

    @property
    def archived(self) -> bool:
        """Whether the meeting was taken over from a published item."""
        return self.meeting.origin == SurveyMeeting.Origin.ARCHIVE

    def silent_about(self, section: str) -> bool:
        """Whether the source does not say all about a part."""
        return section in self.meeting.unknown_sections

    def with_role(self, role: str) -> list[Attendance]:
        """Those present in a role, in protocol order."""
        return [row for row in self.attendances if row.role == role]

    def attendance(self, pk: int | None) -> Attendance | None:
        """The row of somebody in the list, None for nobody."""
        return self._attendance_by_id.get(pk) if pk else None

    def session(self, pk: int | None) -> MeetingSession | None:
        """The session, None where a row belongs to the whole meeting."""
        return next((session for session in self.sessions if session.pk == pk), None)

    def speaker(self, remark: Remark) -> Attendance | None:
        """Who of the list made the remark."""
        return self.attendance(remark.speaker_id)

    @cached_property
    def _attendance_by_id(self) -> dict[int, Attendance]:
        return {row.pk: row for row in self.attendances}

    def _unit_names(self) -> dict[int, str]:
        """Units as they are written inside a sentence, by their names of the day: an area begins with a small letter."""
        rows: list[Any] = [*self.all(MeetingOrganizer), *self.all(MeetingUnit), *self.all(DirectiveAddressee)]
        ids = {row.unit_id for row in rows if row.unit_id} | {session.place_area_id for session in self.sessions if session.place_area_id}
        of_day = UnitVersion.objects.filter(unit=OuterRef("pk"), valid__contains=self.day or timezone.localdate())
        units = Unit.objects.filter(pk__in=ids | {self.meeting.owner_id}).annotate(name_then=Subquery(of_day.values("name")[:1]))
        names = {unit.pk: (unit.name_then or unit.name, unit.is_area) for unit in units}
        return {pk: lower_first(name) if is_area else name for pk, (name, is_area) in names.items()}


def _read_small_parts(meeting: SurveyMeeting) -> tuple[dict[type[Model], list[Any]], dict[int, str]]:
    """All small parts in one query, and the hash of each photo's file by the photo's id."""
    first, *others = _one_query_each(meeting)
    found: dict[type[Model], list[Any]] = defaultdict(list)
    files: dict[int, str] = {}
    models = {model.__name__: model for model in _SMALL_PARTS}
    for name, row in first.union(*others, all=True):
        if sha256 := row.pop("sha256", None):
            files[row["id"]] = sha256
        found[models[name]].append(models[name](**row))
    for rows in found.values():
        rows.sort(key=lambda row: (getattr(row, "order", 0), row.pk))
    return found, files


def _one_query_each(meeting: SurveyMeeting) -> Iterator[QuerySet[Any]]:
    for model, columns in _SMALL_PARTS.items():
        named = {column: F(column) for column in ("id", *columns)} | ({"sha256": F("file__sha256")} if model is Photo else {})
        rows = model._default_manager.filter(**{_OF_MEETING.get(model, "meeting"): meeting}).order_by()
        yield rows.annotate(part_name=Value(model.__name__), part_row=JSONObject(**named)).values_list("part_name", "part_row")
