"""A pasted list of people: "1. Đ/c Phạm Thị Minh Hồng - Bí thư Đảng ủy, Chủ tịch HĐND", from Word, Zalo or Excel."""

import re
from dataclasses import dataclass

from danvan.vietnamese.names import tidy_name
from danvan.vietnamese.text import clean, squeeze


@dataclass(frozen=True)
class PastedPerson:
    """One entry of a pasted list.

    Attributes:
        name: full name; empty for an unnamed post or group ("Chủ tịch UBND phường").
        title: post and unit as written; may be empty.
        form_of_address: "đồng chí", "ông", "bà", or empty if the list has none.
    """

    name: str
    title: str
    form_of_address: str = ""


_ENTRY_ENDS = re.compile(r"[\n;]")
_NUMBERING = re.compile(r"\s*(?:\(?[0-9]{1,3}[.)/:]|[0-9]{1,3}(?=\t)|[0-9]{1,3}\s*[-–—]\s|[-–—+*•·●▪\uf0b7](?=\s|[^\W\d_]))\s*")
_ADDRESS = re.compile(r"(?P<comrade>đồng chí|đ\s?/\s?c|đ\.\s?c\.?|đc)[.:]?\s+|(?P<mr>ông|ô\.)\s+|(?P<mrs>bà)\s+", re.IGNORECASE)
_ADDRESS_FORMS = {"comrade": "đồng chí", "mr": "ông", "mrs": "bà"}
_SPLIT = re.compile(r"\s*[–—−]\s*|\s*-\s*|\s*:\s*|\s*,\s*|\s*\((?=[^()]+\)$)")
_HEADING = re.compile(r"danh sách|(?:(?:tt|stt|số tt)\W+)?họ(?: và |, | )tên(?!\w)", re.IGNORECASE)
# With their marks: folded, the family name Trương would be a trưởng.
_POSTS = re.compile(
    r"(?:các đồng chí|các ông|các bà|đại diện|lãnh đạo|chuyên viên|cán bộ|công chức|toàn thể|chủ tịch|phó chủ tịch|bí thư|phó bí thư"
    r"|trưởng|phó trưởng|tổ trưởng|tổ phó|khu trưởng|chi hội trưởng|chi hội phó|hội trưởng|thành viên|ủy viên|uỷ viên)(?!\w)",
    re.IGNORECASE,
)


def parse_people(text: str) -> list[PastedPerson]:
    """Read a pasted list of people, one a line or between semicolons, in the order of the list.

    Numbering, bullets, a heading line, Excel's tabs and all kinds of dashes are understood; whatever is not stays
    in the name, where the user sees it and can mend it. Nothing raises.

    Args:
        text: "họ tên - chức vụ, đơn vị" a line; columns "TT, họ tên, chức vụ, đơn vị" from a table.
    """
    entries = (_read_entry(entry) for entry in _ENTRY_ENDS.split(clean(text)))
    return [entry for entry in entries if entry]


def _read_entry(entry: str) -> PastedPerson | None:
    """Return the person of one line, or None for a line of nothing but signs and for a heading."""
    entry = _NUMBERING.sub("", entry, count=1) if _NUMBERING.match(entry) else entry
    entry = entry.strip().rstrip(".,;").rstrip()
    if not entry or _HEADING.match(entry):
        return None
    form_of_address, rest = _take_address(entry)
    if "\t" not in rest and _POSTS.match(rest):
        return PastedPerson("", squeeze(rest), form_of_address)
    name, title = _split_columns(rest) if "\t" in rest else _split_line(squeeze(rest))
    if not form_of_address:
        form_of_address, name = _take_address(name)
    person = PastedPerson(tidy_name(name), squeeze(title), form_of_address)
    return person if person.name or person.title else None


def _take_address(words: str) -> tuple[str, str]:
    """Return the form of address in front of a name, and the rest."""
    match = _ADDRESS.match(words)
    if not match:
        return "", words
    return _ADDRESS_FORMS[str(match.lastgroup)], words[match.end() :]


def _split_columns(line: str) -> tuple[str, str]:
    """Return name and title of a table's row: the columns behind the name are one title."""
    name, *others = [column for column in map(squeeze, line.split("\t")) if column]
    return name, ", ".join(others)


def _split_line(line: str) -> tuple[str, str]:
    """Return what stands before and behind the first dash, colon, comma or bracket."""
    match = _SPLIT.search(line)
    if not match:
        return line, ""
    title = line[match.end() :]
    return line[: match.start()], title.removesuffix(")") if "(" in match[0] else title
