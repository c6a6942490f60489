"""The mechanism of the permission table. Each app's `access.py` holds the rows; here they are collected and asked.

The middleware decides by role and zone, the view's `visible_to(user)` by relation to the unit: a stranger gets 404,
somebody of the unit without the right gets 403. A route without a row is shut, and fails a test.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from ipaddress import ip_address, ip_network
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest

from danvan.accounts.models import Role

EVERYBODY = frozenset(Role)
STAFF = frozenset({Role.SURVEY, Role.WARD, Role.HEAD, Role.STANDING, Role.CLERK})
NOBODY: frozenset[Role] = frozenset()


class Zone(Enum):
    """From where a route may be opened."""

    ANYWHERE = "anywhere"
    OFFICE = "office"


@dataclass(frozen=True)
class Row:
    """One row of the table.

    Attributes:
        get, post: the roles that may read and write through the route.
        of: what the route's `pk` names ("meeting", "unit" ...), for the test that opens the real address; "" without a pk.
        zone: from where.
        signed_in: open to everybody who is signed in, even without any role today (home, own password, sign-out).
        public: open without signing in (sign-in itself, display settings).
    """

    get: Collection[Role] = NOBODY
    post: Collection[Role] = NOBODY
    of: str = ""
    zone: Zone = Zone.OFFICE
    signed_in: bool = False
    public: bool = False

    def roles_for(self, method: str) -> Collection[Role]:
        """The roles that may use `method`."""
        return self.get if method in ("GET", "HEAD") else self.post if method == "POST" else NOBODY


@cache
def table() -> Mapping[str, Row]:
    """All rows, by route name: the `ACCESS` of each installed app's `access` module."""
    rows: dict[str, Row] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.access"
        if config.name.startswith(("danvan.", "surveys", "reports")) and find_spec(name):
            rows.update(import_module(name).ACCESS)
    return rows


def may(roles: Collection[str], route: str, method: str = "GET") -> bool:
    """Whether somebody holding `roles` may use `method` on `route`; False for a route without a row."""
    row = table().get(route)
    return row is not None and (row.public or row.signed_in or any(role in row.roles_for(method) for role in roles))


def in_zone(request: HttpRequest, zone: Zone) -> bool:
    """Whether the request comes from where `zone` allows. Without OFFICE_NETWORKS everywhere is the office."""
    if zone is Zone.ANYWHERE or not settings.OFFICE_NETWORKS:
        return True
    address = ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - an unknown address, not a binding
    return any(address in ip_network(network) for network in settings.OFFICE_NETWORKS)


def can_open(request: Any, route: str, method: str = "GET") -> bool:
    """Whether the person behind `request` may use the route from where they are; templates and menus ask this."""
    row = table().get(route)
    return row is not None and may(getattr(request, "roles", ()), route, method) and in_zone(request, row.zone)
