"""Reading rules for jobs."""

from datetime import timedelta
from typing import Any, Self

from django.db import models as orm
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from danvan.accounts.permissions import STAFF
from danvan.units.reach import units_reached


class JobQuerySet(orm.QuerySet[Any]):
    """Jobs by who may see them, and by what is to be done about them."""

    def visible_to(self, user: Any) -> Self:
        """Jobs that the user started, and those for a unit of the user's scope of today."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner=user) | Q(unit__in=units_reached(user, STAFF)))

    def active(self) -> Self:
        """Jobs that wait or run."""
        return self.filter(state__in=["waiting", "running"])

    def lately(self, age: timedelta) -> Self:
        """Jobs that are not at their end, or ended within that time."""
        return self.filter(Q(finished_at=None) | Q(finished_at__gt=timezone.now() - age))

    def lost(self) -> Self:
        """Jobs that wait or run as far as we know, while the queue knows of no such thing any more."""
        queued = ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).values("pk")
        a_while_ago = timezone.now() - timedelta(minutes=2)
        return self.active().filter(queued_at__lt=a_while_ago).exclude(queue_id__in=queued)

    def older_than(self, age: timedelta) -> Self:
        """Jobs that ended so long ago."""
        return self.filter(finished_at__lt=timezone.now() - age).exclude(state__in=["waiting", "running"])
