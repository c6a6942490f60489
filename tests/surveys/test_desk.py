"""What the home page shows of meetings and minutes, and that each of its buttons opens."""

from datetime import timedelta

import pytest
from django.utils import timezone

from danvan.accounts.models import Role
from tests.factories import SessionFactory, SurveyMeetingFactory, office

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
