"""Each list and page of units and people asks the database as often for 50 rows as for one, and at most twelve times."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.accounts.models import Role
from danvan.people.models import PostTitle
from danvan.units import versions
from tests.factories import AppointmentFactory, BodyFactory, GroupFactory, PersonFactory, PostTitleFactory, office

pytestmark = pytest.mark.django_db
MOST = 12


def add_groups(here, count):
    for number in range(count):
        group = GroupFactory(superior=here.ward)
        versions.change(group, date(2020, 1, 1), name=f"Tổ dân phố mới {number}")


def add_bodies(here, count):
    for _ in range(count):
        BodyFactory(superior=here.body, areas=[here.ward])


def add_names(here, count):
    begun = here.ward.versions.count()
    for number in range(begun, begun + count):
        versions.change(here.ward, date(2001 + number // 12, number % 12 + 1, 2), name=f"Phường Sông Bồi {number}", superior=BodyFactory())


def add_counts(here, count):
    for number in range(count):
        here.ward.counts.create(as_of=date(2026, 1, 1), source=f"Nguồn {number}", households=number)


def add_people(here, count):
    for number in range(count):
        for unit in (here.body, here.team):
            AppointmentFactory(unit=unit, title__label=f"Chức danh {number}", person=PersonFactory())


def add_posts(here, count):
    person = PersonFactory._meta.model.objects.get(note="nhiều chức")
    for number in range(count):
        AppointmentFactory(person=person, unit=BodyFactory(), title__label=f"Chức danh {number}")


def add_namesakes(here, count):
    for _ in range(count):
        AppointmentFactory(unit=here.body, person__family_name="Lê", person__given_name="Hòa")


def add_titles(here, count):
    for number in range(PostTitle.objects.count(), PostTitle.objects.count() + count):
        PostTitleFactory(label=f"Chức danh {number}")


def unit_list(here):
    return "/don-vi/?q=to"


def unit_list_as_of(here):
    return "/don-vi/?q=to&ngay=1/1/2019"


def ward(here):
    return here.ward.get_absolute_url()


def body(here):
    return f"{here.body.get_absolute_url()}?ngay=1/1/2026"


def ward_history(here):
    return f"{here.ward.get_absolute_url()}lich-su/"


def people(here):
    return f"/can-bo/?don_vi={here.ward.pk}&ngay=1/1/2026"


def person(here):
    return PersonFactory._meta.model.objects.get(note="nhiều chức").get_absolute_url()


def titles(here):
    return "/chuc-danh/?xep=ten"


@pytest.mark.parametrize(
    ("address", "add"),
    [
        (unit_list, add_groups),
        (unit_list_as_of, add_groups),
        (ward, add_groups),
        (ward, add_bodies),
        (ward, add_names),
        (ward, add_counts),
        (ward_history, add_names),
        (body, add_bodies),
        (body, add_people),
        (people, add_people),
        (person, add_posts),
        (person, add_namesakes),
        (titles, add_titles),
    ],
)
def test_as_many_queries_for_fifty_rows_as_for_one(client_as, address, add):
    here = office()
    AppointmentFactory(unit=here.body, person=PersonFactory(family_name="Lê", given_name="Hòa", note="nhiều chức"))
    client = client_as(Role.WARD, here.body)
    client.page(address(here))  # what is made after a request bears that user's name: so do all rows then
    add(here, 1)
    at_1, rows_1 = queries_of(client, address(here))
    add(here, 49)
    at_50, rows_50 = queries_of(client, address(here))
    assert at_1 == at_50
    assert at_50 <= MOST
    assert rows_50 >= rows_1 + 40, "the page shows the rows that were added"


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        soup = client.page(url)
    return len(asked), len(soup.select("main a[href], main tbody tr"))
