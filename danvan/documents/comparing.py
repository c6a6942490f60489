"""What differs between two states of a paper, piece by piece, and taking over any part of it.

For the Word file that comes back from the chair, and for two states of a draft in the browser:

    compare(old: Sequence[Block], new: Sequence[Block]) -> list[Change]
    apply(blocks: Sequence[Block], taken: Iterable[Change]) -> Applied      # .blocks, .left_over
    compare_papers(old: Content, new: Content) -> list[Change]              # subject and recipients, too
    take_over(content: Content, taken: Iterable[Change]) -> Taken           # .content, .left_over
    Change: .id, .kind ("changed", "added", "removed"), .label, .old, .new, .section, .only_style, .lines (marked words), .part

Taking all changes of `compare(a, b)` gives b, taking none gives a, taking some changes these pieces only. A change knows the pieces
around it, so it also finds its place in blocks that were edited meanwhile; one whose place is gone comes back in `left_over`.
A piece that moved is one that was removed and one that was added. A change of bold, italic or form alone is a change too
(`only_style`), so that nothing differs unseen.
"""

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from danvan.documents.content import Block, BulletList, Content, Paragraph, plain
from danvan.documents.pieces import Piece, blocks_of, children_of, pieces_of, with_children
from danvan.documents.words import Segment, marked, word_count

CONTEXT = 2
"""How many pieces on either side a change remembers."""
BAND = 20
"""How far from the diagonal pieces are compared for likeness where very many differ."""
LIKE, HARDLY_LIKE = 0.4, 0.2
"""From which share of common words two pieces are one piece that was changed; the lower one for a single piece in a single place."""

PARTS = ("subject", "body", "recipients")
SECTIONS = {"subject": "trích yếu", "recipients": "nơi nhận"}

