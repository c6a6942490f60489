"""Papers of a survey or a meeting besides its minutes: plan, invitation, notice of conclusions, letters, lists (van-ban-mau.md, 2)."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from danvan.documents.models import EditedPart, PaperNumber, Revision, StoredFile
from danvan.history.tracking import track
from danvan.units.models import Unit
from surveys.models.frozen import freezes_with_minutes
from surveys.models.meeting import SurveyMeeting
from surveys.models.minutes import Minutes
from surveys.models.survey import Survey
from surveys.queries import PaperQuerySet


@track()
class Paper(models.Model):
    """One paper: what it is, what it is made of, how far it has come. Its words are composed from the data until somebody edits a part."""

    class Kind(models.TextChoices):
        PLAN = "plan", "Kế hoạch khảo sát"
        INVITATION = "invitation", "Giấy mời và chương trình"
        POSTPONEMENT = "postponement", "Thông báo hoãn, dời lịch"
        ATTENDEES = "attendees", "Danh sách đại biểu để ký tên"
        PLATES = "plates", "Bảng tên"
        SLIP = "slip", "Phiếu ghi ý kiến"
        EXTRACT = "extract", "Trích sao biên bản"
        ADDENDUM = "addendum", "Biên bản bổ sung, đính chính"
        NOTICE = "notice", "Thông báo kết luận"
        REPORT = "report", "Báo cáo kết quả khảo sát"
        LETTER = "letter", "Công văn gửi nơi giải quyết kiến nghị"
        REMINDER = "reminder", "Công văn nhắc"
        FOLLOW_UP = "follow_up", "Sổ theo dõi thực hiện kết luận"

    class State(models.TextChoices):
        WRITING = "writing", "Đang soạn"
        DRAFT = "draft", "Dự thảo"
        SUBMITTED = "submitted", "Đã trình"
        SIGNED = "signed", "Đã ký"

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="papers", verbose_name="cơ quan ban hành")
    kind = models.CharField("loại văn bản", max_length=12, choices=Kind)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="papers", null=True, blank=True, verbose_name="cuộc khảo sát")
    meeting = models.ForeignKey(SurveyMeeting, models.PROTECT, related_name="papers", null=True, blank=True, verbose_name="hội nghị")
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="followed_by", null=True, blank=True, verbose_name="tiếp theo, sửa cho văn bản"
    )
    state = models.CharField("tình trạng", max_length=10, choices=State, default=State.WRITING)
    number = models.CharField("số văn bản", max_length=20, blank=True)
    registered = models.OneToOneField(
        PaperNumber, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="số trong sổ văn bản đi"
    )
    date = models.DateField("ngày văn bản", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=400, blank=True, help_text="Để trống thì lấy theo số liệu đã ghi.")
    addressee = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="gửi đơn vị")
    addressee_words = models.CharField("hoặc ghi nơi nhận bằng chữ", max_length=300, blank=True)
    due = models.DateField("trước ngày", null=True, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    contact = models.CharField("người liên hệ, điện thoại", max_length=200, blank=True)
    quoted = ArrayField(models.CharField(max_length=10), default=list, blank=True, verbose_name="phần được trích")
    recipients = models.TextField("nơi nhận", blank=True, help_text="Mỗi dòng một nơi. Để trống thì lấy theo loại văn bản.")
    signer_capacity = models.CharField("thẩm quyền ký", max_length=80, blank=True, help_text="Thí dụ: K/T TRƯỞNG BAN.")
    signer_post = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = models.CharField("họ và tên người ký", max_length=120, blank=True)
    profile = models.CharField("thể thức dùng thay", max_length=20, blank=True)
    profile_reason = models.CharField("lý do dùng thể thức khác", max_length=300, blank=True)
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="paper", null=True, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người lập")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(survey=None) ^ Q(meeting=None), name="paper_of_a_survey_or_a_meeting"),
            models.CheckConstraint(condition=Q(state="signed") ^ Q(revision=None), name="signed_papers_have_a_revision"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="freeze_signed", operation=pgtrigger.Update | pgtrigger.Delete, condition=pgtrigger.Q(old__state="signed")
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("surveys:paper", args=[self.pk])

    @property
    def source(self) -> Survey | SurveyMeeting:
        """What the paper belongs to."""
        source = self.survey or self.meeting
        assert source is not None  # noqa: S101 - the database holds it (paper_of_a_survey_or_a_meeting)
        return source

    @property
    def is_signed(self) -> bool:
        """Whether the paper is frozen by signature."""
        return self.state == self.State.SIGNED


@track()
class PaperStep(models.Model):
    """A step of a paper: who moved it to which state, when, with what words."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="steps", verbose_name="văn bản")
    state = models.CharField("chuyển sang", max_length=10, choices=Paper.State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thực hiện")
    at = models.DateTimeField("lúc", auto_now_add=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "bước của văn bản"
        verbose_name_plural = "các bước của văn bản"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class _FreezeWithPaper(pgtrigger.Trigger):
    """Refuses a change of an edited part once its paper is signed."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    declare = [("signed_one", "record")]

    def get_func(self, model: object) -> str:
        return """
            FOR signed_one IN SELECT state FROM surveys_paper WHERE id IN (NEW.paper_id, OLD.paper_id) FOR SHARE LOOP
                IF signed_one.state = 'signed' THEN
                    RAISE EXCEPTION 'Văn bản đã ký, nội dung không sửa được nữa.' USING ERRCODE = 'check_violation';
                END IF;
            END LOOP;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


class WordImport(models.Model):
    """A Word file that came back corrected: kept as it came, with what was taken over from it and when."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="word_imports", null=True, blank=True, verbose_name="biên bản")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="word_imports", null=True, blank=True, verbose_name="văn bản")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp Word đã sửa")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhập")
    brought_at = models.DateTimeField("nhập lúc", auto_now_add=True)
    taken_at = models.DateTimeField("lấy vào lúc", null=True, blank=True)
    taken = models.PositiveIntegerField("số chỗ lấy vào", default=0)
    left = models.PositiveIntegerField("số chỗ không lấy", default=0)

    class Meta:
        verbose_name = "bản Word đã sửa"
        verbose_name_plural = "các bản Word đã sửa"
        ordering = ["-brought_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(minutes=None) ^ Q(paper=None), name="word_import_of_minutes_or_a_paper")]

    def __str__(self) -> str:
        return self.file.name


@track()
class PaperPart(EditedPart):
    """A part of a paper that somebody wrote."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="parts", verbose_name="văn bản")

    class Meta:
        verbose_name = "phần đã sửa của văn bản"
        verbose_name_plural = "các phần đã sửa của văn bản"
        constraints = [models.UniqueConstraint(fields=["paper", "key"], name="paper_part_once")]
        triggers = [_FreezeWithPaper(name="freeze_with_paper")]


@track()
class MinutesPart(EditedPart):
    """A part of a meeting's minutes that somebody wrote, the chair in Word for one."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="parts", verbose_name="biên bản")

    class Meta:
        verbose_name = "phần đã sửa của biên bản"
        verbose_name_plural = "các phần đã sửa của biên bản"
        constraints = [models.UniqueConstraint(fields=["minutes", "key"], name="minutes_part_once")]
        triggers = [freezes_with_minutes("(SELECT meeting_id FROM surveys_minutes WHERE id = {row}.minutes_id)")]
