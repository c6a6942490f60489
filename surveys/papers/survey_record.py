"""What papers of a whole survey, or of one meeting seen as such, are made of. Each reading is one question, however many meetings there are.

A restricted remark comes with its text for reports only; who spoke is not read at all.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, JSONObject, NullIf

from danvan.units.models import Unit, UnitVersion
from danvan.units.reach import units_below
from surveys.models import (
    Attendance,
    Conclusion,
    Directive,
    DirectiveAddressee,
    FollowUp,
    MeetingSession,
    MeetingUnit,
    Paper,
    Recommendation,
    Remark,
    RemarkField,
    SessionUnit,
    StatedFigure,
    SurveyMeeting,
)
from surveys.recommendation_lines import RecommendationLine, lines
from surveys.wording import lower_first

_State = SurveyMeeting.State
RESULT, DIFFICULTY, REQUEST, ANSWER = "KQ", "KK", "KN", "TT"
"""Codes of the kinds of remarks that a report tells apart (surveys/vocabularies.py)."""
_DAYS = MeetingSession.objects.filter(meeting=OuterRef("meeting"), when_range__startswith__isnull=False).order_by("when_range__startswith")
_FIRST_DAY = Subquery(_DAYS.values("when_range__startswith")[:1])
_IN_ORDER = (_FIRST_DAY.asc(nulls_last=True), "meeting_id", "order", "pk")
"""Rows of several meetings by the first day of these, whatever the order in which they were typed in."""
_HEADS = models.Case(models.When(group="", then=Value(1)), default=F("people"), output_field=models.IntegerField())
"""For how many people a row of the list stands."""
_TOLD = Q(restricted=False) | ~Q(report_text="")


@dataclass(frozen=True)
class Sitting:
    """One sitting of a meeting as a timetable shows it; the day is None when it is not known to the day."""

    day: dt.date | None
    when: str
    start: dt.time | None
    place: str
    units: list[str]


class SurveyRecord:
    """Reads a survey with all its meetings, or one meeting.

    `day` is the day whose names of units count for what has no day of its own.
    """

    def __init__(self, paper: Paper, day: dt.date) -> None:
        self.paper, self.day = paper, day
        self.survey = paper.survey
        of = {"survey": paper.survey_id} if paper.survey_id else {"pk": paper.meeting_id}
        self._meetings = SurveyMeeting.objects.filter(**of)
        if self.survey:  # a meeting of a unit above is none of this unit's business, though it belongs to the survey
            self._meetings = self._meetings.filter(owner__in=units_below(self.survey.owner_id))
        self._in = {"meeting__in": self._held.values("pk")}

    @property
    def _held(self) -> Any:
        """Meetings that took place; of one meeting alone that meeting, whatever its state."""
        return self._meetings.filter(state=_State.HELD).order_by() if self.survey else self._meetings.order_by()

    # Meetings

    @cached_property
    def planned(self) -> list[Any]:
        """All meetings but those that are not held, by their first day; those without a known day last."""
        return [row for row in self._all if row.state != _State.CANCELLED]

    @cached_property
    def held(self) -> list[Any]:
        """The meetings that took place, by their first day."""
        return [row for row in self._all if row.state == _State.HELD or not self.survey]

    @cached_property
    def _all(self) -> list[Any]:
        day = OuterRef(OuterRef("first_day"))
        meetings = self._meetings.with_days().annotate(
            unit_rows=_names(MeetingUnit, "meeting", day),
            session_rows=_sessions(),
            figure_rows=_figures(),
            delegates=_attending(Sum(_HEADS)),
            # A group without a number, or somebody of whom it is not known whether they came: then the sum says nothing.
            uncounted=_attending(Count("pk", filter=(~Q(group="") & Q(people=None)) | Q(presence=Attendance.Presence.UNKNOWN))),
            turns=_remarks(Count("pk", filter=Q(form=Remark.Form.ORAL))),
            matters=_matters(),
            recommended=_count(Recommendation.objects.filter(meeting=OuterRef("pk"))),
        )
        return list(meetings.order_by(F("first_day").asc(nulls_last=True), "pk"))

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of the meetings that took place; None unless the days of all are known."""
        if not self.held or any(row.first_day is None or row.day_after is None for row in self.held):
            return None, None
        return min(row.first_day for row in self.held), max(row.day_after for row in self.held) - dt.timedelta(days=1)

    def units_of(self, meetings: Iterable[Any]) -> list[str]:
        """The units that meetings were held for, each once, in the order of the meetings."""
        return list(dict.fromkeys(name for row in meetings for name in names(row.unit_rows)))

    @property
    def unit_count(self) -> int | None:
        """How many units were surveyed; None when some meeting does not say for which it was held."""
        return len(self.units_of(self.held)) if self.held and all(row.unit_rows for row in self.held) else None

    @property
    def delegate_count(self) -> int | None:
        """How many turns of attendance there were; None unless all meetings say so of everybody."""
        silent = SurveyMeeting.Section.ATTENDANCE
        known = all(row.delegates and not row.uncounted and silent not in row.unknown_sections for row in self.held)
        return sum(row.delegates for row in self.held) if self.held and known else None

    @property
    def turn_count(self) -> int | None:
        """How many turns to speak there were; None when the source of some meeting does not tell all of them."""
        known = all(SurveyMeeting.Section.REMARKS not in row.unknown_sections for row in self.held)
        return sum(row.turns for row in self.held) if self.held and known else None

    def sittings(self, meeting: Any) -> Iterator[Sitting]:
        """The sittings of a meeting; a meeting without any has one of which nothing is known."""
        for row in meeting.session_rows or [None]:
            yield _sitting(row, names(meeting.unit_rows)) if row else Sitting(None, "", None, "", names(meeting.unit_rows))

    # What was said

    @cached_property
    def remarks(self) -> list[dict[str, Any]]:
        """What may be told of the remarks, by content group: `said`, `kind_code`, `group`, and whether one is `recommended`; no answers."""
        said = models.Case(models.When(~Q(report_text=""), then=F("report_text")), default=F("text"), output_field=models.TextField())
        rows = _told_remarks(self._in).annotate(
            said=said,
            kind_code=Coalesce("kind__code", Value("")),
            group=Coalesce("content_group__label", Value("")),
            recommended=Exists(Recommendation.objects.filter(remark=OuterRef("pk"))),
        )
        ordered = rows.exclude(said="").order_by(F("content_group__order").asc(nulls_last=True), "group", *_IN_ORDER)
        return list(ordered.values("said", "kind_code", "group", "recommended"))

    @cached_property
    def matters(self) -> list[dict[str, Any]]:
        """What the remarks were about, counted by content group and field: `turns`, `place_names`, `levels`, `in_meetings`."""
        place = Coalesce(NullIf("places__words", Value("")), F("places__unit__name"))
        has_level = Q(recommendations__level__isnull=False)
        rows = _told_remarks(self._in).values(
            group=Coalesce("content_group__label", Value("")),
            group_order=Coalesce("content_group__order", 999),
            field=Coalesce("field_links__field__label", Value("")),
            field_order=Coalesce("field_links__field__order", 999),
        )
        counted = rows.annotate(
            turns=Count("pk", distinct=True),
            place_names=ArrayAgg(place, filter=Q(restricted=False, places__isnull=False), distinct=True, default=Value([])),
            levels=ArrayAgg("recommendations__level__label", filter=has_level, distinct=True, default=Value([])),
            in_meetings=ArrayAgg("meeting", distinct=True),
        )
        return list(counted.order_by("group_order", "group", "field_order", "field"))

    @cached_property
    def conclusions(self) -> list[str]:
        """What the chairs said that asks nothing of anybody, each once."""
        rows = Conclusion.objects.filter(**self._in).order_by(*_IN_ORDER).values_list("text", flat=True)
        return list(dict.fromkeys(text.strip() for text in rows if text.strip()))

    @cached_property
    def directives(self) -> list[Any]:
        """What was asked, with `to` (label and role of each addressee), `steps`, and the meeting's title and first day."""
        to = DirectiveAddressee.objects.filter(directive=OuterRef("pk")).order_by("order", "pk")
        steps = FollowUp.objects.filter(directive=OuterRef("pk")).order_by("on", "pk")
        rows = Directive.objects.filter(**self._in).annotate(
            to=ArraySubquery(to.values(json=JSONObject(label=_label(), role="role", area=_is_area()))),
            steps=ArraySubquery(steps.values(json=JSONObject(on="on", text="text", document="document", state="state"))),
            first_day=_FIRST_DAY,
        )
        return list(rows.select_related("meeting").order_by(*_IN_ORDER))

    @cached_property
    def recommendations(self) -> list[RecommendationLine]:
        """What was recommended, in the order of the meetings."""
        return lines(Recommendation.objects.filter(**self._in).order_by(*_IN_ORDER))


