"""The history of a meeting: of the meeting itself and of all its parts, those taken out since as well."""

from typing import Any

from danvan.history.changes import Change, changes_of
from surveys.models import Article, Directive, MeetingSession, Minutes, Remark, SurveyMeeting
from surveys.restricted import kept_back_in_history

_WITH_PARTS: tuple[Any, ...] = (MeetingSession, Remark, Directive, Article)
"""Parts of a meeting that have parts of their own; the history of the former leads to that of the latter."""


def changes_of_meeting(user: Any, meeting: SurveyMeeting) -> list[Change]:
    """Return the newest changes of `meeting`, newest first; the words of restricted remarks are kept back from every `user`,
    and so is who made a remark that was ever to be without a name."""
    parts = [model.pgh_event_model.objects.filter(meeting=meeting) for model in _WITH_PARTS]
    minutes = Minutes.objects.filter(meeting=meeting)
    hide, leave_out = kept_back_in_history(user, meeting)
    return changes_of(meeting, minutes, *parts, hide=hide, leave_out=leave_out)
