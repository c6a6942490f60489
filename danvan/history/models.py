"""Who read what: the log of accesses that must be answerable for."""

from django.conf import settings
from django.db import models


class AccessRecord(models.Model):
    """One reading of something sensitive (a restricted remark, an export with names). Kept, never changed."""

    at = models.DateTimeField("lúc", auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người xem", related_name="access_records")
    what = models.CharField("đã xem", max_length=200)
    object_label = models.CharField("loại", max_length=100)
    object_pk = models.BigIntegerField("mã")

    class Meta:
        verbose_name = "lượt xem"
        verbose_name_plural = "nhật ký xem"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["object_label", "object_pk"])]

    def __str__(self) -> str:
        return f"{self.what} ({self.user})"
