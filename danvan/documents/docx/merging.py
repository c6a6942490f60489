"""What somebody did to a Word file, done to the draft as it is now: three states of a paper, piece by piece.

The base is what the file said when it was made: of each piece its place and a hash. A piece of the file whose words still have that hash
was not corrected, so the draft's piece stays, even if it was edited since.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Protocol

from danvan.documents.comparing import pair_up
from danvan.documents.docx.tree import Current, Node
from danvan.documents.pieces import Piece

KEPT_WHEN_GONE = {"signatures", "page_break", "new_sheet", "plate", "qr", "list"}
"""What a correction of the text does not take away: nobody strikes out the signatures of a paper."""


START = -1
"""Stands for the place before the first piece."""


class Found(Protocol):
    """A piece of the Word file."""

    @property
    def places(self) -> tuple[str, ...]:
        """Where it stood when the file was made, by its bookmarks; several when pieces were put together, none for a new one."""

    def same_as(self, node: Node) -> bool:
        """Whether it still says what the node said."""

    def piece(self, old: Current | None, base: Node | None) -> Piece:
        """The piece that the draft's one becomes; a new one without `old`."""


@dataclass
class Merged:
    """The pieces that the draft becomes, how many were edited here and there, and which of the draft were not in the file."""

    pieces: list[Piece] = field(default_factory=list)
    both: int = 0
    missing: list[Piece] = field(default_factory=list)


def merge(current: Sequence[Current], base: Sequence[Node], found: Sequence[Found]) -> Merged:
    """Do to the draft what was done to the file.

    Args:
        current: the pieces of the draft as it is.
        base: the pieces that the file had when it was made.
        found: the pieces that it has now.
    """
    return _Merge(current, base, found).merged()


