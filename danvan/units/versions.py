"""Changes of units over time: found, rename, put elsewhere, close, assign an area. The only writer of versions and of the closure."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from danvan.units import dependents
from danvan.units.models import BodyArea, Unit, UnitAncestor, UnitVersion
from danvan.units.refusal import Refused
from danvan.vietnamese.dates import short_date

# Edges of "stands under": a version's superior; a body stands under the superiors of the areas it works for (so a team comes
# below its ward, but the ward's Party committee does not come below a body that works for the same ward); a wholly absorbed
# predecessor stands under its successor from the day on.
REBUILD = """
WITH RECURSIVE edge AS (
    SELECT unit_id AS child, superior_id AS parent, valid FROM units_unitversion WHERE superior_id IS NOT NULL
    UNION ALL
    SELECT link.body_id, area.superior_id, link.valid * area.valid
      FROM units_bodyarea link JOIN units_unitversion area ON area.unit_id = link.area_id
     WHERE area.superior_id IS NOT NULL AND area.valid && link.valid
    UNION ALL
    SELECT from_unit_id, to_unit_id, daterange(date, NULL) FROM units_succession
     WHERE extent = 'whole' AND to_unit_id IS NOT NULL AND date IS NOT NULL
), climb AS (
    SELECT child AS unit, parent AS ancestor, valid FROM edge
    UNION
    SELECT climb.unit, edge.parent, climb.valid * edge.valid
      FROM climb JOIN edge ON edge.child = climb.ancestor AND edge.valid && climb.valid
)
INSERT INTO units_unitancestor (unit_id, ancestor_id, valid)
SELECT unit, ancestor, unnest(range_agg(valid)) FROM climb GROUP BY unit, ancestor
"""


_later: ContextVar[bool] = ContextVar("closure_is_computed_later", default=False)

VERSION_FIELDS = ("designation", "number", "name", "short_name", "other_names", "superior")
"""What goes on into the next version unless it is changed; the decision does not."""


class UnitError(Refused):
    """A change of a unit that cannot be."""


def found(kind: str, name: str, since: date | None, *, system: str = "", sample: bool = False, **version: object) -> Unit:
    """Create a unit with its first version.

    Args:
        kind, system: of `Unit.Kind`, `Unit.System`.
        name: the full name as printed.
        since: first day; None when unknown.
        version: further fields of `UnitVersion` (superior, number, designation, short_name, decision ...).
    """
    with transaction.atomic():
        unit = Unit.objects.create(kind=kind, system=system, name=name, sample=sample)
        UnitVersion.objects.create(unit=unit, valid=DateRange(since, None), name=name, **version)
        refresh(unit)
        rebuild_ancestors()
    return unit


def change(unit: Unit, since: date, **fields: object) -> UnitVersion:
    """Rename, renumber or put under another superior from `since` on, by a new version; what is not named stays.

    Raises:
        UnitError: the unit did not exist on that day, a version starts that day, or the superior would stand below it.
    """
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        current = unit.version_on(since)
        if current is None:
            raise UnitError("Ngày đổi nằm ngoài thời gian hoạt động của đơn vị.")
        if current.valid.lower == since:
            raise UnitError("Đã có một tên bắt đầu đúng ngày này. Chọn ngày khác hoặc sửa tên ấy.")
        later = {name: getattr(current, name) for name in VERSION_FIELDS}
        later.update(fields)
        period = DateRange(since, current.valid.upper)
        current.valid = DateRange(current.valid.lower, since)
        current.save(update_fields=["valid"])
        version = UnitVersion.objects.create(unit=unit, valid=period, **later)
        refresh(unit)
        rebuild_ancestors()
        forbid_circle(unit)
    return version


def correct(version: UnitVersion, since: date | None, *, until: date | None, **fields: object) -> UnitVersion:
    """Put right what was typed wrongly in one version; a new name from a day on is `change`.

    Args:
        version: the version to put right.
        since: its first day; the version before, if it ends there, ends with it.
        until: the day it ends (exclusive). Only the last version's can be moved: without it the unit is open (again).
        fields: further fields of `UnitVersion`.

    Raises:
        UnitError: the period is upside down or reaches into another version, or the superior would stand below the unit.
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=version.unit_id)
        version.refresh_from_db(fields=["valid"])
        later = unit.versions.filter(valid__gt=version.valid).exclude(pk=version.pk).exists()
        if later:
            until = version.valid.upper
        if since and until and since >= until:
            raise UnitError(f"Ngày bắt đầu phải trước ngày kết thúc {short_date(until)}.")
        _make_room(version, since)
        version.valid = DateRange(since, until)
        for name, value in fields.items():
            setattr(version, name, value)
        version.save()
        refresh(unit)
        rebuild_ancestors()
        forbid_circle(unit)
    return version


def _make_room(version: UnitVersion, since: date | None) -> None:
    """Move the end of the version before `version` to `since`."""
    before = version.unit.versions.filter(valid__lt=version.valid).exclude(pk=version.pk).order_by("valid").last()
    if before is None or before.valid.upper is None or since == version.valid.lower:
        return
    if since is None or (before.valid.lower and since <= before.valid.lower):
        began = f", bắt đầu ngày {short_date(before.valid.lower)}" if before.valid.lower else ""
        raise UnitError(f"Thời gian trùng với tên “{before.name}”{began}. Chọn ngày sau ngày đó.")
    if before.valid.upper == version.valid.lower or before.valid.upper > since:
        before.valid = DateRange(before.valid.lower, since)
        before.save(update_fields=["valid"])


