"""Công văn gửi nơi giải quyết kiến nghị (van-ban-mau.md, 2.8)."""

from collections.abc import Iterator
from typing import ClassVar

from danvan.documents.content import Paragraph, runs
from danvan.documents.sections import Section
from surveys.models import Paper
from surveys.papers.official_letter import OfficialLetter, counted
from surveys.wording import capital


class Letter(OfficialLetter):
    """The recommendations that one unit is to answer, without the names of those who raised them."""

    kind = Paper.Kind.LETTER
    asks = ("addressee", "addressee_words", "due")
    questions: ClassVar = {
        "addressee": ("Gửi đơn vị", "Công văn lấy các kiến nghị đã ghi nơi giải quyết là đơn vị này."),
        "due": ("Đề nghị trả lời trước ngày", ""),
    }
    hint = "Tổng hợp các kiến nghị thuộc một nơi giải quyết, không nêu tên người kiến nghị."

    def sections(self) -> Iterator[Section]:
        board, rows = self.house.issuing_body, self.recommendations
        received = runs(self._occasion, f", {board} tiếp nhận ", counted(rows), " thuộc thẩm quyền của ", self._them)
        asked = runs(f"{board} tổng hợp, đề nghị ", self._them, " xem xét, giải quyết:")
        opening = Paragraph(capital(runs(received, ". ", asked)))
        yield self._salutation()
        yield Section("mo-dau", "Mở đầu", (opening,))
        yield Section("kien-nghi", "Các kiến nghị", (self._table(rows, "kiến nghị thuộc nơi nhận này: chưa ghi kiến nghị nào"),))
        yield self._closing()
