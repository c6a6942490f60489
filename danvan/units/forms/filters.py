"""Filters of the list of units."""

from django import forms

from danvan.ui.forms import CleanCharField, DateField, FilterForm
from danvan.units.models import Unit

OPEN, CLOSED, ALL = "dang", "da-ngung", "tat-ca"
_STATES = {OPEN: "Đang hoạt động", CLOSED: "Đã ngừng", ALL: "Tất cả"}


def day_filter() -> DateField:
    """The day as of which a page shows things; empty is today. Its example stands inside: a row of filters has no room below."""
    field = DateField(label="Tính đến ngày", widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "thí dụ 30/6/2025"}))
    field.help_text = ""
    return field


class UnitFilter(FilterForm):
    """By present and former name, kind, day, and whether the unit is open."""

    q = CleanCharField(label="Tên, tên cũ", widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}))
    loai = forms.ChoiceField(label="Loại", choices=[("", "Mọi loại"), *Unit.Kind.choices])
    trang_thai = forms.ChoiceField(label="Tình trạng", choices=[("", _STATES[OPEN]), *((key, _STATES[key]) for key in (CLOSED, ALL))])
    ngay = day_filter()

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

    ngay = day_filter()
