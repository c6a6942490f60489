"""The survey meeting (hội nghị) itself, who calls it, whom it concerns, and its sessions."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from danvan.history.tracking import track
from danvan.units.models import Unit
from danvan.units.models.unit import NATURAL, folded
from surveys.models.base import HasWhen, Ordered, UnitOrWords
from surveys.models.frozen import freezes_with_minutes
from surveys.models.survey import Survey
from surveys.queries import SurveyMeetingQuerySet


@track()
class SurveyMeeting(models.Model):
    """A meeting that is logged: survey, briefing, dialogue. Its owning unit decides who may see it."""

    class Kind(models.TextChoices):
        SURVEY = "survey", "Hội nghị khảo sát"
        BRIEFING = "briefing", "Giao ban"
        DIALOGUE = "dialogue", "Đối thoại"
        OTHER = "other", "Hội nghị khác"

    class State(models.TextChoices):
        PLANNED = "planned", "Sắp họp"
        HELD = "held", "Đã họp"
        POSTPONED = "postponed", "Hoãn, dời lịch"
        CANCELLED = "cancelled", "Không tổ chức"

    class Origin(models.TextChoices):
        LIVE = "live", "Ghi tại hội nghị"
        ARCHIVE = "archive", "Nhập từ lưu trữ"

    class Section(models.TextChoices):
        """Parts of the record about which the source may be silent."""

        ATTENDANCE = "attendance", "Thành phần dự"
        ABSENCES = "absences", "Người vắng"
        OPENING = "opening", "Tuyên bố lý do, giới thiệu đại biểu"
        PRESENTATIONS = "presentations", "Báo cáo"
        REMARKS = "remarks", "Ý kiến phát biểu"
        VOTES = "votes", "Biểu quyết"
        CONCLUSIONS = "conclusions", "Kết luận, giao việc"
        PHOTOS = "photos", "Ảnh"

    class ChairWords(models.TextChoices):
        """What the source calls the chair's closing words; minutes keep its word."""

        CONCLUSION = "conclusion", "Kết luận"
        SPEECH = "speech", "Phát biểu"

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="meetings", verbose_name="đơn vị phụ trách")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="meetings", null=True, blank=True, verbose_name="thuộc cuộc khảo sát")
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="followed_by", null=True, blank=True, verbose_name="tiếp theo hội nghị"
    )
    kind = models.CharField("loại hội nghị", max_length=10, choices=Kind, default=Kind.SURVEY)
    title = models.CharField(
        "tên hội nghị",
        max_length=400,
        db_collation=NATURAL,
        help_text="Viết tiếp sau chữ “hội nghị”. Thí dụ: khảo sát việc thực hiện chuyên đề vai trò của tổ dân vận.",
    )
    topic = models.CharField("chuyên đề", max_length=400, blank=True)
    series = models.CharField("kỳ, lần", max_length=100, blank=True, help_text="Thí dụ: quý IV, lần 2, cụm 3.")
    state = models.CharField("tình trạng", max_length=10, choices=State, default=State.PLANNED)
    state_note = models.CharField("lý do hoãn, dời", max_length=300, blank=True)
    postponed_to = models.DateField("dời sang ngày", null=True, blank=True)
    origin = models.CharField("nguồn", max_length=8, choices=Origin, default=Origin.LIVE)
    origin_note = models.CharField("nhập từ", max_length=200, blank=True, help_text="Thí dụ: tin đăng ngày 20/10/2017.")
    opened_by = models.ForeignKey(
        "Attendance", models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="người tuyên bố lý do, giới thiệu đại biểu"
    )
    discussion = models.TextField("thảo luận làm rõ", blank=True, help_text="Các ý kiến đã làm rõ những gì.")
    chair_words = models.CharField("lời chủ trì gọi là", max_length=10, choices=ChairWords, default=ChairWords.CONCLUSION)
    unknown_sections = ArrayField(
        models.CharField(max_length=14, choices=Section), default=list, blank=True, verbose_name="nguồn không nói rõ về"
    )
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="logged_meetings",
        null=True,
        blank=True,
        editable=False,
        verbose_name="người lập",
    )
    title_folded = folded("title")

    objects = SurveyMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "hội nghị"
        verbose_name_plural = "hội nghị"
        ordering = ["-pk"]
        indexes = [GinIndex(fields=["title_folded"], opclasses=["gin_trgm_ops"], name="meeting_title_trgm")]
        triggers = [freezes_with_minutes("OLD.id", inserts=False)]

    def __str__(self) -> str:
        return self.full_title

    def save(self, *args: object, **kwargs: object) -> None:
        """Save; a new meeting gets its minutes in the same transaction."""
        from surveys.models.minutes import Minutes

        with transaction.atomic():
            is_new = self._state.adding
            super().save(*args, **kwargs)  # type: ignore[arg-type]
            if is_new:
                archived = self.origin == self.Origin.ARCHIVE
                Minutes.objects.create(meeting=self, state=Minutes.State.ARCHIVE if archived else Minutes.State.WRITING)

    def get_absolute_url(self) -> str:
        return reverse("surveys:meeting-detail", args=[self.pk])

    @property
    def full_title(self) -> str:
        """ "Hội nghị" and the title, with series, as a heading."""
        name = self.title if self.title.lower().startswith("hội nghị") else f"Hội nghị {self.title}"
        return f"{name} ({self.series})" if self.series else name

    @property
    def is_frozen(self) -> bool:
        """Whether its minutes are signed; then nothing of it changes any more."""
        return self.minutes.is_signed

    def days(self) -> tuple[date | None, date | None]:
        """First and last known day, from the sessions; None where unknown."""
        ranges = [session.when_range for session in self.sessions.all() if session.when_range]
        first = min((r.lower for r in ranges if r.lower), default=None)
        last = max((r.upper for r in ranges if r.upper), default=None)
        return first, last - timedelta(days=1) if last else None


