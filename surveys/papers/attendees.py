"""Danh sách đại biểu để ký tên: everybody invited in protocol order, empty rows for groups and guests (van-ban-mau.md, 2.3)."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from danvan.documents.content import Blank, Block, Column, Letterhead, Paragraph, Runs, SignaturePair, Signer, Table, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import short_date
from surveys.models import Attendance, Paper
from surveys.papers.meeting import MeetingComposer
from surveys.wording import lower_first, upper_first

COLUMNS = (
    Column("TT", 10, "center"),
    Column("Họ và tên", 25),
    Column("Chức vụ, đơn vị", 30),
    Column("Ký tên", 20),
    Column("Ghi chú", 15),
)
ROWS_FOR_UNCOUNTED, ROWS_AT_END = 5, 5
COUNTS = "Triệu tập, mời: …… Có mặt: …… Vắng có lý do: …… Vắng không lý do: ……"


class Attendees(MeetingComposer):
    """A list that those present sign. It has no number, no phone and no paper of identity."""

    kind = Paper.Kind.ATTENDEES
    type_name = "DANH SÁCH ĐẠI BIỂU"
    signed = False
    asks_signer = False
    hint = "Theo thứ bậc, có cột ký; nhóm chưa rõ tên để dòng trống."

    def subject(self) -> str:
        day = self.record.day
        return f"dự {lower_first(self.meeting.full_title)}{f', ngày {short_date(day)}' if day else ''}"

    def sections(self) -> Iterator[Section]:
        yield Section("danh-sach", "Danh sách", (Table(COLUMNS, tuple(self._rows()), tall=True),))
        yield Section("cong", "Cộng, người lập", tuple(self._end()))

    def _rows(self) -> Iterator[tuple[Runs, ...]]:
        numbers = count(1)
        own = {row.pk for row in self.named()}
        for row in self.record.attendances:
            if row.is_group:
                yield runs(), runs(self._group(row), bold=True), runs(row.units_words), runs(), runs()
                yield from (_row(next(numbers)) for _ in range(ROWS_FOR_UNCOUNTED if row.people is None else row.people))
            elif row.pk in own:
                yield _row(next(numbers), row.name, self.house.write_out(row.title or row.post))
        yield from (_row(next(numbers)) for _ in range(ROWS_AT_END))

    def _group(self, row: Attendance) -> str:
        return upper_first(self.house.write_out(row.group))

    def _end(self) -> Iterator[Block]:
        yield Paragraph(runs(COUNTS), style="flush")
        yield Paragraph(runs("Thông tin dùng để lập biên bản và hồ sơ hội nghị.", italic=True), style="flush")
        yield SignaturePair(None, Signer("NGƯỜI LẬP", runs(Blank("họ và tên người lập", wide=True))))

    def _letterhead(self) -> Letterhead:
        return replace(super()._letterhead(), place_and_date=self.house.place_and_date(self.paper.date or self.record.day))


def _row(number: int, name: str = "", title: str = "") -> tuple[Runs, ...]:
    return runs(str(number)), runs(name), runs(title), runs(), runs()
