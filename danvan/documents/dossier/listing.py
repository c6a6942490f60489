"""Mục lục văn bản: the list of a hồ sơ, as a paper and as a table."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from itertools import groupby

import xlsxwriter

from danvan.documents import house_style, profiles
from danvan.documents.content import Column, Content, Letterhead, Paragraph, Runs, Table, runs
from danvan.documents.dossier.items import Folder, Subject
from danvan.documents.dossier.packing import Packed
from danvan.documents.pdf import render_pdf
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import two_digits

PDF_NAME, XLSX_NAME = "00-Muc-luc-van-ban.pdf", "00-Muc-luc-van-ban.xlsx"
CAPTIONS_NAME = f"{Folder.PHOTOS.path}/000-chu-thich-anh.txt"
HEADINGS = ("TT", "Số, ký hiệu", "Ngày tháng", "Tác giả", "Trích yếu nội dung", "Số tờ", "Ghi chú")
_SHARES = (5, 15, 15, 15, 30, 5, 15)
_WIDTHS = (6, 18, 13, 30, 60, 8, 30, 60)
"""Of the columns of the table file, in letters; the last one holds the file's name."""
DRAFT = "dự thảo"


def note_of(packed: Packed) -> str:
    """What the last column says."""
    return "; ".join(filter(None, [DRAFT if packed.item.draft else "", packed.item.note]))


def _row(number: int, packed: Packed) -> tuple[str, ...]:
    item = packed.item
    sheets = "" if packed.sheets is None else str(packed.sheets)
    return (str(number), item.number, short_date(item.date) if item.date else "", item.author, item.title, sheets, note_of(packed))


def as_pdf(subject: Subject, packed: Sequence[Packed], day: dt.date, *, with_names: bool) -> bytes:
    """The list as a paper with the unit's letterhead, a table a folder.

    Args:
        subject: what the hồ sơ is of.
        packed: what went in, in order; only listed items are printed.
        day: the day on which it is put together.
        with_names: whether it holds names of residents; the paper says so.
    """
    house = house_style.of(subject.unit, day)
    profile = profiles.for_date(house.family, day).profile
    listed = [each for each in packed if each.item.listed]
    numbers = {id(each): number for number, each in enumerate(listed, start=1)}
    tables = [
        Table(
            tuple(
                Column(title, share, "center" if title in ("TT", "Số tờ") else "left")
                for title, share in zip(HEADINGS, _SHARES, strict=True)
            ),
            tuple(tuple(runs(cell) for cell in _row(numbers[id(each)], each)) for each in rows),
            caption=f"{folder.path.partition('-')[0]}. {folder.label}",
        )
        for folder, group in groupby(listed, key=lambda each: each.item.folder)
        if (rows := list(group))
    ]
    content = Content(
        profile=profile.name,
        title=f"Mục lục văn bản, hồ sơ {subject.title}",
        date=day.isoformat(),
        type_name="MỤC LỤC VĂN BẢN",
        subject=runs(f"hồ sơ {subject.title}"),
        letterhead=Letterhead(house.parent_line(), house.issuing_line(), house.place_and_date(day)),
        blocks=(*tables, Paragraph(_summary(listed)), Paragraph(runs(about_names(with_names=with_names)))),
    )
    return render_pdf(content)


def captions(packed: Sequence[Packed]) -> bytes:
    """The captions of the photos beside the names of their files, as Notepad of any Windows shows them; nothing without photos."""
    photos = [each for each in packed if each.item.folder is Folder.PHOTOS]
    return as_text(f"{each.path.rpartition('/')[2] or '(không có tệp)'}: {_with_note(each)}" for each in photos) if photos else b""


def _with_note(packed: Packed) -> str:
    return f"{packed.item.title} ({packed.item.note})" if packed.item.note else packed.item.title


def as_text(lines: Iterable[str]) -> bytes:
    """Lines as a plain text file: with the mark by which old programs know UTF-8, and the line ends of Windows."""
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def _summary(listed: Sequence[Packed]) -> Runs:
    sheets = sum(each.sheets or 0 for each in listed)
    uncounted = sum(each.sheets is None for each in listed)
    more = f"; {two_digits(uncounted)} mục không tính theo tờ (ảnh, tệp Word, tệp văn bản thuần)" if uncounted else ""
    return runs(f"Hồ sơ có {two_digits(len(listed))} mục, {two_digits(sheets)} tờ{more}.")


def about_names(*, with_names: bool) -> str:
    """What the list says about names of residents, so that whoever finds the file knows how to keep it."""
    if with_names:
        return "Hồ sơ có tên người dân phát biểu: chỉ dùng trong cơ quan, không chuyển ra ngoài."
    return "Phần do cổng tự lập không nêu tên người dân phát biểu; văn bản đã ký giữ nguyên như khi ký."


def as_xlsx(subject: Subject, packed: Sequence[Packed]) -> bytes:
    """The same list as a table, with the names of the files. Every cell is text or a number, never a formula, whatever it begins with."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"title": f"Mục lục văn bản, hồ sơ {subject.title}"[:250]})
    sheet = book.add_worksheet("Muc luc van ban")
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, "MỤC LỤC VĂN BẢN", book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, f"Hồ sơ {subject.title}")
    for column, (title, width) in enumerate(zip((*HEADINGS, "Tệp"), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, title, head)
    listed = [each for each in packed if each.item.listed]
    for number, each in enumerate(listed, start=1):
        values = _row(number, each)
        for column, value in enumerate((*values, each.path)):
            if column in (0, 5) and value:
                sheet.write_number(3 + number, column, int(value), cell)
            else:
                sheet.write_string(3 + number, column, value, cell)
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    book.close()
    return written.getvalue()
