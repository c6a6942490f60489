"""Forms for how a unit writes its papers."""

from typing import Any

from django import forms

from danvan.documents.models import Abbreviation, HouseStyle
from danvan.ui.forms import Form, ModelForm, StaleGuard
from danvan.units.models import Unit


class HouseStyleForm(StaleGuard):
    """A unit's letterhead, place line and spelling."""

    class Meta:
        model = HouseStyle
        fields = ["family", "parent_body", "issuing_body", "code", "place", "old_uy"]


class AbbreviationForm(ModelForm):
    """A short form and what it stands for, in one unit's table."""

    class Meta:
        model = Abbreviation
        fields = ["short", "full"]
        help_texts = {"short": "Thí dụ: UVTV", "full": "Thí dụ: Ủy viên Ban Thường vụ"}

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.unit = unit

    def clean_short(self) -> str:
        short: str = self.cleaned_data["short"]
        if Abbreviation.objects.filter(unit=self.instance.unit, short=short).exclude(pk=self.instance.pk).exists():
            self.add_error("short", f"Bảng đã có “{short}”. Bỏ dòng ấy trước nếu muốn viết khác.")
        return short


class PaperCheckForm(Form):
    """A file to be compared with the frozen papers."""

    file = forms.FileField(
        label="Tệp cần kiểm tra", help_text="Tệp PDF hoặc Word đã tải từ cổng này. Tệp chỉ được đối chiếu, không lưu lại."
    )


class DossierForm(Form):
    """What a hồ sơ is to hold. The tick is only offered to those who may have the names."""

    with_names = forms.BooleanField(
        label="Kể cả tên người phát biểu là người dân",
        required=False,
        help_text="Để trống thì phần do cổng tự lập chỉ ghi chức vụ hoặc “một đại biểu”. Mỗi lần lập, mỗi lần tải hồ sơ có tên đều được ghi lại.",
    )

    def __init__(self, *args: Any, may_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_name:
            del self.fields["with_names"]
