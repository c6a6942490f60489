"""What the papers of a meeting have in common: the meeting with everything that is recorded of it."""

import dataclasses
from functools import cached_property

from surveys.minutes_text.record import Record
from surveys.models import Attendance, MeetingSession, MeetingUnit, Paper
from surveys.papers.base import Composer
from surveys.wording import Wording, upper_first

Role = Attendance.Role


class MeetingComposer(Composer):
    """Composes a paper of a meeting."""

    def __init__(self, paper: Paper) -> None:
        assert paper.meeting is not None  # noqa: S101 - `sources` says so
        self.meeting = paper.meeting
        super().__init__(paper)

    @cached_property
    def record(self) -> Record:
        """Everything of the meeting."""
        return Record(self.meeting)

    @cached_property
    def wording(self) -> Wording:
        """How people and units are written."""
        return dataclasses.replace(self.record.wording, address=self.profile.address)

    @property
    def session(self) -> MeetingSession | None:
        """The first session."""
        return next(iter(self.record.sessions), None)

    @property
    def body_name(self) -> str:
        """The issuing unit, by its name of the paper's day."""
        return self.house.name

    @property
    def chair(self) -> Attendance | None:
        """Who chairs."""
        return next(iter(self.record.with_role(Role.CHAIR)), None)

    def concerned(self) -> list[str]:
        """The units that the meeting is about, as lines of recipients."""
        return [upper_first(self.wording.unit_or_words(row)) for row in self.record.all(MeetingUnit)]

    def named(self) -> list[Attendance]:
        """Everybody who has a row but groups, once each, in protocol order."""
        once = {(row.person_id, row.post): row for row in reversed(self.record.attendances) if not row.is_group}
        return [row for row in self.record.attendances if once.get((row.person_id, row.post)) is row]
