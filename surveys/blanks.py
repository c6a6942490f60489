"""Where the places left open in minutes are filled in: a list with links, for the page of the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from danvan.accounts.permissions import can_open
from danvan.documents.content import UNCLEAR_LABEL, BlankFound
from danvan.vietnamese.text import fold

_HEAD, _SIGNATURES = "dau van ban", "chữ ký"
_MINUTES, _STYLE, _PAGE = "surveys:minutes", "documents:house-style", "surveys:meeting-detail"


_CONTINUES = {"phut": ("gio",), "thang": ("ngay",), "nam": ("ngay",), "chuc vu, don vi": ("ho va ten",)}
"""A blank that goes on with what the one before it began, by its first words: an hour and its minute are one thing to be filled in."""
_NAMES = {"gio": "giờ", "ngay": "ngày", "ho va ten": "họ tên, chức vụ"}
"""What the whole is called when several blanks are one gap."""


@dataclass(frozen=True)
class Gap:
    """Something that is missing: what, in which part, its place in the preview, and where to fill it in ("" if this reader cannot)."""

    label: str
    section: str
    anchor: str
    url: str
    where: str


def gaps(meeting: Any, blanks: Iterable[BlankFound], request: Any) -> list[Gap]:
    """The blanks of a meeting's minutes in reading order, with the page where each is filled in.

    Args:
        meeting: with the rights of the reader (`get_with_rights`).
        blanks: of its minutes.
        request: of the reader.
    """
    found = []
    for number, blank in each_once(blanks):
        route, anchor, where = _place(blank)
        found.append(Gap(blank.label, blank.section, f"trong-{number}", _address(meeting, request, route, anchor), where))
    return found


def each_once(blanks: Iterable[BlankFound]) -> list[tuple[int, BlankFound]]:
    """The blanks as somebody fills them in: hour and minute, day, month and year, name and post are one; so is a name asked twice.

    Returns: each with the number of its first place in the preview.
    """
    found: list[tuple[int, BlankFound]] = []
    signers: set[str] = set()
    for number, blank in enumerate(blanks, start=1):
        whole = _whole(found[-1][1], blank) if found else None
        if whole:
            found[-1] = (found[-1][0], whole)
        elif not (blank.section == _SIGNATURES and _about(blank.label) in signers):
            found.append((number, blank))
        if fold(blank.label).startswith("ho va ten"):
            signers.add(_about(blank.label))
    return found


def _whole(before: BlankFound, blank: BlankFound) -> BlankFound | None:
    """Both as one gap, if the second goes on with the first."""
    if before.section != blank.section:
        return None
    label, earlier = fold(blank.label), fold(before.label)
    for second, firsts in _CONTINUES.items():
        for first in firsts:
            if label.startswith(second) and earlier.startswith((first, fold(_NAMES[first]))) and _rest(label, second) == _about(earlier):
                return before._replace(label=f"{_NAMES[first]} {_words_after(blank.label, second)}".strip())
    return None


def _about(label: str) -> str:
    """What is asked of: "nguoi ghi bien ban" of "họ và tên người ghi biên bản"."""
    folded = fold(label)
    known = sorted({*_CONTINUES, *_NAMES, *map(fold, _NAMES.values())}, key=len, reverse=True)
    return next((_rest(folded, start) for start in known if folded.startswith(start)), folded)


def _rest(folded: str, start: str) -> str:
    return folded.removeprefix(start).strip()


def _words_after(label: str, start: str) -> str:
    """The label without its first words, which `start` has as many of."""
    return " ".join(label.split()[len(start.split()) :])


def _address(meeting: Any, request: Any, route: str, anchor: str) -> str:
    if route == _MINUTES:
        return anchor if meeting.may_keep else ""
    if route == _STYLE:
        return reverse(route, args=[meeting.owner_id]) if can_open(request, route) else ""
    return reverse(route, args=[meeting.pk]) + anchor if meeting.may_write else ""


def _place(blank: BlankFound) -> tuple[str, str, str]:
    """Route, place on the page and name of the page; the words of the blank and the title of its chapter tell which."""
    section, label = fold(blank.section), fold(blank.label)
    if label.startswith(("so ban", "noi luu")) or (section == _HEAD and label in ("so", "ngay", "thang", "nam")):
        return _MINUTES, "#cu-the", "Số, ngày, số bản"
    if section == _HEAD:
        return _STYLE, "", "Cách viết của đơn vị"
    if "thanh phan" in section or section == "chu ky":
        return "surveys:attendance", "", "Thành phần"
    if label.startswith(("gio", "phut", "ngay", "thang", "nam", "dia diem", "nguoi tuyen bo")):
        return "surveys:meeting-edit", "", "Hội nghị"
    if label.startswith(("nguoi bao cao", "tai lieu")):
        return _PAGE, "#bao-cao", "Báo cáo"
    if blank.label == UNCLEAR_LABEL or "phat bieu" in label or "y kien" in label:
        return _PAGE, "#y-kien", "Ý kiến phát biểu"
    return _PAGE, "", "Hội nghị"
