"""A long paper that somebody wants as a file: printed in the background, since it would hold up a page for everybody else."""

from django.db import models

from danvan.documents.models.revision import Revision
from danvan.jobs.models import Job


class PrintOrder(models.Model):
    """What is to be printed: a frozen paper, or the content of a draft. Only the portal writes it, so it has no history."""

    job = models.OneToOneField(Job, models.CASCADE, related_name="print_order", verbose_name="việc chạy nền")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+", null=True, verbose_name="bản đã chốt")
    content = models.JSONField("nội dung", null=True)
    formats = models.JSONField("các định dạng", default=list)
    name = models.CharField("tên tệp", max_length=200)
    url = models.CharField("trang của văn bản", max_length=200)

    class Meta:
        verbose_name = "việc in văn bản dài"
        verbose_name_plural = "việc in văn bản dài"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revision__isnull=True) ^ models.Q(content__isnull=True), name="print_order_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return self.name
