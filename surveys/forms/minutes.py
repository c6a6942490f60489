"""Forms of the minutes: their particulars on paper, and the words that go with a step."""

from typing import Any

from django import forms
from django.db import transaction

from danvan.documents import numbers, profiles
from danvan.documents.models import PaperNumber
from danvan.ui.forms import CleanCharField, Form, Layout, Row
from danvan.units.forms.base import GuardSaysWhy, say_why
from danvan.units.refusal import Refused
from surveys import paper_numbers
from surveys.models import Minutes


class MinutesForm(GuardSaysWhy):
    """Number, date, copies: what the paper says about itself.

    Minutes rebuilt from an archive get no number; a unit with a register of its own takes them from there.
    """

    number = CleanCharField(
        label="Số biên bản",
        required=False,
        max_length=60,
        help_text="Số văn thư cấp, thí dụ: 05 hoặc 05-BB/BDV. Để trống nếu không lấy số.",
    )

    class Meta:
        model = Minutes
        fields = ["number", "date", "copies", "kept_at", "read_back", "profile", "profile_reason"]

    def __init__(self, *args: Any, by: Any, register: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.is_archive = self.instance.state == Minutes.State.ARCHIVE
        # A number that was typed before the register was switched on, and is not in the book yet, can still be put right.
        if self.is_archive or (register and (self.instance.registered or not self.instance.number)):
            del self.fields["number"]
        titles = [(name, profiles.get(name).title) for name in profiles.names()]
        chosen = forms.ChoiceField(label="Thể thức", choices=[("", "Theo ngày họp"), *titles], required=False)
        self.fields["profile"] = chosen
        self.fields["profile_reason"].help_text = "Chỉ ghi khi chọn thể thức khác với ngày họp."

    def layout(self) -> Layout:
        first = Row(("number", 6), ("copies", 6)) if "number" in self.fields else Row(("copies", 6))
        return Layout(first, Row(("date", 12)), Row(("kept_at", 12)), "read_back", "profile", "profile_reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("profile") and not cleaned.get("profile_reason"):
            self.add_error("profile_reason", "Ghi lý do dùng thể thức khác")
        if "date" in cleaned and not self.is_archive:
            self._check_number_and_day(cleaned)
        return cleaned

    def _check_number_and_day(self, cleaned: dict[str, Any]) -> None:
        self.instance.date = cleaned["date"]
        try:
            if cleaned.get("number"):
                cleaned["number"] = paper_numbers.check_typed(self.instance, cleaned["number"], self.by)
            elif cleaned["date"]:
                numbers.check_day_of_unit(self.instance.meeting.owner, cleaned["date"])
        except Refused as refusal:
            say_why(self, refusal)

    def save_guarded(self) -> bool:
        """As everywhere; if somebody else took the number in between, all of it goes back and the field says so."""
        with transaction.atomic():
            return super().save_guarded()

    def save(self, commit: bool = True) -> Minutes:
        """Save, and let the book of the unit say the same."""
        minutes: Minutes = self.instance
        if "number" in self.fields:
            paper_numbers.keep_typed(minutes, self.cleaned_data["number"], self.by)
            return minutes
        minutes.save()
        if minutes.registered and not paper_numbers.obstacle(minutes):
            paper_numbers.settle(minutes)
        return minutes


class TakeNumberForm(Form):
    """Which number is taken from the register: the next one, or one that was kept free."""

    reserved = forms.ModelChoiceField(label="Số", queryset=PaperNumber.objects.none(), required=False)
    mark_optional = False

    def __init__(self, *args: Any, run: numbers.Run, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reserved"]
        field.queryset, field.empty_label = run.reserved(), "Số tiếp theo"  # type: ignore[attr-defined]
        field.label_from_instance = lambda entry: f"{entry.padded}, giữ chỗ: {entry.reason}"  # type: ignore[attr-defined]


class ReturnForm(Form):
    """Why the minutes go a step back."""

    note = CleanCharField(
        label="Cần sửa những gì",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi những chỗ cần sửa"},
    )
