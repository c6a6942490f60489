"""Where people of a meeting's list come from: a unit's posts on the day, the teams of some groups, a pasted list."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from danvan.people.models import Appointment, Person
from danvan.units.models import BodyArea, Unit, UnitVersion
from danvan.vietnamese.names import same_name
from danvan.vietnamese.people_list import PastedPerson, parse_people
from danvan.vietnamese.ranges import format_ranges
from danvan.vietnamese.text import fold
from surveys.models import SurveyMeeting
from surveys.queries import WRITERS

TEAM_POSTS = {
    "heads": "Tổ trưởng",
    "both": "Tổ trưởng, tổ phó",
    "all": "Tất cả thành viên",
}
_FOLDED_POSTS = {"heads": ("to truong",), "both": ("to truong", "to pho"), "all": ("",)}
_SEVERAL = re.compile(r"(?:các|những|đại diện|lãnh đạo|chuyên viên|cán bộ|công chức|toàn thể|thành viên)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """Somebody on the way into the list, an unnamed post, or a group; names and titles are those of the day.

    Attributes:
        among: people with this name, among whom the user chooses; `person` is then the likeliest, or None.
    """

    name: str = ""
    title: str = ""
    address: str = Person.Address.COMRADE
    person: Person | None = None
    unit: Unit | None = None
    among: tuple[Person, ...] = ()
    post: str = ""
    group: str = ""


@dataclass
class Found:
    """What a source gave, and what the user should know about it."""

    candidates: list[Candidate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def units_with_people(user: Any, day: date | None) -> QuerySet[Unit]:
    """The units that `user` may look up and in which somebody held a post on `day` (ever, when the day is unknown).

    Adds `holders`, how many people, and the names of the day (`UnitQuerySet.as_of`).
    """
    units = Unit.objects.visible_to(user, WRITERS)
    if day is None:
        return units.filter(pk__in=Appointment.objects.values("unit")).order_by("name", "pk")
    in_office = Count("appointments__person", Q(appointments__valid__contains=day), distinct=True)
    return units.as_of(day).annotate(holders=in_office).filter(holders__gt=0)


def of_unit(unit: Unit, day: date) -> Found:
    """The people in office in `unit` on `day`: by protocol rank, then by tên."""
    posts = list(Appointment.objects.of_unit(unit, day))
    found = Found(_in_office(posts, day))
    if not found.candidates:
        found.notes.append(f"Không có ai giữ chức ở {unit.name_on(day)} trong ngày này.")
    return found


def of_teams(numbers: Sequence[int], posts: str, day: date, ward: Unit) -> Found:
    """The people of the teams that worked for the groups with these numbers on `day`, team after team.

    Args:
        posts: a key of `TEAM_POSTS`.
        ward: where the groups are; numbers repeat from ward to ward.
    """
    groups = {version.unit_id: version.number for version in UnitVersion.objects.numbered(numbers, day, under=ward)}
    links = BodyArea.objects.filter(area__in=groups, body__kind=Unit.Kind.TEAM, valid__contains=day).values_list("area", "body")
    teams = list(dict.fromkeys(body for area, body in sorted(links, key=lambda link: (groups[link[0]] or 0, link[1]))))
    held = Appointment.objects.on(day).filter(unit__in=teams).select_related("person", "title", "unit")
    wanted = [post for post in held.order_by("title__rank", "person__given_name", "person__family_name", "pk") if _is_wanted(post, posts)]
    found = Found(_in_office(sorted(wanted, key=lambda post: teams.index(post.unit_id)), day))
    without_team = [number for area, number in groups.items() if number and area not in {area for area, _ in links}]
    found.notes += _about("Không có tổ dân phố số", set(numbers) - set(groups.values()), f"ở {ward} trong ngày này")
    found.notes += _about("Chưa lập tổ dân vận ở tổ dân phố số", without_team, "")
    if teams and not found.candidates:
        found.notes.append(f"Các tổ dân vận này không có ai là {TEAM_POSTS[posts].lower()} trong ngày này.")
    return found


def _is_wanted(post: Appointment, posts: str) -> bool:
    return fold(post.title.label).startswith(_FOLDED_POSTS[posts])


def _about(what: str, numbers: Iterable[int | None], where: str) -> list[str]:
    known = [number for number in numbers if number]
    return [f"{what} {format_ranges(known)} {where}".strip() + "."] if known else []


def _in_office(posts: list[Appointment], day: date) -> list[Candidate]:
    """One candidate a person, with all the titles of that day; each person stands where their first post stands."""
    firsts: dict[int, Appointment] = {}
    for post in posts:
        firsts.setdefault(post.person_id, post)
    titles = titles_on([post.person for post in firsts.values()], day)
    return [
        Candidate(
            name=post.person.full_name,
            title=titles.get(post.person_id, ""),
            address=post.person.address,
            person=post.person,
            unit=post.unit,
        )
        for post in firsts.values()
    ]


def titles_on(people: Iterable[Person], day: date | None) -> dict[int, str]:
    """The titles of each person on `day` as one line with their units, highest rank first; by person id, in two queries."""
    people = list(people)
    if day is None or not people:
        return {}
    held = Appointment.objects.by_person(people, day)
    names = UnitVersion.objects.names_on((post.unit_id for posts in held.values() for post in posts), day)
    return {
        person: ", ".join(dict.fromkeys(title_of(post, names.get(post.unit_id, post.unit.name)) for post in posts))
        for person, posts in held.items()
    }


def title_of(post: Appointment, unit_name: str) -> str:
    """A post with its unit: "Tổ trưởng Tổ dân vận số 5"; as printed, where the post says how.

    What the title and the unit's name share is written once: "Trưởng Ban" of "Ban Dân vận" is "Trưởng Ban Dân vận".
    """
    if post.printed_as:
        return post.printed_as
    label, unit = post.title.label.split(), unit_name.split()
    for shared in range(min(len(label), len(unit)), 0, -1):
        if fold(" ".join(label[-shared:])) == fold(" ".join(unit[:shared])):
            return " ".join([*label[:-shared], *unit])
    return " ".join([*label, *unit])


def of_pasted(text: str, user: Any, day: date | None) -> Found:
    """The entries of a pasted list, matched by name to the people whom `user` may look up.

    A name that is written just so by one person is that person. Several, or some who are written without the same marks,
    are offered for choice; nobody of that name makes a new person when the list is saved. Titles stay as pasted.
    """
    entries = parse_people(text)
    people = Person.objects.visible_to(user, WRITERS).filter(name_folded__in={fold(entry.name) for entry in entries if entry.name})
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_name.setdefault(person.name_folded, []).append(person)
    candidates = [_pasted(entry, by_name.get(fold(entry.name), [])) for entry in entries]
    titles = titles_on([c.person for c in candidates if c.person and not c.title], day)
    return Found([_with_title(candidate, titles) for candidate in candidates])


def _pasted(entry: PastedPerson, people: list[Person]) -> Candidate:
    address = entry.form_of_address or Person.Address.COMRADE
    if not entry.name:
        several = _SEVERAL.match(entry.title)
        return Candidate(group=entry.title, address=address) if several else Candidate(post=entry.title, address=address)
    same = [person for person in people if same_name(person.full_name, entry.name)]
    among = tuple(same or people)
    person = among[0] if len(among) == 1 else None
    if person and not entry.form_of_address:
        address = person.address
    return Candidate(entry.name, entry.title, address, person, among=() if len(same) == 1 else among)


def _with_title(candidate: Candidate, titles: dict[int, str]) -> Candidate:
    if not candidate.person or candidate.title:
        return candidate
    return Candidate(**{**vars(candidate), "title": titles.get(candidate.person.pk, "")})


def wards_of(meeting: SurveyMeeting, user: Any) -> list[Unit]:
    """The wards whose groups may be meant by a number: those that the meeting is about, else all that `user` may look up."""
    wards = Unit.objects.filter(kind=Unit.Kind.WARD)
    named = Q(pk__in=meeting.concerned_units.values("unit")) | Q(pk__in=meeting.sessions.values("place_area"))
    meant = ExpressionWrapper(named, BooleanField())
    found: list[Any] = list(wards.visible_to(user, WRITERS).annotate(is_meant=meant).order_by("name", "pk"))
    return [ward for ward in found if ward.is_meant] or found
