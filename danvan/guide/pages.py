"""The pages of the guide in the order of its table of contents, read once from docs/huong-dan."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString

from danvan.guide.markdown import render, tokens_of, walk

CONTENTS = "README"


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes:
        slug: the name of its file, and its address.
        title: its first heading.
        body: the rest as HTML.
    """

    slug: str
    title: str
    body: SafeString


@cache
def slugs() -> tuple[str, ...]:
    """The pages in the order in which the table of contents names them."""
    links = (str(token.attrs["href"]) for token in walk(tokens_of(_source(CONTENTS))) if token.type == "link_open")
    return tuple(dict.fromkeys(Path(link).stem for link in links))


@cache
def read(slug: str) -> Page:
    """Read a page, or the table of contents.

    Raises: KeyError if the table of contents names no such page.
    """
    if slug != CONTENTS and slug not in slugs():
        raise KeyError(slug)
    opening, title, closing, *rest = tokens_of(_source(slug))
    if (opening.tag, closing.tag) != ("h1", "h1"):
        raise ValueError(f"{slug}.md begins with its title")
    return Page(slug, title.content, render(rest))


def neighbours(slug: str) -> tuple[Page | None, Page | None]:
    """The pages before and after one."""
    order = slugs()
    place = order.index(slug)
    before = read(order[place - 1]) if place else None
    return before, read(order[place + 1]) if place + 1 < len(order) else None


def _source(slug: str) -> str:
    return (Path(settings.GUIDE_DIR) / f"{slug}.md").read_text(encoding="utf-8")
