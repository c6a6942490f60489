"""How a unit writes its papers: heads, place, spelling, abbreviations. All of it data of the unit (van-ban-mau.md, 1)."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray
from django.utils import timezone

from danvan.documents.content import Blank, Runs, runs
from danvan.documents.models import Abbreviation, CommitteeTerm, HouseStyle
from danvan.documents.profiles import Profile
from danvan.units.models import Unit, UnitVersion
from danvan.vietnamese.abbreviations import expand
from danvan.vietnamese.dates import long_date
from danvan.vietnamese.text import fold

FAMILY_OF_SYSTEM: Mapping[Any, str] = {
    Unit.System.STATE: "state",
    Unit.System.COUNCIL: "state",
    Unit.System.FRONT: "front",
    Unit.System.UNION: "front",
}
FIRST_LINE_OF_SYSTEM: Mapping[Any, str] = {Unit.System.FRONT: "Mặt trận Tổ quốc Việt Nam"}
"""What stands on the upper line instead of the superior's name, unless the unit has set something else (usual)."""
_NAMELESS = {"quan uy", "huyen uy", "thi uy", "thanh uy", "tinh uy", "dang uy", "dang uy phuong", "dang uy xa", "dang uy thi tran"}
"""Names (folded) of committees that say what they are but not of which place."""
_UY = re.compile(r"(?<!\w)(?:ủy|Ủy|ỦY)(?!\w)")
_OLD_UY = {"ủy": "uỷ", "Ủy": "Uỷ", "ỦY": "UỶ"}


@dataclass(frozen=True)
class HouseSigner:
    """Who signs the papers of a unit unless a paper says otherwise."""

    capacity: str = ""
    post: str = ""
    name: str = ""


@dataclass(frozen=True)
class Term:
    """A term of the committee: "2025-2030" and its days."""

    label: str
    valid: Any


@dataclass(frozen=True)
class House:
    """What the papers of one unit print the same way every time, as of one day.

    `uses_register` says whether their numbers come from the portal's book, `term` in which term of the committee the day lies,
    `existed` whether the unit was there on that day.
    """

    family: str
    parent_body: str
    issuing_body: str
    code: str
    place: str
    old_uy: bool
    abbreviations: Mapping[str, str]
    signer: HouseSigner
    contact: str = ""
    reports_to: str = ""
    filed_at: str = ""
    name: str = ""
    uses_register: bool = False
    term: Term | None = None
    existed: bool = True

    def spell(self, text: str) -> str:
        """The portal's own phrase in the unit's spelling, "ủy" or "uỷ"; what people wrote is not touched."""
        return _UY.sub(lambda found: _OLD_UY[found[0]], text) if self.old_uy else text

    def write_out(self, title: str) -> str:
        """A title with the unit's abbreviations written out; the stored title stays as it is."""
        return expand(title, {short: self.spell(full) for short, full in self.abbreviations.items()})

    def first_mention(self, text: str) -> str:
        """A text in which each abbreviation of the unit is written out and then given in brackets: "Quy chế dân chủ (QCDC)"."""
        capitals = {short: f"{full} ({short})" for short, full in self.abbreviations.items() if short.isupper() and short.isalnum()}
        return expand(text, capitals)

    def parent_line(self) -> Runs:
        """The upper line of the left head; dots follow a committee whose place is not known ("QUẬN ỦY ……")."""
        line = runs(self.spell(self.parent_body).upper())
        return runs(line, " ", Blank("tên địa phương của cơ quan cấp trên", wide=True)) if fold(self.parent_body) in _NAMELESS else line

    def issuing_line(self) -> Runs:
        """The lower line of the left head."""
        return runs(self.spell(self.issuing_body).upper())

    def place_and_date(self, day: dt.date | None) -> Runs:
        """The line of place and date; dots where one is not known."""
        place = self.place or Blank("nơi ban hành", wide=True)
        if day:
            return runs(place, ", ", long_date(day))
        return runs(place, ", ngày ", Blank("ngày"), " tháng ", Blank("tháng"), " năm ", Blank("năm"))

    def number_line(self, profile: Profile, number: str, code: str) -> Runs:
        """Number and sign ("Số 05-BB/BDV"): dots for a number still to be given, and for a sign the unit has not set."""
        line = profile.number_line(number or "\0", code, self.code or "\1")
        pieces = re.split("([\0\1])", line)
        dots = {"\0": Blank("số"), "\1": Blank("chữ viết tắt của cơ quan trong số ký hiệu")}
        return runs(*(dots.get(piece, piece) for piece in pieces))


def of(unit: Unit, day: dt.date | None) -> House:
    """The house style of a unit as of a day (today's names when the day is not known).

    What the unit has not set follows from the directory: its name without its superior's, and the superior's name.
    """
    version = _version(unit, day)
    style = HouseStyle.objects.filter(unit=unit).first() if version is None else getattr(version.unit, "house_style", None)
    name = version.name if version else unit.name
    superior = (version.superior_then or "") if version else ""
    system = Unit.System(unit.system) if unit.system else None
    return House(
        family=style.family if style else FAMILY_OF_SYSTEM.get(system, "party"),
        parent_body=(style.parent_body if style else "") or FIRST_LINE_OF_SYSTEM.get(system, superior),
        issuing_body=style.issuing_body if style and style.issuing_body else _without(name, superior),
        code=style.code if style else "",
        place=style.place if style else "",
        old_uy=bool(style and style.old_uy),
        abbreviations=dict(_abbreviations(unit) if version is None else version.abbreviations),
        signer=HouseSigner(style.signer_capacity, style.signer_post, style.signer_name) if style else HouseSigner(),
        contact=style.contact if style else "",
        reports_to=style.reports_to if style else "",
        filed_at=(style.filed_at if style else "") or name,
        name=name,
        uses_register=bool(style and style.uses_register),
        term=Term(version.term_label, version.term_valid) if version and version.term_label else None,
        existed=version is not None,
    )


def family_and_sign(unit: Unit) -> tuple[str, str]:
    """The family of a unit's papers and its letters in their sign; asks nothing when `house_style` was read along with the unit."""
    style: HouseStyle | None = getattr(unit, "house_style", None)
    system = Unit.System(unit.system) if unit.system else None
    return (style.family, style.code) if style else (FAMILY_OF_SYSTEM.get(system, "party"), "")


def _abbreviations(unit: Any) -> QuerySet[Any]:
    return Abbreviation.objects.filter(unit=unit).order_by("pk").values_list("short", "full")


def _version(unit: Unit, day: dt.date | None) -> Any:
    """The version of the day (else the last one) with the superior's name of then, the house style and the term, in one query."""
    own = ArraySubquery(_abbreviations(OuterRef("unit")).values(pair=JSONArray("short", "full")))
    known = UnitVersion.objects.filter(unit=unit).select_related("unit__house_style").annotate(abbreviations=own)
    above = UnitVersion.objects.filter(unit=OuterRef("superior"))
    terms = CommitteeTerm.objects.filter(unit=OuterRef("unit"), valid__contains=day or timezone.localdate())
    known = known.annotate(term_label=Subquery(terms.values("label")[:1]), term_valid=Subquery(terms.values("valid")[:1]))
    if day:
        known, above = known.filter(valid__contains=day), above.filter(valid__contains=day)
    return known.annotate(superior_then=Subquery(above.order_by("-valid").values("name")[:1])).order_by("-valid").first()


def _without(name: str, superior: str) -> str:
    """The name of a body without its superior's at the end: the head has that on the line above."""
    return name[: -len(superior)].rstrip() if superior and fold(name).endswith(" " + fold(superior)) else name
