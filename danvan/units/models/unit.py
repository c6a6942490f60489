"""Units: what they are (identity) and what they were called and stood under, when (versions)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.urls import reverse
from django.utils import timezone

from danvan.history.tracking import track
from danvan.units.queries import OfKindManager, UnitQuerySet, UnitVersionQuerySet
from danvan.units.reach import units_reached

NATURAL = "vi_natural"
"""ICU collation vi-u-kn-true: Vietnamese order, numbers inside names in order of value."""


def folded(field: str) -> models.GeneratedField:
    """A stored column with `field` folded for search: lower case, no accents, đ as d."""
    return models.GeneratedField(expression=Func(F(field), function="fold"), output_field=models.TextField(), db_persist=True)


@track()
class Unit(models.Model):
    """An area (ward, residential group ...) or a body (committee, board, team ...), whatever its name at the time.

    `name`, `short_name`, `number` and `closed_on` repeat the version of today (else the last one), for lists and links;
    `danvan.units.versions` keeps them. Names as of another day come from `UnitVersion`.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", "Tỉnh, thành phố"
        DISTRICT = "district", "Quận, huyện, thị xã"
        WARD = "ward", "Phường, xã, thị trấn, đặc khu"
        GROUP = "group", "Tổ dân phố, khu phố, thôn, ấp, bản"
        QUARTER = "quarter", "Khu dân cư"
        COMMITTEE = "committee", "Cấp ủy, ủy ban, ban thường trực"
        ADVISORY = "advisory", "Ban tham mưu, khối"
        CELL = "cell", "Chi bộ"
        BOARD = "board", "Ban, hội đồng"
        UNION = "union", "Hội, đoàn thể"
        TEAM = "team", "Tổ dân vận"
        OTHER = "other", "Tổ chức khác"

    AREA_KINDS = (Kind.PROVINCE, Kind.DISTRICT, Kind.WARD, Kind.GROUP, Kind.QUARTER)

    class System(models.TextChoices):
        PARTY = "party", "Đảng"
        STATE = "state", "Chính quyền"
        COUNCIL = "council", "Hội đồng nhân dân"
        FRONT = "front", "Mặt trận Tổ quốc"
        UNION = "union", "Đoàn thể"

    kind = models.CharField("loại", max_length=12, choices=Kind)
    system = models.CharField("hệ thống", max_length=8, choices=System, blank=True, help_text="Chỉ ghi cho tổ chức; địa bàn để trống.")
    name = models.CharField("tên", max_length=200, db_collation=NATURAL, editable=False)
    short_name = models.CharField("tên tắt", max_length=60, blank=True, editable=False)
    number = models.PositiveIntegerField("số", null=True, editable=False)
    closed_on = models.DateField("ngừng hoạt động từ ngày", null=True, editable=False)
    sample = models.BooleanField("dữ liệu mẫu", default=False, editable=False)
    name_folded = folded("name")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["name", "pk"]
        indexes = [GinIndex(fields=["name_folded"], opclasses=["gin_trgm_ops"], name="unit_name_trgm")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["province", "district", "ward", "group", "quarter"], system="")
                | (~Q(kind__in=["province", "district", "ward", "group", "quarter"]) & ~Q(system="")),
                name="unit_only_bodies_have_a_system",
                violation_error_message="Chọn hệ thống cho tổ chức; địa bàn thì để trống.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("units:detail", args=[self.pk])

    @property
    def is_area(self) -> bool:
        """Whether it is a piece of land with residents, as opposed to a body of people."""
        return self.kind in self.AREA_KINDS

    def is_in_scope_of(self, user: Any, roles: Iterable[str] | None = None) -> bool:
        """Whether it belongs to the user's business; see `UnitQuerySet.in_scope_of`."""
        return self.pk in units_reached(user, roles)

    def version_on(self, day: date) -> "UnitVersion | None":
        """The version valid on `day`, or None when the unit did not exist then."""
        return self.versions.filter(valid__contains=day).select_related("superior").first()

    def name_on(self, day: date | None) -> str:
        """The name on `day`; today's name when the day is unknown or outside the unit's life."""
        version = self.version_on(day) if day else None
        return version.name if version else self.name


@track()
class UnitVersion(models.Model):
    """Name, number and superior of a unit during one period; periods of a unit never overlap."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name="đơn vị")
    valid = DateRangeField("có hiệu lực")
    designation = models.CharField("cách gọi", max_length=60, blank=True, help_text="Thí dụ: Phường, Tổ dân phố, Ban.")
    number = models.PositiveIntegerField("số", null=True, blank=True)
    name = models.CharField("tên đầy đủ", max_length=200, db_collation=NATURAL, help_text="Như ghi trên văn bản. Thí dụ: Tổ dân phố số 17.")
    short_name = models.CharField("tên tắt", max_length=60, blank=True, help_text="Thí dụ: TDP 17.")
    other_names = models.CharField("tên gọi khác", max_length=200, blank=True)
    superior = models.ForeignKey(
        Unit, models.PROTECT, related_name="subordinate_versions", null=True, blank=True, verbose_name="cấp trên trực tiếp"
    )
    decision = models.CharField("theo quyết định", max_length=200, blank=True, help_text="Số, ngày, cơ quan ban hành.")

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "tên và cấp trên"
        verbose_name_plural = "tên và cấp trên qua các thời kỳ"
        ordering = ["unit", "valid"]
        indexes = [models.Index(fields=["superior"])]
        constraints = [
            ExclusionConstraint(
                name="unit_versions_do_not_overlap",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Thời gian trùng với một tên khác của đơn vị này.",
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="unit_version_period_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        """Whether it holds today."""
        return timezone.localdate() in self.valid

    @property
    def last_day(self) -> date | None:
        """The last day on which this version holds; None when it still does."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None


class Ward(Unit):
    """A phường, xã, thị trấn or đặc khu."""

    objects = OfKindManager(Unit.Kind.WARD)  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = "phường, xã"
        verbose_name_plural = "phường, xã"


class ResidentialGroup(Unit):
    """A tổ dân phố, khu phố, thôn, ấp or bản."""

    objects = OfKindManager(Unit.Kind.GROUP)  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = "tổ dân phố"
        verbose_name_plural = "tổ dân phố"


class MobilizationTeam(Unit):
    """A tổ dân vận."""

    objects = OfKindManager(Unit.Kind.TEAM)  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = "tổ dân vận"
        verbose_name_plural = "tổ dân vận"
