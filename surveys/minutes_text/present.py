"""I- Thành phần: who was there, in protocol order, with the titles of that day."""

from collections.abc import Iterator
from itertools import groupby

from danvan.documents.content import Blank, Block, Paragraph, Runs, runs
from surveys.minutes_text.pieces import Part, bullets, head_count, list_of
from surveys.models import Attendance, MeetingUnit, SurveyMeeting
from surveys.wording import POST, joined, sentence, upper_first

Section = SurveyMeeting.Section
Role = Attendance.Role
Presence = Attendance.Presence


class Present(Part):
    """The chapter of people present."""

    def blocks(self) -> Iterator[Block]:
        """The whole chapter."""
        form = self.profile.minutes
        yield self.numbering.chapter("THÀNH PHẦN")
        yield self.numbering.run_in(f"{form.chair}:", self._chairs())
        yield from self._attendees()
        takers = self.record.with_role(Role.NOTE_TAKER)
        yield self.numbering.run_in(f"{form.note_taker}:", list_of(map(self.wording.name_and_title, takers)) or self._unknown_taker())

    def _chairs(self) -> Runs:
        chairs = list_of(self.wording.attendee(row) for row in self.record.with_role(Role.CHAIR))
        others = list_of(self.wording.attendee(row) for row in self.record.with_role(Role.CO_CHAIR))
        return runs(
            chairs or runs(f"{self.profile.address} ", Blank("họ và tên người chủ trì", wide=True)),
            runs("; đồng chủ trì: ", others) if others else "",
        )

    def _attendees(self) -> Iterator[Block]:
        apart = (Role.CHAIR, Role.CO_CHAIR, Role.NOTE_TAKER)
        absent = (Presence.EXCUSED, Presence.ABSENT)
        listed = [row for row in self.record.attendances if row.role not in apart and row.presence not in absent]
        yield self.numbering.item("Đại biểu dự")
        groups = _grouped(listed)
        for position, (key, rows) in enumerate(groups, 1):
            entries = [self.wording.attendee(row) for row in rows]
            if len(groups) == 1:
                yield bullets(entries)
                continue
            label = f"{self.numbering.letter(position)} {self._side(*key)}:"
            if len(entries) == 1:
                yield Paragraph(sentence(runs(f"{label} ", entries[0])))
            else:
                yield Paragraph(runs(label))
                yield bullets(entries)
        if self.record.silent_about(Section.ATTENDANCE):
            yield Paragraph(runs("Các đại biểu khác: ", Blank("các đại biểu khác", wide=True)))
        yield Paragraph(sentence(self._counts()))

    def _side(self, session_id: int | None, side: str) -> str:
        label = Attendance.Side(side).label
        if side == Attendance.Side.LOCAL:
            label = upper_first(joined(self.wording.unit_or_words(row) for row in self.record.all(MeetingUnit))) or "Các đơn vị"
        session = self.record.session(session_id)
        return f"{label} ({session})" if session else label

    def _counts(self) -> Runs:
        rows = self.record.attendances
        present = [row for row in rows if row.presence == Presence.PRESENT]
        away = [row for row in rows if row.presence in (Presence.EXCUSED, Presence.ABSENT)]
        open_ended = self.record.silent_about(Section.ATTENDANCE) or any(row.presence == Presence.UNKNOWN for row in rows)
        line = runs("Có mặt: ", Blank("số có mặt") if open_ended else head_count(present, "số có mặt"))
        if self.record.silent_about(Section.ABSENCES):
            return runs(line, "; vắng mặt: ", Blank("số vắng mặt"), " (lý do: ", Blank("lý do vắng mặt", wide=True), ")")
        if not away:
            return line
        return runs(line, "; vắng mặt: ", head_count(away, "số vắng mặt"), ": ", list_of(self._away(row) for row in away))

    def _unknown_taker(self) -> Runs:
        post = Blank(f"{POST} người ghi biên bản", wide=True)
        return runs(f"{self.profile.address} ", Blank("họ và tên người ghi biên bản", wide=True), " - ", post)

    def _away(self, row: Attendance) -> Runs:
        reason = row.note or ("" if row.presence == Presence.ABSENT else "có lý do")
        return runs(self.wording.attendee(row), f" ({reason})" if reason else "")


def _grouped(rows: list[Attendance]) -> list[tuple[tuple[int | None, str], list[Attendance]]]:
    """Rows by session and side; sides stand in the order of their first row, people in protocol order."""
    keys = list(dict.fromkeys((row.session_id or 0, row.side) for row in rows))
    ordered = sorted(rows, key=lambda row: keys.index((row.session_id or 0, row.side)))
    groups = [list(group) for _, group in groupby(ordered, key=lambda row: (row.session_id or 0, row.side))]
    return [((group[0].session_id, group[0].side), group) for group in groups]
