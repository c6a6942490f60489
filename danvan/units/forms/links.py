"""Forms for whom a body works for, and for how many live in an area."""

from typing import Any

from danvan.ui.forms import DateField, Form, Layout, NumberField, Row, StaleGuard
from danvan.units import versions
from danvan.units.forms.areas import AreaFields
from danvan.units.forms.base import LastDayField, SaysWhy
from danvan.units.models import BodyArea, Unit, UnitCount
from danvan.vietnamese.dates import short_date

_MANY = 99_999_999


class AreaForm(AreaFields, SaysWhy):
    """Areas that a body works for, several at once."""

    since = DateField(label="Từ ngày", required=False, help_text="Để trống nếu chưa rõ.")
    until = LastDayField(label="Đến hết ngày", required=False, help_text="Để trống nếu còn phụ trách.")

    def __init__(self, *args: Any, body: Unit, user: Any, writers: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self.offer_areas(user, writers)

    def layout(self) -> Layout:
        return Layout(Row(("area", 6), ("numbers", 6)), Row(("since", 4), ("until", 4)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            self.add_error("until", f"Ngày cuối phải từ ngày {short_date(since)} trở đi")
        return cleaned

    def save(self) -> list[BodyArea]:
        """Assign all of the areas.

        Raises:
            UnitError: see `versions.assign_areas`.
        """
        return versions.assign_areas(self.body, self.areas, self.cleaned_data["since"], self.cleaned_data["until"])


class AreaEndForm(SaysWhy, Form):
    """The last day on which a body works for an area."""

    until = LastDayField(label="Ngày phụ trách cuối cùng")

    def __init__(self, *args: Any, link: BodyArea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.link = link

    def save(self) -> None:
        """End the link.

        Raises:
            UnitError: see `versions.end_area`.
        """
        versions.end_area(self.link, self.cleaned_data["until"])


class CountForm(StaleGuard):
    """Households, people and land of an area on a day, as one source has them."""

    households = NumberField(label="Số hộ", required=False, min_value=0, max_value=_MANY)
    people = NumberField(label="Số nhân khẩu", required=False, min_value=0, max_value=_MANY)

    class Meta:
        model = UnitCount
        fields = ["as_of", "source", "households", "people", "area_ha"]
        help_texts = {"source": "Thí dụ: Nghị quyết 123/NQ-HĐND; UBND phường báo cáo."}

    def layout(self) -> Layout:
        return Layout(Row(("as_of", 4), ("source", 8)), Row(("households", 4), ("people", 4), ("area_ha", 4)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        figures = ("households", "people", "area_ha")
        if not self.errors and all(cleaned.get(name) is None for name in figures):
            self.add_error("households", "Nhập ít nhất một số: số hộ, số nhân khẩu hoặc diện tích")
        if "as_of" in cleaned and "source" in cleaned:
            same = UnitCount.objects.filter(unit=self.instance.unit, as_of=cleaned["as_of"], source=cleaned["source"])
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("source", "Nguồn này đã có số liệu ngày ấy: sửa số liệu đã ghi, hoặc ghi rõ nguồn khác")
        return cleaned
