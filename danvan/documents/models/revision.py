"""Frozen papers: content that never changes again, and the files made from it."""

import pgtrigger
from django.conf import settings
from django.db import models

from danvan.documents.models.stored_file import StoredFile


class Revision(models.Model):
    """One frozen wording of a paper. Database triggers refuse any change or removal; corrections are further papers."""

    kind = models.CharField("loại văn bản", max_length=20, help_text="Tên của một PaperKind mà ứng dụng phía trên đăng ký.")
    number = models.PositiveIntegerField("bản số", default=1)
    content = models.JSONField("nội dung")
    schema_version = models.PositiveIntegerField("phiên bản cấu trúc")
    sha256 = models.CharField("SHA-256 của nội dung", max_length=64)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản đã chốt"
        verbose_name_plural = "bản đã chốt"
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind}, bản {self.number}"


class RevisionFile(models.Model):
    """A file made from a revision. A format may be added later, none replaced."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="files", verbose_name="bản đã chốt")
    format = models.CharField("định dạng", max_length=8)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    sha256 = models.CharField("SHA-256 của tệp", max_length=64)

    class Meta:
        verbose_name = "tệp của bản đã chốt"
        verbose_name_plural = "tệp của bản đã chốt"
        constraints = [models.UniqueConstraint(fields=["revision", "format"], name="revision_file_once_a_format")]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.revision} ({self.format})"
