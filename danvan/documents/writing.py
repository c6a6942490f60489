"""Blocks as text that people edit on a page, and back.

A line is a paragraph; "- " begins an item of a list; **two stars** around words make them bold, __two lines__ italic. A table is a grid of
cells. What cannot be typed (photos, signatures) keeps its place. A line that was not touched keeps everything it had: its kind, its
style, the names of its blanks.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from danvan.documents.content import Block, BulletList, Column, Heading, Paragraph, Plate, Run, Runs, Table, Text, runs

_STYLED = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_LEVELS = (re.compile(r"([IVX]+[-.])\s+(\S.*)"), re.compile(r"(\d+[.)-])\s+(\S.*)"))
_BULLET = re.compile(r"[-–+•]\s+")
_ENDS_SENTENCE = (".", ";", ":", ",", "!", "?", "…")
_ALIKE = 0.6
_MOST_LETTERS = 4_000_000
"""Two paragraphs of 2,000 letters are still compared in their order."""
"""From which likeness on a changed line is taken for the line that stood there before."""


@dataclass(frozen=True)
class Words:
    """A part of a section that is edited as text."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Grid:
    """A table, edited cell by cell."""

    table: Table


@dataclass(frozen=True)
class Plates:
    """Name plates, edited as a table of two columns."""

    blocks: tuple[Plate, ...]

    @property
    def table(self) -> Table:
        """A row for each plate."""
        columns = (Column("Chức vụ, đơn vị (chữ nhỏ)", 50), Column("Họ và tên (chữ lớn)", 50))
        return Table(columns, tuple((plate.post, plate.name) for plate in self.blocks))


@dataclass(frozen=True)
class Fixed:
    """What keeps its place and is not edited as text."""

    block: Block


Part = Words | Grid | Plates | Fixed


def parts_of(blocks: Iterable[Block]) -> list[Part]:
    """A section as the pieces that its form shows."""
    found: list[Part] = []
    for kind, group in groupby(blocks, key=_edited_as):
        same: tuple[Any, ...] = tuple(group)
        if kind in (Words, Plates):
            found.append(kind(same))
        else:
            found += [kind(block) for block in same]
    return found


def _edited_as(block: Block) -> Any:
    match block:
        case Heading() | Paragraph() | BulletList():
            return Words
        case Plate():
            return Plates
        case Table():
            return Grid
    return Fixed


def plates_of(table: Table) -> tuple[Plate, ...]:
    """Name plates from the table in which they were edited."""
    return tuple(Plate(post, name) for post, name in table.rows)


def text_of(blocks: Iterable[Block]) -> str:
    """Headings, paragraphs and lists as text, a line a piece."""
    return "\n".join(_typed(piece) for piece in _pieces(blocks))


def typed(value: Runs) -> str:
    """Runs as somebody types them."""
    return "".join(_mark(run) for run in value)


def written(text: str, like: Runs = ()) -> Runs:
    """Runs from what was typed; the runs `like` themselves when nothing was changed."""
    return like if like and typed(like) == text else runs(*_styled(text))


def blocks_of(text: str, like: Sequence[Block]) -> tuple[Block, ...]:
    """Text back as blocks.

    Args:
        text: what was typed; empty lines fall away.
        like: the blocks that the text was made of.
    """
    old = _pieces(like)
    before = [_typed(piece) for piece in old]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    made: list[_Piece] = []
    for tag, first, last, start, end in difflib.SequenceMatcher(None, before, lines, autojunk=False).get_opcodes():
        if tag == "equal":
            made += old[first:last]
        else:
            made += [_piece(line, near) for line, near in zip(lines[start:end], _stood_there(old[first:last], end - start), strict=True)]
    return _joined(made)


@dataclass(frozen=True)
class _Piece:
    """A line of a section: a heading, a paragraph, or one item of a list, and which block it was in; a new line was in none."""

    block: Block
    of: int | None = None


