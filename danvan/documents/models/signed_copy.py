"""The signed paper as it lies in the file: the scan of the sheet that was signed by hand, or the PDF with digital signatures."""

import pgtrigger
from django.conf import settings
from django.db import models

from danvan.documents.models.revision import Revision
from danvan.documents.models.stored_file import StoredFile


class SignedCopy(models.Model):
    """A copy kept beside the portal's own file, which stays as it is. A wrong one is followed by another; none is replaced."""

    class Kind(models.TextChoices):
        SCAN = "scan", "Bản quét của bản ký tay"
        DIGITAL = "digital", "Tệp PDF đã ký số"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="signed_copies", verbose_name="bản đã chốt")
    kind = models.CharField("loại bản ký", max_length=8, choices=Kind, default=Kind.SCAN)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    sha256 = models.CharField("SHA-256 của tệp", max_length=64)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đưa lên")
    added_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản ký lưu"
        verbose_name_plural = "bản ký lưu"
        ordering = ["added_at", "pk"]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.get_kind_display()
