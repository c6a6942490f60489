"""The forms of the attendance page: one for adding many at once, one for each row of the list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.forms.utils import ErrorDict

from danvan.people.models import Person
from danvan.ui.forms import CleanCharField, DateField, Form, Layout, NumberField, Row, StaleGuard, UnitRangesField
from danvan.ui.forms.messages import speak_vietnamese
from danvan.units.models import Unit
from danvan.vietnamese.names import split_name
from danvan.vietnamese.people_list import parse_people
from danvan.vietnamese.ranges import RangeError, parse_ranges
from danvan.vietnamese.text import squeeze, two_digits
from surveys import attendance_sources as sources
from surveys.models import Attendance, MeetingSession

NEW_PERSON = "moi"
MOST_PASTED = 300
"""How many people one pasted list may have: more rows at once make the page slow for everybody."""
_CONTRADICTION = "Chỉ chọn một: có mặt, vắng có lý do, vắng hay chưa rõ"
Choices = Sequence[tuple[str, str]]


class AddForm(Form):
    """Add many people at once: a unit's posts of the day, the teams of some groups, a pasted list; all three if need be."""

    mark_optional = False
    unit = forms.ChoiceField(label="Lấy từ đơn vị", required=False)
    pasted = CleanCharField(
        label="Hoặc dán danh sách",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một người: họ tên - chức vụ, đơn vị.",
    )
    numbers = UnitRangesField(label="Hoặc lấy các tổ dân vận, ở tổ dân phố số", required=False)
    posts = forms.ChoiceField(label="Lấy những ai của tổ dân vận", choices=list(sources.TEAM_POSTS.items()), initial="both", required=False)
    side = forms.ChoiceField(label="Ghi vào thành phần", choices=Attendance.Side, initial=Attendance.Side.LOCAL, required=False)

    def __init__(self, *args: Any, user: Any, day: date | None, sessions: Choices, wards: list[Unit], **kwargs: Any) -> None:
        self.user, self.known_day, self.wards = user, day, {str(ward.pk): ward for ward in wards}
        super().__init__(*args, prefix="them", **kwargs)
        if day is None:
            self._add("day", DateField(label="Lấy chức vụ theo ngày", required=False, help_text="Hội nghị chưa rõ ngày. Thí dụ: 19/7/2017"))
        if len(wards) > 1:
            choices = [("", "Chọn phường"), *((pk, str(ward)) for pk, ward in self.wards.items())]
            self._add("ward", forms.ChoiceField(label="Phường của các tổ dân phố", choices=choices, required=False))
        if len(sessions) > 2:
            self._add("session", forms.ChoiceField(label="Dự buổi", choices=sessions, required=False))
        self.units = self._units()
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *self._unit_choices()]  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        day = [("day", 6)] if "day" in self.fields else []
        ward = [("ward", 6)] if "ward" in self.fields else []
        session = [("session", 6)] if "session" in self.fields else []
        return Layout(Row(*day, ("unit", 6), ("side", 6), *session), Row("pasted"), Row(*ward, ("numbers", 6), ("posts", 6)))

    def _add(self, name: str, field: forms.Field) -> None:
        speak_vietnamese(field, name)
        self.fields[name] = field

    def _units(self) -> dict[str, Unit]:
        return {str(unit.pk): unit for unit in sources.units_with_people(self.user, self.known_day)}

    def _unit_choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups: dict[str, list[tuple[str, str]]] = {"Tổ chức": [], "Tổ dân vận": []}
        for pk, unit in self.units.items():
            name, holders = getattr(unit, "day_name", unit.name), getattr(unit, "holders", None)
            label = name if holders is None else f"{name} ({two_digits(holders)} người)"
            groups["Tổ dân vận" if unit.kind == Unit.Kind.TEAM else "Tổ chức"].append((pk, label))
        return [(name, choices) for name, choices in groups.items() if choices]

    def clean_pasted(self) -> str:
        """A list that is too long is pasted in parts."""
        pasted: str = self.cleaned_data["pasted"]
        if (count := len(parse_people(pasted))) > MOST_PASTED:
            raise ValidationError(f"Danh sách dán có {count} dòng: chia ra, mỗi lần dán nhiều nhất {MOST_PASTED} dòng")
        return pasted

    @property
    def is_filled(self) -> bool:
        """Whether anything is asked for; then the button "Lưu thành phần" adds it to the table first."""
        return any((self[name].data or "").strip() for name in ("unit", "pasted", "numbers"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.is_filled:
            self.add_error("unit", "Chọn đơn vị, dán danh sách, hoặc ghi số các tổ dân phố")
        by_day = cleaned.get("unit") or cleaned.get("numbers")
        if by_day and self.known_day is None and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", "Nhập ngày lấy chức vụ: hội nghị chưa rõ ngày")
        if cleaned.get("numbers") and not self._ward(cleaned):
            where = "ward" if "ward" in self.fields else "numbers"
            self.add_error(where, "Chọn phường của các tổ dân phố" if where == "ward" else "Đồng chí chưa được xem tổ dân phố nào")
        return cleaned

    def _ward(self, cleaned: dict[str, Any]) -> Unit | None:
        if len(self.wards) == 1:
            return next(iter(self.wards.values()))
        return self.wards.get(cleaned.get("ward") or "")

    def found(self) -> sources.Found:
        """What the valid form asks for, in the order of its fields."""
        data, found = self.cleaned_data, sources.Found()
        day, ward = self.known_day or data.get("day"), self._ward(data)
        parts = []
        if data["unit"] and day:
            parts.append(sources.of_unit(self.units[data["unit"]], day))
        if data["pasted"]:
            parts.append(sources.of_pasted(data["pasted"], self.user, day))
        if data["numbers"] and day and ward:
            parts.append(sources.of_teams(data["numbers"], data["posts"] or "both", day, ward))
        for part in parts:
            found.candidates += part.candidates
            found.notes += part.notes
        return found


class PresenceSelect(forms.RadioSelect):
    """Radio buttons whose answer is checked for being one: a page that was put together by hand may send two."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        sent = set(data.getlist(name)) if hasattr(data, "getlist") else {data.get(name)}
        return "+".join(sorted(sent)) if len(sent) > 1 else super().value_from_datadict(data, files, name)


class AttendanceRow(StaleGuard):
    """A row of the list. The list is judged as a whole (`surveys.attendance.problems`), so that a row asks the database nothing.

    Args (by name):
        key: names the row on its page: "d12" is the stored row 12, others are new.
        sessions: the choices of its session; without several sessions there is no such field.
        is_gone: the page had it, but somebody has taken it out meanwhile.
    """

    kind = ""
    detail_fields: tuple[str, ...] = ()
    order = NumberField(label="Thứ tự", required=False, min_value=1, max_value=9999)
    presence = forms.ChoiceField(
        label="Có mặt, vắng",
        choices=Attendance.Presence,
        initial=Attendance.Presence.PRESENT,
        widget=PresenceSelect,
        error_messages={"invalid_choice": _CONTRADICTION, "required": _CONTRADICTION},
    )
    remove = forms.BooleanField(label="Bỏ", required=False)

    def __init__(self, *args: Any, key: str, sessions: Choices, is_gone: bool = False, **kwargs: Any) -> None:
        self.key, self.is_gone, self.by_other = key, is_gone, False
        super().__init__(*args, prefix=key, **kwargs)
        if len(sessions) > 2:
            field = forms.ChoiceField(label="Dự buổi", choices=sessions, required=False)
            speak_vietnamese(field, "session")
            self.fields["session"] = field
            if self.instance.pk:
                self.initial["ban_goc"] = self._hashes(self._shown(self.instance))

    def stored_initial(self, row: Any) -> dict[str, Any]:
        return {**super().stored_initial(row), "order": row.order, "session": str(row.session_id or "")}

    def _lock_row(self) -> bool:
        """The page has read and locked all rows at once."""
        return True

    def _post_clean(self) -> None:
        """Take over what was typed. Rules between rows are left to `surveys.attendance.problems`: here they would cost queries for each."""
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)

    @property
    def is_new(self) -> bool:
        """Whether it is not stored yet."""
        return self.instance.pk is None

    @property
    def is_blank(self) -> bool:
        """Whether it is a spare row that nobody filled in."""
        return False

    def _is_empty(self, *names: str) -> bool:
        return not any(str(self[name].value() or "").strip() for name in names)

    @property
    def is_removed(self) -> bool:
        """Whether the box "Bỏ" is ticked."""
        return bool(self["remove"].value()) if self.is_bound else False

    @property
    def row_label(self) -> str:
        """What sentences about the row begin with."""
        return self.instance.label

    @property
    def state_words(self) -> str:
        """What the page must tell about the row: not stored yet, or added by somebody else meanwhile."""
        if self.by_other:
            return "Đồng chí khác vừa thêm"
        return "Chưa lưu" if self.is_new else ""

    @property
    def shows_details(self) -> bool:
        """Whether the folded part says something, or has something to be corrected."""
        return any(self._says(name) or name in self.errors for name in self.detail_fields if name in self.fields)

    def _says(self, name: str) -> bool:
        value, usual = self[name].value(), self.fields[name].initial
        return value not in (None, "", False, usual)

    def keep_typed(self) -> None:
        """Show what was typed without judging it: something else on the page was asked for."""
        self._errors = ErrorDict()  # type: ignore[assignment]
        self.cleaned_data = {}

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.is_removed:
            # What goes away need not be right, nor does it matter that somebody else changed it.
            self._errors = ErrorDict()  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("presence") == Attendance.Presence.EXCUSED and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", "Ghi lý do vắng, thí dụ: đi họp thành phố")
        arrived, left = cleaned.get("arrived"), cleaned.get("left")
        if arrived and left and left < arrived:
            self.add_error("left", "Giờ về phải sau giờ đến")
        if self.is_gone:
            self.add_error("remove", "Có đồng chí khác vừa bỏ dòng này: đánh dấu “Bỏ”, hoặc lưu lần nữa để giữ lại")
        return cleaned

    def entry(self) -> Attendance:
        """The row with what was typed, order and session included."""
        row: Attendance = self.instance
        if self.is_bound:
            data = self.cleaned_data
            row.order = data.get("order") or 10**6
            if "session" in self.fields:
                row.session_id = int(data["session"]) if data.get("session") else None
        return row


_TWO_LINES = forms.Textarea(attrs={"rows": 2})


class PersonRow(AttendanceRow):
    """Somebody with a name. A new row says who it is: a person of the portal, one of several with that name, or a new person.

    Args (by name):
        person: who it is, as far as that is settled.
        among: people of this name, for a choice; with their titles of the day.
    """

    kind = "person"
    detail_fields = ("name", "address", "title_reason", "session", "arrived", "left", "stands_in_for", "role_inferred")

    class Meta:
        model = Attendance
        fields = [
            "name",
            "address",
            "title",
            "title_reason",
            "side",
            "role",
            "role_inferred",
            "presence",
            "note",
            "stands_in_for",
            "arrived",
            "left",
        ]
        widgets = {"title": _TWO_LINES}

    def __init__(self, *args: Any, among: Sequence[tuple[Person, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = "Nhập họ và tên"
        self.namesakes = [person for person, _ in among]
        if among:
            choices = [
                ("", "Chọn đúng đồng chí"),
                *((str(p.pk), _who(p, title)) for p, title in among),
                (NEW_PERSON, "Người khác, chưa có tên"),
            ]
            field: forms.Field = forms.ChoiceField(
                label="Là ai", choices=choices, error_messages={"required": f"Chọn một: có {two_digits(len(among))} đồng chí tên như vậy"}
            )
        else:
            field = forms.CharField(widget=forms.HiddenInput, required=False)
        speak_vietnamese(field, "person")
        self.fields["person"] = field
        self.fields["among"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields["unit"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial.setdefault("among", ",".join(str(person.pk) for person in self.namesakes))
        if self.instance.pk:
            self.initial.setdefault("person", self.instance.person_id)

    @property
    def row_label(self) -> str:
        return str(self["name"].value() or self.instance.label)

    def _says(self, name: str) -> bool:
        return name not in ("name", "address") and super()._says(name)

    def clean_title(self) -> str:
        """One line, however it was typed or pasted."""
        return squeeze(self.cleaned_data["title"])

    def clean_name(self) -> str:
        """A new person's name has to fit into the list of people."""
        name: str = self.cleaned_data["name"]
        family_name, given_name = split_name(name)
        if self.is_new and (len(family_name) > 100 or len(given_name) > 50):
            raise ValidationError("Ghi riêng họ và tên ở đây, chức vụ ở ô bên")
        return name


def _who(person: Person, title: str) -> str:
    return " – ".join(filter(None, [person.full_name, title, person.note]))


class PostRow(AttendanceRow):
    """An unnamed post: "Chủ tịch UBND phường"."""

    kind = "post"
    detail_fields = ("address", "session", "arrived", "left", "stands_in_for", "role_inferred")

    class Meta:
        model = Attendance
        fields = ["post", "address", "side", "role", "role_inferred", "presence", "note", "stands_in_for", "arrived", "left"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].required = False

    @property
    def is_blank(self) -> bool:
        return self.is_new and self._is_empty("post", "note", "stands_in_for")

    @property
    def row_label(self) -> str:
        return str(self["post"].value() or "Chức vụ chưa rõ người")

    def _says(self, name: str) -> bool:
        return name != "address" and super()._says(name)

    def clean_post(self) -> str:
        """A spare row may stay empty, another not."""
        post: str = self.cleaned_data["post"]
        if not post and not self.is_blank:
            raise ValidationError("Nhập chức vụ, thí dụ: Chủ tịch UBND phường")
        return post


class GroupRow(AttendanceRow):
    """People without names: how many they were, and of how many units, may both be unknown, and is then said so."""

    kind = "group"
    people_unknown = forms.BooleanField(label="Chưa rõ số", required=False)

    class Meta:
        model = Attendance
        fields = ["group", "units_words", "people", "units", "side", "presence", "note"]
        labels = {"group": "Tên nhóm", "units_words": "Tổ dân phố", "people": "Số người", "units": "Số tổ, đơn vị", "note": "Ghi chú"}
        help_texts = {"units_words": "Thí dụ: 15 đến 27, 30"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].required = False

    def stored_initial(self, row: Any) -> dict[str, Any]:
        return {**super().stored_initial(row), "people_unknown": row.people is None}

    @property
    def is_blank(self) -> bool:
        return self.is_new and self._is_empty("group", "units_words", "people", "units", "note")

    @property
    def row_label(self) -> str:
        return str(self["group"].value() or "Nhóm")

    def clean_units_words(self) -> str:
        """Numbers are read so that a slip is found; the words stay as typed, since minutes print them. Words alone are fine."""
        words: str = self.cleaned_data["units_words"]
        if any(char.isdigit() for char in words):
            try:
                parse_ranges(words)
            except RangeError as problem:
                raise ValidationError(str(problem)) from problem
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_blank or self.errors.get("people"):
            return cleaned
        if not cleaned.get("group") and "group" not in self.errors:
            self.add_error("group", "Nhập tên nhóm, thí dụ: Các đồng chí tổ trưởng, tổ phó tổ dân vận")
        if cleaned.get("people") is None and not cleaned.get("people_unknown"):
            self.add_error("people", "Ghi số người, hoặc đánh dấu “Chưa rõ số”")
        if cleaned.get("people") is not None and cleaned.get("people_unknown"):
            self.add_error("people", "Đã ghi số người thì bỏ dấu “Chưa rõ số”, chưa rõ thì xóa số")
        return cleaned


def session_choices(sessions: Sequence[MeetingSession]) -> Choices:
    """The sessions of a meeting for a choice, the whole meeting first."""
    return [("", "Cả hội nghị"), *((str(session.pk), str(session)) for session in sessions)]
