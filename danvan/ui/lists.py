"""What every list page needs: the search term, the order, the page, all in the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from danvan.vietnamese.text import squeeze

SEARCH, SORT, PAGE = "q", "xep", "trang"
"""Names in the address."""
PER_PAGE = 50
_LONGEST_TERM = 200


@dataclass(frozen=True)
class Sort:
    """An order of a list: `key` stands in the address, `label` on the page ("Mới họp trước")."""

    key: str
    label: str
    fields: tuple[Any, ...]


@dataclass(frozen=True)
class Sorting:
    """The order in force and the others on offer; `components/list_head.html` shows it."""

    current: Sort
    others: tuple[Sort, ...]


def search_term(request: HttpRequest) -> str:
    """Return what is searched for, tidied; empty if nothing. Longer than a page title is cut: no name is longer."""
    return squeeze(request.GET.get(SEARCH, ""))[:_LONGEST_TERM]


def sorting(request: HttpRequest, choices: Iterable[Sort]) -> Sorting:
    """Return the order asked for in the address; the first of `choices` if none or an unknown one is asked for."""
    offered = tuple(choices)
    current = next((sort for sort in offered if sort.key == request.GET.get(SORT)), offered[0])
    return Sorting(current, tuple(sort for sort in offered if sort is not current))


def paginate(request: HttpRequest, rows: QuerySet[Any] | list[Any], per_page: int = PER_PAGE) -> Page:
    """Return the page of `rows` asked for in the address.

    A page number that is none gives the first page, one behind the end the last: an old link still shows something.
    """
    return Paginator(rows, per_page).get_page(request.GET.get(PAGE))
