"""Tells those in charge of a unit who was lately given a role that reads restricted text (docs/decisions/0007)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from danvan.accounts.models import Membership, Role, User
from danvan.desk.providers import WorkItem
from danvan.units.models import Unit
from danvan.vietnamese.dates import short_date
from surveys.restricted import READING_ROLES

TOLD = (Role.HEAD, Role.STANDING)
"""Who is told, of the units in their scope."""
SHOWN_FOR = timedelta(days=30)


def work(request: Any) -> Iterator[WorkItem]:
    """One thing for each such role that a quản trị gave within the last 30 days, ended meanwhile or not.

    It is read from the history, since a role that lasted less than a day leaves no row. What no user gave was set up by
    whoever runs the server, and is not told.
    """
    if not request.roles.intersection(TOLD):
        return
    events = Membership.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_label="insert",
        role__in=READING_ROLES,
        pgh_created_at__gte=timezone.now() - SHOWN_FOR,
        pgh_context__metadata__user__isnull=False,
        unit__in=Unit.objects.in_scope_of(request.user, TOLD).values("pk"),
    )
    given = list(events.exclude(user=request.user).select_related("user", "unit", "pgh_context").order_by("-pgh_id"))
    givers = User.objects.in_bulk({event.pgh_context.metadata["user"] for event in given}) if given else {}
    for event in given:
        by, day = givers.get(event.pgh_context.metadata["user"]), timezone.localdate(event.pgh_created_at)
        yield WorkItem(
            f"Tài khoản mới có quyền đọc nội dung hạn chế: {event.user}",
            f"Vai trò {event.get_role_display()}, {event.unit}, do {by or 'một tài khoản đã bỏ'} cấp ngày {short_date(day)}.",
            "todo",
            short_date(day),
            reverse("units:detail", args=[event.unit_id]),
            "Xem đơn vị",
            "week",
        )
