"""The form of a recommendation of a meeting; it goes on when the minutes are signed."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from danvan.ui.forms import CleanCharField, Layout, Row, Section
from danvan.units.models import Unit
from surveys.forms.places import LIST_ID, LONGEST, UnitDirectory
from surveys.forms.rows import RowForm
from surveys.models import Recommendation, Remark, RemarkPlace, SurveyMeeting, Term

UNIT_OR_WORDS = {"place_name": "place", "responsible_name": "responsible"}
"""What is typed as a name: the column of the unit; the words go into the column of that name with "_words"."""


class RecommendationForm(RowForm):
    """What is recommended, who is to answer, and what came of it. Begun from a remark, it starts with the words meant for reports."""

    place_name = CleanCharField(label="Địa bàn", required=False, max_length=LONGEST, help_text="Thí dụ: Tổ dân phố số 9; ngõ 12.")
    responsible_name = CleanCharField(
        label="Nơi giải quyết", required=False, max_length=LONGEST, help_text="Gõ vài chữ rồi chọn tên đơn vị, hoặc ghi bằng chữ."
    )

    class Meta:
        model = Recommendation
        fields: ClassVar = ["text", "remark", "level", "state", "answer", "answer_number", "answer_date", "told_on"]
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 4}), "answer": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, meeting: SurveyMeeting, user: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        self.directory = UnitDirectory(user)
        given = {**from_remark(meeting, (initial or {}).get("remark", "")), **(initial or {})}
        super().__init__(*args, meeting=meeting, user=user, initial=given, **kwargs)
        for name in UNIT_OR_WORDS:
            self.fields[name].widget.attrs.update({"list": LIST_ID, "autocomplete": "off"})

    def limit_choices(self) -> None:
        super().limit_choices()
        level, remark = self.fields["level"], self.fields["remark"]
        level.queryset = Term.objects.filter(vocabulary=Term.Vocabulary.LEVEL, closed=False) | Term.objects.filter(  # type: ignore[attr-defined]
            pk=self.instance.level_id
        )
        remark.queryset = Remark.objects.filter(meeting=self.meeting).select_related("speaker")  # type: ignore[attr-defined]
        remark.label_from_instance = _remark_label  # type: ignore[attr-defined]

    def stored_initial(self, row: Any) -> dict[str, Any]:
        return {**super().stored_initial(row), **{name: self._stored_name(row, column) for name, column in UNIT_OR_WORDS.items()}}

    def _stored_name(self, row: Any, column: str) -> str:
        unit = getattr(row, column)
        return self.directory.label(unit) if unit else getattr(row, f"{column}_words")

    def layout(self) -> Layout:
        return Layout(
            "text",
            "remark",
            Row(("place_name", 6), ("level", 6)),
            "responsible_name",
            Section("Kết quả giải quyết", "state", "answer", Row(("answer_number", 6), ("answer_date", 6)), Row(("told_on", 6))),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, column in UNIT_OR_WORDS.items():
            self._clean_name(name, column, cleaned)
        answered = any(cleaned.get(name) for name in ("answer", "answer_number", "answer_date"))
        if answered and cleaned.get("state") == Recommendation.State.UNANSWERED:
            self.add_error("state", "Đã ghi trả lời thì chọn tình trạng theo trả lời ấy")
        return cleaned

    def _clean_name(self, name: str, column: str, cleaned: dict[str, Any]) -> None:
        text = cleaned.get(name) or ""
        try:
            unit = self._kept_unit(name, column, text) or (self.directory.find(text) if text else None)
        except ValidationError as problem:
            self.add_error(name, problem)
            return
        setattr(self.instance, column, unit)
        setattr(self.instance, f"{column}_words", "" if unit else text)

    def _kept_unit(self, name: str, column: str, text: str) -> Unit | None:
        """The unit that stands here already, which the user need not be able to look up."""
        unit: Unit | None = getattr(self.instance, column)
        return unit if unit and text and self.initial.get(name) == text else None

    def clean_answer_date(self) -> date | None:
        """An answer has been given before it is noted."""
        return _come(self.cleaned_data["answer_date"], "Ngày này chưa tới: ghi ngày của văn bản đã nhận")

    def clean_told_on(self) -> date | None:
        """So has the word that was passed on."""
        return _come(self.cleaned_data["told_on"], "Ngày này chưa tới: ghi ngày đã báo lại")


def from_remark(meeting: SurveyMeeting, pk: str) -> dict[str, Any]:
    """What a recommendation takes over from a remark of the meeting: its words for reports, and the place it speaks of.

    The full text of a restricted remark is never taken over; nothing is when the meeting has no such remark.
    """
    remark = Remark.objects.filter(meeting=meeting, pk=pk).first() if pk else None
    if remark is None:
        return {}
    place = RemarkPlace.objects.filter(remark=remark).select_related("unit").order_by("pk").first()
    return {"text": remark.report_text or remark.public_text, "place_name": str(place) if place and not remark.restricted else ""}


def _remark_label(remark: Any) -> str:
    said = remark.report_text or remark.public_text
    return f"{remark.speaker_label}: {said[:80]}{'…' if len(said) > 80 else ''}" if said else str(remark.speaker_label)


def _come(day: date | None, sentence: str) -> date | None:
    if day and day > timezone.localdate():
        raise ValidationError(sentence)
    return day
