"""What the page of a meeting shows, read in a number of queries that does not grow with its rows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from danvan.accounts.permissions import can_open
from surveys.corrections import addenda
from surveys.models import (
    Attendance,
    Conclusion,
    DirectiveAddressee,
    MeetingOrganizer,
    MeetingUnit,
    SessionUnit,
    StatedFigure,
    SurveyMeeting,
    Theme,
    Vote,
)
from surveys.queries import names_of
from surveys.recommendation_lines import RecommendationLine
from surveys.recommendation_lines import line_of as recommendation_line
from surveys.recommendation_lines import of_meeting as recommendations_of_meeting
from surveys.remark_lines import RemarkLine, line_of
from surveys.restricted import may_read

_ASK_NOTHING = ("KQ", "TT")
"""Codes of the kinds of remarks that no recommendation is made of: a result, an answer."""
_SMALL_PARTS: tuple[tuple[str, type[models.Model], tuple[str, ...]], ...] = (
    ("theme_rows", Theme, ("id", "number", "text")),
    ("vote_rows", Vote, ("id", "subject", "form", "total", "in_favor", "against", "abstained", "wording")),
    ("conclusion_rows", Conclusion, ("id", "text")),
    ("figure_rows", StatedFigure, ("id", "meeting_id", "presentation_id", "about", "wording", "value", "precision")),
)
"""Parts with few rows and no relations: they come along with the meeting, in its own query."""


def meetings_for_page() -> models.QuerySet[SurveyMeeting]:
    """Meetings with everything about them that their page shows besides the large lists."""
    meetings = SurveyMeeting.objects.with_days()
    day = OuterRef(OuterRef("first_day"))
    meetings = meetings.annotate(organizer_names=names_of(MeetingOrganizer, day=day), concerned_names=names_of(MeetingUnit, day=day))
    meetings = meetings.annotate(recommendation_rows=recommendations_of_meeting())
    return meetings.annotate(**{name: _as_json(model, fields) for name, model, fields in _SMALL_PARTS})


def _as_json(model: type[models.Model], fields: tuple[str, ...]) -> ArraySubquery:
    rows = model._default_manager.filter(meeting=OuterRef("pk")).order_by("order", "pk")
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in fields})))


@dataclass
class Tab:
    """A part of a meeting's pages."""

    label: str
    url: str
    current: bool


_TABS = (
    ("Nội dung", "surveys:meeting-detail"),
    ("Biên bản", "surveys:minutes"),
    ("Văn bản", "surveys:meeting-papers"),
    ("Ảnh, tài liệu", "surveys:meeting-files"),
    ("Lịch sử", "surveys:history"),
)


def tabs(meeting: SurveyMeeting, current: str) -> list[Tab]:
    """The tabs of a meeting, `current` being the route of the one that is open."""
    return [Tab(label, reverse(route, args=[meeting.pk]), route == current) for label, route in _TABS]


@dataclass(frozen=True)
class Act:
    """A button: its words and where it leads."""

    label: str
    url: str


