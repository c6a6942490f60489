"""The names of bookmarks: where a piece of text stood in the content, and what it said when the file was made.

A piece whose text no longer has the hash in its bookmark was corrected by hand; a bookmark that is gone was struck out. Word and
LibreOffice keep bookmarks whose names begin with "_" and don't show them.
"""

import hashlib
import re
import unicodedata


def bookmark(place: str, text: str) -> str:
    """The bookmark of a piece of text.

    Args:
        place: letters, digits and "_": "012" for block 12, "012_03" for its third item, "head_number".
        text: its words as they are in the content.
    """
    return f"_dv_{place}_{text_hash(text)}"


def text_hash(text: str) -> str:
    """A short hash of words, whatever the spaces between them: programs and people change these without meaning to."""
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(words.encode()).hexdigest()[:8]
