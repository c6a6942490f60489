"""Numbers that were typed for minutes before there was a book: each goes into it, unless another paper of the unit has it."""

import re
from datetime import timedelta

import pgtrigger
from django.db import migrations

NUMBER = re.compile(r"(?:[Ss]ố:?\s*)?0*([1-9][0-9]{0,4})(?![0-9\w])")


def put_into_the_book(apps, schema_editor):
    Minutes = apps.get_model("surveys", "Minutes")
    typed = Minutes.objects.exclude(number="").exclude(state="archive").filter(registered=None)
    # Signed minutes are frozen; the entry of the book says of them only what they say themselves.
    with pgtrigger.ignore("surveys.Minutes:freeze_signed"):
        for minutes in typed.select_related("meeting").order_by("pk"):
            entry = _entry(apps, minutes)
            if entry:
                Minutes.objects.filter(pk=minutes.pk).update(registered=entry)


def _entry(apps, minutes):
    PaperNumber = apps.get_model("documents", "PaperNumber")
    found, day, meeting = NUMBER.match(minutes.number.strip()), minutes.date or _last_day(minutes.meeting), minutes.meeting
    step = minutes.steps.order_by("pk").first()
    by = step.by_id if step else meeting.logged_by_id
    if not (found and day and by):
        return None
    # No term is known yet: numbers run by the year until one is written down.
    place = {"unit_id": meeting.owner_id, "code": "BB", "series": str(day.year), "number": int(found[1])}
    if PaperNumber.objects.filter(**place).exists():
        return None
    title = meeting.title if meeting.title.lower().startswith("hội nghị") else f"hội nghị {meeting.title}"
    return PaperNumber.objects.create(**place, date=day, subject=title[:1].lower() + title[1:499], state="used", by_id=by)


def _last_day(meeting):
    ends = [session.when_range.upper for session in meeting.sessions.all() if session.when_range and session.when_range.upper]
    return max(ends) - timedelta(days=1) if ends else None


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0003_numbers"),
    ]

    operations = [
        migrations.RunPython(put_into_the_book, migrations.RunPython.noop),
    ]
