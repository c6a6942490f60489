"""Whether a paper at hand is one of the portal's: its file is looked up by SHA-256 and not kept, its number in the books."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from danvan.documents import book, kinds, numbers
from danvan.documents.book import Line
from danvan.documents.models import PaperCode, PaperNumber, Revision, RevisionFile, SignedCopy
from danvan.documents.number_text import Typed, flat
from danvan.vietnamese.dates import parse_date

SHOWN = 20
"""Papers with one number that are shown at most."""
CODE_LENGTH = 10
"""Digits of a check slip's code: the beginning of the content's SHA-256."""
_YEAR = re.compile(r"(?:năm\s*)?([0-9]{4})")
_TERM = re.compile("([0-9]{4})\\s*[-\u2013]\\s*([0-9]{4})")
_CODES = {flat(code): code for code in PaperCode.values}


@dataclass(frozen=True)
class FrozenPaper:
    """The frozen paper that a file is, byte for byte, or that a check slip is of; `copy` says what kind of file was found."""

    title: str
    url: str
    copy: str
    number: int
    frozen_at: datetime
    frozen_by: str
    note: str = ""


def sha256_of(chunks: Iterable[bytes]) -> str:
    """The SHA-256 of a file, read piece by piece, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def find(sha256: str, user: Any | None) -> FrozenPaper | None:
    """The frozen paper with that SHA-256 of its file.

    Args:
        sha256: of the file, in hexadecimal.
        user: who asks; None for the command line.

    Returns:
        None when no frozen paper is that file, and alike when the user may not know of the one that is.
    """
    for kept in RevisionFile.objects.filter(sha256=sha256).select_related("revision__created_by"):
        if paper := _frozen(kept.revision, user, f"tệp {'Word' if kept.format == 'docx' else kept.format.upper()} của cổng"):
            return paper
    for copy in SignedCopy.objects.filter(sha256=sha256).select_related("revision__created_by"):
        if paper := _frozen(copy.revision, user, f"bản ký lưu: {copy.get_kind_display().lower()}"):
            return paper
    return None


def code_of(revision: Revision) -> str:
    """The code on the check slip of a frozen paper, in groups that can be read out: "3F2A-91BC-04"."""
    digits = revision.sha256[:CODE_LENGTH].upper()
    return "-".join(digits[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def read_code(text: str) -> str:
    """The digits of a code as somebody typed it. Raises: ValueError, whose message says what to write."""
    digits = re.sub(r"[\s.-]", "", text).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{CODE_LENGTH}}}", digits):
        raise ValueError("Mã gồm 10 chữ số hoặc chữ từ A đến F, thí dụ 3F2A-91BC-04: xem lại trên phiếu kiểm tra")
    return digits


def find_by_code(digits: str, user: Any | None) -> FrozenPaper | None:
    """The frozen paper with that code on its check slip; None alike when there is none and when the user may not know of it."""
    for revision in Revision.objects.filter(sha256__startswith=digits).select_related("created_by"):
        if paper := _frozen(revision, user, "phiếu kiểm tra"):
            return paper
    return None


def _frozen(revision: Revision, user: Any | None, copy: str) -> FrozenPaper | None:
    kind = kinds.named(revision.kind)
    place = kind.place_of(revision, user) if kind else None
    if place is None:
        return None
    return FrozenPaper(place.title, place.url, copy, revision.number, revision.created_at, str(revision.created_by), place.note)


@dataclass(frozen=True)
class Time:
    """When a paper is of, as far as it was typed: its day, its year, or the term of the committee. One of the three."""

    day: date | None = None
    year: int | None = None
    term: str = ""


def read_time(text: str) -> Time:
    """Read "19/7/2017", "2017" or "2025-2030". Raises: DateError, whose message says what to write."""
    if found := _YEAR.fullmatch(text):
        return Time(year=int(found[1]))
    if found := _TERM.fullmatch(text):
        return Time(term=f"{found[1]}-{found[2]}")
    return Time(day=parse_date(text))


def find_by_number(typed: Typed, time: Time | None, user: Any | None) -> list[Line]:
    """The papers with that number, the newest first; without those that the user may not know of.

    Args:
        typed: the number, with the letters of type and unit if they were typed.
        time: what is known of the day.
        user: who asks; None for the command line.
    """
    entries = PaperNumber.objects.filter(number=typed.number).select_related("unit__house_style").order_by("-date", "pk")
    if typed.signs and (code := _CODES.get(flat(typed.signs[0]))):
        entries = entries.filter(code=code)
    if time:
        wanted = {"date": time.day, "date__year": time.year, "series": time.term}
        entries = entries.filter(**{name: value for name, value in wanted.items() if value})
    found = [book.line_of(entry, paper) for entry, paper in numbers.visible(list(entries), user)]
    return [line for line in found if _bears(line, typed.signs)]


def _bears(line: Line, signs: tuple[str, ...]) -> bool:
    """Whether letters that were typed can be those of the paper: of its type, its unit, or both."""
    return not signs or flat(*signs) in {flat(line.entry.code), flat(line.sign), flat(line.entry.code, line.sign)}
