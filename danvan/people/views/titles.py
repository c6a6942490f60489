"""The list of titles, one for all units."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from danvan.people.forms import TitleFilter, TitleForm
from danvan.people.forms.filters import ALL, CLOSED
from danvan.people.models import PostTitle
from danvan.ui.lists import Sort, paginate, sorting
from danvan.ui.navigation import may_open
from danvan.units.forms import posted

SORTS = (
    Sort("thu-bac", "Xếp theo thứ bậc", ("rank", "label", "pk")),
    Sort("ten", "Xếp theo tên", ("label", "pk")),
)


def title_list(request: Any) -> HttpResponse:
    """Titles in protocol order."""
    filters = TitleFilter(request.GET)
    chosen = filters.chosen()
    titles = PostTitle.objects.search(chosen.get("q", ""))
    if "he_thong" in chosen:
        titles = titles.filter(system=chosen["he_thong"])
    if chosen.get("trang_thai") != ALL:
        titles = titles.filter(closed=chosen.get("trang_thai") == CLOSED)
    order = sorting(request, SORTS)
    context = {
        "filters": filters,
        "chosen": filters.in_words(),
        "page": paginate(request, titles.order_by(*order.current.fields)),
        "sorting": order,
        "may_write": may_open(request, "people:title-add"),
    }
    return render(request, "people/title_list.html", context)


def title_add(request: Any) -> HttpResponse:
    """Add a title."""
    return _title(request, PostTitle())


def title_edit(request: Any, pk: int) -> HttpResponse:
    """Change a title, or put it out of use."""
    return _title(request, get_object_or_404(PostTitle, pk=pk))


def _title(request: Any, title: PostTitle) -> HttpResponse:
    is_new = title.pk is None
    name = str(title)
    form = TitleForm(posted(request), instance=title)
    if form.save_guarded():
        messages.success(request, f"Đã lưu chức danh {form.instance}.")
        return redirect("people:title-list")
    return render(request, "people/title_form.html", {"form": form, "is_new": is_new, "name": name})
