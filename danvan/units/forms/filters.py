"""Filters of the list of units."""

from django import forms

from danvan.ui.forms import CleanCharField, DateField, FilterForm
from danvan.units.models import Unit

OPEN, CLOSED, ALL = "dang", "da-ngung", "tat-ca"
_STATES = {OPEN: "Đang hoạt động", CLOSED: "Đã ngừng", ALL: "Tất cả"}


class UnitFilter(FilterForm):
    """By present and former name, kind, day, and whether the unit is open."""

    q = CleanCharField(label="Tên, tên cũ", widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}))
    loai = forms.ChoiceField(label="Loại", choices=[("", "Mọi loại"), *Unit.Kind.choices])
    trang_thai = forms.ChoiceField(label="Tình trạng", choices=[("", _STATES[OPEN]), *((key, _STATES[key]) for key in (CLOSED, ALL))])
    ngay = DateField(label="Tính đến ngày")

    def in_words(self) -> str:
        """The filters in force, as the list's head says them."""
        chosen = self.chosen()
        words = [
            f"có “{chosen['q']}”" if "q" in chosen else "",
            dict(Unit.Kind.choices)[chosen["loai"]].lower() if "loai" in chosen else "",
            _STATES[chosen["trang_thai"]].lower() if "trang_thai" in chosen else "",
            f"tên và cấp trên ngày {self['ngay'].field.prepare_value(chosen['ngay'])}" if "ngay" in chosen else "",
        ]
        return ", ".join(filter(None, words))


class DayFilter(FilterForm):
    """The day as of which a page shows things."""

    ngay = DateField(label="Tính đến ngày", help_text="Để trống là hôm nay. Thí dụ: 30/6/2025")
