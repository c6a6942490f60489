"""Reading rules for accounts."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models as orm
from django.utils import timezone

from danvan.accounts import models as tables  # read at call time: the models are built from these query sets
from danvan.units.models import Unit

if TYPE_CHECKING:
    pass


class UserQuerySet(orm.QuerySet["User"]):
    """Accounts by who may manage them."""

    def manageable_by(self, user: Any) -> Self:
        """Accounts with a role, now or before, in a unit where `user` is quản trị; accounts without any role are everybody's to fill in."""
        units = Unit.objects.in_scope_of(user, [tables.Role.ADMIN]).values("pk")
        if not tables.Membership.objects.held_now(user).filter(role=tables.Role.ADMIN).exists():
            return self.none()
        within = tables.Membership.objects.filter(unit__in=units).values("user")
        anywhere = tables.Membership.objects.values("user")
        return self.filter(orm.Q(pk__in=within) | ~orm.Q(pk__in=anywhere))


class MembershipQuerySet(orm.QuerySet["Membership"]):
    """Roles by day."""

    def held_now(self, user: Any) -> Self:
        """The roles that `user` holds today, with their units."""
        return self.filter(user=user, valid__contains=timezone.localdate()).select_related("unit")
