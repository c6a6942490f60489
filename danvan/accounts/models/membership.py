"""Dated roles in units: domain.md, "How the office works"."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from danvan.accounts.queries import MembershipQuerySet
from danvan.history.tracking import track
from danvan.units.models import Unit


class Role(models.TextChoices):
    """What somebody does in a unit."""

    SURVEY = "survey", "Cán bộ khảo sát, thư ký đoàn"
    WARD = "ward", "Cán bộ phụ trách dân vận phường"
    HEAD = "head", "Trưởng khối, trưởng ban"
    STANDING = "standing", "Thường trực Đảng ủy"
    CLERK = "clerk", "Văn thư"
    TEAM_HEAD = "team_head", "Tổ trưởng tổ dân vận"
    TEAM_DEPUTY = "team_deputy", "Tổ phó tổ dân vận"
    ADMIN = "admin", "Quản trị"


@track()
class Membership(models.Model):
    """A user holds a role in a unit during a period; several at once are possible."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="tài khoản")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=12, choices=Role)
    valid = DateRangeField("thời gian")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        ordering = ["pk"]
        constraints = [
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Tài khoản đã có vai trò này ở đơn vị ấy trong thời gian này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.unit}"

    @property
    def last_day(self) -> date | None:
        """The last day of the role; None when it goes on."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None
