"""The papers of surveys and meetings, by kind: each module here composes one from what is recorded."""

from collections.abc import Mapping

from surveys.models import Paper
from surveys.papers.base import Composer
from surveys.papers.follow_up import FollowUpBook
from surveys.papers.invitation import Invitation
from surveys.papers.letter import Letter
from surveys.papers.plan import Plan
from surveys.papers.reminder import Reminder
from surveys.papers.report import Report

COMPOSERS: Mapping[str, type[Composer]] = {
    composer.kind: composer for composer in (Plan, Invitation, Report, Letter, Reminder, FollowUpBook)
}
"""How each kind of paper is composed."""


def composer_of(paper: Paper) -> Composer:
    """What composes a paper from its data of now."""
    return COMPOSERS[paper.kind](paper)


def kinds_for(source: str) -> list[type[Composer]]:
    """The kinds of papers that can be made of a "survey" or of a "meeting", in the order in which an office needs them."""
    return [composer for composer in COMPOSERS.values() if source in composer.sources]
