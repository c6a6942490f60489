"""The permission table against the real addresses: every route x role x relation to the unit x method x zone.

The rows say who may; these tests know nothing of single routes. Anonymous people are sent to sign in, people without a
role get 403, strangers 404, people of the unit without the right 403; and whoever is refused has changed nothing.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from danvan.accounts.middleware import OUTSIDE_OFFICE
from danvan.accounts.models import Role
from danvan.accounts.permissions import Zone, table
from tests.access.routes import named_routes
from tests.access.world import COMMON, World, roles_for, sign_in, somebody

pytestmark = pytest.mark.django_db

ROUTES = sorted(table())
OF_THINGS = [route for route in ROUTES if table()[route].of]
WITH_ROLES = [route for route in ROUTES if not (table()[route].public or table()[route].signed_in)]
METHODS = ("GET", "POST")

_WRITE = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(?!django_session)', re.IGNORECASE)


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(named_routes()) == set(table())


@pytest.mark.parametrize("route", OF_THINGS)
def test_every_thing_of_the_table_is_in_the_world(route, world):
    assert table()[route].of in world.things
    assert "pk" in named_routes()[route]


@pytest.mark.parametrize("route", [route for route in ROUTES if "pk" in named_routes().get(route, ())])
def test_every_pk_in_an_address_is_named_in_the_table(route):
    assert table()[route].of


@contextmanager
def nothing_written(who: str) -> Iterator[None]:
    written: list[str] = []

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        written.extend([str(sql)] if _WRITE.search(str(sql)) else [])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
    assert not written, f"{who} was refused, yet something was written: {written[0][:200]}"


def read_to_the_end(response: HttpResponseBase) -> None:
    """A file that is sent is closed when it was read; closing the answer early would close the database's connection, too."""
    for _ in getattr(response, "streaming_content", ()):
        pass


def check_headers(response: HttpResponseBase) -> None:
    """Every answer, refusals and files included, carries the strict policy."""
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def visit(client: Client, method: str, address: str, **extra: str) -> int:
    """Open the address and undo what that did, signing out included."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, address, **extra) if method != "POST" else client.post(address, **extra)
        read_to_the_end(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    check_headers(response)
    return response.status_code


def refuse(who: str, client: Client, method: str, address: str, status: int | tuple[int, ...], **extra: str) -> None:
    with nothing_written(f"{who}, {method} {address},"):
        got = visit(client, method, address, **extra)
    wanted = status if isinstance(status, tuple) else (status,)
    assert got in wanted, f"{who}, {method} {address}: {got} instead of {' or '.join(map(str, wanted))}"


def allow(who: str, client: Client, method: str, address: str, **extra: str) -> None:
    got = visit(client, method, address, **extra)
    assert got < 500, f"{who}, {method} {address}: {got}"
    assert got not in (403, 404), f"{who}, {method} {address}: {got}, though the table allows it"


@pytest.mark.parametrize("route", WITH_ROLES)
def test_nobody_and_people_without_a_role_are_kept_out(route, world: World):
    address = world.addresses(route)[0]
    for method in METHODS:
        refuse("nobody", world.nobody, method, address, 302)
        refuse("somebody without a role", world.roleless, method, address, 403)
        refuse("somebody whose roles ended yesterday", world.former, method, address, 403)
        refuse("somebody whose roles begin tomorrow", world.future, method, address, 403)


@pytest.mark.parametrize("route", ROUTES)
def test_people_of_the_unit_may_what_the_table_says_and_no_more(route, world: World):
    row = table()[route]
    addresses = world.addresses(route)
    for method in METHODS:
        for role in Role:
            if role not in roles_for(route, method):
                refuse(f"{role.label} of the unit", world.own[role], method, addresses[0], 403)
                continue
            allow(f"{role.label} of the unit", world.own[role], method, addresses[0])
        for address in addresses[1:] if method == "GET" else ():
            allow("somebody of the unit", world.own[Role(next(iter(roles_for(route, method))))], method, address)
    if row.public or row.signed_in:
        allow("somebody without a role", world.roleless, "GET", addresses[0])
        if row.public:
            allow("nobody", world.nobody, "GET", addresses[0])
        else:
            refuse("nobody", world.nobody, "GET", addresses[0], 302)


@pytest.mark.parametrize("route", OF_THINGS)
def test_strangers_find_nothing(route, world: World):
    addresses = world.addresses(route)
    for method in METHODS:
        roles = sorted(roles_for(route, method))
        further = addresses[1:] if roles and method == "POST" else []
        for role, address in [*((role, addresses[0]) for role in roles), *((roles[0], address) for address in further)]:
            if table()[route].of in COMMON:
                allow(f"{role} of another unit", world.strangers[Role(role)], method, address)
            else:
                refuse(f"{role} of another unit", world.strangers[Role(role)], method, address, 404)


@pytest.mark.parametrize("route", [route for route in OF_THINGS if table()[route].of not in COMMON])
def test_a_role_in_another_unit_gives_nothing_here(route, world: World):
    address = world.addresses(route)[0]
    for method in METHODS:
        for role, guest in world.guests.items():
            if role not in roles_for(route, method):
                refuse(f"{role.label} here, everything elsewhere,", guest, method, address, (403, 404))


@pytest.mark.parametrize("route", ROUTES)
def test_office_pages_open_in_the_office_only(route, world: World, settings):
    settings.OFFICE_NETWORKS = ["10.1.0.0/16", "2001:db8::/32"]
    address = world.addresses(route)[0]
    for method in METHODS:
        for role in list(roles_for(route, method))[:1]:
            client = world.own[Role(role)]
            allow(f"{role} in the office", client, method, address, REMOTE_ADDR="10.1.2.3")
            if table()[route].zone is Zone.ANYWHERE:
                allow(f"{role} at home", client, method, address, REMOTE_ADDR="203.0.113.9")
            else:
                refuse(f"{role} at home", client, method, address, 403, REMOTE_ADDR="203.0.113.9")


def test_outside_the_office_the_page_says_so(world: World, settings):
    settings.OFFICE_NETWORKS = ["10.1.0.0/16"]
    answer = world.own[Role.WARD].get("/don-vi/", REMOTE_ADDR="203.0.113.9")
    assert OUTSIDE_OFFICE in answer.content.decode()


def test_who_moves_to_another_office_loses_the_old_one_at_once(world: World):
    user = somebody((Role.HEAD, world.ours))
    client = sign_in(user)
    address = world.meeting.get_absolute_url()
    assert visit(client, "GET", address) == 200
    world.move(user, world.theirs)
    refuse("who moved away", client, "GET", address, 404)


def test_quan_tri_reads_no_meetings():
    for route, row in table().items():
        if route.startswith("surveys:") and row.of != "term" and not route.startswith("surveys:term-"):
            assert Role.ADMIN not in row.get, route
            assert Role.ADMIN not in row.post, route


def test_other_methods_are_refused(world: World):
    for method in ("PUT", "PATCH", "DELETE"):
        assert visit(world.own[Role.HEAD], method, world.meeting.get_absolute_url()) == 403


def test_a_route_without_a_row_is_shut(world: World, monkeypatch):
    from danvan.accounts import middleware

    without = {route: row for route, row in table().items() if route != "desk:home"}
    monkeypatch.setattr(middleware, "table", lambda: without)
    for client in (world.nobody, world.own[Role.ADMIN], world.own[Role.HEAD]):
        refuse("anybody", client, "GET", "/", 404)
