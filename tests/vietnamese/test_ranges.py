import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese.ranges import RangeError, format_ranges, parse_ranges


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("15 đến 27, 30", [*range(15, 28), 30]),
        ("tổ 3 đến tổ 9", list(range(3, 10))),
        ("15-27", list(range(15, 28))),
        ("15 – 17", [15, 16, 17]),
        ("15, 17 và 19", [15, 17, 19]),
        ("TDP 15 đến 23", list(range(15, 24))),
        ("TDP15", [15]),
        ("Tổ dân phố số 17; tổ 5", [17, 5]),
        ("các tổ 1, 2, 5, 7, 9 và 12.", [1, 2, 5, 7, 9, 12]),
        ("từ tổ 03 tới tổ 05", [3, 4, 5]),
        ("KHU PHỐ 1 ĐẾN 3", [1, 2, 3]),
        ("1\n2\r\n3", [1, 2, 3]),
        ("1 2 5", [1, 2, 5]),
        ("15đến17", [15, 16, 17]),
        ("5, 3, 5, 4-6", [5, 3, 4, 6]),
        ("7 đến 7", [7]),
        ("1,, 2,", [1, 2]),
        ("1 đến 500", list(range(1, 501))),
    ],
)
def test_numbers_are_read_as_people_list_them(text, numbers):
    assert parse_ranges(text) == numbers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("15, 3O", "“3O” có chữ O, đồng chí ghi số 30."),
        ("TDP l5 đến 27", "“l5” có chữ l, đồng chí ghi số 15."),
        ("27 đến 15", "“27 đến 15” bị ngược, đồng chí ghi số nhỏ trước: 15 đến 27."),
        ("1 đến 9999", "“1 đến 9999” gồm 9.999 số, mỗi lần ghi nhiều nhất 500 số; đồng chí xem lại."),
        ("1-400, 501-900", "Danh sách dài quá 500 số, đồng chí xem lại."),
        ("15 đến", "“15 đến” thiếu số cuối, đồng chí ghi đủ, thí dụ 15 đến 27."),
        ("đến 27", "“đến 27” thiếu số đầu, đồng chí ghi đủ, thí dụ 15 đến 27."),
        ("5A", "“5A” có chữ kèm theo số, đồng chí ghi riêng đơn vị này, không ghi trong dãy số."),
        ("0", "“0”: số thứ tự bắt đầu từ 1."),
        ("123456", "“123456”: số dài quá 4 chữ số, đồng chí xem lại."),
        ("15/17", "Chưa đọc được “15/17”, đồng chí ghi như 15 đến 27, 30."),
        ("15-17-19", "Chưa đọc được “15-17-19”, đồng chí ghi như 15 đến 27, 30."),
        ("tổ mười lăm", "Chưa đọc được “tổ mười lăm”, đồng chí ghi như 15 đến 27, 30."),
        ("", "Đồng chí ghi các số, thí dụ 15 đến 27, 30."),
        ("các tổ", "Đồng chí ghi các số, thí dụ 15 đến 27, 30."),
    ],
)
def test_what_cannot_be_read_is_quoted_with_what_to_write(text, message):
    with pytest.raises(RangeError) as error:
        parse_ranges(text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([*range(15, 28), 30], "15 đến 27, 30"),
        ([1, 2, 5, 7, 9, 12], "1, 2, 5, 7, 9, 12"),
        ([3, 1, 2, 2], "1 đến 3"),
        ([17], "17"),
        ([], ""),
    ],
)
def test_numbers_are_written_as_ranges(numbers, text):
    assert format_ranges(numbers) == text


@given(st.sets(st.integers(1, 9999), min_size=1, max_size=100))
def test_written_ranges_are_read_back(numbers):
    assert parse_ranges(format_ranges(numbers)) == sorted(numbers)


@given(st.one_of(st.text(), st.text("0123456789,-–;O đếnTDPtổvà.\n")))
def test_any_text_is_a_list_of_numbers_or_a_message(text):
    try:
        numbers = parse_ranges(text)
    except RangeError:
        return
    assert 1 <= len(numbers) <= 500
    assert len(set(numbers)) == len(numbers)
