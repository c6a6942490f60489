"""Minutes name people as they were called on the day of the meeting, long before a signature freezes the text as well."""

from datetime import date

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from danvan.people.models import Person, PostTitle
from surveys.minutes import minutes_content
from surveys.models import SurveyMeeting
from tests.factories import AppointmentFactory
from tests.surveys.meetings import finished_meeting

pytestmark = pytest.mark.django_db


def test_unsigned_minutes_keep_the_names_and_titles_of_the_day() -> None:
    meeting = finished_meeting()
    for row in meeting.attendances.exclude(person=None):
        AppointmentFactory(person=row.person, unit=meeting.owner, title__label=row.title, since=date(2020, 1, 1))
    before = minutes_content(SurveyMeeting.objects.get(pk=meeting.pk))

    Person.objects.update(family_name="Đổi", given_name="Tên", address="ông")
    PostTitle.objects.update(label=Concat("label", Value(" khác")))

    assert minutes_content(SurveyMeeting.objects.get(pk=meeting.pk)) == before
