"""Where the places left open in minutes are filled in: a list with links, for the page of the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from danvan.accounts.permissions import can_open
from danvan.documents.content import UNCLEAR_LABEL, BlankFound
from danvan.vietnamese.text import fold

_HEAD = "dau van ban"
_MINUTES, _STYLE, _PAGE = "surveys:minutes", "documents:house-style", "surveys:meeting-detail"


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
    for number, blank in enumerate(blanks, start=1):
        route, anchor, where = _place(blank)
        found.append(Gap(blank.label, blank.section, f"trong-{number}", _address(meeting, request, route, anchor), where))
    return found


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
