"""Each list and page of surveys and meetings asks the database as often for 50 rows as for one, and at most twelve times."""

from datetime import date

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.documents.models import StoredFile
from danvan.units.models import Unit
from surveys.models import (
    Article,
    DirectiveAddressee,
    FollowUp,
    MeetingOrganizer,
    MeetingUnit,
    Photo,
    Presentation,
    Recommendation,
    RemarkAnswer,
    RemarkField,
    RemarkPlace,
    StatedFigure,
    SurveyMember,
    Theme,
    ViewReading,
    Vote,
)
from tests.factories import (
    AttendanceFactory,
    ConclusionFactory,
    DirectiveFactory,
    GroupAttendanceFactory,
    MembershipFactory,
    PersonFactory,
    RemarkFactory,
    SessionFactory,
    SurveyFactory,
    SurveyMeetingFactory,
    TermFactory,
    UserFactory,
    office,
)

pytestmark = pytest.mark.django_db
MOST = 12


def bare_unit():
    """A unit without a version: its page would lack something, but it is made in no time."""
    return Unit.objects.create(kind=Unit.Kind.WARD, name="Phường Sông Bồi")


def fill(meeting, count):
    """So many rows of every kind, each with relations of its own, written by one user."""
    with pghistory.context(user=meeting.logged_by_id):
        _fill(meeting, count)


def _fill(meeting, count):
    for number in range(count):
        unit = bare_unit()
        session = SessionFactory(meeting=meeting, day=date(2026, 11, 12), place_area=unit)
        session.units.create(unit=unit)
        MeetingOrganizer.objects.create(meeting=meeting, unit=unit, order=number)
        MeetingUnit.objects.create(meeting=meeting, unit=unit, order=number)
        speaker = AttendanceFactory(meeting=meeting, session=session, unit=unit)
        GroupAttendanceFactory(meeting=meeting)
        report = Presentation.objects.create(meeting=meeting, presenter=speaker, title="kết quả")
        StatedFigure.objects.create(meeting=meeting, presentation=report, wording="06 quy chế", value=6)
        StatedFigure.objects.create(meeting=meeting, about="remarks", wording="09 ý kiến", value=9)
        Theme.objects.create(meeting=meeting, text="nội dung")
        Vote.objects.create(meeting=meeting, subject="quy chế", total=3)
        remark = RemarkFactory(meeting=meeting, speaker=speaker, kind=TermFactory(vocabulary="remark_kind"), restricted=number % 2 == 0)
        RemarkField.objects.create(remark=remark, field=TermFactory())
        RemarkPlace.objects.create(remark=remark, unit=unit)
        RemarkAnswer.objects.create(remark=RemarkFactory(meeting=meeting, speaker=speaker), answered=remark)
        ConclusionFactory(meeting=meeting)
        directive = DirectiveFactory(meeting=meeting)
        DirectiveAddressee.objects.create(directive=directive, unit=unit)
        FollowUp.objects.create(directive=directive, on=date(2026, 11, 20), text="đã làm")
        Recommendation.objects.create(meeting=meeting, remark=remark, text="sửa đèn", place=unit, responsible=unit)
        file = StoredFile.objects.create(sha256=f"{number:064d}", path=f"{number}", name="anh.jpg", content_type="image/jpeg", size=1)
        Photo.objects.create(meeting=meeting, caption="ảnh", file=file)
        article = Article.objects.create(meeting=meeting, title="tin")
        ViewReading.objects.create(article=article, views=443)


def fill_survey(survey, count):
    for _ in range(count):
        SurveyMember.objects.create(survey=survey, person=PersonFactory())
        meeting = SurveyMeetingFactory(owner=survey.owner, survey=survey)
        SessionFactory(meeting=meeting)
        MeetingUnit.objects.create(meeting=meeting, unit=bare_unit())


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def reader(client_for):
    """Somebody who writes, signs and is somebody of the list of people: the one for whom the pages ask the most."""

    def make(unit):
        user = UserFactory(person=PersonFactory())
        for role in ("survey", "standing"):
            MembershipFactory(user=user, unit=unit, role=role)
        return client_for(user)

    return make


@pytest.mark.parametrize("tab", ["", "anh-tai-lieu/"])
def test_a_meetings_pages(reader, tab):
    meeting = SurveyMeetingFactory(owner=office("Sông Bồi").body, logged_by=UserFactory())
    client = reader(meeting.owner)
    fill(meeting, 1)
    at_1 = queries(client, f"/hoi-nghi/{meeting.pk}/{tab}")
    fill(meeting, 49)
    assert queries(client, f"/hoi-nghi/{meeting.pk}/{tab}") == at_1
    assert at_1 <= MOST


def test_minutes(reader):
    meeting = SurveyMeetingFactory(owner=office("Sông Bồi").body, logged_by=UserFactory())
    client = reader(meeting.owner)
    fill(meeting, 2)
    at_2 = queries(client, f"/hoi-nghi/{meeting.pk}/bien-ban/")
    fill(meeting, 48)
    assert queries(client, f"/hoi-nghi/{meeting.pk}/bien-ban/") <= at_2 <= MOST


def test_the_list_of_meetings(reader):
    survey = SurveyFactory(owner=office("Sông Bồi").body)
    client = reader(survey.owner)
    fill_survey(survey, 1)
    at_1 = queries(client, "/hoi-nghi/?q=to dan van&tu=1/1/2026")
    fill_survey(survey, 49)
    assert queries(client, "/hoi-nghi/?q=to dan van&tu=1/1/2026") == at_1
    assert at_1 <= MOST


def test_a_survey_and_the_list_of_surveys(reader):
    survey = SurveyFactory(owner=office("Sông Bồi").body)
    client = reader(survey.owner)
    fill_survey(survey, 1)
    pages = (survey.get_absolute_url(), "/khao-sat/")
    at_1 = [queries(client, address) for address in pages]
    fill_survey(survey, 49)
    SurveyFactory.create_batch(49, owner=survey.owner)
    assert [queries(client, address) for address in pages] == at_1
    assert max(at_1) <= MOST
