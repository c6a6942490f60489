"""The number of minutes or of another paper: typed from the văn thư's book or taken from the unit's register, and found by it again."""

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
from surveys.models import Minutes, Paper, SurveyMeeting
from surveys.papers import COMPOSERS, composer_of
from surveys.wording import lower_first, upper_first

Numbered = Minutes | Paper


def check_typed(row: Numbered, text: str, by: Any) -> str:
    """The number in a text that was typed for a paper, as papers print it; nothing is written.

    Raises: Refused, for the field "number" or "date", when it cannot be its own.
    """
    number = numbers.typed(**_paper(row), text=text, by=by, current=row.registered)
    return two_digits(number)


def keep_typed(row: Numbered, text: str, by: Any) -> None:
    """Write a typed number into the book of the owning unit, or take the number off when the text is empty; saves the paper.

    Raises: Refused, for the field "number" or "date".
    """
    before = row.registered
    if text:
        _bear(row, numbers.keep_typed(**_paper(row), text=text, subject=subject_of(row), by=by, current=before))
    else:
        row.number, row.registered = "", None
    row.save()
    if before and before != row.registered:
        numbers.release(before)


def run_to_take_from(row: Numbered) -> numbers.Run:
    """The numbers of the owning unit's register that a paper would take one of.

    Raises: Refused when it has a number already or takes none, the register is not switched on, or its day is not known.
    """
    if isinstance(row, Minutes) and row.state == Minutes.State.ARCHIVE:
        raise Refused("Biên bản dựng lại từ tin đã đăng không lấy số", "number")
    if row.registered:
        raise Refused(f"{upper_first(_noun(row))} đã có số {row.registered.padded}", "number")
    run = numbers.run_of(**_paper(row))
    numbers.check_register(run)
    return run


def take_number(row: Numbered, by: Any, reserved: PaperNumber | None = None) -> PaperNumber:
    """Take the next number of the register, or one that was kept free, within the caller's transaction.

    Args:
        row: locked by the caller.

    Raises: Refused as `run_to_take_from`, or when `reserved` is no longer free.
    """
    run_to_take_from(row)
    given = numbers.issue(**_paper(row), subject=subject_of(row), by=by, reserved=reserved)
    _bear(row, given)
    row.save()
    return given


def obstacle(row: Numbered) -> str:
    """What is wrong with a number that was right when it was given: since then the day has moved to another term or year, or the
    meeting to another unit. Empty when nothing is."""
    entry = row.registered
    if entry is None:
        return ""
    try:
        run = numbers.run_of(**_paper(row))
    except Refused as refusal:
        return f"{refusal}."
    if run.entries().filter(pk=entry.pk).exists():
        return ""
    was, now = f"{entry.unit}, {entry.series}", f"{run.unit}, {run.series}"
    return f"Số {entry.padded} lấy trong sổ {was}; {_noun(row)} nay thuộc sổ {now}: sửa lại ngày, hoặc bỏ số ấy và lấy số khác."


def settle(row: Numbered) -> None:
    """Let the book say of a paper what it says itself at signing: its day and subject."""
    if entry := row.registered:
        entry.date, entry.subject = _paper(row)["day"] or entry.date, subject_of(row)
        entry.save()


def subject_of(row: Numbered) -> str:
    """The trích yếu as the book prints it."""
    if isinstance(row, Minutes):
        return squeeze(lower_first(row.meeting.full_title))
    return squeeze(row.subject or composer_of(row).subject() or row.get_kind_display())


def register_holders() -> None:
    """Let the book find minutes and papers by their numbers."""
    holders.register("minutes", Holder(_find_minutes, _let_go_of_minutes))
    holders.register("papers", Holder(_find_papers, _let_go_of_papers))


def _paper(row: Numbered) -> dict[str, Any]:
    if isinstance(row, Minutes):
        return {"unit": row.meeting.owner, "code": TYPE_CODE, "day": paper_day(row.meeting, row.meeting.sessions.all())}
    return {"unit": row.owner, "code": COMPOSERS[row.kind].code, "day": row.date}


def _noun(row: Numbered) -> str:
    return "biên bản" if isinstance(row, Minutes) else "văn bản"


def _bear(row: Numbered, entry: PaperNumber) -> None:
    row.registered, row.number = entry, entry.padded


def _find_minutes(keys: Collection[int], user: Any | None) -> Mapping[int, Held]:
    rows = Minutes.objects.filter(registered__in=keys).select_related("meeting")
    seen = SurveyMeeting.objects.all() if user is None else SurveyMeeting.objects.visible_to(user)
    rows = rows.annotate(may_see=Exists(seen.filter(pk=OuterRef("meeting"))))
    return {row.registered_id: Held(_place(row) if row.may_see else None, row.is_signed) for row in rows if row.registered_id}


def _place(minutes: Any) -> Place:
    return Place(f"Biên bản {minutes.meeting}", reverse("surveys:minutes", args=[minutes.meeting_id]))


def _let_go_of_minutes(entry: PaperNumber) -> None:
    Minutes.objects.filter(registered=entry).exclude(state=Minutes.State.SIGNED).update(registered=None, number="")


def _find_papers(keys: Collection[int], user: Any | None) -> Mapping[int, Held]:
    rows = Paper.objects.filter(registered__in=keys).select_related("meeting", "survey")
    seen = Paper.objects.all() if user is None else Paper.objects.visible_to(user)
    rows = rows.annotate(may_see=Exists(seen.filter(pk=OuterRef("pk"))))
    return {
        row.registered_id: Held(Place(str(row), row.get_absolute_url()) if row.may_see else None, row.is_signed)
        for row in rows
        if row.registered_id
    }


def _let_go_of_papers(entry: PaperNumber) -> None:
    Paper.objects.filter(registered=entry).exclude(state=Paper.State.SIGNED).update(registered=None, number="")
