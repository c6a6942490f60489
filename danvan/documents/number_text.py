"""What a văn thư types for the number of a paper: "05", "Số 05-BB/BDV", "Số: 15/BC-UBND"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from danvan.vietnamese.numbers import letter_for_digit, quote
from danvan.vietnamese.text import fold, squeeze

LARGEST = 99_999
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_SHAPE = re.compile(r"(?:[sS][oOôÔốỐ]\s*[:.]?\s*)?([0-9]+)(?:\s*[-/]\s*(\S.*)|\s+([^-/\s].*))?", re.DOTALL)
_WORD = re.compile(r"(?=.*[^\W\d_])[^\W_]+(?:\.[^\W_]+)*")


class NumberTextError(ValueError):
    """The text cannot be read as a number, or its sign is that of another paper; the message says in Vietnamese what to write."""


@dataclass(frozen=True)
class Typed:
    """What was typed: the number, and the pieces of the sign after it ("BB", "BDV")."""

    number: int
    signs: tuple[str, ...] = ()


def read(text: str) -> Typed:
    """Read a number with or without the word "Số" and the sign.

    Args:
        text: as typed; spaces, capitals and marks do not matter.

    Raises: NumberTextError when it is no number of a paper.
    """
    line = _HYPHENS.sub("-", squeeze(text))
    found = _SHAPE.fullmatch(line)
    if found is None:
        hint = letter_for_digit(line)
        raise NumberTextError(hint or f"Chưa đọc được {quote(line)}: ghi số, thí dụ 05, hoặc cả số ký hiệu, thí dụ 05-BB/BDV")
    digits = found[1].lstrip("0")
    if not digits or len(digits) > len(str(LARGEST)):
        raise NumberTextError(f"Ghi số từ 1 đến {LARGEST}")
    return Typed(int(digits), _pieces(found[2] or found[3] or "", line))


def _pieces(tail: str, line: str) -> tuple[str, ...]:
    pieces = tuple(filter(None, re.split(r"\s*[-/]\s*|\s+", tail.strip().rstrip("-/"))))
    if any(not _WORD.fullmatch(piece) for piece in pieces):
        raise NumberTextError(f"Chưa đọc được {quote(line)}: ghi một số, rồi chữ viết tắt của loại và của cơ quan, thí dụ 05-BB/BDV")
    return pieces


def number_for(text: str, code: str, sign: str, codes: Iterable[str]) -> int:
    """The number in a text, once the sign that may stand with it is that of the paper.

    Args:
        text: as typed.
        code: the letters of the paper's type ("BB").
        sign: the letters of the unit ("BDV"); empty when it has none yet, then any sign of a unit will do.
        codes: all letters of types, to tell a type from a unit.

    Raises: NumberTextError when it cannot be read, or names another type or another unit.
    """
    typed = read(text)
    pieces, own = list(typed.signs), flat(sign)
    first = fold(pieces[0]) if pieces else ""
    if first == fold(code):
        pieces = pieces[1:]
    elif first in map(fold, codes) and first != own:
        raise NumberTextError(f"“{pieces[0]}” là ký hiệu của loại văn bản khác; văn bản này là {code}. Xem lại số, hoặc chỉ ghi số")
    elif len(pieces) > 1 and code != "CV" and flat(*pieces) != own:  # a State letter names no type: 15/UBND-VP
        raise NumberTextError(f"“{pieces[0]}” không phải ký hiệu {code} của văn bản này. Xem lại số, hoặc chỉ ghi số")
    # A State letter names the part of the office that wrote it after the office.
    known = {flat(*pieces), flat(*pieces[:1])} if code == "CV" else {flat(*pieces)}
    if pieces and own and own not in known:
        raise NumberTextError(f"“{'-'.join(pieces)}” không phải ký hiệu của đơn vị này ({sign}). Xem lại số, hoặc chỉ ghi số")
    return typed.number


def flat(*signs: str) -> str:
    """Signs for comparing: letters and digits alone, small and without marks."""
    return "".join(letter for sign in signs for letter in fold(sign) if letter.isalnum())
