"""What news items put on the desk: those that wait for this user's approval, and those that were sent back or approved to be posted."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from danvan.accounts.permissions import can_open
from danvan.desk.providers import WorkItem
from danvan.units.reach import units_reached
from surveys.models import Article
from surveys.queries import KEEPERS, SIGNERS

State = Article.State


def work(request: Any) -> Iterator[WorkItem]:
    """Items to approve, in one question; whoever submitted one sees that it waits, and when it may be posted."""
    if not can_open(request, "surveys:article"):
        return
    signs, keeps = units_reached(request.user, SIGNERS), units_reached(request.user, KEEPERS)
    items = Article.objects.filter(state__in=[State.WAITING, State.APPROVED], meeting__owner__in=signs | keeps)
    for item in items.select_related("meeting").order_by("pk"):
        owner, own, url = item.meeting.owner_id, item.author_id == request.user.pk, item.get_absolute_url()
        title, today = f"Tin: {item.title}", timezone.localdate()
        if item.state == State.WAITING and owner in signs and not own:
            yield WorkItem(title, "Đã trình, chờ một đồng chí khác duyệt.", "wait", "Chờ duyệt", url, "Xem và duyệt", "today", today)
        elif item.state == State.WAITING and own:
            yield WorkItem(title, "Đã trình.", "wait", "Chờ duyệt", url, "Xem tin", "waiting", today)
        elif item.state == State.APPROVED and owner in keeps:
            yield WorkItem(title, "Đã duyệt, chưa ghi nơi đăng.", "todo", "Chờ đăng", url, "Mở tin", "week", today)
