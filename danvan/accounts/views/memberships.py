"""Roles of an account: giving and ending them."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from danvan.accounts.forms.memberships import EndRoleForm, MembershipForm
from danvan.accounts.models import Membership, User


@transaction.atomic
def membership_add(request: Any, pk: int) -> HttpResponse:
    """Give an account one more role in a unit that the quản trị administers."""
    accounts = User.objects.visible_to(request.user)
    account = get_object_or_404(accounts.select_for_update(of=("self",)) if request.method == "POST" else accounts, pk=pk)
    form = MembershipForm(request.POST if request.method == "POST" else None, by=request.user, user=account)
    if form.is_valid():
        messages.success(request, f"Đã giao vai trò: {form.save()}.")
        return redirect(account)
    return render(request, "accounts/membership_form.html", {"form": form, "account": account})


@transaction.atomic
def membership_end(request: Any, pk: int) -> HttpResponse:
    """Ask from which day, then end the role."""
    memberships = Membership.objects.manageable_by(request.user).select_related("user", "unit")
    membership = get_object_or_404(memberships.select_for_update(of=("self",)) if request.method == "POST" else memberships, pk=pk)
    form = EndRoleForm(request.POST if request.method == "POST" else None, membership=membership, by=request.user)
    if form.is_valid() and form.save():
        messages.success(request, f"Đã kết thúc vai trò: {membership}.")
        return redirect(membership.user)
    return render(request, "accounts/membership_end.html", {"form": form, "membership": membership})
