"""How far a job is: written for the page that shows it, and asked whether the job should stop."""

import time
from collections.abc import Callable

from danvan.jobs.models import Job

EVERY = 0.4
"""Seconds between two writes: a page looks every two seconds, and a write costs a commit."""


class StoppedError(Exception):
    """The worker is being stopped: the job ends here and is begun anew by the next worker."""


class SupersededError(Exception):
    """Another run of the same job has begun, or the job is gone: this one writes nothing any more."""


def _never() -> bool:
    return False


class Progress:
    """The progress of one run of a job."""

    def __init__(self, job: Job, should_stop: Callable[[], bool] = _never) -> None:
        self._run = Job.objects.filter(pk=job.pk, attempts=job.attempts, state=Job.State.RUNNING)
        self._should_stop = should_stop
        self._done = self._total = 0
        self._written_at = float("-inf")

    def expect(self, total: int) -> None:
        """Say of how many steps the job consists."""
        self._total = total
        self._write("")

    def begin(self, words: str) -> None:
        """Say what is done next ("Biên bản hội nghị khảo sát").

        Raises:
            StoppedError: the worker is to stop.
            SupersededError: somebody else does this job now.
        """
        if self._should_stop():
            raise StoppedError
        if time.monotonic() - self._written_at >= EVERY:
            self._write(words)

    def step(self) -> None:
        """One step is done; written along with what is done next."""
        self._done += 1

    def last(self, words: str) -> None:
        """Say that only this is left: before it the run makes sure that the job is still its own."""
        if self._should_stop():
            raise StoppedError
        self._write(words)

    def _write(self, words: str) -> None:
        if not self._run.update(done=self._done, total=self._total, doing=words[:300]):
            raise SupersededError
        self._written_at = time.monotonic()
