"""Keeping files: outside the web root, named by their hash."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from danvan.documents.models import StoredFile


def keep(data: bytes, *, name: str, content_type: str, by: Any = None, width: int | None = None, height: int | None = None) -> StoredFile:
    """Keep bytes as a file.

    Args:
        data: the whole content, already checked.
        name: what the file is called when somebody saves it.
        content_type: its media type.
        by: the user who brought it, None for the portal itself.
        width, height: of a picture.

    Returns: the row that stands for it. The same bytes are written to the disk once, however often they are kept.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = f"{sha256[:2]}/{sha256}"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(data))
    return StoredFile.objects.create(
        sha256=sha256, path=path, name=name, content_type=content_type, size=len(data), width=width, height=height, uploaded_by=by
    )


def read_by_hash(hashes: Iterable[str]) -> dict[str, bytes]:
    """The content of kept files by SHA-256; a hash that no file has, or whose file is gone from the disk, is left out."""
    wanted = {sha256 for sha256 in hashes if sha256}
    if not wanted:
        return {}
    found = {}
    for file in StoredFile.objects.filter(sha256__in=wanted).order_by("pk"):
        if default_storage.exists(file.path):
            found[file.sha256] = file.read()
    return found
