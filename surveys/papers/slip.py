"""Phiếu ghi ý kiến: a blank form for those who would rather write, handed out at the meeting."""

from collections.abc import Iterator
from dataclasses import replace

from danvan.documents.content import Block, Content, Paragraph, QrCode, runs
from danvan.documents.metrics import text_width
from danvan.documents.profiles import Profile
from danvan.documents.sections import Section
from surveys.minutes_text.meeting import place_of, when_of
from surveys.models import Paper, Term
from surveys.papers.meeting import MeetingComposer
from surveys.wording import lower_first, upper_first

LINES = 9
"""Dotted lines for the opinion: the form stays on one page."""
USE = (
    "Phiếu dùng để tổng hợp ý kiến, lập biên bản hội nghị và theo dõi việc trả lời. Không bắt buộc ghi họ tên; "
    "không ghi số giấy tờ, số điện thoại, chuyện riêng của hộ gia đình. Ghi xong gửi thư ký hội nghị."
)


class Slip(MeetingComposer):
    """A form to be filled in by hand: the meeting, who writes if they like, what it is about, lines."""

    kind = Paper.Kind.SLIP
    type_name = "PHIẾU GHI Ý KIẾN"
    signed = False
    asks_signer = False
    has_head = False
    hint = "Biểu mẫu trống phát tại hội nghị; người viết không bắt buộc ghi tên."

    def subject(self) -> str:
        return f"tại {lower_first(self.meeting.full_title)}"

    def sections(self) -> Iterator[Section]:
        yield Section("thong-tin", "Hội nghị, người viết", tuple(self._who()))
        yield Section("nhom", "Nhóm nội dung", tuple(self._groups()))
        yield Section("y-kien", "Ý kiến", tuple(self._lines()))
        yield Section("ghi-chu", "Phiếu dùng để làm gì", (Paragraph(runs(USE, italic=True), style="flush"),))

    def finish(self, content: Content, address: str = "") -> Content:
        """With the address of the meeting as a QR code, so that whoever types the slips in finds the meeting at once."""
        if not address:
            return content
        return replace(content, blocks=(*content.blocks, QrCode(address, runs("Mã của hội nghị, dành cho thư ký"))))

    def _who(self) -> Iterator[Block]:
        session = self.session
        when = when_of(session) if session else ""
        place = place_of(session, self.record.wording) if session else ""
        yield self._line("Ngày họp: ", when)
        yield self._line("Địa điểm: ", place)
        yield self._line("Họ và tên (không bắt buộc): ")
        yield self._line("Chức vụ, đơn vị hoặc tổ dân phố: ")

    def _groups(self) -> Iterator[Block]:
        groups = Term.objects.filter(vocabulary=Term.Vocabulary.CONTENT_GROUP, closed=False)
        if not groups:
            return
        yield Paragraph(runs("Ý kiến về nội dung (đánh dấu vào ô):", bold=True), style="flush")
        for group in groups:
            yield Paragraph(runs(f"☐ {upper_first(group.label)}"), style="flush")
        yield Paragraph(runs("☐ Nội dung khác"), style="flush")

    def _lines(self) -> Iterator[Block]:
        yield Paragraph(runs("Nội dung ý kiến, kiến nghị:", bold=True), style="flush")
        for _ in range(LINES):
            yield self._line()
        yield self._line("Đề nghị nơi giải quyết (nếu có): ")

    def _line(self, label: str = "", known: str = "") -> Paragraph:
        return Paragraph(runs(label, known or dots(self.profile, label)), style="flush")


def dots(profile: Profile, label: str = "") -> str:
    """As many dots as fill a line behind a label. Single dots: a form to be filled in lacks nothing, so they are no blanks."""
    size = profile.body.size
    width = (210 - profile.page.left - profile.page.right - 1) / 25.4 * 72
    return "." * int((width - text_width(label, size)) / text_width(".", size))
