"""Whether a file at hand is one of the papers that the portal has frozen: its SHA-256 is looked up, the file itself is not kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from danvan.documents import kinds
from danvan.documents.models import RevisionFile


@dataclass(frozen=True)
class FrozenPaper:
    """The frozen paper that a file is, byte for byte."""

    title: str
    url: str
    format: str
    number: int
    frozen_at: datetime
    frozen_by: str
    note: str = ""


def sha256_of(chunks: Iterable[bytes]) -> str:
    """The SHA-256 of a file, read piece by piece, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def find(sha256: str, user: Any | None) -> FrozenPaper | None:
    """The frozen paper with that SHA-256 of its file.

    Args:
        sha256: of the file, in hexadecimal.
        user: who asks; None for the command line.

    Returns:
        None when no frozen paper is that file, and alike when the user may not know of the one that is.
    """
    for row in RevisionFile.objects.filter(sha256=sha256).select_related("revision__created_by"):
        revision = row.revision
        kind = kinds.named(revision.kind)
        if kind and (place := kind.place_of(revision, user)):
            by = str(revision.created_by)
            return FrozenPaper(place.title, place.url, row.format, revision.number, revision.created_at, by, place.note)
    return None
