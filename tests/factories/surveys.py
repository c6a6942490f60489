from datetime import date, time, timedelta

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from surveys.models import Attendance, Conclusion, Directive, MeetingSession, Paper, Remark, Survey, SurveyMeeting, Term
from tests.factories.units import BodyFactory


class SurveyFactory(DjangoModelFactory):
    class Meta:
        model = Survey

    owner = factory.SubFactory(BodyFactory)
    title = "khảo sát vai trò của tổ dân vận năm 2026"


class SurveyMeetingFactory(DjangoModelFactory):
    """A held survey meeting; add rows with the other factories."""

    class Meta:
        model = SurveyMeeting

    owner = factory.SubFactory(BodyFactory)
    title = "khảo sát vai trò của tổ dân vận"
    state = SurveyMeeting.State.HELD


class SessionFactory(DjangoModelFactory):
    """A morning session with all hours and the place known."""

    class Meta:
        model = MeetingSession

    class Params:
        day = date(2026, 11, 12)

    meeting = factory.SubFactory(SurveyMeetingFactory)
    part_of_day = MeetingSession.PartOfDay.MORNING
    when_text = factory.LazyAttribute(lambda session: f"{session.day:%d/%m/%Y}")
    when_range = factory.LazyAttribute(lambda session: DateRange(session.day, session.day + timedelta(days=1)))
    start = time(8, 0)
    end = time(10, 45)
    place = "nhà văn hóa TDP 9"


class AttendanceFactory(DjangoModelFactory):
    """A named person who is present, in the given order."""

    class Meta:
        model = Attendance

    meeting = factory.SubFactory(SurveyMeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    person = factory.SubFactory("tests.factories.people.PersonFactory")
    name = factory.LazyAttribute(lambda row: row.person.full_name)
    title = "Chuyên viên Ban Xây dựng Đảng"


class GroupAttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(SurveyMeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    group = "Các đồng chí tổ trưởng, tổ phó tổ dân vận"


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = Remark

    meeting = factory.SubFactory(SurveyMeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    speaker = factory.SubFactory(AttendanceFactory, meeting=factory.SelfAttribute("..meeting"))
    text = "Tổ họp đều hằng tháng, ghép với sinh hoạt chi bộ."


class ConclusionFactory(DjangoModelFactory):
    class Meta:
        model = Conclusion

    meeting = factory.SubFactory(SurveyMeetingFactory)
    text = "Ghi nhận sự chủ động của các tổ dân vận."


class DirectiveFactory(DjangoModelFactory):
    class Meta:
        model = Directive

    meeting = factory.SubFactory(SurveyMeetingFactory)
    text = "Rà soát, bổ sung quy chế hoạt động của tổ."


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    vocabulary = Term.Vocabulary.FIELD
    code = factory.Sequence(lambda n: f"F{n}")
    label = factory.Sequence(lambda n: f"lĩnh vực {n}")


class PaperFactory(DjangoModelFactory):
    """An invitation to a meeting, begun and not signed."""

    class Meta:
        model = Paper

    meeting = factory.SubFactory(SurveyMeetingFactory)
    owner = factory.SelfAttribute("meeting.owner")
    kind = Paper.Kind.INVITATION
    created_by = factory.SubFactory("tests.factories.accounts.UserFactory")
