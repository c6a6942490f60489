"""The form of a remark, made for speed: who, what, save; all else is folded away. And the order of all remarks."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from danvan.ui.forms import CleanCharField, Form, Layout, NumberField, Row, StaleGuard, UnitRangesField
from danvan.ui.forms.messages import speak_vietnamese
from danvan.units.models import Unit, UnitVersion
from danvan.vietnamese.numbers import letter_for_digit
from danvan.vietnamese.ranges import RangeError, format_ranges, parse_ranges
from danvan.vietnamese.text import fold, squeeze, two_digits
from surveys.attendance_sources import wards_of
from surveys.forms.attendance import session_choices
from surveys.forms.fold import Folded
from surveys.models import Attendance, Remark, RemarkAnswer, RemarkField, RemarkPlace, SurveyMeeting, Term
from surveys.queries import WRITERS
from surveys.remarks import make_room, reorder

LONGEST = 100_000
_LONGEST_PLACE = 300
_VOCABULARIES = {
    "kind": Term.Vocabulary.REMARK_KIND,
    "content_group": Term.Vocabulary.CONTENT_GROUP,
    "fields_touched": Term.Vocabulary.FIELD,
}
_AWAY = (Attendance.Presence.EXCUSED, Attendance.Presence.ABSENT)


class SpeakerField(forms.ChoiceField):
    """One of those present, in the order of the list. Somebody who was away is refused by name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.away: dict[str, str] = {}
        self.present: dict[str, Attendance] = {}

    def offer(self, attendances: Sequence[Attendance]) -> None:
        """Offer the list of a meeting: its number comes first, so that typing the number finds the name."""
        self.present = {str(row.pk): row for row in attendances if row.presence not in _AWAY}
        self.away = {str(row.pk): row.label for row in attendances if row.presence in _AWAY}
        # Put into words only for a page that shows them.
        self.choices = lambda: [("", "Chọn người phát biểu"), *((pk, _speaker_words(row)) for pk, row in self.present.items())]

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.present

    def validate(self, value: Any) -> None:
        if value in self.away:
            raise ValidationError(f"{self.away[value]} ghi vắng trong thành phần dự: chọn người khác, hoặc sửa thành phần dự")
        super().validate(value)


def _entries(offered: Any, vocabulary: str, empty: list[tuple[str, str]]) -> list[tuple[Any, str]]:
    """The choices of one vocabulary; all of them are read in one query, and only for a page that shows them."""
    return [*empty, *((term.pk, str(term)) for term in offered if term.vocabulary == vocabulary)]


def _speaker_words(row: Attendance) -> str:
    return f"{row.order}. {row.label}" + (f" – {row.title}" if row.title else "")


