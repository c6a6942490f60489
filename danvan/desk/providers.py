"""What the desk shows comes from the apps above it: they register providers in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class WorkItem:
    """One thing to do, or being waited for.

    Attributes:
        title, detail: what it is.
        state: a state of the style sheet (todo, wait, late, doing ...), with `state_text` in words.
        url, action: where the one act is, and what its button says.
        group: "today", "week" or "waiting".
        due: sorts the list; None last.
    """

    title: str
    detail: str
    state: str
    state_text: str
    url: str
    action: str
    group: str = "today"
    due: date | None = None


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class SearchGroup:
    """Things of one kind that were found; `more_url` leads to the full list when there are more than shown."""

    label: str
    hits: list[Hit]
    more_url: str = ""


@dataclass(frozen=True)
class Act:
    """What somebody may start from the home page: the words of the button, the route it opens; lower `order` comes first."""

    label: str
    route: str
    order: int = 50


WorkProvider = Callable[[HttpRequest], Iterable[WorkItem]]
SearchProvider = Callable[[Any, str], SearchGroup]

_work: list[WorkProvider] = []
_search: list[SearchProvider] = []
_acts: list[Act] = []


def register_work(provider: WorkProvider) -> None:
    """Let `provider` put things on the home page."""
    _work.append(provider)


def register_search(provider: SearchProvider) -> None:
    """Let `provider`, given the request and the term, answer searches. Restricted text must never be searched."""
    _search.append(provider)


def register_act(act: Act) -> None:
    """Offer `act` on the home page to those who may open its route; of several the first is shown."""
    _acts.append(act)


def acts() -> list[Act]:
    """All registered acts, in their order."""
    return sorted(_acts, key=lambda act: act.order)


def work_for(request: HttpRequest) -> dict[str, list[WorkItem]]:
    """Return the things on this user's desk, by group, earliest due first."""
    items = [item for provider in _work for item in provider(request)]
    items.sort(key=lambda item: (item.due is None, item.due or date.max))
    return {group: [item for item in items if item.group == group] for group in ("today", "week", "waiting")}


def search(request: Any, term: str) -> list[SearchGroup]:
    """Return what all providers find for `term`, without the groups that found nothing."""
    return [group for provider in _search if (group := provider(request, term)).hits]
