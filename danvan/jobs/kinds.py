"""The kinds of jobs, by name: apps above register theirs in `AppConfig.ready()`, since nothing here may import them."""

from collections.abc import Callable
from dataclasses import dataclass

from danvan.jobs.models import Job
from danvan.jobs.progress import Progress


class JobError(Exception):
    """A job that cannot be done; the message says in Vietnamese why and what to do."""


@dataclass(frozen=True)
class Result:
    """Where the result of a job lies, and what the link to it says."""

    url: str
    label: str


def _nothing(job: Job) -> None:
    """What most jobs leave behind."""


@dataclass(frozen=True)
class JobKind:
    """A kind of job.

    Attributes:
        name: stands in `Job.kind`.
        run: does the work, in no transaction; whatever it raises ends the job, a `JobError` with its own words.
        discard: takes away all that a job has left, half-made or whole. Called before each run, after one that failed, and when
            the job is forgotten; must not mind finding nothing.
    """

    name: str
    run: Callable[[Job, Progress], Result]
    discard: Callable[[Job], None] = _nothing


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Make a kind known; a second registration under the same name takes the place of the first."""
    _kinds[kind.name] = kind


def named(name: str) -> JobKind:
    """The kind of that name.

    Raises: JobError when this version of the portal does not know it any more.
    """
    try:
        return _kinds[name]
    except KeyError as unknown:
        raise JobError("Phiên bản này của cổng không còn làm loại việc này.") from unknown