class RemarkForm(StaleGuard):
    """A remark.

    Args (by name):
        meeting: where it was made.
        user: who writes it down.
        given_uuid: the id that the page brought along, which is no other remark's yet; None for a new one.
    """

    # Hardly anything has to be known; what the two open fields want is said at them.
    mark_optional = False
    speaker = SpeakerField(label="Người phát biểu", required=False)
    text = CleanCharField(
        label="Nội dung ý kiến",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Chưa rõ nội dung thì để trống.",
    )
    report_text = CleanCharField(
        label="Nội dung dùng cho báo cáo",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Không nêu tên người. Dùng thay khi ý kiến hạn chế xem.",
    )
    fields_touched = forms.ModelMultipleChoiceField(
        label="Lĩnh vực", queryset=Term.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    places_typed = CleanCharField(
        label="Nơi nêu trong ý kiến", required=False, help_text="Thí dụ: TDP 15 đến 17; ngõ 45. Các nơi cách nhau bằng dấu chấm phẩy."
    )
    answers_typed = UnitRangesField(label="Trả lời ý kiến số", required=False, help_text="Thí dụ: 3, 5")
    order = NumberField(label="Thứ tự", required=False, min_value=1, max_value=9999)
    order_unknown = forms.BooleanField(label="Chưa rõ thứ tự phát biểu", required=False)
    uuid = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Remark
        fields = [
            "speaker_words",
            "text",
            "kind",
            "content_group",
            "form",
            "anonymous",
            "restricted",
            "report_text",
            "started",
            "ended",
        ]
        labels = {"speaker_words": "Hoặc ghi bằng chữ"}
        help_texts = {"speaker_words": "Khi người phát biểu không có trong danh sách. Thí dụ: Tổ trưởng Tổ dân vận TDP 17."}

    def __init__(self, *args: Any, meeting: SurveyMeeting, user: Any, given_uuid: UUID | None = None, **kwargs: Any) -> None:
        self.meeting, self.user, self.given_uuid = meeting, user, given_uuid
        self.sessions = list(meeting.sessions.all())
        self._parts: dict[int, dict[str, Any]] = {}
        super().__init__(*args, **kwargs)
        self.fields["order"].help_text = "Để trống: giữ chỗ cũ." if self.instance.pk else "Để trống: xếp cuối."
        if not self.instance.pk:
            self.instance.meeting = meeting
            self.initial.setdefault("uuid", str(self.instance.uuid))
        self.fields["speaker"].offer(list(meeting.attendances.order_by("order", "pk")))  # type: ignore[attr-defined]
        self._offer_terms()
        self._offer_sessions()

    @cached_property
    def remarks(self) -> list[Remark]:
        """All stored remarks of the meeting; read only for a page that shows them or an answer that names them."""
        return list(self.meeting.remarks.select_related("speaker").order_by("order", "pk"))

    def _offer_terms(self) -> None:
        """Entries of the vocabularies that are in use, and those that this remark has already."""
        chosen = [self.instance.kind_id, self.instance.content_group_id, *self.initial.get("fields_touched", [])]
        offered = Term.objects.filter(Q(closed=False) | Q(pk__in=[pk for pk in chosen if pk]), vocabulary__in=_VOCABULARIES.values())
        for name, vocabulary in _VOCABULARIES.items():
            field: Any = self.fields[name]
            field.queryset = offered.filter(vocabulary=vocabulary)
            empty = [] if name == "fields_touched" else [("", field.empty_label)]
            field.choices = partial(_entries, offered, vocabulary, empty)

    def _offer_sessions(self) -> None:
        if len(self.sessions) < 2:
            return
        field = forms.ChoiceField(label="Buổi", choices=session_choices(self.sessions), required=False)
        speak_vietnamese(field, "session")
        self.fields["session"] = field
        if self.instance.pk:
            self.initial["ban_goc"] = self._hashes(self._shown(self.instance))
        elif self.remarks:
            self.initial.setdefault("session", self.remarks[-1].session_id or "")

    def stored_initial(self, row: Any) -> dict[str, Any]:
        if row.pk not in self._parts:
            self._parts[row.pk] = self._read_parts(row)
        return {
            **super().stored_initial(row),
            **self._parts[row.pk],
            "speaker": str(row.speaker_id or ""),
            "session": str(row.session_id or ""),
            "order": next((number for number, other in self.numbered if other.pk == row.pk), None),
            "order_unknown": not row.order_known,
        }

    def _read_parts(self, row: Remark) -> dict[str, Any]:
        answered = set(row.answers.values_list("answered", flat=True))
        return {
            "fields_touched": list(row.field_links.order_by("field").values_list("field", flat=True)),
            "places_typed": "; ".join(str(place) for place in row.places.select_related("unit").order_by("pk")),
            "answers_typed": sorted(number for number, other in self.numbered if other.pk in answered),
        }

    def _lock_row(self) -> bool:
        self._parts.clear()  # what was read for the open page may be old by now
        return super()._lock_row()

    @property
    def numbered(self) -> list[tuple[int, Remark]]:
        """All stored remarks of the meeting with the numbers that its page shows."""
        return list(enumerate(self.remarks, start=1))

    @property
    def others(self) -> list[tuple[int, Remark]]:
        """The same without the one that is being changed."""
        return [(number, remark) for number, remark in self.numbered if remark.pk != self.instance.pk]

    def layout(self) -> Layout:
        session = [("session", 4)] if "session" in self.fields else []
        sorting = ("kind", "content_group", "fields_touched", "places_typed", "answers_typed")
        course = ("form", "session", "started", "ended", "order", "order_unknown")
        guarded = ("anonymous", "restricted", "report_text")
        return Layout(
            Row(("speaker", 6), ("speaker_words", 6)),
            "text",
            Folded(
                "Phân loại, nơi nêu, trả lời ý kiến khác",
                Row(("kind", 6), ("content_group", 6)),
                "fields_touched",
                Row(("places_typed", 8), ("answers_typed", 4)),
                is_open=self._says(sorting),
            ),
            Folded(
                "Hình thức, giờ, thứ tự",
                Row(("form", 4), *session, ("started", 4), ("ended", 4)),
                Row(("order", 4), ("order_unknown", 6)),
                is_open=self._says(course),
            ),
            Folded("Không ghi tên, hạn chế xem", "anonymous", "restricted", "report_text", is_open=self._says(guarded)),
        )

    def _says(self, names: Sequence[str]) -> bool:
        """Whether a folded part says something that is not usual, or has something to be corrected."""
        here = [name for name in names if name in self.fields]
        return any(name in self.errors or self._differs(name) for name in here)

    def _differs(self, name: str) -> bool:
        value = self[name].value()
        if name in ("session", "order") and not self.is_bound:
            return False
        return value not in (None, "", False, [], Remark.Form.ORAL)

    # Reading what was typed

    def clean_answers_typed(self) -> list[Remark]:
        """The remarks with these numbers."""
        wanted: list[int] = self.cleaned_data["answers_typed"]
        if not wanted:
            return []
        by_number = dict(self.numbered)
        if own := [number for number in wanted if number in by_number and by_number[number].pk == self.instance.pk]:
            raise ValidationError(f"Ý kiến {two_digits(own[0])} là chính ý kiến này: ghi số của ý kiến được trả lời")
        if missing := [number for number in wanted if number not in by_number]:
            raise ValidationError(f"Chưa có ý kiến số {format_ranges(missing)}: xem số ở danh sách các ý kiến đã ghi")
        return [by_number[number] for number in wanted]

    def clean_places_typed(self) -> list[Unit | str]:
        """Units of the portal where they are known by that name or number, else the words."""
        text: str = self.cleaned_data["places_typed"]
        if "places_typed" in self.initial and self.instance.pk and squeeze(text) == squeeze(self.initial["places_typed"]):
            return [place.unit or place.words for place in self.instance.places.select_related("unit").order_by("pk")]
        parts = [squeeze(part) for part in re.split(r"[;\n]", text) if part.strip()]
        return list(dict.fromkeys(place for part in parts for place in self._places(part))) if parts else []

    def _places(self, part: str) -> list[Unit | str]:
        if len(part) > _LONGEST_PLACE:
            raise ValidationError(f"Một nơi dài nhất {_LONGEST_PLACE} ký tự: ghi ngắn lại, hoặc tách bằng dấu chấm phẩy")
        named = list(Unit.objects.visible_to(self.user, WRITERS).filter(name_folded=fold(part))[:2])
        if len(named) == 1:
            return [named[0]]
        try:
            numbers = parse_ranges(part)
        except RangeError as problem:
            if letter_for_digit(part):
                raise ValidationError(str(problem)) from problem
            return [part]
        units = self._groups(numbers)
        return [units.get(number, f"TDP {number}") for number in numbers]

    def _groups(self, numbers: list[int]) -> dict[int, Unit]:
        """The groups of the one ward that can be meant; with several wards a number alone names none."""
        wards = wards_of(self.meeting, self.user)
        if len(wards) != 1:
            return {}
        groups = UnitVersion.objects.numbered(numbers, self._day(), under=wards[0])
        return {version.number: version.unit for version in groups if version.number}

    def _day(self) -> date:
        days = [session.when_range.lower for session in self.sessions if session.when_range and session.when_range.lower]
        return min(days, default=date.today())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen, words = cleaned.get("speaker"), cleaned.get("speaker_words")
        if chosen and words:
            self.add_error("speaker_words", "Đã chọn người phát biểu trong danh sách thì bỏ ô này, hoặc bỏ chọn ở ô bên")
        elif not chosen and not words and not {"speaker", "speaker_words"} & self.errors.keys():
            self.add_error("speaker", "Chọn người phát biểu, hoặc ghi vào ô “Hoặc ghi bằng chữ”")
        started, ended = cleaned.get("started"), cleaned.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", "Giờ xong phải sau giờ bắt đầu")
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """`clean` has compared the hours, in words at the field: the database need not be asked for it before it is told."""
        return {*super()._get_validation_exclusions(), "started", "ended"}  # type: ignore[misc]

    # Storing

    def save(self, commit: bool = True) -> Remark:
        data, remark = self.cleaned_data, self.instance
        is_new = remark.pk is None
        remark.speaker_id = int(data["speaker"]) if data["speaker"] else None
        if "session" in self.fields:
            remark.session_id = int(data["session"]) if data["session"] else None
        remark.order_known = not data["order_unknown"]
        if is_new:
            remark.written_by = self.user
            remark.uuid = self.given_uuid or remark.uuid
        remark.order = make_room(self.meeting, remark, data["order"])
        super().save(commit)
        # A new remark has no parts yet to compare with.
        if not is_new or any(data[part] for part in ("fields_touched", "answers_typed", "places_typed")):
            self._save_parts(data)
        return remark

    def _save_parts(self, data: dict[str, Any]) -> None:
        """Bring fields, places and answered remarks in line with the form; what stays is left alone."""
        remark = self.instance
        _sync(RemarkField, remark, "field_id", [term.pk for term in data["fields_touched"]])
        _sync(RemarkAnswer, remark, "answered_id", [other.pk for other in data["answers_typed"]])
        stored = list(remark.places.order_by("pk"))
        wanted = [(place.pk, "") if isinstance(place, Unit) else (None, place) for place in data["places_typed"]]
        if [(place.unit_id, place.words) for place in stored] != wanted:
            for place in stored:
                place.delete()
            RemarkPlace.objects.bulk_create(RemarkPlace(remark=remark, unit_id=unit, words=words) for unit, words in wanted)


def _sync(model: Any, remark: Remark, column: str, wanted: list[int]) -> None:
    stored = {getattr(row, column): row for row in model.objects.filter(remark=remark)}
    for value, row in stored.items():
        if value not in wanted:
            row.delete()
    model.objects.bulk_create(model(remark=remark, **{column: value}) for value in wanted if value not in stored)


class RemarkOrderForm(Form):
    """A number for each remark: a changed order without typing anything anew. Equal numbers stand as they stood."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, remarks: list[Remark], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remarks = remarks
        self.now = ",".join(str(remark.pk) for remark in remarks)
        self.fields["base"].initial = self.now
        for number, remark in enumerate(remarks, start=1):
            field = NumberField(label=f"Thứ tự của ý kiến {two_digits(number)}", min_value=0, max_value=9999, initial=number)
            speak_vietnamese(field, "order")
            self.fields[self._name(remark)] = field

    def _name(self, remark: Remark) -> str:
        return f"order_{remark.pk}"

    @property
    def rows(self) -> list[tuple[int, Remark, Any]]:
        """Each remark with its number of now and its field."""
        return [(number, remark, self[self._name(remark)]) for number, remark in enumerate(self.remarks, start=1)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("base") != self.now:
            self.add_error(None, "Có đồng chí khác vừa thêm, bỏ hoặc đổi chỗ ý kiến: xem lại thứ tự ở dưới rồi lưu lần nữa")
            self.data = {**self.data.dict(), "base": self.now}  # type: ignore[attr-defined]
        return cleaned

    def save(self) -> None:
        """Count the remarks from 1 in the order typed."""
        reorder(sorted(self.remarks, key=lambda remark: self.cleaned_data[self._name(remark)]))
