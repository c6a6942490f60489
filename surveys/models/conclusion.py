"""What the chair said at the end, and what was asked of whom. A directive is a yêu cầu or nhiệm vụ giao, never a chỉ thị."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.history.tracking import track
from danvan.vietnamese.when import When
from surveys.models.base import Ordered, UnitOrWords
from surveys.models.frozen import freezes_with_minutes
from surveys.models.meeting import SurveyMeeting


@track()
class Conclusion(Ordered):
    """A point of the chair's closing words that asks nothing of anybody: an assessment, a view."""

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="conclusions", verbose_name="hội nghị")
    text = models.TextField("nội dung")

    class Meta(Ordered.Meta):
        verbose_name = "ý kiến chủ trì"
        verbose_name_plural = "ý kiến chủ trì"
        triggers = [freezes_with_minutes()]

    def __str__(self) -> str:
        return self.text[:80]


@track()
class Directive(Ordered):
    """Something asked of named addressees, by when the source says, or without a time."""

    class Verb(models.TextChoices):
        ASK = "ask", "Yêu cầu"
        PROPOSE = "propose", "Đề nghị"
        GIVE = "give", "Giao"
        ASSIGN = "assign", "Phân công"

    class OfficeClass(models.TextChoices):
        DATED = "dated", "Có thời hạn"
        STANDING = "standing", "Thường xuyên"

    class State(models.TextChoices):
        NOT_REPORTED = "not_reported", "Chưa báo cáo"
        DOING = "doing", "Đang thực hiện"
        DONE = "done", "Đã hoàn thành"
        STANDING = "standing", "Thực hiện thường xuyên"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="directives", verbose_name="hội nghị")
    text = models.TextField("nội dung yêu cầu")
    verb = models.CharField("động từ", max_length=8, choices=Verb, default=Verb.ASK, help_text="Giữ chữ mà đồng chí chủ trì đã dùng.")
    due_text = models.CharField("thời hạn, nguyên văn", max_length=200, blank=True)
    due_range = DateRangeField("hạn", null=True, blank=True)
    due_inferred = models.BooleanField("hạn suy ra", default=False)
    office_class = models.CharField("văn phòng xếp loại", max_length=8, choices=OfficeClass, blank=True)
    review_months = models.PositiveSmallIntegerField("rà soát mỗi (tháng)", null=True, blank=True)
    product = models.CharField("sản phẩm", max_length=300, blank=True)

    class Meta(Ordered.Meta):
        verbose_name = "việc yêu cầu, giao"
        verbose_name_plural = "việc yêu cầu, giao"
        triggers = [freezes_with_minutes()]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def state(self) -> str:
        """The state after the last follow-up: it goes on changing when the minutes are frozen."""
        steps = list(self.follow_ups.all())
        return steps[-1].state if steps else self.State.NOT_REPORTED

    @property
    def state_label(self) -> str:
        """The state in words."""
        return self.State(self.state).label

    @property
    def due(self) -> When:
        """The three due columns as one value."""
        start = self.due_range.lower if self.due_range else None
        end = self.due_range.upper if self.due_range else None
        return When(text=self.due_text, start=start, end=end, inferred=self.due_inferred)

    @due.setter
    def due(self, value: When) -> None:
        self.due_text = value.text
        self.due_range = DateRange(value.start, value.end) if value.start or value.end else None
        self.due_inferred = value.inferred


@track()
class DirectiveAddressee(Ordered, UnitOrWords):
    """Who is asked: leads, supports, or simply addressed."""

    class Role(models.TextChoices):
        ADDRESSEE = "addressee", "Thực hiện"
        LEAD = "lead", "Chủ trì"
        SUPPORT = "support", "Phối hợp"

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="addressees", verbose_name="việc")
    role = models.CharField("vai trò", max_length=9, choices=Role, default=Role.ADDRESSEE)

    class Meta(Ordered.Meta, UnitOrWords.Meta):
        verbose_name = "nơi thực hiện"
        verbose_name_plural = "nơi thực hiện"
        triggers = [freezes_with_minutes("(SELECT meeting_id FROM surveys_directive WHERE id = {row}.directive_id)")]


@track()
class FollowUp(models.Model):
    """A step in carrying out a directive: who reported what, by which paper. Goes on after the minutes are signed."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="follow_ups", verbose_name="việc")
    on = models.DateField("ngày")
    text = models.TextField("kết quả")
    document = models.CharField("số, ngày văn bản", max_length=120, blank=True)
    state = models.CharField("tình trạng sau đó", max_length=12, choices=Directive.State, default=Directive.State.DOING)

    class Meta:
        verbose_name = "kết quả thực hiện"
        verbose_name_plural = "kết quả thực hiện"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.text[:60]}"
