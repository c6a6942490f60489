"""Reading rules for surveys and meetings. Who may see a meeting follows from its owning unit."""

from datetime import date, timedelta
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models as orm
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject, NullIf

from danvan.accounts.models import Role
from danvan.units.models import Unit, UnitVersion
from danvan.units.reach import units_reached
from danvan.vietnamese.text import fold
from surveys import models as tables  # read at call time: the models are built from these query sets

READERS = (Role.SURVEY, Role.WARD, Role.HEAD, Role.STANDING, Role.CLERK)
WRITERS = (Role.SURVEY, Role.WARD, Role.HEAD)
SIGNERS = (Role.HEAD, Role.STANDING)
KEEPERS = (*WRITERS, Role.CLERK)
"""Who fills in the particulars of minutes (number, copies, where they are kept)."""
RETURNERS = (*WRITERS, Role.STANDING)
"""Who may send minutes a step back."""
RIGHTS = {"may_write": WRITERS, "may_sign": SIGNERS, "may_keep": KEEPERS, "may_return": RETURNERS}


class _OwnedQuerySet(orm.QuerySet[Any]):
    """Rows with an owning unit."""

    def visible_to(self, user: Any) -> Self:
        """Rows owned in the user's scope of today, for roles that read papers."""
        return self.filter(owner__in=units_reached(user, READERS))

    def editable_by(self, user: Any) -> Self:
        """Rows owned where the user writes today."""
        return self.filter(owner__in=units_reached(user, WRITERS))

    def search(self, text: str) -> Self:
        """Rows whose title contains `text`; accents and case do not matter."""
        term = fold(text.strip())
        return self.filter(title_folded__contains=term) if term else self


class SurveyQuerySet(_OwnedQuerySet):
    """Surveys by scope and title."""

    def with_counts(self) -> Self:
        """Annotates `meeting_count`."""
        return self.annotate(meeting_count=Count("meetings"))


class PaperQuerySet(orm.QuerySet[Any]):
    """Papers by scope."""

    def visible_to(self, user: Any) -> Self:
        """Papers issued in the user's scope of today, and those the user began."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner__in=units_reached(user, READERS)) | Q(created_by=user))

    def get_with_rights(self, user: Any, **lookup: Any) -> Any:
        """The one paper of the lookup, with what the user may do with it today, as for a meeting.

        Raises: DoesNotExist.
        """
        return _with_rights(self.get(**lookup), user)


def _with_rights(row: Any, user: Any) -> Any:
    for right, roles in RIGHTS.items():
        setattr(row, right, row.owner_id in units_reached(user, roles))
    return row


class SurveyMeetingQuerySet(_OwnedQuerySet):
    """Meetings by scope, title and day."""

    def visible_to(self, user: Any) -> Self:
        """Meetings owned in the user's scope, and those the user logged."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner__in=units_reached(user, READERS)) | Q(logged_by=user))

    def signable_by(self, user: Any) -> Self:
        """Meetings whose minutes the user may sign today."""
        return self.filter(owner__in=units_reached(user, SIGNERS))

    def get_with_rights(self, user: Any, **lookup: Any) -> Any:
        """The one meeting of the lookup, with what the user may do with it today: `may_write`, `may_sign`, `may_keep`, `may_return`.

        Raises: DoesNotExist.
        """
        return _with_rights(self.get(**lookup), user)

    def search(self, text: str) -> Self:
        """Meetings whose title, place or concerned units contain `text`; accents and case do not matter."""
        term = fold(text.strip())
        if not term:
            return self
        places = tables.MeetingSession.objects.alias(folded=_folded("place")).filter(folded__contains=term)
        units = tables.MeetingUnit.objects.alias(folded=_folded("words")).filter(
            Q(folded__contains=term) | Q(unit__name_folded__contains=term)
        )
        return self.filter(Q(title_folded__contains=term) | Q(pk__in=places.values("meeting")) | Q(pk__in=units.values("meeting")))

    def between(self, first: date | None, last: date | None) -> Self:
        """Meetings with a session that touches the days from `first` to `last`; a meeting without a known day never does."""
        if not first and not last:
            return self
        days = DateRange(first, last + timedelta(days=1) if last else None)
        return self.filter(pk__in=tables.MeetingSession.objects.filter(when_range__overlap=days).values("meeting"))

    def concerning(self, unit: Unit) -> Self:
        """Meetings held for `unit`, or with a session in which it takes part."""
        for_unit = tables.MeetingUnit.objects.filter(unit=unit).values("meeting")
        in_session = tables.SessionUnit.objects.filter(unit=unit).values("session__meeting")
        return self.filter(Q(pk__in=for_unit) | Q(pk__in=in_session))

    def with_days(self) -> Self:
        """Annotates `first_day` and `day_after` (the day after the last one), None where unknown."""
        sessions = tables.MeetingSession.objects.filter(meeting=OuterRef("pk")).order_by()
        first = sessions.filter(when_range__startswith__isnull=False).order_by("when_range__startswith")
        last = sessions.filter(when_range__endswith__isnull=False).order_by("-when_range__endswith")
        return self.annotate(
            first_day=Subquery(first.values("when_range__startswith")[:1]), day_after=Subquery(last.values("when_range__endswith")[:1])
        )

    def latest_first(self) -> Self:
        """Newest day first; meetings without a known day last."""
        return self.with_days().order_by(F("first_day").desc(nulls_last=True), "-pk")

    def with_list_facts(self) -> Self:
        """Annotates what a row of the list shows.

        `session` is the first session (words, start, place, area), `places` the names of the concerned units, `remarks_stated` the
        number of remarks that the source states, `remark_count` and `directive_count` what is recorded.
        """
        session = tables.MeetingSession.objects.filter(meeting=OuterRef("pk")).order_by("order", "pk")
        stated = tables.StatedFigure.objects.filter(meeting=OuterRef("pk"), about="remarks", value__isnull=False).order_by("order", "pk")
        return self.select_related("minutes__revision").annotate(
            session=Subquery(
                session.values(
                    json=JSONObject(when="when_text", start="start", place="place", area="place_area__name", part="part_of_day")
                )[:1]
            ),
            session_count=_count_of(tables.MeetingSession),
            places=names_of(tables.MeetingUnit),
            remarks_stated=Subquery(stated.values("value")[:1]),
            remark_count=_count_of(tables.Remark),
            directive_count=_count_of(tables.Directive),
        )


