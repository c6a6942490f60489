"""Having a hồ sơ made: what it will hold, the job that makes it, and who may fetch it."""

import errno
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from danvan.documents import files
from danvan.documents.dossier import listing
from danvan.documents.dossier.items import DossierItem, Subject, find_subject, items_of, may_name
from danvan.documents.dossier.packing import Packed, Packer, safe_stem
from danvan.documents.models import Dossier, StoredFile
from danvan.history.models import AccessRecord
from danvan.jobs import queue
from danvan.jobs.kinds import JobError, JobKind, Result
from danvan.jobs.models import Job
from danvan.jobs.progress import Progress
from danvan.vietnamese.text import two_digits

KIND = "dossier"
UNFINISHED = "dang-lap"
"""The folder for what is being written; beside the kept files, so that moving it into place is one step."""
SPARE = 50 * files.MB
"""So much must stay free beside the hồ sơ: the database writes to the same disk."""


@dataclass(frozen=True)
class Forecast:
    """What a hồ sơ would hold: how many papers, about how large, and how much room the disk lacks (in words, "" when there is enough)."""

    papers: int
    drafts: int
    size: int
    no_room: str


def forecast(subject: Subject, *, with_names: bool = False) -> Forecast:
    """Look ahead: nothing is read from the disk or composed."""
    items = items_of(subject, with_names=with_names)
    listed = [item for item in items if item.listed]
    return Forecast(len(listed), sum(item.draft for item in listed), _size(items), _no_room(items))


def ask(user: Any, subject: Subject, *, with_names: bool) -> Job:
    """Let a hồ sơ be made. One that the same user has already asked for, in the same form, and that is not ready yet, is that one.

    Args:
        user: sees the subject, and may have the names if they are asked for.
        subject: what it is of.
        with_names: with the names of residents; that is written down.
    """
    with transaction.atomic():
        same = Dossier.objects.about(subject).filter(asked_by=user, with_names=with_names, job__state__in=["waiting", "running"])
        if waiting := same.first():
            job: Job = waiting.job
            return job
        title = f"hồ sơ {subject.title}"[:500]
        dossier = Dossier(
            subject_kind=subject.kind, subject_id=subject.pk, title=title, unit=subject.unit, with_names=with_names, asked_by=user
        )
        dossier.job = queue.enqueue(KIND, f"Lập {title}", owner=user, unit=subject.unit)
        dossier.save()
        if with_names:
            _record(user, dossier, "Lập hồ sơ có tên người dân")
    return dossier.job


def subject_of(dossier: Dossier, user: Any) -> Subject | None:
    """What a hồ sơ is of, None when the user may not know of that today."""
    return find_subject(dossier.subject_kind, dossier.subject_id, user)


def is_seen_whole(dossier: Dossier, subject: Subject) -> bool:
    """Whether the user whose view the subject is sees every meeting that went in: another one may have seen more of the survey."""
    return set(dossier.meetings) <= {meeting.pk for meeting in subject.meetings}


def may_fetch(user: Any, dossier: Dossier, subject: Subject) -> bool:
    """Whether the user may have the file today: whoever sees the subject may, unless there are names in it that they may not have."""
    return not dossier.with_names or may_name(user, subject)


def record_fetching(user: Any, dossier: Dossier) -> None:
    """Write down that the user took away a file with names of residents; one without is not written down."""
    if dossier.with_names:
        _record(user, dossier, "Tải hồ sơ có tên người dân")


def _record(user: Any, dossier: Dossier, what: str) -> None:
    AccessRecord.objects.create(
        user=user, what=f"{what}: {dossier.title}"[:200], object_label=str(Dossier._meta.verbose_name), object_pk=dossier.pk
    )


