"""The book of papers sent out (sổ đăng ký văn bản đi): which number a unit gave to which paper, and the terms in which numbers run."""

import re
from datetime import date, timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat

from danvan.documents.profiles import Profile
from danvan.history.tracking import track
from danvan.units.models import Unit
from danvan.vietnamese.text import fold, two_digits

_WORD_BEFORE = re.compile(r"^Số:?\s*")
_DIGITS = re.compile(r"[0-9]{1,5}")


class PaperCode(models.TextChoices):
    """Types of papers and the letters for them in the sign of a paper (van-ban-mau.md, 1)."""

    MINUTES = "BB", "Biên bản"
    NOTICE = "TB", "Thông báo"
    PLAN = "KH", "Kế hoạch"
    REPORT = "BC", "Báo cáo"
    LETTER = "CV", "Công văn"
    INVITATION = "GM", "Giấy mời"
    COPY = "BS", "Bản sao"
    DECISION = "QĐ", "Quyết định"
    PROPOSAL = "TTr", "Tờ trình"
    GUIDANCE = "HD", "Hướng dẫn"
    PROGRAMME = "CTr", "Chương trình"


@track()
class CommitteeTerm(models.Model):
    """A term (nhiệm kỳ) of a Party unit: its numbers begin again at 1 with each (domain.md, "Documents")."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="committee_terms", verbose_name="đơn vị")
    label = models.CharField("nhiệm kỳ", max_length=9, help_text="Thí dụ: 2025-2030")
    valid = DateRangeField("thời gian")

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "các nhiệm kỳ"
        ordering = ["-valid"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "label"], name="committee_term_once"),
            ExclusionConstraint(
                name="committee_terms_do_not_overlap",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"nhiệm kỳ {self.label}"

    @property
    def last_day(self) -> date | None:
        """The last day of the term; None while it goes on."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None

    @property
    def is_used(self) -> bool:
        """Whether a number was given in it."""
        return PaperNumber.objects.filter(unit=self.unit_id, series=self.label).exists()


class PaperNumberQuerySet(models.QuerySet["PaperNumber"]):
    """Entries of the book."""

    def run(self, unit: Any, code: str, series: str, during: Any = None) -> Self:
        """The entries of which no two may bear one number.

        Args:
            unit, code, series: what numbers run by.
            during: the period of the term; what was given in it before the term was written down, by year, counts as well.
        """
        given = Q(series=series)
        if during is not None:
            given |= Q(date__gte=during.lower or date.min, date__lt=during.upper or date.max)
        return self.filter(given, unit=unit, code=code)

    def search(self, text: str) -> Self:
        """Entries whose subject or reason contains `text`, or whose number it is; accents and case do not matter."""
        term = fold(text.strip())
        if not term:
            return self
        both = Concat("subject", Value(" "), "reason")
        rows = self.alias(words=models.Func(both, function="fold", output_field=models.TextField()))
        found = Q(words__contains=term)
        if _DIGITS.fullmatch(term):
            found |= Q(number=int(term))
        return rows.filter(found)


@track()
class PaperNumber(models.Model):
    """An entry of the book. A withdrawn number stays in it and is never given again: the database refuses to change or remove it."""

    class State(models.TextChoices):
        RESERVED = "reserved", "Giữ chỗ"
        USED = "used", "Đã dùng"
        WITHDRAWN = "withdrawn", "Đã hủy"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="paper_numbers", verbose_name="đơn vị")
    code = models.CharField("loại", max_length=5, choices=PaperCode)
    series = models.CharField("nhiệm kỳ, năm", max_length=9, help_text="Số chạy theo nhiệm kỳ (Đảng) hoặc theo năm.")
    number = models.PositiveIntegerField("số")
    date = models.DateField("ngày văn bản")
    subject = models.CharField("trích yếu", max_length=500, blank=True)
    state = models.CharField("tình trạng", max_length=9, choices=State, default=State.USED)
    reason = models.CharField("lý do giữ chỗ, hủy", max_length=300, blank=True)
    was_reserved = models.BooleanField("từng giữ chỗ", default=False, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("ghi lúc", auto_now_add=True)

    objects = PaperNumberQuerySet.as_manager()

    class Meta:
        verbose_name = "số trong sổ đăng ký"
        verbose_name_plural = "sổ đăng ký văn bản đi"
        ordering = ["unit", "series", "code", "number"]
        indexes = [models.Index(fields=["number"], name="paper_number_by_number")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "code", "series", "number"], name="paper_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="paper_number_from_one"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="withdrawn_stays", operation=pgtrigger.Update | pgtrigger.Delete, condition=pgtrigger.Q(old__state="withdrawn")
            )
        ]

    def __str__(self) -> str:
        return f"số {self.padded} ({self.code}, {self.series})"

    @property
    def padded(self) -> str:
        """The number as papers print it: two digits at least."""
        return two_digits(self.number)

    def written(self, profile: Profile, sign: str) -> str:
        """Number and sign without the word "Số": "05-BB/BDV", "15/BC-UBND"; what a unit without a sign cannot say is left out.

        Args:
            profile: the rule of layout of the paper's day.
            sign: the unit's letters in the sign (`House.code`).
        """
        line = profile.number_line(str(self.number), self.code, sign)
        return _WORD_BEFORE.sub("", line).rstrip("-/ ")
