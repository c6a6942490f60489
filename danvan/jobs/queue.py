"""Giving work to the background: the row that people see and the row that the worker takes are written together, or neither is."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from danvan.jobs.models import Job
from danvan.jobs.tasks import run_job


def enqueue(kind: str, title: str, *, owner: Any, unit: Any) -> Job:
    """Put a job into the queue, in the caller's transaction: when that is rolled back, no worker ever hears of the job.

    Args:
        kind: a registered kind.
        title: what people call it ("Hồ sơ hội nghị ...").
        owner: the user who starts it; the work is done with their rights.
        unit: the unit that it is for, whose staff may see it too.
    """
    with transaction.atomic():
        job: Job = Job.objects.create(kind=kind, title=title[:500], owner=owner, unit=unit)
        _defer(job)
    return job


def try_again(job: Job) -> bool:
    """Put a failed job into the queue once more, from the beginning.

    Returns: whether it was; False when it has not failed, or somebody else was quicker.
    """
    with transaction.atomic():
        fresh = Job.objects.select_for_update().filter(pk=job.pk, state=Job.State.FAILED).first()
        if fresh is None:
            return False
        fresh.state, fresh.attempts, fresh.done, fresh.total = Job.State.WAITING, 0, 0, 0
        fresh.error = fresh.error_code = fresh.doing = ""
        fresh.started_at = fresh.finished_at = None
        _defer(fresh)
    return True


def _defer(job: Job) -> None:
    job.queued_at = timezone.now()
    job.queue_id = run_job.defer(job_id=job.pk)
    job.save()
