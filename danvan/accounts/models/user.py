"""Who can sign in."""

import logging
from typing import Any

from axes.utils import reset as lift_lock
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from danvan.accounts.passwords import readable
from danvan.accounts.queries import UserQuerySet
from danvan.history.tracking import track
from danvan.people.models import Person

log = logging.getLogger("danvan.accounts")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Creates users with a hashed password."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """A new user; without a password nobody can sign in as them."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@track(exclude=("password", "last_login"))
class User(AbstractBaseUser):
    """An account. What it may do comes from its memberships of today, not from flags here."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9]+([._-][a-z0-9]+)*\Z", "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số và dấu chấm, thí dụ: hanh.nt."
            )
        ],
        error_messages={"unique": "Đã có tài khoản dùng tên này. Chọn tên khác."},
        help_text="Chữ thường, không dấu. Thí dụ: hanh.nt",
    )
    display_name = models.CharField("họ và tên", max_length=150)
    person = models.OneToOneField(
        Person,
        models.PROTECT,
        related_name="user",
        null=True,
        blank=True,
        verbose_name="là cán bộ",
        help_text="Nối với người trong danh sách cán bộ.",
    )
    is_active = models.BooleanField("được đăng nhập", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu khi đăng nhập", default=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    held_today: "list[Any] | None" = None
    """The memberships of today, on the user of a request whose roles have been read; see `units_reached`."""
    reach_today: "dict[str, frozenset[int]] | None" = None
    """The units that each of these roles reaches, once a page has asked."""

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["display_name", "pk"]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return reverse("accounts:user-detail", args=[self.pk])

    def issue_password(self, by: "User") -> str:
        """Give a new readable password, to be changed at the next sign-in; all open sessions end, and a lock is lifted.

        Args:
            by: who gives it; the log names them.

        Returns:
            The password. It can be read now and never again.
        """
        password = readable()
        self.set_password(password)
        self.must_change_password = True
        self.save(update_fields=["password", "must_change_password"])
        lift_lock(username=self.username)
        log.info("password of account %s issued by account %s", self.pk, by.pk)
        return password

    def choose_password(self, password: str) -> None:
        """Store the password that the user chose; their other sessions end."""
        self.set_password(password)
        self.must_change_password = False
        self.save(update_fields=["password", "must_change_password"])
        log.info("password of account %s changed by its owner", self.pk)

    def close(self) -> None:
        """Let nobody sign in with it any more; open sessions end with their next page. The account is never deleted."""
        self.is_active = False
        self.save(update_fields=["is_active"])

    def reopen(self) -> None:
        """Let it sign in again, with the password it had."""
        self.is_active = True
        self.save(update_fields=["is_active"])
