"""A kind of job that does what a test tells it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from danvan.jobs import kinds
from danvan.jobs.kinds import JobKind, Result
from danvan.jobs.models import Job
from danvan.jobs.progress import Progress


@dataclass
class Work:
    """What the next run does, and which jobs were tidied up."""

    do: Callable[[Job, Progress], Any] = lambda job, progress: None
    tidied: list[int] = field(default_factory=list)

    def run(self, job: Job, progress: Progress) -> Result:
        self.do(job, progress)
        return Result("/hoi-nghi/", "Xem danh sách hội nghị")


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    work = Work()
    kinds.register(JobKind("thu", work.run, lambda job: work.tidied.append(job.pk)))
    return work
