"""Saving a remark asks the database as often beside fifty others as beside one."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from surveys.models import SurveyMeeting
from tests.factories import RemarkFactory, office
from tests.pages import PageClient
from tests.surveys.attendance_page import held_meeting

pytestmark = pytest.mark.django_db


def test_a_remark_is_saved_as_quickly_after_fifty_as_after_one(client_as: Callable[..., PageClient]) -> None:
    home = office()
    meeting: SurveyMeeting = held_meeting(home)
    client = client_as(unit=home.body)
    speaker = RemarkFactory(meeting=meeting).speaker

    def queries() -> list[str]:
        sent = {"speaker": str(speaker.pk), "text": "Ngõ 45 ngập khi mưa lớn.", "form": "oral", "uuid": str(uuid.uuid4())}
        with CaptureQueriesContext(connection) as captured:
            assert client.post(reverse("surveys:remark-add", args=[meeting.pk]), sent).status_code == 302
        return [query["sql"][:150] for query in captured]

    queries()  # what is asked only once
    one = queries()
    for order in range(4, 54):
        RemarkFactory(meeting=meeting, order=order, speaker=speaker)
    assert len(queries()) <= len(one), one
