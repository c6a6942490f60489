"""The list of people present as a whole: what may not stand in it, its order, its counts, and how it is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import GeneratedField

from danvan.people.models import Appointment, Person
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.names import split_name
from danvan.vietnamese.text import fold, two_digits
from surveys.attendance_sources import title_of
from surveys.models import Attendance, Presentation, Remark, SurveyMeeting

Presence, Role = Attendance.Presence, Attendance.Role
AWAY = (Presence.EXCUSED, Presence.ABSENT)
ONE_CHAIR = (SurveyMeeting.Kind.SURVEY, SurveyMeeting.Kind.BRIEFING)
"""Kinds of meeting with a single chair; co-chairs may sit beside (usual, domain.md)."""
_LAST = 10**6


@dataclass
class Line:
    """A row of the list as it is to be stored.

    Attributes:
        row: the row; a new one has no id, and no person when the person has still to be made.
        is_new: whether it is stored for the first time.
        is_changed: whether anything of it but its order was changed; what nobody touched is not judged again.
        retitled: whether somebody wrote its title or chose its person just now.
        removed: whether it is to be taken out.
        stored_order: its place in the database; None for a new line.
    """

    row: Attendance
    is_new: bool = False
    is_changed: bool = False
    retitled: bool = False
    removed: bool = False
    stored_order: int | None = None

    @property
    def makes_person(self) -> bool:
        """Whether a new person is made for it."""
        return self.is_new and bool(self.row.name) and self.row.person_id is None


@dataclass(frozen=True)
class Problem:
    """Why the list cannot be stored like this: the line, the field of the row it is about, the sentence."""

    line: Line
    field: str
    text: str


@dataclass(frozen=True)
class Counts:
    """How many are known to be there or away, and what is not known; a group without a number counts nowhere."""

    present: int
    away: int
    unsure: int
    groups_unknown: int

    def __str__(self) -> str:
        parts = [f"Có mặt đã rõ: {two_digits(self.present)} người."]
        if self.away:
            parts.append(f"Vắng: {two_digits(self.away)}.")
        if self.unsure:
            parts.append(f"Chưa rõ có mặt hay vắng: {two_digits(self.unsure)}.")
        if self.groups_unknown:
            parts.append(f"{two_digits(self.groups_unknown)} nhóm chưa rõ số.")
        return " ".join(parts)


def count(rows: Iterable[Attendance]) -> Counts:
    """Count the rows of a list."""
    heads: dict[str, int] = defaultdict(int)
    groups_unknown = 0
    for row in rows:
        if row.is_group and row.people is None:
            groups_unknown += 1
        else:
            heads[row.presence] += (row.people or 0) if row.is_group else 1
    return Counts(heads[Presence.PRESENT], heads[Presence.EXCUSED] + heads[Presence.ABSENT], heads[Presence.UNKNOWN], groups_unknown)


def problems(meeting: SurveyMeeting, lines: Sequence[Line], day: date | None) -> list[Problem]:
    """Everything that forbids storing these lines, in a fixed number of queries.

    Args:
        lines: all lines of the meeting, removed ones too, in the order of the page.
        day: the meeting's day, None when it is not known.
    """
    kept = [line for line in lines if not line.removed]
    return [
        *_twice(kept),
        *_two_chairs(meeting, kept),
        *_away_with_a_part(kept),
        *_still_needed(meeting, lines),
        *_posts_out_of_time(kept, day),
    ]


def _twice(lines: Sequence[Line]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    for line in lines:
        first = next((other for key in _identities(line) for other in seen[key] if _is_same(other, line)), None)
        for key in _identities(line):
            seen[key].append(line)
        if first and (first.is_changed or line.is_changed or first.is_new or line.is_new):
            place = f"dòng {first.row.order}" if first.row.order < _LAST else "dòng trên"
            yield Problem(line, "remove", f"Đã có ở {place}. Bỏ một trong hai dòng")


def _identities(line: Line) -> list[tuple[object, ...]]:
    """Under what a line may be found again; a name only tells people apart whom the portal does not know yet."""
    row = line.row
    if not row.name:
        return [("words", fold(row.post), fold(row.group))]
    person: list[tuple[object, ...]] = [("person", row.person_id)] if row.person_id else []
    return [*person, ("name", fold(row.name), fold(row.title))]


def _is_same(one: Line, other: Line) -> bool:
    known_apart = one.row.person_id and other.row.person_id and one.row.person_id != other.row.person_id
    return not known_apart and _same_sitting(one.row, other.row)


def _same_sitting(one: Attendance, other: Attendance) -> bool:
    """Whether two rows are about the same session; a row without one is about all."""
    return one.session_id is None or other.session_id is None or one.session_id == other.session_id


def _two_chairs(meeting: SurveyMeeting, lines: Sequence[Line]) -> Iterator[Problem]:
    if meeting.kind not in ONE_CHAIR:
        return
    chairs: list[Line] = []
    for line in (line for line in lines if line.row.role == Role.CHAIR):
        first = next((other for other in chairs if _same_sitting(other.row, line.row)), None)
        chairs.append(line)
        if first:
            name = meeting.get_kind_display()
            who = first.row.label
            yield Problem(line, "role", f"{name} chỉ có một chủ trì, đã ghi {who}: chọn “Đồng chủ trì” hoặc sửa vai trò của {who}")


def _away_with_a_part(lines: Sequence[Line]) -> Iterator[Problem]:
    for line in lines:
        row = line.row
        if row.presence not in AWAY or not (line.is_new or line.is_changed):
            continue
        if row.role in (Role.CHAIR, Role.CO_CHAIR, Role.NOTE_TAKER):
            yield Problem(line, "presence", f"Người vắng không thể là “{row.get_role_display()}”: sửa vai trò, hoặc ghi có mặt")
        elif row.arrived or row.left:
            yield Problem(line, "presence", "Đã ghi vắng thì bỏ giờ đến, giờ về; còn nếu có dự thì ghi có mặt")


def _still_needed(meeting: SurveyMeeting, lines: Sequence[Line]) -> Iterator[Problem]:
    """Somebody who spoke, reported or opened the meeting was there and stays in the list."""
    going = [line for line in lines if line.row.pk and (line.removed or line.row.presence in AWAY)]
    if not going:
        return
    parts = _parts_of(meeting, [line.row.pk for line in going])
    for line in going:
        if what := parts.get(line.row.pk):
            field, verb = ("remove", "chưa bỏ được") if line.removed else ("presence", "không ghi vắng được")
            yield Problem(line, field, f"{what[:1].upper()}{what[1:]} nên {verb}: sửa chỗ ấy trước")


def _parts_of(meeting: SurveyMeeting, rows: list[int]) -> dict[int, str]:
    parts = {meeting.opened_by_id: "đã ghi là người tuyên bố lý do, giới thiệu đại biểu"} if meeting.opened_by_id in rows else {}
    for presenter in Presentation.objects.filter(presenter__in=rows).values_list("presenter", flat=True):
        parts[presenter] = "đã ghi là người báo cáo"
    for speaker, order in Remark.objects.filter(speaker__in=rows).order_by("-order", "-pk").values_list("speaker", "order"):
        parts[speaker] = f"đã phát biểu ở ý kiến {two_digits(order)}"
    return parts


def _posts_out_of_time(lines: Sequence[Line], day: date | None) -> Iterator[Problem]:
    """A title that its holder did not hold on the day: the title is put right, or the reason is written down."""
    asked = [line for line in lines if line.retitled and line.row.person_id and not line.row.title_reason]
    if day is None or not asked:
        return
    posts: dict[int, list[Appointment]] = defaultdict(list)
    for post in Appointment.objects.filter(person__in={line.row.person_id for line in asked}).select_related("title", "unit"):
        posts[post.person_id].append(post)
    for line in asked:
        held = posts[line.row.person_id or 0]
        now = {words for post in held if day in post.valid for words in _spellings(post)}
        written = {fold(part.strip()) for part in line.row.title.replace(";", ",").split(",")}
        for post in (post for post in held if day not in post.valid):
            if written & (_spellings(post) - now):
                yield Problem(line, "title", _when_held(post, day))
                break


def _spellings(post: Appointment) -> set[str]:
    return {fold(post.wording), fold(title_of(post, post.unit.name))}


def _when_held(post: Appointment, day: date) -> str:
    since = f"từ {short_date(post.valid.lower)}" if post.valid.lower else ""
    until = f"đến {short_date(post.valid.upper - timedelta(days=1))}" if post.valid.upper else ""
    period = " ".join(filter(None, [since, until]))
    return f"Chức vụ “{post.wording}” giữ {period}, không phải ngày {short_date(day)}: sửa chức vụ, hoặc ghi lý do ở phần “Thêm”"


def in_order(lines: Sequence[Line], day: date | None) -> list[Line]:
    """The lines as they will stand: by the number typed, equal numbers by protocol rank on the day.

    Of equal ones without a rank, whoever moves up to a number goes before the one who stands there, whoever moves down behind.
    A line without a number goes to the end.
    """
    numbers = [line.row.order for line in lines]
    ranks = _ranks(lines, day) if day and len(set(numbers)) < len(numbers) else {}

    def place(line: Line) -> tuple[int, int, int]:
        stood = line.stored_order or line.row.order
        return line.row.order, ranks.get(line.row.person_id, _LAST), (line.row.order > stood) - (line.row.order < stood)

    return sorted(lines, key=place)


def _ranks(lines: Sequence[Line], day: date) -> dict[int | None, int]:
    people = {line.row.person_id for line in lines if line.row.person_id}
    ranked: Any = Person.objects.filter(pk__in=people).with_top_rank(day)
    return {person.pk: person.top_rank for person in ranked if person.top_rank is not None}


@transaction.atomic
def store(meeting: SurveyMeeting, lines: Sequence[Line], day: date | None) -> None:
    """Store the list: take out what is removed, make people who are new, write what changed, count the rows from 1.

    Args:
        lines: all lines of the meeting, without `problems`.
    """
    Attendance.objects.filter(pk__in=[line.row.pk for line in lines if line.removed and line.row.pk]).delete()
    kept = in_order([line for line in lines if not line.removed], day)
    _make_people(meeting, [line.row for line in kept if line.makes_person])
    moved = []
    for position, line in enumerate(kept, start=1):
        line.row.order = position
        if line.stored_order != position:
            moved.append(line)
    _rewrite([line.row for line in kept if line.is_changed and not line.is_new])
    Attendance.objects.bulk_update([line.row for line in moved if not line.is_new and not line.is_changed], ["order"])
    Attendance.objects.bulk_create(line.row for line in kept if line.is_new)


def _rewrite(rows: list[Attendance]) -> None:
    """Write all columns of rows that exist, at once: each is an insert that meets its own key, which `bulk_update` is slow at."""
    fields = [f.name for f in Attendance._meta.concrete_fields if not f.primary_key and not isinstance(f, GeneratedField)]
    Attendance.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def _make_people(meeting: SurveyMeeting, rows: list[Attendance]) -> None:
    """New people are kept by the meeting's owning unit, or nobody would find them again: they hold no post."""
    people = []
    for row in rows:
        family_name, given_name = split_name(row.name)
        people.append(
            Person(family_name=family_name, given_name=given_name, address=row.address, kept_by=meeting.owner, sample=meeting.owner.sample)
        )
    for row, person in zip(rows, Person.objects.bulk_create(people), strict=True):
        row.person = person
