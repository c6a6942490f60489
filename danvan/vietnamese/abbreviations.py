"""Abbreviations of posts and bodies written out by a unit's own list: "UVTV" to "Ủy viên Ban Thường vụ"."""

import re
from collections.abc import Mapping

from danvan.vietnamese.text import clean, squeeze

_DOCUMENT_NUMBER = r"(?<!\w)[0-9]+[-/]\S+"


def expand(text: str, table: Mapping[str, str]) -> str:
    """Write abbreviations out.

    Whole words only and exactly as the table spells them, the longest first, each place once: what an expansion
    brings in is not expanded again. Numbers of documents ("34/2007/PL-UBTVQH11", "12-TB/ĐU") stay untouched.

    Args:
        text: a title or a sentence.
        table: abbreviation to full words; may also mend a spelling ("Trưởng ban" to "Trưởng Ban").

    Returns:
        The cleaned text with full words.
    """
    text = clean(text)
    full = {squeeze(short): clean(long) for short, long in table.items() if short.strip()}
    if not full:
        return text
    shorts = "|".join(_whole_word(short) for short in sorted(full, key=len, reverse=True))
    pattern = re.compile(rf"{_DOCUMENT_NUMBER}|(?P<short>{shorts})")
    return pattern.sub(lambda found: full[squeeze(found["short"])] if found["short"] else found[0], text)


def _whole_word(short: str) -> str:
    """Return the pattern of an abbreviation: no letter or digit may touch its ends, any white space may be between."""
    words = r"\s+".join(map(re.escape, short.split()))
    before = r"(?<!\w)" if re.match(r"\w", short) else ""
    after = r"(?!\w)" if re.search(r"\w$", short) else ""
    return f"{before}{words}{after}"
