"""Giấy mời và chương trình: a page for each invited person, merged from the list of people present (van-ban-mau.md, 2.2)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from danvan.documents.content import Blank, Block, Column, Content, NewSheet, PageBreak, Paragraph, Runs, SignaturePair, Table, plain, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import long_time, short_date, weekday
from surveys.minutes_text.record import Record, known_day
from surveys.models import Attendance, MeetingSession, Paper
from surveys.papers.base import Composer
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


class Invitation(Composer):
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

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper)
        assert paper.meeting is not None  # noqa: S101 - `sources` says so
        self.meeting = paper.meeting
        self.record = Record(paper.meeting)

    def subject(self) -> str:
        return f"dự {lower_first(self.meeting.full_title)}"

    def sections(self) -> Iterator[Section]:
        yield Section("kinh-moi", "Kính mời", (Paragraph(self._invited(self._for_all())),))
        yield Section("noi-dung", "Nội dung mời", tuple(self._text()))

    def annexes(self) -> Iterator[Section]:
        yield Section("chuong-trinh", "Chương trình", tuple(self._programme()))

    def finish(self, content: Content) -> Content:
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
        session = self._session()
        when = _when(session) if session else ""
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

    def _session(self) -> MeetingSession | None:
        return next(iter(self.record.sessions), None)

    def _text(self) -> Iterator[Block]:
        session = self._session()
        yield Paragraph(sentence(runs(f"Đến dự: {lower_first(self.meeting.full_title)}")))
        yield Paragraph(sentence(runs("Thời gian: ", (session and _when(session)) or Blank("thời gian họp", wide=True))))
        yield Paragraph(sentence(runs("Địa điểm: ", (session and self._place(session)) or Blank("địa điểm", wide=True))))
        chairs = self.record.with_role(Attendance.Role.CHAIR)
        if chairs:
            yield Paragraph(sentence(runs("Chủ trì: ", self.record.wording.name_and_title(chairs[0]))))
        if self.meeting.topic:
            yield Paragraph(sentence(runs(f"Nội dung: {lower_first(self.meeting.topic)}")))
        contact = self.paper.contact or self.house.contact
        told = f"; nếu vắng xin báo trước với {contact}" if contact else ""
        yield Paragraph(sentence(runs(f"Đề nghị {self.profile.address} dự đúng thành phần, đúng giờ{told}")))

    def _place(self, session: MeetingSession) -> str:
        area = self.record.wording.unit_names[session.place_area_id] if session.place_area_id else ""
        return ", ".join(part for part in (session.place, area) if part)

    def _programme(self) -> Iterator[Block]:
        yield PageBreak()
        yield Paragraph(runs("CHƯƠNG TRÌNH", bold=True), style="center")
        yield Paragraph(runs(lower_first(self.meeting.full_title), italic=True), style="center")
        session = self._session()
        start = runs(long_time(session.start)) if session and session.start else runs(Blank("giờ bắt đầu"))
        rows = tuple((start if number == 0 else runs(), runs(what), self._who(what)) for number, what in enumerate(PROGRAMME))
        yield Table((Column("Thời gian", 20), Column("Nội dung", 45), Column("Người thực hiện", 35)), rows)

    def _who(self, what: str) -> Runs:
        if what == "Kết luận" and (chairs := self.record.with_role(Attendance.Role.CHAIR)):
            return runs(f"{chairs[0].address} {chairs[0].label}")
        return runs()


def _invites(block: Paragraph) -> bool:
    return plain(block.runs).startswith(INVITED)


def _when(session: MeetingSession) -> str:
    """The time as an invitation words it: "08 giờ 00 phút, thứ Tư, ngày 19/7/2017"."""
    day = known_day(session)
    if day is None:
        return session.when_text
    hour = f"{long_time(session.start)}, " if session.start else ""
    return f"{hour}{weekday(day)}, ngày {short_date(day)}"
