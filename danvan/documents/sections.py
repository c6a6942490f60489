"""A paper in parts: composed from the data part by part, so that people can edit one and leave the others to the data."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from danvan.documents.comparing import Change, compare
from danvan.documents.content import Block, BulletList, Content, Heading, Paragraph, Plate, Table, blocks_from_json


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper. `key` stays the same when the data changes; `title` is what people call the part.

    A `fixed` one quotes a signed paper word for word: nobody writes it.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    fixed: bool = False


class Edit(Protocol):
    """A part as somebody wrote it: its blocks, and those that the data gave when it was written (both as stored JSON)."""

    key: str
    title: str
    blocks: Any
    base: Any


@dataclass(frozen=True)
class EditedSection:
    """A part as it stands in the paper: what is printed, what the data gives now, and what the data has given since it was edited."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    composed: tuple[Block, ...]
    edited: bool = False
    news: tuple[Change, ...] = ()
    fixed: bool = False

    @property
    def writable(self) -> bool:
        """Whether there is anything in it that people write; signatures and photos follow from what is recorded."""
        return any(isinstance(block, Heading | Paragraph | BulletList | Table | Plate) for block in (*self.blocks, *self.composed))


@dataclass(frozen=True)
class Manuscript:
    """A paper as the data gives it: everything but its blocks, and its parts in order."""

    head: Content
    sections: tuple[Section, ...]

    def content(self, edits: Mapping[str, Edit] | None = None) -> Content:
        """The whole paper, edited parts in place of composed ones."""
        edits = edits or {}
        parts = (blocks_from_json(edits[part.key].blocks) if part.key in edits else part.blocks for part in self.sections)
        return dataclasses.replace(self.head, blocks=tuple(block for part in parts for block in part))

    def section(self, key: str) -> Section | None:
        """The composed part with that key."""
        return next((part for part in self.sections if part.key == key), None)

    def with_edits(self, edits: Mapping[str, Edit]) -> Iterator[EditedSection]:
        """Every part in order as it stands in the paper."""
        for part in self.sections:
            edit = edits.get(part.key)
            if edit is None:
                yield EditedSection(part.key, part.title, part.blocks, part.blocks, fixed=part.fixed)
                continue
            news = tuple(compare(blocks_from_json(edit.base), part.blocks))
            yield EditedSection(part.key, part.title, blocks_from_json(edit.blocks), part.blocks, edited=True, news=news)

    def left_over(self, edits: Mapping[str, Edit]) -> list[Edit]:
        """Edited parts that the data no longer has a place for: they are shown, not printed, and never lost unseen."""
        known = {part.key for part in self.sections}
        return [edit for key, edit in edits.items() if key not in known]
