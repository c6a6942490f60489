"""Rules of layout as data: which one goes by the family of the issuing body and the date of the paper (domain.md, "Documents").

A size, margin, sign or form of signature is never a constant in code; a new rule is a new file here.
"""

import dataclasses
import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

FAMILIES = {"party": "Đảng", "state": "Chính quyền", "front": "Mặt trận, đoàn thể"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")
LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters that number points: Vietnamese has no f, j, w, z, and đ comes after d."""


class ProfileError(Exception):
    """A profile file that is not what the loader expects, or a name that no file has."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set; the size in points."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Margins in mm."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Size in points, "top-center" or "bottom-right", distance from that edge of the paper in mm, whether page 1 carries one."""

    size: float
    place: str
    edge: float
    first_page: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Running text: size, exact line and space after a paragraph in points, indent of the first line in mm, the sign after the last word."""

    font: str
    size: float
    line: float
    first_line: float
    after: float
    ending: str


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of the right head; the rule below it in percent of the length of its text, 0 for none."""

    text: str
    style: Style
    rule: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """Both heads of page 1; the issuing body may have a rule below it in percent of the length of its text, or a mark ("*")."""

    left_share: float
    title: tuple[HeadLine, ...]
    parent: Style
    issuer: Style
    number: Style
    number_form: str
    place_and_date: Style
    mark: str = ""
    issuer_rule: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject: whether it begins with a capital, and the sign or the rule (percent of the length of its text) below it."""

    style: Style
    capital: bool
    below: str = ""
    rule: int = 0


@dataclass(frozen=True, slots=True)
class LetterForm:
    """The subject of an official letter, below its number: its style, and what stands before it ("V/v ", "về việc ", nothing)."""

    style: Style
    prefix: str


@dataclass(frozen=True, slots=True)
class HeadingLevel:
    """How a level is numbered ("{roman}-", "{arabic}.", "{letter})") and set."""

    number: str
    style: Style


@dataclass(frozen=True, slots=True)
class ListForm:
    """The sign before an item."""

    sign: str


@dataclass(frozen=True, slots=True)
class TableForm:
    """Size of a table's text."""

    size: float


@dataclass(frozen=True, slots=True)
class SignatureForm:
    """How signatures are written: styles, marks of capacity, room for the hand in mm."""

    capacity: Style
    post: Style
    name: Style
    room: float
    on_behalf: str
    for_head: str
    by_order: str


@dataclass(frozen=True, slots=True)
class MinutesForm:
    """Words of minutes: the two roles that sign, what the list of people present calls them, and the chair inside a sentence."""

    left: str
    right: str
    chair: str
    note_taker: str
    the_chair: str


@dataclass(frozen=True, slots=True)
class RecipientsForm:
    """ "Nơi nhận"."""

    title: str
    title_style: Style
    list_style: Style


@dataclass(frozen=True, slots=True)
class Profile:
    """One rule of layout with the time in which it applies; `valid_to` is the first day after it.

    `address` is how somebody is addressed of whom nothing is recorded ("đồng chí"); else it belongs to the person.
    """

    name: str
    family: str
    title: str
    valid_from: dt.date
    address: str
    page: Page
    page_number: PageNumber
    body: Body
    head: Head
    type_name: Style
    subject: Subject
    letter: LetterForm
    headings: tuple[HeadingLevel, ...]
    bullets: ListForm
    table: TableForm
    signature: SignatureForm
    minutes: MinutesForm
    recipients: RecipientsForm
    valid_to: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the rule applied on that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def heading_number(self, level: int, position: int) -> str:
        """The number of a heading as this rule writes it, `position` counted from 1: "I-", "1.", "a)"."""
        form = self.headings[level - 1].number
        return form.format(roman=ROMAN[(position - 1) % len(ROMAN)], arabic=position, letter=LETTERS[(position - 1) % len(LETTERS)])

    def number_line(self, number: str, code: str, unit: str) -> str:
        """Number and sign of a paper as this rule writes them, e.g. "Số 05-BB/BDV"; below 10 with a leading 0."""
        written = number.zfill(2) if number.isdigit() else number
        return self.head.number_form.format(number=written, code=code, unit=unit)

    def _distance(self, day: dt.date) -> int:
        last = self.valid_to or dt.date.max
        return (self.valid_from - day).days if day < self.valid_from else max((day - last).days, 0)


@dataclass(frozen=True, slots=True)
class Choice:
    """The rule for a paper, and a note for the screen when it had to stand in for one of another time."""

    profile: Profile
    note: str = ""


def for_date(family: str, day: dt.date | None) -> Choice:
    """The profile of a family for a paper of that day.

    Args:
        family: "party", "state" or "front".
        day: the paper's date; None when unknown, then the newest rule is taken, with a note.

    Returns: the profile, and a note in Vietnamese when the day lies outside the periods of all known rules.

    Raises: ProfileError when the family has no rule at all.
    """
    known = [profile for profile in all_profiles().values() if profile.family == family]
    if not known:
        raise ProfileError(f"Chưa có thể thức văn bản cho hệ {FAMILIES.get(family, family)}.")
    if day is None:
        newest = max(known, key=lambda profile: profile.valid_from)
        return Choice(newest, f"Chưa rõ ngày của văn bản nên tạm dùng: {newest.title}.")
    for profile in known:
        if profile.covers(day):
            return Choice(profile)
    nearest = min(known, key=lambda profile: profile._distance(day))
    return Choice(nearest, f"Chưa có thể thức áp dụng cho ngày {day.day}/{day.month}/{day.year}; dùng quy định gần nhất: {nearest.title}.")


def by_hand(name: str, reason: str, day: dt.date | None) -> Choice:
    """A profile that somebody set for a paper, with a note that says so, and whether the rule applied on the paper's day."""
    profile = get(name)
    note = f"Thể thức chọn thay: {profile.title}. Lý do: {reason.rstrip('.')}."
    if day and not profile.covers(day):
        note += f" Quy định này không áp dụng cho ngày {day.day}/{day.month}/{day.year}: xem lại trước khi ký."
    return Choice(profile, note)


def get(name: str) -> Profile:
    """The profile of that name. Raises ProfileError when there is none."""
    try:
        return all_profiles()[name]
    except KeyError:
        raise ProfileError(f"Không có thể thức văn bản tên {name}.") from None


def names() -> list[str]:
    """The names of all profiles, family by family, the newest rule first."""
    newest = sorted(all_profiles().values(), key=lambda profile: profile.valid_from, reverse=True)
    return [profile.name for profile in sorted(newest, key=lambda profile: list(FAMILIES).index(profile.family))]


@cache
def all_profiles() -> Mapping[str, Profile]:
    """All profiles by name, read once. Raises ProfileError when a file has a missing or an unknown entry."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        profile = _build(Profile, tomllib.loads(path.read_text(encoding="utf-8")), path.name)
        found[profile.name] = profile
    return found


def _build(cls: Any, table: Mapping[str, Any], where: str) -> Any:
    hints = get_type_hints(cls)
    if unknown := set(table) - set(hints):
        raise ProfileError(f"{where}: unknown entry {', '.join(sorted(unknown))}")
    required = {item.name for item in dataclasses.fields(cls) if item.default is dataclasses.MISSING}
    if missing := required - set(table):
        raise ProfileError(f"{where}: missing entry {', '.join(sorted(missing))}")
    return cls(**{key: _value(hints[key], value, f"{where}, {key}") for key, value in table.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item, where) for item in value)
    return _build(hint, value, where) if dataclasses.is_dataclass(hint) else value
