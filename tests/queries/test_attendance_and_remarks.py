"""The pages of people present and of remarks ask the database as often for 50 rows as for one, and at most twelve times."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from surveys.models import Attendance, SurveyMeeting
from tests.factories import AppointmentFactory, AttendanceFactory, GroupAttendanceFactory, RemarkFactory, TermFactory, office
from tests.factories.units import Office
from tests.pages import PageClient
from tests.surveys.attendance_page import Filled, address, held_meeting

pytestmark = pytest.mark.django_db
MOST = 12
_NO_QUESTIONS = ("SAVEPOINT", "RELEASE", "SELECT set_config(")
"""Sent along for the transaction and the history, not asked by the page."""


def add_rows(meeting: SurveyMeeting, home: Office, count: int) -> None:
    for _ in range(count):
        AttendanceFactory(meeting=meeting)
        GroupAttendanceFactory(meeting=meeting)
        AppointmentFactory(unit=home.body)
        TermFactory()
        remark = RemarkFactory(meeting=meeting)
        remark.places.create(words="ngõ 45")


@pytest.mark.parametrize("route", ["attendance", "remark-add", "remark-order", "remark-edit", "remark-remove", "remark-full"])
def test_a_page_asks_as_often_for_fifty_rows_as_for_one(client_as: Callable[..., PageClient], route: str) -> None:
    home = office()
    meeting = held_meeting(home)
    client = client_as("ward", home.body)

    def queries() -> list[Any]:
        args = [meeting.pk, meeting.remarks.earliest("pk").pk] if route in ("remark-edit", "remark-remove", "remark-full") else [meeting.pk]
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"surveys:{route}", args=args)).status_code == 200
        return [query["sql"][:150] for query in captured if not query["sql"].startswith(_NO_QUESTIONS)]

    add_rows(meeting, home, 1)
    one = queries()
    add_rows(meeting, home, 49)
    many = queries()
    assert len(many) == len(one), many
    assert len(many) <= MOST, many


def test_changing_fifty_rows_asks_as_often_as_changing_one_and_the_history_keeps_each(client_as: Callable[..., PageClient]) -> None:
    home = office()
    client = client_as(unit=home.body)

    def queries(rows: int) -> int:
        meeting = held_meeting(home)
        for _ in range(rows):
            AttendanceFactory(meeting=meeting)
        page = Filled(client, address(meeting), client.page(address(meeting)))
        page.update({name: "Bí thư chi bộ" for name in page if name.startswith("d") and name.endswith("-title")})
        with CaptureQueriesContext(connection) as captured:
            assert client.post(address(meeting), page).status_code == 302
        assert set(meeting.attendances.values_list("title", flat=True)) == {"Bí thư chi bộ"}
        events = Attendance.pgh_event_model.objects.filter(meeting=meeting)  # type: ignore[attr-defined]
        assert events.filter(pgh_label="update", title="Bí thư chi bộ").count() == rows
        assert events.filter(pgh_label="insert").count() == rows
        return len(captured)

    assert queries(2) == queries(50)


def test_a_list_of_a_thousand_people_may_be_sent(client_as: Callable[..., PageClient], settings: Any) -> None:
    home = office()
    meeting = held_meeting(home)
    client = client_as(unit=home.body)

    def fields() -> int:
        page = Filled(client, address(meeting), client.page(address(meeting)))
        return sum(len(value) if isinstance(value, list) else 1 for value in page.values())

    AttendanceFactory(meeting=meeting)
    one = fields()
    AttendanceFactory(meeting=meeting)
    a_row = fields() - one
    assert a_row > 5
    assert one + 1000 * (a_row + 3) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, "with three boxes ticked in each row"


def test_saving_fifty_rows_asks_as_often_as_saving_one(client_as: Callable[..., PageClient]) -> None:
    home = office()
    client = client_as(unit=home.body)

    def queries(rows: int) -> int:
        meeting = held_meeting(home)
        sent: dict[str, Any] = {"dong": [f"n{n}" for n in range(rows)]}
        for n in range(rows):
            sent |= {f"n{n}-name": f"Trần Văn Thử {meeting.pk} {n}", f"n{n}-person": "moi", f"n{n}-address": "đồng chí"}
            sent |= {f"n{n}-side": "local", f"n{n}-role": "attending", f"n{n}-presence": "present"}
        with CaptureQueriesContext(connection) as captured:
            assert client.post(reverse("surveys:attendance", args=[meeting.pk]), sent).status_code == 302
        return len(captured)

    assert queries(1) == queries(50)
