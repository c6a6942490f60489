"""Tables as .xlsx files, ready to print on landscape A4. A cell holds text, a number or a day, never a formula, whatever it begins with."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

FONT = "Times New Roman"
_LITERALLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4 = 9


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in letters, whether its cells stand in the middle."""

    label: str
    width: float
    centred: bool = False


def write(title: str, below: str, columns: Sequence[Column], rows: Iterable[Sequence[str | int | dt.date]]) -> bytes:
    """A workbook of one sheet: the title, a line below it, and the table with its headings repeated on every printed page.

    Args:
        title, below: the two lines above the table; the title names the sheet's content to those who search their disk.
        columns: from left to right.
        rows: as many cells as columns each.
    """
    from xlsxwriter import Workbook  # most requests never export

    written = BytesIO()
    book = Workbook(written, _LITERALLY)
    book.set_properties({"title": title})
    sheet = book.add_worksheet("Sổ")
    plain = {"font_name": FONT, "font_size": 12}
    boxed = {**plain, "border": 1, "text_wrap": True, "valign": "top"}
    sheet.write_string(0, 0, title, book.add_format({**plain, "font_size": 14, "bold": True}))
    sheet.write_string(1, 0, below, book.add_format(plain))
    head = book.add_format({**boxed, "bold": True, "align": "center"})
    forms = [
        book.add_format({**boxed, "num_format": "dd/mm/yyyy", **({"align": "center"} if column.centred else {})}) for column in columns
    ]
    numbers = book.add_format({**boxed, "align": "center"})
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(3, position, column.label, head)
    for line, row in enumerate(rows, start=4):
        for position, value in enumerate(row):
            _cell(sheet, line, position, value, numbers if isinstance(value, int) else forms[position])
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 0)
    sheet.set_footer("&C&P/&N")
    book.close()
    return written.getvalue()


def _cell(sheet: Any, line: int, position: int, value: str | int | dt.date, form: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(line, position, value, form)
    elif isinstance(value, dt.date):
        sheet.write_datetime(line, position, value, form)
    else:
        sheet.write_number(line, position, value, form)
