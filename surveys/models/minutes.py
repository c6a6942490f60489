"""The minutes of a meeting and their way to signature."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.documents.models import PaperNumber, Revision
from danvan.history.tracking import track
from surveys.models.meeting import SurveyMeeting


@track()
class Minutes(models.Model):
    """State and paper particulars of a meeting's minutes. The text is composed from the meeting until it is signed."""

    class State(models.TextChoices):
        WRITING = "writing", "Đang ghi"
        DRAFT = "draft", "Dự thảo"
        WITH_CHAIR = "with_chair", "Đã trình chủ trì"
        SIGNED = "signed", "Đã ký"
        ARCHIVE = "archive", "Nhập từ lưu trữ"

    meeting = models.OneToOneField(SurveyMeeting, models.CASCADE, related_name="minutes", verbose_name="hội nghị")
    state = models.CharField("tình trạng biên bản", max_length=10, choices=State, default=State.WRITING)
    number = models.CharField("số biên bản", max_length=20, blank=True, help_text="Số văn thư cấp, thí dụ: 05. Để trống nếu không lấy số.")
    registered = models.OneToOneField(
        PaperNumber, models.PROTECT, related_name="minutes", null=True, blank=True, editable=False, verbose_name="dòng trong sổ"
    )
    date = models.DateField("ngày ghi trên biên bản", null=True, blank=True, help_text="Để trống thì lấy ngày họp cuối cùng.")
    copies = models.PositiveSmallIntegerField("lập thành mấy bản", null=True, blank=True)
    kept_at = models.CharField("lưu tại", max_length=200, blank=True)
    read_back = models.BooleanField("đã đọc lại tại hội nghị, các thành viên nhất trí", default=False)
    profile = models.CharField("thể thức dùng thay", max_length=20, blank=True)
    profile_reason = models.CharField("lý do dùng thể thức khác", max_length=300, blank=True)
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="minutes", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "biên bản"
        verbose_name_plural = "biên bản"
        triggers = [
            pgtrigger.Protect(
                name="freeze_signed", operation=pgtrigger.Update | pgtrigger.Delete, condition=pgtrigger.Q(old__state="signed")
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state="signed") ^ Q(revision=None), name="signed_minutes_have_a_revision"),
        ]

    def __str__(self) -> str:
        return f"Biên bản {self.meeting}"

    @property
    def is_signed(self) -> bool:
        """Whether the minutes are frozen by signature."""
        return self.state == self.State.SIGNED


@track()
class MinutesStep(models.Model):
    """A step of the minutes: who moved them to which state, when, with what words."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="steps", verbose_name="biên bản")
    state = models.CharField("chuyển sang", max_length=10, choices=Minutes.State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thực hiện")
    at = models.DateTimeField("lúc", auto_now_add=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "bước của biên bản"
        verbose_name_plural = "các bước của biên bản"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()
