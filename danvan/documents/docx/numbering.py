"""Numbers and signs that Word puts before paragraphs by itself: typed dashes and numbers become such ones while people type."""

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

from danvan.documents.docx.xml import whole_number
from danvan.documents.profiles import ROMAN

BULLET = "-"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Numbering:
    """The numbering part of a file, read; it counts as paragraphs are read in order."""

    def __init__(self, part: Any | None) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        if part is None:
            return
        abstract = {item.get(qn("w:abstractNumId")): item for item in part.iter(qn("w:abstractNum"))}
        for number in part.iter(qn("w:num")):
            base = abstract.get(_value(number.find(qn("w:abstractNumId"))))
            levels = [*(base.iter(qn("w:lvl")) if base is not None else ()), *number.iter(qn("w:lvl"))]
            self._levels[number.get(qn("w:numId"), "")] = {whole_number(level.get(qn("w:ilvl"), "")): level for level in levels}

    def sign(self, properties: Any | None, of_style: Any | None) -> str:
        """What stands before a paragraph with these properties: "-" for any bullet, "1.", "a)"; "" without numbering."""
        own = properties.find(qn("w:numPr")) if properties is not None else None
        chosen = own if own is not None else of_style
        if chosen is None:
            return ""
        number_id, level = _value(chosen.find(qn("w:numId"))), whole_number(_value(chosen.find(qn("w:ilvl"))))
        return self._count(number_id, level) if level in self._levels.get(number_id, {}) else ""

    def _count(self, number_id: str, level: int) -> str:
        counts, levels = self._counts[number_id], self._levels[number_id]
        start = whole_number(_value(levels[level].find(qn("w:start"))), 1)
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        form = _value(levels[level].find(qn("w:numFmt")))
        if form == "bullet":
            return BULLET
        if form == "none":
            return ""
        shown = _value(levels[level].find(qn("w:lvlText")))
        return re.sub(r"%(\d)", lambda found: _written(levels.get(int(found[1]) - 1), counts.get(int(found[1]) - 1, 1)), shown)


def _written(level: Any | None, count: int) -> str:
    form = _value(level.find(qn("w:numFmt"))) if level is not None else "decimal"
    names = {"upperRoman": ROMAN, "lowerRoman": [name.lower() for name in ROMAN], "upperLetter": _LETTERS.upper(), "lowerLetter": _LETTERS}
    known = names.get(form, ())
    return known[count - 1] if 0 < count <= len(known) else str(count)


def _value(element: Any | None) -> str:
    return element.get(qn("w:val"), "") if element is not None else ""
