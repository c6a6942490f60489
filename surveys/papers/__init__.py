"""The papers of surveys and meetings, by kind: each module here composes one from what is recorded."""

from collections.abc import Mapping

from surveys.models import Paper
from surveys.papers.addendum import Addendum
from surveys.papers.attendees import Attendees
from surveys.papers.base import Composer
from surveys.papers.extract import Extract
from surveys.papers.follow_up import FollowUpBook
from surveys.papers.invitation import Invitation
from surveys.papers.letter import Letter
from surveys.papers.notice import Notice
from surveys.papers.plan import Plan
from surveys.papers.plates import Plates
from surveys.papers.postponement import Postponement
from surveys.papers.reminder import Reminder
from surveys.papers.report import Report
from surveys.papers.slip import Slip

_IN_ORDER: tuple[type[Composer], ...] = (
    Plan,
    Invitation,
    Postponement,
    Attendees,
    Plates,
    Slip,
    Notice,
    Extract,
    Addendum,
    Report,
    Letter,
    Reminder,
    FollowUpBook,
)
COMPOSERS: Mapping[str, type[Composer]] = {composer.kind: composer for composer in _IN_ORDER}
"""How each kind of paper is composed, in the order in which an office needs them."""


def composer_of(paper: Paper) -> Composer:
    """What composes a paper from its data of now."""
    return COMPOSERS[paper.kind](paper)


def kinds_for(source: str) -> list[type[Composer]]:
    """The kinds of papers that can be made of a "survey" or of a "meeting", in the order in which an office needs them."""
    return [composer for composer in COMPOSERS.values() if source in composer.sources]
