"""The home page asks the database as often for many things to do as for a few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from danvan.documents.models import Revision
from surveys.models import Minutes
from tests.factories import AttendanceFactory, MembershipFactory, SessionFactory, SurveyMeetingFactory, UserFactory, office

pytestmark = pytest.mark.django_db
MOST = 14  # each app that puts something on the desk asks once


def fill(unit, count):
    """So many meetings ahead, minutes to sign and minutes signed."""
    for number in range(count):
        SessionFactory(meeting=SurveyMeetingFactory(owner=unit, state="planned"), day=timezone.localdate() + timedelta(days=2))
        for state in ("with_chair", "signed"):
            meeting = SurveyMeetingFactory(owner=unit)
            AttendanceFactory(meeting=meeting, role="chair")
            revision = None
            if state == "signed":
                sha256 = f"{Revision.objects.count() + number:064d}"
                revision = Revision.objects.create(
                    kind="minutes", number=1, content={}, schema_version=1, sha256=sha256, created_by=UserFactory()
                )
            Minutes.objects.filter(meeting=meeting).update(state=state, revision=revision)


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        page = client.page("/")
    return len(captured), len(page.select(".work li"))


def test_the_home_page_asks_no_more_for_more_work(client_for):
    unit, user = office("Sông Bồi").body, UserFactory()
    for role in ("survey", "standing", "clerk"):
        MembershipFactory(user=user, unit=unit, role=role)
    client = client_for(user)
    fill(unit, 1)
    at_1, shown = queries(client)
    assert shown == 3
    fill(unit, 19)
    assert queries(client) == (at_1, 60)
    assert at_1 <= MOST
