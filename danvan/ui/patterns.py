"""What the page of all components shows: real forms with real errors, and invented rows."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from danvan.ui.forms import (
    CleanCharField,
    Conflict,
    DateField,
    DecimalNumberField,
    FilterForm,
    Form,
    Layout,
    NumberField,
    Row,
    Section,
    TimeField,
    UnitRangesField,
    WhenField,
)
from danvan.ui.lists import Sort, sorting
from danvan.ui.templatetags.ui import STATES

_KINDS = [("", "---------"), ("survey", "Khảo sát"), ("briefing", "Giao ban"), ("dialogue", "Đối thoại")]
_FIELDS = [("env", "Môi trường"), ("road", "Giao thông, chiếu sáng"), ("order", "Trật tự đô thị"), ("fee", "Thu, chi đóng góp")]
_PRESENCE = [("present", "Có mặt"), ("excused", "Vắng có lý do"), ("absent", "Vắng")]
_WORDS = {
    "done": "Đã ký 02/11",
    "doing": "Đang thực hiện",
    "wait": "Chờ ký 6 ngày",
    "todo": "Sắp họp",
    "ask": "Đề nghị bổ sung",
    "late": "Quá hạn 3 ngày",
    "off": "Dời lịch",
}


class SampleMeetingForm(Form):
    """Every kind of field."""

    title = CleanCharField(label="Tên hội nghị", max_length=60)
    kind = forms.ChoiceField(label="Loại hội nghị", choices=_KINDS)
    held_on = DateField(label="Ngày họp")
    starts = TimeField(label="Giờ bắt đầu", required=False)
    due = WhenField(label="Thời hạn, nguyên văn", required=False, help_text="Ghi như lời chủ trì. Thí dụ: trong tháng 9")
    groups = UnitRangesField(label="Tổ dân phố", required=False)
    people = NumberField(label="Số người dự", required=False, min_value=0)
    people_unknown = forms.BooleanField(label="Chưa rõ số", required=False)
    area = DecimalNumberField(label="Diện tích, ha", required=False)
    presence = forms.ChoiceField(label="Chủ trì có mặt hay vắng", choices=_PRESENCE, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(label="Lĩnh vực", choices=_FIELDS, widget=forms.CheckboxSelectMultiple, required=False)
    discussion = CleanCharField(label="Nội dung trao đổi", widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=2000)
    photo = forms.ImageField(label="Ảnh", required=False, help_text="Ảnh JPEG hoặc PNG, nhiều nhất 10 MB")

    def layout(self) -> Layout:
        return Layout(
            Section("Hội nghị", Row("title", ("kind", 4), ("held_on", 4), ("starts", 4))),
            Section("Thành phần", Row(("groups", 4), ("people", 3), ("people_unknown", 2), ("area", 3)), "presence"),
            Section("Nội dung", "topics", "discussion", Row(("due", 6), ("photo", 6)), hint="Không nêu thì để trống."),
        )


class SampleRowForm(Form):
    """A row of a table of people."""

    order = NumberField(label="Thứ tự", min_value=1)
    role = forms.ChoiceField(label="Vai trò", choices=[("attend", "Dự"), ("chair", "Chủ trì"), ("notes", "Ghi biên bản")])
    note = CleanCharField(label="Ghi chú", required=False)

    row_label = ""

    def clean(self) -> None:
        if self.row_label == "Ngô Quang Thắng":
            self.add_error("note", "Ghi lý do vắng, thí dụ: đi họp thành phố")


class SampleFilters(FilterForm):
    """Filters of a list."""

    q = CleanCharField(label="Tên, nơi họp, tổ dân phố", widget=forms.TextInput(attrs={"type": "search"}))
    year = forms.ChoiceField(label="Năm", choices=[("", "Mọi năm"), ("2026", "2026"), ("2025", "2025")])
    kind = forms.ChoiceField(label="Loại", choices=[("", "Mọi loại"), *_KINDS[1:]])


def pattern_page(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page."""
    rows = _table_rows()
    form, formset = _wrong_form(), _wrong_rows()
    return {
        "form": form,
        "formset": formset,
        "good_form": SampleMeetingForm(prefix="dung", initial={"held_on": date(2026, 11, 12), "kind": "survey", "people": 25}),
        "filters": SampleFilters(QueryDict("loc-q=tdp&loc-year=2026"), prefix="loc"),
        "sorting": sorting(request, [Sort("moi", "Mới họp trước", ("-held_on",)), Sort("ten", "Xếp theo tên", ("title",))]),
        "page": Paginator(range(1, 121), 50).get_page(2),
        "states": [(kind, _WORDS[kind]) for kind in STATES],
        "figures": [(25, "người có mặt đã rõ số"), (1, "vắng có lý do"), (None, "số đại biểu mời")],
        "tabs": [
            {"label": "Nội dung", "url": "#tabs", "current": True},
            {"label": "Văn bản (04)", "url": "#tabs", "current": False},
            {"label": "Lịch sử", "url": "#tabs", "current": False},
        ],
        "rows": rows,
        "meeting_day": date(2026, 2, 5),
        "saved_at": timezone.make_aware(datetime(2026, 11, 12, 10, 52)),
        "unknown_text": None,
    }


def _wrong_form() -> SampleMeetingForm:
    """Return a form that was sent with mistakes, and with a field that somebody else changed meanwhile."""
    sent = QueryDict(mutable=True)
    sent.update(
        {
            "title": "Khảo sát vai trò của tổ dân vận trong thực hiện dân chủ ở cơ sở, cụm 2",
            "held_on": "31/2/2026",
            "starts": "25 giờ",
            "groups": "15 đến 23, 25, 27, 3O",
            "people": "ba mươi",
            "discussion": "Các tổ họp đều hằng tháng.",
        }
    )
    form = SampleMeetingForm(sent)
    form.add_error(
        "discussion",
        "Đồng chí Lê Thị Thu Hường vừa sửa ô này lúc 15 giờ 47: xem chữ đang lưu ở dưới, sửa lại chữ của mình nếu cần, rồi lưu lần nữa",
    )
    form.fields["discussion"].conflict = Conflict("", "Các tổ họp đều hằng tháng, ghép với sinh hoạt chi bộ.")  # type: ignore[attr-defined]
    return form


def _wrong_rows() -> Any:
    """Return a formset whose second row lacks something."""
    names = ["Trần Văn Lộc", "Ngô Quang Thắng"]
    sent = {"nguoi-TOTAL_FORMS": "2", "nguoi-INITIAL_FORMS": "0"}
    for number, role in enumerate(("chair", "attend")):
        sent |= {f"nguoi-{number}-order": str(number + 1), f"nguoi-{number}-role": role}
    formset = forms.formset_factory(SampleRowForm, extra=0)(sent, prefix="nguoi")
    for row, name in zip(formset.forms, names, strict=True):
        row.row_label = name
    return formset


def _table_rows() -> list[dict[str, Any]]:
    meetings = (
        (date(2026, 11, 19), "Giao ban công tác dân vận quý IV năm 2026", "Hội trường Đảng ủy phường", "todo", "Sắp họp", None, None),
        (date(2026, 11, 12), "Khảo sát vai trò của tổ dân vận, cụm 2", "Nhà văn hóa TDP 9", "wait", "Đã trình chủ trì", 9, 5),
        (date(2026, 2, 5), "Đối thoại với Nhân dân", "Hội trường UBND phường", "done", "Đã ký 09/02", 14, 0),
    )
    keys = ("day", "title", "place", "state", "words", "remarks", "proposals")
    return [dict(zip(keys, meeting, strict=True)) for meeting in meetings]
