"""Forms read what people type, say what to do, and lose nothing."""

import unicodedata
from datetime import date, time
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict

from danvan.accounts.models import User
from danvan.ui import problems
from danvan.ui.forms import (
    CleanCharField,
    DateField,
    DecimalNumberField,
    FilterForm,
    Form,
    ModelForm,
    NumberField,
    TimeField,
    UnitRangesField,
    WhenField,
)


class RemarkForm(Form):
    """A form of a test."""

    speaker = CleanCharField(label="Họ và tên")
    kind = forms.ChoiceField(label="Loại ý kiến", choices=[("", "---------"), ("ask", "Kiến nghị")])
    unit = CleanCharField(label="Đảng ủy phường", required=False)
    text = CleanCharField(label="Nội dung", widget=forms.Textarea, max_length=20, required=False)


class UserForm(ModelForm):
    """A form over a model."""

    class Meta:
        model = User
        fields = ["username", "display_name", "is_active"]


def first_error(field: forms.Field, typed: object) -> str:
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(typed)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    "typed", ["19/7/2017", "19-7-2017", "19.07.2017", "19/7/17", "19072017", "19 7 2017", "19,7,2017", "ngày 19 tháng 7 năm 2017"]
)
def test_a_date_is_read_day_first_however_it_is_typed(typed):
    assert DateField().clean(typed) == date(2017, 7, 19)


def test_a_date_that_does_not_exist_is_told_so():
    assert first_error(DateField(), "31/2/2017") == "Tháng 2 năm 2017 không có ngày 31."


def test_a_date_with_the_year_first_is_not_guessed():
    assert "ngày trước" in first_error(DateField(), "2017-07-19")


def test_a_stored_date_is_shown_as_papers_write_it():
    assert DateField().prepare_value(date(2018, 2, 3)) == "03/02/2018"


@pytest.mark.parametrize("typed", ["8 giờ 30", "8h30", "8:30", "08.30"])
def test_a_time_is_read(typed):
    assert TimeField().clean(typed) == time(8, 30)


def test_thousands_have_dots_and_a_stored_number_is_typed_back_unchanged():
    field = NumberField()
    assert field.clean("1.234") == 1234
    assert field.clean(field.prepare_value(12345)) == 12345
    assert DecimalNumberField().clean("12,5") == Decimal("12.5")
    assert "số nguyên" in first_error(field, "12,5")


def test_an_empty_number_stays_unknown_and_is_not_0():
    assert NumberField(required=False).clean("") is None
    assert NumberField().clean("0") == 0


def test_numbers_of_groups_are_read_as_ranges():
    field = UnitRangesField()
    assert field.clean("15 đến 17, 30") == [15, 16, 17, 30]
    assert field.prepare_value([15, 16, 17, 30]) == "15 đến 17, 30"
    assert first_error(field, "27, 3O") == "“3O” có chữ O, đồng chí ghi số 30."


def test_a_deadline_keeps_the_words_and_finds_the_days():
    when = WhenField(reference=date(2017, 7, 19)).clean("trong tháng 9")
    assert (when.text, when.start, when.inferred) == ("trong tháng 9", date(2017, 9, 1), True)
    assert WhenField(required=False).clean("") is None


def test_text_in_decomposed_letters_is_stored_and_shown_composed():
    typed = unicodedata.normalize("NFD", "Nguyễn Văn Chiến")
    form = RemarkForm({"speaker": f"  {typed}\u200b ", "kind": "ask", "text": "a\r\nb"})
    assert form.is_valid()
    assert form.cleaned_data["speaker"] == "Nguyễn Văn Chiến"
    assert form.cleaned_data["text"] == "a\nb"
    assert "Nguyễn Văn Chiến" in str(form["speaker"])


def test_a_password_is_taken_letter_by_letter():
    class Secret(Form):
        word = forms.CharField(widget=forms.PasswordInput, strip=False)

    typed = unicodedata.normalize("NFD", "mật khẩu ")
    form = Secret({"word": typed})
    assert form.is_valid()
    assert form.cleaned_data["word"] == typed


def test_each_error_says_what_to_do_in_the_words_of_the_label():
    form = RemarkForm({"kind": "gone"})
    assert form.errors["speaker"] == ["Nhập họ và tên"]
    assert form.errors["kind"] == ["Chọn lại loại ý kiến: mục đã chọn không có trong danh sách"]
    assert RemarkForm({}).errors["kind"] == ["Chọn loại ý kiến"]


def test_words_of_a_forms_own_are_kept():
    class Chosen(Form):
        group = forms.ChoiceField(label="Tổ", choices=[], error_messages={"required": "Chọn tổ dân phố"})

    assert Chosen({}).errors["group"] == ["Chọn tổ dân phố"]


def test_text_that_is_too_long_stays_and_the_error_says_how_much_to_cut():
    form = RemarkForm({"speaker": "A", "kind": "ask", "text": "x" * 50_000})
    assert form.errors["text"] == ["Nội dung dài 50.000 ký tự, nhiều nhất là 20: bớt đi 49.980 ký tự"]
    assert "x" * 50_000 in str(form["text"])


def test_the_browser_neither_cuts_nor_demands():
    html = RemarkForm().as_p()
    assert "maxlength" not in html
    assert "required" not in html


def test_nothing_chosen_is_said_in_words():
    assert "Chọn loại ý kiến" in str(RemarkForm()["kind"])


def test_a_model_form_uses_the_fields_of_the_portal():
    form = UserForm()
    assert isinstance(form.fields["display_name"], CleanCharField)
    assert "maxlength" not in str(form["display_name"])


def test_filters_demand_nothing_and_give_what_is_chosen():
    class Filters(FilterForm):
        q = CleanCharField(label="Tên")
        on = DateField(label="Ngày")

    assert Filters(QueryDict("q= tổ 1 &on=")).chosen() == {"q": "tổ 1"}
    assert Filters(QueryDict("q=a&on=31/2/2017")).chosen() == {"q": "a"}


def test_the_summary_names_each_problem_with_its_field_and_its_row():
    rows = forms.formset_factory(RemarkForm, extra=0)({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-kind": "ask"})
    rows.forms[1].row_label = "Ngô Quang Thắng"
    found = [(problem.text, problem.target) for problem in problems.find([RemarkForm({"speaker": "A"}), rows])]
    assert found == [("Chọn loại ý kiến", "id_kind"), ("Ngô Quang Thắng: nhập họ và tên", "id_form-1-speaker")]
