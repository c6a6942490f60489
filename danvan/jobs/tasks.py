"""What the worker does: jobs, and once a minute looking after jobs whose worker died; once an hour what is old is cleared away."""

from asgiref.sync import sync_to_async
from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

from danvan.jobs.progress import StoppedError

RUN = "danvan.jobs.run"


class _WhenStopped(BaseRetryStrategy):
    """Back into the queue when the worker was stopped in the middle, and for no other reason."""

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        return RetryDecision(retry_at=timezone.now()) if isinstance(exception, StoppedError) else None


@app.task(name=RUN, queue="jobs", pass_context=True, retry=_WhenStopped())
def run_job(context: JobContext, job_id: int) -> None:
    """Do one job."""
    from danvan.jobs import running

    running.run(job_id, context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="danvan.jobs.rescue", queue="care", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Once a minute: jobs of dead workers are taken up again."""
    await rescue_jobs(context.app.job_manager)


@app.periodic(cron="17 * * * *")
@app.task(name="danvan.jobs.clear", queue="care", queueing_lock="clear", pass_context=True)
async def clear(context: JobContext, timestamp: int) -> None:
    """Once an hour, since a machine of an office may be off at night: forget old jobs, and the queue's rows of failed ones."""
    from danvan.jobs import running

    await sync_to_async(running.forget_old)()
    await context.app.job_manager.delete_old_jobs(nb_hours=24, include_failed=True, include_cancelled=True, include_aborted=True)


async def rescue_jobs(manager: JobManager) -> None:
    """Let jobs wait again whose worker gives no sign of life any more, and end those that the queue has lost.

    A worker that was stopped in good order has put its job back itself.
    """
    from danvan.jobs import running

    for stalled in await manager.get_stalled_jobs():
        if stalled.task_name == RUN and await sync_to_async(_put_back)(stalled.id):
            await manager.retry_job(stalled, retry_at=timezone.now())
        else:
            await manager.finish_job(stalled, Status.FAILED, delete_job=True)
    await sync_to_async(running.fail_lost)()


def _put_back(queue_id: int | None) -> bool:
    """Let the job of a row of the queue wait again; False when it is not to be begun again, or not known."""
    from danvan.jobs import running
    from danvan.jobs.models import Job

    pk = Job.objects.filter(queue_id=queue_id).values_list("pk", flat=True).first()
    return pk is not None and running.put_back(pk)
