"""People, the titles there are, and who holds which title where and when: three things, each with its own life."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat
from django.urls import reverse

from danvan.history.tracking import track
from danvan.people.queries import AppointmentQuerySet, PersonQuerySet, PostTitleQuerySet
from danvan.units.models import Unit
from danvan.units.models.unit import NATURAL


@track()
class Person(models.Model):
    """Somebody who holds posts. No birth date, address, religion, party membership or ID number: domain.md, "Personal data"."""

    class Address(models.TextChoices):
        COMRADE = "đồng chí", "đồng chí"
        MR = "ông", "ông"
        MRS = "bà", "bà"

    family_name = models.CharField("họ và tên đệm", max_length=100, db_collation=NATURAL, blank=True)
    given_name = models.CharField("tên", max_length=50, db_collation=NATURAL)
    address = models.CharField("xưng hô", max_length=10, choices=Address, default=Address.COMRADE)
    note = models.CharField("ghi chú", max_length=200, blank=True, help_text="Để phân biệt người trùng tên. Không ghi chuyện riêng.")
    closed = models.BooleanField(
        "không còn dùng", default=False, help_text="Người này không hiện ra khi chọn nữa; những gì đã ghi vẫn còn."
    )
    kept_by = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="kept_people",
        null=True,
        blank=True,
        editable=False,
        verbose_name="đơn vị lập danh sách",
        help_text="Đơn vị ghi người này vào danh sách, nhờ đó người chưa có chức vụ nào vẫn tìm được.",
    )
    sample = models.BooleanField("dữ liệu mẫu", default=False, editable=False)
    name_folded = models.GeneratedField(
        expression=Func(
            Concat(F("family_name"), Value(" "), F("given_name"), output_field=models.TextField()),
            function="fold",
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "cán bộ"
        verbose_name_plural = "cán bộ"
        ordering = ["given_name", "family_name", "pk"]
        indexes = [
            GinIndex(fields=["name_folded"], opclasses=["gin_trgm_ops"], name="person_name_trgm"),
            models.Index(fields=["given_name", "family_name"]),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("people:detail", args=[self.pk])

    @property
    def full_name(self) -> str:
        """Family, middle and given name, as written in a list."""
        return f"{self.family_name} {self.given_name}".strip()

    def title_on(self, day: date) -> str:
        """The titles held on `day` as one line, highest rank first, e.g. "Bí thư Đảng ủy, Chủ tịch HĐND phường"."""
        posts = self.appointments.on(day).select_related("title", "unit").order_by("title__rank", "pk")
        return ", ".join(post.wording for post in posts)


@track()
class PostTitle(models.Model):
    """A title that can be held, with its place in protocol order."""

    label = models.CharField("chức danh", max_length=120, db_collation=NATURAL, help_text="Thí dụ: Phó Bí thư Thường trực.")
    abbreviation = models.CharField("viết tắt", max_length=30, blank=True)
    rank = models.PositiveIntegerField("thứ bậc", help_text="Số nhỏ xếp trước trong danh sách đại biểu.")
    system = models.CharField("hệ thống", max_length=8, choices=Unit.System, blank=True)
    closed = models.BooleanField("không còn dùng", default=False)

    objects = PostTitleQuerySet.as_manager()

    class Meta:
        verbose_name = "chức danh"
        verbose_name_plural = "chức danh"
        ordering = ["rank", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["label", "system"],
                name="post_title_once_a_system",
                violation_error_message="Đã có chức danh này trong hệ thống đã chọn.",
            )
        ]

    def __str__(self) -> str:
        return self.label


@track()
class Appointment(models.Model):
    """A person holds a title in a unit during a period. Closed when it ends, never deleted."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name="cán bộ")
    title = models.ForeignKey(PostTitle, models.PROTECT, related_name="appointments", verbose_name="chức danh")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments", verbose_name="đơn vị")
    valid = DateRangeField("thời gian giữ chức")
    printed_as = models.CharField(
        "ghi trên văn bản là", max_length=200, blank=True, help_text="Để trống thì ghi chức danh. Thí dụ: Chủ tịch UBND phường."
    )
    decision = models.CharField("theo quyết định", max_length=200, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        ordering = ["title__rank", "pk"]
        constraints = [
            ExclusionConstraint(
                name="appointment_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Đồng chí này đã giữ chức đó ở đơn vị ấy trong thời gian này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.wording}"

    @property
    def wording(self) -> str:
        """The title as it is printed."""
        return self.printed_as or self.title.label

    @property
    def last_day(self) -> date | None:
        """The last day in office; None when it goes on."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None
