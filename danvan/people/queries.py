"""Reading rules for people and their posts."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models as orm
from django.db.models import Q
from django.utils import timezone

from danvan.people import models as tables  # read at call time: the models are built from these query sets
from danvan.units.models import Unit
from danvan.vietnamese.text import fold

if TYPE_CHECKING:
    pass


class PersonQuerySet(orm.QuerySet["Person"]):
    """People by who may look them up, by name."""

    def visible_to(self, user: Any) -> Self:
        """People who ever held a post in a unit that the user may look up."""
        units = Unit.objects.visible_to(user).values("pk")
        return self.filter(pk__in=tables.Appointment.objects.filter(unit__in=units).values("person"))

    def in_scope_of(self, user: Any, roles: Any = None) -> Self:
        """People who ever held a post in a unit of the user's scope."""
        units = Unit.objects.in_scope_of(user, roles).values("pk")
        return self.filter(pk__in=tables.Appointment.objects.filter(unit__in=units).values("person"))

    def search(self, text: str) -> Self:
        """People whose name contains `text`; accents and case do not matter."""
        term = fold(text.strip())
        return self.filter(name_folded__contains=term) if term else self


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
