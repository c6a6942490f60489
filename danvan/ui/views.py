"""Pages that belong to no app: what failed and what to do, how the portal looks, and the page of all components."""

import logging
import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.template import loader
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_http_methods, require_safe

from danvan.ui.forms.display import DisplayForm
from danvan.ui.patterns import pattern_page

log = logging.getLogger("danvan.errors")

_CODE_LETTERS = "ABCDEFGHKMNPQRSTUVWXYZ23456789"  # nothing that is mistaken for another when it is read out by phone
_CODE_LENGTH = 6
_SECRET_FIELDS = ("csrfmiddlewaretoken", "password", "mat_khau", "pin")
_WORTH_KEEPING = 20


def error_code() -> str:
    """Make the short code that stands on the page and in the log."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))


def _logged(request: HttpRequest, status: int, reason: object, level: int = logging.WARNING) -> str:
    """Write one line that the code on the page leads to, and return the code.

    The user is taken only if the request has loaded them already: this must work with the database down.
    """
    code = error_code()
    user = getattr(request, "_cached_user", None)
    log.log(
        level, "code=%s status=%d %s %s user=%s reason=%s", code, status, request.method, request.path, getattr(user, "pk", None), reason
    )
    return code


# Django's examples wear `requires_csrf_token` here. It reads the form that was sent, and so fails on one that cannot be read;
# the token of the sign-out button is there without it.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return render(request, "errors/400.html", {"code": _logged(request, 400, type(exception).__name__)}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: somebody of the unit without the right. The reason, if the refusal gives one, is shown as it stands."""
    context = {"code": _logged(request, 403, exception), "reason": str(exception)}
    return render(request, "errors/403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing for this user: the page does not tell which."""
    return render(request, "errors/404.html", {"code": _logged(request, 404, type(exception).__name__)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The page needs no database, no session and no context processor."""
    code = _logged(request, 500, "unhandled", logging.ERROR)
    return HttpResponseServerError(loader.render_to_string("errors/500.html", {"code": code}))


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old, or was made before another sign-in. What was typed is given back for copying."""
    context = {"code": _logged(request, 403, reason), "typed": typed_texts(request)}
    return render(request, "errors/csrf.html", context, status=403)


def typed_texts(request: HttpRequest) -> list[str]:
    """Return the longer texts of a refused form, without secrets; none of a form that cannot be read."""
    try:
        sent = list(request.POST.lists())
    except (BadRequest, MultiPartParserError, SuspiciousOperation):
        return []
    return [
        value
        for name, values in sent
        for value in values
        if len(value) >= _WORTH_KEEPING and not any(secret in name for secret in _SECRET_FIELDS)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Light or dark, size of letters: remembered in this browser, for signed-in and other people alike."""
    back = _safe_back(request)
    form = DisplayForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        response = redirect(back)
        form.choice().remember(response)
        return response
    return render(request, "ui/display.html", {"form": form, "back": back})


def is_own_address(request: HttpRequest, asked: str) -> bool:
    """Whether a redirect may lead to `asked`: an address of this portal. A word without a stroke would be taken for a route's name."""
    return "/" in asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())


def _safe_back(request: HttpRequest) -> str:
    """Return where the user came from, if it is a page of this portal, else the start."""
    asked = request.POST.get("ve") or request.META.get("HTTP_REFERER", "")
    if is_own_address(request, asked):
        return asked
    try:
        return reverse(settings.LOGIN_REDIRECT_URL)
    except NoReverseMatch:
        return "/"


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component with its states, for developers and tests."""
    if not settings.SHOW_PATTERN_PAGE:
        raise Http404
    context: dict[str, Any] = pattern_page(request)
    return render(request, "ui/patterns.html", context)
