"""Thông báo kết luận: what the chair said and asked, for those who carry it out (van-ban-mau.md, 2.6).

Before the meeting it is the draft of the conclusions (dự thảo kết luận), and of a meeting taken from a published item a proposal: the mark
DỰ THẢO stays on both, and neither can be signed.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from django.utils import timezone

from danvan.documents.content import Blank, Block, Content, Letterhead, Paragraph, Runs, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import fold, two_digits
from surveys.minutes_text.asked import Asked
from surveys.minutes_text.meeting import count_of_remarks, place_of, title_with_place, title_without_place
from surveys.minutes_text.pieces import last_words
from surveys.minutes_text.proceedings import WARD_KINDS
from surveys.minutes_text.record import known_day
from surveys.models import Attendance, Conclusion, DirectiveAddressee, MeetingSession, Paper, Presentation, SurveyMeeting
from surveys.papers.meeting import MeetingComposer
from surveys.wording import capital, joined, lower_first, sentence, upper_first

ChairWords = SurveyMeeting.ChairWords


class Notice(MeetingComposer):
    """Opening, assessment, tasks, who follows up, closing sentence; a part of which nothing is recorded is left out."""

    kind = Paper.Kind.NOTICE
    code = "TB"
    type_name = "THÔNG BÁO"
    asks = ("addressee", "addressee_words", "due")
    questions: ClassVar = {
        "addressee": ("Giao đơn vị nào theo dõi, đôn đốc", "Để trống cả hai ô thì chỗ này in chấm để ghi sau."),
        "addressee_words": ("Hoặc ghi bằng chữ", "Thí dụ: bộ phận dân vận phường."),
        "due": ("Tổng hợp kết quả, báo cáo trước ngày", ""),
    }
    hint = "Lập trước hội nghị thì là dự thảo kết luận; họp xong thành thông báo."

    @property
    def is_planned(self) -> bool:
        """Whether the meeting has not been held yet."""
        return self.meeting.state != SurveyMeeting.State.HELD

    @cached_property
    def day(self) -> dt.date:
        """The paper's; without one that of an archived meeting, whose rules and names it follows."""
        return self.paper.date or (self.record.day if self.record.archived else None) or timezone.localdate()

    @cached_property
    def asked(self) -> Asked:
        """What was asked of whom."""
        return Asked(self.record, self.wording)

    def subject(self) -> str:
        return f"kết luận của {self._chair_words()} tại {title_with_place(self.record, self.wording)}"

    def banner(self) -> str:
        if self.record.archived:
            source = f" theo {self.meeting.origin_note}" if self.meeting.origin_note else ""
            return f"ĐỀ XUẤT dựng{source}; nguồn không có thông báo này, không dùng để ký."
        return f"DỰ THẢO KẾT LUẬN soạn trước hội nghị; {self._the_chair()} chưa nêu, không dùng để ban hành." if self.is_planned else ""

    def obstacles(self, content: Content) -> list[str]:
        if self.record.archived:
            return ["Thông báo này dựng theo tin đã đăng, chỉ là đề xuất, không dùng để ký."]
        return ["Hội nghị chưa họp: đây là dự thảo kết luận, ký được khi hội nghị đã họp."] if self.is_planned else []

    def recipients(self) -> list[str]:
        """Whom the unit reports to, the units concerned, and whoever was asked; "phường" alone is the ward concerned."""
        above = [f"{self.house.reports_to} (để báo cáo)"] if self.house.reports_to else []
        asked = (upper_first(self.wording.unit_or_words(to)) for to in self.record.all(DirectiveAddressee))
        others = [*self.concerned(), *(name for name in asked if name.lower() not in WARD_KINDS)]
        return [*above, *{fold(name): name for name in others}.values()]

    def sections(self) -> Iterator[Section]:
        yield Section("mo-dau", "Mở đầu", (Paragraph(self._opening()),))
        yield Section("danh-gia", "Đánh giá", tuple(self._assessment()))
        yield Section("nhiem-vu", "Nhiệm vụ", tuple(self._tasks()))
        yield Section("theo-doi", "Theo dõi, đôn đốc", (self.numbering.point(self._follow_up()),))
        end = runs(f"{self.body_name} thông báo để các đơn vị biết, thực hiện.")
        yield Section("cau-ket", "Câu kết", (Paragraph(last_words(end, self.profile.body.ending)),))

    def _opening(self) -> Runs:
        session = self.session
        when = self._when()
        place = place_of(session, self.wording) if session and len(self.record.sessions) == 1 else ""
        chair: Runs = runs(f"{self.chair.address} {self.chair.label}") if self.chair else self._unknown_chair()
        held = runs(when, f", tại {place}" if place else "", ", ", chair, f" chủ trì {title_without_place(self.record, self.wording)}. ")
        if self.is_planned:
            return runs("Theo dự kiến, ", _small(held), "Dự thảo kết luận gồm những nội dung sau:")
        heard = self._heard()
        return runs(held, runs("Sau khi nghe ", heard, ", ") if heard else "Tại hội nghị, ", f"{self._the_chair()} {self._says()}:")

    def _when(self) -> Runs:
        sessions = self.record.sessions
        days = [day for day in map(known_day, sessions) if day]
        if not days:
            words = sessions[0].when_text if sessions else ""
            return capital(runs(words)) if words else runs("Ngày ", Blank("ngày họp", wide=True))
        if min(days) != max(days):
            return runs(f"Từ ngày {short_date(min(days))} đến ngày {short_date(max(days))}")
        part = MeetingSession.PartOfDay(sessions[0].part_of_day).label if sessions[0].part_of_day and len(sessions) == 1 else ""
        return runs(f"{part} ngày {short_date(days[0])}" if part else f"Ngày {short_date(days[0])}")

    def _unknown_chair(self) -> Runs:
        return runs(f"{self.profile.address} ", Blank("họ và tên người chủ trì", wide=True))

    def _chair_words(self) -> str:
        return self._with_title(self.chair) if self.chair else self._the_chair()

    def _the_chair(self) -> str:
        return self.profile.minutes.the_chair

    def _with_title(self, row: Attendance) -> str:
        """A person as a running sentence has them: name, then the title between commas."""
        title = self.house.write_out(row.title)
        return f"{row.address} {row.label}{f', {title}' if title else ''}"

    def _heard(self) -> str:
        """Who reported, and how many spoke, as far as that is recorded."""
        reporters = [self._reporter(row) for row in self.record.all(Presentation)]
        reports = f"{joined(dict.fromkeys(filter(None, reporters)))} báo cáo" if any(reporters) else ""
        return joined(part for part in (reports, count_of_remarks(self.record)) if part)

    def _reporter(self, row: Presentation) -> str:
        presenter = self.record.attendance(row.presenter_id)
        if presenter is None:
            return self.wording.words_with_address(row.presenter_words) if row.presenter_words else ""
        return f"đại diện {lower_first(presenter.group)}" if presenter.is_group else self._with_title(presenter)

    def _says(self) -> str:
        if self.meeting.chair_words == ChairWords.CONCLUSION:
            return "kết luận như sau"
        verb = (self.asked.verb or "Yêu cầu, giao").lower() if self.asked.rows else ""
        said = " và ".join(part for part in ("đánh giá" if self.record.all(Conclusion) else "", verb) if part)
        return f"{said or 'phát biểu'} một số nội dung sau"

    def _assessment(self) -> Iterator[Block]:
        points = self.record.all(Conclusion)
        if not points and not self.asked.rows:
            yield self.numbering.point(runs(Blank(f"ý kiến đánh giá, kết luận của {self._the_chair()}", wide=True)))
        for point in points:
            first, *others = [line.strip() for line in point.text.splitlines() if line.strip()] or [point.text]
            yield self.numbering.point(runs(upper_first(first)))
            yield from (Paragraph(sentence(runs(line))) for line in others)

    def _tasks(self) -> Iterator[Block]:
        """The requests, numbered below their common verb and due words; a single one stands by itself."""
        if not self.asked.rows:
            return
        yield self.numbering.point(runs(self._tasks_title(), ":"))
        for position, entry in enumerate(self.asked.entries(), 1):
            yield Paragraph(runs(f"{self.numbering.under(position)} ", entry))

    def _tasks_title(self) -> str:
        verb, due = self.asked.verb or "Các việc yêu cầu, giao", self.asked.due
        return f"{upper_first(due)}, {lower_first(verb)}" if fold(due).startswith("trong ") else f"{verb}{self.asked.due_in_sentence}"

    def _follow_up(self) -> Runs:
        paper = self.paper
        who = paper.addressee.name if paper.addressee else paper.addressee_words
        due = runs(f"trước ngày {short_date(paper.due)}") if paper.due else runs("trước ngày ", Blank("ngày báo cáo kết quả", wide=True))
        return runs(
            "Giao ",
            who or Blank("nơi theo dõi, đôn đốc", wide=True),
            " theo dõi, đôn đốc, tổng hợp kết quả, báo cáo ",
            self.house.reports_to or Blank("nơi nhận báo cáo kết quả", wide=True),
            " ",
            due,
        )

    def _letterhead(self) -> Letterhead:
        """Of a proposal made from a published item the year is known, the day is not."""
        head = super()._letterhead()
        if self.paper.date or not self.record.archived or not self.record.day:
            return head
        *before, _ = head.place_and_date
        return replace(head, place_and_date=runs(*before, two_digits(self.record.day.year)))


def _small(value: Runs) -> Runs:
    return runs(lower_first(value[0].text), *value[1:])
