"""The main menu as data: each app registers its items in `AppConfig.ready()`; the menu shows what the user may open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

FEW_ITEMS = 4
"""Up to so many items stay in sight on a phone; more are folded into "Danh mục"."""

Gate = Callable[[HttpRequest, str], bool]


@dataclass(frozen=True)
class Item:
    """One entry of the main menu.

    Attributes:
        label: the words shown.
        route: name of the route, without arguments ("surveys:meeting-list").
        prefix: the page is "here" when its address starts so ("/hoi-nghi/"), or with one of several; empty: only on the very page.
        order: lower comes first.
    """

    label: str
    route: str
    prefix: str | tuple[str, ...] = ""
    order: int = 50


@dataclass(frozen=True)
class Entry:
    """An item as one user sees it on one page."""

    label: str
    url: str
    current: bool


_items: dict[str, Item] = {}


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _signed_in(request: HttpRequest, _route: str) -> bool:
    return _is_signed_in(request)


_gate: Gate = _signed_in


def register(*items: Item) -> None:
    """Add items to the main menu; the same route again replaces its item."""
    _items.update({item.route: item for item in items})


def set_gate(gate: Gate) -> None:
    """Say who may open a route: the permission table's `can_open(request, route)`, given by `accounts`."""
    global _gate
    _gate = gate


def may_open(request: HttpRequest, route: str) -> bool:
    """Whether the permission table lets the person behind `request` open `route`."""
    return _gate(request, route)


def entries(request: HttpRequest) -> list[Entry]:
    """Return the menu of the request's user in its order, with the present place marked.

    Of several prefixes that fit, the longest is "here". Routes that are not there (an app left out) are left out.
    """
    if not _is_signed_in(request):
        return []
    in_order = sorted(_items.values(), key=lambda item: item.order)
    shown = [(item, url) for item in in_order if (url := _url(item.route)) and may_open(request, item.route)]
    here = _here(request.path, shown)
    return [Entry(item.label, url, item is here) for item, url in shown]


def _here(path: str, shown: list[tuple[Item, str]]) -> Item | None:
    """Return the item whose place `path` is in."""
    fitting = [(len(start), item) for item, url in shown for start in _starts(item) if path.startswith(start)]
    fitting += [(len(url), item) for item, url in shown if path == url]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None


def _starts(item: Item) -> tuple[str, ...]:
    """Return the beginnings of addresses that belong to an item."""
    prefixes = (item.prefix,) if isinstance(item.prefix, str) else item.prefix
    return tuple(prefix for prefix in prefixes if prefix)


def _url(route: str) -> str:
    """Return the address of a route, or nothing if there is none."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