class _Merge:
    def __init__(self, current: Sequence[Current], base: Sequence[Node], found: Sequence[Found]) -> None:
        self.current, self.base, self.found = current, base, found
        self.base_of: dict[int, int] = {}
        """From the number of a found piece to that of the base."""
        self.now: dict[int, int] = {}
        """From the number of a piece of the base to that of the draft."""
        self._match_unchanged_draft()
        self._match_by_bookmark()
        self._match_by_text()
        self._match_edited_draft()
        self.direct = self._match_without_words()

    # Which is which

    def _match_unchanged_draft(self) -> None:
        known = [at for at, item in enumerate(self.current) if item.node]
        hashes = [self.current[at].node.hash for at in known]  # type: ignore[union-attr]
        self._steps = SequenceMatcher(None, [node.hash for node in self.base], hashes, autojunk=False).get_opcodes()
        self._known = known
        for what, i1, i2, j1, _ in self._steps:
            if what == "equal":
                self.now |= {i1 + step: known[j1 + step] for step in range(i2 - i1)}

    def _match_by_bookmark(self) -> None:
        free = {node.place: at for at, node in enumerate(self.base)}
        for number, piece in enumerate(self.found):
            own = [free[name] for name in piece.places if name in free]
            same = [at for at in own if piece.same_as(self.base[at])]
            if own:
                self.base_of[number] = (same or own)[0]
                del free[self.base[self.base_of[number]].place]

    def _match_by_text(self) -> None:
        """Pieces without a bookmark: between their neighbours by likeness, then anywhere when they say the very same."""
        for numbers, candidates in self._gaps():
            self._pair(numbers, candidates)
        used = set(self.base_of.values())
        free = [at for at in range(len(self.base)) if at not in used]
        for number, piece in enumerate(self.found):
            same = next((at for at in free if number not in self.base_of and piece.same_as(self.base[at])), None)
            if same is not None:
                self.base_of[number] = same
                free.remove(same)

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """Neighbouring found pieces that are not matched, with the pieces of the base that stood there."""
        gaps, numbers, last = [], [], -1
        used = set(self.base_of.values())
        for number in range(len(self.found) + 1):
            if number < len(self.found) and number not in self.base_of:
                numbers.append(number)
                continue
            following = self.base_of.get(number, len(self.base))
            if numbers:
                gaps.append((numbers, [at for at in range(last + 1, following) if at not in used]))
            numbers, last = [], following
        return gaps

    def _pair(self, numbers: list[int], candidates: list[int]) -> None:
        for number in list(numbers):
            same = next((at for at in candidates if self.found[number].same_as(self.base[at])), None)
            if same is not None:
                self.base_of[number] = same
                candidates.remove(same)
                numbers.remove(number)
        candidates = [at for at in candidates if at in self.now]
        old = [self.current[self.now[at]].piece for at in candidates]
        new = [self.found[number].piece(None, None) for number in numbers]
        self.base_of |= {numbers[j]: candidates[i] for i, j in pair_up(old, new)}

    def _match_edited_draft(self) -> None:
        """Pieces of the draft that were edited since: what the file says is close to what they said."""
        number_of = {at: number for number, at in self.base_of.items()}
        for what, i1, i2, j1, j2 in self._steps:
            if what != "replace":
                continue
            before = [at for at in range(i1, i2) if at in number_of]
            old = [self.found[number_of[at]].piece(None, self.base[at]) for at in before]
            here = self._known[j1:j2]
            self.now |= {before[i]: here[j] for i, j in pair_up(old, [self.current[at].piece for at in here])}

    def _match_without_words(self) -> dict[int, int]:
        """Tables without rows have no bookmark: from the number of a found piece straight to that of the draft."""
        direct: dict[int, int] = {}
        free = [at for at, item in enumerate(self.current) if item.node is None and item.piece.kind == "table"]
        for number in range(len(self.found)):
            new = self.found[number].piece(None, None) if free and number not in self.base_of else None
            same = next((at for at in free if new and new.key == self.current[at].piece.key), None)
            if same is not None:
                direct[number] = same
                free.remove(same)
        return direct

    # What comes of it

    def merged(self) -> Merged:
        result = Merged()
        instead: dict[int, Piece] = {}
        order: list[tuple[int | None, Piece | None]] = []
        for number, piece in enumerate(self.found):
            at = self.base_of.get(number)
            base = self.base[at] if at is not None else None
            now = self.now.get(at) if at is not None else self.direct.get(number)
            old = self.current[now] if now is not None else None
            if base and piece.same_as(base) and (old is None or old.node is None or old.node.hash != base.hash):
                # The draft moved on, the file did not: what the draft says now counts, and what it took out stays out.
                made = old.piece if old else None
            else:
                made = piece.piece(old, base)
                result.both += bool(base and not base.children and (old is None or old.node is None or old.node.hash != base.hash))
            if now is not None and made is not None:
                instead[now] = made
            order.append((now, made))
        gone = {self.now[at] for at in range(len(self.base)) if at in self.now} - instead.keys()
        for now in sorted(gone):
            result.missing.append(self.current[now].piece)
            if self.current[now].piece.kind in KEPT_WHEN_GONE:
                instead[now] = self.current[now].piece
        for now, item in enumerate(self.current):
            if now not in gone:
                instead.setdefault(now, item.piece)
        result.pieces = self._in_order(order, instead)
        return result

    def _in_order(self, order: list[tuple[int | None, Piece | None]], instead: dict[int, Piece]) -> list[Piece]:
        """In the order of the draft, unless pieces of the file were moved by hand: then in the order of the file."""
        bases = [self.base_of[number] for number in range(len(self.found)) if number in self.base_of]
        by_file = bases != sorted(bases)
        sequence = [now for now, _ in order if now is not None] if by_file else sorted(instead)
        if by_file:
            for now in sorted(instead.keys() - set(sequence)):
                # What the file does not know stays behind what it stands behind in the draft.
                before = [other for other in sequence if other < now]
                sequence.insert(sequence.index(max(before)) + 1 if before else 0, now)
        new: defaultdict[int, list[Piece]] = defaultdict(list)
        last = START
        for place, made in order:
            if place is None and made is not None:
                new[last].append(made)
            last = place if place is not None else last
        return [*new[START], *(piece for now in sequence for piece in (instead[now], *new[now]))]
