"""Lengths in the units of Word, and how long a line of bold text is: a rule below a head is as long as its text, or a part of it.

The widths are those of Times New Roman Bold, which every reader of the file has or replaces by a face of the same measures.
"""

import unicodedata
from functools import cache

TWIPS_A_POINT = 20
TWIPS_A_MM = 1440 / 25.4
EMU_A_PIXEL = 9525
"""At 96 points an inch, as the PDF shows pictures."""
EMU_A_MM = 36000
_LETTERS_BY_WIDTH = {
    220: "|",
    250: " ,.",
    278: "'/\\il",
    333: "!()-:;[]`fjt",
    389: "Is",
    394: "{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy–“”",
    520: "~",
    554: "ơ",
    556: 'Sbdhknpquđ"',
    570: "+<=>",
    581: "^",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W…",
}
_WIDTHS = {letter: width for width, letters in _LETTERS_BY_WIDTH.items() for letter in letters}
_USUAL_WIDTH = 722
"""Of a capital; taken for a letter that is not in the table."""
_HORN = "\u031b"


def twips(mm: float = 0, points: float = 0) -> int:
    """A length in twentieths of a point."""
    return round(mm * TWIPS_A_MM + points * TWIPS_A_POINT)


def text_width(text: str, size: float) -> float:
    """How long a line of bold text of that size is, in points."""
    return sum(map(_width, unicodedata.normalize("NFC", text))) * size / 1000


def fitting_size(text: str, width: float, largest: int, smallest: int) -> int:
    """The largest even size, in points, at which a line of bold text is no longer than a width in points; never below `smallest`."""
    sizes = range(largest, smallest, -2)
    return next((size for size in sizes if text_width(text, size) <= width), smallest)


@cache
def _width(letter: str) -> int:
    """Width in thousandths of the size; marks above and below a letter take no room, a horn does."""
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    decomposed = unicodedata.normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    horned = unicodedata.normalize("NFC", base + _HORN) if _HORN in marks else base
    return _WIDTHS.get(horned, _USUAL_WIDTH)
