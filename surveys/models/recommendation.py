"""Recommendations (kiến nghị): what was asked for at a meeting, who is to answer, and what the answer was (domain.md, "How the office works", 4)."""

from django.db import models
from django.db.models import Q

from danvan.history.tracking import track
from danvan.units.models import Unit
from surveys.models.base import Ordered
from surveys.models.meeting import SurveyMeeting
from surveys.models.remark import Remark
from surveys.models.term import Term


@track()
class Recommendation(Ordered):
    """One recommendation, in words without the names of people. It is followed to its answer after the minutes are signed, so it never freezes.

    The place it is about, and who is to answer, are each a unit of the portal, or words, or not known yet.
    """

    class State(models.TextChoices):
        UNANSWERED = "unanswered", "Chưa trả lời"
        DOING = "doing", "Đang giải quyết"
        DONE = "done", "Đã giải quyết"
        EXPLAINED = "explained", "Giải trình, không có cơ sở giải quyết"
        PASSED_UP = "passed_up", "Chuyển cấp trên"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="recommendations", verbose_name="hội nghị")
    remark = models.ForeignKey(
        Remark, models.SET_NULL, related_name="recommendations", null=True, blank=True, verbose_name="nêu trong ý kiến"
    )
    text = models.TextField("nội dung kiến nghị", help_text="Không nêu tên người kiến nghị.")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="địa bàn")
    place_words = models.CharField("địa bàn, ghi bằng chữ", max_length=300, blank=True)
    level = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"vocabulary": Term.Vocabulary.LEVEL},
        verbose_name="cấp giải quyết",
    )
    responsible = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="nơi giải quyết")
    responsible_words = models.CharField("nơi giải quyết, ghi bằng chữ", max_length=300, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=State, default=State.UNANSWERED)
    answer = models.TextField("tóm tắt trả lời", blank=True)
    answer_number = models.CharField("số văn bản trả lời", max_length=60, blank=True, help_text="Thí dụ: 112/UBND-KT.")
    answer_date = models.DateField("ngày văn bản trả lời", null=True, blank=True)
    told_on = models.DateField("đã báo lại cho nơi kiến nghị ngày", null=True, blank=True)

    class Meta(Ordered.Meta):
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        constraints = [
            models.CheckConstraint(
                condition=Q(place=None) | Q(place_words=""),
                name="recommendation_place_unit_or_words",
                violation_error_message="Địa bàn: chọn một đơn vị, hoặc ghi bằng chữ; không ghi cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(responsible=None) | Q(responsible_words=""),
                name="recommendation_responsible_unit_or_words",
                violation_error_message="Nơi giải quyết: chọn một đơn vị, hoặc ghi bằng chữ; không ghi cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
