import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese.abbreviations import expand

TABLE = {
    "UVTV": "Ủy viên Ban Thường vụ",
    "UV": "Ủy viên",
    "Trưởng ban": "Trưởng Ban",
    "MTTQ": "Mặt trận Tổ quốc",
    "UBMTTQ": "Ủy ban MTTQ",
    "PL": "Pháp lệnh",
    "ĐU": "Đảng ủy",
    "CT-XH": "chính trị - xã hội",
    "Đ/c": "Đồng chí",
    "TP.": "thành phố ",
    "tổ": "tổ dân phố",
}


@pytest.mark.parametrize(
    ("text", "written_out"),
    [
        ("UVTV, Trưởng ban Dân vận Quận ủy", "Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy"),
        ("UVTV ĐU", "Ủy viên Ban Thường vụ Đảng ủy"),
        ("Trưởng\u00a0ban", "Trưởng Ban"),
        ("các đoàn thể CT-XH cần", "các đoàn thể chính trị - xã hội cần"),
        ("Đ/c Hà", "Đồng chí Hà"),
        ("TP.Hà Nội", "thành phố Hà Nội"),
        ("(UV)", "(Ủy viên)"),
    ],
)
def test_abbreviations_are_written_out(text, written_out):
    assert expand(text, TABLE) == written_out


def test_what_an_expansion_brings_in_is_not_expanded_again():
    assert expand("UBMTTQ phường", TABLE) == "Ủy ban MTTQ phường"


@pytest.mark.parametrize("text", ["UVTVX", "tổng hợp", "quốc tổ9", "uvtv", "ĐỨC", "ĐƯỜNG ĐUA", "Trưởng bản"])
def test_only_whole_words_as_the_table_spells_them_are_written_out(text):
    assert expand(text, TABLE) == text


@pytest.mark.parametrize("text", ["Pháp lệnh 34/2007/PL-UBTVQH11", "Số 12-TB/ĐU", "ngày 19/7/2017"])
def test_numbers_of_documents_stay(text):
    assert expand(text, TABLE) == text


def test_decomposed_text_and_tables_are_understood():
    table = {unicodedata.normalize("NFD", "ĐU"): unicodedata.normalize("NFD", "Đảng ủy"), " ": "trống"}
    assert expand(unicodedata.normalize("NFD", "Bí thư ĐU"), table) == "Bí thư Đảng ủy"


def test_an_empty_table_changes_nothing():
    assert expand("UVTV", {}) == "UVTV"


@given(st.text())
def test_text_without_abbreviations_is_only_cleaned(text):
    assert expand(text, {"☆☆☆": "x"}).count("☆☆☆") == 0
