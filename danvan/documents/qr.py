"""QR codes, drawn: as SVG for pages and PDF files, as a picture for Word."""

from io import BytesIO

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SIDE = 30
"""In mm, with the quiet zone."""


def svg(data: str, label: str) -> SafeString:
    """The code as an inline drawing that carries no style of its own; `label` is what a reader who cannot see it hears."""
    code = segno.make(data, error="m")
    drawn = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return format_html('<span class="qr" role="img" aria-label="{}">{}</span>', label, mark_safe(drawn))  # noqa: S308 - numbers only


def png(data: str) -> bytes:
    """The code as a picture, ten points a module."""
    written = BytesIO()
    segno.make(data, error="m").save(written, kind="png", scale=10, border=4)
    return written.getvalue()
