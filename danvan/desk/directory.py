"""Searching the directory: units and people are below the desk, so it asks them itself."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from danvan.accounts.permissions import can_open
from danvan.desk.providers import Hit, SearchGroup
from danvan.people.access import READERS as PEOPLE_READERS
from danvan.people.models import Appointment, Person
from danvan.units.access import READERS as UNIT_READERS
from danvan.units.models import Unit

SHOWN = 8
"""Hits of one kind on the search page."""


def group(label: str, rows: QuerySet[Any], route: str, term: str, detail: Any) -> SearchGroup:
    """The first hits of `rows`, and the way to the full list at `route` if there are more."""
    found = list(rows[: SHOWN + 1])
    more = f"{reverse(route)}?{urlencode({'q': term})}" if len(found) > SHOWN else ""
    return SearchGroup(label, [Hit(str(row), detail(row), row.get_absolute_url()) for row in found[:SHOWN]], more)


def find_units(request: Any, term: str) -> SearchGroup:
    """Units by present and former names."""
    units = Unit.objects.visible_to(request.user, UNIT_READERS).search(term) if can_open(request, "units:list") else Unit.objects.none()
    return group("Đơn vị", units, "units:list", term, lambda unit: unit.get_kind_display())


def find_people(request: Any, term: str) -> SearchGroup:
    """People by name, with their posts of today."""
    people = (
        Person.objects.visible_to(request.user, PEOPLE_READERS).search(term) if can_open(request, "people:list") else Person.objects.none()
    )
    posts: dict[int, list[str]] = {}
    for post in (
        Appointment.objects.on(timezone.localdate()).filter(person__in=people[: SHOWN + 1].values("pk")).select_related("title", "unit")
    ):
        posts.setdefault(post.person_id, []).append(f"{post.wording}, {post.unit}")
    return group("Cán bộ", people, "people:list", term, lambda person: "; ".join(posts.get(person.pk, [])))
