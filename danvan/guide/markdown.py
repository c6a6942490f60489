"""A page of the guide from Markdown to HTML.

The files are read on paper, in an editor and on the web, too: there links lead to `trang.md` and pictures lie in `anh/`. Here the
links become addresses of the portal, and the pictures static files that tell their size, so that the text does not jump.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

PICTURES = "anh/"
STATIC_FOLDER = "huong-dan"
"""Where settings.STATICFILES_DIRS puts the folder of the pictures."""


@cache
def _parser() -> MarkdownIt:
    """Plain CommonMark with tables. HTML in a file is shown as written: what the strict policy forbids cannot come in."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("image", _picture)
    return parser


def _picture(renderer: Any, tokens: list[Token], place: int, options: Any, env: Any) -> str:
    """A picture that opens by itself when it is tapped: on a phone it is too small to read, and there fingers can enlarge it."""
    drawn = mark_safe(renderer.image(tokens, place, options, env))  # noqa: S308 - escaped by the renderer
    token = tokens[place]
    return format_html('<a href="{}" aria-label="Xem ảnh to: {}">{}</a>', token.attrs["src"], token.attrs["alt"], drawn)


def tokens_of(source: str) -> list[Token]:
    """The tokens of a Markdown text."""
    return _parser().parse(source)


def walk(tokens: list[Token]) -> Iterator[Token]:
    """All tokens, those inside of paragraphs included."""
    for token in tokens:
        yield token
        yield from walk(token.children or [])


def render(tokens: list[Token]) -> SafeString:
    """The HTML of tokens, with addresses of the portal.

    Raises: FileNotFoundError for a picture that is not there, ValueError for a picture or link that leads elsewhere.
    """
    parser = _parser()
    for token in walk(tokens):
        if token.type == "link_open":
            token.attrs["href"] = _address(str(token.attrs["href"]))
        elif token.type == "image":
            _place_picture(token)
    # The text is our own, from the checkout, and the parser lets no HTML through.
    html = parser.renderer.render(tokens, parser.options, {})
    html = html.replace("<table>", '<div class="tablebox"><table class="table">').replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308


def _address(target: str) -> str:
    name, _, place = target.partition("#")
    if Path(name).suffix != ".md" or "/" in name:
        raise ValueError(f"a link of the guide leads to another page of it, not to {target}")
    address = reverse("guide:contents") if name == "README.md" else reverse("guide:page", args=[name.removesuffix(".md")])
    return f"{address}#{place}" if place else address


def _place_picture(token: Token) -> None:
    source = str(token.attrs["src"])
    name = source.removeprefix(PICTURES)
    if name == source or "/" in name:
        raise ValueError(f"pictures of the guide lie in {PICTURES}, not {source}")
    with Image.open(settings.GUIDE_DIR / PICTURES / name) as picture:
        width, height = picture.size
    token.attrs = {"src": static(f"{STATIC_FOLDER}/{name}"), "alt": "", "width": width, "height": height, "loading": "lazy"}
