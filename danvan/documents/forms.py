"""Forms for how a unit writes its papers."""

from typing import Any

from django import forms

from danvan.documents import checking, number_text
from danvan.documents.checking import Time
from danvan.documents.models import Abbreviation, HouseStyle
from danvan.documents.number_text import Typed
from danvan.ui.forms import CleanCharField, Form, Layout, ModelForm, Row, StaleGuard
from danvan.units.models import Unit


class HouseStyleForm(StaleGuard):
    """A unit's letterhead, place line and spelling."""

    class Meta:
        model = HouseStyle
        fields = [
            "family",
            "parent_body",
            "issuing_body",
            "code",
            "place",
            "signer_capacity",
            "signer_post",
            "signer_name",
            "contact",
            "reports_to",
            "filed_at",
            "old_uy",
            "uses_register",
        ]


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
    """A paper to be checked: its file, or its number."""

    mark_optional = False
    file = forms.FileField(
        label="Tệp cần kiểm tra", required=False, help_text="Tệp PDF hoặc Word đã tải từ cổng này. Tệp chỉ được đối chiếu, không lưu lại."
    )
    number = CleanCharField(label="Hoặc số, ký hiệu", required=False, max_length=60, help_text="Thí dụ: 05-BB/BDV, hoặc chỉ số 05.")
    when = CleanCharField(label="Ngày, năm hoặc nhiệm kỳ", required=False, max_length=20, help_text="Thí dụ: 19/7/2017, 2017, 2025-2030.")

    code = CleanCharField(label="Hoặc mã trên phiếu kiểm tra", required=False, max_length=30, help_text="Thí dụ: 3F2A-91BC-04.")

    def layout(self) -> Layout:
        return Layout("file", Row(("number", 6), ("when", 6)), "code")

    def clean_number(self) -> Typed | None:
        return self._read(number_text.read, self.cleaned_data["number"])

    def clean_when(self) -> Time | None:
        return self._read(checking.read_time, self.cleaned_data["when"])

    def clean_code(self) -> str | None:
        return self._read(checking.read_code, self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("file", "number", "code")):
            self.add_error("number" if cleaned.get("when") else "file", "Chọn tệp, ghi số hoặc mã")
        return cleaned

    @staticmethod
    def _read(reader: Any, text: str) -> Any:
        try:
            return reader(text) if text else None
        except ValueError as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable


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
