"""Giấy mời và chương trình: a page for each invited person, merged from the list of people present (van-ban-mau.md, 2.2)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from danvan.documents.content import Blank, Block, Column, Content, NewSheet, PageBreak, Paragraph, Runs, SignaturePair, Table, plain, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import long_time
from surveys.minutes_text.meeting import place_of, when_of
from surveys.models import Attendance, Paper
from surveys.papers.meeting import MeetingComposer
from surveys.wording import lower_first, sentence

INVITED = "Kính mời: "
PROGRAMME = (
    "Đón đại biểu",
    "Tuyên bố lý do, giới thiệu đại biểu",
    "Báo cáo",
    "Thảo luận",
    "Tiếp thu, giải trình",
    "Kết luận",
    "Kết thúc",
)
"""What happens at a survey meeting, in its usual order; hours and names are filled in by whoever calls it."""


class Invitation(MeetingComposer):
    """One sheet for each invited person, or one for all of them when the paper says in words who is invited."""

    kind = Paper.Kind.INVITATION
    code = "GM"
    type_name = "GIẤY MỜI"
    asks = ("addressee_words", "contact")
    questions: ClassVar = {
        "addressee_words": (
            "Mời chung",
            "Thí dụ: các đồng chí tổ trưởng, tổ phó tổ dân vận. Để trống thì mỗi người trong thành phần một giấy.",
        )
    }
    hint = "Mỗi người một giấy theo thành phần đã ghi, kèm chương trình; hoặc một giấy chung."

    def subject(self) -> str:
        return f"dự {lower_first(self.meeting.full_title)}"

    def sections(self) -> Iterator[Section]:
        yield Section("kinh-moi", "Kính mời", (Paragraph(self._invited(self._for_all())),))
        yield Section("noi-dung", "Nội dung mời", tuple(self._text()))

    def annexes(self) -> Iterator[Section]:
        yield Section("chuong-trinh", "Chương trình", tuple(self._programme()))

    def finish(self, content: Content, address: str = "") -> Content:
        """A sheet for each invited person, with heads and signature; the programme stands once at the end, to be copied."""
        invited = [] if self.paper.addressee_words else list(self._people())
        if not invited:
            return content
        found = ((i, block) for i, block in enumerate(content.blocks) if isinstance(block, Paragraph) and _invites(block))
        first, line = next(found, (0, None))
        if line is None:
            return content
        end = next((i for i, block in enumerate(content.blocks, 1) if isinstance(block, SignaturePair)), len(content.blocks))
        blocks: list[Block] = []
        for number, person in enumerate(invited):
            own = replace(line, runs=self._invited(person))
            blocks += [*([NewSheet()] if number else []), *content.blocks[:first], own, *content.blocks[first + 1 : end]]
        return replace(content, blocks=(*blocks, *content.blocks[end:]))

    def zalo(self) -> str:
        session = self.session
        when = when_of(session) if session else ""
        where = session.place if session else ""
        lines = [
            f"Kính gửi các đồng chí. {self.house.issuing_body} trân trọng kính mời các đồng chí dự {lower_first(self.meeting.full_title)}.",
            f"Thời gian: {when}." if when else "",
            f"Địa điểm: {where}." if where else "",
            "Đề nghị các đồng chí dự đúng thành phần, đúng giờ. Trân trọng cảm ơn.",
        ]
        return "\n".join(line for line in lines if line)

    def _for_all(self) -> Runs:
        if self.paper.addressee_words:
            return runs(self.paper.addressee_words)
        return runs("mỗi người trong thành phần một giấy") if any(self._people()) else runs(Blank("người được mời", wide=True))

    def _invited(self, who: Runs) -> Runs:
        return runs(INVITED, runs(*who, bold=True) if all(not isinstance(run, Blank) for run in who) else who)

    def _people(self) -> Iterator[Runs]:
        for row in self.record.attendances:
            if row.role == Attendance.Role.NOTE_TAKER:
                continue
            yield self.record.wording.attendee(row) if row.is_group else self.record.wording.name_and_title(row)

    def _text(self) -> Iterator[Block]:
        session = self.session
        yield Paragraph(sentence(runs(f"Đến dự: {lower_first(self.meeting.full_title)}")))
        yield Paragraph(sentence(runs("Thời gian: ", (session and when_of(session)) or Blank("thời gian họp", wide=True))))
        yield Paragraph(sentence(runs("Địa điểm: ", (session and place_of(session, self.record.wording)) or Blank("địa điểm", wide=True))))
        chairs = self.record.with_role(Attendance.Role.CHAIR)
        if chairs:
            yield Paragraph(sentence(runs("Chủ trì: ", self.record.wording.name_and_title(chairs[0]))))
        if self.meeting.topic:
            yield Paragraph(sentence(runs(f"Nội dung: {lower_first(self.meeting.topic)}")))
        contact = self.paper.contact or self.house.contact
        told = f"; nếu vắng xin báo trước với {contact}" if contact else ""
        yield Paragraph(sentence(runs(f"Đề nghị {self.profile.address} dự đúng thành phần, đúng giờ{told}")))

    def _programme(self) -> Iterator[Block]:
        yield PageBreak()
        yield Paragraph(runs("CHƯƠNG TRÌNH", bold=True), style="center")
        yield Paragraph(runs(lower_first(self.meeting.full_title), italic=True), style="center")
        session = self.session
        start = runs(long_time(session.start)) if session and session.start else runs(Blank("giờ bắt đầu"))
        rows = tuple((start if number == 0 else runs(), runs(what), self._who(what)) for number, what in enumerate(PROGRAMME))
        yield Table((Column("Thời gian", 20), Column("Nội dung", 45), Column("Người thực hiện", 35)), rows)

    def _who(self, what: str) -> Runs:
        if what == "Kết luận" and (chairs := self.record.with_role(Attendance.Role.CHAIR)):
            return runs(f"{chairs[0].address} {chairs[0].label}")
        return runs()


def _invites(block: Paragraph) -> bool:
    return plain(block.runs).startswith(INVITED)
