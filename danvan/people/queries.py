"""Reading rules for people and their posts."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models as orm
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from danvan.people import models as tables  # read at call time: the models are built from these query sets
from danvan.units.models import Unit
from danvan.vietnamese.names import same_name
from danvan.vietnamese.text import fold

if TYPE_CHECKING:
    from danvan.people.models import Appointment, Person, PostTitle  # noqa: F401 - named in the query sets' bases


class PersonQuerySet(orm.QuerySet["Person"]):
    """People by who may look them up, by name, by unit."""

    def visible_to(self, user: Any, roles: Any = None) -> Self:
        """People who ever held a post in a unit that the user may look up, or whom such a unit put into the list."""
        return self._of_units(Unit.objects.visible_to(user, roles))

    def in_scope_of(self, user: Any, roles: Any = None) -> Self:
        """People who ever held a post in a unit of the user's scope, or whom such a unit put into the list."""
        return self._of_units(Unit.objects.in_scope_of(user, roles))

    def _of_units(self, units: orm.QuerySet[Unit]) -> Self:
        found = units.values("pk")
        return self.filter(Q(pk__in=tables.Appointment.objects.filter(unit__in=found).values("person")) | Q(kept_by__in=found))

    def holding_posts(self, day: date, unit: Unit | None = None) -> Self:
        """People in office on `day`, anywhere or in `unit` and what belonged to it then (`UnitQuerySet.within`)."""
        posts = tables.Appointment.objects.on(day)
        if unit is not None:
            posts = posts.filter(unit__in=Unit.objects.within(unit, day).values("pk"))
        return self.filter(pk__in=posts.values("person"))

    def with_top_rank(self, day: date) -> Self:
        """Adds `top_rank`, the protocol rank of the highest post held on `day`; people without one come last in that order."""
        ranks = tables.Appointment.objects.on(day).filter(person=OuterRef("pk")).order_by("title__rank").values("title__rank")[:1]
        return self.annotate(top_rank=Subquery(ranks))

    def search(self, text: str) -> Self:
        """People whose name contains `text`; accents and case do not matter."""
        term = fold(text.strip())
        return self.filter(name_folded__contains=term) if term else self

    def named(self, full_name: str) -> "list[Any]":
        """People with this very name: accents count, case and the place of a tone mark (hòa, hoà) do not."""
        return [person for person in self.filter(name_folded=fold(full_name)) if same_name(person.full_name, full_name)]


class AppointmentQuerySet(orm.QuerySet["Appointment"]):
    """Posts by day."""

    def on(self, day: date) -> Self:
        """Posts held on `day`."""
        return self.filter(valid__contains=day)

    def today(self) -> Self:
        """Posts held today."""
        return self.on(timezone.localdate())

    def of_unit(self, unit: Any, day: date) -> Self:
        """Posts held in `unit` on `day`, in protocol order, people with the same rank by tên."""
        return (
            self.on(day)
            .filter(Q(unit=unit))
            .select_related("person", "title", "unit")
            .order_by("title__rank", "person__given_name", "person__family_name", "pk")
        )

    def by_person(self, people: Iterable[Any], day: date) -> "dict[int, list[Any]]":
        """The posts held on `day` by each of `people`, by person id, in protocol order, in one query."""
        posts: dict[int, list[Any]] = {}
        wanted = [person.pk for person in people]
        for post in self.on(day).filter(person__in=wanted).select_related("title", "unit").order_by("title__rank", "pk"):
            posts.setdefault(post.person_id, []).append(post)
        return posts


class PostTitleQuerySet(orm.QuerySet["PostTitle"]):
    """Titles for lists and choices."""

    def open(self) -> Self:
        """Titles that may be given."""
        return self.filter(closed=False)

    def search(self, text: str) -> Self:
        """Titles whose label or abbreviation contains `text`; accents and case do not matter."""
        term = fold(text.strip())
        if not term:
            return self
        words = orm.functions.Concat("label", orm.Value(" "), "abbreviation", output_field=orm.TextField())
        return self.alias(words=orm.Func(words, function="fold", output_field=orm.TextField())).filter(words__contains=term)
