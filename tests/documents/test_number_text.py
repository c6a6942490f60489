"""What a văn thư types for a number is understood whole, and what belongs to another paper is told."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from danvan.documents.models import PaperCode
from danvan.documents.number_text import LARGEST, NumberTextError, number_for, read

FORMS = (
    "{n}",
    "{n:02d}",
    "{n:04d}",
    "Số {n:02d}",
    "số: {n}",
    "SO.{n}",
    "{n}-BB/BXDĐ",
    "Số {n:02d}-BB/BXDĐ",
    "Số: {n}/BB-BXDĐ",
    "{n} bb bxdd",
)


def number(text: str, code: str = "BB", sign: str = "BXDĐ") -> int:
    return number_for(text, code, sign, PaperCode.values)


@given(n=st.integers(1, LARGEST), form=st.sampled_from(FORMS), spaces=st.sampled_from(["", " ", "\u00a0", "  "]))
def test_a_number_is_read_however_it_is_written(n: int, form: str, spaces: str):
    text = spaces + form.format(n=n).replace("-", f"{spaces}-{spaces}").replace("/", f"{spaces}/{spaces}") + spaces
    assert number(text) == n


@given(st.text(max_size=40))
@example("Số")
@example("05-")
@example("İ5/ß")
@example("٠٥")
def test_whatever_is_typed_gives_a_number_or_a_sentence(text: str):
    try:
        understood = number(text)
    except NumberTextError:
        return
    assert 1 <= understood <= LARGEST


@given(st.text(alphabet="0123456789-/ BbĐđSsốo.:", max_size=20))
def test_what_was_understood_is_understood_alike_when_written_anew(text: str):
    try:
        typed = read(text)
    except NumberTextError:
        return
    assert read("-".join([f"{typed.number:02d}", *typed.signs])) == typed


@pytest.mark.parametrize(
    ("text", "code", "sign", "wanted"),
    [
        ("15/BC-UBND", "BC", "UBND", 15),
        ("15/UBND-VP", "CV", "UBND", 15),
        ("05–BB/BDV", "BB", "BDV", 5),
        ("Số 05-BB/ĐU", "BB", "", 5),
        ("05/BDV", "BB", "BDV", 5),
        ("7-TTr/ĐU", "TTr", "ĐU", 7),
    ],
)
def test_signs_of_every_family(text: str, code: str, sign: str, wanted: int):
    assert number(text, code, sign) == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ghi số, thí dụ 05"),
        ("năm", "ghi số, thí dụ 05"),
        ("05a", "Chưa đọc được “05a”"),
        ("O5", "có chữ O"),
        ("0", "Ghi số từ 1 đến 99999"),
        ("123456", "Ghi số từ 1 đến 99999"),
        ("15/2026", "ghi một số"),
        ("05-TB/BXDĐ", "“TB” là ký hiệu của loại văn bản khác; văn bản này là BB"),
        ("05-BB/ĐU", "“ĐU” không phải ký hiệu của đơn vị này (BXDĐ)"),
        ("05-XX/BXDĐ", "“XX” không phải ký hiệu BB"),
        ("05-BB/BXDĐ-VP", "“BXDĐ-VP” không phải ký hiệu của đơn vị này"),
    ],
)
def test_what_cannot_be_the_number_is_told_in_plain_words(text: str, said: str):
    with pytest.raises(NumberTextError) as told:
        number(text)
    assert said in str(told.value)
