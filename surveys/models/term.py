"""Words to choose from, kept by the office itself: domain.md, "Vocabularies"."""

from django.db import models

from danvan.history.tracking import track
from danvan.units.models.unit import NATURAL


@track()
class Term(models.Model):
    """One entry of a vocabulary. Used terms are closed, never deleted."""

    class Vocabulary(models.TextChoices):
        REMARK_KIND = "remark_kind", "Loại ý kiến"
        CONTENT_GROUP = "content_group", "Nhóm nội dung dân chủ ở cơ sở"
        FIELD = "field", "Lĩnh vực"
        LEVEL = "level", "Cấp giải quyết"
        BASIS = "basis", "Căn cứ pháp lý"

    vocabulary = models.CharField("danh mục", max_length=16, choices=Vocabulary)
    code = models.CharField("mã", max_length=30)
    label = models.CharField("tên gọi", max_length=200, db_collation=NATURAL)
    order = models.PositiveIntegerField("thứ tự", default=1)
    note = models.CharField("chú thích", max_length=300, blank=True)
    closed = models.BooleanField("không còn dùng", default=False)

    class Meta:
        verbose_name = "mục từ"
        verbose_name_plural = "danh mục từ"
        ordering = ["vocabulary", "order", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code"], name="term_code_once", violation_error_message="Mã này đã có trong danh mục."
            ),
        ]

    def __str__(self) -> str:
        return self.label
