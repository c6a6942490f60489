"""The main menu shows what the user may open, and where they are."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from danvan.ui import navigation
from danvan.ui.navigation import Item

MENU = [
    Item("Việc hôm nay", "desk:home", order=1),
    Item("Cỡ chữ", "ui:display", "/nen-chu/", 3),
    Item("Mẫu", "ui:patterns", "/kieu-mau/", 2),
]


@pytest.fixture
def menu(monkeypatch):
    """A menu of routes that are there in every test, open to everybody signed in."""
    monkeypatch.setattr(navigation, "_items", {})
    monkeypatch.setattr(navigation, "_gate", navigation._signed_in)
    navigation.register(*MENU, Item("Chưa có", "nowhere:list"))


def entries(path: str, signed_in: bool = True) -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=signed_in)
    return [(entry.label, entry.current) for entry in navigation.entries(request)]


def test_items_stand_in_their_order_and_routes_that_are_not_there_are_left_out(menu):
    assert [label for label, _ in entries("/")] == ["Việc hôm nay", "Mẫu", "Cỡ chữ"]


def test_a_page_below_a_part_marks_the_part_as_here(menu):
    assert [label for label, current in entries("/kieu-mau/12/sua/") if current] == ["Mẫu"]
    assert [label for label, current in entries("/") if current] == ["Việc hôm nay"]
    assert not [label for label, current in entries("/khac/") if current]


def test_what_the_permission_table_refuses_is_not_shown(menu):
    navigation.set_gate(lambda request, route: route == "desk:home")
    assert [label for label, _ in entries("/")] == ["Việc hôm nay"]


def test_nobody_signed_in_sees_no_menu(menu):
    assert entries("/", signed_in=False) == []
