"""Somebody who writes in one ward and only reads in another chooses, in a form, from the directory of the first alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from danvan.accounts.models import Role
from danvan.people.models import Person
from surveys.attendance_sources import of_pasted, units_with_people
from tests.factories import AppointmentFactory, MembershipFactory, PersonFactory, office
from tests.pages import PageClient
from tests.surveys.attendance_page import held_meeting

pytestmark = pytest.mark.django_db
For = Callable[..., PageClient]


@pytest.fixture
def ours() -> Any:
    return office("Sông Bồi")


@pytest.fixture
def theirs() -> Any:
    return office("Đồi Thông")


@pytest.fixture
def user(ours: Any, theirs: Any) -> Any:
    user = MembershipFactory(unit=ours.body, role=Role.SURVEY).user
    MembershipFactory(user=user, unit=theirs.body, role=Role.CLERK)
    return user


@pytest.fixture
def stranger(theirs: Any) -> Any:
    person = PersonFactory(family_name="Ngô", given_name="Thắng")
    AppointmentFactory(person=person, unit=theirs.body)
    return person


@pytest.mark.parametrize("route", ["surveys:meeting-add", "surveys:survey-add"])
def test_a_form_offers_nothing_of_the_ward_where_the_user_only_reads(
    client_for: For, user: Any, ours: Any, stranger: Person, route: str
) -> None:
    page = str(client_for(user).page(reverse(route)).select_one("main"))
    assert "Sông Bồi" in page
    assert "Đồi Thông" not in page
    assert str(stranger) not in page


def test_nor_do_the_pages_of_a_meeting_and_its_rows(client_for: For, user: Any, ours: Any, stranger: Person) -> None:
    meeting, client = held_meeting(ours), client_for(user)
    for address in (
        reverse("surveys:meeting-edit", args=[meeting.pk]),
        reverse("surveys:attendance", args=[meeting.pk]),
        reverse("surveys:row-add", args=[meeting.pk, "viec-giao"]),
    ):
        assert "Đồi Thông" not in str(client.page(address).select_one("main")), address
    assert not units_with_people(user, date(2026, 11, 12)).filter(name__contains="Đồi Thông").exists()
    [pasted] = of_pasted("Ngô Thắng", user, None).candidates
    assert pasted.person is None


def test_a_place_of_the_other_ward_stays_words(client_for: For, user: Any, ours: Any, theirs: Any) -> None:
    meeting = held_meeting(ours)
    sent = {"speaker_words": "Tổ trưởng", "text": "Ngập.", "form": "oral", "places_typed": "Phường Đồi Thông; Phường Sông Bồi"}
    client_for(user).post(reverse("surveys:remark-add", args=[meeting.pk]), sent)
    assert [(place.unit, place.words) for place in meeting.remarks.get().places.order_by("pk")] == [
        (None, "Phường Đồi Thông"),
        (ours.ward, ""),
    ]


def test_the_filter_of_the_list_offers_what_is_read_in_both(client_for: For, user: Any) -> None:
    page = str(client_for(user).page(reverse("surveys:meeting-list")).select_one("main"))
    assert "Phường Sông Bồi" in page
    assert "Phường Đồi Thông" in page


def test_an_account_is_connected_only_with_people_of_the_ward_that_one_administers(
    client_for: For, ours: Any, theirs: Any, stranger: Person
) -> None:
    admin = MembershipFactory(unit=ours.body, role=Role.ADMIN).user
    MembershipFactory(user=admin, unit=theirs.body, role=Role.SURVEY)
    client = client_for(admin)
    for address in ("/tai-khoan/them/", f"/tai-khoan/them/?can_bo={stranger.pk}"):
        assert str(stranger) not in str(client.page(address).select_one("main"))
