"""The invented ward's people: twenty officials and eight members of each team. Nobody of them exists."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.people.models import Appointment, Person, PostTitle
from danvan.units.models import Unit
from danvan.vietnamese.names import split_name
from surveys.sample.names import names
from surveys.sample.ward import SET_UP, TEAMS, SampleWard

# Key, name, and the posts: title, body, and how it is printed where the title and the body's name alone would not say it.
OFFICIALS: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "secretary": ("Hoàng Đình Lượng", [("Bí thư Đảng ủy", "committee", "Bí thư Đảng ủy"), ("Chủ tịch HĐND", "council", "")]),
    "standing": ("Đỗ Thị Nhàn", [("Phó Bí thư Thường trực Đảng ủy", "committee", "Phó Bí thư Thường trực Đảng ủy")]),
    "chairman": ("Chu Bá Khoa", [("Phó Bí thư Đảng ủy", "committee", "Phó Bí thư Đảng ủy"), ("Chủ tịch UBND", "people's committee", "")]),
    "front": (
        "Phạm Đình Khải",
        [
            ("Phó Bí thư Đảng ủy", "committee", "Phó Bí thư Đảng ủy"),
            ("Chủ tịch Ủy ban MTTQ", "front", "Chủ tịch Ủy ban MTTQ Việt Nam phường"),
        ],
    ),
    "head of board": (
        "Trần Văn Lộc",
        [
            ("Ủy viên Ban Thường vụ Đảng ủy", "committee", "UVBTV Đảng ủy"),
            ("Trưởng Ban", "board", "Trưởng Ban Xây dựng Đảng"),
        ],
    ),
    "deputy head of board": ("Vũ Thị Duyên", [("Phó Trưởng Ban", "board", "Phó Trưởng Ban Xây dựng Đảng")]),
    "ward officer": ("Nguyễn Thị Hạnh", [("Chuyên viên", "board", "Chuyên viên Ban Xây dựng Đảng")]),
    "note-taker": ("Lê Thị Thu Hường", [("Chuyên viên", "board", "Chuyên viên Ban Xây dựng Đảng")]),
    "chief of office": ("Bùi Quang Lập", [("Chánh Văn phòng Đảng ủy", "office", "Chánh Văn phòng Đảng ủy")]),
    "clerk": ("Phạm Thị Ngần", [("Chuyên viên", "office", "Văn thư Văn phòng Đảng ủy")]),
    "people's council": ("Đặng Văn Hợp", [("Phó Chủ tịch HĐND", "council", "Phó Chủ tịch HĐND phường")]),
    "vice chair": ("Vũ Thị Mận", [("Phó Chủ tịch UBND", "people's committee", "Phó Chủ tịch UBND phường")]),
    "police": ("Tạ Đình Giáp", [("Trưởng Công an phường", "police", "Trưởng Công an phường")]),
    "commander": (
        "Phùng Văn Miện",
        [("Chỉ huy trưởng Ban Chỉ huy quân sự phường", "military", "Chỉ huy trưởng Ban Chỉ huy quân sự phường")],
    ),
    "deputy front": ("Trịnh Thị Xuyến", [("Phó Chủ tịch Ủy ban MTTQ", "front", "Phó Chủ tịch Ủy ban MTTQ Việt Nam phường")]),
    "women": ("Lương Thị Thắm", [("Chủ tịch Hội Liên hiệp Phụ nữ", "women", "Chủ tịch Hội Liên hiệp Phụ nữ phường")]),
    "farmers": ("Đoàn Văn Bính", [("Chủ tịch Hội Nông dân", "farmers", "Chủ tịch Hội Nông dân phường")]),
    "veterans": ("Ngô Quang Thắng", [("Chủ tịch Hội Cựu chiến binh", "veterans", "Chủ tịch Hội Cựu chiến binh phường")]),
    "youth": ("Mai Văn Tuyên", [("Bí thư Đoàn Thanh niên", "youth", "Bí thư Đoàn Thanh niên phường")]),
    "elders": ("Cao Bá Huấn", [("Chủ tịch Hội Người cao tuổi", "elders", "Chủ tịch Hội Người cao tuổi phường")]),
}
TEAM_NAMES = {
    ("head", 3): "Ngô Thị Lụa",
    ("head", 15): "Bùi Văn Chuyên",
    ("head", 16): "Lý Thị Mỹ Lệ",
    ("head", 17): "Trần Thị Ổn",
    ("head", 18): "Đỗ Thị Ước",
    ("head", 20): "Hoàng Văn Tuyển",
    ("head", 22): "Dương Đình Thuần",
    ("head", 23): "Nguyễn Văn Chuẩn",
    ("deputy", 8): "Phan Văn Tịnh",
    ("deputy", 21): "Đặng Thị Nguyệt",
    ("deputy", 25): "Phan Thị Lượt",
}
"""Names of team heads and deputies that are given; by the number of the team's first group."""
MEMBERS = 8
HEAD, DEPUTY, MEMBER = "Tổ trưởng Tổ dân vận", "Tổ phó Tổ dân vận", "Thành viên Tổ dân vận"
OF_THE_GROUP = [
    "Tổ trưởng tổ dân phố",
    "Chi hội trưởng Phụ nữ",
    "Chi hội trưởng Cựu chiến binh",
    "Chi hội trưởng Người cao tuổi",
    "Bí thư chi đoàn",
    "Tổ trưởng tổ hòa giải",
]
"""What the third to the eighth member of a team are in their residential group."""
WOMEN_OF_EIGHT = (False, True, False, True, False, True, True, False)


