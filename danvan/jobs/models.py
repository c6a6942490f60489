"""A piece of work that runs in the background, as the person who started it sees it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from danvan.jobs.queries import JobQuerySet
from danvan.units.models import Unit


class Job(models.Model):
    """Work that takes longer than a page may: how far it is, and where its result lies.

    The queue of the worker has a row of its own (`queue_id`); this one stays when that is gone. Only the portal writes it, so it
    has no history. `attempts` counts the runs, and tells a run that was given up from the one that took its place.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ đến lượt"
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Chưa làm được"

    kind = models.CharField("loại việc", max_length=40)
    title = models.CharField("việc", max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs", verbose_name="người giao")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    state = models.CharField("tình trạng", max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("phải làm", default=0)
    doing = models.CharField("đang làm", max_length=300, blank=True)
    error = models.CharField("vì sao chưa làm được", max_length=500, blank=True)
    error_code = models.CharField("mã lỗi", max_length=12, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần chạy", default=0)
    queue_id = models.BigIntegerField("mã trong hàng đợi", null=True, editable=False)
    created_at = models.DateTimeField("giao lúc", auto_now_add=True)
    queued_at = models.DateTimeField("vào hàng đợi lúc", default=timezone.now)
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)
    result_url = models.CharField("nơi có kết quả", max_length=200, blank=True)
    result_label = models.CharField("kết quả là", max_length=200, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "việc chạy nền"
        verbose_name_plural = "việc chạy nền"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-created_at"])]
        constraints = [models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="failed_job_says_why")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:detail", args=[self.pk])

    @property
    def is_active(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def mark(self) -> str:
        """The state of the style sheet that goes with the state."""
        marks = {self.State.WAITING: "wait", self.State.RUNNING: "doing", self.State.DONE: "done", self.State.FAILED: "late"}
        return marks[self.State(self.state)]
