"""Accounts: a list, one account with its roles, adding, changing, closing, a new password."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from danvan.accounts.forms.users import UserAddForm, UserFilterForm, UserForm
from danvan.accounts.models import Membership, Role, User
from danvan.accounts.queries import units_administered_by
from danvan.history.changes import changes_of
from danvan.people.models import Person
from danvan.ui.lists import paginate

REACHES_FURTHER = (
    "Tài khoản này còn giữ vai trò ở đơn vị ngoài phạm vi quản trị của đồng chí. "
    "Việc này do quản trị của cả hai đơn vị hoặc quản trị cấp trên làm."
)
_HISTORY = {User: ["pgh_obj"], Membership: ["user"]}
"""What an account is, not what its holder wrote: papers bear the name of their writer, and are not this page's business."""
NOT_ONESELF = "Đồng chí không tự khóa hay cấp lại mật khẩu cho tài khoản của mình. Muốn đổi mật khẩu thì mở trang Đổi mật khẩu."


def user_list(request: Any) -> HttpResponse:
    """Accounts that the quản trị sees, people by tên."""
    filters = UserFilterForm(request.GET, by=request.user)
    held_today = Membership.objects.held_on(timezone.localdate()).select_related("unit")
    users = filters.narrow(User.objects.visible_to(request.user)).by_given_name()
    page = paginate(request, users.prefetch_related(Prefetch("memberships", held_today, to_attr="roles_today")))
    return render(request, "accounts/user_list.html", {"filters": filters, "page": page})


def user_add(request: Any) -> HttpResponse:
    """Add an account; its first password is shown once, in the answer."""
    person = Person.objects.visible_to(request.user, [Role.ADMIN]).filter(pk=_number(request.GET.get("can_bo", "")), user=None).first()
    initial = {"person": person} if person else None
    form = UserAddForm(request.POST if request.method == "POST" else None, by=request.user, initial=initial)
    if form.is_valid() and (made := form.save()):
        return _show_password(request, *made)
    return render(request, "accounts/user_form.html", {"form": form})


def user_detail(request: Any, pk: int) -> HttpResponse:
    """One account with its roles by period."""
    account = get_object_or_404(User.objects.visible_to(request.user).select_related("person"), pk=pk)
    memberships = sorted(account.memberships.select_related("unit"), key=_by_period)
    within = set(units_administered_by(request.user).filter(pk__in=[row.unit_id for row in memberships]).values_list("pk", flat=True))
    context = {
        "account": account,
        "roles": [(row, row.unit_id in within and not row.is_over) for row in memberships],
        "manageable": User.objects.manageable_by(request.user).filter(pk=pk).exists(),
        "oneself": account == request.user,
    }
    return render(request, "accounts/user_detail.html", context)


def user_history(request: Any, pk: int) -> HttpResponse:
    """Who changed the account and its roles, and when."""
    account = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    return render(request, "accounts/user_history.html", {"account": account, "changes": changes_of(account, only=_HISTORY)})


def user_edit(request: Any, pk: int) -> HttpResponse:
    """Change name, username or person."""
    account = _manageable(request, pk)
    form = UserForm(request.POST if request.method == "POST" else None, instance=account, by=request.user)
    if request.method == "POST" and form.save_guarded():
        messages.success(request, "Đã lưu tài khoản.")
        return redirect(account)
    return render(request, "accounts/user_form.html", {"form": form, "account": account})


def user_close(request: Any, pk: int) -> HttpResponse:
    """Ask, then let nobody sign in with the account."""
    account = _of_somebody_else(request, pk)
    if request.method == "POST":
        account.close()
        messages.success(request, "Đã khóa tài khoản. Ai đang dùng tài khoản này thì không mở được trang nào nữa.")
        return redirect(account)
    return render(request, "accounts/user_close.html", {"account": account})


def user_open(request: Any, pk: int) -> HttpResponse:
    """Let the account sign in again."""
    account = _of_somebody_else(request, pk)
    account.reopen()
    messages.success(request, "Đã mở lại tài khoản, đăng nhập bằng mật khẩu cũ.")
    return redirect(account)


def user_password(request: Any, pk: int) -> HttpResponse:
    """Ask, then give a new password and show it once."""
    account = _of_somebody_else(request, pk)
    if request.method == "POST":
        return _show_password(request, account, account.issue_password(request.user))
    return render(request, "accounts/user_password.html", {"account": account})


def _show_password(request: HttpRequest, account: User, password: str) -> HttpResponse:
    """Show a password in the answer itself: no session, message or address ever holds it, and no cache keeps the page."""
    response = render(request, "accounts/password_issued.html", {"account": account, "password": password})
    add_never_cache_headers(response)
    return response


def _manageable(request: Any, pk: int) -> User:
    """Find the account; one that reaches beyond the quản trị's units is seen (so no 404), but not managed."""
    account = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not User.objects.manageable_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied(REACHES_FURTHER)
    return account


def _of_somebody_else(request: Any, pk: int) -> User:
    account = _manageable(request, pk)
    if account == request.user:
        raise PermissionDenied(NOT_ONESELF)
    return account


def _by_period(membership: Membership) -> tuple[bool, int]:
    """Roles of now and later first, then ended ones; newest first in both."""
    began = membership.valid.lower
    return membership.is_over, -(began.toordinal() if began else 0)


def _number(text: str) -> int:
    """Read a number from the address; 0, which no row has, for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
