"""Accounts: finding, adding and changing them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from danvan.accounts.forms.choices import PersonChoiceField, people_without_account, units_for_roles
from danvan.accounts.forms.memberships import RoleFields
from danvan.accounts.models import Membership, Role, User
from danvan.accounts.usernames import normalise, suggest
from danvan.ui.forms import CleanCharField, FilterForm, Form, Layout, Row, Section, StaleGuard
from danvan.ui.lists import SEARCH
from danvan.units.models import Unit
from danvan.vietnamese.names import tidy_name

TAKEN = "Đã có tài khoản dùng tên này. Chọn tên khác"
_NAME = User._meta.get_field("username")


class UserFilterForm(FilterForm):
    """Filters of the list of accounts."""

    q = CleanCharField(label="Tên, tên đăng nhập")
    vai_tro = forms.ChoiceField(label="Vai trò hôm nay", choices=[("", "Mọi vai trò"), *Role.choices])
    don_vi = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none(), empty_label="Mọi đơn vị")
    trang_thai = forms.ChoiceField(label="Trạng thái", choices=[("", "Tất cả"), ("dung", "Đang dùng"), ("khoa", "Đã khóa")])
    field_order = [SEARCH]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].queryset = units_for_roles(by)  # type: ignore[attr-defined]

    def narrow(self, users: Any) -> Any:
        """Return those of `users` that fit what was chosen; role and unit must be those of one and the same role of today."""
        chosen = self.chosen()
        held = {"role": chosen.get("vai_tro"), "unit": chosen.get("don_vi")}
        held = {name: value for name, value in held.items() if value}
        if held:
            today = Membership.objects.held_on(timezone.localdate())
            users = users.filter(pk__in=today.filter(**held).values("user"))
        if state := chosen.get("trang_thai"):
            users = users.filter(is_active=state == "dung")
        return users.search(chosen.get("q", ""))

    def in_words(self) -> str:
        """Return what was chosen, for the line above the list."""
        chosen = self.chosen()
        words = [f"có “{chosen['q']}”"] if "q" in chosen else []
        words += [dict(Role.choices)[chosen["vai_tro"]]] if "vai_tro" in chosen else []
        words += [str(chosen["don_vi"])] if "don_vi" in chosen else []
        words += [{"dung": "đang dùng", "khoa": "đã khóa"}[chosen["trang_thai"]]] if "trang_thai" in chosen else []
        return ", ".join(words)


class UserAddForm(RoleFields, Form):
    """A new account with its first role."""

    person = PersonChoiceField(label="Là cán bộ", required=False, help_text="Nối với người trong danh sách cán bộ, nếu có.")
    display_name = CleanCharField(
        label="Họ và tên", max_length=150, required=False, help_text="Để trống nếu đã chọn cán bộ ở trên: cổng lấy tên của cán bộ ấy."
    )
    username = CleanCharField(
        label="Tên đăng nhập",
        max_length=_NAME.max_length,
        required=False,
        help_text="Chữ thường, không dấu, thí dụ: hanh.nt. Để trống thì cổng gợi ý theo họ tên.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ["person", "display_name", "username", "role", "unit", "since", "until"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["person"].offer(people_without_account(by))  # type: ignore[attr-defined]
        self.suggested = ""

    def layout(self) -> Layout:
        who = Section("Ai dùng", "person", Row(("display_name", 7), ("username", 5)))
        return Layout(who, Section("Vai trò đầu tiên", Row(("role", 6), ("unit", 6)), Row(("since", 4), ("until", 4))))

    def clean_username(self) -> str:
        username = normalise(self.cleaned_data["username"])
        if username:
            for check in _NAME.validators:
                check(username)
            if User.objects.filter(username=username).exists():
                raise ValidationError(TAKEN)
        return username

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        person = cleaned.get("person")
        cleaned["display_name"] = tidy_name(cleaned.get("display_name") or "") or (person.full_name if person else "")
        if not cleaned["display_name"] and "display_name" not in self.errors and "person" not in self.errors:
            self.add_error("display_name", "Nhập họ và tên, hoặc chọn cán bộ")
        elif "username" not in self.errors and not cleaned.get("username"):
            self._suggest(cleaned["display_name"])
        return cleaned

    def _suggest(self, full_name: str) -> None:
        """Put a free name into the empty field, to be looked at before the account is made: names are read out and kept for years."""
        self.suggested = suggest(full_name, lambda name: User.objects.filter(username=name).exists())
        if not self.suggested:
            self.add_error("username", "Nhập tên đăng nhập")
            return
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent[self.add_prefix("username")] = self.suggested
        self.data = sent
        self["username"].help_text = f"Cổng gợi ý tên đăng nhập {self.suggested} theo họ tên. Sửa nếu cần."

    def save(self) -> tuple[User, str] | None:
        """Create the account with its role; None if a suggested name is to be looked at first, or, with an error at the field, if somebody took it meanwhile.

        Returns:
            The account and its first password.
        """
        if self.suggested:
            return None
        cleaned = self.cleaned_data
        try:
            with transaction.atomic():
                user = User.objects.create_user(cleaned["username"], display_name=cleaned["display_name"], person=cleaned["person"])
                Membership.objects.create(user=user, unit=cleaned["unit"], role=cleaned["role"], valid=self.valid)
                return user, user.issue_password(self.by)
        except IntegrityError:
            self.add_error("username", TAKEN)
            return None


class UserForm(StaleGuard):
    """Name, username and person of an account."""

    person = PersonChoiceField(label="Là cán bộ", required=False)

    class Meta:
        model = User
        fields = ["display_name", "username", "person"]
        widgets = {"username": forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people_without_account(by, keep=self.instance.person))  # type: ignore[attr-defined]

    def clean_username(self) -> str:
        return normalise(self.cleaned_data["username"])

    def clean_display_name(self) -> str:
        return tidy_name(self.cleaned_data["display_name"])
