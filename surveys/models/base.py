"""Shapes that several models share: a time as the source words it, a unit or just words, a place in an order."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from danvan.units.models import Unit
from danvan.vietnamese.when import When


class HasWhen(models.Model):
    """A time that may be vague: the source's wording, the days it covers (none when unknown), whether they were inferred."""

    when_text = models.CharField("thời gian, nguyên văn", max_length=200, blank=True)
    when_range = DateRangeField("các ngày", null=True, blank=True)
    when_inferred = models.BooleanField("suy ra", default=False)

    class Meta:
        abstract = True

    @property
    def when(self) -> When:
        """The three columns as one value."""
        start = self.when_range.lower if self.when_range else None
        end = self.when_range.upper if self.when_range else None
        return When(text=self.when_text, start=start, end=end, inferred=self.when_inferred)

    @when.setter
    def when(self, value: When) -> None:
        self.when_text = value.text
        self.when_range = DateRange(value.start, value.end) if value.start or value.end else None
        self.when_inferred = value.inferred


class UnitOrWords(models.Model):
    """A unit of the portal, or the words of the source where it is none: exactly one of the two."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    words = models.CharField("hoặc ghi bằng chữ", max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None) ^ Q(words=""),
                name="%(app_label)s_%(class)s_unit_or_words",
                violation_error_message="Chọn một đơn vị, hoặc ghi bằng chữ; không ghi cả hai.",
            )
        ]

    def __str__(self) -> str:
        return self.words or str(self.unit)


class Ordered(models.Model):
    """A row with a place among its siblings, counted from 1; equal places keep the order of entry."""

    order = models.PositiveIntegerField("thứ tự", default=1)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
