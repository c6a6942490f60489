"""States of meetings, minutes, directives and people present, as the portal shows them: one word and one shape each."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from danvan.ui.templatetags.ui import clock, day, moment, state, unknown
from danvan.vietnamese.dates import long_time, short_date, weekday
from danvan.vietnamese.numbers import format_number
from surveys.models import Article, Attendance, Directive, Minutes, Paper, SurveyMeeting
from surveys.wording import lower_first, upper_first

register = template.Library()

_MEETING = {
    SurveyMeeting.State.PLANNED: "todo",
    SurveyMeeting.State.HELD: "done",
    SurveyMeeting.State.POSTPONED: "off",
    SurveyMeeting.State.CANCELLED: "off",
}
_MINUTES = {
    Minutes.State.WRITING: "doing",
    Minutes.State.DRAFT: "doing",
    Minutes.State.WITH_CHAIR: "wait",
    Minutes.State.SIGNED: "done",
    Minutes.State.ARCHIVE: "off",
}
_PAPER = {
    Paper.State.WRITING: "doing",
    Paper.State.DRAFT: "doing",
    Paper.State.SUBMITTED: "wait",
    Paper.State.SIGNED: "done",
}
_ARTICLE = {
    Article.State.WRITING: "doing",
    Article.State.WAITING: "wait",
    Article.State.APPROVED: "done",
    Article.State.POSTED: "done",
}
_DIRECTIVE = {
    Directive.State.NOT_REPORTED: "todo",
    Directive.State.DOING: "doing",
    Directive.State.DONE: "done",
    Directive.State.STANDING: "doing",
}


@register.simple_tag
def meeting_state(meeting: SurveyMeeting) -> SafeString:
    """Whether the meeting is still to come, held, postponed or called off."""
    words = meeting.get_state_display()
    if meeting.state == SurveyMeeting.State.POSTPONED and meeting.postponed_to:
        words = f"Dời sang {short_date(meeting.postponed_to)}"
    return state(_MEETING[SurveyMeeting.State(meeting.state)], words)


@register.simple_tag
def minutes_state(minutes: Minutes) -> SafeString:
    """How far the minutes are; signed ones with the day."""
    words = minutes.get_state_display()
    if minutes.revision:
        words = f"{words} {short_date(timezone.localdate(minutes.revision.created_at))}"
    return state(_MINUTES[Minutes.State(minutes.state)], words)


@register.simple_tag
def paper_state(paper: Paper) -> SafeString:
    """How far a paper is; a signed one with the day."""
    words = paper.get_state_display()
    if paper.revision:
        words = f"{words} {short_date(timezone.localdate(paper.revision.created_at))}"
    return state(_PAPER[Paper.State(paper.state)], words)


@register.simple_tag
def article_state(article: Article) -> SafeString:
    """How far a news item is."""
    return state(_ARTICLE[Article.State(article.state)], article.get_state_display())


@register.simple_tag
def directive_state(directive: Directive) -> SafeString:
    """How far a directive is; late when its last day has passed and it is not done."""
    if directive.state in (Directive.State.NOT_REPORTED, Directive.State.DOING) and _is_past(directive):
        return state("late", f"{directive.state_label}, quá hạn {short_date(directive.due_range.upper - timedelta(days=1))}")
    return state(_DIRECTIVE[Directive.State(directive.state)], directive.state_label)


def _is_past(directive: Directive) -> bool:
    last: date | None = directive.due_range.upper if directive.due_range else None
    return last is not None and last <= timezone.localdate()


@register.simple_tag
def presence_state(row: Attendance) -> SafeString:
    """Present, excused or absent, in the words of a list; of a group the number of people."""
    if row.presence in (Attendance.Presence.EXCUSED, Attendance.Presence.ABSENT):
        return state("off", f"{row.get_presence_display()}: {row.note}" if row.note else row.get_presence_display())
    if row.is_group:
        return state("done", f"{row.people:02d} người") if row.people is not None else state("todo", "Số người chưa rõ")
    if row.presence == Attendance.Presence.UNKNOWN:
        return state("todo", "Chưa rõ")
    return state("done", f"Có mặt{_hours(row)}")


def _hours(row: Attendance) -> str:
    arrived = f" từ {long_time(row.arrived)}" if row.arrived else ""
    return f"{arrived} đến {long_time(row.left)}" if row.left else arrived


@register.filter
def meeting_day(meeting: Any) -> object:
    """The first day of a meeting that is known to the day, else the source's words, else that it is unknown. Wants `with_days`."""
    words = (meeting.session or {}).get("when") if hasattr(meeting, "session") else ""
    first, after = meeting.first_day, meeting.day_after
    if first and (getattr(meeting, "session_count", 1) > 1 or after == first + timedelta(days=1)):
        return short_date(first)
    return words or unknown(None)


@register.filter
def stored_clock(text: str) -> object:
    """An hour as it comes out of JSON ("08:30:00"), written like the others."""
    return clock(time.fromisoformat(text))


@register.filter
def where_words(meeting: Any) -> str:
    """The second line of a meeting in a list: its place and whom it concerns; how many sessions if there are several."""
    session = meeting.session or {}
    place, area = session.get("place"), session.get("area")
    place = f"{place}, {lower_first(area)}" if place and area else place or area or "Chưa rõ nơi họp"
    several = f"{meeting.session_count:02d} buổi" if meeting.session_count > 1 else ""
    named = [name for name in meeting.places if name != area]
    return upper_first("; ".join(filter(None, [several, place, ", ".join(named)])))


@register.filter
def in_sentence(area: Any) -> str:
    """An area inside a sentence: its kind begins with a small letter ("phường Sông Bồi")."""
    return lower_first(str(area))


@register.filter
def session_day(session: Any) -> object:
    """When a session was: with weekday where the day is known, else in the source's words."""
    span = session.when_range
    if not (span and span.lower and span.upper == span.lower + timedelta(days=1)):
        return session.when_text or unknown(None, "chưa rõ ngày")
    part = session.get_part_of_day_display().lower()
    inferred = " (năm suy ra)" if session.when_inferred else ""
    return f"{part} {weekday(span.lower)}, ngày {short_date(span.lower)}{inferred}".strip()


register.filter(upper_first)


@register.filter
def whole(number: Decimal) -> int:
    """A stated number of remarks, without decimals."""
    return int(number)


@register.filter
def grouped(number: int) -> str:
    """A number with dots between thousands."""
    return format_number(number)


@register.filter
def posting(posted: Any) -> object:
    """When something was posted; midnight stands for an hour that is not known."""
    return day(posted) if posted and timezone.localtime(posted).time() == time(0) else moment(posted)
