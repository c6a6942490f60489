"""An invented ward of today, without a district: areas, bodies and what they were called before. Everything in it is marked as a sample."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.documents.models import Abbreviation, CommitteeTerm, HouseStyle
from danvan.units import versions
from danvan.units.models import Succession, Unit, UnitCount

CITY, WARD = "Minh Giang", "An Phú Thượng"
SET_UP = date(2025, 7, 1)
"""Since when there are wards without districts."""
GROUPS = (1, 2, 3, 5, 7, 8, 9, 11, 12, 14, *range(15, 24), 25, 27, 30)
"""The numbers of the residential groups: with holes, as after mergers."""
TEAMS = ((1, 2), *((number,) for number in GROUPS[2:13]), (18, 19), *((number,) for number in GROUPS[15:]))
"""The groups that each mobilization team works for."""
UNIONS = {
    "women": "Hội Liên hiệp Phụ nữ",
    "farmers": "Hội Nông dân",
    "veterans": "Hội Cựu chiến binh",
    "youth": "Đoàn Thanh niên",
    "elders": "Hội Người cao tuổi",
}
Kind, System = Unit.Kind, Unit.System


@dataclass
class SampleWard:
    """The units of the ward: the areas, bodies by key, and by number of the residential group: groups, cells and teams."""

    today: date
    area: Unit
    bodies: dict[str, Unit] = field(default_factory=dict)
    groups: dict[int, Unit] = field(default_factory=dict)
    cells: dict[int, Unit] = field(default_factory=dict)
    teams: dict[int, Unit] = field(default_factory=dict)

    @property
    def merged_on(self) -> date:
        """The day on which two teams became one: a first of a month in this spring, or as it was then."""
        return max((self.today - timedelta(days=230)).replace(day=1), SET_UP + timedelta(days=31))


def load_ward(today: date) -> SampleWard:
    """Make the units of the ward.

    Args:
        today: changes of this year are counted back from it.
    """
    with versions.many_at_once():
        city = _found(Kind.PROVINCE, f"Thành phố {CITY}", designation="Thành phố")
        ward = SampleWard(today, _found(Kind.WARD, f"Phường {WARD}", designation="Phường", superior=city))
        _bodies(ward, city)
        for number in GROUPS:
            _group(ward, number)
        for numbers in TEAMS:
            _team(ward, numbers)
    _counts(ward)
    _writing(ward.bodies["board"])
    return ward


def _found(kind: str, name: str, since: date = SET_UP, system: str = "", **version: Any) -> Unit:
    return versions.found(kind, name, since, system=system, sample=True, **version)


def _bodies(ward: SampleWard, city: Unit) -> None:
    above = {
        System.PARTY: _found(Kind.COMMITTEE, f"Thành ủy {CITY}", system=System.PARTY),
        System.STATE: _found(Kind.COMMITTEE, f"UBND thành phố {CITY}", system=System.STATE),
        System.FRONT: _found(Kind.COMMITTEE, f"Ủy ban MTTQ Việt Nam thành phố {CITY}", system=System.FRONT),
    }
    for committee in above.values():
        versions.assign_area(committee, city, SET_UP)

    def body(key: str, kind: str, name: str, system: str, superior: Unit | None) -> Unit:
        ward.bodies[key] = made = _found(kind, f"{name} phường {WARD}", system=system, superior=superior)
        versions.assign_area(made, ward.area, SET_UP)
        return made

    party = body("committee", Kind.COMMITTEE, "Đảng ủy", System.PARTY, above[System.PARTY])
    body("board", Kind.ADVISORY, "Ban Xây dựng Đảng", System.PARTY, party)
    body("office", Kind.ADVISORY, "Văn phòng Đảng ủy", System.PARTY, party)
    body("council", Kind.BOARD, "HĐND", System.COUNCIL, None)
    people = body("people's committee", Kind.COMMITTEE, "UBND", System.STATE, above[System.STATE])
    body("police", Kind.OTHER, "Công an", System.STATE, people)
    body("military", Kind.OTHER, "Ban Chỉ huy quân sự", System.STATE, people)
    front = body("front", Kind.COMMITTEE, "Ủy ban MTTQ Việt Nam", System.FRONT, above[System.FRONT])
    for key, name in UNIONS.items():
        body(key, Kind.UNION, name, System.UNION, front)


def _group(ward: SampleWard, number: int) -> None:
    """A residential group and its Party cell; number 30 was 6 until the numbers were put in order."""
    first = 6 if number == 30 else number
    group = _found(Kind.GROUP, superior=ward.area, **_named(first))
    if first != number:
        since = date(2026, 1, 1) if ward.today > date(2026, 1, 1) else SET_UP + timedelta(days=31)
        versions.change(group, since, decision="Quyết định của UBND phường về đánh số lại tổ dân phố", **_named(number))
    cell = _found(Kind.CELL, f"Chi bộ TDP {number}", system=System.PARTY, superior=ward.bodies["committee"])
    versions.assign_area(cell, group, SET_UP)
    ward.groups[number], ward.cells[number] = group, cell


def _named(number: int) -> dict[str, Any]:
    return {"name": f"Tổ dân phố số {number}", "number": number, "short_name": f"TDP {number}", "designation": "Tổ dân phố"}


def _team(ward: SampleWard, numbers: tuple[int, ...]) -> None:
    """A mobilization team; the one of 18 took over group 19, whose own team ended then, and 30 got its team this summer."""
    since = ward.today - timedelta(days=115) if numbers == (30,) else SET_UP
    merged = numbers == (18, 19)
    team = _team_of(ward, numbers[:1] if merged else numbers, since)
    if merged:
        _merge(ward, team)
    for number in numbers:
        ward.teams[number] = team


def _team_of(ward: SampleWard, numbers: tuple[int, ...], since: date) -> Unit:
    name = f"Tổ dân vận TDP {' và '.join(map(str, numbers))}"
    team = _found(Kind.TEAM, name, max(since, SET_UP), System.PARTY, superior=ward.bodies["committee"])
    versions.assign_areas(team, [ward.groups[number] for number in numbers], max(since, SET_UP))
    return team


def _merge(ward: SampleWard, team: Unit) -> None:
    decision = "Quyết định của Đảng ủy phường về sắp xếp các tổ dân vận"
    former = _team_of(ward, (19,), SET_UP)
    versions.close(former, ward.merged_on, decision)
    versions.change(team, ward.merged_on, name="Tổ dân vận TDP 18 và 19", decision=decision)
    versions.assign_area(team, ward.groups[19], ward.merged_on)
    Succession.objects.create(
        from_unit=former,
        to_unit=team,
        kind=Succession.Kind.MERGE,
        extent=Succession.Extent.WHOLE,
        date=ward.merged_on,
        decision=decision,
    )


def _counts(ward: SampleWard) -> None:
    """Households and people of each group, by one source; the ward has another source's figure beside their sum."""
    as_of = ward.today.replace(month=1, day=1) if ward.today.year > SET_UP.year else SET_UP
    counts = [
        UnitCount(unit=group, as_of=as_of, source="Công an phường", households=180 + number * 37 % 210, people=690 + number * 137 % 760)
        for number, group in ward.groups.items()
    ]
    counts.append(UnitCount(unit=ward.area, as_of=as_of, source="Báo cáo của UBND phường", households=6200, people=24500))
    UnitCount.objects.bulk_create(counts)


def _writing(board: Unit) -> None:
    HouseStyle.objects.create(
        unit=board,
        issuing_body="Ban Xây dựng Đảng",
        code="BXDĐ",
        place=WARD,
        signer_post="TRƯỞNG BAN",
        signer_name="Trần Văn Lộc",
        contact="đồng chí Lê Thị Thu Hường, Ban Xây dựng Đảng phường",
        reports_to="Thường trực Đảng ủy phường",
    )
    CommitteeTerm.objects.create(unit=board, label="2025-2030", valid=DateRange(SET_UP, None))
    Abbreviation.objects.create(unit=board, short="UVBTV", full="Ủy viên Ban Thường vụ")
