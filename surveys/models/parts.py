"""Other rows of a meeting: reports presented, figures stated, themes, votes, photos."""

from django.db import models

from danvan.documents.models import StoredFile
from danvan.history.tracking import track
from surveys.models.attendance import Attendance
from surveys.models.base import Ordered
from surveys.models.frozen import freezes_with_minutes
from surveys.models.meeting import MeetingSession, SurveyMeeting
from surveys.models.term import Term


@track()
class Presentation(Ordered):
    """A report presented at the meeting."""

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="presentations", verbose_name="hội nghị")
    session = models.ForeignKey(MeetingSession, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="buổi")
    presenter = models.ForeignKey(
        Attendance, models.PROTECT, related_name="presentations", null=True, blank=True, verbose_name="người báo cáo"
    )
    presenter_words = models.CharField("hoặc ghi bằng chữ", max_length=300, blank=True)
    title = models.CharField("báo cáo về", max_length=400, help_text="Thí dụ: báo cáo kết quả thực hiện chuyên đề.")
    content = models.TextField("nội dung báo cáo", blank=True, help_text="Mỗi đoạn một ý.")
    handed_out = models.BooleanField("có tài liệu kèm theo", null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="tệp")

    class Meta(Ordered.Meta):
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo tại hội nghị"
        triggers = [freezes_with_minutes()]

    def __str__(self) -> str:
        return self.title


@track()
class StatedFigure(Ordered):
    """A figure as somebody said or wrote it. Never computed, never forced to agree with rows."""

    class Precision(models.TextChoices):
        EXACT = "exact", "đúng"
        ABOUT = "about", "khoảng"
        OVER = "over", "hơn, trên"
        MANY = "many", "nhiều, không rõ số"

    class About(models.TextChoices):
        REMARKS = "remarks", "Số ý kiến phát biểu"
        TEAMS = "teams", "Số tổ dân vận"
        PEOPLE = "people", "Số người dự"
        UNITS = "units", "Số đơn vị"
        OTHER = "other", "Số liệu khác"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="stated_figures", verbose_name="hội nghị")
    session = models.ForeignKey(MeetingSession, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="buổi")
    presentation = models.ForeignKey(
        Presentation, models.PROTECT, related_name="figures", null=True, blank=True, verbose_name="trong báo cáo"
    )
    about = models.CharField("số liệu về", max_length=8, choices=About, default=About.OTHER)
    wording = models.CharField("nguyên văn", max_length=300, help_text="Thí dụ: 09 ý kiến; hơn 20 lượt.")
    value = models.DecimalField("giá trị", max_digits=16, decimal_places=2, null=True, blank=True)
    unit_name = models.CharField("đơn vị tính", max_length=60, blank=True)
    precision = models.CharField("mức chính xác", max_length=5, choices=Precision, default=Precision.EXACT)

    class Meta(Ordered.Meta):
        verbose_name = "số liệu đã nêu"
        verbose_name_plural = "số liệu đã nêu"
        triggers = [freezes_with_minutes()]

    def __str__(self) -> str:
        return self.wording


@track()
class Theme(Ordered):
    """A theme of the discussion, numbered as the source prints it."""

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="themes", verbose_name="hội nghị")
    number = models.CharField("số như in", max_length=20, blank=True)
    text = models.TextField("nội dung")
    field = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to={"vocabulary": Term.Vocabulary.FIELD},
        verbose_name="lĩnh vực",
    )

    class Meta(Ordered.Meta):
        verbose_name = "nội dung thảo luận"
        verbose_name_plural = "nội dung thảo luận"
        triggers = [freezes_with_minutes()]

    def __str__(self) -> str:
        return self.text[:80]


@track()
class Vote(Ordered):
    """A vote with its form and figures; figures that were not said stay empty."""

    class Form(models.TextChoices):
        HANDS = "hands", "Giơ tay"
        BALLOT = "ballot", "Bỏ phiếu kín"
        OTHER = "other", "Hình thức khác"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="votes", verbose_name="hội nghị")
    subject = models.CharField("nội dung biểu quyết", max_length=400)
    form = models.CharField("hình thức", max_length=6, choices=Form, blank=True)
    total = models.PositiveIntegerField("số người biểu quyết", null=True, blank=True)
    in_favor = models.PositiveIntegerField("đồng ý", null=True, blank=True)
    against = models.PositiveIntegerField("không đồng ý", null=True, blank=True)
    abstained = models.PositiveIntegerField("không có ý kiến", null=True, blank=True)
    wording = models.CharField("kết quả, nguyên văn", max_length=300, blank=True)

    class Meta(Ordered.Meta):
        verbose_name = "biểu quyết"
        verbose_name_plural = "biểu quyết"
        triggers = [freezes_with_minutes()]

    def __str__(self) -> str:
        return self.subject


@track()
class Photo(Ordered):
    """A photo with its caption; an archive may have the caption alone."""

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="photos", verbose_name="hội nghị")
    caption = models.CharField("chú thích ảnh", max_length=400)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="tệp ảnh")

    class Meta(Ordered.Meta):
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        triggers = [freezes_with_minutes()]

    def __str__(self) -> str:
        return self.caption
