"""What runs in the background for this user: jobs are below the desk, so it asks them itself."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from danvan.accounts.permissions import can_open
from danvan.desk.providers import WorkItem
from danvan.jobs.models import Job
from danvan.ui.templatetags.ui import moment

ENDED = timedelta(hours=24)
"""So long a job that has ended stays on the home page: somebody went home before it was ready."""
MOST = 5
_DETAILS = {
    Job.State.WAITING: ("Cổng đang làm ở phía sau.", "Xem tiến độ", "waiting"),
    Job.State.RUNNING: ("Cổng đang làm ở phía sau.", "Xem tiến độ", "waiting"),
    Job.State.DONE: ("Đã có kết quả.", "Lấy kết quả", "today"),
    Job.State.FAILED: ("Chưa có kết quả.", "Xem, thử lại", "today"),
}


def work(request: Any) -> Iterator[WorkItem]:
    """The user's jobs that are not at their end, and those that ended within a day."""
    if not can_open(request, "jobs:detail"):
        return
    for job in Job.objects.filter(owner=request.user).lately(ENDED)[:MOST]:
        detail, action, group = _DETAILS[Job.State(job.state)]
        told = f"{detail} Giao lúc {moment(job.created_at)}."
        yield WorkItem(job.title, told, job.mark, job.get_state_display(), job.get_absolute_url(), action, group)
