"""The names of bookmarks: where a piece of text stood in the content, and what it said when the file was made.

A piece whose text no longer has the hash in its bookmark was corrected by hand; a bookmark that is gone was struck out. Word and
LibreOffice keep bookmarks whose names begin with "_" and don't show them.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

from lxml import etree

_PREFIX = "_dv_"
_NAME = re.compile(rf"{_PREFIX}([a-z0-9_]+)_([0-9a-f]{{8}})")
_PROPERTY = "danvan-"
_PROPERTY_LENGTH = 240
"""Word's own window for properties takes 255 letters."""
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What marks a property as one of the user's own."""


class Mark(NamedTuple):
    """A bookmark, read: where the piece stood when the file was made, and the hash of what it said."""

    place: str
    hash: str


def bookmark(place: str, text: str) -> str:
    """The bookmark of a piece of text.

    Args:
        place: letters, digits and "_": "012" for block 12, "012_03" for its third item, "head_number".
        text: its words as they are in the content.
    """
    return f"{_PREFIX}{place}_{text_hash(text)}"


def read_bookmark(name: str) -> Mark | None:
    """What a bookmark says; None when it is not one of ours."""
    found = _NAME.fullmatch(name)
    return Mark(found[1], found[2]) if found else None


def text_hash(text: str) -> str:
    """A short hash of words, whatever the spaces between them: programs and people change these without meaning to."""
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def custom_properties(names: Iterable[str]) -> bytes:
    """The part of a file's own properties that lists its bookmarks; Word and LibreOffice keep it."""
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES, "vt": _TYPES})
    for number, text in enumerate(_chunks(name.removeprefix(_PREFIX) for name in names)):
        item = etree.SubElement(root, f"{{{_PROPERTIES}}}property", fmtid=_FORMAT_ID, pid=str(number + 2), name=f"{_PROPERTY}{number:04d}")
        etree.SubElement(item, f"{{{_TYPES}}}lpwstr").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _chunks(words: Iterable[str]) -> list[str]:
    chunks = [""]
    for word in words:
        if len(chunks[-1]) + len(word) > _PROPERTY_LENGTH:
            chunks.append("")
        chunks[-1] = f"{chunks[-1]} {word}".strip()
    return chunks


def listed_bookmarks(properties: Any | None) -> list[Mark]:
    """The bookmarks that a file had when it was made; none when its properties are gone."""
    if properties is None:
        return []
    texts = {item.get("name", ""): "".join(item.itertext()) for item in properties if isinstance(item.tag, str)}
    words = " ".join(texts[name] for name in sorted(texts) if name.startswith(_PROPERTY)).split()
    return [mark for word in words if (mark := read_bookmark(f"{_PREFIX}{word}"))]