Neighbours = tuple[Piece | None, ...]
"""None stands for the end of the paper."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece, or the gap before it, by its number and by what stands around it."""

    at: int
    before: Neighbours
    after: Neighbours


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `id` is the same each time the same two states are compared, `number` its place in the reading order. `part` is "body", or of a whole
    paper "subject" or "recipients". `container` is the table or the photos that the piece belongs to.
    """

    id: str
    kind: str
    old: Piece | None
    new: Piece | None
    section: str
    spot: Spot
    container: "tuple[Piece, Spot] | None" = None
    part: str = "body"
    number: int = 0

    @property
    def label(self) -> str:
        """What happened, in a word or two for the screen."""
        if self.only_style:
            return "Đổi cách trình bày"
        return {"changed": "Sửa", "added": "Thêm", "removed": "Bỏ"}[self.kind]

    @property
    def piece_label(self) -> str:
        """What kind of piece it is, for the screen."""
        piece = self.new or self.old
        return piece.label if piece else ""

    @property
    def only_style(self) -> bool:
        """Whether the words are the same, and only bold, italic or the form of the piece changed."""
        return self.kind == "changed" and self._plain(self.old) == self._plain(self.new)

    @property
    def lines(self) -> list[list[Segment]]:
        """The words of the piece, line by line, each marked as equal, deleted or inserted."""
        old, new = (piece.lines if piece else () for piece in (self.old, self.new))
        return [marked(before, after, by_style=self.only_style) for before, after in itertools.zip_longest(old, new, fillvalue=())]

    @staticmethod
    def _plain(piece: Piece | None) -> list[str]:
        return [plain(line) for line in piece.lines] if piece else []


@dataclass(frozen=True, slots=True)
class Applied:
    """The blocks with the changes in them, and the changes whose place is gone."""

    blocks: tuple[Block, ...]
    left_over: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """The paper with the changes in it, and the changes whose place is gone."""

    content: Content
    left_over: tuple[Change, ...]


def compare_papers(old: Content, new: Content) -> list[Change]:
    """What has to be done to a paper to get another one: subject, body, recipients. Heads are no part of it."""
    changes = [
        replace(change, part=part, section=SECTIONS.get(part, change.section), id=f"{part}-{change.id}")
        for part in PARTS
        for change in compare(_part(old, part), _part(new, part))
    ]
    return [replace(change, number=number) for number, change in enumerate(changes)]


def take_over(content: Content, taken: Iterable[Change]) -> Taken:
    """Take changes of `compare_papers` over into a paper, which may have been edited since."""
    wanted = list(taken)
    left_over: list[Change] = []
    for part in PARTS:
        applied = apply(_part(content, part), [change for change in wanted if change.part == part])
        content = _with_part(content, part, applied.blocks)
        left_over += applied.left_over
    return Taken(content, tuple(left_over))


def _part(content: Content, part: str) -> tuple[Block, ...]:
    """A part of a paper as blocks."""
    if part == "subject":
        return (Paragraph(content.subject),) if content.subject else ()
    if part == "recipients":
        return (BulletList(content.recipients),) if content.recipients else ()
    return content.blocks


def _with_part(content: Content, part: str, blocks: tuple[Block, ...]) -> Content:
    match part:
        case "subject":
            return replace(content, subject=next((block.runs for block in blocks if isinstance(block, Paragraph)), ()))
        case "recipients":
            return replace(content, recipients=tuple(item for block in blocks if isinstance(block, BulletList) for item in block.items))
        case _:
            return replace(content, blocks=blocks)


def compare(old: Sequence[Block], new: Sequence[Block]) -> list[Change]:
    """What has to be done to `old` to get `new`, in reading order."""
    before, after = pieces_of(old), pieces_of(new)
    sections = _sections(before)
    changes: list[Change] = []
    for at, there, here in _steps(before, after):
        if there is not None and here is not None and there.holds_pieces and there.fits(here):
            outer = (there, _spot(before, at))
            changes += _inside(children_of(there), children_of(here), outer, sections[at])
        else:
            changes.append(_change(there, here, sections[at], _spot(before, at, gap=there is None)))
    return _with_ids(changes)


def _inside(old: list[Piece], new: list[Piece], outer: tuple[Piece, Spot], section: str) -> list[Change]:
    """Differences between the rows of a table or the photos of an annex; the heads stand first and belong together."""
    found = [(0, old[0], new[0])] if old[0] != new[0] else []
    found += [(at + 1, there, here) for at, there, here in _steps(old[1:], new[1:])]  # type: ignore[misc]
    return [replace(_change(there, here, section, _spot(old, at, gap=there is None)), container=outer) for at, there, here in found]


def _change(old: Piece | None, new: Piece | None, section: str, spot: Spot) -> Change:
    kind = "added" if old is None else "removed" if new is None else "changed"
    return Change("", kind, old, new, section, spot)


def _spot(pieces: Sequence[Piece], at: int, *, gap: bool = False) -> Spot:
    first = at if gap else at + 1
    return Spot(at, _neighbours(pieces, at - CONTEXT, at), _neighbours(pieces, first, first + CONTEXT))


def _neighbours(pieces: Sequence[Piece], start: int, end: int) -> Neighbours:
    return tuple(pieces[at] if 0 <= at < len(pieces) else None for at in range(start, end))


def _sections(pieces: Sequence[Piece]) -> list[str]:
    """The title of the section of each piece, and of the gap at the end."""
    titles, title = [], "mở đầu"
    for piece in pieces:
        title = piece.section_title or title
        titles.append(title)
    return [*titles, title]


def _with_ids(changes: list[Change]) -> list[Change]:
    """Give each change a name made of what it says; equal ones are counted."""
    seen: Counter[str] = Counter()
    named: list[Change] = []
    for change in changes:
        says = repr((change.kind, change.old, change.new, change.container and change.container[0]))
        said = hashlib.sha256(says.encode()).hexdigest()[:16]
        seen[said] += 1
        named.append(replace(change, id=said if seen[said] == 1 else f"{said}-{seen[said]}", number=len(named)))
    return named


# Which piece is which

Step = tuple[int, Piece | None, Piece | None]
"""Number of the old piece (or of the one that the new piece goes before), the old piece, the new piece."""


def _steps(old: Sequence[Piece], new: Sequence[Piece]) -> list[Step]:
    """What differs: pairs of pieces that belong together, and pieces that stand alone."""
    found: list[Step] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += _paired(old[i1:i2], new[j1:j2], i1)
    return found


def _paired(old: Sequence[Piece], new: Sequence[Piece], start: int) -> list[Step]:
    """Pair the pieces that have most in common, in order; the rest was removed or added."""
    steps: list[Step] = []
    i = j = 0
    for pair_i, pair_j in [*pair_up(old, new), (len(old), len(new))]:
        steps += [(start + at, old[at], None) for at in range(i, pair_i)]
        steps += [(start + pair_i, None, new[at]) for at in range(j, pair_j)]
        if pair_i < len(old):
            steps.append((start + pair_i, old[pair_i], new[pair_j]))
        i, j = pair_i + 1, pair_j + 1
    return steps


def pair_up(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[int, int]]:
    """The pieces that are one and the same, changed: pairs of numbers in order, with as many common words in all as can be."""
    if not old or not new:
        return []
    least = HARDLY_LIKE if len(old) == len(new) == 1 else LIKE
    counts = [[word_count(piece.words) for piece in side] for side in (old, new)]
    narrow = len(old) * len(new) > 10_000
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likes: dict[tuple[int, int], float] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if narrow and abs(i * len(new) / len(old) - j) > BAND:
                continue
            like = old[i].like(new[j], _share(counts[0][i], counts[1][j]))
            if like >= least and like + best[i + 1][j + 1] >= best[i][j]:
                best[i][j] = likes[i, j] = like + best[i + 1][j + 1]
    return _walk(best, likes)


def _walk(best: list[list[float]], likes: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    pairs, i, j = [], 0, 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        if likes.get((i, j)) == best[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _share(old: Counter[str], new: Counter[str]) -> float:
    """The share of common words, 0 to 1."""
    both = old.total() + new.total()
    return 2 * (old & new).total() / both if both else 1.0


# Taking over


def apply(blocks: Sequence[Block], taken: Iterable[Change]) -> Applied:
    """Take changes over.

    Args:
        blocks: the state that was the old one of `compare`, or the same with other edits since.
        taken: any of its changes.

    Returns: the new blocks, and the changes for which no place was found because it was edited since.
    """
    pieces, left_over = _edited(pieces_of(blocks), sorted(taken, key=lambda change: change.number))
    return Applied(blocks_of(pieces), tuple(left_over))


def _edited(pieces: list[Piece], changes: list[Change]) -> tuple[list[Piece], list[Change]]:
    """All places are looked for in the state before any change, so that no change takes away the place of another."""
    instead: dict[int, list[Piece]] = {}
    added: defaultdict[int, list[Piece]] = defaultdict(list)
    left_over: list[Change] = []
    direct = [change for change in changes if change.container is None]
    for change in direct:
        place = _gap(pieces, change) if change.old is None else _place(pieces, change.old, change.spot, set(instead))
        if place is None:
            left_over += [] if _is_there_already(pieces, change) else [change]
        elif change.old is None:
            added[place].append(change.new)  # type: ignore[arg-type]
        else:
            instead[place] = [change.new] if change.new else []
    for outer, inner in _by_container(changes):
        place = _place(pieces, *outer, set(instead))
        if place is None or not outer[0].fits(pieces[place]):
            left_over += inner
            continue
        children, not_found = _edited(children_of(pieces[place]), [replace(change, container=None) for change in inner])
        instead[place] = [with_children(pieces[place], children)]
        known = {change.id: change for change in inner}
        left_over += [known[change.id] for change in not_found]
    result = [piece for at in range(len(pieces) + 1) for piece in (*added[at], *instead.get(at, pieces[at : at + 1]))]
    return result, left_over


def _by_container(changes: list[Change]) -> list[tuple[tuple[Piece, Spot], list[Change]]]:
    groups: dict[tuple[Piece, Spot], list[Change]] = {}
    for change in changes:
        if change.container is not None:
            groups.setdefault(change.container, []).append(change)
    return list(groups.items())


def _place(pieces: Sequence[Piece], wanted: Piece, spot: Spot, used: set[int]) -> int | None:
    """The number of the piece: the same, else one of the same words; of several the one with the right neighbours, then the nearest."""
    free = [at for at in range(len(pieces)) if at not in used]
    same = [at for at in free if pieces[at] == wanted] or [at for at in free if pieces[at].key == wanted.key]
    if not same and wanted.holds_pieces:
        same = [at for at in free if wanted.fits(pieces[at]) and children_of(pieces[at])[0].key == children_of(wanted)[0].key]
    return max(same, key=lambda at: (_around(pieces, at, at + 1, spot), -abs(at - spot.at)), default=None)


def _gap(pieces: Sequence[Piece], change: Change) -> int | None:
    """Where a new piece goes: between its neighbours, or beside the one of them that is still there."""
    spot = change.spot
    best = max(range(len(pieces) + 1), key=lambda at: (_around(pieces, at, at, spot), -abs(at - spot.at)))
    before, after = _neighbours(pieces, best - 1, best)[0], _neighbours(pieces, best, best + 1)[0]
    beside = (_same(before, spot.before[-1]), _same(after, spot.after[0]))
    if not any(beside) or (not all(beside) and change.new in (before, after)):
        return None
    return best


def _is_there_already(pieces: Sequence[Piece], change: Change) -> bool:
    """Whether the piece is as the change would make it: taken over before, or edited alike."""
    return change.new is not None and any(
        piece == change.new and _around(pieces, at, at + 1, change.spot) for at, piece in enumerate(pieces)
    )


def _around(pieces: Sequence[Piece], start: int, end: int, spot: Spot) -> int:
    """How many of the neighbours are the right ones."""
    before, after = _neighbours(pieces, start - CONTEXT, start), _neighbours(pieces, end, end + CONTEXT)
    return sum(map(_same, (*before, *after), (*spot.before, *spot.after)))


def _same(piece: Piece | None, other: Piece | None) -> bool:
    return (piece and piece.key) == (other and other.key)
