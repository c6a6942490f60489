"""Asks the permission table before any view runs."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url

from danvan.accounts.models import Membership, Role
from danvan.accounts.permissions import Row, in_zone, may, table
from danvan.ui.views import typed_texts

OUTSIDE_OFFICE = "Trang này chỉ mở được trong mạng của cơ quan. Đồng chí mở lại khi ở cơ quan."


class AccessMiddleware:
    """Puts today's roles on the request and refuses what the table does not allow.

    `request.roles` is a frozenset of `Role`; `request.membership` the membership shown on top of each page, or None.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.roles, request.membership = frozenset(), None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        route = request.resolver_match.view_name
        row = table().get(route)
        if row is None:
            raise Http404(f"no row in the permission table for {route}")
        if request.user.is_authenticated:
            self._load_roles(request)
        if row.public:
            return None
        if not request.user.is_authenticated:
            return self._ask_to_sign_in(request, row)
        if request.user.must_change_password and route not in ("accounts:password", "accounts:sign-out"):
            return redirect("accounts:password")
        if not may(request.roles, route, request.method):
            raise PermissionDenied
        if not in_zone(request, row.zone):
            raise PermissionDenied(OUTSIDE_OFFICE)
        return None

    def _ask_to_sign_in(self, request: Any, row: Row) -> HttpResponse:
        """Send them to sign in; a form that was sent after the session had ended gets its words back first."""
        going_on = request.get_full_path() if row.get or row.signed_in else resolve_url(settings.LOGIN_REDIRECT_URL)
        if request.method == "POST" and (typed := typed_texts(request)):
            return render(request, "accounts/session_over.html", {"typed": typed, "next": going_on}, status=403)
        return redirect_to_login(going_on)

    def _load_roles(self, request: Any) -> None:
        """One query: the memberships of today, the most telling role first."""
        order = list(Role)
        held = sorted(Membership.objects.held_now(request.user), key=lambda membership: order.index(Role(membership.role)))
        request.user.held_today = held
        request.roles = frozenset(Role(membership.role) for membership in held)
        request.membership = held[0] if held else None
