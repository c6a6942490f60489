"""Dated roles in units: domain.md, "How the office works"."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from danvan.accounts.queries import MembershipQuerySet
from danvan.history.tracking import track
from danvan.units.models import Unit
from danvan.units.refusal import Refused
from danvan.vietnamese.dates import short_date

TEAM_ROLES = ("team_head", "team_deputy")
"""Roles of `Role` that are held in a tổ dân vận and nowhere else."""


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

    @property
    def is_over(self) -> bool:
        """Whether its last day lies before today."""
        return self.valid.upper is not None and self.valid.upper <= timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """Whether it begins after today."""
        return self.valid.lower is not None and self.valid.lower > timezone.localdate()

    def end(self, from_day: date, by: models.Model) -> None:
        """End the role: from `from_day` on it gives nothing. One that has not lasted a day is taken back; the history keeps it.

        Args:
            from_day: the first day without the role.
            by: the quản trị who ends it.

        Raises:
            Refused: the role would end before it began, it ends earlier anyway, or `by` would be left without any role as quản trị.
        """
        if self.valid.upper and self.valid.upper <= from_day:
            raise Refused(
                f"Vai trò này đã có ngày cuối là {short_date(self.valid.upper - timedelta(days=1))}. Chọn ngày sớm hơn.", "from_day"
            )
        if self._is_last_admin_role_of(by):
            raise Refused("Đây là vai trò quản trị duy nhất của đồng chí. Đề nghị một quản trị khác kết thúc vai trò này.", "from_day")
        began = self.valid.lower
        if began and from_day <= began:
            if began < timezone.localdate():
                raise Refused(f"Vai trò bắt đầu ngày {short_date(began)}. Chọn ngày sau ngày đó.", "from_day")
            self.delete()
            return
        self.valid = DateRange(began, from_day)
        self.save(update_fields=["valid"])

    def _is_last_admin_role_of(self, user: models.Model) -> bool:
        if self.role != Role.ADMIN or self.user_id != user.pk:
            return False
        return not Membership.objects.held_now(user).filter(role=Role.ADMIN).exclude(pk=self.pk).exists()
