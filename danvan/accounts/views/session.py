"""Signing in and out, and one's own password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from danvan.accounts.forms.session import ChangePasswordForm, ChoosePasswordForm, SignInForm
from danvan.ui.views import is_own_address

NEXT = "next"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in, and go on to the page that was asked for."""
    target = _target(request)
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(target)
    form = SignInForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid() and form.user is not None:
        login(request, form.user)
        return redirect(_password_first(target) if form.user.must_change_password else target)
    context = {"sign_in": form, "next": target, "goes_on": target not in (_home(), "/")}
    return render(request, "accounts/sign_in.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out by POST; the page itself asks, or says that it is done."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    logout(request)
    response = redirect("accounts:sign-out")
    # A shared computer must not show the last pages again by "back"; browsers heed it over https.
    response["Clear-Site-Data"] = '"cache"'
    return response


@never_cache
@sensitive_post_parameters("old_password", "new_password", "new_password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: Any) -> HttpResponse:
    """One's own password: by wish, or because the first one was given out by the quản trị."""
    kind = ChoosePasswordForm if request.user.must_change_password else ChangePasswordForm
    target = _target(request)
    form = kind(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        request.user.choose_password(form.cleaned_data["new_password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "Đã đổi mật khẩu. Lần sau đồng chí đăng nhập bằng mật khẩu mới.")
        return redirect(target)
    return render(request, "accounts/password.html", {"form": form, "next": target})


def _home() -> str:
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _target(request: HttpRequest) -> str:
    """Where to go on: `next`, if it is an address of this portal, else home."""
    asked = request.POST.get(NEXT) or request.GET.get(NEXT, "")
    return asked if is_own_address(request, asked) else _home()


def _password_first(target: str) -> str:
    return f"{reverse('accounts:password')}?{urlencode({NEXT: target})}"
