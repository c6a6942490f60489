from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese.dates import DateError, DateOrderError, NoSuchDateError, WeekdayError, long_date, short_date
from danvan.vietnamese.text import squeeze
from danvan.vietnamese.when import When, parse_when

MEETING = date(2017, 7, 19)  # a Wednesday
DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("19/7/2017", date(2017, 7, 19), date(2017, 7, 20)),
        ("Sáng ngày 19/7/2017", date(2017, 7, 19), date(2017, 7, 20)),
        ("sáng 19/7/2017", date(2017, 7, 19), date(2017, 7, 20)),
        ("8 giờ 30, thứ Tư, ngày 19/7/2017", date(2017, 7, 19), date(2017, 7, 20)),
        ("trong tháng 9/2017", date(2017, 9, 1), date(2017, 10, 1)),
        ("Hoàn thành trong tháng 12 năm 2017.", date(2017, 12, 1), date(2018, 1, 1)),
        ("9/2017", date(2017, 9, 1), date(2017, 10, 1)),
        ("quý 4/2017", date(2017, 10, 1), date(2018, 1, 1)),
        ("Quý IV năm 2017", date(2017, 10, 1), date(2018, 1, 1)),
        ("quý II/17", date(2017, 4, 1), date(2017, 7, 1)),
        ("năm 2017", date(2017, 1, 1), date(2018, 1, 1)),
        ("2017", date(2017, 1, 1), date(2018, 1, 1)),
        ("6 tháng đầu năm 2017", date(2017, 1, 1), date(2017, 7, 1)),
        ("sáu tháng cuối năm 2017", date(2017, 7, 1), date(2018, 1, 1)),
        ("9 tháng đầu năm 2017", date(2017, 1, 1), date(2017, 10, 1)),
        ("từ ngày 1/9 đến ngày 15/9/2017", date(2017, 9, 1), date(2017, 9, 16)),
        ("từ 3 đến 15/7/2017", date(2017, 7, 3), date(2017, 7, 16)),
        ("19-20/7/2017", date(2017, 7, 19), date(2017, 7, 21)),
        ("19 và 20/7/2017", date(2017, 7, 19), date(2017, 7, 21)),
        ("1/7/2017 – 15/8/2017", date(2017, 7, 1), date(2017, 8, 16)),
        ("tháng 7 đến tháng 9/2017", date(2017, 7, 1), date(2017, 10, 1)),
        ("quý 3 đến hết quý 4/2017", date(2017, 7, 1), date(2018, 1, 1)),
        ("trước 15/8/2017", None, date(2017, 8, 15)),
        ("trước 17 giờ, ngày 15/8/2017", None, date(2017, 8, 16)),
        ("trước tháng 9/2017", None, date(2017, 9, 1)),
        ("xong trước ngày 15/8/2017", None, date(2017, 8, 15)),
        ("đến hết ngày 14/11/2017", None, date(2017, 11, 15)),
        ("chậm nhất là 30/6/2017", None, date(2017, 7, 1)),
        ("hết quý 3/2017", None, date(2017, 10, 1)),
        ("sau 15/8/2017", date(2017, 8, 16), None),
        ("từ ngày 1/1/2018 trở đi", date(2018, 1, 1), None),
    ],
)
def test_words_that_name_days_cover_them(text, start, end):
    assert parse_when(text) == When(text, start, end, inferred=False)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("30/6", date(2017, 6, 30), date(2017, 7, 1)),
        ("ngày 30 tháng 6", date(2017, 6, 30), date(2017, 7, 1)),
        ("thứ Ba, ngày 15/8", date(2017, 8, 15), date(2017, 8, 16)),
        ("trước 15/8", None, date(2017, 8, 15)),
        ("tháng 9", date(2017, 9, 1), date(2017, 10, 1)),
        ("trong quý 4", date(2017, 10, 1), date(2018, 1, 1)),
        ("6 tháng cuối năm", date(2017, 7, 1), date(2018, 1, 1)),
        ("từ 1/8 đến 15/8", date(2017, 8, 1), date(2017, 8, 16)),
        ("cuối tháng 8 đến tháng 9/2017", date(2017, 8, 1), date(2017, 10, 1)),
        ("từ ngày 15/12 đến ngày 14/01/2018", date(2017, 12, 15), date(2018, 1, 15)),
        ("từ 15/8/2016 đến nay", date(2016, 8, 15), date(2017, 7, 20)),
        ("cuối tháng 9/2017", date(2017, 9, 1), date(2017, 10, 1)),
        ("tuần này", date(2017, 7, 17), date(2017, 7, 24)),
        ("trong tuần tới", date(2017, 7, 24), date(2017, 7, 31)),
        ("tháng sau", date(2017, 8, 1), date(2017, 9, 1)),
        ("tháng trước", date(2017, 6, 1), date(2017, 7, 1)),
        ("quý này", date(2017, 7, 1), date(2017, 10, 1)),
        ("năm nay", date(2017, 1, 1), date(2018, 1, 1)),
        ("trước tháng 9 năm nay", None, date(2017, 9, 1)),
        ("năm tới", date(2018, 1, 1), date(2019, 1, 1)),
        ("từ nay đến 15/8", MEETING, date(2017, 8, 16)),
        ("chiều thứ Ba, ngày 15/8", date(2017, 8, 15), date(2017, 8, 16)),
        ("ngày mai", date(2017, 7, 20), date(2017, 7, 21)),
    ],
)
def test_what_the_words_leave_out_comes_from_the_day_they_were_said_and_is_marked(text, start, end):
    assert parse_when(text, MEETING) == When(text, start, end, inferred=True)


