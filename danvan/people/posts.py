"""Posts over time: give, end and correct one; end all of a person or of a unit. Each is one transaction."""

from datetime import date, timedelta

from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from danvan.people.models import Appointment, Person, PostTitle
from danvan.units.models import Unit
from danvan.units.refusal import Refused
from danvan.vietnamese.dates import short_date


class PostError(Refused):
    """A post that cannot be."""


def appoint(person: Person, title: PostTitle, unit: Unit, since: date | None, until: date | None = None, **fields: str) -> Appointment:
    """Record that `person` holds `title` in `unit` from `since` until (not including) `until`.

    Args:
        fields: `printed_as`, `decision`.

    Raises:
        PostError: the period is upside down or goes on after the unit, or the person holds this very post on one of the days already.
    """
    return _save(Appointment(person=person, title=title, unit=unit, **fields), since, until)


def correct(post: Appointment, since: date | None, until: date | None) -> Appointment:
    """Save a post that was typed wrongly, with the period put right; other fields are taken as they are on `post`.

    Raises:
        PostError: as for `appoint`.
    """
    return _save(post, since, until)


def _save(post: Appointment, since: date | None, until: date | None) -> Appointment:
    if since and until and until <= since:
        raise PostError(f"Ngày cuối phải từ ngày {short_date(since)} trở đi.", "until")
    closed_on = post.unit.closed_on
    if closed_on and (until is None or until > closed_on):
        last = short_date(closed_on - timedelta(days=1))
        raise PostError(f"{post.unit} chỉ hoạt động đến ngày {last}: ghi ngày cuối giữ chức không muộn hơn ngày đó.", "until")
    period = DateRange(since, until)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=post.person_id)  # two people giving the same post at once: one waits
        same = Appointment.objects.filter(person=post.person, title=post.title, unit=post.unit, valid__overlap=period)
        if other := same.exclude(pk=post.pk).first():
            raise PostError(f"Đồng chí này đã giữ chức đó ở đơn vị ấy {_period(other)}. Chọn thời gian khác hoặc sửa chức vụ đã ghi.")
        post.valid = period
        post.save()
    return post


def _period(post: Appointment) -> str:
    since = f"từ ngày {short_date(post.valid.lower)}" if post.valid.lower else ""
    last = f"đến ngày {short_date(post.last_day)}" if post.last_day else ""
    return " ".join(filter(None, [since, last])) or "từ trước đến nay"


def end(post: Appointment, until: date, decision: str = "") -> None:
    """Let a post end: `until` is the first day without it.

    Raises:
        PostError: it began on or after that day, or has ended before.
    """
    with transaction.atomic():
        post = Appointment.objects.select_for_update().get(pk=post.pk)
        if post.valid.upper and post.valid.upper <= until:
            raise PostError(f"Chức vụ này đã thôi giữ từ ngày {short_date(post.valid.upper)}.", "until")
        if post.valid.lower and until <= post.valid.lower:
            raise PostError(f"Ngày cuối phải từ ngày {short_date(post.valid.lower)} trở đi, khi chức vụ này bắt đầu.", "until")
        post.valid = DateRange(post.valid.lower, until)
        post.decision = "; ".join(filter(None, [post.decision, decision]))[:200]
        post.save(update_fields=["valid", "decision"])


def close_person(person: Person, until: date | None) -> None:
    """Put a person out of use; posts that still go on end before `until`.

    Raises:
        PostError: posts go on and no day was given, or one of them begins on or after that day.
    """
    with transaction.atomic():
        for post in going_on(Appointment.objects.filter(person=person), until):
            if until is None:
                raise PostError("Nhập ngày cuối giữ chức: đồng chí này còn chức vụ chưa kết thúc.", "until")
            end(post, until)
        person.closed = True
        person.save(update_fields=["closed"])


def end_in_unit(unit: Unit, until: date) -> None:
    """End every post that goes on in a unit that is being closed; one that begins later stays as it was recorded."""
    for post in going_on(Appointment.objects.filter(unit=unit), until):
        if post.valid.lower is None or post.valid.lower < until:
            end(post, until)


def going_on(posts: models.QuerySet[Appointment], until: date | None) -> models.QuerySet[Appointment]:
    """The posts that have no end, or one after `until`."""
    unended = Q(valid__endswith=None)
    return posts.filter(unended | Q(valid__endswith__gt=until) if until else unended).select_related("title", "unit", "person")
