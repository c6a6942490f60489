"""The vocabularies, kept by the quản trị."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from surveys.forms.terms import TermEditForm, TermForm
from surveys.models import Term


def term_list(request: Any) -> HttpResponse:
    """All vocabularies with their entries, closed ones last."""
    terms = list(Term.objects.order_by("closed", "order", "label"))
    groups = [(vocabulary, [term for term in terms if term.vocabulary == vocabulary]) for vocabulary in Term.Vocabulary]
    return render(request, "surveys/term_list.html", {"groups": groups})


def term_add(request: Any) -> HttpResponse:
    """Add an entry; `danh-muc` in the address chooses the vocabulary beforehand."""
    initial = {"vocabulary": request.GET.get("danh-muc", "")}
    form = TermForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        term = form.save()
        messages.success(request, f"Đã thêm “{term.label}”.")
        return redirect(f"{reverse('surveys:term-list')}#{term.vocabulary}")
    return render(request, "surveys/term_form.html", {"form": form, "heading": "Thêm vào danh mục dùng chung"})


def term_edit(request: Any, pk: int) -> HttpResponse:
    """Change or close an entry."""
    term = get_object_or_404(Term, pk=pk)
    form = TermEditForm(request.POST if request.method == "POST" else None, instance=term)
    if request.method == "POST" and form.save_guarded():
        messages.success(request, f"Đã lưu “{term.label}”.")
        return redirect(f"{reverse('surveys:term-list')}#{term.vocabulary}")
    return render(request, "surveys/term_form.html", {"form": form, "heading": f"Sửa mục “{Term.objects.get(pk=pk).label}”"})
