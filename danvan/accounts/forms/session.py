"""Signing in and changing one's own password."""

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from danvan.accounts.models import User
from danvan.accounts.usernames import normalise
from danvan.ui.forms import CleanCharField, Form

NOT_RIGHT = "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."

_LONGEST_NAME = 60


class PasswordField(forms.CharField):
    """A password, never shown again. Spaces count; a letter with marks is the same whichever way a device composes it."""

    def __init__(self, autocomplete: str, **options: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"})
        super().__init__(strip=False, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFC", super().to_python(value) or "")


class SignInForm(Form):
    """Username and password; `user` is who they belong to, once the form is valid."""

    username = CleanCharField(
        label="Tên đăng nhập",
        help_text="Chữ thường, không dấu. Thí dụ: hanh.nt",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "inputmode": "email"}),
    )
    password = PasswordField("current-password", label="Mật khẩu")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean_username(self) -> str:
        return normalise(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        username, password = cleaned.get("username"), cleaned.get("password")
        if username and password:
            if len(username) <= _LONGEST_NAME:  # no account has a longer one, and the log of tries has no room for it
                self.user = authenticate(self.request, username=username, password=password)
            if self.user is None:
                # One sentence for every cause: which accounts exist is nobody's business.
                raise ValidationError(NOT_RIGHT, code="not_right")
        return cleaned


class ChoosePasswordForm(Form):
    """A new password, twice; without the old one, which was typed a moment ago at the first sign-in."""

    new_password = PasswordField(
        "new-password", label="Mật khẩu mới", help_text="Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt, có dấu cách cũng được."
    )
    new_password_again = PasswordField("new-password", label="Nhập lại mật khẩu mới")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        password = self.cleaned_data["new_password"]
        if self.user.check_password(password):
            raise ValidationError("Đây là mật khẩu đang dùng. Đặt mật khẩu khác")
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        first, again = self.cleaned_data.get("new_password"), self.cleaned_data.get("new_password_again")
        if first and again and first != again:
            self.add_error("new_password_again", "Hai lần nhập chưa giống nhau. Nhập lại mật khẩu mới ở cả hai ô")
        return self.cleaned_data


class ChangePasswordForm(ChoosePasswordForm):
    """The same, with the password of now."""

    old_password = PasswordField("current-password", label="Mật khẩu đang dùng")
    field_order = ["old_password", "new_password", "new_password_again"]

    def clean_old_password(self) -> str:
        password = self.cleaned_data["old_password"]
        if not self.user.check_password(password):
            raise ValidationError("Mật khẩu đang dùng chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại")
        return password
