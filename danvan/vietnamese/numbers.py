"""Numbers as Vietnamese people write them: dot for thousands, comma for decimals, and numbers in words."""

import re
from decimal import ROUND_HALF_UP, Decimal

from danvan.vietnamese.text import squeeze

_NUMBER = re.compile(r"([-−]?)((?:[0-9]{1,3}(?:[. ][0-9]{3})+)|[0-9]+)(?:,([0-9]+))?")
_DOT_AS_DECIMAL = re.compile(r"[-−]?[0-9]+\.[0-9]+")
_LETTERS_LIKE_DIGITS = str.maketrans("OoIl", "0011")
_DIGITS_WITH_LETTER = re.compile(r"(?<!\w)(?=[OoIl]*[0-9])[0-9]*[OoIl][0-9OoIl]*(?!\w)")
_MAX_DIGITS = 15
_QUOTE_LENGTH = 40

_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUP_WORDS = ("", "nghìn", "triệu", "tỷ")
_MAX_IN_WORDS = 10**12 - 1


class NumberError(ValueError):
    """The text is no number; the message says in Vietnamese what to write."""


def quote(text: str) -> str:
    """Quote what was typed inside a message, shortened if it is long."""
    text = squeeze(text)
    return f"“{text[:_QUOTE_LENGTH]}…”" if len(text) > _QUOTE_LENGTH else f"“{text}”"


def letter_for_digit(text: str) -> str | None:
    """Find a letter typed for a digit ("3O" for "30").

    Returns:
        The message that says so, or None if there is no such place.
    """
    found = _DIGITS_WITH_LETTER.search(text)
    if not found:
        return None
    letter = next(char for char in found[0] if char in "OoIl")
    return f"“{found[0]}” có chữ {letter}, đồng chí ghi số {found[0].translate(_LETTERS_LIKE_DIGITS)}."


def parse_number(text: str) -> Decimal:
    """Read a number: "1.234,5", "1234,5", "1 234", "12".

    Args:
        text: what was typed; a dot or a space may only stand between groups of three digits.

    Raises:
        NumberError: with what to write instead.
    """
    text = squeeze(text)
    match = _NUMBER.fullmatch(text)
    if not match:
        raise NumberError(_why_no_number(text))
    sign, whole, fraction = match[1], match[2].replace(".", "").replace(" ", ""), match[3] or ""
    if len(whole) + len(fraction) > _MAX_DIGITS:
        raise NumberError(f"{quote(text)} dài quá {_MAX_DIGITS} chữ số, đồng chí xem lại.")
    number = Decimal(f"{whole}.{fraction}" if fraction else whole)
    return -number if sign else number


def _why_no_number(text: str) -> str:
    """Return what to write instead of a text that `parse_number` cannot read."""
    if not text:
        return "Đồng chí ghi một số, thí dụ 1.234,5."
    if message := letter_for_digit(text):
        return message
    if _DOT_AS_DECIMAL.fullmatch(text):
        return f"{quote(text)}: dấu chấm chỉ ngăn hàng nghìn; phần lẻ ghi sau dấu phẩy: {text.replace('.', ',')}."
    return f"{quote(text)} chưa phải là một số, đồng chí ghi như 1.234,5."


def format_number(number: Decimal | int, places: int | None = None) -> str:
    """Write a number with dots between thousands and a decimal comma.

    Args:
        number: the number.
        places: how many decimals, a half rounded up; None writes as many as the number has.
    """
    exact = Decimal(number)
    shown = exact if places is None else exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{shown:,f}".translate(str.maketrans(",.", ".,"))


def number_in_words(number: int) -> str:
    """Write a number in words, as read aloud in the North: linh, mốt, tư, lăm ("hai mươi mốt", "một trăm linh năm").

    Raises:
        ValueError: below 0 or from a thousand tỷ on.
    """
    if not 0 <= number <= _MAX_IN_WORDS:
        raise ValueError(f"no words for {number}")
    groups = [number // 1000**place % 1000 for place in range(len(_GROUP_WORDS))]
    words: list[str] = []
    for group, name in zip(reversed(groups), reversed(_GROUP_WORDS), strict=True):
        if group:
            words += _three_digits(group, full=bool(words))
            words += [name] if name else []
    return " ".join(words) or _DIGIT_WORDS[0]


def _three_digits(group: int, *, full: bool) -> list[str]:
    """Return the words of a group of three digits; `full` says the hundred even if it is none."""
    hundreds, rest = divmod(group, 100)
    words = [_DIGIT_WORDS[hundreds], "trăm"] if hundreds or full else []
    if rest == 0:
        return words
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return [*words, *(["linh"] if words else []), _DIGIT_WORDS[ones]]
    words += ["mười"] if tens == 1 else [_DIGIT_WORDS[tens], "mươi"]
    return words + _after_tens(tens, ones)


def _after_tens(tens: int, ones: int) -> list[str]:
    """Return the word of the last digit, which sounds different after mười and mươi."""
    if ones == 0:
        return []
    if ones == 5:
        return ["lăm"]
    if tens > 1 and ones in {1, 4}:
        return ["mốt" if ones == 1 else "tư"]
    return [_DIGIT_WORDS[ones]]
