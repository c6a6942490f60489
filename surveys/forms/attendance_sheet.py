"""The attendance page as one form: all rows of a meeting's list, what is to be added, and how the whole is saved."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.http import QueryDict

from danvan.people.models import Person
from danvan.units.models import Unit
from danvan.vietnamese.text import squeeze, two_digits
from surveys import attendance as rules
from surveys import attendance_sources as sources
from surveys.attendance_sources import Candidate
from surveys.forms.attendance import NEW_PERSON, AddForm, AttendanceRow, GroupRow, PersonRow, PostRow, session_choices
from surveys.models import Attendance, SurveyMeeting
from surveys.queries import WRITERS

KEYS = "dong"
"""The hidden field that names the rows of a page in their order."""
_KINDS: dict[str, type[AttendanceRow]] = {"n": PersonRow, "c": PostRow, "g": GroupRow}
"""New rows by the first letter of their key; a stored row's key is "d" and its id."""
_SPARE = (("c", 1), ("g", 1))


class AttendanceSheet:
    """The list of a meeting on its page.

    Nothing is stored before `save`: people who are added stand in the table first, so that they can be put right or left out.

    Attributes:
        rows: the forms of all rows, in the order of the page.
        add: the form for adding many at once.
        notes: what became of the last adding, for the user.
    """

    def __init__(self, meeting: SurveyMeeting, user: Any, sent: QueryDict | None = None) -> None:
        """Args: the meeting with its owner; who fills it in; the sent page, None when it is only opened."""
        self.meeting, self.user = meeting, user
        self.is_sent, self.sent = sent is not None, QueryDict() if sent is None else sent
        self.sessions = list(meeting.sessions.all())
        self.choices = session_choices(self.sessions)
        starts = [s.when_range.lower for s in self.sessions if s.when_range and s.when_range.lower]
        self.day = min(starts, default=None)
        self.notes: list[str] = []
        self._parts = _by_row(self.sent)
        self._stored = {row.pk: row for row in self._read()}
        self.add = self._add_form(self._parts.get("them", QueryDict()) if self._asks_to_add() else None)
        self.rows = self._sent_rows() if self.is_sent else self._open_rows()
        if not self.is_sent and not self._stored:
            self._begin_at_units()

    def _read(self) -> list[Attendance]:
        """The stored rows; while the page is being saved nobody else can save them."""
        rows = self.meeting.attendances.order_by("order", "pk")
        if self.is_sent and connection.in_atomic_block:
            SurveyMeeting.objects.select_for_update(of=("self",)).get(pk=self.meeting.pk)
            rows = rows.select_for_update(of=("self",))
        return list(rows)

    def _add_form(self, data: QueryDict | None) -> AddForm:
        wards = sources.wards_of(self.meeting, self.user)
        return AddForm(data, user=self.user, day=self.day, sessions=self.choices, wards=wards)

    # Rows of the page

    def _open_rows(self) -> list[AttendanceRow]:
        rows = [self._stored_row(row) for row in self._stored.values()]
        return [*rows, *(self._row(key) for letter, count in _SPARE for key in self._new_keys(letter, count, rows))]

    def _sent_rows(self) -> list[AttendanceRow]:
        keys = list(dict.fromkeys(key for key in self.sent.getlist(KEYS) if key in self._parts))
        people = self._people_of(keys)
        among = [person for person in people.values() if person.is_offered]  # type: ignore[attr-defined]
        self._titles = sources.titles_on(among, self.day)
        rows = [self._sent_row(key, people) for key in keys]
        on_page = {row.instance.pk for row in rows}
        for stored in self._stored.values():
            if stored.pk not in on_page:
                rows.append(self._stored_row(stored))
                rows[-1].by_other = True
        return rows

    def _stored_row(self, row: Attendance, data: QueryDict | None = None) -> AttendanceRow:
        form = GroupRow if row.group else PostRow if row.post else PersonRow
        return form(data, key=f"d{row.pk}", sessions=self.choices, instance=row)

    def _sent_row(self, key: str, people: dict[int, Person]) -> AttendanceRow:
        data = self._parts[key]
        pk = self._stored_pk(key)
        if pk is not None:
            return self._stored_row(self._stored[pk], data)
        if f"{key}-post" in data or f"{key}-group" in data:
            kind: type[AttendanceRow] = PostRow if f"{key}-post" in data else GroupRow
            return kind(data, key=key, sessions=self.choices, is_gone=f"{key}-ban_goc" in data)
        return self._sent_person(key, data, people)

    def _sent_person(self, key: str, data: QueryDict, people: dict[int, Person]) -> PersonRow:
        among = [people[pk] for pk in _numbers(data.get(f"{key}-among")) if pk in people]
        row = PersonRow(
            data,
            key=key,
            sessions=self.choices,
            is_gone=f"{key}-ban_goc" in data,
            among=[(person, self._titles.get(person.pk, "")) for person in among],
        )
        chosen = _numbers(data.get(f"{key}-person"))
        row.instance.person = people.get(chosen[0]) if chosen else None
        return row

    def _people_of(self, keys: Iterable[str]) -> dict[int, Person]:
        """The people whom new rows name, as far as the user may look them up or they stood in this list before."""
        wanted: set[int] = set()
        offered: set[int] = set()
        for key in keys:
            if self._stored_pk(key) is None:
                wanted.update(_numbers(self._parts[key].get(f"{key}-person")))
                offered.update(_numbers(self._parts[key].get(f"{key}-among")))
        found = Person.objects.visible_to(self.user, WRITERS).filter(pk__in=wanted | offered) if wanted | offered else []
        for person in found:
            person.is_offered = person.pk in offered  # type: ignore[attr-defined]
        return {person.pk: person for person in found}

    def _stored_pk(self, key: str) -> int | None:
        """The stored row that a key names; None for a new row, and for one that is no longer there."""
        pk = int(key[1:]) if key[0] == "d" and key[1:].isdecimal() and len(key) < 18 else None
        return pk if pk in self._stored else None

    def _row(self, key: str, **initial: Any) -> AttendanceRow:
        return _KINDS[key[0]](key=key, sessions=self.choices, initial=initial)

    def _new_keys(self, letter: str, count: int, rows: Sequence[AttendanceRow]) -> list[str]:
        used = [int(row.key[1:]) for row in rows if row.key[0] == letter and row.key[1:].isdecimal()]
        first = max(used, default=0) + 1
        return [f"{letter}{number}" for number in range(first, first + count)]

    def rows_of(self, kind: str) -> list[AttendanceRow]:
        """The rows of one table of the page, the spare ones last."""
        return sorted((row for row in self.rows if row.kind == kind), key=lambda row: row.is_blank)

    @property
    def people(self) -> list[AttendanceRow]:
        """Rows with a name."""
        return self.rows_of("person")

    @property
    def posts(self) -> list[AttendanceRow]:
        """Unnamed posts."""
        return self.rows_of("post")

    @property
    def groups(self) -> list[AttendanceRow]:
        """Groups."""
        return self.rows_of("group")

    @property
    def forms(self) -> list[Any]:
        """All forms of the page, for the summary of errors."""
        return [self.add, *self.rows]

    @property
    def count(self) -> rules.Counts:
        """How many the page shows as present, whether stored or not."""
        shown = [row for row in self.rows if not (row.is_removed or row.is_blank)]
        return rules.count(_shown(row) for row in shown)

    # Adding

    def _asks_to_add(self) -> bool:
        """Whether the button was pressed, or something stands in its part of the page when the whole is saved."""
        part = self._parts.get("them", QueryDict())
        return "them" in self.sent or any(part.get(f"them-{name}", "").strip() for name in ("unit", "pasted", "numbers"))

    @property
    def is_adding(self) -> bool:
        """Whether the page asks for more rows, and is not to be saved yet."""
        return self.add.is_bound or "them-nhom" in self.sent or "them-chuc-vu" in self.sent

    def stage(self) -> None:
        """Put what is asked for into the table. What was typed in other rows stays as it is, and is not judged yet."""
        for row in self.rows:
            if row.is_bound:
                row.keep_typed()
        self.rows = [row for row in self.rows if not (row.is_new and row.is_removed)]
        for letter, name in (("c", "them-chuc-vu"), ("g", "them-nhom")):
            if name in self.sent:
                self.rows += [self._row(key) for key in self._new_keys(letter, 1, self.rows)]
        if self.add.is_bound and self.add.is_valid():
            self._put_in(self.add.found(), self.add.cleaned_data)
            self.add = self._add_form(None)
            self._begin_at_units()

    def _begin_at_units(self) -> None:
        """Let typing begin where the next people are added."""
        self.add.fields["unit"].widget.attrs["autofocus"] = True

    def _put_in(self, found: sources.Found, chosen: dict[str, Any]) -> None:
        there = {row.instance.person_id for row in self.rows if row.kind == "person" and not row.is_removed} - {None}
        new = [
            candidate for candidate in found.candidates if not (candidate.person and not candidate.among and candidate.person.pk in there)
        ]
        many = [candidate for candidate in new if candidate.among]
        titles = sources.titles_on([person for candidate in many for person in candidate.among], self.day)
        last = max((_number(row) for row in self.rows if not row.is_blank), default=0)
        for place, candidate in enumerate(new, start=last + 1):
            self.rows.append(self._candidate_row(candidate, place, chosen, titles))
        self._note(len(new), len(found.candidates) - len(new), len(many))
        self.notes += found.notes

    def _candidate_row(self, candidate: Candidate, place: int, chosen: dict[str, Any], titles: dict[int, str]) -> AttendanceRow:
        letter = "g" if candidate.group else "c" if candidate.post else "n"
        (key,) = self._new_keys(letter, 1, self.rows)
        initial: dict[str, Any] = {"order": place, "side": chosen.get("side") or Attendance.Side.LOCAL, "address": candidate.address}
        initial |= {"session": chosen.get("session") or ""}
        if candidate.group:
            return self._row(key, group=candidate.group, people_unknown=True, **initial)
        if candidate.post:
            return self._row(key, post=candidate.post, **initial)
        initial |= {"name": candidate.name, "title": candidate.title, "unit": candidate.unit.pk if candidate.unit else ""}
        initial["person"] = candidate.person.pk if candidate.person else "" if candidate.among else NEW_PERSON
        row = PersonRow(
            key=key, sessions=self.choices, initial=initial, among=[(person, titles.get(person.pk, "")) for person in candidate.among]
        )
        row.instance.person = candidate.person
        return row

    def _note(self, added: int, there: int, many: int) -> None:
        if added:
            self.notes.append(f"Đã thêm vào bảng {two_digits(added)} dòng, chưa lưu. Đồng chí xem lại rồi bấm “Lưu thành phần”.")
        if there:
            self.notes.append(f"{two_digits(there)} đồng chí đã có trong danh sách.")
        if many:
            self.notes.append(f"{two_digits(many)} dòng có tên giống người đã có: chọn đúng đồng chí ở từng dòng.")

    # Saving

    def save(self) -> bool:
        """Check everything and store it; False if the page has to be shown again with its errors."""
        lines = {id(row): self._line(row) for row in self.rows if not row.is_blank}
        valid = all(row.is_valid() for row in self.rows if row.is_bound and not row.is_blank)
        found = rules.problems(self.meeting, list(lines.values()), self.day) if valid else []
        for problem in found:
            row = next(row for row in self.rows if lines.get(id(row)) is problem.line)
            self._say(row, problem)
        if not valid or found:
            return False
        rules.store(self.meeting, list(lines.values()), self.day)
        return True

    def _say(self, row: AttendanceRow, problem: rules.Problem) -> None:
        if row.is_bound:
            row.add_error(problem.field if problem.field in row.fields else None, problem.text)
        else:
            self.notes.append(f"{row.row_label}: {problem.text}.")

    def _line(self, row: AttendanceRow) -> rules.Line:
        stored_order = row.instance.order if not row.is_new else None
        removed = row.is_removed
        if row.is_bound and not removed and row.is_valid():
            row.entry()
            self._settle(row)
        changed = row.is_bound and bool(set(row.changed_data) - {"order", "person", "among", "unit"})
        retitled = row.kind == "person" and row.is_bound and (row.is_new or "title" in row.changed_data)
        return rules.Line(row.instance, row.is_new, changed, retitled, removed, stored_order)

    def _settle(self, row: AttendanceRow) -> None:
        """Say of a new row whose it is."""
        entry: Attendance = row.instance
        if row.is_new:
            entry.meeting = self.meeting
            unit = _numbers(row["unit"].data) if row.kind == "person" else []
            entry.unit_id = unit[0] if unit and unit[0] in self._units_allowed else None

    @property
    def _units_allowed(self) -> set[int]:
        if not hasattr(self, "_allowed"):
            self._allowed = set(Unit.objects.visible_to(self.user, WRITERS).values_list("pk", flat=True))
        return self._allowed

    @property
    def said(self) -> str:
        """What was stored, in one sentence."""
        removed = sum(1 for row in self.rows if row.is_removed and not row.is_new)
        gone = f" Đã bỏ {two_digits(removed)} dòng; trang Lịch sử vẫn giữ." if removed else ""
        return f"Đã lưu thành phần. {self.count}{gone}"


def _by_row(sent: QueryDict) -> dict[str, QueryDict]:
    """The sent page cut into its rows, by key: a row then copies and searches its own few fields only."""
    parts: dict[str, QueryDict] = {}
    for name in sent:
        key, dash, _ = name.partition("-")
        if key and dash:
            parts.setdefault(key, QueryDict(mutable=True)).setlist(name, sent.getlist(name))
    return parts


def _numbers(text: Any) -> list[int]:
    """The ids in a hidden field; what is none is left out."""
    return [int(part) for part in str(text or "").split(",") if part.isdecimal() and len(part) < 18]


def _number(row: AttendanceRow) -> int:
    """The number that the row shows now; 0 when it shows none."""
    shown = squeeze(str(row["order"].value() or ""))
    return int(shown) if shown.isdecimal() and len(shown) < 6 else 0


def _shown(row: AttendanceRow) -> Attendance:
    """What the row shows now as far as it counts."""
    people = squeeze(str(row["people"].value() or "")) if row.kind == "group" else ""
    return Attendance(
        group=row.row_label if row.kind == "group" else "",
        people=int(people) if people.isdecimal() and len(people) < 9 else None,
        presence=row["presence"].value() or Attendance.Presence.PRESENT,
    )
