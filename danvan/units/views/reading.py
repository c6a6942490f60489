"""The list of units and the page of one, as of any day."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from danvan.history.changes import changes_of
from danvan.ui.lists import Sort, paginate, sorting
from danvan.ui.navigation import may_open
from danvan.units import panels
from danvan.units.access import READERS, WRITERS
from danvan.units.forms import DayFilter, UnitFilter
from danvan.units.forms.filters import ALL, CLOSED
from danvan.units.models import BodyArea, Succession, Unit, UnitCount, UnitVersion
from danvan.units.tabs import tabs
from danvan.vietnamese.text import fold

SORTS = (
    Sort("ten", "Xếp theo tên", ("day_name", "pk")),
    Sort("so", "Xếp theo số", ("kind", "day_number", "day_name", "pk")),
    Sort("cap-tren", "Xếp theo cấp trên", ("day_superior", "day_name", "pk")),
)

_HISTORY = {
    Unit: ["pgh_obj"],
    UnitVersion: ["unit"],
    UnitCount: ["unit"],
    BodyArea: ["body", "area"],
    Succession: ["from_unit", "to_unit"],
}


def unit_list(request: Any) -> HttpResponse:
    """Units of the directory: today's, or those of the day that was typed with the names of that day."""
    filters = UnitFilter(request.GET)
    chosen = filters.chosen()
    day = chosen.get("ngay")
    units = Unit.objects.visible_to(request.user, READERS).search(chosen.get("q", ""))
    if day:
        units = units.existing_on(day)
    elif chosen.get("trang_thai") == CLOSED:
        units = units.closed()
    elif chosen.get("trang_thai") != ALL:
        units = units.open()
    if "loai" in chosen:
        units = units.filter(kind=chosen["loai"])
    order = sorting(request, SORTS)
    page = paginate(request, units.as_of(day or timezone.localdate()).order_by(*order.current.fields))
    return render(
        request,
        "units/list.html",
        {
            "filters": filters,
            "chosen": filters.in_words(),
            "page": page,
            "sorting": order,
            "day": day,
            "former": _former_names(page.object_list, chosen.get("q", "")),
            "may_add": may_open(request, "units:add"),
        },
    )


def _former_names(units: Any, term: str) -> dict[int, str]:
    """For units found by a name that the list does not show: that name, by unit id."""
    hidden = [unit.pk for unit in units if term and fold(term) not in fold(unit.day_name)]
    return dict(UnitVersion.objects.matching(fold(term)).filter(unit__in=hidden).values_list("unit", "name")) if hidden else {}


def unit_detail(request: Any, pk: int) -> HttpResponse:
    """One unit: its names over time, what stands above and below, whom it works for, who is in office, how many live there."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user, READERS), pk=pk)
    day_filter = DayFilter(request.GET)
    day = day_filter.chosen().get("ngay") or timezone.localdate()
    versions = list(unit.versions.select_related("superior").order_by("-valid"))
    links = BodyArea.objects.filter(Q(body=unit) | Q(area=unit)).select_related("body", "area").order_by("area__name", "body__name", "pk")
    return render(
        request,
        "units/detail.html",
        {
            "unit": unit,
            "day_filter": day_filter,
            "day": day,
            "asked": "ngay" in day_filter.chosen(),
            "versions": versions,
            "version": next((version for version in versions if day in version.valid), None),
            "links": list(links),
            "below": list(UnitVersion.objects.directly_below(unit, day)),
            "counts": list(unit.counts.all()) if unit.is_area else [],
            "panels": panels.render_all(request, unit, day),
            "may_write": may_open(request, "units:edit") and unit.is_in_scope_of(request.user, WRITERS),
            "tabs": tabs("Đơn vị", "units", unit.pk, "detail"),
        },
    )


def history(request: Any, pk: int) -> HttpResponse:
    """What was changed about a unit, by whom."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user, READERS), pk=pk)
    context = {"unit": unit, "changes": changes_of(unit, only=_HISTORY), "tabs": tabs("Đơn vị", "units", unit.pk, "history")}
    return render(request, "units/history.html", context)
