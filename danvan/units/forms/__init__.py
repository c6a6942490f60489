"""Forms of the directory of units."""

from danvan.units.forms.base import posted
from danvan.units.forms.filters import DayFilter, UnitFilter
from danvan.units.forms.links import AreaEndForm, AreaForm, CountForm
from danvan.units.forms.units import CloseForm, RenameForm, UnitForm, VersionForm

__all__ = [
    "AreaEndForm",
    "AreaForm",
    "CloseForm",
    "CountForm",
    "DayFilter",
    "RenameForm",
    "UnitFilter",
    "UnitForm",
    "VersionForm",
    "posted",
]
