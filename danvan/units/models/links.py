"""What ties units together: whom a body works for, who stands above, who came after, how many people live there."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from danvan.history.tracking import track
from danvan.units.models.unit import Unit


@track()
class BodyArea(models.Model):
    """A body works for an area during a period: a mobilization team covers one or more residential groups."""

    body = models.ForeignKey(Unit, models.PROTECT, related_name="body_areas", verbose_name="tổ chức")
    area = models.ForeignKey(Unit, models.PROTECT, related_name="area_bodies", verbose_name="địa bàn")
    valid = DateRangeField("thời gian")

    class Meta:
        verbose_name = "địa bàn phụ trách"
        verbose_name_plural = "địa bàn phụ trách"
        ordering = ["area__name", "pk"]
        constraints = [
            ExclusionConstraint(
                name="body_areas_do_not_overlap",
                expressions=[("body", RangeOperators.EQUAL), ("area", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Tổ chức này đã phụ trách địa bàn đó trong thời gian ấy.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} - {self.area}"


class UnitAncestor(models.Model):
    """The closure of "stands under": every ancestor of every unit, with the period. Written only by `danvan.units.versions`."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="ancestor_links")
    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="descendant_links")
    valid = DateRangeField()

    class Meta:
        verbose_name = "cấp trên các bậc"
        verbose_name_plural = "cấp trên các bậc"
        indexes = [
            models.Index(fields=["ancestor", "unit"]),
            GistIndex(fields=["valid"], name="unit_ancestor_valid"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} dưới {self.ancestor_id}"


@track()
class Succession(models.Model):
    """One unit, or part of it, went on as another. Figures and the day may be unknown."""

    class Kind(models.TextChoices):
        MERGE = "merge", "Nhập"
        SPLIT = "split", "Tách"
        RENAME = "rename", "Đổi tên"
        RENUMBER = "renumber", "Đánh số lại"
        DISSOLVE = "dissolve", "Giải thể"

    class Extent(models.TextChoices):
        WHOLE = "whole", "Toàn bộ"
        PART = "part", "Một phần"
        REST = "rest", "Phần còn lại"

    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="successors", verbose_name="đơn vị cũ")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors", null=True, blank=True, verbose_name="đơn vị mới")
    kind = models.CharField("hình thức", max_length=8, choices=Kind)
    extent = models.CharField("phạm vi", max_length=5, choices=Extent)
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)
    people = models.PositiveIntegerField("số nhân khẩu", null=True, blank=True)
    wording = models.TextField("theo văn bản", blank=True)
    date = models.DateField("từ ngày", null=True, blank=True)
    decision = models.CharField("quyết định", max_length=200, blank=True)

    class Meta:
        verbose_name = "kế thừa"
        verbose_name_plural = "kế thừa"
        ordering = ["date", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(from_unit=models.F("to_unit")), name="succession_between_two_units")]

    def __str__(self) -> str:
        return f"{self.from_unit}: {self.get_kind_display()}"


@track()
class UnitCount(models.Model):
    """Households and people of an area on a day, by one source; several of one day may stand side by side."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="counts", verbose_name="đơn vị")
    as_of = models.DateField("số liệu ngày")
    source = models.CharField("nguồn", max_length=200)
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)
    people = models.PositiveIntegerField("số nhân khẩu", null=True, blank=True)
    area_ha = models.DecimalField("diện tích (ha)", max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "số liệu dân cư"
        verbose_name_plural = "số liệu dân cư"
        ordering = ["-as_of", "source"]

    def __str__(self) -> str:
        return f"{self.unit}, {self.as_of:%d/%m/%Y}"
