"""Pages that give, correct and end posts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from danvan.people.access import READERS, WRITERS
from danvan.people.forms import AppointForm, EndPostForm, PostForm
from danvan.people.models import Appointment, Person
from danvan.people.views.people import writable
from danvan.units.forms import posted


def appointment_add(request: Any, pk: int) -> HttpResponse:
    """Give somebody a post."""
    person = writable(request, pk)
    form = AppointForm(posted(request), person=person, user=request.user, writers=WRITERS)
    if form.save_or_say_why():
        messages.success(request, "Đã ghi chức vụ.")
        return redirect(person)
    return render(request, "people/appointment_add.html", {"form": form, "person": person})


def appointment_edit(request: Any, pk: int) -> HttpResponse:
    """Put right what was typed wrongly about a post."""
    post = _writable(request, pk)
    form = PostForm(posted(request), instance=post, user=request.user, writers=WRITERS)
    if form.save_guarded():
        messages.success(request, "Đã lưu chức vụ.")
        return redirect(post.person)
    return render(request, "people/appointment_edit.html", {"form": form, "person": post.person})


def appointment_end(request: Any, pk: int) -> HttpResponse:
    """End a post from a day on."""
    post = _writable(request, pk)
    form = EndPostForm(posted(request), post=post)
    if form.save_or_say_why():
        messages.success(request, f"Đồng chí {post.person} thôi giữ chức {post.wording} sau ngày đã ghi.")
        return redirect(post.person)
    return render(request, "people/appointment_end.html", {"form": form, "person": post.person, "post": post})


def _writable(request: Any, pk: int) -> Appointment:
    """The post `pk`, if the user may change it: a post belongs to its unit, whoever holds it.

    Raises:
        Http404: its holder is not in the user's directory.
        PermissionDenied: it is a post in a unit out of the scope in which the user may change people.
    """
    seen = Appointment.objects.filter(person__in=Person.objects.visible_to(request.user, READERS).values("pk"))
    post = get_object_or_404(seen.select_related("person", "title", "unit"), pk=pk)
    if not post.unit.is_in_scope_of(request.user, WRITERS):
        raise PermissionDenied
    return post