def make(job: Job, progress: Progress) -> Result:
    """Do the job: everything is written to a file of its own first, and moved into place when it is whole."""
    dossier = Dossier.objects.select_related("asked_by", "unit").get(job=job)
    subject = find_subject(dossier.subject_kind, dossier.subject_id, dossier.asked_by)
    if subject is None or (dossier.with_names and not may_name(dossier.asked_by, subject)):
        raise JobError("Đồng chí không còn quyền lấy hồ sơ này, nên cổng không lập.")
    dossier.meetings = [meeting.pk for meeting in subject.meetings]
    items = items_of(subject, with_names=dossier.with_names)
    if lacking := _no_room(items):
        raise JobError(lacking)
    try:
        packed = _write(_unfinished(job), subject, items, progress, with_names=dossier.with_names)
        progress.last("Cất hồ sơ")
        name = f"ho-so-{safe_stem(subject.title)}-{timezone.localdate():%Y-%m-%d}.zip"
        kept = files.adopt(_unfinished(job), _attach_to(dossier, packed), name=name, content_type="application/zip", by=dossier.asked_by)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise JobError(_no_room(items) or _FULL) from error
        raise
    return Result(dossier.get_absolute_url(), f"Tải hồ sơ (ZIP, {files.size_in_words(kept.size)})")


def _attach_to(dossier: Dossier, packed: Sequence[Packed]) -> Callable[[StoredFile], None]:
    def attach(file: StoredFile) -> None:
        dossier.file, dossier.papers = file, sum(each.item.listed for each in packed)
        dossier.save(update_fields=["file", "papers", "meetings"])

    return attach


def _write(path: Path, subject: Subject, items: Sequence[DossierItem], progress: Progress, *, with_names: bool) -> list[Packed]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    progress.expect(len(items) + 2)
    packer, packed = Packer(path), []
    try:
        for item in items:
            progress.begin(item.title)
            packed.append(packer.add_item(item))
            progress.step()
        progress.begin("Mục lục văn bản")
        if captions := listing.captions(packed):
            packer.add(listing.CAPTIONS_NAME, captions)
        packer.add(listing.PDF_NAME, listing.as_pdf(subject, packed, timezone.localdate(), with_names=with_names))
        packer.add(listing.XLSX_NAME, listing.as_xlsx(subject, packed))
        progress.step()
        packer.finish()
        progress.step()
    finally:
        packer.close()
    return packed


def discard(job: Job) -> None:
    """Take away what a run has left: the unfinished file, and the file of a hồ sơ that is to be forgotten or made anew."""
    for left in _unfinished(job).parent.glob(f"{job.pk}-*.zip"):
        left.unlink(missing_ok=True)
    dossier = Dossier.objects.select_related("file").filter(job=job).first()
    if dossier and dossier.file:
        kept, dossier.file = dossier.file, None
        dossier.save(update_fields=["file"])
        files.discard(kept)


def job_kind() -> JobKind:
    """The kind of job, to be registered."""
    return JobKind(KIND, make, discard)


def _unfinished(job: Job) -> Path:
    # Each run has its own file: one that was given up and still writes must not write into the next one's.
    return Path(default_storage.path(f"{UNFINISHED}/{job.pk}-{job.attempts}.zip"))


_FULL = "Ổ đĩa của máy chủ đã đầy khi đang lập hồ sơ. Đồng chí báo người quản trị máy dọn ổ đĩa, rồi bấm Thử lại."


def _size(items: Sequence[DossierItem]) -> int:
    return sum(item.size for item in items)


def _no_room(items: Sequence[DossierItem]) -> str:
    """What is lacking, in words; empty when the disk has room."""
    place = Path(default_storage.path("."))
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    needed, free = _size(items) + SPARE, shutil.disk_usage(place).free
    if free >= needed:
        return ""
    return (
        f"Ổ đĩa của máy chủ chỉ còn trống {files.size_in_words(free)}, lập hồ sơ {two_digits(len(items))} tệp này cần khoảng "
        f"{files.size_in_words(needed)}. Đồng chí báo người quản trị máy dọn ổ đĩa, rồi lập lại."
    )
