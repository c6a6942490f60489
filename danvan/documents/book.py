"""The book of papers sent out (sổ đăng ký văn bản đi) of a unit: its lines on the page, on paper and as a spreadsheet."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from danvan.documents import holders, house_style, pdf, profiles, spreadsheet
from danvan.documents.holders import Held
from danvan.documents.models import PaperNumber
from danvan.documents.spreadsheet import Column
from danvan.units.models import Unit

if TYPE_CHECKING:
    from weasyprint import CSS

TITLE = "Sổ đăng ký văn bản đi"
MOST_PRINTED = 500
"""Lines of a PDF at most: a larger one would keep others waiting. A unit's book of a year is far smaller."""
COLUMNS = (
    Column("TT", 6, centred=True),
    Column("Số, ký hiệu", 19),
    Column("Ngày", 14, centred=True),
    Column("Loại", 13),
    Column("Trích yếu", 54),
    Column("Tình trạng", 15),
    Column("Ghi chú", 30),
)


@dataclass(frozen=True)
class Line:
    """An entry of the book as it is shown.

    Attributes:
        written: number and sign, "05-BB/BDV"; `sign` is the unit's part of it, "BDV".
        subject: empty, too, when the reader may not know of the paper.
        url: the page of the paper; empty where there is none for this reader.
        state, state_text: of the style sheet, and in words.
    """

    entry: PaperNumber
    written: str
    sign: str
    subject: str
    url: str
    state: str
    state_text: str

    @property
    def note(self) -> str:
        """The last column: why a number was kept free or withdrawn."""
        return self.entry.reason


def lines(entries: Iterable[PaperNumber], user: Any | None) -> list[Line]:
    """The lines of entries, asking the database a fixed number of times.

    Args:
        entries: with their units and the house styles of these at hand (`for_book`).
        user: the reader, who may read the book; of a paper that is not theirs to see only the number is shown.
    """
    rows = list(entries)
    found = holders.held(rows, user)
    return [line_of(entry, found.get(entry.pk)) for entry in rows]


def line_of(entry: PaperNumber, paper: Held | None) -> Line:
    """The line of one entry and of the paper that bears its number."""
    family, sign = house_style.family_and_sign(entry.unit)
    written = entry.written(profiles.for_date(family, entry.date).profile, sign)
    hidden = paper is not None and paper.place is None
    url = paper.place.url if paper and paper.place else ""
    return Line(entry, written, sign, "" if hidden else entry.subject, url, *_state(entry, paper))


def _state(entry: PaperNumber, paper: Held | None) -> tuple[str, str]:
    if entry.state == PaperNumber.State.WITHDRAWN:
        return "off", "Số đã hủy"
    if entry.state == PaperNumber.State.RESERVED:
        return "wait", "Giữ chỗ"
    if paper is None:
        return "done", "Đã dùng"
    return ("done", "Đã ký") if paper.signed else ("doing", "Bản thảo")


def for_book(unit: Unit) -> Any:
    """All entries of a unit's book, ready for `lines`."""
    return PaperNumber.objects.filter(unit=unit).select_related("unit__house_style")


def to_xlsx(unit: Unit, chosen: str, rows: Sequence[Line]) -> bytes:
    """The book as a spreadsheet.

    Args:
        chosen: which part of the book it is, in words; empty for all of it.
    """
    return spreadsheet.write(TITLE, _below(unit, chosen), COLUMNS, _cells(rows))


def to_pdf(unit: Unit, chosen: str, rows: Sequence[Line]) -> bytes:
    """The book on landscape A4; arguments as for `to_xlsx`, at most `MOST_PRINTED` lines."""
    context = {"title": TITLE, "below": _below(unit, chosen), "columns": COLUMNS, "rows": _cells(rows)}
    html = render_to_string("print/book.html", context)
    return pdf.write(html, _sheet(), hashlib.sha256(html.encode()).hexdigest())


def _below(unit: Unit, chosen: str) -> str:
    return f"{unit}; {chosen}" if chosen else str(unit)


def _cells(rows: Sequence[Line]) -> list[list[Any]]:
    return [
        [position, line.written, line.entry.date, line.entry.get_code_display(), line.subject, line.state_text, line.note]
        for position, line in enumerate(rows, start=1)
    ]


@cache
def _sheet() -> "CSS":
    from weasyprint import CSS

    widths = [int(100 * column.width / sum(each.width for each in COLUMNS)) for column in COLUMNS]
    return CSS(string=render_to_string("print/book.css", {"fonts": pdf.FONTS, "widths": widths}))
