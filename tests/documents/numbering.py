"""A unit that gives numbers, for tests of its book."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.documents.models import CommitteeTerm, HouseStyle
from danvan.units.models import Unit

DAY = date(2026, 11, 11)


def gives_numbers(unit: Unit, *, code: str = "BXDĐ", register: bool = True, term: bool = True, **style: Any) -> Unit:
    """The unit with its sign, the register switched on, and the term 2025-2030."""
    HouseStyle.objects.create(unit=unit, code=code, uses_register=register, **style)
    if term:
        CommitteeTerm.objects.create(unit=unit, label="2025-2030", valid=DateRange(date(2025, 7, 1), None))
    return unit
