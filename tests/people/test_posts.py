from datetime import date

import pytest

from danvan.people import posts
from danvan.people.models import Appointment, Person
from danvan.people.posts import PostError
from danvan.units import versions
from tests.factories import AppointmentFactory, BodyFactory, MembershipFactory, PersonFactory, PostTitleFactory, office

pytestmark = pytest.mark.django_db


def test_a_post_is_held_once_at_a_time():
    post = AppointmentFactory(since=date(2020, 1, 1), until=date(2025, 7, 1))
    with pytest.raises(PostError, match="từ ngày 01/01/2020 đến ngày 30/6/2025"):
        posts.appoint(post.person, post.title, post.unit, date(2025, 6, 30))
    assert posts.appoint(post.person, post.title, post.unit, date(2025, 7, 1))


def test_a_person_may_hold_two_posts_at_once():
    post = AppointmentFactory()
    posts.appoint(post.person, PostTitleFactory(label="Chủ tịch HĐND", system="council"), post.unit, None)
    assert post.person.appointments.on(date(2026, 1, 1)).count() == 2


def test_a_post_cannot_end_before_it_begins():
    with pytest.raises(PostError, match="trở đi") as refused:
        posts.appoint(PersonFactory(), PostTitleFactory(), BodyFactory(), date(2020, 1, 1), date(2019, 1, 1))
    assert refused.value.field == "until"


def test_a_post_that_has_ended_does_not_end_again():
    post = AppointmentFactory(until=date(2025, 7, 1))
    with pytest.raises(PostError, match="đã thôi giữ"):
        posts.end(post, date(2025, 8, 1))


def test_closing_a_person_ends_the_posts_that_go_on():
    post = AppointmentFactory()
    with pytest.raises(PostError, match="Nhập ngày cuối giữ chức"):
        posts.close_person(post.person, None)
    posts.close_person(post.person, date(2025, 7, 1))
    post.refresh_from_db()
    assert (post.person.closed, post.last_day) == (True, date(2025, 6, 30))


def test_nobody_holds_a_post_longer_than_the_unit_lasts():
    unit = BodyFactory(until=date(2025, 7, 1))
    with pytest.raises(PostError, match="chỉ hoạt động đến ngày 30/6/2025"):
        posts.appoint(PersonFactory(), PostTitleFactory(), unit, date(2020, 1, 1))
    assert posts.appoint(PersonFactory(), PostTitleFactory(), unit, date(2020, 1, 1), date(2025, 7, 1))


def test_closing_a_unit_ends_the_posts_in_it():
    post = AppointmentFactory()
    elsewhere = AppointmentFactory()
    versions.close(post.unit, date(2025, 7, 1))
    assert Appointment.objects.get(pk=post.pk).valid.upper == date(2025, 7, 1)
    assert Appointment.objects.get(pk=elsewhere.pk).valid.upper is None


def test_somebody_without_a_post_is_seen_by_the_unit_that_put_them_into_the_list():
    here, there = office("Sông Bồi"), office("Đồng Cao")
    person = PersonFactory(kept_by=here.body)
    ours, theirs = MembershipFactory(unit=here.body).user, MembershipFactory(unit=there.body).user
    assert person in Person.objects.visible_to(ours)
    assert person in Person.objects.in_scope_of(ours)
    assert person not in Person.objects.visible_to(theirs)


def test_namesakes_are_told_by_accents_but_not_by_the_place_of_a_tone():
    one, other = PersonFactory(family_name="Lê Thị", given_name="Hòa"), PersonFactory(family_name="Lê Thị", given_name="Hoà")
    PersonFactory(family_name="Lê Thị", given_name="Hoa")
    assert Person.objects.order_by("pk").named("lê thị hòa") == [one, other]


def test_people_of_a_ward_include_those_of_its_groups_and_teams_on_that_day():
    here = office()
    head = AppointmentFactory(unit=here.team, since=date(2020, 1, 1), until=date(2022, 1, 1)).person
    AppointmentFactory()
    assert list(Person.objects.holding_posts(date(2021, 1, 1), here.ward)) == [head]
    assert not Person.objects.holding_posts(date(2023, 1, 1), here.ward)
