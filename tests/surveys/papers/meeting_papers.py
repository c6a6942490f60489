"""Papers of a meeting for tests: begun, with the meeting read afresh as a view does."""

from datetime import date
from typing import Any

from danvan.documents.models import HouseStyle
from surveys.minutes import sign_minutes
from surveys.models import DirectiveAddressee, MeetingUnit, Minutes, Paper, SurveyMeeting
from surveys.paper_life import begin, content_of, move
from tests.factories import ConclusionFactory, DirectiveFactory, GroupAttendanceFactory, RemarkFactory, UserFactory, WardFactory
from tests.surveys.meetings import finished_meeting, give_house_style, present

HEAD = ["ĐẢNG ỦY PHƯỜNG SÔNG BỒI", "BAN XÂY DỰNG ĐẢNG PHƯỜNG SÔNG BỒI"]
DATE = "Sông Bồi, ngày 20 tháng 11 năm 2026"
TITLE = "hội nghị khảo sát vai trò của tổ dân vận"
FAMILIES = ("party", "state", "front")


def fresh(meeting: SurveyMeeting) -> SurveyMeeting:
    """The meeting as the database has it."""
    return SurveyMeeting.objects.select_related("owner", "minutes__revision").get(pk=meeting.pk)


def paper_of(kind: str, meeting: SurveyMeeting, **fields: Any) -> Paper:
    """A paper that is not kept yet, of 20/11/2026."""
    return Paper(kind=kind, meeting=fresh(meeting), owner=meeting.owner, **{"date": date(2026, 11, 20), **fields})


def lines_of(kind: str, meeting: SurveyMeeting, **fields: Any) -> list[str]:
    return content_of(paper_of(kind, meeting, **fields)).lines()


def begun(kind: str, meeting: SurveyMeeting, **fields: Any) -> Paper:
    """A kept paper, read afresh."""
    paper = begin(paper_of(kind, meeting, **fields), UserFactory())
    return Paper.objects.get(pk=paper.pk)


def submitted(paper: Paper) -> Paper:
    move(paper, Paper.State.DRAFT, paper.created_by)
    move(paper, Paper.State.SUBMITTED, paper.created_by)
    return Paper.objects.get(pk=paper.pk)


def usual_meeting(**fields: Any) -> SurveyMeeting:
    """The finished meeting with its list in the order in which it was written, whatever other tests made before."""
    meeting = finished_meeting(**fields)
    for order, row in enumerate(meeting.attendances.order_by("pk"), 1):
        meeting.attendances.filter(pk=row.pk).update(order=order)
    return fresh(meeting)


def signed_meeting(number: str = "05", **fields: Any) -> SurveyMeeting:
    """A meeting with signed minutes, numbered unless `number` is empty."""
    return sign_minutes_of(usual_meeting(**fields), number)


def sign_minutes_of(meeting: SurveyMeeting, number: str = "05") -> SurveyMeeting:
    """Sign the minutes; groups that nobody counted get a count, so that no blank is left."""
    meeting.attendances.exclude(group="").filter(people=None).update(people=3)
    Minutes.objects.filter(meeting=meeting).update(state="with_chair", number=number)
    sign_minutes(fresh(meeting), UserFactory())
    return fresh(meeting)


def empty_meeting(**fields: Any) -> SurveyMeeting:
    """A meeting of which only the title is known."""
    home = usual_meeting(**fields).owner
    return SurveyMeeting.objects.create(owner=home, title="giao ban", **fields)


def huge_meeting() -> SurveyMeeting:
    """40 people by name, 30 groups, 30 units, 90 remarks, 10 points and 30 requests."""
    meeting = usual_meeting()
    for number in range(40):
        speaker = present(
            meeting, f"Nguyễn Thị Hồng Hạnh {number}", f"Tổ trưởng Tổ dân vận Tổ dân phố số {number}, Trưởng ban công tác Mặt trận"
        )
    for number in range(30):
        MeetingUnit.objects.create(meeting=meeting, unit=WardFactory(name=f"Phường Bến {number}"), order=number)
        GroupAttendanceFactory(meeting=meeting, group=f"Chi hội {number}", people=None)
        to = DirectiveFactory(meeting=meeting, text="Công khai các khoản thu, chi ở tổ. " * 3, due_text=f"trước 30/{number % 12 + 1}")
        DirectiveAddressee.objects.create(directive=to, words=f"Tổ dân vận TDP {number}", role="lead")
    for number in range(90):
        RemarkFactory(meeting=meeting, speaker=speaker, text=f"Ý kiến riêng {number}: ngõ 12 ngập.", restricted=number % 2 == 0)
    ConclusionFactory.create_batch(10, meeting=meeting)
    return meeting


def in_family(meeting: SurveyMeeting, family: str) -> SurveyMeeting:
    """The meeting with an owner that writes as Party, State or Front bodies do."""
    if not HouseStyle.objects.filter(unit=meeting.owner).update(family=family):
        give_house_style(meeting, family=family)
    return fresh(meeting)
