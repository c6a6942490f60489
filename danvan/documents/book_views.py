"""Pages of the book of papers sent out: reading, keeping numbers free, withdrawing them, files of it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from danvan.documents import book, files
from danvan.documents.models import PaperNumber
from danvan.documents.number_forms import BookFilter, ReserveForm, WithdrawForm
from danvan.documents.numbers import KEEPERS, READERS
from danvan.ui.lists import Sort, paginate, sorting
from danvan.units.forms.base import posted
from danvan.units.models import Unit

SORTS = (
    Sort("moi", "Mới trước", ("-date", "-number", "pk")),
    Sort("so", "Xếp theo số", ("-series", "code", "number")),
)
PRINTED_ORDER = ("series", "code", "number")


def _unit(request: Any, pk: int, roles: Any = READERS) -> Unit:
    return get_object_or_404(Unit.objects.in_scope_of(request.user, roles), pk=pk)


def books(request: Any) -> HttpResponse:
    """The books that the user keeps; the only one is opened at once."""
    kept = Unit.objects.in_scope_of(request.user, KEEPERS).filter(Q(house_style__isnull=False) | Q(paper_numbers__isnull=False))
    page = paginate(request, kept.annotate(entries=Count("paper_numbers")).order_by("name", "pk"))
    if page.paginator.count == 1:
        return redirect("documents:book", page.object_list[0].pk)
    return render(request, "documents/books.html", {"page": page})


def read(request: Any, pk: int) -> HttpResponse:
    """The book of a unit."""
    unit = _unit(request, pk)
    filters = BookFilter(request.GET, unit=unit)
    order = sorting(request, SORTS)
    page = paginate(request, filters.apply(book.for_book(unit)).order_by(*order.current.fields))
    context = {
        "unit": unit,
        "filters": filters,
        "chosen": filters.in_words(),
        "sorting": order,
        "page": page,
        "lines": book.lines(page.object_list, request.user),
        "may_keep": unit.is_in_scope_of(request.user, KEEPERS),
        "too_long": page.paginator.count > book.MOST_PRINTED,
    }
    return render(request, "documents/book.html", context)


def to_pdf(request: Any, pk: int) -> HttpResponse:
    """The part of the book that the address names, on paper."""
    unit, chosen, rows = _part(request, pk)
    if len(rows) > book.MOST_PRINTED:
        messages.error(request, f"Sổ có hơn {book.MOST_PRINTED} dòng: chọn nhiệm kỳ, năm hoặc loại rồi tải PDF.")
        return redirect("documents:book", pk)
    return _download(book.to_pdf(unit, chosen, rows), "pdf")


def to_xlsx(request: Any, pk: int) -> HttpResponse:
    """The part of the book that the address names, as a spreadsheet."""
    return _download(book.to_xlsx(*_part(request, pk)), "xlsx")


def _part(request: Any, pk: int) -> tuple[Unit, str, list[book.Line]]:
    unit = _unit(request, pk)
    filters = BookFilter(request.GET, unit=unit)
    return unit, filters.in_words(), book.lines(filters.apply(book.for_book(unit)).order_by(*PRINTED_ORDER), request.user)


def _download(data: bytes, suffix: str) -> HttpResponse:
    response = HttpResponse(data, content_type=files.DOCUMENT_TYPES[suffix])
    response["Content-Disposition"] = f'attachment; filename="so-van-ban-di.{suffix}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def reserve(request: Any, pk: int) -> HttpResponse:
    """Keep a number free."""
    unit = _unit(request, pk, KEEPERS)
    form = ReserveForm(posted(request), unit=unit, by=request.user)
    if form.save_or_say_why():
        messages.success(request, f"Đã giữ chỗ số {form.entry.padded}, {form.entry.get_code_display().lower()}, {form.entry.series}.")
        return redirect("documents:book", pk)
    return render(request, "documents/number_reserve.html", {"unit": unit, "form": form})


def withdraw(request: Any, pk: int) -> HttpResponse:
    """Withdraw a number for good."""
    kept = PaperNumber.objects.filter(unit__in=Unit.objects.in_scope_of(request.user, KEEPERS)).select_related("unit__house_style")
    entry = get_object_or_404(kept, pk=pk)
    form = WithdrawForm(posted(request), entry=entry)
    if entry.state == PaperNumber.State.WITHDRAWN:
        messages.info(request, f"Số {entry.padded} đã hủy.")
        return redirect("documents:book", entry.unit_id)
    if form.save_or_say_why():
        messages.success(request, f"Đã hủy số {entry.padded}. Số ấy ở lại trong sổ và không cấp lại.")
        return redirect("documents:book", entry.unit_id)
    (line,) = book.lines([entry], request.user)
    return render(request, "documents/number_withdraw.html", {"line": line, "unit": entry.unit, "form": form})
