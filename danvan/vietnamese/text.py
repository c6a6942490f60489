"""Vietnamese text: one spelling in memory, a folded form for searching, and what must stay together on a line."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_NARROW_NO_BREAK_SPACE = "\u202f"  # some Windows input methods type it to break a browser's completion
_COMBINING_MARKS = re.compile("[\u0300-\u036f]")
_NUMBERED_WORDS = (
    "TDP|tổ|tổ dân phố|tổ dân vận|khu phố|khối phố|khối|khu|thôn|ấp|cụm|phường|quận|ngõ|ngách|hẻm|đường|số nhà|số"
    "|ngày|tháng|năm|quý|điều|khoản|điểm|mục|phần|chương|phụ lục|lần|khóa|khoá|kỳ|trang"
)
_BEFORE_NUMBER = re.compile(rf"(?<!\w)((?i:{_NUMBERED_WORDS}))[ \t]+(?=[0-9]|[IVXLC]+(?!\w))")


def clean(text: str) -> str:
    """Bring typed or pasted text into the one form that is stored.

    Args:
        text: anything a browser, Word or an input method sends.

    Returns:
        NFC text with `\\n` line ends and plain spaces, without control, zero-width or direction characters. Tabs stay,
        and so does the space at both ends: whether that matters is the caller's question.
    """
    text = _LINE_ENDS.sub("\n", text).replace(_NARROW_NO_BREAK_SPACE, "")
    # Dropping comes before composing: a zero-width character between a letter and its mark would keep them apart.
    return unicodedata.normalize("NFC", "".join(_kept(char) for char in text))


def _kept(char: str) -> str:
    """Return what `clean` keeps of one character."""
    if char in "\n\t":
        return char
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    return "" if category in {"Cc", "Cf", "Cs"} else char


def squeeze(text: str) -> str:
    """Clean the text and make it one line: every run of white space is one space, none at the ends."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Fold text for searching: small letters, no marks, đ as d.

    The database has the same function under the same name, and a test holds the two together. "hoà" and "hòa",
    "uỷ" and "ủy" fold alike.

    Args:
        text: text in any Unicode form.

    Returns:
        The folded text; white space and signs are as they were.
    """
    # Letter by letter, as PostgreSQL does: str.lower() looks at the neighbours of a Greek sigma.
    lower = "".join(char.lower() for char in text)
    return _COMBINING_MARKS.sub("", unicodedata.normalize("NFD", lower)).replace("đ", "d")


def two_digits(count: int) -> str:
    """Write a count as official papers do: at least two digits ("09", "12", "120").

    Args:
        count: how many; never negative.

    Raises:
        ValueError: for a negative count.
    """
    if count < 0:
        raise ValueError(f"a count is never negative: {count}")
    return f"{count:02d}"


def glue(text: str) -> str:
    """Put a no-break space between a word and its number ("TDP 21", "ngõ 45", "ngày 12/11", "quý IV").

    For printed text only; `clean` turns the space back into a plain one.
    """
    return _BEFORE_NUMBER.sub("\\1\u00a0", text)
