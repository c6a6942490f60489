import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese.text import clean, fold, glue, squeeze, two_digits

VIETNAMESE = st.text("aăâeêioôơuưyđbcghklmnpqrstvxáàảãạấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ ABCĐƯƠ0123456789,.-\n")


def test_decomposed_text_is_composed():
    assert clean(unicodedata.normalize("NFD", "Đặng Việt Hà, tổ dân vận")) == "Đặng Việt Hà, tổ dân vận"


def test_a_letter_and_its_mark_find_each_other_across_a_zero_width_character():
    assert clean("tô\u200b\u0309") == "tổ"


@pytest.mark.parametrize("dropped", ["\u202f", "\ufeff", "\u200b", "\u200d", "\u2060", "\u00ad", "\u202e", "\x00", "\x08", "\ud800"])
def test_what_input_methods_and_word_leave_behind_is_dropped(dropped):
    assert clean(f"tổ{dropped} dân vận") == "tổ dân vận"


def test_no_break_and_other_wide_spaces_become_plain_ones():
    assert clean("tổ\u00a017,\u2003ngõ\u300045") == "tổ 17, ngõ 45"


def test_line_ends_of_windows_and_word_become_one():
    assert clean("một\r\nhai\rba\vbốn\u2028năm\n\tsáu") == "một\nhai\nba\nbốn\nnăm\n\tsáu"


def test_squeezed_text_is_one_line():
    assert squeeze("  Ban Dân vận\r\n\tQuận ủy ") == "Ban Dân vận Quận ủy"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(VIETNAMESE)
def test_composed_and_decomposed_vietnamese_are_the_same_text_once_cleaned(text):
    assert clean(unicodedata.normalize("NFD", text)) == clean(text) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Việt Hà", "dang viet ha"),
        ("Thượng Thanh", "thuong thanh"),
        ("HOÀ BÌNH", "hoa binh"),
        ("Tổ dân phố số 17, ngõ 45/2", "to dan pho so 17, ngo 45/2"),
    ],
)
def test_folded_text_has_no_capitals_and_no_marks(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(("old", "new"), [("hoà", "hòa"), ("uỷ", "ủy"), ("Thuý", "Thúy"), ("khoẻ", "khỏe")])
def test_both_places_of_the_tone_fold_alike(old, new):
    assert old != new
    assert fold(old) == fold(new)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_ascii_of_the_same_length(text):
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_unicode_form_does_not_matter_to_folding(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(("count", "words"), [(0, "00"), (4, "04"), (9, "09"), (12, "12"), (120, "120")])
def test_a_count_has_at_least_two_digits(count, words):
    assert two_digits(count) == words


def test_a_count_is_never_negative():
    with pytest.raises(ValueError, match="-1"):
        two_digits(-1)


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("TDP 21", "TDP_21"),
        ("ở ngõ 45, Tổ dân phố số 17", "ở ngõ_45, Tổ dân phố số_17"),
        ("ngày 12/11", "ngày_12/11"),
        ("ngày 19 tháng 7 năm 2017", "ngày_19 tháng_7 năm_2017"),
        ("quý IV năm 2017", "quý_IV năm_2017"),
        ("có 09 ý kiến", "có 09 ý kiến"),
        ("tổ phó 04 tổ dân vận", "tổ phó 04 tổ dân vận"),
        ("xếp hạng 5", "xếp hạng 5"),
        ("năm Chính phủ", "năm Chính phủ"),
    ],
)
def test_a_word_keeps_its_number_on_the_same_line(text, glued):
    assert glue(text) == glued.replace("_", "\u00a0")


@given(VIETNAMESE)
def test_gluing_changes_nothing_but_spaces(text):
    assert clean(glue(text)) == text
