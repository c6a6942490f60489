"""Small pieces that several parts of minutes share: numbered headings, lists, places for an unknown hour or date."""

import dataclasses
from collections.abc import Iterable

from danvan.documents.content import Blank, BulletList, Heading, Paragraph, Run, Runs, runs
from danvan.documents.profiles import Profile
from danvan.vietnamese.text import two_digits
from surveys.minutes_text.record import Record
from surveys.models import Attendance
from surveys.wording import item, lower_first, sentence


class Numbering:
    """Numbers of chapters ("I-") and of the items in them ("1."), going up by themselves."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._chapter = 0
        self._item = 0

    def chapter(self, title: str) -> Heading:
        """The heading of the next chapter; its items begin at 1."""
        self._chapter, self._item = self._chapter + 1, 0
        return Heading(1, self.profile.heading_number(1, self._chapter), runs(title))

    def item(self, title: str) -> Heading:
        """The heading of the next item."""
        return Heading(2, self._next(), runs(title))

    def run_in(self, title: str, text: Runs) -> Paragraph:
        """The next item in one paragraph: its title in bold, then the text."""
        return Paragraph(sentence(runs(runs(f"{self._next()} {title}", bold=True), " ", text)))

    def point(self, text: Runs) -> Paragraph:
        """The next item as a plain sentence behind its number."""
        return Paragraph(sentence(runs(f"{self._next()} ", text)))

    def under(self, position: int) -> str:
        """The number of a point under the last item, counted from 1: "2.1."."""
        return f"{self._item}.{position}."

    def letter(self, position: int) -> str:
        """The letter of a point, counted from 1: "a)"."""
        return self.profile.heading_number(3, position)

    def _next(self) -> str:
        self._item += 1
        return self.profile.heading_number(2, self._item)


class Part:
    """A part of the minutes: what it is made of and how it is numbered."""

    def __init__(self, record: Record, numbering: Numbering) -> None:
        self.record = record
        self.meeting = record.meeting
        self.numbering = numbering
        self.profile = numbering.profile
        self.wording = dataclasses.replace(record.wording, address=self.profile.address)


def bullets(entries: Iterable[Runs]) -> BulletList:
    """A list whose entries end with ";" and the last with "."."""
    texts = list(entries)
    return BulletList(tuple(item(text, "." if position == len(texts) else ";") for position, text in enumerate(texts, 1)))


def list_of(entries: Iterable[Runs]) -> Runs:
    """Entries in one line, between semicolons."""
    return runs(*(runs("; " if position else "", text) for position, text in enumerate(entries)))


def small(value: Runs) -> Runs:
    """The runs with a small first letter."""
    first = value[0]
    return value if isinstance(first, Blank) else (dataclasses.replace(first, text=lower_first(first.text)), *value[1:])


def last_words(value: Runs, ending: str) -> Runs:
    """The runs with the sign after which nothing follows ("./." in State papers); dots to be filled stay the last sign."""
    last = value[-1]
    return value if isinstance(last, Blank) else (*value[:-1], dataclasses.replace(last, text=last.text.removesuffix(".") + ending))


def hour(what: str) -> Runs:
    """A time of day that is not known; `what` happened then."""
    return runs(Blank(f"giờ {what}"), " giờ ", Blank(f"phút {what}"), " phút")


def unknown_date() -> Runs:
    """The date of a meeting that is not known."""
    return runs("ngày ", Blank("ngày họp"), " tháng ", Blank("tháng họp"), " năm ", Blank("năm họp"))


def head_count(rows: list[Attendance], label: str) -> Run | str:
    """How many people the rows stand for, somebody in two sessions once; a blank when a group was not counted."""
    if any(row.is_group and row.people is None for row in rows):
        return Blank(label)
    groups = sum(row.people or 0 for row in rows if row.is_group)
    single = {(row.person_id, row.post) for row in rows if not row.is_group}
    return two_digits(groups + len(single))
