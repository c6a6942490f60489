"""Restricted remarks: who may read the full text, and the record of each reading.

The full text is for the note-taker, the meeting's chair and the owning unit's head (design.md, "Security in the foundation").
Everybody else who sees the meeting gets the text for reports. They are read on the remark's own page, which writes each reading
down, and nowhere else: neither the page of the meeting nor its history shows them, whoever looks.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q
from django.urls import reverse

from danvan.accounts.models import Role
from danvan.history.changes import Change, Hidden, Hide, LeaveOut, changes_of
from danvan.history.models import AccessRecord
from danvan.units.reach import units_reached
from surveys.models import Attendance, MinutesPart, PaperPart, Remark, RemarkAnswer, RemarkField, RemarkPlace, SurveyMeeting

READING_ROLES = (Role.HEAD,)
"""The roles that read every restricted remark of a unit."""
_MAY_READ_AT_MEETING = (Attendance.Role.NOTE_TAKER, Attendance.Role.CHAIR)
_WORDING = {str(field.verbose_name) for field in Remark._meta.fields if field.name in ("text", "report_text")}
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
    return meeting.owner_id in units_reached(user, READING_ROLES)


def record_reading(user: Any, remark: Remark) -> None:
    """Write down that `user` opened the full text of a restricted remark."""
    AccessRecord.objects.create(
        user=user, what="Toàn văn ý kiến hạn chế xem", object_label=str(Remark._meta.verbose_name), object_pk=remark.pk
    )


def kept_back_in_history(user: Any, meeting: SurveyMeeting) -> tuple[Hide, LeaveOut]:
    """What the history of a meeting keeps back, for `changes_of`: the words of restricted remarks, and who spoke without a name.

    Every change of a remark that was ever restricted is kept back, those from before as well: its words are the same words.
    Who may read it is led to where that is logged. A restricted remark that was taken out has no page any more, and its words
    are read by nobody. Who made a remark that was ever to be without a name stands in no history.
    """
    guarded = Remark.pgh_event_model.objects.filter(Q(restricted=True) | Q(anonymous=True), meeting=meeting)  # type: ignore[attr-defined]
    is_there = Exists(Remark.objects.filter(pk=OuterRef("pgh_obj")))
    rows = list(guarded.annotate(is_there=is_there).values_list("pgh_obj_id", "restricted", "anonymous", "is_there"))
    unnamed = {pk for pk, _restricted, anonymous, _there in rows if anonymous}
    ever_restricted = {pk: there for pk, restricted, _anonymous, there in rows if restricted}
    hide = _hide(user, meeting, ever_restricted, parts=bool(rows))
    return hide, lambda model, data: ("speaker", "speaker_words") if model is Remark and data["id"] in unnamed else ()


def parts_kept_back(paper: Any) -> Hide:
    """What the history of a paper keeps back: its written parts, if a remark that it may quote was ever restricted or without a name."""
    where = {"meeting": paper.meeting_id} if paper.meeting_id else {"meeting__survey": paper.survey_id}
    guarded = Remark.pgh_event_model.objects.filter(Q(restricted=True) | Q(anonymous=True), **where).exists()  # type: ignore[attr-defined]
    return lambda model, data: Hidden() if guarded and model is PaperPart else None


def _hide(user: Any, meeting: SurveyMeeting, ever_restricted: dict[int, bool], *, parts: bool) -> Hide:
    reads_all = bool(ever_restricted) and may_read(user, meeting)
    pages = {pk: reverse("surveys:remark-full", args=[meeting.pk, pk]) for pk, is_there in ever_restricted.items() if is_there}
    kept_back, written_by_user = Hidden(), _written_by(user, pages)

    def hide(model: type[Model], data: dict[str, Any]) -> Hidden | None:
        if parts and model is MinutesPart:  # may hold the words of any remark
            return kept_back
        pk = data["id"] if model is Remark else data["remark_id"] if model in _PARTS else None
        if pk not in ever_restricted:
            return None
        return Hidden(pages.get(pk, "")) if reads_all or pk in written_by_user else kept_back

    return hide


def earlier_wordings(user: Any, remark: Remark) -> list[Change]:
    """The changes of the words of a remark that was ever restricted; none for those who may not read it as a restricted one.

    Only the words: its speaker may be one who is not to be named. Whoever shows them calls `record_reading`.
    """
    entitled = remark.written_by_id == user.pk or may_read(user, remark.meeting)
    if not entitled or not _restricted_events().filter(pgh_obj=remark).exists():
        return []
    changes = changes_of(remark, only={Remark: ["pgh_obj"]})
    worded = (replace(change, fields=[field for field in change.fields if field.label in _WORDING]) for change in changes)
    return [change for change in worded if change.fields]


def _restricted_events() -> Any:
    return Remark.pgh_event_model.objects.filter(restricted=True)  # type: ignore[attr-defined]


def _written_by(user: Any, pks: Iterable[int]) -> set[int]:
    return set(Remark.objects.filter(pk__in=list(pks), written_by=user).values_list("pk", flat=True))
