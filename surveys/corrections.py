"""Addenda of signed minutes: which there are, in their order, and how they are named where the minutes are shown or checked."""

from typing import Any

from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import two_digits
from surveys.models import Paper
from surveys.wording import joined


def addenda(meeting_id: int) -> list[Any]:
    """The addenda of a meeting's minutes, each with its `nth`: signed ones in the order of signing, then those being written."""
    papers: list[Any] = list(Paper.objects.filter(meeting=meeting_id, kind=Paper.Kind.ADDENDUM).select_related("revision"))
    papers.sort(key=lambda paper: (not paper.is_signed, paper.revision_id or paper.pk))
    for nth, paper in enumerate(papers, 1):
        paper.nth = nth
    return papers


def nth_of(paper: Paper) -> int:
    """Which of its meeting's addenda a paper is; the next one for a paper that is not kept yet."""
    others = addenda(paper.meeting_id) if paper.meeting_id else []
    return next((other.nth for other in others if other.pk == paper.pk), len(others) + 1)


def correction_note(meeting_id: int) -> str:
    """A sentence that names the signed addenda; empty when there are none."""
    names = [_name(paper) for paper in addenda(meeting_id) if paper.is_signed]
    return f"Biên bản đã được bổ sung, đính chính bởi {joined(names)}." if names else ""


def _name(paper: Any) -> str:
    number = f" số {paper.number}" if paper.number else ""
    return f"Biên bản bổ sung, đính chính lần {two_digits(paper.nth)}{number}, ngày {short_date(paper.date)}"
