"""How far a user's roles reach today: the one place where scope is worked out, in one question to the database."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone

from danvan.units import models as tables  # read at call time: the query sets of the models use this module

_BELOW = """
WITH base AS (
    SELECT body, body AS unit FROM unnest(%(bodies)s::bigint[]) AS body
    UNION
    SELECT body_id, area_id FROM units_bodyarea WHERE body_id = ANY(%(bodies)s) AND valid @> %(today)s::date
)
SELECT body, unit FROM base
UNION
SELECT base.body, below.unit_id
FROM base
JOIN units_unitancestor below ON below.ancestor_id = base.unit
JOIN units_unit unit ON unit.id = below.unit_id
WHERE below.valid @> %(today)s::date OR (unit.closed_on <= %(today)s::date AND upper(below.valid) = unit.closed_on)
"""
"""Each body with itself, the areas it works for today, and all that stands below either; a closed unit stays below what it
stood under when it ended: its names and meetings are still somebody's business."""


def units_reached(user: Any, roles: Iterable[str] | None = None) -> frozenset[int]:
    """The keys of the units whose business is the user's today.

    Args:
        user: the signed-in user; anonymous users reach nothing. On the user of a request, whose roles have been read
            (`held_today`), the answer is kept for the request: its pages ask it many times.
        roles: count only memberships with one of these roles; None counts all.
    """
    by_role = _by_role(user)
    wanted = by_role if roles is None else by_role.keys() & set(roles)
    return frozenset().union(*(by_role[role] for role in wanted))


def units_below(body: int) -> frozenset[int]:
    """The keys of the units whose business is that of a body today: itself, the areas it works for, all below either."""
    return _asked([("", body)])[""]


def forget_reach(user: Any) -> None:
    """Ask anew from here on: something in the request has moved units or what bodies work for."""
    user.reach_today = None


def _by_role(user: Any) -> dict[str, frozenset[int]]:
    if not user.is_authenticated:
        return {}
    if user.held_today is None:
        held = tables.Unit.objects.held_by(user).order_by().values_list("memberships__role", "pk")
        return _asked(list(held))
    if user.reach_today is None:
        user.reach_today = _asked([(each.role, each.unit_id) for each in user.held_today])
    reached: dict[str, frozenset[int]] = user.reach_today
    return reached


def _asked(held: list[tuple[str, int]]) -> dict[str, frozenset[int]]:
    if not held:
        return {}
    below = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, {"bodies": sorted({body for _role, body in held}), "today": timezone.localdate()})
        for body, unit in cursor.fetchall():
            below[body].add(unit)
    reached: dict[str, frozenset[int]] = {}
    for role, body in held:
        reached[role] = reached.get(role, frozenset()) | below[body]
    return reached
