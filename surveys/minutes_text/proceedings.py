"""II- Nội dung: what was reported, said, voted and asked, in the order in which it happened."""

from collections.abc import Iterator

from danvan.documents.content import Blank, Block, BulletList, Paragraph, Runs, runs
from danvan.documents.sections import Section as PaperSection
from danvan.vietnamese.dates import long_date, long_time
from danvan.vietnamese.text import fold, two_digits
from surveys.minutes_text.asked import Asked
from surveys.minutes_text.meeting import count_of_remarks
from surveys.minutes_text.pieces import Part, bullets, hour
from surveys.minutes_text.record import known_day
from surveys.models import (
    Attendance,
    Conclusion,
    Directive,
    MeetingSession,
    MeetingUnit,
    Presentation,
    Remark,
    SurveyMeeting,
    Theme,
    Vote,
)
from surveys.wording import capital, lower_first, sentence, upper_first

Section = SurveyMeeting.Section
WARD_KINDS = ("phường", "xã", "thị trấn", "đặc khu")
SAID_APART = "đã phát biểu ý kiến; nội dung được lưu riêng trong hồ sơ hội nghị"
"""Stands for a restricted remark that has no text for reports."""


class Proceedings(Part):
    """The chapter of what happened."""

    def sections(self) -> Iterator[PaperSection]:
        """The whole chapter, item by item."""
        yield PaperSection("noi-dung", "Nội dung: tuyên bố lý do", (self.numbering.chapter("NỘI DUNG"), *self._introduction()))
        yield PaperSection("bao-cao", "Báo cáo tại hội nghị", tuple(self._reports()))
        yield PaperSection("thao-luan", "Thảo luận", tuple(self._discussion()))
        yield PaperSection("bieu-quyet", "Biểu quyết", tuple(self._votes()))
        words = f"{self.meeting.get_chair_words_display()} của {self.profile.minutes.the_chair}"
        yield PaperSection("ket-luan", words, tuple(self._chair_words()))

    def _introduction(self) -> Iterator[Block]:
        opened_by = self.record.attendance(self.meeting.opened_by_id)
        if opened_by:
            yield self.numbering.run_in("Tuyên bố lý do, giới thiệu đại biểu:", self.wording.name_and_title(opened_by))
        elif self.record.silent_about(Section.OPENING):
            who = runs(f"{self.profile.address} ", Blank("người tuyên bố lý do, giới thiệu đại biểu", wide=True))
            yield self.numbering.run_in("Tuyên bố lý do, giới thiệu đại biểu:", who)

    def _reports(self) -> Iterator[Block]:
        if not self.record.all(Presentation):
            return
        yield self.numbering.item(self._reports_title())
        for row in self.record.all(Presentation):
            points = [line.strip() for line in row.content.splitlines() if line.strip()]
            end = runs(". Báo cáo nêu:") if points else runs(".")
            yield Paragraph(runs(capital(self._presenter(row)), f" {reporting(row.title)}", self._handed_out(row), end))
            if points:
                yield BulletList(tuple(sentence(capital(runs(point))) for point in points))

    def _reports_title(self) -> str:
        presenters = [self.record.attendance(row.presenter_id) for row in self.record.all(Presentation)]
        local = all(row and row.side == Attendance.Side.LOCAL for row in presenters)
        if not local or len(self.record.all(MeetingUnit)) != 1:
            return "Báo cáo tại hội nghị"
        name = self.wording.unit_or_words(self.record.all(MeetingUnit)[0])
        return f"Báo cáo của {next((kind for kind in WARD_KINDS if name.startswith(f'{kind} ')), name)}"

    def _presenter(self, row: Presentation) -> Runs:
        if presenter := self.record.attendance(row.presenter_id):
            return self.wording.attendee(presenter) if presenter.is_group else self.wording.name_and_title(presenter)
        if row.presenter_words:
            return runs(self.wording.words_with_address(row.presenter_words))
        return runs(f"{self.profile.address} ", Blank("người báo cáo", wide=True))

    def _handed_out(self, row: Presentation) -> Runs:
        if row.handed_out:
            return runs(" (có tài liệu kèm theo)")
        unknown = row.handed_out is None and self.record.archived
        return runs(" (tài liệu kèm theo: ", Blank("tài liệu kèm theo"), ")") if unknown else ()

    def _discussion(self) -> Iterator[Block]:
        count, more = count_of_remarks(self.record), self.record.silent_about(Section.REMARKS)
        themes = self.record.all(Theme)
        if not (count or more or self.record.remarks or self.meeting.discussion or themes):
            return
        yield self.numbering.item(f"Thảo luận: có {count}" if count else "Thảo luận")
        if text := self.meeting.discussion.strip():
            clear = text if fold(text).startswith("cac y kien") else f"Các ý kiến làm rõ hơn: {text}"
            yield from (Paragraph(sentence(runs(line))) for line in clear.splitlines() if line.strip())
        if all(theme.number for theme in themes):  # a number as the source prints it stands instead of the dash
            yield from (Paragraph(sentence(runs(f"{theme.number} ", theme.text))) for theme in themes)
        else:
            yield bullets(runs(f"{theme.number} " if theme.number else "", theme.text) for theme in themes)
        yield from self._remarks()
        if more:
            others = "Các ý kiến khác" if self.record.remarks else "Các ý kiến"
            yield Paragraph(runs(f"{others} (người phát biểu, thứ tự, nội dung): ", Blank("các ý kiến khác", wide=True)))

    def _remarks(self) -> Iterator[Block]:
        session: MeetingSession | None = None
        for remark in self.record.remarks:
            own = self.record.session(remark.session_id)
            if own and session and own != session:
                yield Paragraph(self._break(session, own))
            session = own or session
            yield from self._remark(remark)

    def _remark(self, remark: Remark) -> Iterator[Block]:
        speaker = self.wording.speaker(remark, self.record.speaker(remark))
        lines = [line.strip() for line in remark.public_text.splitlines() if line.strip()]
        if remark.restricted and not lines:
            yield BulletList((sentence(runs(capital(speaker), f" {SAID_APART}")),))
            return
        if not lines:
            yield Paragraph(runs("Có phát biểu của ", self._unheard(remark, speaker)))
            return
        answers = remark.pk in self.record.answers or bool(remark.kind and fold(remark.kind.label).startswith("tiep thu"))
        who = runs("Tiếp thu, giải trình của ", speaker) if answers else capital(speaker)
        written = " (ý kiến bằng văn bản)" if remark.form == Remark.Form.WRITTEN else ""
        yield BulletList((sentence(runs(who, f"{written}: {lines[0]}")),))
        yield from (Paragraph(sentence(runs(line))) for line in lines[1:])

    def _unheard(self, remark: Remark, speaker: Runs) -> Runs:
        """A remark of which only is known that it was made: places for what is missing."""
        said = Blank("nội dung phát biểu", wide=True)
        if remark.speaker_id is None and not remark.anonymous:
            return runs(speaker, " (họ và tên: ", Blank("họ và tên người phát biểu", wide=True), "; nội dung: ", said, ").")
        return runs(speaker, " (nội dung: ", said, ").")

    def _break(self, before: MeetingSession, after: MeetingSession) -> Runs:
        end = runs(long_time(before.end)) if before.end else hour("nghỉ")
        start = runs(long_time(after.start)) if after.start else hour("tiếp tục")
        day = known_day(after)
        other_day = day is not None and day != known_day(before)
        date = f", {long_date(day)}" if day and other_day else ""
        return runs("Hội nghị nghỉ hồi ", end, ", tiếp tục hồi ", start, date, ".")

    def _votes(self) -> Iterator[Block]:
        votes = self.record.all(Vote)
        if votes:
            yield self.numbering.item("Biểu quyết")
            yield bullets(runs(_vote(vote)) for vote in votes)

    def _chair_words(self) -> Iterator[Block]:
        points, asked = self.record.all(Conclusion), self.record.all(Directive)
        if not points and not asked:
            return
        yield self.numbering.item(f"{self.meeting.get_chair_words_display()} của {self.profile.minutes.the_chair}")
        if chairs := self.record.with_role(Attendance.Role.CHAIR):
            yield Paragraph(runs(capital(self.wording.name_and_title(chairs[0])), ":"))
        lettered = len(points) + bool(asked) > 1
        for position, point in enumerate(points, 1):
            letter = f"{self.numbering.letter(position)} " if lettered else ""
            yield Paragraph(sentence(runs(letter, upper_first(point.text))))
        if asked:
            letter = f"{self.numbering.letter(len(points) + 1)} " if lettered else ""
            yield from self._directives(letter)

    def _directives(self, letter: str) -> Iterator[Block]:
        """What was asked: verb and due words that all share stand once, above the list."""
        asked = Asked(self.record, self.wording)
        yield Paragraph(runs(f"{letter}{asked.verb or 'Các việc yêu cầu, giao'}{asked.due_in_sentence}:"))
        yield BulletList(tuple(asked.entries()))


def reporting(title: str) -> str:
    """What somebody did who gave a report: "báo cáo kết quả …", or what its title says already."""
    return title if fold(title).startswith(("bao cao", "trinh bay", "tham luan")) else f"báo cáo {lower_first(title)}"


def _vote(vote: Vote) -> str:
    form = f" (hình thức: {lower_first(vote.get_form_display())})" if vote.form else ""
    told = (
        ("số người biểu quyết", vote.total),
        ("đồng ý", vote.in_favor),
        ("không đồng ý", vote.against),
        ("không có ý kiến", vote.abstained),
    )
    figures = [f"{label}: {two_digits(value)}" for label, value in told if value is not None]
    result = "; ".join([vote.wording, *figures] if vote.wording else figures)
    return f"{upper_first(vote.subject)}{form}{': ' if result else ''}{result}"