def close(unit: Unit, from_day: date, decision: str = "") -> None:
    """End a unit: its last version, its areas and what upper apps keep in it (posts) stop before `from_day`. Nothing is deleted.

    Raises:
        UnitError: it is closed already, or something starts on or after that day.
    """
    with transaction.atomic():
        last = UnitVersion.objects.select_for_update().filter(unit=unit, valid__endswith=None).first()
        if last is None:
            raise UnitError("Đơn vị này đã ngừng hoạt động.")
        if last.valid.lower and last.valid.lower >= from_day:
            raise UnitError(f"Ngày ngừng hoạt động phải sau ngày {short_date(last.valid.lower)}, khi tên “{last.name}” bắt đầu.")
        last.valid = DateRange(last.valid.lower, from_day)
        last.decision = "; ".join(filter(None, [last.decision, decision]))[:200]
        last.save(update_fields=["valid", "decision"])
        for link in open_areas(unit):
            if link.valid.lower is None or link.valid.lower < from_day:
                link.valid = DateRange(link.valid.lower, from_day)
                link.save(update_fields=["valid"])
        dependents.end_all(unit, from_day)
        refresh(unit)
        rebuild_ancestors()


def open_areas(unit: Unit) -> QuerySet[BodyArea]:
    """The links without an end that tie `unit` to an area, or to a body that works for it."""
    return BodyArea.objects.filter(body=unit, valid__endswith=None) | BodyArea.objects.filter(area=unit, valid__endswith=None)


def assign_areas(body: Unit, areas: Iterable[Unit], since: date | None, until: date | None = None) -> list[BodyArea]:
    """Let a body work for areas from `since` until (not including) `until`: all of them, or none if one cannot be.

    Raises:
        UnitError: it works for one of them already on one of these days, or would come to stand below itself.
    """
    period = DateRange(since, until)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=body.pk)
        areas = list(areas)
        held = BodyArea.objects.filter(body=body, area__in=areas, valid__overlap=period).select_related("area")
        if names := ", ".join(str(link.area) for link in held):
            raise UnitError(f"{body} đã phụ trách trong thời gian này: {names}.", "area")
        links = [BodyArea.objects.create(body=body, area=area, valid=period) for area in areas]
        rebuild_ancestors()
        forbid_circle(body, "area")
    return links


def assign_area(body: Unit, area: Unit, since: date | None, until: date | None = None) -> BodyArea:
    """Let a body work for one area; see `assign_areas`."""
    return assign_areas(body, [area], since, until)[0]


def end_area(link: BodyArea, until: date) -> None:
    """Let a body work for an area no longer, from `until` on.

    Raises:
        UnitError: it began on or after that day.
    """
    if link.valid.lower and until <= link.valid.lower:
        raise UnitError(f"Ngày cuối phải từ ngày {short_date(link.valid.lower)} trở đi, khi việc phụ trách bắt đầu.", "until")
    with transaction.atomic():
        link.valid = DateRange(link.valid.lower, until)
        link.save(update_fields=["valid"])
        rebuild_ancestors()


def refresh(unit: Unit) -> None:
    """Copy the version of today (else the last one) into the unit's own name, number and closing day."""
    version = unit.version_on(timezone.localdate()) or unit.versions.order_by("valid").last()
    last = unit.versions.order_by("valid").last()
    if version and last:
        unit.name, unit.short_name, unit.number = version.name, version.short_name, version.number
        unit.closed_on = last.valid.upper
        unit.save(update_fields=["name", "short_name", "number", "closed_on"])


def outdated() -> QuerySet[UnitVersion, int]:
    """Ids of the units whose repeated name or short name is not that of the version valid today."""
    as_shown = Q(name=F("unit__name"), short_name=F("unit__short_name"))
    return UnitVersion.objects.on(timezone.localdate()).exclude(as_shown).values_list("unit", flat=True)


@contextmanager
def many_at_once() -> Iterator[None]:
    """Make many changes in one transaction and compute the closure once, at its end: a whole ward in a fraction of the time.

    Raises:
        UnitError: at the end, when a unit has come to stand below itself; the single changes do not notice.
    """
    with transaction.atomic():
        token = _later.set(True)
        try:
            yield
        finally:
            _later.reset(token)
        rebuild_ancestors()
        circle = UnitAncestor.objects.filter(unit=F("ancestor")).select_related("unit").first()
        if circle:
            forbid_circle(circle.unit)


def rebuild_ancestors() -> None:
    """Compute the closure anew from versions, areas and successions; within `many_at_once` that comes at the end."""
    if _later.get():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE units_unitancestor IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM units_unitancestor")
        cursor.execute(REBUILD)


def forbid_circle(unit: Unit, field: str = "superior") -> None:
    """Refuse a unit that would stand below itself; `field` is what made it so.

    Raises:
        UnitError: it would.
    """
    if unit.ancestor_links.filter(ancestor=unit).exists():
        raise UnitError("Như vậy đơn vị này lại nằm dưới chính nó. Chọn đơn vị khác.", field)
