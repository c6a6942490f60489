"""What surveys put on the desk: meetings to hold, minutes to finish, to sign or being waited for; and what a search finds."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from danvan.accounts.permissions import can_open
from danvan.desk.directory import group
from danvan.desk.providers import SearchGroup, WorkItem
from danvan.vietnamese.dates import short_date, weekday
from surveys.models import Minutes, Survey, SurveyMeeting

SOON = timedelta(days=7)
LATE_AFTER = timedelta(days=5)
"""Minutes that are not with the chair so long after the meeting are shown as late."""


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
    for meeting in meetings.filter(state=SurveyMeeting.State.HELD, minutes__state__in=["writing", "draft", "with_chair"]):
        item = _minutes_item(meeting, writes=meeting.pk in writes, signs=meeting.pk in signs)
        if item:
            yield item


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


def _minutes_item(meeting: Any, *, writes: bool, signs: bool) -> WorkItem | None:
    last = meeting.day_after - timedelta(days=1) if meeting.day_after else None
    held = f"Họp ngày {short_date(last)}." if last else "Chưa rõ ngày họp."
    state, url = meeting.minutes.state, reverse("surveys:minutes", args=[meeting.pk])
    words = meeting.minutes.get_state_display()
    if state == Minutes.State.WITH_CHAIR:
        if signs:
            return WorkItem(f"Biên bản {meeting.full_title}", held, "wait", "Chờ đồng chí ký", url, "Xem và ký", "today", last)
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
