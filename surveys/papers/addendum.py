"""Biên bản bổ sung, đính chính: what signed minutes should say instead, signed by the same two people (van-ban-mau.md, 2.5)."""

from collections.abc import Iterator
from functools import cached_property

from danvan.documents.content import Blank, Column, Content, Paragraph, Runs, SignaturePair, Signer, Table, plain, runs
from danvan.documents.sections import Section
from danvan.vietnamese.text import two_digits
from surveys.corrections import nth_of
from surveys.minutes_text.pieces import last_words
from surveys.models import Paper
from surveys.papers.meeting import MeetingComposer
from surveys.papers.signed_minutes import SignedMinutes
from surveys.wording import lower_first

INCOMPLETE = "ghi đủ ba cột (trước đây không ghi thì viết “chưa ghi”), hoặc xóa hết chữ của dòng."
COLUMNS = (Column("Nội dung đã ghi", 35), Column("Nay ghi là", 35), Column("Lý do", 30))


class Addendum(MeetingComposer):
    """An addendum to signed minutes; which one it is (lần 01, 02) follows the order of signing."""

    kind = Paper.Kind.ADDENDUM
    code = "BB"
    type_name = "BIÊN BẢN BỔ SUNG, ĐÍNH CHÍNH"
    asks_signer = False
    hint = "Biên bản đã ký không sửa; chỗ cần bổ sung, đính chính ghi ở đây, cùng hai người ký."

    @classmethod
    def obstacle(cls, paper: Paper) -> str:
        if SignedMinutes.of(paper):
            return ""
        return "Biên bản chưa ký thì sửa thẳng ở thẻ “Biên bản”; chỉ biên bản đã ký mới cần biên bản bổ sung, đính chính."

    @cached_property
    def minutes(self) -> SignedMinutes:
        """The signed minutes."""
        minutes = SignedMinutes.of(self.paper)
        assert minutes is not None  # noqa: S101 - `obstacle` says so, and signed minutes stay signed
        return minutes

    def subject(self) -> str:
        return f"{self.minutes.name} (lần {two_digits(nth_of(self.paper))})"

    def sections(self) -> Iterator[Section]:
        yield Section("mo-dau", "Mở đầu", (Paragraph(runs(self._opening())),))
        blank_row = (Blank("nội dung đã ghi", wide=True), Blank("nay ghi là", wide=True), Blank("lý do đính chính", wide=True))
        yield Section("dinh-chinh", "Bảng bổ sung, đính chính", (Table(COLUMNS, (tuple(map(runs, blank_row)),)),))
        rest = runs(f"Các nội dung khác của {self.minutes.name} giữ nguyên.")
        yield Section("ket-thuc", "Kết thúc", (Paragraph(last_words(rest, self.profile.body.ending)),))

    def obstacles(self, content: Content) -> list[str]:
        """Refuses a table without rows and a row without all three cells: a correction is what stood, what is to stand, and why."""
        rows = [row for block in content.blocks if isinstance(block, Table) for row in block.rows]
        if not rows:
            return ["Bảng bổ sung, đính chính chưa có dòng nào."]
        short = [number for number, row in enumerate(rows, 1) if not all(plain(cell).strip() for cell in row)]
        return [f"Bảng bổ sung, đính chính, dòng {number}: {INCOMPLETE}" for number in short]

    def signatures(self) -> SignaturePair:
        """The note-taker on the left and the chair on the right, named as in the minutes."""
        return self.minutes.signatures

    def signer(self) -> Signer:
        """The chair, who answers for the content."""
        return self.minutes.signatures.right or super().signer()

    def _opening(self) -> str:
        about = f"{self.minutes.name} của {lower_first(self.meeting.full_title)}"
        return f"{self.body_name} bổ sung, đính chính {about} như sau:"

    def _number(self) -> Runs:
        """Only when the văn thư gave one: many offices number no minutes."""
        return super()._number() if self.paper.number else ()

    def _recipients(self) -> list[str]:
        return []
