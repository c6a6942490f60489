"""The sample ward, with meetings of 9, 90 and 100 remarks more."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import cycle, islice

from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.accounts.models import User
from surveys.models import Attendance, Directive, MeetingSession, MeetingUnit, Remark, RemarkField, SurveyMeeting
from surveys.sample import loading

DAY = date(2026, 11, 12)


@dataclass
class World:
    """The meetings by their number of remarks, and who looks at them."""

    user: User
    meetings: dict[int, SurveyMeeting]


def make_world(sizes: tuple[int, ...]) -> World:
    """Load the sample, and make a meeting of each size after the model of the sample's longest."""
    loading.load()
    model = SurveyMeeting.objects.get(kind=SurveyMeeting.Kind.DIALOGUE)
    assert model.logged_by
    return World(model.logged_by, {size: meeting_like(model, size) for size in sizes})


def meeting_like(model: SurveyMeeting, size: int) -> SurveyMeeting:
    """A meeting with the people and directives of another, and with so many of its remarks."""
    meeting = SurveyMeeting.objects.create(
        owner=model.owner, kind=model.kind, title=model.title, series=f"{size} ý kiến", state="held", logged_by=model.logged_by
    )
    MeetingUnit.objects.create(meeting=meeting, unit=model.concerned_units.get().unit)
    day = DateRange(DAY, DAY + timedelta(days=1))
    MeetingSession.objects.create(
        meeting=meeting, when_text="12/11/2026", when_range=day, start=time(8), end=time(11), place="Hội trường Đảng ủy phường"
    )
    present = {}
    for row in model.attendances.all():
        old, row.pk, row.meeting = row.pk, None, meeting
        row._state.adding = True
        row.save()
        present[old] = row
    _remarks(model, meeting, present, size)
    for directive in model.directives.all():
        addressees = list(directive.addressees.all())
        copy = Directive.objects.create(meeting=meeting, order=directive.order, text=directive.text, due_text=directive.due_text)
        for to in addressees:
            copy.addressees.create(unit=to.unit, words=to.words, order=to.order)
    return meeting


def _remarks(model: SurveyMeeting, meeting: SurveyMeeting, present: dict[int, Attendance], size: int) -> None:
    """Remarks of the model over and over; one in four has a second paragraph."""
    said = islice(cycle(model.remarks.filter(restricted=False)), size)
    remarks = [
        Remark(
            meeting=meeting,
            order=order,
            speaker=present[row.speaker_id] if row.speaker_id else None,
            speaker_words=row.speaker_words,
            text=row.text if order % 4 else f"{row.text}\n{row.text}",
            kind=row.kind,
            content_group=row.content_group,
            written_by=meeting.logged_by,
        )
        for order, row in enumerate(said, start=1)
    ]
    Remark.objects.bulk_create(remarks)
    field = RemarkField.objects.select_related("field").first()
    assert field
    RemarkField.objects.bulk_create(RemarkField(remark=remark, field=field.field) for remark in remarks)
