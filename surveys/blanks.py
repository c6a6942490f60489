"""Where the places left open in minutes are filled in: a list with links, for the page of the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from danvan.documents.content import UNCLEAR_LABEL, BlankFound
from danvan.vietnamese.text import fold
from surveys.models import SurveyMeeting


@dataclass(frozen=True)
class Gap:
    """Something that is missing: what, in which part, its place in the preview, and where to fill it in ("" if this reader cannot)."""

    label: str
    section: str
    anchor: str
    url: str
    where: str


def gaps(meeting: SurveyMeeting, blanks: Iterable[BlankFound]) -> list[Gap]:
    """The blanks of a meeting's minutes in reading order, with the page where each is filled in."""
    return [Gap(blank.label, blank.section, f"trong-{number}", *_place(meeting, blank)) for number, blank in enumerate(blanks, start=1)]


def _place(meeting: SurveyMeeting, blank: BlankFound) -> tuple[str, str]:
    """Address and name of the page; the words of the blank and the title of its chapter tell which."""
    page = reverse("surveys:meeting-detail", args=[meeting.pk])
    edit = reverse("surveys:meeting-edit", args=[meeting.pk])
    section, label = fold(blank.section), fold(blank.label)
    if section == "dau van ban":
        if label in ("so", "ngay", "thang", "nam"):
            return "#cu-the", "Số, ngày, số bản"
        return reverse("documents:house-style", args=[meeting.owner_id]), "Cách viết của đơn vị"
    if label.startswith(("so ban", "noi luu")):
        return "#cu-the", "Số, ngày, số bản"
    if "thanh phan" in section or section == "chu ky":
        return reverse("surveys:attendance", args=[meeting.pk]), "Thành phần"
    if label.startswith(("gio", "phut", "ngay", "thang", "nam", "dia diem", "nguoi tuyen bo")):
        return edit, "Hội nghị"
    if label.startswith(("nguoi bao cao", "tai lieu")):
        return f"{page}#bao-cao", "Báo cáo"
    if blank.label == UNCLEAR_LABEL or "phat bieu" in label or "y kien" in label:
        return f"{page}#y-kien", "Ý kiến phát biểu"
    return page, "Hội nghị"
