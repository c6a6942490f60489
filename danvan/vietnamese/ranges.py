"""Numbers of neighbouring units as people list them: "15 đến 27, 30", "tổ 3 đến tổ 9", "TDP 15, 17 và 19"."""

import re
from collections.abc import Iterable

from danvan.vietnamese.numbers import format_number, letter_for_digit, quote
from danvan.vietnamese.text import clean, squeeze

MAX_NUMBERS = 500
_MAX_DIGITS = 4

_UNIT_WORDS = "các|những|từ|liên|tổ dân phố|tổ dân vận|tổ|tdp|tdv|khu phố|khu dân cư|khu|kp|kdc|khối phố|khối|thôn|ấp|bản|khóm|cụm|nhóm|số"
_WORDS_BEFORE = re.compile(rf"(?<!\w)(?:{_UNIT_WORDS})(?![^\W\d_])\.?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;\n]|(?<!\w)(?:và|với|cùng)(?!\w)", re.IGNORECASE)
_TO = re.compile(r"\s*(?:(?<!\w)(?:đến|tới)(?!\w)|(?<=[0-9])(?:đến|tới)(?=\W*[0-9])|-+>?|[–—−→])\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")
_NUMBERS = re.compile(r"[0-9]+(?: [0-9]+)*")


class RangeError(ValueError):
    """The text is no list of numbers; the message says in Vietnamese what to write."""


def parse_ranges(text: str) -> list[int]:
    """Read a list of numbers and ranges of numbers.

    Args:
        text: "15 đến 27, 30"; words for the units ("tổ", "TDP", "khu phố") may stand before any number.

    Returns:
        The numbers in the order they were written, each once.

    Raises:
        RangeError: for a letter in place of a digit, an upside-down or unfinished range, more than `MAX_NUMBERS`
            numbers, or nothing at all.
    """
    numbers: dict[int, None] = {}
    for part in _SEPARATORS.split(clean(text)):
        numbers.update(dict.fromkeys(_read_part(squeeze(part).rstrip(" ."))))
        if len(numbers) > MAX_NUMBERS:
            raise RangeError(f"Danh sách dài quá {MAX_NUMBERS} số, đồng chí xem lại.")
    if not numbers:
        raise RangeError("Đồng chí ghi các số, thí dụ 15 đến 27, 30.")
    return list(numbers)


def _read_part(part: str) -> Iterable[int]:
    """Return the numbers of a piece between two commas: nothing, a number, several, or a range."""
    bare = squeeze(_WORDS_BEFORE.sub(" ", part))
    if not bare:
        return []
    ends = _TO.split(bare)
    if len(ends) == 1 and _NUMBERS.fullmatch(bare):
        return [_number(digits, part) for digits in bare.split()]
    if len(ends) == 2 and all(_NUMBER.fullmatch(end) for end in ends):
        return _range(_number(ends[0], part), _number(ends[1], part), part)
    raise RangeError(_why_unreadable(part, bare, ends))


def _number(digits: str, part: str) -> int:
    """Return one number.

    Raises:
        RangeError: for 0 and for what is too long to number a unit.
    """
    if len(digits) > _MAX_DIGITS:
        raise RangeError(f"{quote(part)}: số dài quá {_MAX_DIGITS} chữ số, đồng chí xem lại.")
    if int(digits) == 0:
        raise RangeError(f"{quote(part)}: số thứ tự bắt đầu từ 1.")
    return int(digits)


def _range(first: int, last: int, part: str) -> range:
    """Return the numbers from first to last, both included."""
    if first > last:
        raise RangeError(f"{quote(part)} bị ngược, đồng chí ghi số nhỏ trước: {last} đến {first}.")
    if last - first >= MAX_NUMBERS:
        length = format_number(last - first + 1)
        raise RangeError(f"{quote(part)} gồm {length} số, mỗi lần ghi nhiều nhất {MAX_NUMBERS} số; đồng chí xem lại.")
    return range(first, last + 1)


def _why_unreadable(part: str, bare: str, ends: list[str]) -> str:
    """Return what to write instead of a part that cannot be read."""
    if message := letter_for_digit(bare):
        return message
    if len(ends) == 2 and "" in ends and any(_NUMBER.fullmatch(end) for end in ends):
        missing = "số đầu" if not ends[0] else "số cuối"
        return f"{quote(part)} thiếu {missing}, đồng chí ghi đủ, thí dụ 15 đến 27."
    if re.fullmatch(r"[0-9]+[^\W\d_]", bare):
        return f"{quote(part)} có chữ kèm theo số, đồng chí ghi riêng đơn vị này, không ghi trong dãy số."
    return f"Chưa đọc được {quote(part)}, đồng chí ghi như 15 đến 27, 30."


def format_ranges(numbers: Iterable[int]) -> str:
    """Write numbers as a list of ranges: "15 đến 27, 30". Two neighbours stay two: "3, 4"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} đến {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
