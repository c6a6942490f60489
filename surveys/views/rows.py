"""Add, change, remove and order the rows of a meeting: one mechanism for all its sections (`surveys/sections.py`)."""

import re
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from danvan.vietnamese.text import two_digits
from surveys.forms.rows import OrderForm
from surveys.models import SurveyMeeting
from surveys.sections import Section
from surveys.sections import section as find_section
from surveys.views.finding import answers_signed, find_to_change

_KEY = re.compile(r"[0-9]{1,18}")
"""The key of a row in an address; the database knows none that is longer."""


@answers_signed
def row_add(request: Any, pk: int, section: str) -> HttpResponse:
    """Add a row and go back to where it is shown."""
    return _add(request, pk, find_section(section), again=False)


@answers_signed
def row_add_next(request: Any, pk: int, section: str) -> HttpResponse:
    """Add a row and offer an empty form for the next one."""
    return _add(request, pk, find_section(section), again=True)


def _add(request: Any, pk: int, section: Section, *, again: bool) -> HttpResponse:
    meeting = find_to_change(request, pk, frozen=section.frozen)
    posted = request.method == "POST"
    form = section.form(
        request.POST if posted else None, request.FILES if posted else None, meeting=meeting, user=request.user, initial=_given(request)
    )
    if posted and form.save_guarded():
        messages.success(request, f"Đã thêm {section.noun}.")
        return redirect(reverse("surveys:row-add", args=[pk, section.slug]) if again else section.page_of(meeting))
    return _show(request, meeting, section, form, f"Thêm {section.noun}")


def _given(request: Any) -> dict[str, str]:
    """What the link chose beforehand ("thêm kết quả" of one directive, a recommendation of one remark)."""
    return {name: request.GET[name] for name in ("directive", "article", "remark") if _KEY.fullmatch(request.GET.get(name, ""))}


@answers_signed
def row_edit(request: Any, pk: int, section: str, row: int) -> HttpResponse:
    """Change a row."""
    part = find_section(section)
    meeting = find_to_change(request, pk, frozen=part.frozen)
    instance = get_object_or_404(part.rows_of(meeting), pk=row)
    posted = request.method == "POST"
    form = part.form(
        request.POST if posted else None, request.FILES if posted else None, instance=instance, meeting=meeting, user=request.user
    )
    if posted and form.save_guarded():
        messages.success(request, f"Đã lưu {part.noun}.")
        return redirect(part.page_of(meeting))
    return _show(request, meeting, part, form, f"Sửa {part.noun}", row=instance)


def _show(request: Any, meeting: SurveyMeeting, section: Section, form: Any, heading: str, row: Any = None) -> HttpResponse:
    context = {"meeting": meeting, "section": section, "form": form, "heading": heading, "row": row, "back_url": section.page_of(meeting)}
    return render(request, "surveys/row_form.html", context)


@answers_signed
def row_remove(request: Any, pk: int, section: str, row: int) -> HttpResponse:
    """Say what is lost, and remove the row when that is confirmed; the history keeps it."""
    part = find_section(section)
    meeting = find_to_change(request, pk, frozen=part.frozen)
    instance = get_object_or_404(part.rows_of(meeting), pk=row)
    lost, in_the_way = _consequences(instance)
    if request.method == "POST" and not in_the_way:
        instance.delete()
        messages.success(request, f"Đã bỏ {part.noun}. Trang Lịch sử vẫn giữ nội dung đã bỏ.")
        return redirect(part.page_of(meeting))
    context = {
        "meeting": meeting,
        "section": part,
        "row": instance,
        "lost": lost,
        "in_the_way": in_the_way,
        "back_url": part.page_of(meeting),
    }
    return render(request, "surveys/row_remove.html", context, status=409 if request.method == "POST" else 200)


def _consequences(row: Any) -> tuple[list[str], list[str]]:
    """What goes with a row, and what stands in the way of removing it, in words."""
    collector = Collector(using=row._state.db)
    try:
        collector.collect([row])
    except ProtectedError as held:
        return [], _in_words(held.protected_objects)
    gone = [item for model in collector.data for item in collector.data[model] if item != row]
    gone += [item for rows in collector.fast_deletes for item in rows]
    return _in_words(gone), []


def _in_words(rows: Any) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        noun = str(row._meta.verbose_name)
        counts[noun] = counts.get(noun, 0) + 1
    return [f"{two_digits(count)} {noun}" for noun, count in counts.items()]


@answers_signed
def row_order(request: Any, pk: int, section: str) -> HttpResponse:
    """Change the order of the rows of a section without typing them again."""
    part = find_section(section)
    if not part.ordered:
        raise Http404("rows without an order")
    meeting = find_to_change(request, pk, frozen=part.frozen)
    form = OrderForm(request.POST if request.method == "POST" else None, rows=list(part.rows_of(meeting)))
    if form.is_valid():
        form.save()
        messages.success(request, f"Đã xếp lại thứ tự {part.noun}.")
        return redirect(part.page_of(meeting))
    context = {"meeting": meeting, "section": part, "form": form, "back_url": part.page_of(meeting)}
    return render(request, "surveys/row_order.html", context)
