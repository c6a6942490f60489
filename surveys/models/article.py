"""The news item that was published about a meeting."""

from django.db import models

from danvan.history.tracking import track
from surveys.models.meeting import SurveyMeeting


@track()
class Article(models.Model):
    """A published item, as it stands on the outlet's page."""

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="articles", verbose_name="hội nghị")
    category = models.CharField("chuyên mục", max_length=100, blank=True)
    title = models.CharField("đầu đề", max_length=400)
    posted_at = models.DateTimeField("đăng lúc", null=True, blank=True)
    outlet = models.CharField("nơi đăng", max_length=200, blank=True)
    address = models.URLField("địa chỉ", blank=True)
    text = models.TextField("toàn văn", blank=True)

    class Meta:
        verbose_name = "tin đã đăng"
        verbose_name_plural = "tin đã đăng"
        ordering = ["posted_at", "pk"]

    def __str__(self) -> str:
        return self.title


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
