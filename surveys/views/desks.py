"""Where a paper is written, minutes or any other: its words for the crumbs, its page, its routes, and the paper with its parts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from surveys.manuscripts import Work, of_minutes, of_paper
from surveys.models import SurveyMeeting


@dataclass(frozen=True)
class Desk:
    """A paper that is written; `load` reads it with its parts."""

    pk: int
    title: str
    of_title: str
    of_url: str
    url: str
    route: str
    is_meeting: bool
    load: Callable[[], Work]

    def address(self, name: str, *args: Any) -> str:
        """The address of one of its pages, by the end of the route's name."""
        return reverse(f"surveys:{self.route}-{name}", args=[self.pk, *args])


def minutes_desk(meeting: SurveyMeeting) -> Desk:
    """The minutes of a meeting."""
    url = reverse("surveys:minutes", args=[meeting.pk])
    return Desk(meeting.pk, "Biên bản", meeting.full_title, meeting.get_absolute_url(), url, "minutes", True, lambda: of_minutes(meeting))


def paper_desk(paper: Any) -> Desk:
    """A paper of a meeting or a survey."""
    source = paper.source
    title = source.full_title if paper.meeting_id else source.title
    url, in_meeting = paper.get_absolute_url(), paper.meeting_id is not None
    return Desk(paper.pk, paper.get_kind_display(), title, source.get_absolute_url(), url, "paper", in_meeting, lambda: of_paper(paper))
