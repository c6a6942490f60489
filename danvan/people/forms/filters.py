"""Filters of the lists of people and titles."""

from typing import Any

from django import forms
from django.utils import timezone

from danvan.ui.forms import CleanCharField, FilterForm
from danvan.units.forms.base import UnitChoiceField
from danvan.units.forms.filters import day_filter
from danvan.units.models import Unit
from danvan.vietnamese.dates import short_date

CLOSED, ALL = "thoi-dung", "tat-ca"
_STATES = {CLOSED: "Không còn dùng", ALL: "Tất cả"}


def _search(label: str) -> CleanCharField:
    return CleanCharField(label=label, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}))


class PersonFilter(FilterForm):
    """By name, by unit with all that belongs to it, by day."""

    q = _search("Họ và tên")
    don_vi = UnitChoiceField(label="Thuộc đơn vị", queryset=Unit.objects.none(), empty_label="Mọi đơn vị")
    trang_thai = forms.ChoiceField(label="Tình trạng", choices=[("", "Đang dùng"), *_STATES.items()])
    ngay = day_filter()

    def __init__(self, *args: Any, user: Any, readers: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].queryset = Unit.objects.visible_to(user, readers).as_of(timezone.localdate())  # type: ignore[attr-defined]

    def in_words(self) -> str:
        """The filters in force, as the list's head says them."""
        chosen = self.chosen()
        words = [
            f"có “{chosen['q']}”" if "q" in chosen else "",
            f"thuộc {chosen['don_vi']}" if "don_vi" in chosen else "",
            _STATES[chosen["trang_thai"]].lower() if "trang_thai" in chosen else "",
            f"giữ chức ngày {short_date(chosen['ngay'])}" if "ngay" in chosen else "",
        ]
        return ", ".join(filter(None, words))


class TitleFilter(FilterForm):
    """By label, abbreviation and system."""

    q = _search("Chức danh, viết tắt")
    he_thong = forms.ChoiceField(label="Hệ thống", choices=[("", "Mọi hệ thống"), *Unit.System.choices])
    trang_thai = forms.ChoiceField(label="Tình trạng", choices=[("", "Đang dùng"), *_STATES.items()])

    def in_words(self) -> str:
        """The filters in force, as the list's head says them."""
        chosen = self.chosen()
        words = [
            f"có “{chosen['q']}”" if "q" in chosen else "",
            f"hệ thống {dict(Unit.System.choices)[chosen['he_thong']]}" if "he_thong" in chosen else "",
            _STATES[chosen["trang_thai"]].lower() if "trang_thai" in chosen else "",
        ]
        return ", ".join(filter(None, words))
