"""What the home page shows of meetings and minutes, and that each of its buttons opens."""

from datetime import timedelta

import pgtrigger
import pytest
from django.utils import timezone

from danvan.accounts.models import Role
from danvan.documents.models import Revision
from surveys.minutes import sign_minutes
from tests.factories import MembershipFactory, SessionFactory, SurveyMeetingFactory, UserFactory, office
from tests.surveys.meetings import finished_meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.SURVEY, Role.CLERK, Role.STANDING, Role.HEAD])
@pytest.mark.parametrize("days", [0, 3])
def test_the_button_of_a_meeting_ahead_opens_for_whoever_sees_it(client_as, role, days):
    home = office("Sông Bồi")
    meeting = SurveyMeetingFactory(owner=home.body, state="planned")
    SessionFactory(meeting=meeting, day=timezone.localdate() + timedelta(days=days))
    client = client_as(role, home.body)
    assert client.get(client.page("/").select_one(".work a")["href"]).status_code == 200


def test_a_meeting_that_was_to_be_yesterday_waits_only_for_those_who_write(client_as):
    home = office("Sông Bồi")
    meeting = SurveyMeetingFactory(owner=home.body, state="planned")
    SessionFactory(meeting=meeting, day=timezone.localdate() - timedelta(days=1))
    assert client_as(Role.SURVEY, home.body).page("/").select_one(".work a").text == "Ghi tình trạng"
    assert not client_as(Role.CLERK, home.body).page("/").select(".work a")


def test_late_minutes_say_how_long_ago_the_meeting_was(client_as):
    home = office("Sông Bồi")
    SessionFactory(meeting=SurveyMeetingFactory(owner=home.body), day=timezone.localdate() - timedelta(days=6))
    assert "Đã 06 ngày chưa trình chủ trì." in client_as(Role.SURVEY, home.body).page("/").select_one(".work").text


def test_the_first_act_of_an_administrator_is_a_new_account(client_as):
    assert client_as(Role.ADMIN, office("Sông Bồi").committee).page("/").select_one(".btn-primary").text == "Thêm tài khoản"


def with_chair(meeting):
    meeting.minutes.state = "with_chair"
    meeting.minutes.save()
    return meeting


def signed(meeting):
    sign_minutes(with_chair(meeting), UserFactory())
    return meeting


def test_the_item_to_sign_names_the_chair_whose_signature_is_recorded(client_as):
    meeting = with_chair(finished_meeting())
    item = client_as(Role.STANDING, meeting.owner).page("/").select_one(".work li")
    assert "Chủ trì: đồng chí Trần Văn Lộc." in item.text
    assert "Chờ ghi nhận đã ký" in item.text
    assert item.a.text == "Xem, ghi nhận đã ký"


def test_the_chair_is_asked_for_the_own_signature(client_for):
    meeting = with_chair(finished_meeting())
    chair = UserFactory(person=meeting.attendances.get(role="chair").person)
    MembershipFactory(user=chair, unit=meeting.owner, role=Role.HEAD)
    item = client_for(chair).page("/").select_one(".work li")
    assert "Chờ đồng chí ký" in item.text
    assert item.a.text == "Xem và ký"


def test_newly_signed_minutes_wait_for_the_clerk_to_be_entered_and_issued(client_as):
    meeting = signed(finished_meeting())
    item = client_as(Role.CLERK, meeting.owner).page("/").select_one(".work li")
    assert f"Biên bản đã ký ngày {timezone.localdate():%d/%m/%Y}, chờ vào sổ và phát hành." in item.text
    assert item.a["href"] == f"/hoi-nghi/{meeting.pk}/bien-ban/"


def test_nobody_else_is_reminded_of_signed_minutes_nor_a_clerk_of_another_office(client_as):
    meeting = signed(finished_meeting())
    assert not client_as(Role.SURVEY, meeting.owner).page("/").select(".work li")
    assert not client_as(Role.CLERK, office("Phú Lâm").body).page("/").select(".work li")


def test_minutes_signed_more_than_thirty_days_ago_are_no_work_any_more(client_as):
    meeting = signed(finished_meeting())
    revisions = Revision.objects.filter(minutes__meeting=meeting)
    with pgtrigger.ignore():
        revisions.update(created_at=timezone.now() - timedelta(days=31))
    assert not client_as(Role.CLERK, meeting.owner).page("/").select(".work li")
