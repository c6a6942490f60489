"""The order of a meeting's remarks: always counted from 1, so that the number on the page is the number in the minutes."""

from collections.abc import Iterable

from surveys.models import Remark, SurveyMeeting


def reorder(remarks: Iterable[Remark]) -> None:
    """Give the remarks the places in which they come."""
    moved = []
    for place, remark in enumerate(remarks, start=1):
        if remark.order != place:
            remark.order = place
            moved.append(remark)
    Remark.objects.bulk_update(moved, ["order"])


def make_room(meeting: SurveyMeeting, remark: Remark, wanted: int | None) -> int:
    """Move the other remarks so that `remark` can stand at a place; the meeting stays locked until the transaction ends.

    Args:
        remark: a new one, or one that moves.
        wanted: the place, counted from 1; None for the end, or for where it stands.

    Returns:
        The place, which is never beyond the end.
    """
    SurveyMeeting.objects.select_for_update(of=("self",)).only("pk").get(pk=meeting.pk)
    # Their words are not wanted here, and may be long.
    all_remarks = list(meeting.remarks.only("order", "meeting").order_by("order", "pk"))
    others = [other for other in all_remarks if other.pk != remark.pk]
    stands = next((place for place, other in enumerate(all_remarks, start=1) if other.pk == remark.pk), len(others) + 1)
    place = min(wanted or stands, len(others) + 1)
    moved = []
    for position, other in enumerate(others, start=1):
        other_place = position if position < place else position + 1
        if other.order != other_place:
            other.order = other_place
            moved.append(other)
    Remark.objects.bulk_update(moved, ["order"])
    return place
