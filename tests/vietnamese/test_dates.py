from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese.dates import (
    DateError,
    DateOrderError,
    NoSuchDateError,
    WeekdayError,
    long_date,
    long_time,
    parse_date,
    parse_time,
    part_of_day,
    short_date,
    weekday,
)

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "19/7/2017",
        "19-7-2017",
        "19.7.2017",
        "19/07/2017",
        "19/07/17",
        " 19 / 7 / 2017 ",
        "19-7/2017",
        "ngày 19/7/2017",
        "19 tháng 7 năm 2017",
        "ngày 19 tháng 07 năm 2017.",
        "Ngày 19 tháng 7, năm 2017",
        "19 tháng 7/2017",
        "thứ Tư, ngày 19/7/2017",
        "Thứ 4 ngày 19/7/2017",
        "19 thang 7 nam 2017",
        "ng\u200bày\u00a019/7/2017",
    ],
)
def test_a_date_is_read_day_first(text):
    assert parse_date(text) == date(2017, 7, 19)


def test_the_third_of_april_is_not_the_fourth_of_march():
    assert parse_date("3/4/2017") == date(2017, 4, 3)


def test_two_digits_of_a_year_stand_for_the_nearest_century():
    assert parse_date("1/7/98") == date(1998, 7, 1)
    assert parse_date("1/7/26") == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/2/2017", "Tháng 2 năm 2017 không có ngày 31."),
        ("29/2/2017", "Tháng 2 năm 2017 không có ngày 29."),
        ("0/7/2017", "Tháng 7 năm 2017 không có ngày 0."),
        ("32/7/2017", "Tháng 7 năm 2017 không có ngày 32."),
        ("19/13/2017", "Không có tháng 13, đồng chí ghi tháng từ 1 đến 12."),
        ("19/0/2017", "Không có tháng 0, đồng chí ghi tháng từ 1 đến 12."),
        ("19/7/0217", "Năm 217 ngoài khoảng 1900 đến 2100, đồng chí xem lại năm."),
    ],
)
def test_a_day_that_no_calendar_has_is_named(text, message):
    with pytest.raises(NoSuchDateError) as error:
        parse_date(text)
    assert str(error.value) == message


@pytest.mark.parametrize("text", ["2017-07-19", "2017/7/19", "7/19/2017", "07-19-2017", "2017-07-19T08:30"])
def test_another_order_is_told_to_write_the_day_first(text):
    with pytest.raises(DateOrderError) as error:
        parse_date(text)
    assert str(error.value) == "Đồng chí ghi ngày trước, tháng sau: ngày/tháng/năm, thí dụ 19/7/2017."


def test_a_wrong_order_that_means_no_day_gets_the_usual_example():
    with pytest.raises(DateOrderError, match="thí dụ 19/7/2017"):
        parse_date("2017-02-31")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Đồng chí ghi ngày/tháng/năm, thí dụ 19/7/2017."),
        ("30/6", "Đồng chí ghi thêm năm, thí dụ 30/6/2017."),
        ("3O/6/2017", "“3O” có chữ O, đồng chí ghi số 30."),
        ("hôm qua", "Chưa đọc được ngày “hôm qua”: đồng chí ghi ngày/tháng/năm, thí dụ 19/7/2017."),
        ("19/7/20177", "Chưa đọc được ngày “19/7/20177”: đồng chí ghi ngày/tháng/năm, thí dụ 19/7/2017."),
        ("19-20/7/2017", "Chưa đọc được ngày “19-20/7/2017”: đồng chí ghi ngày/tháng/năm, thí dụ 19/7/2017."),
    ],
)
def test_what_is_no_date_is_told_what_to_write(text, message):
    with pytest.raises(DateError) as error:
        parse_date(text)
    assert str(error.value) == message


def test_a_weekday_that_does_not_fit_the_date_is_asked_about():
    with pytest.raises(WeekdayError, match="Ngày 19/7/2017 là thứ Tư, không phải thứ Ba"):
        parse_date("thứ ba, ngày 19/7/2017")


@given(st.text())
def test_any_text_is_a_date_or_a_message(text):
    with suppress(DateError):
        assert parse_date(text).year >= 1900


@given(DATES)
def test_a_written_date_is_read_back(day):
    assert parse_date(short_date(day)) == parse_date(long_date(day)) == day
    assert parse_date(f"{weekday(day)}, {long_date(day)}") == day


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2017, 7, 19), "19/7/2017", "ngày 19 tháng 7 năm 2017"),
        (date(2017, 7, 3), "03/7/2017", "ngày 03 tháng 7 năm 2017"),
        (date(2018, 2, 15), "15/02/2018", "ngày 15 tháng 02 năm 2018"),
        (date(2018, 10, 9), "09/10/2018", "ngày 09 tháng 10 năm 2018"),
    ],
)
def test_days_below_ten_and_the_first_two_months_get_a_leading_zero(day, short, long):
    assert short_date(day) == short
    assert long_date(day) == long


def test_days_of_the_week_have_their_names():
    assert [weekday(date(2017, 7, day)) for day in range(17, 24)] == [
        "thứ Hai",
        "thứ Ba",
        "thứ Tư",
        "thứ Năm",
        "thứ Sáu",
        "thứ Bảy",
        "Chủ nhật",
    ]


@pytest.mark.parametrize(
    "text", ["8 giờ 30", "8 giờ 30 phút", "08h30", "8h30p", "8:30", "08.30", "8g30", "8 giờ rưỡi", "8 gio 30", "lúc 8 giờ 30 sáng"]
)
def test_a_time_of_day_is_read_as_people_write_it(text):
    assert parse_time(text) == time(8, 30)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("8 giờ", time(8)),
        ("14h", time(14)),
        ("2 giờ chiều", time(14)),
        ("7 giờ 15 tối", time(19, 15)),
        ("12 giờ trưa", time(12)),
        ("1 giờ trưa", time(13)),
        ("11 giờ 30 trưa", time(11, 30)),
        ("12 giờ đêm", time(0)),
        ("11 giờ đêm", time(23)),
        ("1 giờ đêm", time(1)),
    ],
)
def test_the_part_of_the_day_tells_which_hour(text, moment):
    assert parse_time(text) == moment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("25 giờ", "Không có giờ “25 giờ”: giờ từ 0 đến 23"),
        ("8 giờ 75", "phút từ 0 đến 59"),
        ("8h3O", "“8h3O”"),
        ("sáng", "Chưa đọc được giờ “sáng”: đồng chí ghi như 8 giờ 30 hoặc 14:00."),
        ("", "đồng chí ghi như"),
    ],
)
def test_what_is_no_time_is_told_what_to_write(text, words):
    with pytest.raises(DateError, match=words):
        parse_time(text)


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0, fold=0)))
def test_a_written_time_is_read_back(moment):
    assert parse_time(long_time(moment)) == moment


def test_times_in_minutes_have_two_digits():
    assert long_time(time(8, 30)) == "08 giờ 30 phút"
    assert long_time(time(14)) == "14 giờ 00 phút"


@pytest.mark.parametrize(("hour", "part"), [(7, "sáng"), (11, "sáng"), (12, "chiều"), (17, "chiều"), (18, "tối"), (21, "tối")])
def test_an_hour_belongs_to_a_part_of_the_day(hour, part):
    assert part_of_day(time(hour)) == part
