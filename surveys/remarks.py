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
    """Move the other remarks so that `remark` can stand at a place.

    The caller holds the meeting's minutes (`find_to_change`), so that two who save at once do not get the same place.

    Args:
        remark: a new one, or one that moves.
        wanted: the place, counted from 1; None for the end, or for where it stands.

    Returns:
        The place, which is never beyond the end.
    """
    # Their words are not wanted here, and may be long.
    stored = list(meeting.remarks.order_by("order", "pk").values_list("pk", "order"))
    others = [(pk, order) for pk, order in stored if pk != remark.pk]
    stands = next((place for place, (pk, _order) in enumerate(stored, start=1) if pk == remark.pk), len(others) + 1)
    place = min(wanted or stands, len(others) + 1)
    places = ((pk, order, number if number < place else number + 1) for number, (pk, order) in enumerate(others, start=1))
    moved = [Remark(pk=pk, order=now) for pk, order, now in places if order != now]
    Remark.objects.bulk_update(moved, ["order"])
    return place
