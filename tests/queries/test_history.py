"""Every history tab asks the database as often for 50 changes as for one, and at most twelve times."""

import pghistory
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from danvan.accounts.models import Role
from surveys.models import SurveyMember
from tests.factories import AppointmentFactory, BodyFactory, MembershipFactory, PersonFactory, SurveyFactory, SurveyMeetingFactory, office
from tests.queries.test_surveys_and_meetings import fill

pytestmark = pytest.mark.django_db
MOST = 12


def unit(here):
    return here.ward, lambda: here.ward.counts.create(as_of="2026-01-01", source="Công an phường", households=1)


def body(here):
    return here.body, lambda: here.body.body_areas.create(area=BodyFactory(), valid=DateRange())


def person(here):
    row = PersonFactory(kept_by=here.body)
    return row, lambda: AppointmentFactory(person=row, unit=BodyFactory())


def user(here):
    row = MembershipFactory(unit=here.body).user
    return row, lambda: MembershipFactory(user=row, unit=BodyFactory(superior=here.body))


def survey(here):
    row = SurveyFactory(owner=here.body)
    return row, lambda: SurveyMember.objects.create(survey=row, person=PersonFactory())


def meeting(here):
    row = SurveyMeetingFactory(owner=here.body, logged_by=MembershipFactory(unit=here.body).user)
    return row, lambda: fill(row, 1)


@pytest.mark.parametrize("kind", [unit, body, person, user, survey, meeting])
def test_a_history_tab(client_for, kind):
    here = office("Sông Bồi")
    reader = MembershipFactory(unit=here.body, role=Role.HEAD, user__person=PersonFactory()).user
    MembershipFactory(user=reader, unit=here.body, role=Role.ADMIN)
    client = client_for(reader)
    row, change = kind(here)
    address = f"{row.get_absolute_url()}lich-su/"

    def asked():
        with CaptureQueriesContext(connection) as captured:
            page = client.page(address)
        return len(captured), len(page.select("main tbody tr")), [query["sql"][:120] for query in captured]

    with pghistory.context(user=reader.pk):
        change()
        at_1, rows, sql = asked()
        for _ in range(49):
            change()
    at_50, more_rows, _ = asked()
    assert at_1 == at_50
    assert at_1 <= MOST, sql
    assert more_rows >= rows + 49
