"""Names of people: họ và đệm, tên, and the order in which Vietnamese lists stand (by tên)."""

import re
import unicodedata

from danvan.vietnamese.text import squeeze

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries
_LETTER_MARKS = "\u0302\u0306\u031b"  # of â ê ô, of ă, of ơ ư: they make another letter, not another tone
_PART_OF_WORD = re.compile(r"[^\s'’-]+")

SortKey = tuple[tuple[int, ...], tuple[int, ...]]


def split_name(name: str) -> tuple[str, str]:
    """Split a full name into họ và đệm and tên.

    Args:
        name: "Phạm Thị Minh Hồng"; white space does not matter.

    Returns:
        ("Phạm Thị Minh", "Hồng"). A single word is a tên; nothing gives two empty strings.
    """
    family_and_middle, _, given = squeeze(name).rpartition(" ")
    return family_and_middle, given


def tidy_name(name: str) -> str:
    """Put one space between words, and write a name that came all in capitals ("PHẠM THỊ HỒNG") with capital initials."""
    name = squeeze(name)
    if not name.isupper():
        return name
    return _PART_OF_WORD.sub(lambda part: part[0][0] + part[0][1:].lower(), name)


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike: case, white space and the place of a tone mark (hòa, hoà) do not matter."""
    return _without_places(one) == _without_places(other)


def _without_places(name: str) -> list[tuple[str, str]]:
    """Return each word's letters and, apart from them, its tones."""
    words = [unicodedata.normalize("NFD", word) for word in squeeze(name).lower().split()]
    return [("".join(c for c in word if c not in _TONES), "".join(c for c in word if c in _TONES)) for word in words]


def sort_key(name: str) -> tuple[SortKey, SortKey]:
    """Return the key that sorts names as Vietnamese lists do: by tên, then by họ và đệm.

    The database sorts stored names by its own collation; this is for names that are not stored yet.
    """
    family_and_middle, given = split_name(name)
    return _word_key(given), _word_key(family_and_middle)


def _word_key(words: str) -> SortKey:
    """Return letters in the Vietnamese alphabet's order; tones only decide between equal letters."""
    letters: list[int] = []
    tones: list[int] = []
    for char in words.lower():
        # Decomposed, the marks of a letter stand behind it in any order: "ậ" has its tone before its roof.
        base, *marks = list(unicodedata.normalize("NFD", char))
        letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _LETTER_MARKS))
        letters.append(_ALPHABET.index(letter) + 1 if letter in _ALPHABET else -1 if char == " " else ord(letter[0]) + 100)
        tones.append(next((_TONES.index(mark) + 1 for mark in marks if mark in _TONES), 0))
    return tuple(letters), tuple(tones)