def _pieces(blocks: Iterable[Block]) -> list[_Piece]:
    found = []
    for number, block in enumerate(blocks):
        singles = [BulletList((item,)) for item in block.items] if isinstance(block, BulletList) else [block]
        found += [_Piece(single, number) for single in singles]
    return found


def _joined(pieces: Iterable[_Piece]) -> tuple[Block, ...]:
    """Items of one list become one list again; a new item goes into the list before it."""
    made: list[Block] = []
    last_of: int | None = None
    for piece in pieces:
        block, last = piece.block, made[-1] if made else None
        if isinstance(block, BulletList) and isinstance(last, BulletList) and piece.of in (None, last_of):
            made[-1] = BulletList((*last.items, *block.items))
        else:
            made.append(block)
            last_of = piece.of
    return tuple(made)


def _typed(piece: _Piece) -> str:
    match piece.block:
        case Heading(number=number, runs=value):
            return f"{number} {typed(value)}".strip()
        case Paragraph(runs=value):
            return typed(value)
        case BulletList(items=items):
            return f"- {typed(items[0])}"
    raise TypeError(f"{type(piece.block).__name__} is not edited as text")


def _stood_there(pieces: Sequence[_Piece], lines: int) -> list[Sequence[_Piece]]:
    """What each of so many changed lines may have been: as many pieces are changed one by one, else the line says itself which."""
    return [[piece] for piece in pieces] if len(pieces) == lines else [pieces] * lines


def _piece(line: str, near: Sequence[_Piece]) -> _Piece:
    """A new or changed line; one that took the place of a piece, or looks like one that stood there, has its kind and style."""
    if bullet := _BULLET.match(line):
        return _Piece(BulletList((written(line[bullet.end() :]),)))
    match before := _most_like(line, near):
        case _Piece(block=Heading(level=level)):
            number, words = _number_and_words(line)
            return _Piece(Heading(level, number, written(words)))
        case _Piece(block=Paragraph() as paragraph):
            return _Piece(replace(paragraph, runs=written(line)))
        case _Piece(block=BulletList()):
            return _Piece(Paragraph(written(line)))
    if before is None and not line.endswith(_ENDS_SENTENCE):
        for level, form in enumerate(_LEVELS, 1):
            if (found := form.fullmatch(line)) and "**" not in line:
                return _Piece(Heading(level, found[1], written(found[2])))
    return _Piece(Paragraph(written(line)))


def _most_like(line: str, near: Sequence[_Piece]) -> _Piece | None:
    if len(near) == 1:
        return near[0]
    best = max(near, key=lambda piece: _likeness(line, piece), default=None)
    return best if best and _likeness(line, best) >= _ALIKE else None


def _likeness(line: str, piece: _Piece) -> float:
    """The share of common letters, 0 to 1; of long paragraphs whatever the order, which would take minutes to compare."""
    was = _typed(piece)
    matcher = difflib.SequenceMatcher(None, line, was, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE:
        return 0.0
    quick = matcher.quick_ratio()
    return quick if quick < _ALIKE or len(line) * len(was) > _MOST_LETTERS else matcher.ratio()


def _number_and_words(line: str) -> tuple[str, str]:
    number, _, words = line.partition(" ")
    is_number = bool(re.fullmatch(r"(?:[IVX]+|\d+(?:\.\d+)*|\w)[-.)]", number))
    return (number, words.strip()) if is_number and words.strip() else ("", line)


def _mark(run: Run) -> str:
    if isinstance(run, Text) and run.bold:
        return f"**{run.text}**"
    return f"__{run.text}__" if isinstance(run, Text) and run.italic else run.text


def _styled(text: str) -> Iterable[Run]:
    end = 0
    for found in _STYLED.finditer(text):
        yield Text(text[end : found.start()])
        yield Text(found[1], bold=True) if found[1] else Text(found[2], italic=True)
        end = found.end()
    yield Text(text[end:])
