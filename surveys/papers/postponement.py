"""Thông báo hoãn, dời lịch: why, and the new day (van-ban-mau.md, 2.2)."""

from collections.abc import Iterator
from typing import ClassVar

from danvan.documents.content import Blank, Block, Paragraph, Runs, plain, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import long_time, short_date, weekday
from surveys.minutes_text.meeting import place_of, when_of
from surveys.minutes_text.pieces import last_words
from surveys.minutes_text.record import known_day
from surveys.models import Paper, SurveyMeeting
from surveys.papers.meeting import MeetingComposer
from surveys.wording import lower_first, sentence

State = SurveyMeeting.State
UNCHANGED = "Các nội dung khác không thay đổi."


class Postponement(MeetingComposer):
    """Says that a meeting is on another day; the text for phones says the same."""

    kind = Paper.Kind.POSTPONEMENT
    code = "TB"
    type_name = "THÔNG BÁO"
    asks = ("reason", "addressee_words", "contact")
    questions: ClassVar = {
        "reason": ("Lý do hoãn, dời", "Viết tiếp sau chữ “Vì lý do”. Để trống thì lấy lý do đã ghi ở hội nghị."),
        "addressee_words": ("Gửi những ai", "In ở “Nơi nhận”. Để trống thì lấy đơn vị được khảo sát và đại biểu được mời."),
    }
    hint = "Lý do, ngày họp mới; kèm lời nhắn để dán Zalo."

    @classmethod
    def obstacle(cls, paper: Paper) -> str:
        held = paper.meeting is not None and paper.meeting.state == State.HELD
        return "Hội nghị đã họp nên không còn hoãn, dời lịch. Nếu ghi nhầm, đồng chí sửa tình trạng của hội nghị trước." if held else ""

    def subject(self) -> str:
        what = "không tổ chức" if self.meeting.state == State.CANCELLED else "hoãn, dời lịch"
        return f"{what} {lower_first(self.meeting.full_title)}"

    def recipients(self) -> list[str]:
        if self.paper.addressee_words:
            return [self.paper.addressee_words]
        return [*self.concerned(), "Các đại biểu được mời"]

    def sections(self) -> Iterator[Section]:
        yield Section("noi-dung", "Nội dung", tuple(self._text()))

    def zalo(self) -> str:
        said = (plain(part) for part in (self._sentence(), *self._new_particulars()))
        rest = "" if self.meeting.state == State.CANCELLED else UNCHANGED
        lines = ["Kính gửi các đồng chí.", *said, rest, self._contact(), "Trân trọng cảm ơn các đồng chí."]
        return "\n".join(line for line in lines if line)

    def _text(self) -> Iterator[Block]:
        yield Paragraph(self._sentence())
        for line in self._new_particulars():
            yield Paragraph(line)
        if self.meeting.state == State.CANCELLED:
            rest = f"{self.body_name} thông báo để các {self.profile.address} biết."
        else:
            told_whom = f"{self.body_name} thông báo để các {self.profile.address} biết, sắp xếp thời gian dự."
            rest = f"{UNCHANGED} {told_whom}"
        if contact := self._contact():
            yield Paragraph(runs(contact))
        yield Paragraph(last_words(runs(rest), self.profile.body.ending))

    def _contact(self) -> str:
        contact = self.paper.contact or self.house.contact
        return f"Cần trao đổi xin liên hệ {contact}." if contact else ""

    def _sentence(self) -> Runs:
        reason = self.paper.reason or self.meeting.state_note
        why: Runs = runs(lower_first(reason.rstrip(" ."))) if reason else runs(Blank("lý do hoãn, dời", wide=True))
        return sentence(runs("Vì lý do ", why, f", {lower_first(self.meeting.full_title)}{self._first_day()} ", self._what()))

    def _first_day(self) -> str:
        """The day that had been set, where the new one is another."""
        day = known_day(self.session) if self.session else None
        moved = self.meeting.state == State.POSTPONED and day and day != self.meeting.postponed_to
        return f" (dự kiến ngày {short_date(day)})" if moved and day else ""

    def _what(self) -> Runs:
        meeting, session = self.meeting, self.session
        if meeting.state == State.CANCELLED:
            return runs("không tổ chức")
        if day := meeting.postponed_to:
            hour = f"{long_time(session.start)}, " if session and session.start else ""
            return runs(f"dời sang {hour}{weekday(day)}, ngày {short_date(day)}")
        if meeting.state == State.POSTPONED:
            return runs("hoãn lại, chưa định ngày họp mới")
        return runs("dời sang ", (session and when_of(session)) or Blank("ngày họp mới", wide=True))

    def _new_particulars(self) -> Iterator[Runs]:
        """The place, where the session that is recorded is the new one."""
        session = self.session
        is_new = session and (self.meeting.state == State.PLANNED or known_day(session) == self.meeting.postponed_to)
        if session and is_new and self.meeting.state != State.CANCELLED and (place := place_of(session, self.wording)):
            yield sentence(runs(f"Địa điểm: {place}"))
