"""Reading rules for units: who may see which, and what was valid when."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models as orm
from django.db.models import F, FilteredRelation, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from danvan.units import models as tables  # read at call time: the models are built from these query sets
from danvan.units.reach import units_reached
from danvan.vietnamese.text import fold

if TYPE_CHECKING:
    from danvan.units.models import Unit, UnitVersion  # noqa: F401 - named in the query sets' bases


class UnitQuerySet(orm.QuerySet["Unit"]):
    """Units by scope, by day, by name."""

    def in_scope_of(self, user: Any, roles: Iterable[str] | None = None) -> Self:
        """Units whose business is the user's: the bodies held today, the areas they work for, and all below either.

        Args:
            user: the signed-in user; anonymous users have no scope.
            roles: count only memberships with one of these roles; None counts all.
        """
        return self.filter(pk__in=units_reached(user, roles))

    def held_by(self, user: Any, roles: Iterable[str] | None = None) -> Self:
        """Units in which the user holds a role today, the first one held first."""
        if not user.is_authenticated:
            return self.none()
        held = Q(memberships__user=user, memberships__valid__contains=timezone.localdate())
        if roles is not None:
            held &= Q(memberships__role__in=list(roles))
        return self.filter(held).order_by("memberships__pk")

    def visible_to(self, user: Any, roles: Iterable[str] | None = None) -> Self:
        """The directory the user may look up: the scope, the units above it, and the bodies that work for its areas.

        Args:
            user, roles: as for `in_scope_of`; a page that only some roles may open names them.
        """
        scope = units_reached(user, roles)
        above = tables.UnitAncestor.objects.filter(unit__in=scope, valid__contains=timezone.localdate()).values("ancestor")
        working = tables.BodyArea.objects.filter(area__in=scope).values("body")
        return self.filter(Q(pk__in=scope) | Q(pk__in=above) | Q(pk__in=working))

    def existing_on(self, day: date) -> Self:
        """Units with a version valid on `day`."""
        return self.filter(pk__in=tables.UnitVersion.objects.on(day).values("unit"))

    def as_of(self, day: date) -> Self:
        """Each unit with what it was called on `day`, in the order of those names.

        Adds `day_name`, `day_number`, `day_superior_id` and `day_superior` (the superior's name of today). A unit that did
        not exist on that day keeps its own name and has no superior; `existing_on` leaves it out.
        """
        versions = FilteredRelation("versions", condition=Q(versions__valid__contains=day))
        return self.annotate(
            on_day=versions,
            day_name=Coalesce("on_day__name", "name"),
            day_number=Coalesce("on_day__number", "number"),
            day_superior_id=F("on_day__superior_id"),
            day_superior=F("on_day__superior__name"),
        ).order_by("day_name", "pk")

    def below(self, unit: Any, day: date) -> Self:
        """Units that stood under `unit` on `day`, at any depth."""
        return self.filter(pk__in=tables.UnitAncestor.objects.filter(ancestor=unit, valid__contains=day).values("unit"))

    def within(self, unit: Any, day: date) -> Self:
        """`unit` itself, what stood under it on `day`, and the bodies that worked for any of these."""
        below = tables.UnitAncestor.objects.filter(ancestor=unit, valid__contains=day).values("unit")
        working = tables.BodyArea.objects.filter(Q(area=unit) | Q(area__in=below), valid__contains=day).values("body")
        return self.filter(Q(pk=unit.pk) | Q(pk__in=below) | Q(pk__in=working))

    def areas(self) -> Self:
        """Pieces of land with residents, no bodies."""
        return self.filter(kind__in=tables.Unit.AREA_KINDS)

    def open(self) -> Self:
        """Units that have not been closed by today."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=timezone.localdate()))

    def closed(self) -> Self:
        """Units that have been closed by today."""
        return self.filter(closed_on__lte=timezone.localdate())

    def search(self, text: str) -> Self:
        """Units that were ever called something containing `text`; accents and case do not matter."""
        term = fold(text.strip())
        if not term:
            return self
        return self.filter(Q(name_folded__contains=term) | Q(pk__in=tables.UnitVersion.objects.matching(term).values("unit")))


class OfKindManager(orm.Manager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    """The manager of a proxy: units of one kind."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> UnitQuerySet:
        return super().get_queryset().filter(kind=self.kind)


class UnitVersionQuerySet(orm.QuerySet["UnitVersion"]):
    """Versions of units by day and by name."""

    def on(self, day: date) -> Self:
        """The versions valid on `day`, at most one a unit."""
        return self.filter(valid__contains=day)

    def matching(self, folded_term: str) -> Self:
        """Versions whose name, short name or other names contain the folded term."""
        names = Concat("name", Value(" "), "short_name", Value(" "), "other_names")
        return self.alias(names=orm.Func(names, function="fold", output_field=orm.TextField())).filter(names__contains=folded_term)

    def directly_below(self, unit: Any, day: date) -> Self:
        """The versions of `day` of the units whose superior `unit` was then, by kind and name."""
        return self.on(day).filter(superior=unit).select_related("unit").order_by("unit__kind", "name", "pk")

    def numbered(self, numbers: Iterable[int], day: date, *, under: Any) -> Self:
        """The residential groups with these numbers that stood under `under` on `day`."""
        groups = tables.Unit.objects.filter(kind=tables.Unit.Kind.GROUP).below(under, day)
        return self.on(day).filter(unit__in=groups.values("pk"), number__in=list(numbers)).select_related("unit")

    def names_on(self, unit_ids: Iterable[int], day: date) -> dict[int, str]:
        """Names of the units on `day`, by unit id, in one query; a unit that did not exist then is left out."""
        return dict(self.on(day).filter(unit__in=set(unit_ids)).values_list("unit", "name"))
