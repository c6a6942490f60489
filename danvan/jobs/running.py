"""Doing a job, from the row that waits to the result or the words that say why there is none."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from danvan.jobs import kinds
from danvan.jobs.kinds import JobError
from danvan.jobs.models import Job
from danvan.jobs.progress import Progress, StoppedError, SupersededError, _never
from danvan.ui.views import error_code

log = logging.getLogger("danvan.jobs")

MOST_ATTEMPTS = 3
"""A job whose worker died so often is not begun again: it may be what kills it."""
KEPT = timedelta(days=30)
"""So long a job that has ended and its result are kept."""
BROKEN = "Máy chủ gặp lỗi khi đang làm việc này. Đồng chí bấm Thử lại; nếu vẫn không được thì báo mã lỗi cho người quản trị."
GIVEN_UP = "Việc này đã bị dừng giữa chừng nhiều lần. Đồng chí bấm Thử lại; nếu vẫn không được thì báo người quản trị."


def run(pk: int, should_stop: Callable[[], bool] = _never) -> None:
    """Do a job that waits. However it ends, its row says so, and a failed one leaves nothing behind.

    Args:
        pk: of the `Job`; one that is gone or waits no more is passed over.
        should_stop: asked between steps.

    Raises: StoppedError when the worker is to stop; the job waits again then.
    """
    job = _begin(pk)
    if job is None:
        return
    try:
        kind = kinds.named(job.kind)
        kind.discard(job)
        result = kind.run(job, Progress(job, should_stop))
    except StoppedError:
        put_back(job.pk)
        raise
    except SupersededError:
        log.warning("job=%s run=%s was taken over by another run", pk, job.attempts)
    except JobError as refused:
        fail(job, str(refused))
    except Exception:
        code = error_code()
        log.exception("code=%s job=%s kind=%s failed", code, pk, job.kind)
        fail(job, BROKEN, code)
    else:
        _end(job, state=Job.State.DONE, result_url=result.url, result_label=result.label, doing="")


def _begin(pk: int) -> Job | None:
    with transaction.atomic():
        job: Job | None = Job.objects.select_for_update(of=("self",)).select_related("owner").filter(pk=pk, state="waiting").first()
        if job is not None:
            job.state, job.started_at, job.done, job.total = Job.State.RUNNING, timezone.now(), 0, 0
            job.attempts += 1
            job.save()
    return job


def put_back(pk: int) -> bool:
    """Let a job wait again whose run was cut short.

    Returns: whether it is to be begun again; False when it has been so often that it is given up, or is none of ours.
    """
    job = Job.objects.filter(pk=pk, state=Job.State.RUNNING).first()
    if job is None:
        return Job.objects.filter(pk=pk, state=Job.State.WAITING).exists()
    if job.attempts >= MOST_ATTEMPTS:
        fail(job, GIVEN_UP)
        return False
    _discard(job)
    Job.objects.filter(pk=pk, attempts=job.attempts).update(state=Job.State.WAITING, done=0, total=0, doing="")
    return True


def fail(job: Job, words: str, code: str = "") -> None:
    """End a job without a result: the words for people, and the code that leads to the line in the log."""
    _discard(job)
    _end(job, state=Job.State.FAILED, error=words[:500], error_code=code)


def forget_old() -> int:
    """Delete jobs that ended long ago, with what they left. Returns how many."""
    old = list(Job.objects.older_than(KEPT))
    for job in old:
        _discard(job)
        job.delete()
    return len(old)


def fail_lost() -> None:
    """End the jobs that no worker will take any more: somebody waits for them in vain."""
    for job in Job.objects.lost():
        code = error_code()
        log.error("code=%s job=%s is not in the queue any more", code, job.pk)
        fail(job, BROKEN, code)


def _discard(job: Job) -> None:
    try:
        kinds.named(job.kind).discard(job)
    except Exception:
        log.exception("job=%s could not be tidied up", job.pk)


def _end(job: Job, **fields: object) -> None:
    """Write the end, unless another run has taken the job over."""
    Job.objects.active().filter(pk=job.pk, attempts=job.attempts).update(finished_at=timezone.now(), **fields)
