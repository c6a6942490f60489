"""Long papers are printed in the background: one of 300 pages takes half a minute, and a page must not wait for it.

A draft is printed into the cache of printed papers, from which its page then sends it; the files of a frozen paper are kept for good.
"""

from typing import Any

from django.core.cache import caches
from django.db import transaction

from danvan.documents import kinds
from danvan.documents.content import Content
from danvan.documents.models import PrintOrder, Revision, RevisionFile
from danvan.jobs import queue
from danvan.jobs.kinds import JobKind, Result
from danvan.jobs.models import Job
from danvan.jobs.progress import Progress

KIND = "print-paper"
LONG = 80_000
"""From how many letters on a paper is long: about thirty pages, two seconds of printing."""


def is_long(content: Content) -> bool:
    """Whether a paper is printed in the background."""
    return sum(map(len, content.lines())) >= LONG


def is_ready(content: Content, file_format: str, revision: Revision | None) -> bool:
    """Whether a paper can be sent at once: it is short, or printed already."""
    if not is_long(content):
        return True
    if revision:
        return RevisionFile.objects.filter(revision=revision, format=file_format).exists()
    return kinds.is_printed(content, file_format)


def ask(content: Content, formats: list[str], *, revision: Revision | None, name: str, url: str, by: Any, unit: Any) -> Job:
    """Have a long paper printed.

    Args:
        content: the paper; of a frozen one that of the revision.
        formats: "pdf", "docx".
        revision: the frozen paper, None for a draft.
        name: what its files are called, without the ending.
        url: the page of the paper, to which the job leads back.
        by, unit: who wants it, and for which unit.

    Returns: the job; one that the same user already waits for is that one.
    """
    stored = None if revision else content.to_json()
    with transaction.atomic():
        of_it = {"revision": revision} if revision else {"content": stored}
        same = PrintOrder.objects.filter(**of_it, formats=formats, job__owner=by)
        if waiting := same.filter(job__state__in=[Job.State.WAITING, Job.State.RUNNING]).select_related("job").first():
            return waiting.job
        job = queue.enqueue(KIND, f"In {content.title}", owner=by, unit=unit)
        PrintOrder.objects.create(job=job, revision=revision, content=stored, formats=formats, name=name[:200], url=url)
    return job


def job_kind() -> JobKind:
    """The kind of job that prints."""
    return JobKind(KIND, _run)


def _run(job: Job, progress: Progress) -> Result:
    from danvan.documents.revisions import file_of  # which asks this module what is long

    order = PrintOrder.objects.select_related("revision").get(job=job)
    progress.expect(len(order.formats))
    for file_format in order.formats:
        progress.begin(f"In tệp {'Word' if file_format == 'docx' else file_format.upper()}")
        if order.revision:
            file_of(order.revision, file_format, name=order.name, by=job.owner)
        else:
            content = Content.from_json(order.content)
            caches["papers"].set(kinds.cache_key(content, file_format), kinds.printed(content, file_format))
        progress.step()
    return Result(order.url, "Mở văn bản, tải tệp đã in")
