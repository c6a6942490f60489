"""How every view of a paper finds it, and what it answers when the user may not change it or it is signed."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render

from surveys.models import Paper


class SignedPaperError(Exception):
    """The paper is signed and never changes again."""


def find_paper(request: Any, pk: int, papers: Any = None) -> Any:
    """The paper, for reading, with the rights of the user of the request (`may_write`, `may_sign`, `may_keep`, `may_return`).

    Raises: Http404 for somebody who may not know of it.
    """
    found = (papers if papers is not None else Paper.objects.all()).visible_to(request.user)
    try:
        return found.select_related("owner", "meeting__minutes", "meeting__owner", "survey", "revision__created_by").get_with_rights(
            request.user, pk=pk
        )
    except Paper.DoesNotExist as unknown:
        raise Http404("no such paper for this user") from unknown


def find_paper_to_change(request: Any, pk: int, *, right: str = "may_write") -> Any:
    """The paper, for changing it; while something is sent it is held, so that nobody signs in between.

    Raises:
        Http404: the user may not know of the paper.
        PermissionDenied: the user sees it without the right to change it.
        SignedPaperError: it is signed; `answers_signed_paper` answers for the view.
    """
    if request.method == "POST":
        Paper.objects.visible_to(request.user).select_for_update(of=("self",)).filter(pk=pk).first()
    paper = find_paper(request, pk)
    if not getattr(paper, right):
        raise PermissionDenied
    if paper.is_signed:
        raise SignedPaperError
    return paper


def answers_signed_paper(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make what is sent to a view one transaction, and let it answer with a notice, and what was typed, when the paper is signed."""

    @wraps(view)
    def wrapped(request: Any, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic() if request.method == "POST" else nullcontext():
                return view(request, pk, *args, **kwargs)
        except SignedPaperError:
            paper = find_paper(request, pk)
            sent = request.POST.items() if request.method == "POST" else ()
            typed = [value for name, value in sent if name not in ("csrfmiddlewaretoken", "ban_goc") and " " in value.strip()]
            return render(request, "surveys/paper_is_signed.html", {"paper": paper, "typed": typed}, status=409)

    return wrapped
