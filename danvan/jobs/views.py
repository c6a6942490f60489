"""The jobs of a user, and one job with its progress."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from danvan.jobs import queue, workers
from danvan.jobs.models import Job
from danvan.ui.lists import paginate


def job_list(request: Any) -> HttpResponse:
    """What the user has started of late, the newest first."""
    page = paginate(request, Job.objects.filter(owner=request.user))
    return render(request, "jobs/list.html", {"page": page, "worker_runs": workers.is_running()})


def job_detail(request: Any, pk: int) -> HttpResponse:
    """One job: how far it is, its result, or why there is none. The page looks again by itself while the job is not at its end."""
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("owner"), pk=pk)
    return render(request, "jobs/detail.html", {"job": job, "worker_runs": not job.is_active or workers.is_running()})


def job_retry(request: Any, pk: int) -> HttpResponse:
    """Do a failed job once more."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if queue.try_again(job):
        messages.success(request, "Việc đã được giao lại, chạy từ đầu.")
    else:
        messages.info(request, "Việc này đang chạy hoặc đã xong, không cần giao lại.")
    return redirect(job)
