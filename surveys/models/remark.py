"""What people said, one row a turn to speak."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.history.tracking import track
from surveys.models.attendance import Attendance
from surveys.models.base import Ordered, UnitOrWords
from surveys.models.frozen import freezes_with_minutes
from surveys.models.meeting import MeetingSession, SurveyMeeting
from surveys.models.term import Term
from surveys.queries import RemarkQuerySet

OF_REMARK = "(SELECT meeting_id FROM surveys_remark WHERE id = {row}.remark_id)"


@track()
class Remark(Ordered):
    """One remark. `text` is the edited text, the one that counts; restricted ones show it only to few."""

    class Form(models.TextChoices):
        ORAL = "oral", "Phát biểu"
        WRITTEN = "written", "Bằng văn bản"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="remarks", verbose_name="hội nghị")
    uuid = models.UUIDField("mã của máy ghi", default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(MeetingSession, models.PROTECT, related_name="remarks", null=True, blank=True, verbose_name="buổi")
    order_known = models.BooleanField("đã rõ thứ tự phát biểu", default=True)
    speaker = models.ForeignKey(Attendance, models.PROTECT, related_name="remarks", null=True, blank=True, verbose_name="người phát biểu")
    speaker_words = models.CharField("người phát biểu, ghi bằng chữ", max_length=300, blank=True)
    form = models.CharField("hình thức", max_length=8, choices=Form, default=Form.ORAL)
    text = models.TextField("nội dung ý kiến", blank=True)
    report_text = models.TextField(
        "nội dung dùng cho báo cáo", blank=True, help_text="Không nêu tên người. Dùng thay khi ý kiến hạn chế xem."
    )
    kind = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"vocabulary": Term.Vocabulary.REMARK_KIND},
        verbose_name="loại",
    )
    content_group = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"vocabulary": Term.Vocabulary.CONTENT_GROUP},
        verbose_name="nhóm nội dung",
    )
    anonymous = models.BooleanField("không ghi tên", default=False, help_text="Biên bản chỉ ghi chức vụ, đơn vị.")
    restricted = models.BooleanField("hạn chế xem", default=False, help_text="Chỉ người ghi, chủ trì và trưởng đơn vị xem được toàn văn.")
    started = models.TimeField("bắt đầu lúc", null=True, blank=True)
    ended = models.TimeField("xong lúc", null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="written_remarks",
        null=True,
        blank=True,
        editable=False,
        verbose_name="người ghi",
    )

    objects = RemarkQuerySet.as_manager()

    class Meta(Ordered.Meta):
        verbose_name = "ý kiến"
        verbose_name_plural = "ý kiến phát biểu"
        triggers = [freezes_with_minutes()]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker=None) ^ Q(speaker_words=""),
                name="remark_speaker_from_list_or_words",
                violation_error_message="Chọn người phát biểu trong danh sách, hoặc ghi bằng chữ; không ghi cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(started=None) | Q(ended=None) | Q(started__lte=models.F("ended")),
                name="remark_ends_after_it_starts",
                violation_error_message="Giờ xong phải sau giờ bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"ý kiến của {self.speaker_label}"

    @property
    def speaker_label(self) -> str:
        """The speaker as everybody may see it: an anonymous one by post and unit only."""
        if self.anonymous:
            return (self.speaker.title if self.speaker else "") or "Không ghi tên"
        return str(self.speaker) if self.speaker else self.speaker_words

    @property
    def public_text(self) -> str:
        """The text for everybody who may see the meeting; a restricted remark gives only its text for reports."""
        return self.report_text if self.restricted else self.text


@track()
class RemarkField(models.Model):
    """A field (lĩnh vực) that a remark touches."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="field_links")
    field = models.ForeignKey(
        Term, models.PROTECT, related_name="+", limit_choices_to={"vocabulary": Term.Vocabulary.FIELD}, verbose_name="lĩnh vực"
    )

    class Meta:
        verbose_name = "lĩnh vực của ý kiến"
        verbose_name_plural = "lĩnh vực của ý kiến"
        constraints = [models.UniqueConstraint(fields=["remark", "field"], name="remark_field_once")]
        triggers = [freezes_with_minutes(OF_REMARK)]

    def __str__(self) -> str:
        return str(self.field)


@track()
class RemarkPlace(UnitOrWords):
    """A place that a remark speaks of."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="places")

    class Meta(UnitOrWords.Meta):
        verbose_name = "nơi nêu trong ý kiến"
        verbose_name_plural = "nơi nêu trong ý kiến"
        triggers = [freezes_with_minutes(OF_REMARK)]


@track()
class RemarkAnswer(models.Model):
    """A remark (tiếp thu, giải trình) answers another one of the same meeting."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="answers")
    answered = models.ForeignKey(Remark, models.CASCADE, related_name="answered_by", verbose_name="trả lời ý kiến")

    class Meta:
        verbose_name = "trả lời"
        verbose_name_plural = "trả lời"
        constraints = [
            models.UniqueConstraint(fields=["remark", "answered"], name="remark_answers_once"),
            models.CheckConstraint(condition=~Q(remark=models.F("answered")), name="remark_answers_another"),
        ]
        triggers = [freezes_with_minutes(OF_REMARK)]

    def __str__(self) -> str:
        return f"trả lời {self.answered}"
