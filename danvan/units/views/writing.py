"""Pages that change units."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from danvan.units import dependents, versions
from danvan.units.access import READERS, WRITERS
from danvan.units.forms import AreaEndForm, AreaForm, CloseForm, CountForm, RenameForm, UnitForm, VersionForm, posted
from danvan.units.models import BodyArea, Unit, UnitCount, UnitVersion


def unit_add(request: Any) -> HttpResponse:
    """Add a unit below one of the user's scope."""
    form = UnitForm(posted(request), user=request.user, writers=WRITERS)
    if form.save_or_say_why():
        messages.success(request, f"Đã thêm {form.unit}.")
        return redirect(form.unit)
    return render(request, "units/add.html", {"form": form})


def unit_edit(request: Any, pk: int) -> HttpResponse:
    """Put right what was typed wrongly, in the present version or in the one that `?ten=` names."""
    unit = writable(request, pk)
    version = _version(unit, request.GET.get("ten", ""))
    form = VersionForm(posted(request), instance=version, user=request.user, writers=WRITERS)
    if form.save_guarded():
        messages.success(request, "Đã lưu.")
        return redirect(unit)
    return render(request, "units/edit.html", {"form": form, "unit": unit, "version": version})


def _version(unit: Unit, wanted: str) -> UnitVersion:
    if not wanted:
        version = unit.version_on(timezone.localdate()) or unit.versions.order_by("valid").last()
    else:
        version = unit.versions.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
    if version is None:
        raise Http404("no such version")
    version.unit = unit
    return version


def unit_rename(request: Any, pk: int) -> HttpResponse:
    """Another name, number or superior from a day on."""
    unit = writable(request, pk)
    form = RenameForm(posted(request), unit=unit, user=request.user, writers=WRITERS)
    if form.save_or_say_why():
        messages.success(request, "Đã ghi tên mới. Tên cũ vẫn còn trong các thời kỳ trước.")
        return redirect(unit)
    return render(request, "units/rename.html", {"form": form, "unit": unit})


def unit_close(request: Any, pk: int) -> HttpResponse:
    """Say what closing the unit will do, and do it."""
    unit = writable(request, pk)
    form = CloseForm(posted(request), unit=unit)
    if form.save_or_say_why():
        messages.success(request, f"{unit} ngừng hoạt động từ ngày đã ghi. Mọi thứ đã ghi về đơn vị này vẫn còn.")
        return redirect(unit)
    today = timezone.localdate()
    context = {
        "form": form,
        "unit": unit,
        "areas": list(versions.open_areas(unit).select_related("area", "body")),
        "below": UnitVersion.objects.directly_below(unit, today).count(),
        "consequences": dependents.sentences(unit, today),
    }
    return render(request, "units/close.html", context)


def area_add(request: Any, pk: int) -> HttpResponse:
    """Let a body work for areas, several at once."""
    body = writable(request, pk, bodies=True)
    form = AreaForm(posted(request), body=body, user=request.user, writers=WRITERS)
    if form.save_or_say_why():
        messages.success(request, "Đã ghi địa bàn phụ trách.")
        return redirect(body)
    return render(request, "units/area_add.html", {"form": form, "unit": body})


def area_end(request: Any, pk: int) -> HttpResponse:
    """End a body's work for an area."""
    seen = BodyArea.objects.filter(body__in=Unit.objects.visible_to(request.user, READERS).values("pk"))
    link = get_object_or_404(seen.select_related("body", "area"), pk=pk)
    body = writable(request, link.body_id)
    form = AreaEndForm(posted(request), link=link)
    if form.save_or_say_why():
        messages.success(request, f"{body} thôi phụ trách {link.area} sau ngày đã ghi.")
        return redirect(body)
    return render(request, "units/area_end.html", {"form": form, "unit": body, "link": link})


def count_add(request: Any, pk: int) -> HttpResponse:
    """Record how many live in an area."""
    unit = writable(request, pk, bodies=False)
    return _count(request, UnitCount(unit=unit))


def count_edit(request: Any, pk: int) -> HttpResponse:
    """Put a count right."""
    seen = UnitCount.objects.filter(unit__in=Unit.objects.visible_to(request.user, READERS).values("pk"))
    count = get_object_or_404(seen, pk=pk)
    count.unit = writable(request, count.unit_id)
    return _count(request, count)


def _count(request: Any, count: UnitCount) -> HttpResponse:
    form = CountForm(posted(request), instance=count)
    if form.save_guarded():
        messages.success(request, "Đã lưu số liệu.")
        return redirect(count.unit)
    return render(request, "units/count.html", {"form": form, "unit": count.unit})


def writable(request: Any, pk: int, *, bodies: bool | None = None) -> Unit:
    """The unit `pk`, if the user may change it.

    Args:
        bodies: True for bodies only, False for areas only.

    Raises:
        Http404: it is not in the user's directory, or of the other sort.
        PermissionDenied: it is, but not in the scope in which the user may change units.
    """
    seen = Unit.objects.visible_to(request.user, READERS)
    if bodies is not None:
        seen = seen.exclude(kind__in=Unit.AREA_KINDS) if bodies else seen.areas()
    unit = get_object_or_404(seen, pk=pk)
    if not unit.is_in_scope_of(request.user, WRITERS):
        raise PermissionDenied
    return unit