@dataclass
class People:
    """The officials by key, and of each team, by the number of any of its groups, its members: head, deputy, others."""

    officials: dict[str, Person] = field(default_factory=dict)
    teams: dict[int, list[Person]] = field(default_factory=dict)

    def find(self, words: str) -> Person | None:
        """The person that "front", "head 23", "deputy 25" or "member 21" means; None for other words."""
        if words in self.officials:
            return self.officials[words]
        part, _, number = words.partition(" ")
        if part in ("head", "deputy", "member") and number.isdigit():
            return self.teams[int(number)][("head", "deputy", "member").index(part)]
        return None


def load_people(ward: SampleWard) -> People:
    """Make the people with their posts; some posts have ended."""
    people = _people(ward)
    posts = [_post(people.officials[key], *held, ward) for key, (_, all_held) in OFFICIALS.items() for held in all_held]
    for numbers in TEAMS:
        posts += _posts_of_team(ward, numbers, people.teams[numbers[0]])
    posts += _former_posts(ward, people)
    titles = {title.label: title for title in PostTitle.objects.all()}
    Appointment.objects.bulk_create(
        Appointment(
            person=post.person,
            title=titles[post.label],
            unit=post.unit,
            valid=DateRange(post.since, post.until),
            printed_as=post.printed_as,
        )
        for post in posts
    )
    return people


class _Post(NamedTuple):
    person: Person
    label: str
    unit: Unit
    since: date = SET_UP
    until: date | None = None
    printed_as: str = ""


def _people(ward: SampleWard) -> People:
    given = {name for name, _ in OFFICIALS.values()} | set(TEAM_NAMES.values())
    fresh = names(taken=given)
    officials = {key: _person(name, ward.bodies["committee"]) for key, (name, _) in OFFICIALS.items()}
    teams: dict[int, list[Person]] = {}
    for numbers in TEAMS:
        members = []
        for place in range(MEMBERS):
            name = TEAM_NAMES.get((("head", "deputy", "member")[min(place, 2)], numbers[0]), next(fresh)[WOMEN_OF_EIGHT[place]])
            members.append(_person(name, ward.bodies["committee"]))
        teams.update(dict.fromkeys(numbers, members))
    # dict.fromkeys lets both groups of a team share one list, so that nobody is made twice.
    unique = {id(person): person for members in teams.values() for person in members}
    Person.objects.bulk_create([*officials.values(), *unique.values()])
    return People(officials, teams)


def _person(name: str, kept_by: Unit) -> Person:
    family, given = split_name(name)
    return Person(family_name=family, given_name=given, kept_by=kept_by, sample=True)


def _post(person: Person, label: str, body: str, printed_as: str, ward: SampleWard) -> _Post:
    return _Post(person, label, ward.bodies[body], printed_as=printed_as)


def _posts_of_team(ward: SampleWard, numbers: tuple[int, ...], members: list[Person]) -> Iterator[_Post]:
    """Head: bí thư chi bộ; deputy: trưởng ban công tác Mặt trận; then those of the group. Of two groups the second gives two members."""
    first, team = numbers[0], ward.teams[numbers[0]]
    since = max(team.versions.earliest("valid").valid.lower, SET_UP)
    posts = [("Bí thư chi bộ", ward.cells[first]), ("Trưởng ban công tác Mặt trận", ward.groups[first])]
    posts += [(label, ward.groups[first]) for label in OF_THE_GROUP]
    for second in numbers[1:]:
        posts[4:6] = [("Tổ trưởng tổ dân phố", ward.groups[second]), ("Bí thư chi bộ", ward.cells[second])]
    for place, (person, (label, unit)) in enumerate(zip(members, posts, strict=True)):
        yield _Post(person, label, unit)
        joined = ward.merged_on if unit in (ward.groups[19], ward.cells[19]) else since
        yield _Post(person, (HEAD, DEPUTY, MEMBER)[min(place, 2)], team, joined)


def _former_posts(ward: SampleWard, people: People) -> Iterator[_Post]:
    """Posts that ended: in the team that was merged, and what two officials were before."""
    former = ward.teams[18].predecessors.get().from_unit
    for person in people.teams[19][4:6]:
        yield _Post(person, MEMBER, former, SET_UP, ward.merged_on)
    yield _Post(
        people.officials["ward officer"],
        "Chuyên viên",
        ward.bodies["front"],
        SET_UP,
        ward.merged_on,
        "Chuyên viên Ủy ban MTTQ Việt Nam phường",
    )
    yield _Post(people.officials["deputy front"], "Chủ tịch Hội Nông dân", ward.bodies["farmers"], SET_UP, ward.merged_on)
