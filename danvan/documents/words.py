"""Words of runs side by side: what two wordings have in common, marked for the screen or taken over."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from danvan.documents.content import Blank, Run, Runs, Text, runs, with_blanks
from danvan.vietnamese.differences import Step, steps
from danvan.vietnamese.text import clean, fold

_WORD = re.compile(r"\s+|\w+|\.{3}|[^\w\s]")
_SIGNS = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("–—−‐‑", "-"), "…": "..."})
"""What Word puts in place of typed signs by itself."""
_ENDS = {".", "!", "?", ";", ":"}
"""The signs that end a sentence."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Neighbouring words of one kind ("equal", "deleted", "inserted") and one style."""

    kind: str
    text: str
    bold: bool = False
    italic: bool = False


@lru_cache(maxsize=20_000)
def typed(text: str) -> str:
    """The text with the signs that a keyboard has and single spaces: what no program changes by itself."""
    return " ".join(clean(text).translate(_SIGNS).split())


def word_count(text: str) -> Counter[str]:
    """The words of a text, folded, with how often they occur."""
    return Counter(re.findall(r"\w+|…+", fold(text)))


def marked(old: Runs, new: Runs, *, by_style: bool = False) -> list[Segment]:
    """The words of both, marked.

    Args:
        old, new: two wordings of one line.
        by_style: mark words that only differ in bold or italic, too.
    """
    there, here = _words(old), _words(new)
    found: list[Segment] = []
    for what, i1, i2, j1, j2 in _without_single_spaces(_matched(there, here, by_style), here):
        found += [_segment("equal", word) for word in here[j1:j2]] if what == "equal" else []
        found += [_segment("deleted", word) for word in there[i1:i2]] if what != "equal" else []
        found += [_segment("inserted", word) for word in here[j1:j2]] if what != "equal" else []
    return _joined(found)


def settled(old: Runs, new: Runs, hidden: tuple[bool, bool] = (False, False)) -> Runs:
    """The new wording as a program gave it back, with what it did not mean to change as it was.

    Spaces, quotation marks and dashes that only look different stay the old ones, and blanks keep saying what is missing; words have the
    style of the new wording. `hidden` tells that bold, or italic, could not be seen, as where the whole line is bold: it stays, too.
    """
    if old == new:
        return old
    there, here = _words(old), _words(new)
    result: list[Run] = []
    for what, i1, i2, j1, j2 in _matched(there, here, by_style=False):
        result += _kept(there[i1:i2], _seen(there[i1:i2], here[j1:j2], hidden)) if what == "equal" else here[j1:j2]
    return runs(result)


def _seen(old: Sequence[Run], new: Sequence[Run], hidden: tuple[bool, bool]) -> list[Run]:
    return [
        replace(here, bold=there.bold if hidden[0] else here.bold, italic=there.italic if hidden[1] else here.italic)
        if isinstance(there, Text) and isinstance(here, Text)
        else here
        for there, here in zip(old, new, strict=True)
    ]


def _kept(old: Sequence[Run], new: Sequence[Run]) -> Iterator[Run]:
    """Words in their new style; a space or a sign changes its style only together with a word beside it."""
    restyled = [_is_word(there) and _style(there) != _style(here) for there, here in zip(old, new, strict=True)]
    for at, (there, here) in enumerate(zip(old, new, strict=True)):
        if isinstance(there, Blank) or isinstance(here, Blank) or not any(restyled[max(at - 1, 0) : at + 2]):
            yield there
        else:
            yield replace(here, text=there.text)


def _is_word(run: Run) -> bool:
    return isinstance(run, Text) and any(map(str.isalnum, run.text))


def _style(run: Run) -> tuple[bool, bool]:
    return (run.bold, run.italic) if isinstance(run, Text) else (False, False)


def _words(value: Runs) -> list[Run]:
    """Single words, signs and spaces in their style; blanks are whole."""
    return [word for run in value for piece in with_blanks(run) for word in _split(piece)]


def _split(run: Run) -> Iterator[Run]:
    if isinstance(run, Blank):
        yield run
    else:
        yield from (replace(run, text=word) for word in _WORD.findall(run.text))


def _matched(old: Sequence[Run], new: Sequence[Run], by_style: bool) -> Sequence[Step]:
    there, here = ([_key(word, by_style) for word in side] for side in (old, new))
    return steps(there, here, lambda key: key[0] in _ENDS)


def _without_single_spaces(steps: Sequence[Step], new: Sequence[Run]) -> list[Step]:
    """Two changed words with nothing but a space between them are one change."""
    found: list[Step] = []
    for at, (what, i1, i2, j1, j2) in enumerate(steps):
        lone = what == "equal" and 0 < at < len(steps) - 1 and not any(word.text.strip() for word in new[j1:j2])
        if found and (lone or what != "equal") and found[-1][0] != "equal":
            _, i0, _, j0, _ = found[-1]
            found[-1] = ("replace", i0, i2, j0, j2)
        else:
            found.append((what, i1, i2, j1, j2))
    return found


def _key(word: Run, by_style: bool) -> tuple[object, ...]:
    if isinstance(word, Blank):
        return ("…",)
    text = typed(word.text)
    return (text, word.bold, word.italic) if by_style and text else (text,)


def _segment(kind: str, word: Run) -> Segment:
    return Segment(kind, word.text, word.bold, word.italic) if isinstance(word, Text) else Segment(kind, word.text)


def _joined(segments: list[Segment]) -> list[Segment]:
    """Neighbours of one kind and style as one; what was deleted before what was inserted."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last and replace(last, text="") == replace(segment, text=""):
            joined[-1] = replace(last, text=last.text + segment.text)
        else:
            joined.append(segment)
    return joined
