"""How the people and units of a meeting are written on paper (van-ban-mau.md, 1 and 2.5)."""

import dataclasses
import re
from collections.abc import Iterable, Mapping

from danvan.documents.content import Blank, Runs, Text, plain, runs
from danvan.documents.house_style import House
from danvan.vietnamese.dates import long_time
from danvan.vietnamese.text import fold, two_digits
from surveys.models import Attendance, Remark
from surveys.models.base import UnitOrWords

NAME, POST, PEOPLE = "họ và tên", "chức vụ, đơn vị", "số người"
NOBODY_NAMED = "một đại biểu"
"""What minutes call a speaker who is not to be named and whose post is not known."""
_COMMON_NOUNS = {"các", "những", "một", "lãnh", "chuyên", "đại", "cán", "thành", "toàn", "tổ", "trưởng", "phó", "bí", "chủ", "công", "nhân"}
_HAS_ADDRESS = re.compile(r"(?:các |một )?(?:đồng chí|đ/c|ông|bà|đại biểu|đại diện|ý kiến)(?!\w)", re.IGNORECASE)


def capital(value: Runs) -> Runs:
    """The runs with a capital first letter."""
    if not value or isinstance(value[0], Blank):
        return value
    return (dataclasses.replace(value[0], text=upper_first(value[0].text)), *value[1:])


def upper_first(text: str) -> str:
    """The text with a capital first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation in capitals (MTTQ, UBND)."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def lower_common(words: str) -> str:
    """The words with a small first letter if they begin with a common noun; a name ("Ban Chỉ huy ...") keeps its capital."""
    return lower_first(words) if words.split(" ")[0].lower() in _COMMON_NOUNS else words


def sentence(value: Runs) -> Runs:
    """The runs as a sentence: a full stop is added where no sign ends it. Dots to be filled stay the last sign."""
    if not value or isinstance(value[-1], Blank) or plain(value).rstrip()[-1:] in ".;:!?":
        return value
    return runs(value, ".")


def joined(names: Iterable[str]) -> str:
    """Names as one list: "A, B và C"."""
    *others, last = list(names) or [""]
    return f"{', '.join(others)} và {last}" if others else last


@dataclasses.dataclass(frozen=True)
class Wording:
    """Writes people and units in the style of a house.

    `unit_names` are units as they stand inside a sentence, by id; `address` goes before words for a person that have none of their own.
    """

    house: House
    unit_names: Mapping[int, str]
    address: str = ""

    def unit_or_words(self, row: UnitOrWords) -> str:
        """A unit inside a sentence ("phường Thượng Thanh"), or the words that stand for one."""
        return self.unit_names[row.unit_id] if row.unit_id else row.words

    def attendee(self, row: Attendance) -> Runs:
        """One entry of the list of people present, inside a sentence: "đồng chí Đặng Việt Hà - Ủy viên Ban Thường vụ"."""
        if row.is_group:
            return self._group(row)
        return runs(self.name_and_title(row), *self._remarks(row))

    def name_and_title(self, row: Attendance) -> Runs:
        """Form of address, name, post and unit as they were on the day; an unnamed post has a place for the name."""
        if row.post:
            return runs(f"{row.address} {self.house.write_out(row.post)} ({NAME}: ", Blank(f"{NAME} {row.post}", wide=True), ")")
        title = f" - {self.house.write_out(row.title)}" if row.title else ""
        return runs(f"{row.address} {row.name}{title}")

    def _group(self, row: Attendance) -> Runs:
        words = lower_common(self.house.write_out(row.group))
        within = f"{row.units_words}; " if row.units_words and fold(row.units_words) not in fold(words) else ""
        if row.people is None:
            return runs(f"{words} ({within}số lượng: ", Blank(f"{PEOPLE}, nhóm “{words}”"), ")")
        return runs(f"{words} ({within}{two_digits(row.people)} người)")

    def _remarks(self, row: Attendance) -> Iterable[str]:
        if row.role in (Attendance.Role.HEAD, Attendance.Role.DIRECTING):
            yield f" ({lower_first(row.get_role_display())})"
        if row.stands_in_for:
            yield f" (dự thay {row.stands_in_for})"
        if row.arrived:
            yield f" (đến lúc {long_time(row.arrived)})"
        if row.left:
            yield f" (về lúc {long_time(row.left)})"

    def speaker(self, remark: Remark, row: Attendance | None) -> Runs:
        """Who spoke (the `row` of the list, or words), inside a sentence; somebody not to be named only by post and unit."""
        if remark.anonymous:
            post = self.house.write_out((row.title or row.post) if row else "")
            return runs(f"{row.address} {post}" if row and post else NOBODY_NAMED)
        if row is None:
            return runs(self.words_with_address(remark.speaker_words))
        if row.is_group:
            return runs(f"đại diện {lower_common(self.house.write_out(row.group))}")
        return self.name_and_title(row)

    def words_with_address(self, words: str) -> str:
        """Words for a person, with the form of address in front unless they have a form of address of their own."""
        words = self.house.write_out(words)
        return lower_first(words) if _HAS_ADDRESS.match(words) else f"{self.address} {words}"


def item(value: Runs, sign: str) -> Runs:
    """An entry of a list: a capital first letter, and the sign (";", ".") at its end."""
    text = capital(value)
    last = text[-1] if text else None
    if isinstance(last, Text):
        text = (*text[:-1], dataclasses.replace(last, text=last.text.rstrip(" .;")))
    return runs(text, sign)
