"""The home page, a list of things to do today, and the search over everything."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from danvan.accounts.permissions import can_open
from danvan.desk import providers
from danvan.ui.lists import search_term
from danvan.vietnamese.dates import weekday


def home(request: Any) -> HttpResponse:
    """What waits for this user today."""
    if request.membership is None:
        return render(request, "desk/no_role.html")
    work = providers.work_for(request)
    due = work["today"] + work["week"]
    late = sum(item.state == "late" for item in due)
    act = next((act for act in providers.acts() if can_open(request, act.route)), None)
    today = timezone.localdate()
    context = {"work": work, "due": len(due), "late": late, "today": today, "weekday": weekday(today).capitalize(), "act": act}
    return render(request, "desk/home.html", context)


def search(request: Any) -> HttpResponse:
    """Look for the term in all that this user may see."""
    term = search_term(request)
    return render(request, "desk/search.html", {"term": term, "groups": providers.search(request, term) if term else []})
