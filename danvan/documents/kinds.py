"""The kinds of papers that can be made, by name: apps above register theirs in `AppConfig.ready()`, since nothing here may import them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

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
    return pdf.render_pdf(content, photos_of(content))


def print_docx(content: Content) -> bytes:
    """The Word file of a content together with its kept photos."""
    from danvan.documents.docx import render_docx  # loads lxml, and most requests never print

    return render_docx(content, photos_of(content))


PRINTERS: Mapping[str, Callable[[Content], bytes]] = {"pdf": print_pdf, "docx": print_docx}
"""How a paper is made, by the ending of the file."""
