"""The kinds of papers that can be made, by name: apps above register theirs in `AppConfig.ready()`, since nothing here may import them."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches

from danvan.documents import files, pdf
from danvan.documents.content import Content, PhotoBlock
from danvan.documents.models import Revision


class PaperNotFoundError(LookupError):
    """There is nothing with that id to make a paper of."""


@dataclass(frozen=True)
class Place:
    """Where a paper is in the portal: what it is called there, the address of its page, and what has been corrected in it since."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper.

    `name` is the word for the command line, `label` what people call it, `sources` what it can be made of ("meeting", "survey"), `compose`
    gives the content for a source and its id and raises PaperNotFoundError. `place_of` says where a frozen paper of this kind is in the portal,
    None when the user may not know of it; no user means the command line, which is not limited.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    compose: Callable[[str, int], Content]
    place_of: Callable[[Revision, Any | None], Place | None]


_kinds: dict[str, PaperKind] = {}


def register(kind: PaperKind) -> None:
    """Make a kind known; a second registration under the same name takes the place of the first."""
    _kinds[kind.name] = kind


def named(name: str) -> PaperKind | None:
    """The kind of that name."""
    return _kinds.get(name)


def all_kinds() -> list[PaperKind]:
    """All known kinds, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def photos_of(content: Content) -> dict[str, bytes]:
    """The kept photos that a content shows, by SHA-256."""
    return files.read_by_hash(photo.sha256 for block in content.blocks if isinstance(block, PhotoBlock) for photo in block.photos)


def print_pdf(content: Content) -> bytes:
    """The PDF of a content together with its kept photos."""
    return printed(content, "pdf")


def print_docx(content: Content) -> bytes:
    """The Word file of a content together with its kept photos."""
    return printed(content, "docx")


def printed(content: Content, file_format: str) -> bytes:
    """A content as a file; the same content gives the same bytes, so that one printed lately is taken from the cache."""
    key = cache_key(content, file_format)
    made: bytes | None = caches["papers"].get(key)
    if made is None:
        made = _render(content, file_format)
        caches["papers"].set(key, made)
    return made


def is_printed(content: Content, file_format: str) -> bool:
    """Whether `printed` has it ready."""
    return cache_key(content, file_format) in caches["papers"]


def cache_key(content: Content, file_format: str) -> str:
    """What a printed content is kept under: anything that could change its bytes is in it."""
    return f"{content.sha256}-{_layout()}.{file_format}"


@cache
def _layout() -> str:
    """What the looks of a paper follow from besides its content: WeasyPrint, this package with its profiles, the templates."""
    here = Path(__file__).parent
    read = [*here.rglob("*.py"), *here.rglob("*.toml"), *(settings.BASE_DIR / "templates" / "print").iterdir()]
    digest = hashlib.sha256(version("weasyprint").encode())
    for path in sorted(read):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _render(content: Content, file_format: str) -> bytes:
    if file_format == "pdf":
        return pdf.render_pdf(content, photos_of(content))
    from danvan.documents.docx import render_docx  # loads lxml, and most requests never print

    return render_docx(content, photos_of(content))


PRINTERS: Mapping[str, Callable[[Content], bytes]] = {"pdf": print_pdf, "docx": print_docx}
"""How a paper is made, by the ending of the file."""
