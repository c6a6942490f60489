"""The paper that a document is printed on: its size and margins in mm, where they do not follow from the profile."""

from dataclasses import dataclass

from danvan.documents.content import Runs, Sheet, plain
from danvan.documents.metrics import fitting_size
from danvan.documents.profiles import Page, Profile

PLATE_MARGIN = 12
TALL_ROW = 9
"""Height in mm of a table's row that people sign in."""
PLATE_SIZES = range(24, 102, 2)
"""Sizes of the name on a name plate, in points."""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """Width and height in mm, and the margins."""

    width: float
    height: float
    margins: Page
    numbered: bool = True


def form_of(sheet: Sheet, profile: Profile) -> SheetForm:
    """The size and margins of a sheet under a profile; a landscape page turns the margins with it."""
    page = profile.page
    match sheet:
        case "a4-landscape":
            return SheetForm(297, 210, Page(top=page.top, bottom=page.bottom, left=page.bottom, right=page.right))
        case "a5-landscape":
            return SheetForm(210, 148, Page(PLATE_MARGIN, PLATE_MARGIN, PLATE_MARGIN, PLATE_MARGIN), numbered=False)
        case _:
            return SheetForm(210, 297, page)


def plate_size(name: Runs) -> int:
    """The size of a name on its plate, in points: as large as one line of the page allows."""
    width = (210 - 2 * PLATE_MARGIN - 4) / 25.4 * 72
    return fitting_size(plain(name), width, PLATE_SIZES[-1], PLATE_SIZES[0])
