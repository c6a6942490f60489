"""What surveys put on the desk: meetings to hold, minutes to finish, to sign or being waited for; and what a search finds."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from danvan.accounts.models import Role
from danvan.accounts.permissions import can_open
from danvan.desk.directory import group
from danvan.desk.providers import SearchGroup, WorkItem
from danvan.units.models import Unit
from danvan.vietnamese.dates import short_date, weekday
from surveys.minutes import chairs_in_words
from surveys.models import Attendance, Minutes, Survey, SurveyMeeting

SOON = timedelta(days=7)
LATE_AFTER = timedelta(days=5)
"""Minutes that are not with the chair so long after the meeting are shown as late."""
TO_ISSUE = timedelta(days=30)
"""So long after the signature the clerk is reminded that minutes are to be entered in the book and issued."""


def work(request: Any) -> Iterator[WorkItem]:
    """Meetings and minutes that wait for this user, or for somebody else after this user's part is done."""
    if not can_open(request, "surveys:meeting-detail"):
        return
    meetings = SurveyMeeting.objects.visible_to(request.user).with_days().select_related("minutes")
    writes = (
        set(SurveyMeeting.objects.editable_by(request.user).values_list("pk", flat=True))
        if can_open(request, "surveys:meeting-edit")
        else set()
    )
    yield from _meetings_ahead(meetings, writes)
    signs = (
        set(SurveyMeeting.objects.signable_by(request.user).values_list("pk", flat=True))
        if can_open(request, "surveys:minutes-sign")
        else set()
    )
    chairs = Prefetch("attendances", Attendance.objects.filter(role=Attendance.Role.CHAIR), to_attr="chairs")
    unsigned = meetings.filter(state=SurveyMeeting.State.HELD, minutes__state__in=["writing", "draft", "with_chair"])
    for meeting in unsigned.prefetch_related(chairs):
        item = _minutes_item(meeting, request.user, writes=meeting.pk in writes, signs=meeting.pk in signs)
        if item:
            yield item
    if Role.CLERK in request.roles:
        yield from _to_issue(meetings, request.user)


def _meetings_ahead(meetings: Any, writes: set[int]) -> Iterator[WorkItem]:
    """Meetings that come soon, for everybody; one whose day has passed waits only for those who may say what became of it."""
    today = timezone.localdate()
    for meeting in meetings.filter(state=SurveyMeeting.State.PLANNED, first_day__lte=today + SOON):
        day, may_write = meeting.first_day, meeting.pk in writes
        route, action = ("surveys:attendance", "Ghi thành phần") if may_write else ("surveys:meeting-detail", "Xem hội nghị")
        url = reverse(route, args=[meeting.pk])
        if day == today:
            yield WorkItem(meeting.full_title, "Họp hôm nay.", "wait", "Hôm nay", url, action, "today", day)
        elif day > today:
            words = f"{weekday(day).capitalize()}, {short_date(day)}"
            yield WorkItem(meeting.full_title, "Sắp họp.", "todo", words, url, action, "week", day)
        elif may_write:
            detail, url = "Đã qua ngày họp, chưa ghi là đã họp hay hoãn.", reverse("surveys:meeting-edit", args=[meeting.pk])
            yield WorkItem(meeting.full_title, detail, "late", short_date(day), url, "Ghi tình trạng", "today", day)


def _to_issue(meetings: Any, user: Any) -> Iterator[WorkItem]:
    """Minutes signed of late in the units that the user serves as văn thư: numbering and sending out is done outside the portal."""
    since = timezone.now() - TO_ISSUE
    served = Unit.objects.in_scope_of(user, (Role.CLERK,))
    for meeting in meetings.filter(owner__in=served, minutes__revision__created_at__gte=since).select_related("minutes__revision"):
        day = timezone.localdate(meeting.minutes.revision.created_at)
        number = f" Số {meeting.minutes.number}." if meeting.minutes.number else ""
        detail = f"Biên bản đã ký ngày {short_date(day)}, chờ vào sổ và phát hành.{number}"
        url = reverse("surveys:minutes", args=[meeting.pk])
        yield WorkItem(f"Biên bản {meeting.full_title}", detail, "done", "Đã ký", url, "Mở biên bản", "week", day)


def _minutes_item(meeting: Any, user: Any, *, writes: bool, signs: bool) -> WorkItem | None:
    last = meeting.day_after - timedelta(days=1) if meeting.day_after else None
    held = f"Họp ngày {short_date(last)}." if last else "Chưa rõ ngày họp."
    state, url = meeting.minutes.state, reverse("surveys:minutes", args=[meeting.pk])
    words = meeting.minutes.get_state_display()
    if state == Minutes.State.WITH_CHAIR:
        if signs:
            # Who may sign records the chair's signature: it must be plain whose it is.
            is_chair = user.person_id is not None and user.person_id in {row.person_id for row in meeting.chairs}
            told = f"{held} Chủ trì: {chairs_in_words(meeting.chairs)}."
            asked, act = ("Chờ đồng chí ký", "Xem và ký") if is_chair else ("Chờ ghi nhận đã ký", "Xem, ghi nhận đã ký")
            return WorkItem(f"Biên bản {meeting.full_title}", told, "wait", asked, url, act, "today", last)
        return WorkItem(
            f"Biên bản {meeting.full_title}", f"{held} Đã trình chủ trì.", "wait", "Chờ ký", url, "Xem biên bản", "waiting", last
        )
    if not writes:
        return None
    since = timezone.localdate() - last if last else timedelta()
    late = since > LATE_AFTER
    return WorkItem(
        f"Biên bản {meeting.full_title}",
        f"{held} Đã {since.days:02d} ngày chưa trình chủ trì." if late else held,
        "late" if late else "doing",
        words,
        url,
        "Hoàn thành biên bản",
        "today" if late else "week",
        last,
    )


def find_meetings(request: Any, term: str) -> SearchGroup:
    """Meetings by title. Remarks are not searched: restricted text must not show, and a count of hits would tell."""
    rows = SurveyMeeting.objects.none()
    if can_open(request, "surveys:meeting-list"):
        rows = SurveyMeeting.objects.visible_to(request.user).search(term).latest_first()
    return group(
        "Hội nghị",
        rows,
        "surveys:meeting-list",
        term,
        lambda meeting: short_date(meeting.first_day) if meeting.first_day else "chưa rõ ngày",
    )


def find_surveys(request: Any, term: str) -> SearchGroup:
    """Surveys by title."""
    rows = Survey.objects.visible_to(request.user).search(term) if can_open(request, "surveys:survey-list") else Survey.objects.none()
    return group("Cuộc khảo sát", rows, "surveys:survey-list", term, lambda survey: survey.plan_number)
