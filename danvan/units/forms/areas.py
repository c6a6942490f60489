"""The pair of fields for areas: an area, and the numbers of residential groups below it ("15 đến 27, 30")."""

from typing import Any

from django.utils import timezone

from danvan.ui.forms import Form, UnitRangesField
from danvan.units.forms.base import UnitChoiceField
from danvan.units.models import Unit, UnitVersion
from danvan.vietnamese.ranges import format_ranges


class AreaFields(Form):
    """Adds the two fields to a form; after checking, `areas` holds the units that were meant."""

    area = UnitChoiceField(label="Địa bàn", queryset=Unit.objects.none(), empty_label="Chọn địa bàn")
    numbers = UnitRangesField(
        label="Các tổ dân phố trong địa bàn",
        required=False,
        help_text="Thí dụ: TDP 15 đến 27, 30. Để trống nếu phụ trách cả địa bàn.",
    )

    areas: list[Unit]

    def offer_areas(self, user: Any, writers: frozenset[str]) -> None:
        """Offer the open areas of the directory that `user` has by one of the roles `writers`."""
        self.fields["area"].queryset = Unit.objects.visible_to(user, writers).areas().open().as_of(timezone.localdate())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        area, numbers = cleaned.get("area"), cleaned.get("numbers")
        self.areas = [area] if area else []
        if numbers and not area and "area" not in self.errors:
            self.add_error("area", "Chọn phường, xã có các tổ dân phố này")
        elif numbers and area:
            self.areas = self._groups(area, numbers)
        return cleaned

    def _groups(self, area: Unit, numbers: list[int]) -> list[Unit]:
        """Return the groups below `area` with these numbers on the day from which they count."""
        day = self.cleaned_data.get("since") or timezone.localdate()
        found = {version.number: version.unit for version in UnitVersion.objects.numbered(numbers, day, under=area)}
        if missing := [number for number in numbers if number not in found]:
            self.add_error("numbers", f"{area} không có tổ dân phố số {format_ranges(missing)}; xem lại số")
        return [found[number] for number in numbers if number in found]
