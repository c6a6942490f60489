"""Roles of accounts: giving and ending them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from danvan.accounts.forms.choices import units_for_roles
from danvan.accounts.models import Membership, Role, User
from danvan.accounts.models.membership import TEAM_ROLES
from danvan.ui.forms import DateField, Form, Layout, Row
from danvan.units.models import Unit
from danvan.units.refusal import Refused
from danvan.vietnamese.dates import short_date


class RoleFields(forms.Form):
    """The fields of a role: which, where, from when and until when. `valid` is the period, once they are clean."""

    role = forms.ChoiceField(label="Vai trò", choices=[("", "Chọn vai trò"), *Role.choices])
    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none())
    since = DateField(label="Từ ngày")
    until = DateField(label="Đến hết ngày", required=False, help_text="Để trống: cho đến khi có thay đổi.")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["unit"].queryset = units_for_roles(by)  # type: ignore[attr-defined]
        self.fields["since"].initial = timezone.localdate

    @property
    def valid(self) -> DateRange:
        """The period of the role; its end is the day after the last one."""
        until: date | None = self.cleaned_data.get("until")
        return DateRange(self.cleaned_data["since"], until + timedelta(days=1) if until else None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        role, unit, since, until = (cleaned.get(name) for name in ("role", "unit", "since", "until"))
        if role and unit and (role in TEAM_ROLES) != (unit.kind == Unit.Kind.TEAM):
            self.add_error("unit", _wrong_place(role, unit))
        if since and until and until < since:
            self.add_error("until", f"Ngày cuối phải từ ngày {short_date(since)} trở đi")
        return cleaned


def _wrong_place(role: str, unit: Unit) -> str:
    if role in TEAM_ROLES:
        return f"{Role(role).label} thì chọn một tổ dân vận; {unit} không phải là tổ dân vận"
    return f"{unit} là tổ dân vận: chọn vai trò tổ trưởng hoặc tổ phó, hoặc chọn đơn vị khác"


class MembershipForm(RoleFields, Form):
    """One more role for an account."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def layout(self) -> Layout:
        return Layout(Row(("role", 6), ("unit", 6)), Row(("since", 4), ("until", 4)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.user == self.by:
            # Or a quản trị, who reads no restricted text, could open all of it by a role of their own making.
            self.add_error("role", "Không tự giao vai trò cho tài khoản của mình. Đồng chí nhờ một quản trị khác giao")
        if not self.errors:
            same = Membership.objects.filter(user=self.user, unit=cleaned["unit"], role=cleaned["role"], valid__overlap=self.valid).first()
            if same:
                began = f", từ ngày {short_date(same.valid.lower)}" if same.valid.lower else ""
                self.add_error(
                    "since", f"Tài khoản đã có vai trò này ở đơn vị ấy{began}. Chọn thời gian khác, hoặc kết thúc vai trò kia trước"
                )
        return cleaned

    def save(self) -> Membership:
        """Give the role. The caller holds a lock on the account, so no second one slips in between."""
        cleaned = self.cleaned_data
        return Membership.objects.create(user=self.user, unit=cleaned["unit"], role=cleaned["role"], valid=self.valid)


class EndRoleForm(Form):
    """The first day without the role."""

    from_day = DateField(label="Thôi từ ngày", help_text="Từ ngày này tài khoản không còn vai trò. Thí dụ: 19/7/2017")

    def __init__(self, *args: Any, membership: Membership, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership, self.by = membership, by
        self.fields["from_day"].initial = timezone.localdate

    def layout(self) -> Layout:
        return Layout(Row(("from_day", 6)))

    def save(self) -> bool:
        """End the role; False, with the reason at the field, if the rules forbid it."""
        try:
            self.membership.end(self.cleaned_data["from_day"], self.by)
        except Refused as refusal:
            self.add_error("from_day", str(refusal))
            return False
        return True