@pytest.mark.parametrize("text", ["30/6", "trước 15/8", "tháng 9", "quý 4", "6 tháng cuối năm", "tuần này", "29/2"])
def test_without_a_day_to_start_from_nothing_is_inferred(text):
    assert parse_when(text) == When(text, None, None, inferred=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thường xuyên",
        "trong thời gian tới",
        "hằng tháng",
        "trong 10 ngày kể từ ngày nhận",
        "theo Pháp lệnh 34/2007/PL-UBTVQH11",
        "sau khi có ý kiến của UBND phường, khoảng ngày 15/8/2017 hoặc sau đó",
    ],
)
def test_words_that_only_a_person_can_judge_are_kept_without_days(text):
    assert parse_when(text, MEETING) == When(text, None, None, inferred=False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/2/2017", "Tháng 2 năm 2017 không có ngày 31."),
        ("trước 31/2", "Tháng 2 năm 2017 không có ngày 31."),
        ("từ 30/6 đến 31/9/2017", "Tháng 9 năm 2017 không có ngày 31."),
        ("báo cáo lại trước 31/9/2017 nhé", "Tháng 9 năm 2017 không có ngày 31."),
        ("tháng 13/2017", "Không có tháng 13, đồng chí ghi tháng từ 1 đến 12."),
        ("13/2017", "Không có tháng 13, đồng chí ghi tháng từ 1 đến 12."),
        ("năm 3017", "Năm 3017 ngoài khoảng 1900 đến 2100, đồng chí xem lại năm."),
    ],
)
def test_days_that_do_not_exist_are_refused(text, message):
    with pytest.raises(NoSuchDateError) as error:
        parse_when(text, MEETING)
    assert str(error.value) == message


def test_a_day_that_no_year_has_is_refused_without_a_year_too():
    with pytest.raises(NoSuchDateError):
        parse_when("31/2")


@pytest.mark.parametrize("text", ["2017-07-19", "7/19/2017", "trước 2017-08-15", "nộp vào 2017-08-15 hoặc sau"])
def test_another_order_is_refused(text):
    with pytest.raises(DateOrderError):
        parse_when(text, MEETING)


def test_a_fifth_quarter_is_refused():
    with pytest.raises(DateError, match="Không có quý 5, đồng chí ghi quý từ 1 đến 4"):
        parse_when("quý 5/2017")


def test_a_weekday_that_does_not_fit_is_refused():
    with pytest.raises(WeekdayError):
        parse_when("thứ Ba, ngày 19/7/2017")


@pytest.mark.parametrize("text", ["từ 20/9 đến 15/8/2017", "từ 20/9/2017 đến 15/8/2017", "20/9/2017 - 15/8/2017"])
def test_an_end_before_the_start_is_refused(text):
    with pytest.raises(DateError, match="Ngày đầu \\(20/9/2017\\) ở sau ngày cuối \\(15/8/2017\\)"):
        parse_when(text)


@given(DATES)
def test_every_day_is_found_however_it_is_written(day):
    for text in (short_date(day), long_date(day)):
        assert parse_when(text) == When(text, day, day + timedelta(days=1), inferred=False)


@given(DATES, st.integers(1, 12))
def test_a_month_without_a_year_is_the_one_of_the_reference(reference, month):
    when = parse_when(f"trong tháng {month}", reference)
    assert when.start == date(reference.year, month, 1)
    assert when.end is not None
    assert when.end.day == 1
    assert 28 <= (when.end - when.start).days <= 31


WORDS = st.lists(
    st.sampled_from(["trước", "từ", "đến", "ngày", "tháng", "quý", "năm", "19/7/2017", "30/6", "9", "2017", "-", "tuần này", "IV"])
)


@given(st.one_of(st.text(), WORDS.map(" ".join)), st.one_of(st.none(), DATES))
def test_the_words_are_never_lost(text, reference):
    try:
        when = parse_when(text, reference)
    except DateError:
        return
    assert when.text == squeeze(text)
    assert when.start is None or when.end is None or when.start < when.end
