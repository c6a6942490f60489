"""The news item (tin, bài) about a meeting: how it comes about, its photos, what was read of it, and the unit's own page for such items."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from danvan.documents.models import StoredFile
from danvan.history.tracking import track
from danvan.units.models import Unit
from danvan.vietnamese.text import fold
from surveys.models.base import Ordered
from surveys.models.meeting import SurveyMeeting
from surveys.models.parts import Photo
from surveys.news_queries import ArticleQuerySet

_LONGEST_SLUG = 80


@track()
class Article(models.Model):
    """A news item. One that was written down after it had been posted elsewhere (`taken_over`) is posted from the start;
    one that is written here is approved by a second person before it is posted (domain.md, "News")."""

    class State(models.TextChoices):
        WRITING = "writing", "Đang soạn"
        WAITING = "waiting", "Chờ duyệt"
        APPROVED = "approved", "Đã duyệt"
        POSTED = "posted", "Đã đăng"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="articles", verbose_name="hội nghị")
    state = models.CharField("tình trạng", max_length=8, choices=State, default=State.POSTED, editable=False)
    taken_over = models.BooleanField("ghi lại từ nơi đã đăng", default=True, editable=False)
    category = models.CharField("chuyên mục", max_length=100, blank=True)
    title = models.CharField("đầu đề", max_length=400)
    lead = models.TextField("lời dẫn", blank=True, help_text="Một, hai câu in đậm ở đầu tin.")
    text = models.TextField("toàn văn", blank=True)
    posted_at = models.DateTimeField("đăng lúc", null=True, blank=True)
    outlet = models.CharField("nơi đăng", max_length=200, blank=True)
    address = models.URLField("địa chỉ", blank=True)
    public = models.BooleanField("hiện trên trang tin của đơn vị", default=False, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="người soạn, trình"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="người duyệt"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "tin"
        verbose_name_plural = "tin"
        ordering = ["posted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(author=None) | Q(approved_by=None) | ~Q(approved_by=F("author")),
                name="article_approved_by_another",
                violation_error_message="Người duyệt phải là đồng chí khác, không phải người soạn, trình tin.",
            ),
            models.CheckConstraint(
                condition=Q(taken_over=True, state="posted", approved_by=None)
                | Q(taken_over=False, state__in=["writing", "waiting"], approved_by=None)
                | Q(taken_over=False, state__in=["approved", "posted"], approved_by__isnull=False),
                name="article_posted_when_approved",
                violation_error_message="Tin chưa được duyệt nên chưa đăng được.",
            ),
            models.CheckConstraint(
                condition=Q(public=False) | Q(state="posted", posted_at__isnull=False),
                name="article_public_when_posted",
                violation_error_message="Chỉ tin đã đăng và đã rõ ngày đăng mới hiện trên trang tin.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:article", args=[self.pk])

    @property
    def slug(self) -> str:
        """The title in plain letters, for the address of the public page."""
        words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(self.title)).split()
        return "-".join(words)[:_LONGEST_SLUG].strip("-") or "tin"

    @property
    def public_url(self) -> str:
        """Its address on the unit's own page; opens only while it is shown there."""
        return reverse("news:item", args=[self.pk, self.slug])

    @property
    def is_written_here(self) -> bool:
        """Whether it is still being written: only then its words and photos change."""
        return self.state == self.State.WRITING


@track()
class ArticlePhoto(Ordered):
    """A photo chosen for a news item. File and caption are those of the choice: a photo changed later is not in what was approved."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="photos", verbose_name="tin")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="+", verbose_name="ảnh của hội nghị")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="tệp ảnh")
    caption = models.CharField("chú thích trong tin", max_length=400)

    class Meta(Ordered.Meta):
        verbose_name = "ảnh trong tin"
        verbose_name_plural = "ảnh trong tin"
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="article_photo_once")]

    def __str__(self) -> str:
        return self.caption


@track()
class ArticleStep(models.Model):
    """A step of a news item: who moved it to which state, when, with what words."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="steps", verbose_name="tin")
    state = models.CharField("chuyển sang", max_length=8, choices=Article.State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người thực hiện")
    at = models.DateTimeField("lúc", auto_now_add=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "bước của tin"
        verbose_name_plural = "các bước của tin"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class ArticleHits(models.Model):
    """How often the public page of an item was opened. Not in the history: a row a visit would say who read what and when."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="hits", verbose_name="tin")
    count = models.PositiveIntegerField("số lần mở", default=0)

    class Meta:
        verbose_name = "số lần mở tin"
        verbose_name_plural = "số lần mở tin"

    def __str__(self) -> str:
        return f"{self.count} lần mở"


@track()
class ViewReading(models.Model):
    """How many views the page showed, and when that was read; the day may be unknown."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="view_readings", verbose_name="tin")
    views = models.PositiveIntegerField("lượt xem")
    read_on = models.DateField("đọc ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lượt xem"
        verbose_name_plural = "lượt xem"
        ordering = ["read_on", "pk"]

    def __str__(self) -> str:
        return f"{self.views} lượt xem"


@track()
class NewsPage(models.Model):
    """Whether a unit shows its news items on the portal's own public page; off until somebody switches it on."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="news_page", verbose_name="đơn vị", editable=False)
    on = models.BooleanField("mở trang tin công khai", default=False)
    name = models.CharField("tên trang tin", max_length=120, blank=True, help_text="Để trống thì lấy tên đơn vị.")

    class Meta:
        verbose_name = "trang tin của đơn vị"
        verbose_name_plural = "trang tin của các đơn vị"

    def __str__(self) -> str:
        return self.name or str(self.unit)
