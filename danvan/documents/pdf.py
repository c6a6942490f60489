"""The PDF of a paper: WeasyPrint, PDF/A-3a (tagged, Vietnamese, fonts embedded), the same bytes each time.

Nothing is fetched from anywhere: the style sheet comes from our templates, photos come in with the call.
"""

import threading
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from danvan.documents import markup, profiles, sheets
from danvan.documents.content import Content, Letterhead, Paragraph, Sheet, runs

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

VARIANT = "pdf/a-3a"
FONTS = '"Liberation Serif", "Tinos", "Times New Roman", "DejaVu Sans", serif'
"""Faces with the widths of Times New Roman and all Vietnamese letters; DejaVu has the boxes ☐ ☑ that they lack."""
SHARES = range(5, 100, 5)
"""Widths that a column of a table may have, in percent."""
PHOTO_SCHEME = "photo:"
_this_thread = threading.local()


def render_pdf(content: Content, photos: Mapping[str, bytes] | None = None) -> bytes:
    """Render a paper.

    Args:
        content: the paper.
        photos: bytes of the photos by SHA-256; of a photo that is not there only the caption is printed.

    Returns: a PDF/A-3a file; the same content and photos give the same bytes (on one machine, with one version of the fonts).

    Raises: ProfileError when the content names a profile that is not there.
    """
    photos = photos or {}
    page = markup.paper(content, top_heading=1, photo_address=lambda sha: f"{PHOTO_SCHEME}{sha}" if sha in photos else "", anchors=False)
    return write(render_to_string("print/paper.html", page), _style_sheet(content.profile, content.sheet), content.sha256, photos)


def write(html: str, sheet: "CSS", key: str, photos: Mapping[str, bytes] | None = None) -> bytes:
    """Make a PDF of a page that the portal wrote.

    Args:
        html: the page; of addresses in it only those of `photos` are answered.
        sheet: its style sheet.
        key: what the file is told by from others, in hexadecimal, at least 32 digits: the same page and key give the same bytes.
        photos: bytes of the photos by SHA-256.
    """
    from weasyprint import HTML  # heavy: loads Pango, and most requests never print

    document = HTML(string=html, url_fetcher=_fetcher(photos or {}))
    written: bytes = document.write_pdf(stylesheets=[sheet], font_config=_fonts(), pdf_variant=VARIANT, pdf_identifier=key[:32].encode())
    return written


def warm_up() -> None:
    """Load WeasyPrint, its fonts and the style sheets, so that the first paper of this process does not wait for them."""
    empty = Letterhead((), (), ())
    for name in profiles.all_profiles():
        render_pdf(Content(name, "", "", (), empty, (Paragraph(runs("Ễ", runs("Ộ", bold=True), runs("ử", italic=True))),)))


def _fetcher(photos: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyGivenPhotos(URLFetcher):
        """Gives the photos of this call and refuses everything else, files and data addresses too."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if (sha := url.removeprefix(PHOTO_SCHEME)) in photos:
                return URLFetcherResponse(url, photos[sha])
            raise FatalURLFetchingError(f"A paper must not load {url}")

    return OnlyGivenPhotos()


def _fonts() -> "FontConfiguration":
    """A font configuration of this thread: Pango's font map may not be shared between threads."""
    if not hasattr(_this_thread, "fonts"):
        from weasyprint.text.fonts import FontConfiguration

        _this_thread.fonts = FontConfiguration()
    fonts: FontConfiguration = _this_thread.fonts
    return fonts


@cache
def _style_sheet(profile_name: str, sheet: Sheet) -> "CSS":
    from weasyprint import CSS

    profile = profiles.get(profile_name)
    page = {
        "p": profile,
        "sheet": sheets.form_of(sheet, profile),
        "fonts": FONTS,
        "shares": SHARES,
        "plate_sizes": sheets.PLATE_SIZES,
        "tall_row": sheets.TALL_ROW,
    }
    return CSS(string=render_to_string("print/paper.css", page))
