"""Passwords that the portal gives out, and how the office's own ones are judged."""

import secrets
from typing import Any

from django.contrib.auth import password_validation as django_rules

_FIRST, _VOWELS, _LAST, _DIGITS = "bghkmnptv", "aeiu", "mnpt", "23456789"
_SYLLABLES, _NUMBERS = 4, 4


def readable() -> str:
    """Return a password that can be read out by phone and typed with an input method switched on: "kim-tap-bun-hen-4729".

    No letter or digit looks like another (l, 1, I, o, 0). No letter turns into a mark or another letter under Telex
    (s f r x j z w, a doubled letter), and no digit follows a vowel, as VNI would take it for a tone.
    Four syllables and four digits are 41 bits: enough for a password that is changed at the first sign-in behind a lock-out.
    """
    pick = secrets.choice
    syllables = [pick(_FIRST) + pick(_VOWELS) + pick(_LAST) for _ in range(_SYLLABLES)]
    return "-".join([*syllables, "".join(pick(_DIGITS) for _ in range(_NUMBERS))])


class NotLikeTheAccount(django_rules.UserAttributeSimilarityValidator):
    """Refuses a password that is nearly the username or the name."""

    DEFAULT_USER_ATTRIBUTES = ("username", "display_name")

    def __init__(self, **options: Any) -> None:
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES, **options)

    def get_error_message(self) -> str:
        return "Mật khẩu gần giống tên đăng nhập hoặc họ tên, dễ đoán. Đặt mật khẩu khác hẳn"

    def get_help_text(self) -> str:
        return "Không giống tên đăng nhập hay họ tên."


class LongEnough(django_rules.MinimumLengthValidator):
    """Refuses a short password: length counts for more than odd signs."""

    def get_error_message(self) -> str:
        return f"Mật khẩu cần ít nhất {self.min_length} ký tự. Thêm vài chữ nữa, thí dụ một câu ngắn dễ nhớ"

    def get_help_text(self) -> str:
        return f"Ít nhất {self.min_length} ký tự; một câu ngắn là tốt."


class NotCommon(django_rules.CommonPasswordValidator):
    """Refuses passwords that everybody tries first."""

    def get_error_message(self) -> str:
        return "Mật khẩu này nhiều người dùng nên dễ đoán. Đặt mật khẩu khác"

    def get_help_text(self) -> str:
        return "Không dùng mật khẩu quen thuộc như 1234567890."
