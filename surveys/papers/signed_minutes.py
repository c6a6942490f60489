"""Signed minutes as later papers speak of them: what they are called, who signed, and their parts word for word."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from danvan.documents.content import Block, Content, Heading, NewSheet, Paragraph, PhotoBlock, SignaturePair, Text, plain
from danvan.vietnamese.dates import short_date
from surveys.models import Paper

_ITEM = re.compile(r"(\d+)[.)-]\s+(.*?):?\s*")


@dataclass(frozen=True)
class Part:
    """A part that can be quoted: a chapter ("II") or an item of one ("II.3").

    `key` is the place of its first block in the frozen text, which never changes.
    """

    key: str
    number: str
    title: str
    is_chapter: bool
    blocks: tuple[Block, ...]


class SignedMinutes:
    """The frozen minutes of a meeting."""

    def __init__(self, content: Content) -> None:
        self.content = content

    @classmethod
    def of(cls, paper: Paper) -> "SignedMinutes | None":
        """Those of the paper's meeting; None while they are not signed."""
        revision = paper.meeting.minutes.revision if paper.meeting else None
        return cls(Content.from_json(revision.content)) if revision else None

    @property
    def name(self) -> str:
        """As a sentence names them: "Biên bản số 05-BB/BDV, ngày 19/7/2017"; "Biên bản ngày ..." where they got no number."""
        number = plain(self.content.letterhead.number) if self.content.letterhead else ""
        number = number.removeprefix("Số").lstrip(": ")
        day = short_date(date.fromisoformat(self.content.date)) if self.content.date else ""
        named = f"Biên bản số {number}," if number else "Biên bản"
        return f"{named} ngày {day}" if day else named.rstrip(",")

    @cached_property
    def signatures(self) -> SignaturePair:
        """Who signed, with post and name as frozen."""
        return next((block for block in self.content.blocks if isinstance(block, SignaturePair)), SignaturePair(None, None))

    @cached_property
    def parts(self) -> list[Part]:
        """Chapters and their items in order; a chapter holds its items. Signatures and photos are no part of them."""
        blocks = [block for block in self.content.blocks if not isinstance(block, SignaturePair | PhotoBlock | NewSheet)]
        starts = [(at, *found) for at, block in enumerate(blocks) if (found := _start(block))]
        parts, chapter = [], ""
        for place, (at, number, title, is_chapter) in enumerate(starts):
            later = (start[0] for start in starts[place + 1 :] if start[3] or not is_chapter)
            chapter = number if is_chapter else chapter
            full = number if is_chapter or not chapter else f"{chapter}.{number}"
            parts.append(Part(str(at), full, title, is_chapter, tuple(blocks[at : next(later, len(blocks))])))
        return parts

    def chosen(self, keys: list[str]) -> list[Part]:
        """The parts with these keys; an item falls away when its whole chapter is there too."""
        wanted = [part for part in self.parts if part.key in keys]
        whole = {part.number for part in wanted if part.is_chapter}
        return [part for part in wanted if part.is_chapter or part.number.partition(".")[0] not in whole]

    def chapter_of(self, part: Part) -> Part | None:
        """The chapter in which an item stands."""
        number = part.number.partition(".")[0]
        return next((other for other in self.parts if other.is_chapter and other.number == number), None)


def _start(block: Block) -> tuple[str, str, bool] | None:
    """Number, title and kind of what a block opens: a heading, or an item that begins in bold on the line of its text."""
    if isinstance(block, Heading) and block.level < 3:
        return block.number.strip(" .-)"), plain(block.runs), block.level == 1
    if isinstance(block, Paragraph) and block.runs and isinstance(first := block.runs[0], Text) and first.bold:
        found = _ITEM.fullmatch(first.text)
        return (found[1], found[2], False) if found else None
    return None
