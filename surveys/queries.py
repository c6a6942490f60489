"""Reading rules for surveys and meetings. Who may see a meeting follows from its owning unit."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models as orm
from django.db.models import Count, F, Max, Min, Q

from danvan.accounts.models import Role
from danvan.units.models import Unit
from danvan.vietnamese.text import fold

if TYPE_CHECKING:
    pass

READERS = (Role.SURVEY, Role.WARD, Role.HEAD, Role.STANDING, Role.CLERK)
WRITERS = (Role.SURVEY, Role.WARD, Role.HEAD)
SIGNERS = (Role.HEAD, Role.STANDING)


class _OwnedQuerySet(orm.QuerySet[Any]):
    """Rows with an owning unit."""

    def visible_to(self, user: Any) -> Self:
        """Rows owned in the user's scope of today, for roles that read papers."""
        return self.filter(owner__in=Unit.objects.in_scope_of(user, READERS))

    def editable_by(self, user: Any) -> Self:
        """Rows owned where the user writes today."""
        return self.filter(owner__in=Unit.objects.in_scope_of(user, WRITERS))

    def search(self, text: str) -> Self:
        """Rows whose title contains `text`; accents and case do not matter."""
        term = fold(text.strip())
        return self.filter(title_folded__contains=term) if term else self


class SurveyQuerySet(_OwnedQuerySet):
    """Surveys by scope and title."""

    def with_counts(self) -> Self:
        """Annotates `meeting_count`."""
        return self.annotate(meeting_count=Count("meetings"))


class SurveyMeetingQuerySet(_OwnedQuerySet):
    """Meetings by scope, title and day."""

    def visible_to(self, user: Any) -> Self:
        """Meetings owned in the user's scope, and those the user logged."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner__in=Unit.objects.in_scope_of(user, READERS)) | Q(logged_by=user))

    def signable_by(self, user: Any) -> Self:
        """Meetings whose minutes the user may sign today."""
        return self.filter(owner__in=Unit.objects.in_scope_of(user, SIGNERS))

    def with_days(self) -> Self:
        """Annotates `first_day` and `day_after` (the day after the last one), None where unknown."""
        return self.annotate(first_day=Min("sessions__when_range__startswith"), day_after=Max("sessions__when_range__endswith"))

    def latest_first(self) -> Self:
        """Newest day first; meetings without a known day last."""
        return self.with_days().order_by(F("first_day").desc(nulls_last=True), "-pk")


class AttendanceQuerySet(orm.QuerySet["Attendance"]):
    """Attendance in protocol order."""

    def speakers(self) -> Self:
        """Those who can have spoken: not excused, not absent."""
        return self.exclude(presence__in=["excused", "absent"])

    def counts(self) -> dict[str, int]:
        """How many are known to be present, excused, absent, and how many groups have no head-count."""
        known = Q(group="") | Q(people__isnull=False)
        return self.aggregate(
            present=Count("pk", Q(presence="present", group=""))
            + orm.functions.Coalesce(orm.Sum("people", Q(presence="present") & ~Q(group="")), 0),
            excused=Count("pk", Q(presence="excused") & known),
            absent=Count("pk", Q(presence="absent") & known),
            groups_unknown=Count("pk", ~known),
        )


class RemarkQuerySet(orm.QuerySet["Remark"]):
    """Remarks in the order spoken."""

    def with_parts(self) -> Self:
        """Everything a list of remarks shows, in a fixed number of queries."""
        return self.select_related("speaker", "kind", "content_group").prefetch_related(
            "field_links__field", "places__unit", "answers__answered"
        )
