"""Forms of the minutes: their particulars on paper, and the words that go with a step."""

from typing import Any

from django import forms

from danvan.documents import profiles
from danvan.ui.forms import CleanCharField, Form, Layout, Row, StaleGuard
from surveys.models import Minutes


class MinutesForm(StaleGuard):
    """Number, date, copies: what the paper says about itself."""

    class Meta:
        model = Minutes
        fields = ["number", "date", "copies", "kept_at", "read_back", "profile", "profile_reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(name, profiles.get(name).title) for name in profiles.names()]
        chosen = forms.ChoiceField(label="Thể thức", choices=[("", "Theo ngày họp"), *titles], required=False)
        self.fields["profile"] = chosen
        self.fields["profile_reason"].help_text = "Chỉ ghi khi chọn thể thức khác với ngày họp."

    def layout(self) -> Layout:
        return Layout(Row(("number", 6), ("copies", 6)), Row(("date", 12)), Row(("kept_at", 12)), "read_back", "profile", "profile_reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("profile") and not cleaned.get("profile_reason"):
            self.add_error("profile_reason", "Ghi lý do dùng thể thức khác")
        return cleaned


class ReturnForm(Form):
    """Why the minutes go a step back."""

    note = CleanCharField(
        label="Cần sửa những gì",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi những chỗ cần sửa"},
    )
