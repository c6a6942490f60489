"""Pieces of sentences that several papers share: who reads a report, which paper is meant, when something was, how an annex begins."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from danvan.documents.content import Blank, Block, PageBreak, Paragraph, Runs, Text, runs
from danvan.documents.house_style import House
from danvan.vietnamese.dates import short_date
from surveys.models import Survey
from surveys.wording import lower_first

_YEAR = re.compile(r"năm \d{4}")


def superior(house: House) -> str | Blank:
    """Who gets the reports of a unit: as it has set, else its superior; a blank when neither is known."""
    return house.reports_to or house.parent_body or Blank("cấp trên nhận báo cáo", wide=True)


def day_or_blank(day: dt.date | None, label: str) -> Runs:
    """A day in figures ("ngày 03/7/2017"), dots when it is not known."""
    return runs("ngày ", short_date(day) if day else Blank(label))


def span(first: dt.date | None, last: dt.date | None, label: str) -> Runs:
    """The days from one to another; one day when both are the same."""
    if first and first == last:
        return day_or_blank(first, label)
    return runs("từ ", day_or_blank(first, f"{label} đầu"), " đến ", day_or_blank(last, f"{label} cuối"))


def paper_named(name: str, number: Runs, day: dt.date | None) -> Runs:
    """A paper in a sentence: "Kế hoạch số 05-KH/BDV, ngày 03/7/2017". `number` is the number line of its head."""
    first = number[0] if number else Blank("số")
    rest = (Text(re.sub(r"^Số:? ", "", first.text)), *number[1:]) if isinstance(first, Text) else number
    return runs(f"{name} số ", rest, ", ", day_or_blank(day, f"ngày {lower_first(name)}"))


def topic_of(survey: Survey, day: dt.date) -> str:
    """What a survey is about, behind "khảo sát": "việc thực hiện chuyên đề “...” năm 2026", or the rest of its title."""
    if not survey.topic:
        return re.sub(r"^khảo sát\s+", "", survey.title, flags=re.IGNORECASE)
    first = survey.when_range.lower if survey.when_range else None
    year = "" if _YEAR.search(survey.topic) else f" năm {(first or survey.plan_date or day).year}"
    return f"việc thực hiện chuyên đề “{survey.topic}”{year}"


def annex(number: int, title: str, to: Iterable[Runs]) -> Iterator[Block]:
    """The beginning of an annex, on a new page. `to` is the paper that it belongs to, as `paper_named` writes it."""
    yield PageBreak()
    yield Paragraph(runs(f"PHỤ LỤC {number}", bold=True), style="center")
    yield Paragraph(runs(title, bold=True), style="center")
    note = runs("(kèm theo ", *to, ")")
    yield Paragraph(tuple(Text(run.text, italic=True) if isinstance(run, Text) else run for run in note), style="apart")


def to_write(label: str) -> Paragraph:
    """A place for words that only the office can write; until then the paper is not signed."""
    return Paragraph(runs(Blank(label, wide=True)))
