"""A whole invented meeting that lacks nothing, for tests of its minutes."""

from datetime import date
from typing import Any

from danvan.documents.models import HouseStyle
from surveys.models import Attendance, SurveyMeeting
from tests.factories import (
    AttendanceFactory,
    ConclusionFactory,
    DirectiveFactory,
    GroupAttendanceFactory,
    PersonFactory,
    RemarkFactory,
    SessionFactory,
    SurveyMeetingFactory,
    office,
)


def present(meeting: SurveyMeeting, name: str, title: str = "", **more: Any) -> Attendance:
    """Somebody in the list of the meeting, by name."""
    family, _, given = name.rpartition(" ")
    row: Attendance = AttendanceFactory(meeting=meeting, person=PersonFactory(family_name=family, given_name=given), title=title, **more)
    return row


def finished_meeting(**fields: Any) -> SurveyMeeting:
    """A meeting of 11/11/2026 with chair, note-taker, a counted group, a remark, a conclusion and a directive; no blank is left."""
    home = office("Sông Bồi")
    meeting: SurveyMeeting = SurveyMeetingFactory(owner=home.body, title="khảo sát vai trò của tổ dân vận", **fields)
    SessionFactory(meeting=meeting, day=date(2026, 11, 11), place_area=home.ward)
    present(meeting, "Trần Văn Lộc", "Trưởng Ban Xây dựng Đảng", role="chair")
    present(meeting, "Lê Thị Thu Hường", "chuyên viên Ban Xây dựng Đảng", role="note_taker")
    GroupAttendanceFactory(meeting=meeting, people=17)
    speaker = present(meeting, "Ngô Thị Lụa", "Tổ trưởng Tổ dân vận TDP 3")
    RemarkFactory(meeting=meeting, speaker=speaker)
    ConclusionFactory(meeting=meeting)
    DirectiveFactory(meeting=meeting).addressees.create(unit=home.team)
    give_house_style(meeting)
    return meeting


def give_house_style(meeting: SurveyMeeting, **fields: Any) -> None:
    """A place and a sign for the papers of the owning unit."""
    HouseStyle.objects.create(unit=meeting.owner, **{"place": "Sông Bồi", "code": "BXDĐ", **fields})