class Overview:
    """The content of a meeting for one reader. Lists are read once, and what they have in common is put together here."""

    def __init__(self, meeting: Any, request: Any) -> None:
        """Args: a meeting of `meetings_for_page` with its rights; the reader's request."""
        self.meeting, self.request = meeting, request

    @cached_property
    def may_edit(self) -> bool:
        """Whether the reader may change the meeting now."""
        return bool(self.meeting.may_write and not self.meeting.is_frozen)

    @cached_property
    def may_follow_up(self) -> bool:
        """Whether the reader may report what became of a directive; signed minutes do not end that."""
        return bool(self.meeting.may_write and can_open(self.request, "surveys:row-add", "POST"))

    @property
    def next_act(self) -> "Act | None":
        """The one thing to do next on this page, if there is one for the reader."""
        meeting, minutes = self.meeting, reverse("surveys:minutes", args=[self.meeting.pk])
        if meeting.may_sign and meeting.minutes.state == meeting.minutes.State.WITH_CHAIR:
            return Act("Xem và ký biên bản", minutes)
        if not self.may_edit:
            return None
        if not self.attendances:
            return Act("Ghi thành phần", reverse("surveys:attendance", args=[meeting.pk]))
        return Act("Thêm ý kiến", reverse("surveys:remark-add", args=[meeting.pk]))

    @cached_property
    def corrections(self) -> list[Any]:
        """The addenda of signed minutes."""
        return addenda(self.meeting.pk) if self.meeting.is_frozen else []

    @cached_property
    def sessions(self) -> list[Any]:
        """The sessions in order, with the name of the area."""
        return list(self.meeting.sessions.select_related("place_area").annotate(unit_names=names_of(SessionUnit, "session")))

    @cached_property
    def attendances(self) -> list[Attendance]:
        """Everybody in the stored order."""
        return list(self.meeting.attendances.all())

    @cached_property
    def _by_pk(self) -> dict[int, Attendance]:
        return {row.pk: row for row in self.attendances}

    @property
    def attendance_figures(self) -> list[tuple[int | None, str]]:
        """How many are known to be there, and what is not known: a group without a number is no nought."""
        rows, presence = self.attendances, Attendance.Presence
        present = [row for row in rows if row.presence == presence.PRESENT]
        counted = sum((row.people or 0) if row.is_group else 1 for row in present)
        figures: list[tuple[int | None, str]] = [(counted, "người có mặt đã rõ số")] if counted else []
        undecided = sum(1 for row in rows if row.presence == presence.UNKNOWN)
        figures += [(undecided, "dòng chưa rõ có mặt hay vắng")] if undecided else []
        for kind, noun in ((presence.EXCUSED, "vắng có lý do"), (presence.ABSENT, "vắng")):
            count = sum(1 for row in rows if row.presence == kind)
            figures += [(count, noun)] if count else []
        unknown = sum(1 for row in present if row.is_group and row.people is None)
        figures += [(unknown, "nhóm chưa rõ số người")] if unknown else []
        if SurveyMeeting.Section.ABSENCES in self.meeting.unknown_sections:
            figures.append((None, "người vắng"))
        return figures

    @cached_property
    def figures(self) -> list[Any]:
        """All stated figures."""
        return [StatedFigure(**row) for row in self.meeting.figure_rows]

    @property
    def loose_figures(self) -> list[Any]:
        """Stated figures that belong to no report and do not count remarks."""
        return [figure for figure in self.figures if figure.presentation_id is None and figure.about != figure.About.REMARKS]

    @property
    def remark_figures(self) -> list[Any]:
        """What the source says about the number of remarks."""
        return [figure for figure in self.figures if figure.about == figure.About.REMARKS]

    @cached_property
    def presentations(self) -> list[Any]:
        """The reports, each with its presenter from the list of people and the figures in it."""
        rows = list(self.meeting.presentations.all())
        for row in rows:
            row.by = self._by_pk.get(row.presenter_id)
            row.stated = [figure for figure in self.figures if figure.presentation_id == row.pk]
        return rows

    @cached_property
    def themes(self) -> list[Theme]:
        """The themes."""
        return [Theme(**row) for row in self.meeting.theme_rows]

    @cached_property
    def votes(self) -> list[Vote]:
        """The votes."""
        return [Vote(**row) for row in self.meeting.vote_rows]

    @cached_property
    def conclusions(self) -> list[Conclusion]:
        """The chair's words that ask nothing."""
        return [Conclusion(**row) for row in self.meeting.conclusion_rows]

    @cached_property
    def remarks(self) -> list[RemarkLine]:
        """The remarks in the order spoken, as lines."""
        rows = list(self.meeting.remarks.for_meeting_page())
        numbers = {row.pk: number for number, row in enumerate(rows, start=1)}
        lines = []
        for number, row in enumerate(rows, start=1):
            if row.speaker_id:
                row.speaker = self._by_pk[row.speaker_id]
            may_read = not row.restricted or row.written_by_id == self.request.user.pk or self._may_read_restricted
            may_recommend = self.may_follow_up and row.kind_code not in _ASK_NOTHING
            line = line_of(row, number, numbers, may_read=may_read, may_edit=self.may_edit, may_recommend=may_recommend)
            lines.append(line)
        return lines

    @cached_property
    def _may_read_restricted(self) -> bool:
        return may_read(self.request.user, self.meeting)

    @cached_property
    def unclear_count(self) -> int:
        """In how many remarks the note-taker marked something as not heard clearly."""
        return sum(line.unclear for line in self.remarks)

    @cached_property
    def directives(self) -> list[Any]:
        """What was asked, with the names of the addressees and what became of it."""
        addressees = DirectiveAddressee.objects.filter(directive=OuterRef("pk")).order_by("order", "pk")
        label = models.functions.Coalesce(models.functions.NullIf("words", models.Value("")), models.F("unit__name"))
        rows = addressees.values(json=JSONObject(role="role", label=label))
        found = list(self.meeting.directives.annotate(addressee_rows=ArraySubquery(rows)).prefetch_related("follow_ups"))
        roles = DirectiveAddressee.Role
        for directive in found:
            directive.places = [
                (row["label"], "" if row["role"] == roles.ADDRESSEE else roles(row["role"]).label.lower())
                for row in directive.addressee_rows
            ]
        return found

    @cached_property
    def recommendations(self) -> list[RecommendationLine]:
        """The recommendations in order."""
        return [recommendation_line(row) for row in self.meeting.recommendation_rows]

    @property
    def silent(self) -> dict[str, bool]:
        """The parts about which the source does not say all."""
        return {name: name in self.meeting.unknown_sections for name in SurveyMeeting.Section.values}

    @property
    def unknown_words(self) -> list[str]:
        """The same parts in words."""
        return [SurveyMeeting.Section(name).label for name in self.meeting.unknown_sections]
