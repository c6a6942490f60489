"""The preview of a paper on a page: the same words as the PDF, as an HTML fragment with blanks marked."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from danvan.documents import markup
from danvan.documents.content import Block, Content


def _no_photo(sha256: str) -> str:
    return ""


def render_blocks(blocks: Iterable[Block], profile: str) -> SafeString:
    """Render blocks alone, in the layout of a profile; their headings start at h3, inside a page's own section."""
    part = Content(profile, "", "", (), None, tuple(blocks))
    return render_to_string("print/blocks.html", markup.blocks(part, top_heading=2))


def render_html(content: Content, *, photo_address: markup.PhotoAddress = _no_photo) -> SafeString:
    """Render a paper as `<article class="paper">`; its headings start at h2, since the page has the h1.

    Args:
        content: the paper.
        photo_address: where the page may show a photo from, by SHA-256; without it only captions are shown.

    Returns: safe markup. Blanks are `<mark id="trong-N">`, N counting as `content.blanks()` does, so that a list of them can link there.
    """
    return render_to_string("print/article.html", markup.paper(content, top_heading=2, photo_address=photo_address, anchors=True))
