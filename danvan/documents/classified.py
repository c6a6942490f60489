"""Marks of classified papers, which never enter the portal (domain.md, "Personal data")."""

import re

from danvan.vietnamese.text import clean

_MARK = re.compile(r"(?<![^\W_])(?i:tuyệt|tối)[\s_-]*(?i:mật)(?![^\W_])|(?<![^\W_])(?<!BẢO )(?<!BÍ )MẬT(?![^\W_])")


def has_classified_mark(text: str) -> bool:
    """Whether MẬT, TỐI MẬT or TUYỆT MẬT stands in a short text: the name of a file, a line of its own on a page."""
    return bool(_MARK.search(clean(text)))
