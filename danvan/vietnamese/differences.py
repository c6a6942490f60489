"""What differs between two long texts, found in a time that does not grow with the square of their length.

`difflib` compares every word with all equal ones of the other text: a page of 40 KB, rewritten, takes it half a minute. Where two texts
have too much in common for that, whole sentences are compared first, and words only inside what changed; what is still too much counts as
replaced as a whole.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TypeVar

MOST_PAIRS = 500_000
"""Pairs of equal words that are looked at in one comparison, about a fifth of a second; two texts of 600 words have fewer."""

Step = tuple[str, int, int, int, int]
"""What `difflib` says: "equal", "replace", "delete" or "insert", from where to where in the old and in the new text."""
Word = TypeVar("Word", bound=Hashable)


def steps(old: Sequence[Word], new: Sequence[Word], ends: Callable[[Word], bool]) -> list[Step]:
    """Compare two texts word by word as far as that is cheap.

    Args:
        old, new: their words, signs and spaces.
        ends: whether a sentence or a line ends with this word.

    Returns: what `SequenceMatcher.get_opcodes` returns; the same as it does for texts of a usual length.
    """
    if _pairs(old, new) <= MOST_PAIRS:
        return _exact(old, new)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    room = min(len(old), len(new)) - head
    tail = sum(1 for _ in takewhile(lambda at: old[-at] == new[-at], range(1, room + 1)))
    middle = _by_sentence(old[head : len(old) - tail], new[head : len(new) - tail], ends)
    whole = [
        ("equal", 0, head, 0, head),
        *_moved(middle, head, head),
        ("equal", len(old) - tail, len(old), len(new) - tail, len(new)),
    ]
    return _joined(step for step in whole if step[2] > step[1] or step[4] > step[3])


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many pairs of equal words there are: what a comparison costs."""
    there, here = Counter(old), Counter(new)
    return sum(count * here[word] for word, count in there.items())


def _exact(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Step]:
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _by_sentence(old: Sequence[Word], new: Sequence[Word], ends: Callable[[Word], bool]) -> list[Step]:
    """Compare whole sentences, then the words of those that changed while there is time left for it."""
    there, here = _sentences(old, ends), _sentences(new, ends)
    left = MOST_PAIRS - _pairs(there, here)
    if left < 0:
        return [_replaced(old, new)]
    from_old, from_new = _starts(there), _starts(here)
    found: list[Step] = []
    for what, a, b, c, d in _exact(there, here):
        i1, i2, j1, j2 = from_old[a], from_old[b], from_new[c], from_new[d]
        gone, came = old[i1:i2], new[j1:j2]
        cost = _pairs(gone, came) if what == "replace" else 0
        if what == "replace" and cost <= left:
            found += _moved(_exact(gone, came), i1, j1)
            left -= cost
        else:
            found.append((what, i1, i2, j1, j2))
    return found


def _replaced(old: Sequence[Hashable], new: Sequence[Hashable]) -> Step:
    return ("replace" if old and new else "delete" if old else "insert", 0, len(old), 0, len(new))


def _sentences(words: Sequence[Word], ends: Callable[[Word], bool]) -> list[tuple[Word, ...]]:
    found: list[tuple[Word, ...]] = []
    start = 0
    for at, word in enumerate(words, 1):
        if ends(word) or at == len(words):
            found.append(tuple(words[start:at]))
            start = at
    return found


def _starts(sentences: Sequence[Sequence[Hashable]]) -> list[int]:
    """The number of the first word of each sentence, and of the end."""
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence))
    return starts


def _moved(found: Sequence[Step], old: int, new: int) -> Iterator[Step]:
    for what, i1, i2, j1, j2 in found:
        yield what, i1 + old, i2 + old, j1 + new, j2 + new


def _joined(found: Iterator[Step]) -> list[Step]:
    """Neighbouring steps of one kind as one, and what went beside what came as a replacement: `difflib` never has two changes in a row."""
    joined: list[Step] = []
    for step in found:
        last = joined[-1] if joined else None
        if last is None or (last[0] == "equal") != (step[0] == "equal"):
            joined.append(step)
            continue
        i1, i2, j1, j2 = last[1], step[2], last[3], step[4]
        what = "equal" if step[0] == "equal" else "replace" if i2 > i1 and j2 > j1 else "delete" if i2 > i1 else "insert"
        joined[-1] = (what, i1, i2, j1, j2)
    return joined
