"""The words of a news item, drafted from what was recorded about a meeting: nothing is invented, and nobody is named who is not a public official.

Remarks give no words at all, only their number; what stands in other parts is left out where it names a resident, names somebody
who spoke without a name, or repeats a restricted remark. Somebody then writes the item and a second person approves it.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from danvan.units.models import Unit
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import fold, squeeze, two_digits
from surveys.minutes_text.meeting import count_of_remarks
from surveys.minutes_text.proceedings import reporting
from surveys.minutes_text.record import Record, known_day
from surveys.models import (
    Attendance,
    Conclusion,
    Directive,
    DirectiveAddressee,
    MeetingOrganizer,
    MeetingSession,
    Presentation,
    SurveyMeeting,
    Theme,
)
from surveys.wording import joined, lower_common, lower_first, upper_first

COMRADE = "đồng chí"
SOMEBODY = "một đại biểu"
_OFFICE = re.compile(
    r"(?:uy vien|uv\w*|bi thu|pho bi thu|pbt|thuong truc|chu tich|pho chu tich|truong|pho truong|chanh|pho chanh|pho ban"
    r"|giam doc|pho giam doc|chuyen vien|cong chuc|can bo|lanh dao|chu nhiem|pho chu nhiem|hieu truong)\b"
)
"""How the title of a public official begins (folded)."""
_GRASSROOTS = re.compile(
    r"\b(?:to dan pho|tdp|to dan van|tdv|to truong|to pho|chi bo|chi uy|chi hoi|chi doan|thon|ap|ban lang|khu pho|khoi pho|khu dan cu"
    r"|cong tac mat tran|ho dan|chu ho|nguoi dan|hoi vien|ho gia dinh)\b"
)
"""Words of a title (folded) that belong to people chosen among neighbours: the item says what they are, not their names."""
_WORD = re.compile(r"[^\W_]+")
_SPEAKING = (
    "ghi nhan",
    "danh gia",
    "bieu duong",
    "hoan nghenh",
    "nhan manh",
    "khang dinh",
    "thong nhat",
    "dong y",
    "luu y",
    "tiep thu",
    "cam on",
    "chuc mung",
    "yeu cau",
    "de nghi",
    "chi ro",
    "giao",
    "phan tich",
)
"""How a point begins (folded) that can follow its speaker without a colon."""
_LONGEST_TITLE = 400
_SHORTEST_QUOTE = 15
"""A restricted remark shorter than this ("Đồng ý.") tells nothing when it stands in another text."""


@dataclass(frozen=True)
class Draft:
    """A news item as the data gives it; `left_out` is the number of recorded points that may not stand in it."""

    title: str
    lead: str
    text: str
    left_out: int = 0


def draft(meeting: SurveyMeeting) -> Draft:
    """Draft the item from what is recorded now, in a fixed number of queries."""
    return _Drafter(Record(meeting)).draft()


class _Drafter:
    """Writes the paragraphs one after the other and counts what it leaves out."""

    def __init__(self, record: Record) -> None:
        self.record, self.meeting = record, record.meeting
        self.wording = dataclasses.replace(record.wording, address=COMRADE)
        self.left_out = 0

    def draft(self) -> Draft:
        paragraphs = [self._present(), *self._reports(), self._discussion(), self._chair_words()]
        text = "\n".join(paragraph for paragraph in paragraphs if paragraph)
        return Draft(self._title(), self._lead(), text, self.left_out)

    def _title(self) -> str:
        name = lower_first(self.meeting.title)
        acts = fold(name).startswith("khao sat") and self.meeting.kind == SurveyMeeting.Kind.SURVEY
        title = f"{self._organizers} {name}" if acts else f"{self._organizers} tổ chức {lower_first(self.meeting.full_title)}"
        return title[:_LONGEST_TITLE]

    @cached_property
    def _organizers(self) -> str:
        rows = self.record.all(MeetingOrganizer)
        lead = joined(self.wording.unit_or_words(row) for row in rows if row.role == MeetingOrganizer.Role.LEAD)
        joint = joined(self.wording.unit_or_words(row) for row in rows if row.role == MeetingOrganizer.Role.JOINT)
        lead = lead or self.wording.unit_names[self.meeting.owner_id]
        return f"{lead} phối hợp với {joint}" if joint else lead

    def _lead(self) -> str:
        """When, where, who, what; several sessions follow each other."""
        where = [part for part in map(self._when_and_where, self.record.sessions) if part]
        what = f"{self._organizers} tổ chức {lower_first(self.meeting.full_title)}"
        return _sentence(upper_first(f"{'; '.join(where)}, {what}" if where else what))

    def _when_and_where(self, session: MeetingSession) -> str:
        day, part = known_day(session), session.get_part_of_day_display() if session.part_of_day else ""
        when = f"{lower_first(part)} ngày {short_date(day)}".strip() if day else lower_first(session.when_text)
        area = self.wording.unit_names[session.place_area_id] if session.place_area_id else ""
        place = session.place if fold(area) in fold(session.place) else f"{session.place}, {area}" if session.place else area
        said = fold(place) in fold(self.meeting.title)
        return ", ".join(filter(None, [when, "" if said or not place else f"tại {place}"]))

    def _present(self) -> str:
        """Officials with name and post, groups as recorded, everybody else by number."""
        rows = self._there()
        chairs = [row for row in rows if row.role in (Attendance.Role.CHAIR, Attendance.Role.CO_CHAIR)]
        others = [row for row in rows if row not in chairs]
        named = [self._who(row) for row in [*chairs, *(row for row in others if self._is_official(row))]]
        groups = [self._group(row) for row in others if row.is_group and not self._names_somebody(row.group)]
        counted = [row for row in others if not row.is_group and not self._is_official(row)]
        neighbours = sum(1 for row in counted if self._is_of_a_team(row))
        numbers = [f"{two_digits(neighbours)} {COMRADE} ở các tổ dân vận, tổ dân phố"] if neighbours else []
        rest = len(counted) - neighbours
        numbers += [f"{two_digits(rest)} đại biểu khác"] if rest else []
        entries = [*named, *groups, *numbers]
        if not entries:
            return ""
        return _sentence(f"{'Dự, chủ trì' if chairs else 'Dự'} hội nghị có {'; '.join(entries)}")

    def _there(self) -> list[Attendance]:
        """Those who were there, each once however many sessions they attended."""
        present = [row for row in self.record.attendances if row.presence == Attendance.Presence.PRESENT]
        return list({(row.person_id, row.post, row.group): row for row in reversed(present)}.values())[::-1]

    def _group(self, row: Attendance) -> str:
        words = lower_common(self.record.house.write_out(row.group))
        return f"{words} ({two_digits(row.people)} người)" if row.people is not None else words

    def _reports(self) -> Iterator[str]:
        for row in self.record.all(Presentation):
            presenter = self.record.attendance(row.presenter_id)
            who = self._who(presenter) if presenter else self._in_words(row.presenter_words)
            if not self._may_stand(row.title):
                continue
            points = self._fit(row.content.splitlines())
            yield " ".join(
                [_sentence(f"Tại hội nghị, {who} đã {reporting(row.title)}"), *(_sentence(upper_first(point)) for point in points)]
            )

    def _discussion(self) -> str:
        count = count_of_remarks(self.record)
        points = self._fit([*self.meeting.discussion.splitlines(), *(theme.text for theme in self.record.all(Theme))])
        if not count and not points:
            return ""
        said = "; ".join(lower_first(point.rstrip(" .;")) for point in points)
        said = said.removeprefix("các ý kiến ").removeprefix("làm rõ hơn: ").removeprefix("làm rõ hơn ").removeprefix("làm rõ ")
        begin = f"Tại hội nghị đã có {count}" if count else "Các ý kiến tại hội nghị"
        return _sentence(f"{begin}{', ' if count and said else ' ' if said else ''}{f'làm rõ hơn {said}' if said else ''}")

    def _chair_words(self) -> str:
        """The chair's assessments, then what was asked of whom."""
        points = self._fit(row.text for row in self.record.all(Conclusion))
        asked = self._fit(map(self._asked, self.record.all(Directive)))
        if not points and not asked:
            return ""
        chairs = self.record.with_role(Attendance.Role.CHAIR)
        begin = f"{self.meeting.get_chair_words_display()} tại hội nghị, {self._who(chairs[0]) if chairs else f'{COMRADE} chủ trì'}"
        sentences = []
        if points:
            said = "; ".join(lower_first(point.rstrip(" .;")) for point in points)
            sentences.append(_sentence(f"{begin}{'' if fold(said).startswith(_SPEAKING) else ' nêu:'} {said}"))
        if asked:
            who = "Đồng thời" if points else begin
            sentences.append(_sentence(f"{who} {self._verb}{self._due}: {'; '.join(asked)}"))
        return " ".join(sentences)

    @cached_property
    def _verb(self) -> str:
        verbs = {row.get_verb_display() for row in self.record.all(Directive)}
        return lower_first(verbs.pop()) if len(verbs) == 1 else "yêu cầu, giao việc"

    @cached_property
    def _due(self) -> str:
        """The words of time that all that was asked shares."""
        dues = {row.due_text for row in self.record.all(Directive)}
        due = dues.pop() if len(dues) == 1 else ""
        return f" {due}" if due else ""

    def _asked(self, row: Directive) -> str:
        to = joined(self.wording.unit_or_words(each) for each in self.record.all(DirectiveAddressee) if each.directive_id == row.pk)
        due = f" ({row.due_text})" if row.due_text and not self._due else ""
        return f"{to} {lower_first(row.text.rstrip(' .;'))}{due}".strip()

    def _who(self, row: Attendance) -> str:
        """Somebody inside a sentence: an official by name and post, anybody else by post or as one of a group."""
        house = self.record.house
        if self._is_official(row) and row.name:
            return f"{row.address} {row.name} - {house.write_out(row.title)}"
        if row.is_group:
            return f"đại diện {lower_common(house.write_out(row.group))}"
        what = row.post or row.title
        return f"{row.address} {house.write_out(what)}" if what and not self._names_somebody(what) else SOMEBODY

    def _in_words(self, words: str) -> str:
        """A presenter who is in no list; words that may be a neighbour's name are not repeated."""
        named = _has_name(words) and not _OFFICE.match(fold(words))
        return self.wording.words_with_address(words) if words and not named and not self._names_somebody(words) else SOMEBODY

    def _is_official(self, row: Attendance) -> bool:
        title = fold(self.record.house.write_out(row.title or row.post))
        return not row.is_group and bool(_OFFICE.match(title)) and not self._is_of_a_team(row)

    def _is_of_a_team(self, row: Attendance) -> bool:
        title = fold(self.record.house.write_out(row.title or row.post))
        return row.unit_id in self._grassroots_units or bool(_GRASSROOTS.search(title))

    @cached_property
    def _grassroots_units(self) -> set[int]:
        kinds = (Unit.Kind.GROUP, Unit.Kind.QUARTER, Unit.Kind.TEAM, Unit.Kind.CELL)
        ids = {row.unit_id for row in self.record.attendances if row.unit_id}
        return set(Unit.objects.filter(pk__in=ids, kind__in=kinds).order_by().values_list("pk", flat=True))

    def _fit(self, points: Iterable[str]) -> list[str]:
        """The points that may stand in an item; the others are counted."""
        told = [squeeze(point) for point in points if point.strip()]
        fit = [point for point in told if self._may_stand(point)]
        self.left_out += len(told) - len(fit)
        return fit

    def _may_stand(self, text: str) -> bool:
        folded = fold(squeeze(text))
        repeats = any(quote in folded or (len(folded) >= _SHORTEST_QUOTE and folded in quote) for quote in self._restricted)
        return not repeats and not self._names_somebody(text)

    def _names_somebody(self, text: str) -> bool:
        words = " ".join(_WORD.findall(fold(text)))
        return any(f" {name} " in f" {words} " for name in self._unnamed)

    @cached_property
    def _unnamed(self) -> set[str]:
        """Folded names that the item must not hold: of everybody who is no official, and of all who spoke without a name."""
        rows = [row for row in self.record.attendances if row.name and not self._is_official(row)]
        quiet = [self.record.attendance(remark.speaker_id) for remark in self.record.remarks if remark.anonymous]
        names = {row.name for row in [*rows, *filter(None, quiet)] if row.name}
        names |= {row.stands_in_for for row in self.record.attendances if row.stands_in_for and _has_name(row.stands_in_for)}
        names |= {name for remark in self.record.remarks for name in _names_in(remark.speaker_words)}
        return {fold(squeeze(name)) for name in names if " " in squeeze(name)}

    @cached_property
    def _restricted(self) -> list[str]:
        texts = [remark.text for remark in self.record.remarks if remark.restricted]
        return [fold(line) for text in texts for line in map(squeeze, text.splitlines()) if len(line) >= _SHORTEST_QUOTE]


def _sentence(text: str) -> str:
    return text if text.rstrip()[-1:] in ".:!?…" else f"{text.rstrip(' ;,')}."


def _names_in(words: str) -> list[str]:
    """Runs of two to five words that each begin with a capital and go on in small letters: names of people, mostly."""
    found: list[str] = []
    for run in re.split(r"[^\w ]", words):
        current: list[str] = []
        for word in [*run.split(), ""]:
            if word.istitle() and word.isalpha():
                current.append(word)
                continue
            found += [" ".join(current)] if len(current) > 1 else []
            current = []
    return found


def _has_name(words: str) -> bool:
    return bool(_names_in(words))
