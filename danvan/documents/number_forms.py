"""Forms of the book of papers sent out, and of the terms in which its numbers run."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError
from django.utils import timezone

from danvan.documents import numbers
from danvan.documents.models import CommitteeTerm, PaperCode, PaperNumber
from danvan.ui.forms import CleanCharField, DateField, FilterForm, Form, Layout, Row
from danvan.units.forms.base import LastDayField, SaysWhy
from danvan.units.models import Unit
from danvan.units.refusal import Refused
from danvan.vietnamese.dates import short_date

_LABEL = re.compile("([0-9]{4})[ ]?[-\u2013][ ]?([0-9]{4})")

_JUST_ADDED = "Đồng chí khác vừa ghi một nhiệm kỳ trùng thời gian. Mở lại trang để xem"


def _codes() -> list[tuple[str, str]]:
    return [(code, f"{label} ({code})") for code, label in PaperCode.choices]


class BookFilter(FilterForm):
    """By term or year, type, and words."""

    q = CleanCharField(label="Số, trích yếu", max_length=200, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}))
    nam = forms.ChoiceField(label="Nhiệm kỳ, năm")
    loai = forms.ChoiceField(label="Loại", choices=[("", "Mọi loại"), *_codes()])

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series = PaperNumber.objects.filter(unit=unit).order_by("-series").values_list("series", flat=True).distinct()
        self.fields["nam"].choices = [("", "Tất cả"), *((each, each) for each in series)]  # type: ignore[attr-defined]

    def apply(self, entries: Any) -> Any:
        """Those entries that the filters leave."""
        chosen = self.chosen()
        entries = entries.search(chosen.get("q", ""))
        if "nam" in chosen:
            entries = entries.filter(series=chosen["nam"])
        return entries.filter(code=chosen["loai"]) if "loai" in chosen else entries

    def in_words(self) -> str:
        """The filters in force."""
        chosen = self.chosen()
        words = [
            f"có “{chosen['q']}”" if "q" in chosen else "",
            f"{'nhiệm kỳ' if '-' in chosen['nam'] else 'năm'} {chosen['nam']}" if "nam" in chosen else "",
            PaperCode(chosen["loai"]).label.lower() if "loai" in chosen else "",
        ]
        return ", ".join(filter(None, words))


class ReserveForm(SaysWhy, Form):
    """Keep a number free."""

    code = forms.ChoiceField(label="Loại văn bản", choices=[("", ""), *_codes()])
    date = DateField(label="Ngày văn bản", help_text="Số chạy theo nhiệm kỳ hoặc năm của ngày này.")
    number = CleanCharField(label="Số", required=False, max_length=60)
    subject = CleanCharField(label="Trích yếu", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    reason = CleanCharField(
        label="Lý do giữ chỗ", max_length=300, help_text="Thí dụ: số đã ghi ở sổ giấy; chờ văn bản của đồng chí Trưởng ban."
    )

    def __init__(self, *args: Any, unit: Unit, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"date": timezone.localdate()}, **kwargs)
        self.unit, self.by = unit, by
        if numbers.uses_register(unit):
            self.fields["number"].help_text = "Để trống thì lấy số tiếp theo trong sổ."
        else:
            self.fields["number"].required = True
            self.fields["number"].help_text = "Thí dụ: 05"

    def layout(self) -> Layout:
        return Layout(Row(("code", 4), ("date", 4), ("number", 4)), "subject", "reason")

    def save(self) -> PaperNumber:
        """Keep the number. Raises: Refused, see `numbers.reserve`."""
        typed = self.cleaned_data
        self.entry = numbers.reserve(
            unit=self.unit,
            code=typed["code"],
            day=typed["date"],
            text=typed["number"],
            subject=typed["subject"],
            reason=typed["reason"],
            by=self.by,
        )
        return self.entry


class WithdrawForm(SaysWhy, Form):
    """Why a number is withdrawn."""

    reason = CleanCharField(label="Lý do hủy", max_length=300, help_text="Ở lại trong sổ, cột ghi chú.")

    def __init__(self, *args: Any, entry: PaperNumber, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry

    def save(self) -> None:
        """Withdraw it. Raises: Refused when somebody has done so already."""
        numbers.withdraw(self.entry, self.cleaned_data["reason"])


class TermForm(SaysWhy, Form):
    """A term of the committee."""

    label = CleanCharField(label="Nhiệm kỳ", max_length=20, help_text="Thí dụ: 2025-2030")
    since = DateField(label="Từ ngày", help_text="Thường là ngày đại hội.")
    until = LastDayField(label="Đến hết ngày", required=False, help_text="Để trống khi nhiệm kỳ đang diễn ra.")

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def layout(self) -> Layout:
        return Layout(Row(("label", 4), ("since", 4), ("until", 4)))

    def clean_label(self) -> str:
        found = _LABEL.fullmatch(self.cleaned_data["label"])
        if found is None or found[1] >= found[2]:
            raise forms.ValidationError("Ghi năm đầu và năm cuối của nhiệm kỳ, thí dụ 2025-2030")
        label = f"{found[1]}-{found[2]}"
        if self.unit.committee_terms.filter(label=label).exists():
            raise forms.ValidationError(f"Nhiệm kỳ {label} đã có ở trên")
        return label

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            self.add_error("until", f"Ngày cuối phải từ ngày {short_date(since)} trở đi")
        elif since and not self.errors:
            other = self.unit.committee_terms.filter(valid__overlap=DateRange(since, until)).first()
            if other:
                self.add_error("since", f"Trùng thời gian với {other}. Ghi ngày cuối của nhiệm kỳ ấy trước, hoặc xem lại ngày")
        return cleaned

    def save(self) -> CommitteeTerm:
        """Add the term. Raises: Refused when somebody has just added one for these days."""
        typed = self.cleaned_data
        try:
            return CommitteeTerm.objects.create(unit=self.unit, label=typed["label"], valid=DateRange(typed["since"], typed["until"]))
        except IntegrityError as both:
            raise Refused(_JUST_ADDED, "label") from both


class TermEndForm(SaysWhy, Form):
    """The last day of a term."""

    until = LastDayField(label="Đến hết ngày", help_text="Thường là ngày trước đại hội nhiệm kỳ sau.")

    def __init__(self, *args: Any, term: CommitteeTerm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term

    def save(self) -> None:
        """End the term.

        Raises: Refused when that day is before its first, runs into another term, or numbers were given after it.
        """
        term, until = self.term, self.cleaned_data["until"]
        _check_end(term, until)
        term.valid = DateRange(term.valid.lower, until)
        try:
            term.save()
        except IntegrityError as both:
            raise Refused(_JUST_ADDED, "until") from both


def _check_end(term: CommitteeTerm, until: date) -> None:
    if until <= term.valid.lower:
        raise Refused(f"Nhiệm kỳ bắt đầu ngày {short_date(term.valid.lower)}. Ghi ngày sau ngày ấy", "until")
    span = DateRange(term.valid.lower, until)
    if other := term.unit.committee_terms.filter(valid__overlap=span).exclude(pk=term.pk).first():
        raise Refused(f"Trùng thời gian với {other}. Ghi ngày sớm hơn", "until")
    later = PaperNumber.objects.filter(unit=term.unit, series=term.label, date__gte=until).order_by("-date").first()
    if later:
        raise Refused(f"Sổ đã có {later} ngày {short_date(later.date)} trong nhiệm kỳ này. Ghi ngày muộn hơn", "until")
