"""How a meeting is named in its papers: title, time, place, number of remarks."""

from danvan.vietnamese.dates import long_time, short_date, weekday
from danvan.vietnamese.text import fold, two_digits
from surveys.minutes_text.record import Record, known_day
from surveys.models import MeetingSession, MeetingUnit, Remark, StatedFigure, SurveyMeeting
from surveys.wording import Wording, lower_first


def title_with_place(record: Record, wording: Wording) -> str:
    """The title inside a sentence, with the one unit that it is about."""
    title = lower_first(record.meeting.full_title)
    places = [wording.unit_or_words(row) for row in record.all(MeetingUnit)]
    if len(places) != 1 or fold(places[0]) in fold(title):
        return title
    return f"{title} tại {places[0]}"


def title_without_place(record: Record, wording: Wording) -> str:
    """The title inside a sentence that says the place itself, each abbreviation written out where it comes first."""
    title = lower_first(record.meeting.full_title)
    for row in record.all(MeetingUnit):
        title = title.removesuffix(f" tại {wording.unit_or_words(row)}")
    return record.house.first_mention(title)


def place_of(session: MeetingSession, wording: Wording) -> str:
    """House and area of a session, as far as they are known."""
    area = wording.unit_names[session.place_area_id] if session.place_area_id else ""
    if session.place and fold(area) in fold(session.place):
        area = ""
    return ", ".join(part for part in (session.place, area) if part)


def when_of(session: MeetingSession) -> str:
    """The time as an invitation words it: "08 giờ 00 phút, thứ Tư, ngày 19/7/2017"; empty when nothing is known."""
    day = known_day(session)
    if day is None:
        return session.when_text
    hour = f"{long_time(session.start)}, " if session.start else ""
    return f"{hour}{weekday(day)}, ngày {short_date(day)}"


def count_of_remarks(record: Record) -> str:
    """The figure as it was stated; else, for a meeting recorded on the spot, the turns to speak that were recorded."""
    stated = [row for row in record.all(StatedFigure) if row.about == StatedFigure.About.REMARKS and not row.presentation_id]
    if stated:
        wording = stated[0].wording
        return wording if "phát biểu" in wording else f"{wording} phát biểu"
    spoken = [row for row in record.remarks if row.form == Remark.Form.ORAL and row.pk not in record.answers]
    if not spoken or record.archived or record.silent_about(SurveyMeeting.Section.REMARKS):
        return ""
    return f"{two_digits(len(spoken))} ý kiến phát biểu"
