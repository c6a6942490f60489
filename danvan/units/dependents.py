"""What other apps keep in a unit: they say how much of it there is, and end it when the unit is closed.

Units stand below people and everything else, so these register here in `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from danvan.units.models import Unit


@dataclass(frozen=True)
class Dependent:
    """Things of one kind that live in units.

    Attributes:
        says: given the unit and the first day without it, one sentence in Vietnamese about what will end; empty for nothing.
        end: ends them before that day.
    """

    says: Callable[[Unit, date], str]
    end: Callable[[Unit, date], None]


_dependents: dict[str, Dependent] = {}


def register(key: str, dependent: Dependent) -> None:
    """Add things of one kind; the same key again replaces them."""
    _dependents[key] = dependent


def end_all(unit: Unit, from_day: date) -> None:
    """End what all kinds keep in `unit` before `from_day`."""
    for dependent in _dependents.values():
        dependent.end(unit, from_day)


def sentences(unit: Unit, from_day: date) -> list[str]:
    """What will end if `unit` is closed from `from_day` on, one sentence a kind."""
    return [sentence for dependent in _dependents.values() if (sentence := dependent.says(unit, from_day))]
