"""The remarks on the page of a meeting, each put together once and drawn once.

A page may have a hundred of them, and is drawn again after every save, when all but one look as before. So a line is a plain
value that holds all that is shown of a remark, and what it looks like is kept by that value: an old picture cannot be shown.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from danvan.ui.templatetags.ui import clock, glue
from danvan.vietnamese.text import two_digits
from surveys.models import Remark
from surveys.wording import upper_first

_KEPT = 2000
"""About twenty long meetings; two megabytes."""


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """All that the page shows of one remark to one reader. Of a restricted one that is its text for reports."""

    pk: int
    meeting: int
    number: int
    order_known: bool
    speaker: str
    post: str
    started: str
    text: str
    restricted: bool
    may_read: bool
    may_edit: bool
    may_recommend: bool
    places: str
    marks: tuple[str, ...]
    unclear: bool

    def drawn(self) -> SafeString:
        """The line as HTML."""
        return _draw_anew(self) if settings.DEBUG else _draw(self)


def line_of(remark: Any, number: int, numbers: dict[int, int], *, may_read: bool, may_edit: bool, may_recommend: bool) -> RemarkLine:
    """Put a remark's line together.

    Args:
        remark: one of `RemarkQuerySet.for_meeting_page`, with its speaker.
        number: its place among the remarks, from 1.
        numbers: the places of all remarks of the meeting, by key.
        may_read: whether the reader may open the full text.
        may_edit: whether the reader may change the meeting.
        may_recommend: whether the reader may make a recommendation of it, which signed minutes do not end.
    """
    return RemarkLine(
        pk=remark.pk,
        meeting=remark.meeting_id,
        number=number,
        order_known=remark.order_known,
        speaker=_speaker(remark),
        post=_post(remark),
        started=str(clock(remark.started)) if remark.started else "",
        text=remark.public_text,
        restricted=remark.restricted,
        may_read=may_read,
        may_edit=may_edit,
        may_recommend=may_recommend,
        places=", ".join(remark.place_names),
        marks=_marks(remark, numbers),
        unclear="??" in remark.text,
    )


def _speaker(remark: Remark) -> str:
    return "Không ghi tên" if remark.anonymous else upper_first(remark.speaker_label)


def _post(remark: Remark) -> str:
    """Post and unit of a speaker from the list; of one who is not to be named nothing more."""
    row = remark.speaker if remark.speaker_id else None
    if row is None:
        return ""
    return row.title or (row.post if remark.anonymous else "")


def _marks(remark: Any, numbers: dict[int, int]) -> tuple[str, ...]:
    """What a remark is: kind, content group, fields, which others it answers, whether it came in writing."""
    labels = [label for label in (remark.kind_label, remark.group_label, *remark.field_labels) if label]
    answered = sorted(numbers[pk] for pk in remark.answered_pks if pk in numbers)
    return (
        *(upper_first(label) for label in labels),
        *(f"Trả lời ý kiến {two_digits(number)}" for number in answered),
        *(["Bằng văn bản"] if remark.form == Remark.Form.WRITTEN else []),
    )


def _draw_anew(line: RemarkLine) -> SafeString:
    about = ", ".join(filter(None, [glue(line.post), line.started]))
    context = {"remark": line, "number": two_digits(line.number), "speaker": glue(line.speaker), "about": about}
    return mark_safe(get_template("surveys/_remark.html").render(context))  # noqa: S308 - a template's own output


_draw = lru_cache(maxsize=_KEPT)(_draw_anew)
