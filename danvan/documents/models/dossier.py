"""A hồ sơ that somebody had put together: of what, when, with which names, and where it lies as long as it is kept."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from danvan.documents.models.stored_file import StoredFile
from danvan.jobs.models import Job
from danvan.units.models import Unit


class DossierQuerySet(models.QuerySet[Any]):
    """Dossiers by what they are of."""

    def about(self, subject: Any) -> "DossierQuerySet":
        """Those of one survey or meeting, the newest first, with who had them made."""
        found = self.filter(subject_kind=subject.kind, subject_id=subject.pk)
        return found.select_related("asked_by", "job", "file").order_by("-asked_at", "-pk")

    def ready(self, *, with_names: bool) -> "DossierQuerySet":
        """Those that can be fetched; those with names of residents only if asked for."""
        found = self.filter(file__isnull=False, job__state=Job.State.DONE)
        return found if with_names else found.filter(with_names=False)


class Dossier(models.Model):
    """One ZIP of all papers of a survey or a meeting. The row stays when the file is cleared away: who took what out is not forgotten.

    Only the portal writes it, so it has no history.
    """

    subject_kind = models.CharField("hồ sơ của", max_length=20)
    subject_id = models.BigIntegerField("mã")
    title = models.CharField("tên hồ sơ", max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    with_names = models.BooleanField("kể cả tên người dân phát biểu", default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lập")
    asked_at = models.DateTimeField("lúc", auto_now_add=True)
    job = models.OneToOneField(Job, models.SET_NULL, related_name="dossier", null=True, verbose_name="việc chạy nền")
    papers = models.PositiveIntegerField("số văn bản", null=True)
    meetings = models.JSONField("mã các hội nghị trong hồ sơ", default=list)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", null=True, verbose_name="tệp")

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ"
        verbose_name_plural = "hồ sơ"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:dossier-file", args=[self.pk])
