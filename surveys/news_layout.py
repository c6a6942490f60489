"""How a news item stands on a page and how it is copied: its paragraphs, and each photo where the text names its caption."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from danvan.vietnamese.text import fold, squeeze
from surveys.models import Article

_HEAD = re.compile(r"ngay dang \d{1,2}/\d{1,2}/\d{4}")
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}
CAPTIONS = "chu-thich.txt"


@dataclass(frozen=True)
class Figure:
    """A photo of an item: its number among the item's photos, counted from 1, and the row."""

    number: int
    row: Any

    @property
    def file_name(self) -> str:
        """What its file is called ("01.jpg"); "" where only the caption is known."""
        return f"{self.number:02d}.{_SUFFIXES.get(self.row.file.content_type, 'jpg')}" if self.row.file else ""


@dataclass(frozen=True)
class Piece:
    """A paragraph (`text`) or a photo (`figure`)."""

    text: str = ""
    figure: Figure | None = None


def figures_of(photos: Iterable[Any]) -> list[Figure]:
    """The photos of an item in their order."""
    return [Figure(number, row) for number, row in enumerate(photos, start=1)]


def pieces(article: Article, figures: Iterable[Figure]) -> list[Piece]:
    """What stands below the title and the line of the day.

    A line of the text that is the caption of a photo is the photo's place; photos without such a line follow at the end. A text that
    was copied with its category, title and day on top is shown without them: the page says them itself.
    """
    waiting, found = list(figures), []
    for line in _body(article):
        figure = next((each for each in waiting if _key(each.row.caption) == _key(line)), None)
        if figure:
            waiting.remove(figure)
        found.append(Piece(figure=figure) if figure else Piece(line))
    return found + [Piece(figure=figure) for figure in waiting]


def _key(words: str) -> str:
    return squeeze(words).rstrip(" .")


def _body(article: Article) -> Iterator[str]:
    lines = [line for line in map(squeeze, article.text.splitlines()) if line]
    while lines and _is_head(article, lines[0]):
        lines.pop(0)
    yield from lines


def _is_head(article: Article, line: str) -> bool:
    return line in (squeeze(article.category), squeeze(article.title)) or bool(_HEAD.match(fold(line)))


def teaser(article: Article) -> str:
    """The first words of an item, for a list."""
    return article.lead or next(_body(article), "")


def plain_text(article: Article, figures: Iterable[Figure]) -> str:
    """The item's words for another site: a blank line between paragraphs, and the number of each photo where it belongs."""
    parts = [article.lead] if article.lead else []
    for piece in pieces(article, figures):
        parts.append(f"(Ảnh {piece.figure.number:02d}: {piece.figure.row.caption})" if piece.figure else piece.text)
    return "\n\n".join(parts)


def photos_zip(figures: Iterable[Figure]) -> bytes:
    """The photos as 01.jpg, 02.jpg ... and their captions, for carrying to another site. The same photos give the same bytes."""
    written, captions = BytesIO(), []
    with ZipFile(written, "w", ZIP_STORED) as archive:
        for figure in figures:
            captions.append(f"{figure.file_name or f'{figure.number:02d} (không có tệp ảnh)'}: {figure.row.caption}")
            if figure.row.file:
                archive.writestr(ZipInfo(figure.file_name), figure.row.file.read())
        # With a mark of its encoding and Windows line ends: it is opened in Notepad.
        archive.writestr(ZipInfo(CAPTIONS), "\r\n".join([*captions, ""]).encode("utf-8-sig"))
    return written.getvalue()
