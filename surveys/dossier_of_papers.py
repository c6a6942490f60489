"""The papers of a survey or a meeting in its hồ sơ, and the signed copies of these and of the minutes."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Prefetch, Q

from danvan.documents import kinds
from danvan.documents.content import Content, plain
from danvan.documents.dossier import COMPOSED_SIZE, DossierItem, Folder, Subject, kept_file
from danvan.documents.models import RevisionFile, SignedCopy
from surveys.models import Paper
from surveys.paper_life import content_of
from surveys.papers import COMPOSERS

Kind = Paper.Kind
FOLDERS: dict[str, Folder] = {
    Kind.PLAN: Folder.PLAN,
    Kind.INVITATION: Folder.INVITATION,
    Kind.POSTPONEMENT: Folder.INVITATION,
    Kind.ATTENDEES: Folder.INVITATION,
    Kind.EXTRACT: Folder.MINUTES,
    Kind.ADDENDUM: Folder.MINUTES,
    Kind.NOTICE: Folder.CONCLUSION,
    Kind.REPORT: Folder.CONCLUSION,
    Kind.LETTER: Folder.FOLLOW_UP,
    Kind.REMINDER: Folder.FOLLOW_UP,
    Kind.FOLLOW_UP: Folder.FOLLOW_UP,
}
"""Where each kind goes; blank forms (name plates, slips) are no part of a hồ sơ."""
WITH_NAMES = {Kind.ATTENDEES, Kind.EXTRACT}
"""Kinds that name everybody who came or spoke, residents too."""


def items(subject: Subject, with_names: bool) -> Iterator[DossierItem]:
    """The papers in the order in which they were begun, then the signed copies; a fixed number of questions."""
    papers = list(_papers(subject))
    for paper in papers:
        if paper.kind in FOLDERS and _may_go_in(paper, with_names):
            yield from _signed(paper) if paper.revision else (_draft(paper),)
    names = {paper.revision_id: paper.get_kind_display() for paper in papers if paper.revision_id and _may_go_in(paper, with_names)}
    names |= {meeting.minutes.revision_id: "Biên bản" for meeting in subject.meetings if meeting.minutes.revision_id}
    copies = SignedCopy.objects.filter(revision__in=names).select_related("file").order_by("pk")
    yield from (_copy(copy, names[copy.revision_id]) for copy in copies)


def _may_go_in(paper: Any, with_names: bool) -> bool:
    """Whether a paper, and so its signed copies, may be in a hồ sơ that may leave the names out."""
    return with_names or paper.kind not in WITH_NAMES


def _papers(subject: Subject) -> Any:
    own = Q(survey=subject.pk) if subject.kind == "survey" else Q()
    return (
        Paper.objects.filter(own | Q(meeting__in=[meeting.pk for meeting in subject.meetings]))
        .select_related("owner", "revision", "meeting__owner", "meeting__minutes", "survey")
        .prefetch_related(Prefetch("revision__files", RevisionFile.objects.select_related("file")))
    )


def _signed(paper: Any) -> Iterable[DossierItem]:
    content = Content.from_json(paper.revision.content)
    day = dt.date.fromisoformat(content.date) if content.date else None
    number = plain(content.letterhead.number).removeprefix("Số").lstrip(" :") if content.letterhead else ""
    author = plain(content.letterhead.issuing_body) if content.letterhead else paper.owner.name
    for kept in paper.revision.files.all():
        pdf = kept.format == "pdf"
        yield DossierItem(
            FOLDERS[paper.kind],
            content.title,
            kept.format,
            kept_file(kept.file),
            short=_short(paper),
            number=number,
            date=day,
            author=author,
            note="đã ký" if pdf else "",
            listed=pdf,
            size=kept.file.size,
        )


def _draft(paper: Any) -> DossierItem:
    composer = COMPOSERS[paper.kind]
    return DossierItem(
        FOLDERS[paper.kind],
        str(paper),
        "pdf",
        partial(_printed, paper),
        short=_short(paper),
        number=paper.number,
        date=paper.date,
        author=paper.owner.name,
        draft=composer.signed,
        size=COMPOSED_SIZE,
    )


def _printed(paper: Any) -> bytes:
    return kinds.print_pdf(content_of(paper))


def _copy(copy: SignedCopy, name: str) -> DossierItem:
    return DossierItem(
        Folder.SIGNED_COPIES,
        f"{name}: {copy.get_kind_display()}",
        "pdf",
        kept_file(copy.file),
        short=f"{name} ban ky {copy.pk}",
        date=copy.added_at.date(),
        note=copy.note,
        size=copy.file.size,
    )


def _short(paper: Any) -> str:
    day = f" {paper.date.isoformat()}" if paper.date else ""
    return f"{paper.get_kind_display()}{day}"
