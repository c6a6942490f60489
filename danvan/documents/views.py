"""How a unit writes its papers: letterhead, place line, abbreviations. And whether a file is one of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from danvan.accounts.models import Role
from danvan.documents import checking
from danvan.documents.forms import AbbreviationForm, HouseStyleForm, PaperCheckForm
from danvan.documents.models import Abbreviation, HouseStyle
from danvan.units.models import Unit

KEEPERS = (Role.ADMIN, Role.CLERK, Role.HEAD)


def _unit(request: Any, pk: int) -> Unit:
    """The unit, if it is in the scope in which the user looks after papers."""
    return get_object_or_404(Unit.objects.in_scope_of(request.user, KEEPERS), pk=pk)


def house_style(request: Any, pk: int) -> HttpResponse:
    """Show and change a unit's way of writing; its table of abbreviations stands below."""
    unit = _unit(request, pk)
    style = HouseStyle.objects.filter(unit=unit).first() or HouseStyle(unit=unit)
    form = HouseStyleForm(request.POST if request.method == "POST" else None, instance=style)
    if request.method == "POST" and form.save_guarded():
        messages.success(request, "Đã lưu cách viết văn bản của đơn vị.")
        return redirect("documents:house-style", pk)
    return _page(request, unit, form, AbbreviationForm(unit=unit, prefix="tat"))


def abbreviation_add(request: Any, pk: int) -> HttpResponse:
    """Add a line to the unit's table of abbreviations."""
    unit = _unit(request, pk)
    form = AbbreviationForm(request.POST, unit=unit, prefix="tat")
    if form.is_valid():
        row = form.save()
        messages.success(request, f"Đã thêm “{row.short}” vào bảng chữ viết tắt.")
        return redirect("documents:house-style", pk)
    style = HouseStyle.objects.filter(unit=unit).first() or HouseStyle(unit=unit)
    return _page(request, unit, HouseStyleForm(instance=style), form)


def abbreviation_remove(request: Any, pk: int) -> HttpResponse:
    """Take a line out of the table; papers already signed keep what they print."""
    row = get_object_or_404(Abbreviation.objects.filter(unit__in=Unit.objects.in_scope_of(request.user, KEEPERS)), pk=pk)
    row.delete()
    messages.success(request, f"Đã bỏ “{row.short}: {row.full}”. Muốn dùng lại thì thêm lại ở dưới.")
    return redirect("documents:house-style", row.unit_id)


def _page(request: Any, unit: Unit, form: HouseStyleForm, short_form: AbbreviationForm) -> HttpResponse:
    context = {"unit": unit, "form": form, "short_form": short_form, "forms": [form, short_form], "rows": unit.abbreviations.all()}
    return render(request, "documents/house_style.html", context)


def paper_check(request: Any) -> HttpResponse:
    """Tell whether a file is a frozen paper that the user may see; the file is not kept."""
    form = PaperCheckForm(request.POST, request.FILES) if request.method == "POST" else PaperCheckForm()
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        sha256 = checking.sha256_of(upload.chunks())
        context |= {"name": upload.name, "sha256": sha256, "paper": checking.find(sha256, request.user), "checked": True}
    return render(request, "documents/paper_check.html", context)
