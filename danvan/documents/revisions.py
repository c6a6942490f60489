"""The files of frozen papers: made once in each format, kept, never replaced."""

from typing import Any

from django.db import connection, transaction

from danvan.documents import files, kinds, long_papers
from danvan.documents.content import SCHEMA_VERSION, Content
from danvan.documents.models import Revision, RevisionFile, StoredFile


def freeze(content: Content, *, kind: str, name: str, by: Any, number: int = 1) -> Revision:
    """Freeze a paper: its content, the hash of that, and its files, each made now and kept.

    Args:
        content: the paper without blanks.
        kind: the name of its PaperKind.
        name: what its files are called, without the ending.
        by: who signs, or records that it was signed.
        number: which wording of the paper this is.

    Returns: the revision; with a file in each format unless the paper is a long one.
    """
    revision = Revision.objects.create(
        kind=kind, number=number, content=content.to_json(), schema_version=SCHEMA_VERSION, sha256=content.sha256, created_by=by
    )
    if not long_papers.is_long(content):  # of a long one the files are made in the background (`long_papers`)
        for file_format in kinds.PRINTERS:
            file_of(revision, file_format, name=name, by=by)
    return revision


def file_of(revision: Revision, file_format: str, *, name: str, by: Any = None) -> StoredFile:
    """The file of a frozen paper; in a format that it has no file in yet, one is made of the frozen content and kept.

    Args:
        revision: the paper.
        file_format: "pdf" or "docx".
        name: what a new file is called, without its ending.
        by: who has it made; None for the portal itself.
    """
    kept = revision.files.select_related("file").filter(format=file_format)
    if found := kept.first():
        return found.file
    with transaction.atomic():
        _wait_for_others(revision)
        found = kept.first() or _make(revision, file_format, f"{name}.{file_format}", by)
    return found.file


def _wait_for_others(revision: Revision) -> None:
    """Let the second of two who ask at once wait until the first has made the file.

    Not by locking the row: that takes the right to update it, which the portal's role does not have on frozen papers.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"documents_revision {revision.pk}"])


def _make(revision: Revision, file_format: str, name: str, by: Any) -> RevisionFile:
    data = kinds.PRINTERS[file_format](Content.from_json(revision.content))
    file = files.keep(data, name=name, content_type=files.DOCUMENT_TYPES[file_format], by=by)
    return RevisionFile.objects.create(revision=revision, format=file_format, file=file, sha256=file.sha256)
