"""Names of units made from what they are and their number, for when none was typed."""

import re

from danvan.units.models import Unit

_DESIGNATIONS: dict[str, str] = {
    Unit.Kind.GROUP: "Tổ dân phố",
    Unit.Kind.TEAM: "Tổ dân vận",
    Unit.Kind.QUARTER: "Khu dân cư",
    Unit.Kind.CELL: "Chi bộ",
}
_SHORT = {"tổ dân phố": "TDP", "tổ dân vận": "TDV", "khu phố": "KP", "khu dân cư": "KDC"}


def default_designation(kind: str) -> str:
    """Return what a unit of this kind is usually called ("Tổ dân phố"); empty where places differ too much."""
    return _DESIGNATIONS.get(kind, "")


def suggest_name(designation: str, number: int | None) -> str:
    """Return "Tổ dân phố số 17"; empty without a designation or a number."""
    return f"{designation} số {number}" if designation and number else ""


def suggest_short_name(designation: str, number: int | None) -> str:
    """Return "TDP 17" for the designations that have a common short form, else nothing."""
    short = _SHORT.get(designation.lower(), "")
    return f"{short} {number}" if short and number else ""


def number_in(name: str) -> int | None:
    """Return the number at the end of a name ("Tổ dân phố số 17"), or None."""
    found = re.search(r"(?<!\d)(\d{1,4})$", name)
    return int(found[1]) or None if found else None
