"""The files of the guide as the tests read them, and the words that stand on the portal's screens."""

import ast
import re
from functools import cache
from pathlib import Path

from django.conf import settings

from surveys.sections import SECTIONS

ROOT = Path(settings.BASE_DIR)
FILES = sorted(Path(settings.GUIDE_DIR).glob("*.md"))
QUOTED = re.compile(r"\*\*“([^”]+)”\*\*")
_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
_VALUE = re.compile(r"""="([^"{}<>]+)"|\s"([^"{}<>]+)\"""")
_NOUN = "{{ section.noun }}"


def quoted(source: str) -> list[str]:
    """What a file says stands on the screen: bold words in quotes."""
    return QUOTED.findall(source)


def _first_small(words: str) -> str:
    """Without the difference that a label makes: names of fields begin small in models and large on the screen."""
    words = " ".join(words.split())
    return words[:1].lower() + words[1:]


def _of_template(text: str) -> set[str]:
    found = set(_TAG.split(text))
    found |= {one or other for one, other in _VALUE.findall(text)}
    nouns = {str(section.noun) for section in SECTIONS.values()}
    return found | {part.replace(_NOUN, noun) for part in found if _NOUN in part for noun in nouns}


def _of_source(text: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(text)))
    pieces_of_longer_ones = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    whole = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in pieces_of_longer_ones]
    return {node.value for node in whole if isinstance(node.value, str)}


@cache
def words_on_screen() -> frozenset[str]:
    """Every piece of text of the templates and every string of the portal's code."""
    pieces: set[str] = set()
    for template in (ROOT / "templates").rglob("*.html"):
        if template.parent.name != "guide":
            pieces |= _of_template(template.read_text(encoding="utf-8"))
    for folder in ("danvan", "surveys", "reports"):
        for source in (ROOT / folder).rglob("*.py"):
            pieces |= _of_source(source.read_text(encoding="utf-8"))
    return frozenset(_first_small(piece) for piece in pieces)


def is_on_screen(words: str) -> bool:
    """Whether the portal shows exactly these words somewhere."""
    return _first_small(words) in words_on_screen()
