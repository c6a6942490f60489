"""Reading rules for accounts."""

from datetime import date
from typing import Any, Self

from django.db import models as orm
from django.db.models.functions import Collate, Concat
from django.utils import timezone

from danvan.accounts import models as tables  # read at call time: the models are built from these query sets
from danvan.units.models import Unit
from danvan.units.models.unit import NATURAL
from danvan.units.queries import UnitQuerySet
from danvan.vietnamese.text import fold


class UserQuerySet(orm.QuerySet["tables.User"]):
    """Accounts by who may see and manage them, by name."""

    def visible_to(self, user: Any) -> Self:
        """Accounts with a role, now or before, in a unit where `user` is quản trị today, and those that never had a role."""
        memberships = tables.Membership.objects
        if not user.is_authenticated or not memberships.held_now(user).filter(role=tables.Role.ADMIN).exists():
            return self.none()
        within = memberships.filter(unit__in=units_administered_by(user).values("pk")).values("user")
        return self.filter(orm.Q(pk__in=within) | ~orm.Q(pk__in=memberships.values("user")))

    def manageable_by(self, user: Any) -> Self:
        """Of these, the accounts whose roles of today and later all lie within that scope.

        Whoever gives an account a new password could sign in as it, so this must not reach beyond the unit.
        """
        elsewhere = tables.Membership.objects.not_over().exclude(unit__in=units_administered_by(user).values("pk"))
        return self.visible_to(user).exclude(pk__in=elsewhere.values("user"))

    def search(self, text: str) -> Self:
        """Accounts whose full name or username contains `text`; accents and case do not matter."""
        term = fold(text.strip())
        if not term:
            return self
        words = Concat("display_name", orm.Value(" "), "username", output_field=orm.TextField())
        return self.alias(words=orm.Func(words, function="fold", output_field=orm.TextField())).filter(words__contains=term)

    def by_given_name(self) -> Self:
        """In the order of Vietnamese lists: by tên, then by the whole name."""
        given = orm.Func(orm.F("display_name"), orm.Value(" "), orm.Value(-1), function="split_part", output_field=orm.TextField())
        return self.order_by(Collate(given, NATURAL), Collate("display_name", NATURAL), "pk")


class MembershipQuerySet(orm.QuerySet["tables.Membership"]):
    """Roles by day."""

    def held_on(self, day: date) -> Self:
        """The roles held on `day`."""
        return self.filter(valid__contains=day)

    def held_now(self, user: Any) -> Self:
        """The roles that `user` holds today, with their units."""
        return self.filter(user=user).held_on(timezone.localdate()).select_related("unit")

    def not_over(self) -> Self:
        """Roles held today or later."""
        return self.filter(orm.Q(valid__upper_inf=True) | orm.Q(valid__endswith__gt=timezone.localdate()))

    def manageable_by(self, user: Any) -> Self:
        """Roles in units where `user` is quản trị today."""
        return self.filter(unit__in=units_administered_by(user).values("pk"))


def units_administered_by(user: Any) -> UnitQuerySet:
    """Units in which `user` may give roles: the scope of their role as quản trị, and of no other role."""
    return Unit.objects.in_scope_of(user, [tables.Role.ADMIN])
