"""Who is in office, as a part of a unit's page."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from danvan.people.models import Appointment
from danvan.ui.navigation import may_open
from danvan.units.models import Unit


def in_office(request: HttpRequest, unit: Unit, day: date) -> dict[str, Any]:
    """The posts held in `unit` on `day`, in protocol order."""
    return {"unit": unit, "day": day, "posts": list(Appointment.objects.of_unit(unit, day)), "may_add": may_open(request, "people:add")}
