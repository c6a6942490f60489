"""Whether a unit's news items are public, as a part of the unit's page."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from danvan.accounts.permissions import can_open
from danvan.units.models import Unit
from danvan.units.reach import units_reached
from surveys.models import NewsPage
from surveys.views.news import SWITCHERS


def of_unit(request: HttpRequest, unit: Unit, day: date) -> dict[str, Any]:
    """The switch, for those who may use it, of a body that holds meetings; an area has no page of its own."""
    may_set = not unit.is_area and can_open(request, "news:page") and unit.pk in units_reached(request.user, SWITCHERS)
    return {"unit": unit, "may_set": may_set, "page": NewsPage.objects.filter(unit=unit).first() if may_set else None}
