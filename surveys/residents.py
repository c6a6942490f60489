"""Residents among those who speak at a meeting: their names stay out of what is exported, unless somebody entitled asks for them.

domain.md, "Personal data and secrecy". The portal does not record who is a resident. Taken for one is who came with no post: neither in
the list of that day nor in the directory, or with words that say so. Whoever is known by words alone may be one, and counts as one.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from danvan.people.models import Appointment
from danvan.units.reach import units_reached
from danvan.vietnamese.text import fold
from surveys.minutes_text.record import Record
from surveys.models import Attendance, Remark
from surveys.restricted import READING_ROLES
from surveys.wording import NOBODY_NAMED

_RESIDENT_WORDS = ("cu dan", "nguoi dan", "cong dan", "nhan dan", "quan chung", "ho dan", "chu ho", "ho gia dinh", "ho ong", "ho ba")
_SPEAKS_FOR = ("dai dien cho ", "dai dien cac ", "dai dien ", "ong ", "ba ")
UNNAMED = "đại biểu là người dân"
"""What stands in a list instead of a resident's name."""


def led_by(user: Any) -> Exists:
    """For a query of meetings: whether the user chaired each or took its notes."""
    roles = (Attendance.Role.NOTE_TAKER, Attendance.Role.CHAIR)
    return Exists(Attendance.objects.filter(meeting=OuterRef("pk"), person__isnull=False, person=user.person_id, role__in=roles))


def may_name(user: Any, meetings: Iterable[Any]) -> bool:
    """Whether the user may have the names of residents who spoke at all of these meetings, which carry `is_led` (`led_by`).

    They are for those who read restricted remarks, too (surveys/restricted.py): the chair, the note-taker and the owning unit's head.
    """
    headed = units_reached(user, READING_ROLES)
    return all(meeting.is_led or meeting.owner_id in headed for meeting in meetings)


def residents_among(rows: Collection[Attendance], day: dt.date | None) -> set[int]:
    """The keys of the rows that stand for residents.

    Args:
        rows: of one meeting.
        day: on which posts of the directory count; today when that of the meeting is not known.
    """
    unclear = [row for row in rows if row.person_id and row.role == Attendance.Role.ATTENDING]
    people = [row.person_id for row in unclear if not row.title]
    held = (
        set(Appointment.objects.on(day or timezone.localdate()).filter(person__in=people).values_list("person", flat=True))
        if people
        else set()
    )
    return {row.pk for row in unclear if (_speaks_of_resident(row.title) if row.title else row.person_id not in held)}


def _speaks_of_resident(title: str) -> bool:
    words = f"{fold(title).strip()} "
    for begin in _SPEAKS_FOR:
        words = words.removeprefix(begin)
    return any(words.startswith(f"{begin} ") for begin in _RESIDENT_WORDS)


def speaks_without_name(remark: Remark, residents: Collection[int]) -> bool:
    """Whether who made the remark is not to be named."""
    return remark.anonymous or remark.speaker_id is None or remark.speaker_id in residents


def leave_out_names(record: Record) -> None:
    """Take the names of residents out of what minutes are composed of, and let each remark say its text for reports where it has one."""
    record.names_left_out = True  # what somebody wrote by hand may name them
    residents = residents_among(record.attendances, record.day)
    for remark in record.remarks:
        remark.anonymous = speaks_without_name(remark, residents)
        if not remark.restricted:
            remark.text = remark.report_text or remark.text
    for row in record.attendances:
        if row.pk in residents:
            row.person, row.name, row.group, row.people = None, "", UNNAMED, 1


def speaker_in_list(remark: Remark, residents: Collection[int], *, with_names: bool) -> str:
    """Who made a remark, for a list: name and post, or the post alone, or nobody."""
    row = remark.speaker
    if remark.anonymous or (not with_names and speaks_without_name(remark, residents)):
        return ((row.title or row.post) if row else "") or NOBODY_NAMED
    if row is None:
        return remark.speaker_words
    return f"{row.label}, {row.title}" if row.title else row.label
