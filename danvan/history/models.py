"""Who read what, and which texts were taken out: the two logs that must be answerable for."""

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


class Redaction(models.Model):
    """A text was taken out of its row and of the row's history: who, when, why remain. Written by the database's own function only."""

    at = models.DateTimeField("lúc")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người làm", related_name="redactions")
    table = models.CharField("bảng", max_length=63)
    column = models.CharField("cột", max_length=63)
    object_pk = models.BigIntegerField("mã")
    reason = models.TextField("lý do")

    class Meta:
        verbose_name = "lần xóa nội dung"
        verbose_name_plural = "các lần xóa nội dung"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["table", "object_pk"])]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="redaction_says_why")]

    def __str__(self) -> str:
        return self.reason
