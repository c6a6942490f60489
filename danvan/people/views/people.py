"""The list of people, and the page of one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from danvan.history.changes import changes_of
from danvan.people import posts
from danvan.people.access import READERS, WRITERS
from danvan.people.forms import ClosePersonForm, NewPersonForm, PersonFilter, PersonForm
from danvan.people.forms.filters import ALL, CLOSED
from danvan.people.models import Appointment, Person
from danvan.ui.lists import Sort, paginate, sorting
from danvan.ui.navigation import may_open
from danvan.units.forms import posted
from danvan.units.tabs import tabs

SORTS = (
    Sort("ten", "Xếp theo tên", ("given_name", "family_name", "pk")),
    Sort("thu-bac", "Xếp theo thứ bậc", ("top_rank", "given_name", "family_name", "pk")),
)

_HISTORY = {Person: ["pgh_obj"], Appointment: ["person"]}


def person_list(request: Any) -> HttpResponse:
    """People by tên, with the posts of today or of the day that was typed."""
    filters = PersonFilter(request.GET, user=request.user, readers=READERS)
    chosen = filters.chosen()
    day = chosen.get("ngay") or timezone.localdate()
    people = Person.objects.visible_to(request.user, READERS).search(chosen.get("q", ""))
    if "ngay" in chosen or "don_vi" in chosen:
        people = people.holding_posts(day, chosen.get("don_vi"))
    if chosen.get("trang_thai") != ALL:
        people = people.filter(closed=chosen.get("trang_thai") == CLOSED)
    order = sorting(request, SORTS)
    page = paginate(request, people.with_top_rank(day).order_by(*order.current.fields))
    held = Appointment.objects.by_person(page.object_list, day)
    return render(
        request,
        "people/list.html",
        {
            "filters": filters,
            "chosen": filters.in_words(),
            "page": page,
            "rows": [(person, held.get(person.pk, [])) for person in page],
            "sorting": order,
            "day": chosen.get("ngay"),
            "may_add": may_open(request, "people:add"),
        },
    )


def person_detail(request: Any, pk: int) -> HttpResponse:
    """One person: the title line of today, posts by period, namesakes."""
    person = get_object_or_404(Person.objects.visible_to(request.user, READERS), pk=pk)
    today = timezone.localdate()
    held = list(person.appointments.select_related("title", "unit").order_by("-valid", "title__rank", "pk"))
    current = sorted((post for post in held if today in post.valid), key=lambda post: (post.title.rank, post.pk))
    return render(
        request,
        "people/detail.html",
        {
            "person": person,
            "title_line": ", ".join(post.wording for post in current),
            "posts": held,
            "today": today,
            "namesakes": [other for other in Person.objects.visible_to(request.user, READERS).named(str(person)) if other.pk != person.pk],
            "may_write": _may_write(request, person),
            "tabs": tabs("Cán bộ", "people", person.pk, "detail"),
        },
    )


def history(request: Any, pk: int) -> HttpResponse:
    """What was changed about a person and the posts, by whom."""
    person = get_object_or_404(Person.objects.visible_to(request.user, READERS), pk=pk)
    changes = changes_of(person, only=_HISTORY)
    return render(
        request, "people/history.html", {"person": person, "changes": changes, "tabs": tabs("Cán bộ", "people", person.pk, "history")}
    )


def person_add(request: Any) -> HttpResponse:
    """Put somebody into the list."""
    form = NewPersonForm(posted(request), initial={"unit": request.GET.get("don_vi")}, user=request.user, writers=WRITERS)
    if form.save_or_say_why():
        messages.success(request, f"Đã thêm đồng chí {form.person}.")
        return redirect(form.person)
    return render(request, "people/add.html", {"form": form})


def person_edit(request: Any, pk: int) -> HttpResponse:
    """Change name, form of address and note."""
    person = writable(request, pk)
    form = PersonForm(posted(request), instance=person, user=request.user, writers=WRITERS)
    if form.save_guarded():
        messages.success(request, "Đã lưu.")
        return redirect(person)
    return render(request, "people/edit.html", {"form": form, "person": get_object_or_404(Person, pk=pk)})


def person_close(request: Any, pk: int) -> HttpResponse:
    """Say what putting out of use will do, and do it."""
    person = writable(request, pk)
    held = list(posts.going_on(person.appointments.all(), None))
    form = ClosePersonForm(posted(request), person=person, held=held)
    if form.save_or_say_why():
        messages.success(request, f"Đồng chí {person} không hiện ra khi chọn nữa. Những gì đã ghi vẫn còn.")
        return redirect(person)
    return render(request, "people/close.html", {"form": form, "person": person, "held": held})


def _may_write(request: Any, person: Person) -> bool:
    return may_open(request, "people:edit") and Person.objects.in_scope_of(request.user, WRITERS).filter(pk=person.pk).exists()


def writable(request: Any, pk: int) -> Person:
    """The person `pk`, if the user may change them.

    Raises:
        Http404: they are not in the user's directory.
        PermissionDenied: they are, but not in the scope in which the user may change people.
    """
    person = get_object_or_404(Person.objects.visible_to(request.user, READERS), pk=pk)
    if not _may_write(request, person):
        raise PermissionDenied
    return person
