"""Restricted remarks: who may read the full text, and the record of each reading.

The full text is for the note-taker, the meeting's chair and the owning unit's head (design.md, "Security in the foundation").
Everybody else who sees the meeting gets the text for reports.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from danvan.accounts.models import Role
from danvan.history.models import AccessRecord
from danvan.units.models import Unit
from surveys.models import Attendance, Remark, RemarkAnswer, RemarkField, RemarkPlace, SurveyMeeting

_MAY_READ_AT_MEETING = (Attendance.Role.NOTE_TAKER, Attendance.Role.CHAIR)
_PARTS = (RemarkField, RemarkPlace, RemarkAnswer)


def may_read(user: Any, subject: Remark | SurveyMeeting) -> bool:
    """Whether `user` may read the full text of a remark, or of every restricted remark of a meeting.

    Args:
        user: who asks; whether they may see the meeting at all is the page's question.
        subject: a remark that is not restricted is open to all; for a list ask once with the meeting, and let
            `remark.written_by_id == user.pk` add the remarks that the user wrote.
    """
    if isinstance(subject, SurveyMeeting):
        return _is_chair_or_note_taker(user, subject) or _is_head(user, subject)
    return not subject.restricted or subject.written_by_id == user.pk or may_read(user, subject.meeting)


def _is_chair_or_note_taker(user: Any, meeting: SurveyMeeting) -> bool:
    if not user.person_id:
        return False
    return Attendance.objects.filter(meeting=meeting, person=user.person_id, role__in=_MAY_READ_AT_MEETING).exists()


def _is_head(user: Any, meeting: SurveyMeeting) -> bool:
    return Unit.objects.in_scope_of(user, [Role.HEAD]).filter(pk=meeting.owner_id).exists()


def record_reading(user: Any, remark: Remark) -> None:
    """Write down that `user` opened the full text of a restricted remark."""
    AccessRecord.objects.create(
        user=user, what="Toàn văn ý kiến hạn chế xem", object_label=str(Remark._meta.verbose_name), object_pk=remark.pk
    )


def hidden_in_history(user: Any, meeting: SurveyMeeting) -> Callable[[type[Model], dict[str, Any]], bool]:
    """What the history of a meeting keeps from `user`, for `changes_of(..., hide=...)`.

    Every change of a remark that was ever restricted is kept back, those from before as well: its words are the same words.
    """
    if may_read(user, meeting):
        return lambda model, data: False
    events = Remark.pgh_event_model.objects.filter(meeting=meeting, restricted=True)  # type: ignore[attr-defined]
    ever_restricted = set(events.values_list("pgh_obj_id", flat=True))

    def hide(model: type[Model], data: dict[str, Any]) -> bool:
        if model is Remark:
            return data["id"] in ever_restricted and data["written_by_id"] != user.pk
        return model in _PARTS and data["remark_id"] in ever_restricted

    return hide
