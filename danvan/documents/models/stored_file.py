"""Uploads and made files: the only way to keep one."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models


class StoredFile(models.Model):
    """A file outside the web root, named by its hash; served only through a page's permission check."""

    sha256 = models.CharField("SHA-256", max_length=64)
    path = models.CharField("nơi giữ", max_length=200, editable=False)
    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    width = models.PositiveIntegerField("rộng (điểm ảnh)", null=True, blank=True)
    height = models.PositiveIntegerField("cao (điểm ảnh)", null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người tải lên")
    uploaded_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """The whole content."""
        with default_storage.open(self.path) as file:
            return file.read()
