from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese.numbers import NumberError, format_number, letter_for_digit, number_in_words, parse_number, quote


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1.234", "1234"),
        ("12", "12"),
        ("09", "9"),
        ("1 234 567", "1234567"),
        ("1.234.567,08", "1234567.08"),
        (" -3,5 ", "-3.5"),
        ("0", "0"),
    ],
)
def test_dots_stand_between_thousands_and_the_comma_before_decimals(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Đồng chí ghi một số"),
        ("1.5", "phần lẻ ghi sau dấu phẩy: 1,5"),
        ("3O", "“3O” có chữ O, đồng chí ghi số 30."),
        ("l2", "“l2” có chữ l, đồng chí ghi số 12."),
        ("nhiều", "“nhiều” chưa phải là một số"),
        ("1,234,5", "chưa phải là một số"),
        ("12.34.567", "chưa phải là một số"),
        ("٣", "chưa phải là một số"),
        ("9" * 30, "dài quá 15 chữ số"),
    ],
)
def test_what_is_no_number_is_told_what_to_write(text, words):
    with pytest.raises(NumberError, match=words.replace(".", r"\.")):
        parse_number(text)


def test_a_message_quotes_only_the_beginning_of_a_long_text():
    assert quote("a" * 50_000) == f"“{'a' * 40}…”"


def test_words_with_an_o_are_not_taken_for_digits():
    assert letter_for_digit("Tổ 30, ông Lo") is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_written_number_is_read_back(number):
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (1234, None, "1.234"),
        (0, None, "0"),
        (Decimal("1234.50"), None, "1.234,50"),
        (Decimal("66.6667"), 1, "66,7"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("1E+6"), None, "1.000.000"),
    ],
)
def test_a_number_is_written_with_dots_and_a_comma(number, places, text):
    assert format_number(number, places) == text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (14, "mười bốn"),
        (11, "mười một"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (200, "hai trăm"),
        (1005, "một nghìn không trăm linh năm"),
        (2017, "hai nghìn không trăm mười bảy"),
        (21_000, "hai mươi mốt nghìn"),
        (1_000_015, "một triệu không trăm mười lăm"),
        (2_000_000_000, "hai tỷ"),
    ],
)
def test_a_number_is_read_aloud(number, words):
    assert number_in_words(number) == words


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_different_numbers_sound_different(one, other):
    assert (number_in_words(one) == number_in_words(other)) == (one == other)


@pytest.mark.parametrize("number", [-1, 10**12])
def test_numbers_outside_the_words_are_refused(number):
    with pytest.raises(ValueError, match="no words"):
        number_in_words(number)
