"""The words of minutes: the shape of a survey meeting, briefing or dialogue (van-ban-mau.md, 2.5), made of what was recorded and nothing else.

What is not known becomes a blank; what was not said is not printed.
"""

from collections.abc import Iterable, Iterator

from danvan.documents.content import Blank, Block, Content, Letterhead, Paragraph, PhotoBlock, Run, Runs, SignaturePair, Signer, runs
from danvan.documents.content import Photo as PhotoOnPaper
from danvan.documents.profiles import Profile
from danvan.documents.sections import Manuscript, Section
from danvan.vietnamese.dates import long_date, long_time
from danvan.vietnamese.text import fold, two_digits
from surveys.minutes_text.meeting import title_with_place, title_without_place
from surveys.minutes_text.pieces import Numbering, Part, bullets, hour, last_words, small, unknown_date
from surveys.minutes_text.present import Present
from surveys.minutes_text.proceedings import Proceedings
from surveys.minutes_text.record import Record, known_day
from surveys.models import Attendance, MeetingOrganizer, MeetingSession, Photo
from surveys.wording import capital, joined, lower_first, sentence, upper_first

TYPE_CODE = "BB"
Role = Attendance.Role


def compose(record: Record, profile: Profile) -> Manuscript:
    """The minutes of a recorded meeting in the layout of a profile, part by part."""
    return _Composer(record, profile).manuscript()


class _Composer(Part):
    """Writes the parts one after the other."""

    def __init__(self, record: Record, profile: Profile) -> None:
        super().__init__(record, Numbering(profile))
        self.house = record.house

    def manuscript(self) -> Manuscript:
        opening = Section("mo-dau", "Mở đầu", tuple(self._opening()))
        present = Section("thanh-phan", "Thành phần", tuple(Present(self.record, self.numbering).blocks()))
        proceedings = tuple(Proceedings(self.record, self.numbering).sections())
        closing = Section("ket-thuc", "Kết thúc", tuple(self._closing()))
        photos = Section("phu-luc-anh", "Phụ lục ảnh", tuple(self._photos()))
        return Manuscript(self._head(), tuple(part for part in (opening, present, *proceedings, closing, photos) if part.blocks))

    def _head(self) -> Content:
        record = self.record
        full_title = lower_first(self.meeting.full_title)
        subject = title_with_place(record, self.wording)
        return Content(
            profile=self.profile.name,
            title=f"Biên bản {full_title}",
            date=record.day.isoformat() if record.day else "",
            banner=self._banner(),
            letterhead=Letterhead(
                parent_body=self.house.parent_line(),
                issuing_body=self.house.issuing_line(),
                number=self._number(),
                place_and_date=self.house.place_and_date(record.day),
            ),
            type_name="BIÊN BẢN",
            subject=runs(upper_first(subject) if self.profile.subject.capital else subject),
            blocks=(),
        )

    def _banner(self) -> str:
        if not self.record.archived:
            return ""
        source = f" theo {self.meeting.origin_note}" if self.meeting.origin_note else ""
        return f"BẢN DỰNG LẠI{source}; không phải biên bản gốc, không dùng để ký."

    def _number(self) -> Runs:
        number = self.record.minutes.number
        wanted = number or (self.record.archived and self.house.code)
        return self.house.number_line(self.profile, number, TYPE_CODE) if wanted else ()

    def _opening(self) -> Iterator[Block]:
        name = title_without_place(self.record, self.wording)
        body = f"{self._organizers()} tổ chức {name}"
        sessions = self.record.sessions
        if len(sessions) < 2:
            when = self._when_and_where(sessions[0]) if sessions else _nothing_known()
            yield Paragraph(sentence(runs(when, f", {body}")))
            return
        yield Paragraph(runs(f"{upper_first(body)}, gồm {two_digits(len(sessions))} buổi:"))
        yield bullets(runs(f"{session.label}: " if session.label else "", small(self._when_and_where(session))) for session in sessions)

    def _organizers(self) -> str:
        leads = [self.wording.unit_or_words(row) for row in self.record.all(MeetingOrganizer) if row.role == row.Role.LEAD]
        joint = [self.wording.unit_or_words(row) for row in self.record.all(MeetingOrganizer) if row.role == row.Role.JOINT]
        lead = joined(leads) or self.wording.unit_names[self.meeting.owner_id]
        return f"{lead} phối hợp với {joined(joint)}" if joint else lead

    def _when_and_where(self, session: MeetingSession) -> Runs:
        day = known_day(session)
        date: Runs = runs(long_date(day)) if day else runs(session.when_text) if session.when_text else unknown_date()
        where = self._place(session)
        if session.start:
            return runs(f"Hồi {long_time(session.start)}, ", date, ", tại ", where)
        part = f"{session.get_part_of_day_display()} " if day and session.part_of_day else ""
        return runs(capital(runs(part, date)), ", bắt đầu hồi ", hour("bắt đầu"), ", tại ", where)

    def _place(self, session: MeetingSession) -> Runs:
        area = self.wording.unit_names[session.place_area_id] if session.place_area_id else ""
        if session.place and area and fold(area) in fold(session.place):
            area = ""
        return runs(session.place or Blank("địa điểm", wide=True), f", {area}" if area else "")

    def _closing(self) -> Iterator[Block]:
        yield self.numbering.chapter("KẾT THÚC")
        minutes = self.record.minutes
        text: list[str | Run | Iterable[Run]] = ["Hội nghị kết thúc hồi ", *self._end(), "."]
        if minutes.read_back:
            text.append(" Biên bản đã được đọc lại tại hội nghị, các thành viên dự nhất trí.")
        yield Paragraph(last_words(runs(*text, self._copies()), self.profile.body.ending))
        taker = next(iter(self.record.with_role(Role.NOTE_TAKER)), None)
        chair = next(iter(self.record.with_role(Role.CHAIR)), None)
        form = self.profile.minutes
        yield SignaturePair(Signer(form.left, _signer(taker, "người ghi biên bản")), Signer(form.right, _signer(chair, "người chủ trì")))

    def _end(self) -> list[Runs]:
        last = self.record.sessions[-1] if self.record.sessions else None
        if last is None or last.end is None:
            return [hour("kết thúc")]
        day, first = known_day(last), known_day(self.record.sessions[0])
        if day and day == first:
            return [runs(f"{long_time(last.end)} cùng ngày")]
        return [runs(long_time(last.end), f", {long_date(day)}" if day else "")]

    def _copies(self) -> Runs:
        minutes = self.record.minutes
        kept = f", lưu {minutes.kept_at}" if minutes.kept_at else ""
        if minutes.copies:
            return runs(f" Biên bản lập thành {two_digits(minutes.copies)} bản có giá trị như nhau{kept}.")
        if self.record.archived:
            return runs(" Biên bản lập thành ", Blank("số bản"), " bản, lưu ", minutes.kept_at or Blank("nơi lưu", wide=True))
        return runs(f" Biên bản lưu {minutes.kept_at}.") if minutes.kept_at else ()

    def _photos(self) -> Iterator[Block]:
        photos = tuple(PhotoOnPaper(runs(row.caption), self.record.photo_files.get(row.pk, "")) for row in self.record.all(Photo))
        if photos:
            yield PhotoBlock("PHỤ LỤC ẢNH", photos)


def _nothing_known() -> Runs:
    return runs("Hồi ", hour("bắt đầu"), ", ", unknown_date(), ", tại ", Blank("địa điểm", wide=True))


def _signer(row: Attendance | None, who: str) -> Runs:
    return runs(row.name) if row and row.name else runs(Blank(f"họ và tên {who}", wide=True))
