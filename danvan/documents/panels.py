"""Papers of a unit, as a part of its page: the book of those sent out, and how it writes them."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from danvan.documents.numbers import READERS
from danvan.documents.views import KEEPERS
from danvan.units.models import Unit


def papers(request: HttpRequest, unit: Unit, day: date) -> dict[str, Any]:
    """Where the user may go from here; areas of land send out no papers."""
    if unit.is_area:
        return {}
    may_read, may_write = unit.is_in_scope_of(request.user, READERS), unit.is_in_scope_of(request.user, KEEPERS)
    return {"unit": unit, "may_read_book": may_read, "may_write_style": may_write}
