"""How a unit writes its papers: letterhead, place line, terms, abbreviations. And whether a paper is one of them."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from danvan.accounts.models import Role
from danvan.documents import checking
from danvan.documents.forms import AbbreviationForm, HouseStyleForm, PaperCheckForm
from danvan.documents.models import Abbreviation, CommitteeTerm, HouseStyle, PaperNumber
from danvan.documents.number_forms import TermEndForm, TermForm
from danvan.documents.numbers import READERS as BOOK_READERS
from danvan.units.forms.base import posted
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
    return _page(request, unit, form=form)


def abbreviation_add(request: Any, pk: int) -> HttpResponse:
    """Add a line to the unit's table of abbreviations."""
    unit = _unit(request, pk)
    form = AbbreviationForm(request.POST, unit=unit, prefix="tat")
    if form.is_valid():
        row = form.save()
        messages.success(request, f"Đã thêm “{row.short}” vào bảng chữ viết tắt.")
        return redirect("documents:house-style", pk)
    return _page(request, unit, short_form=form)


def abbreviation_remove(request: Any, pk: int) -> HttpResponse:
    """Take a line out of the table; papers already signed keep what they print."""
    row = get_object_or_404(Abbreviation.objects.filter(unit__in=Unit.objects.in_scope_of(request.user, KEEPERS)), pk=pk)
    row.delete()
    messages.success(request, f"Đã bỏ “{row.short}: {row.full}”. Muốn dùng lại thì thêm lại ở dưới.")
    return redirect("documents:house-style", row.unit_id)


def term_add(request: Any, pk: int) -> HttpResponse:
    """Add a term of the committee."""
    unit = _unit(request, pk)
    form = TermForm(request.POST, unit=unit, prefix="nhiem-ky")
    if form.save_or_say_why():
        messages.success(request, f"Đã ghi nhiệm kỳ {form.cleaned_data['label']}. Số văn bản trong nhiệm kỳ bắt đầu từ 01.")
        return redirect("documents:house-style", pk)
    return _page(request, unit, term_form=form)


def _term(request: Any, pk: int) -> CommitteeTerm:
    return get_object_or_404(
        CommitteeTerm.objects.filter(unit__in=Unit.objects.in_scope_of(request.user, KEEPERS)).select_related("unit"), pk=pk
    )


def term_end(request: Any, pk: int) -> HttpResponse:
    """Write down the last day of a term."""
    term = _term(request, pk)
    form = TermEndForm(posted(request), term=term)
    if form.save_or_say_why():
        messages.success(request, f"Đã ghi ngày cuối của {term}.")
        return redirect("documents:house-style", term.unit_id)
    return render(request, "documents/term_end.html", {"term": term, "unit": term.unit, "form": form})


def term_remove(request: Any, pk: int) -> HttpResponse:
    """Take out a term in which no number was given."""
    term = _term(request, pk)
    if term.is_used:
        messages.error(request, f"Sổ đã có số trong {term}, không bỏ được. Nhiệm kỳ đã hết thì ghi ngày cuối.")
    else:
        term.delete()
        messages.success(request, f"Đã bỏ {term}.")
    return redirect("documents:house-style", term.unit_id)


def _page(request: Any, unit: Unit, *, form: Any = None, short_form: Any = None, term_form: Any = None) -> HttpResponse:
    """The page with the one form that was sent, the others new."""
    if form is None:
        form = HouseStyleForm(instance=HouseStyle.objects.filter(unit=unit).first() or HouseStyle(unit=unit))
    short_form = short_form or AbbreviationForm(unit=unit, prefix="tat")
    term_form = term_form or TermForm(unit=unit, prefix="nhiem-ky")
    given = PaperNumber.objects.filter(unit=unit, series=OuterRef("label"))
    context = {
        "unit": unit,
        "form": form,
        "short_form": short_form,
        "term_form": term_form,
        "forms": [form, term_form, short_form],
        "rows": unit.abbreviations.all(),
        "terms": unit.committee_terms.annotate(given=Exists(given)),
        "may_read_book": unit.is_in_scope_of(request.user, BOOK_READERS),
        "runs_by_term": form.instance.family == HouseStyle.Family.PARTY,
    }
    return render(request, "documents/house_style.html", context)


def paper_check(request: Any) -> HttpResponse:
    """Tell whether a file is a frozen paper, and which papers bear a number; only what the user may see. The file is not kept."""
    given = {"code": request.GET["ma"]} if request.GET.get("ma") else None  # the address in the QR code of a check slip
    form = PaperCheckForm(request.POST, request.FILES) if request.method == "POST" else PaperCheckForm(given)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        if upload := form.cleaned_data["file"]:
            sha256 = checking.sha256_of(upload.chunks())
            context |= {"name": upload.name, "sha256": sha256, "paper": checking.find(sha256, request.user), "checked": True}
        if code := form.cleaned_data["code"]:
            context |= {"paper": checking.find_by_code(code, request.user), "code": form["code"].value()}
        if typed := form.cleaned_data["number"]:
            found = checking.find_by_number(typed, form.cleaned_data["when"], request.user)
            context |= {"lines": found[: checking.SHOWN], "more": len(found) > checking.SHOWN, "asked": form["number"].value()}
    return render(request, "documents/paper_check.html", context)
