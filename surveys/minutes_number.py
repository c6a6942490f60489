"""The number of minutes: typed from the văn thư's book or taken from the unit's register, and where the book finds the paper again."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from danvan.documents import holders, numbers
from danvan.documents.holders import Held, Holder
from danvan.documents.kinds import Place
from danvan.documents.models import PaperNumber
from danvan.units.refusal import Refused
from danvan.vietnamese.text import squeeze, two_digits
from surveys.minutes_text import TYPE_CODE
from surveys.minutes_text.record import paper_day
from surveys.models import Minutes, SurveyMeeting
from surveys.wording import lower_first


def check_typed(minutes: Minutes, text: str, by: Any) -> str:
    """The number in a text that was typed for the minutes, as papers print it; nothing is written.

    Raises: Refused, for the field "number" or "date", when it cannot be theirs.
    """
    number = numbers.typed(**_paper(minutes), text=text, by=by, current=minutes.registered)
    return two_digits(number)


def keep_typed(minutes: Minutes, text: str, by: Any) -> None:
    """Write a typed number into the book of the owning unit, or take the number off when the text is empty; saves the minutes.

    Raises: Refused, for the field "number" or "date".
    """
    before = minutes.registered
    if text:
        _bear(minutes, numbers.keep_typed(**_paper(minutes), text=text, subject=subject_of(minutes.meeting), by=by, current=before))
    else:
        minutes.number, minutes.registered = "", None
    minutes.save()
    if before and before != minutes.registered:
        numbers.release(before)


def run_to_take_from(minutes: Minutes) -> numbers.Run:
    """The numbers of the owning unit's register that the minutes would take one of.

    Raises: Refused when they have a number already, are of an archive, the register is not switched on, or their day is not known.
    """
    if minutes.state == Minutes.State.ARCHIVE:
        raise Refused("Biên bản dựng lại từ tin đã đăng không lấy số", "number")
    if minutes.registered:
        raise Refused(f"Biên bản đã có số {minutes.registered.padded}", "number")
    run = numbers.run_of(**_paper(minutes))
    numbers.check_register(run)
    return run


def take_number(minutes: Minutes, by: Any, reserved: PaperNumber | None = None) -> PaperNumber:
    """Take the next number of the register, or one that was kept free, within the caller's transaction.

    Args:
        minutes: locked by the caller.

    Raises: Refused as `run_to_take_from`, or when `reserved` is no longer free.
    """
    run_to_take_from(minutes)
    given = numbers.issue(**_paper(minutes), subject=subject_of(minutes.meeting), by=by, reserved=reserved)
    _bear(minutes, given)
    minutes.save()
    return given


def obstacle(minutes: Minutes) -> str:
    """What is wrong with a number that was right when it was given: since then the day has moved to another term or year, or the
    meeting to another unit. Empty when nothing is."""
    entry = minutes.registered
    if entry is None:
        return ""
    try:
        run = numbers.run_of(**_paper(minutes))
    except Refused as refusal:
        return f"{refusal}."
    if run.entries().filter(pk=entry.pk).exists():
        return ""
    was, now = f"{entry.unit}, {entry.series}", f"{run.unit}, {run.series}"
    return f"Số {entry.padded} lấy trong sổ {was}; biên bản nay thuộc sổ {now}: sửa lại ngày, hoặc bỏ số ấy và lấy số khác."


def settle(minutes: Minutes) -> None:
    """Let the book say of the minutes what they say themselves at signing: their day and subject."""
    if entry := minutes.registered:
        entry.date, entry.subject = _paper(minutes)["day"] or entry.date, subject_of(minutes.meeting)
        entry.save()


def subject_of(meeting: SurveyMeeting) -> str:
    """The trích yếu of minutes as the book prints it."""
    return squeeze(lower_first(meeting.full_title))


def register_holder() -> None:
    """Let the book find minutes by their numbers."""
    holders.register("minutes", Holder(_find, _let_go))


def _paper(minutes: Minutes) -> dict[str, Any]:
    meeting = minutes.meeting
    return {"unit": meeting.owner, "code": TYPE_CODE, "day": paper_day(meeting, meeting.sessions.all())}


def _bear(minutes: Minutes, entry: PaperNumber) -> None:
    minutes.registered, minutes.number = entry, entry.padded


def _find(keys: Collection[int], user: Any | None) -> Mapping[int, Held]:
    rows = Minutes.objects.filter(registered__in=keys).select_related("meeting")
    seen = SurveyMeeting.objects.all() if user is None else SurveyMeeting.objects.visible_to(user)
    rows = rows.annotate(may_see=Exists(seen.filter(pk=OuterRef("meeting"))))
    return {row.registered_id: Held(_place(row) if row.may_see else None, row.is_signed) for row in rows if row.registered_id}


def _place(minutes: Any) -> Place:
    return Place(f"Biên bản {minutes.meeting}", reverse("surveys:minutes", args=[minutes.meeting_id]))


def _let_go(entry: PaperNumber) -> None:
    Minutes.objects.filter(registered=entry).exclude(state=Minutes.State.SIGNED).update(registered=None, number="")
