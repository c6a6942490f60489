"""Units, made through `danvan.units.versions` so that versions and the closure are right."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import factory

from danvan.units import versions
from danvan.units.models import Unit

LONG_AGO = date(2000, 1, 1)


class _UnitFactory(factory.Factory):
    class Meta:
        model = Unit
        abstract = True

    since = LONG_AGO
    until = None

    @classmethod
    def _create(cls, model_class: Any, *args: Any, until: date | None = None, areas: Any = (), **kwargs: Any) -> Unit:
        unit = versions.found(**kwargs)
        for area in areas:
            versions.assign_area(unit, area, kwargs["since"])
        if until:
            versions.close(unit, until)
        return unit


class WardFactory(_UnitFactory):
    kind = Unit.Kind.WARD
    name = factory.Sequence(lambda n: f"Phường Thử Nghiệm {n}")


class GroupFactory(_UnitFactory):
    kind = Unit.Kind.GROUP
    number = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda group: f"Tổ dân phố số {group.number}")
    superior = factory.SubFactory(WardFactory)


class BodyFactory(_UnitFactory):
    """An advisory body of the Party; `areas=[ward]` lets it work for a ward."""

    kind = Unit.Kind.ADVISORY
    system = Unit.System.PARTY
    name = factory.Sequence(lambda n: f"Ban Dân vận {n}")


class TeamFactory(_UnitFactory):
    kind = Unit.Kind.TEAM
    system = Unit.System.PARTY
    name = factory.Sequence(lambda n: f"Tổ dân vận số {n}")


@dataclass
class Office:
    """A ward with its Party committee, the advisory body that logs meetings, two residential groups and a team."""

    ward: Unit
    committee: Unit
    body: Unit
    groups: list[Unit]
    team: Unit


def office(name: str = "Sông Bồi") -> Office:
    """A whole small office under an invented name."""
    ward = WardFactory(name=f"Phường {name}")
    committee = BodyFactory(kind=Unit.Kind.COMMITTEE, name=f"Đảng ủy phường {name}", areas=[ward])
    body = BodyFactory(name=f"Ban Xây dựng Đảng phường {name}", superior=committee, areas=[ward])
    groups = [GroupFactory(number=number, superior=ward) for number in (1, 2)]
    team = TeamFactory(name="Tổ dân vận TDP số 1", superior=committee, areas=groups[:1])
    return Office(ward, committee, body, groups, team)