def _folded(field: str) -> Func:
    return Func(F(field), function="fold", output_field=orm.TextField())


def _count_of(model: Any) -> Coalesce:
    """How many rows of `model` a meeting has; a sub-select, so that several counts do not multiply each other."""
    rows = model.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def names_of(model: Any, owner: str = "meeting", day: Any = None) -> ArraySubquery:
    """The names of a row's units or the words that stand for them, in order, as an array.

    Args:
        model: a `UnitOrWords`.
        owner: its foreign key to the row that the array is for.
        day: an expression, valid inside the sub-select, for the day whose names are wanted; None for today's.
    """
    name: Any = F("unit__name")
    if day is not None:
        then = UnitVersion.objects.filter(unit=OuterRef("unit"), valid__contains=day).values("name")[:1]
        name = Coalesce(Subquery(then), F("unit__name"))
    rows = model.objects.filter(**{owner: OuterRef("pk")}).order_by(*model._meta.ordering or ["pk"])
    return ArraySubquery(rows.values(label=Coalesce(NullIf("words", orm.Value("")), name)))


class AttendanceQuerySet(orm.QuerySet[Any]):
    """Attendance in protocol order."""

    def speakers(self) -> Self:
        """Those who can have spoken: not excused, not absent."""
        return self.exclude(presence__in=["excused", "absent"])


class RemarkQuerySet(orm.QuerySet[Any]):
    """Remarks in the order spoken."""

    def for_meeting_page(self) -> Self:
        """Remarks for the page of a meeting, in one query, with labels (kind, group, fields), `kind_code`, `place_names`, `answered_pks`."""
        of_remark = {"remark": OuterRef("pk")}
        return self.annotate(
            kind_label=F("kind__label"),
            kind_code=F("kind__code"),
            group_label=F("content_group__label"),
            field_labels=ArraySubquery(tables.RemarkField.objects.filter(**of_remark).order_by("pk").values("field__label")),
            place_names=names_of(tables.RemarkPlace, "remark"),
            answered_pks=ArraySubquery(tables.RemarkAnswer.objects.filter(**of_remark).order_by("pk").values("answered")),
        )
