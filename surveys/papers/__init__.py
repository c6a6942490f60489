"""The papers of surveys and meetings, by kind: each module here composes one from what is recorded."""

from collections.abc import Mapping

from surveys.models import Paper
from surveys.papers.base import Composer
from surveys.papers.invitation import Invitation

COMPOSERS: Mapping[str, type[Composer]] = {composer.kind: composer for composer in (Invitation,)}
"""How each kind of paper is composed."""


def composer_of(paper: Paper) -> Composer:
    """What composes a paper from its data of now."""
    return COMPOSERS[paper.kind](paper)


def kinds_for(source: str) -> list[type[Composer]]:
    """The kinds of papers that can be made of a "survey" or of a "meeting", in the order in which an office needs them."""
    return [composer for composer in COMPOSERS.values() if source in composer.sources]