@track()
class MeetingOrganizer(Ordered, UnitOrWords):
    """Who calls the meeting, in the order printed."""

    class Role(models.TextChoices):
        LEAD = "lead", "Chủ trì tổ chức"
        JOINT = "joint", "Phối hợp tổ chức"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="organizers", verbose_name="hội nghị")
    role = models.CharField("vai trò", max_length=6, choices=Role, default=Role.LEAD)

    class Meta(Ordered.Meta, UnitOrWords.Meta):
        verbose_name = "cơ quan tổ chức"
        verbose_name_plural = "cơ quan tổ chức"
        triggers = [freezes_with_minutes()]


@track()
class MeetingUnit(Ordered, UnitOrWords):
    """A unit that the meeting is about or held for, of any level."""

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="concerned_units", verbose_name="hội nghị")

    class Meta(Ordered.Meta, UnitOrWords.Meta):
        verbose_name = "đơn vị được khảo sát"
        verbose_name_plural = "đơn vị được khảo sát"
        triggers = [freezes_with_minutes()]


@track()
class MeetingSession(Ordered, HasWhen):
    """One sitting (buổi, cụm) of a meeting. Hours and place stay unknown where the source does not give them."""

    class PartOfDay(models.TextChoices):
        MORNING = "morning", "Sáng"
        AFTERNOON = "afternoon", "Chiều"
        EVENING = "evening", "Tối"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="sessions", verbose_name="hội nghị")
    label = models.CharField("tên buổi, cụm", max_length=100, blank=True)
    part_of_day = models.CharField("buổi", max_length=10, choices=PartOfDay, blank=True)
    start = models.TimeField("bắt đầu lúc", null=True, blank=True)
    end = models.TimeField("kết thúc lúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=300, blank=True)
    place_area = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="thuộc phường, xã", help_text="In sau địa điểm."
    )
    units_words = models.CharField("đơn vị dự, ghi bằng chữ", max_length=300, blank=True, help_text="Thí dụ: 7 đơn vị.")

    class Meta(Ordered.Meta):
        verbose_name = "buổi họp"
        verbose_name_plural = "các buổi họp"
        indexes = [GistIndex(fields=["when_range"], name="session_when")]
        triggers = [freezes_with_minutes()]
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(start__lt=F("end")),
                name="session_ends_after_it_starts",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.label or self.when_text or f"buổi {self.order}"


@track()
class SessionUnit(UnitOrWords):
    """A unit that takes part in a session."""

    session = models.ForeignKey(MeetingSession, models.CASCADE, related_name="units", verbose_name="buổi họp")

    class Meta(UnitOrWords.Meta):
        verbose_name = "đơn vị dự buổi họp"
        verbose_name_plural = "đơn vị dự buổi họp"
        triggers = [freezes_with_minutes("(SELECT meeting_id FROM surveys_meetingsession WHERE id = {row}.session_id)")]
