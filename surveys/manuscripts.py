"""A paper that is being written, minutes or any other: its parts from the data, and those that somebody wrote in their place.

Composing again never touches what was written; what the data has given since is shown, and taken over piece by piece when asked.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from danvan.documents.comparing import Change, apply
from danvan.documents.content import Block, Content, blocks_from_json, plain
from danvan.documents.models import EditedPart
from danvan.documents.sections import EditedSection, Manuscript
from surveys.guarded import of_source, without_guarded
from surveys.minutes import draft_minutes
from surveys.models import Minutes, MinutesPart, Paper, PaperPart, SurveyMeeting
from surveys.papers import composer_of
from surveys.papers.base import Composer

QUOTES_REMARKS = frozenset({Paper.Kind.REPORT, Paper.Kind.LETTER, Paper.Kind.REMINDER, Paper.Kind.FOLLOW_UP})
"""Papers made of what people said: in these a name may tell who said it."""


@dataclass
class Work:
    """A paper on the desk: what it belongs to, what the data gives, and what somebody wrote; what composed it, for other than minutes."""

    holder: Minutes | Paper
    manuscript: Manuscript
    edits: dict[str, Any]
    withheld: list[Any] = field(default_factory=list)
    """Written parts that say what a remark keeps back by now: not printed, not shown."""
    composer: Composer | None = None
    """What composed it; minutes have none of their own."""

    @cached_property
    def content(self) -> Content:
        """The paper as it stands now."""
        return self.manuscript.content(self.edits)

    def sections(self) -> list[EditedSection]:
        """Its parts in order."""
        return list(self.manuscript.with_edits(self.edits))

    def section(self, key: str) -> EditedSection | None:
        """One part, None when the paper has none of that key."""
        return next((part for part in self.sections() if part.key == key), None)

    def emptied(self) -> list[EditedSection]:
        """Parts from which somebody took all words."""
        return [part for part in self.sections() if part.edited and not part.blocks]

    def left_over(self) -> list[Any]:
        """Written parts for which the data has no place any more."""
        return self.manuscript.left_over(self.edits)

    def write(self, key: str, blocks: Iterable[Block], by: Any) -> None:
        """Keep what somebody wrote for a part; the same as the data gives means that the part follows the data again."""
        part, written = self.manuscript.section(key), tuple(blocks)
        assert part is not None  # noqa: S101 - the caller found it
        if written == part.blocks:
            self.give_back(key)
        else:
            base = blocks_from_json(self.edits[key].base) if key in self.edits else part.blocks
            self._keep(key, part.title, written, base, by)

    def give_back(self, key: str) -> None:
        """Let a part follow the data again; the history keeps what was written."""
        self._rows().filter(key=key).delete()
        self.edits.pop(key, None)
        self.__dict__.pop("content", None)

    def take_news(self, key: str, ids: Collection[str], by: Any) -> list[Change]:
        """Take over the chosen news of a part, and mark the others as seen.

        Returns: the chosen ones that found no place in what was written; they stay news.
        """
        part = self.section(key)
        assert part is not None  # noqa: S101 - the caller found it
        applied = apply(part.blocks, [change for change in part.news if change.id in ids])
        seen = [change for change in part.news if change not in applied.left_over]
        base = apply(blocks_from_json(self.edits[key].base), seen).blocks
        self._keep(key, part.title, applied.blocks, base, by)
        return list(applied.left_over)

    def take_over(self, content: Content, by: Any) -> list[str]:
        """Make the paper read as this content does: each part that differs counts as written; so do subject and recipients of a paper.

        Returns: the titles of parts that quote a signed paper and so stay as they are, though the content differs.
        """
        kept = []
        for key, written in self._by_part(content.blocks).items():
            part = self.section(key)
            if part and part.blocks != written:
                if part.fixed:
                    kept.append(part.title)
                else:
                    self.write(key, written, by)
        if isinstance(self.holder, Paper):
            self._take_over_around(self.holder, content)
        return kept

    def _take_over_around(self, paper: Paper, content: Content) -> None:
        head = self.manuscript.head
        if content.subject != head.subject:
            paper.subject = plain(content.subject)
        if content.recipients != head.recipients:
            paper.recipients = "\n".join(map(plain, content.recipients))
        paper.save(update_fields=["subject", "recipients"])

    def _by_part(self, blocks: tuple[Block, ...]) -> dict[str, tuple[Block, ...]]:
        """Which part each block belongs to: that of the block it was, or took the place of, or follows."""
        before = [(block, part.key) for part in self.sections() for block in part.blocks]
        found: dict[str, list[Block]] = {part.key: [] for part in self.sections()}
        matcher = SequenceMatcher(None, [block for block, _ in before], blocks, autojunk=False)
        for tag, first, last, start, end in matcher.get_opcodes():
            for offset, block in enumerate(blocks[start:end]):
                at = max(first - 1, 0) if tag == "insert" else min(first + offset, last - 1)
                found[before[at][1]].append(block)
        return {key: tuple(own) for key, own in found.items()}

    def _keep(self, key: str, title: str, blocks: Iterable[Block], base: Iterable[Block], by: Any) -> None:
        edit = self._rows().filter(key=key).first() or self._new(key)
        edit.title = title
        edit.put(blocks, base, by)
        edit.save()
        self.edits[key] = edit
        self.__dict__.pop("content", None)

    def _rows(self) -> Any:
        return (
            PaperPart.objects.filter(paper=self.holder)
            if isinstance(self.holder, Paper)
            else MinutesPart.objects.filter(minutes=self.holder)
        )

    def _new(self, key: str) -> EditedPart:
        return PaperPart(paper=self.holder, key=key) if isinstance(self.holder, Paper) else MinutesPart(minutes=self.holder, key=key)


def of_minutes(meeting: SurveyMeeting) -> Work:
    """The minutes of a meeting on the desk."""
    draft = draft_minutes(meeting)
    return Work(meeting.minutes, draft.manuscript, draft.record.edits, draft.record.withheld)


def of_paper(paper: Paper) -> Work:
    """A paper on the desk."""
    composer = composer_of(paper)
    parts = {part.key: part for part in paper.parts.all()} if paper.pk else {}
    edits, withheld = without_guarded(parts, of_source(paper), None if paper.kind in QUOTES_REMARKS else ()) if parts else ({}, [])
    return Work(paper, composer.manuscript(), edits, withheld, composer)