def names(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Units as they stand inside a sentence: an area begins with a small letter."""
    return [lower_first(row["label"]) if row.get("area") else row["label"] for row in rows]


def _sitting(row: dict[str, Any], units: list[str]) -> Sitting:
    first, after = (dt.date.fromisoformat(row[name]) if row[name] else None for name in ("lower", "upper"))
    one_day = first if first and after and after - first == dt.timedelta(days=1) else None
    area = lower_first(row["area"]) if row["area"] else ""
    place = ", ".join(part for part in (row["place"], area) if part)
    own = names(row["units"]) or ([row["units_words"]] if row["units_words"] else [])
    return Sitting(one_day, row["when"], dt.time.fromisoformat(row["start"]) if row["start"] else None, place, own or units)


def _label(day: Any = None) -> Any:
    """The name of a `UnitOrWords` row, as of a day where one is given."""
    name: Any = F("unit__name")
    if day is not None:
        then = UnitVersion.objects.filter(unit=OuterRef("unit"), valid__contains=day).values("name")[:1]
        name = Coalesce(Subquery(then), name)
    return Coalesce(NullIf("words", Value("")), name)


def _is_area() -> Any:
    return models.Case(models.When(unit__kind__in=Unit.AREA_KINDS, then=True), default=False, output_field=models.BooleanField())


def _names(model: Any, owner: str, day: Any = None) -> ArraySubquery:
    rows = model.objects.filter(**{owner: OuterRef("pk")}).order_by(*model._meta.ordering or ["pk"])
    return ArraySubquery(rows.values(json=JSONObject(label=_label(day), area=_is_area())))


def _sessions() -> ArraySubquery:
    rows = MeetingSession.objects.filter(meeting=OuterRef("pk")).annotate(unit_rows=_names(SessionUnit, "session")).order_by("order", "pk")
    fields = {"when": "when_text", "lower": "when_range__startswith", "upper": "when_range__endswith", "start": "start", "place": "place"}
    return ArraySubquery(rows.values(json=JSONObject(**fields, area="place_area__name", units="unit_rows", units_words="units_words")))


def _figures() -> ArraySubquery:
    """Figures that were stated, but for the number of remarks, which stands in a column of its own."""
    rows = StatedFigure.objects.filter(meeting=OuterRef("pk")).exclude(about=StatedFigure.About.REMARKS).order_by("order", "pk")
    return ArraySubquery(rows.values("wording"))


def _attending(aggregate: Any) -> Any:
    rows = Attendance.objects.filter(meeting=OuterRef("pk")).speakers().order_by().values("meeting")
    return Coalesce(Subquery(rows.annotate(n=aggregate).values("n")), 0)


def _remarks(aggregate: Any) -> Any:
    rows = Remark.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(rows.annotate(n=aggregate).values("n")), 0)


def _matters() -> Any:
    """How many matters the remarks raise: each as many as the fields it touches, at least one; answers raise none."""
    fields = RemarkField.objects.filter(remark=OuterRef("pk")).order_by().values("remark").annotate(n=Count("pk")).values("n")
    rows = Remark.objects.filter(meeting=OuterRef("pk")).exclude(text="", report_text="").exclude(kind__code=ANSWER).order_by()
    each = rows.annotate(n=Greatest(Coalesce(Subquery(fields), 0), 1)).values("meeting")
    return Coalesce(Subquery(each.annotate(total=Sum("n")).values("total")), 0)


def _count(rows: Any) -> Any:
    return Coalesce(Subquery(rows.order_by().values("meeting").annotate(n=Count("pk")).values("n")), 0)


def _told_remarks(of: dict[str, Any]) -> Any:
    """Remarks that may be told of, answers left out; a restricted one only when it has a text for reports."""
    return Remark.objects.filter(_TOLD, **of).exclude(kind__code=ANSWER).order_by()
