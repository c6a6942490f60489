"""Days and times of day: read day first only, written as official papers write them.

A day below 10 and the months 1 and 2 get a leading 0 (Hướng dẫn 36-HD/VPTW of 2018, Nghị định 30/2020/NĐ-CP).
"""

import calendar
import re
from datetime import date, time

from danvan.vietnamese.numbers import letter_for_digit, quote
from danvan.vietnamese.text import fold, squeeze

EXAMPLE = "19/7/2017"
FIRST_YEAR, LAST_YEAR = 1900, 2100
_FIRST_SHORT_YEAR = 70  # "69" is 2069, "70" is 1970

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY_FORMS = {fold(name): index for index, name in enumerate(WEEKDAYS)} | {f"thu {index + 2}": index for index in range(6)}

# All patterns are for folded text, so that a missing mark does no harm.
_PREFIX = r"(?:(?P<weekday>thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? ?)?(?:(?:ngay|mung|mong) )?"
_SAME_SIGNS = r"(?P<d1>[0-9]{1,2}) ?(?P<sign>[/.-]) ?(?P<m1>[0-9]{1,2}) ?(?P=sign) ?(?P<y1>[0-9]{4}|[0-9]{2})"
_MIXED_SIGNS = r"(?P<d2>[0-9]{1,2}) ?[/.-] ?(?P<m2>[0-9]{1,2}) ?[/.-] ?(?P<y2>[0-9]{4})"
_IN_WORDS = r"(?P<d3>[0-9]{1,2}) ?,? thang (?P<m3>[0-9]{1,2})(?: ?,? nam | ?/ ?| )(?P<y3>[0-9]{4})"
_DATE = re.compile(rf"{_PREFIX}(?:{_SAME_SIGNS}|{_MIXED_SIGNS}|{_IN_WORDS})\.?")
_YEAR_FIRST = re.compile(r"(?P<y>[0-9]{4}) ?[-/.] ?(?P<m>[0-9]{1,2}) ?[-/.] ?(?P<d>[0-9]{1,2})(?:[t ].*)?")
_WITHOUT_YEAR = re.compile(rf"{_PREFIX}(?P<d>[0-9]{{1,2}})(?: ?[/.-] ?| ?,? thang )(?P<m>[0-9]{{1,2}})")

# Folding would make "tối" and "tới" one word, but only the part of the day stands behind an hour.
_TIME = re.compile(
    r"(?:luc |hoi )?(?P<hour>[0-9]{1,2}) ?(?:gio|h|g|[:.]) ?(?:(?P<minute>[0-9]{1,2}) ?(?:phut|p)?|(?P<half>ruoi))?"
    r"(?: (?P<part>sang|trua|chieu|toi|dem))?"
)
_NOON = 12
_EVENING = 18


class DateError(ValueError):
    """The text is no date or time; the message says in Vietnamese what to write."""


class NoSuchDateError(DateError):
    """The day is not in the calendar: 31/2/2017."""


class WeekdayError(DateError):
    """The day of the week that is written does not fit the date."""


class DateOrderError(DateError):
    """The date is written in another order than day, month, year."""


def parse_date(text: str) -> date:
    """Read a date, day first: 19/7/2017, 19-7-2017, 19.7.2017, 19/07/17, "thứ Tư, ngày 19 tháng 7 năm 2017".

    Args:
        text: what was typed or pasted.

    Raises:
        DateOrderError: the order is year or month first.
        NoSuchDateError: the calendar has no such day.
        WeekdayError: "thứ Ba" stands before a Wednesday.
        DateError: anything else that is no date.
    """
    words = fold(squeeze(text))
    match = _DATE.fullmatch(words)
    if not match:
        raise _unreadable(text, words)
    day, month, year = (match[f"{part}1"] or match[f"{part}2"] or match[f"{part}3"] for part in "dmy")
    found = make_date(int(day), int(month), full_year(year))
    _check_weekday(match["weekday"], found)
    return found


def full_year(digits: str) -> int:
    """Return the year of two or four typed digits: "17" and "2017" are 2017, "98" is 1998."""
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= _FIRST_SHORT_YEAR else 2000)


def make_date(day: int, month: int, year: int) -> date:
    """Make a date of its parts.

    Raises:
        NoSuchDateError, DateOrderError: with the sentence to show; a month above 12 beside a day that could be one
            means the two were swapped.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDateError(f"Năm {year} ngoài khoảng {FIRST_YEAR} đến {LAST_YEAR}, đồng chí xem lại năm.")
    if month > 12 and 1 <= day <= 12:
        raise _wrong_order(month, day, year)
    check_month(month)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise NoSuchDateError(f"Tháng {month} năm {year} không có ngày {day}.")
    return date(year, month, day)


def check_month(month: int) -> None:
    """Refuse a month that no year has.

    Raises:
        NoSuchDateError: with the sentence to show.
    """
    if not 1 <= month <= 12:
        raise NoSuchDateError(f"Không có tháng {month}, đồng chí ghi tháng từ 1 đến 12.")


def _wrong_order(day: int, month: int, year: int) -> DateOrderError:
    """Return the error for another order; the example is the date that was probably meant."""
    try:
        example = short_date(date(year, month, day))
    except ValueError:
        example = EXAMPLE
    return DateOrderError(f"Đồng chí ghi ngày trước, tháng sau: ngày/tháng/năm, thí dụ {example}.")


def _unreadable(text: str, words: str) -> DateError:
    """Return the error that says what to do about a text that is no date."""
    if not words:
        return DateError(f"Đồng chí ghi ngày/tháng/năm, thí dụ {EXAMPLE}.")
    if found := _YEAR_FIRST.fullmatch(words):
        return _wrong_order(int(found["d"]), int(found["m"]), int(found["y"]))
    if found := _WITHOUT_YEAR.fullmatch(words):
        return DateError(f"Đồng chí ghi thêm năm, thí dụ {found['d']}/{found['m']}/2017.")
    if message := letter_for_digit(text):
        return DateError(message)
    return DateError(f"Chưa đọc được ngày {quote(text)}: đồng chí ghi ngày/tháng/năm, thí dụ {EXAMPLE}.")


def _check_weekday(words: str | None, found: date) -> None:
    """Refuse a weekday that does not fit the date: one of the two is a slip."""
    if words and _WEEKDAY_FORMS[words] != found.weekday():
        stated = WEEKDAYS[_WEEKDAY_FORMS[words]]
        raise WeekdayError(f"Ngày {short_date(found)} là {weekday(found)}, không phải {stated}; đồng chí xem lại ngày hoặc thứ.")


def short_date(day: date) -> str:
    """Write a date in figures: "03/7/2017", "15/02/2018"."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def long_date(day: date) -> str:
    """Write a date in words as papers do: "ngày 03 tháng 7 năm 2017"."""
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    """Return the month; only 1 and 2 get a leading 0, since only they can be made into 11 and 12 by a stroke."""
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def weekday(day: date) -> str:
    """Return the name of the day of the week: "thứ Tư", "Chủ nhật"."""
    return WEEKDAYS[day.weekday()]


def parse_time(text: str) -> time:
    """Read a time of day: "8 giờ 30", "8h30", "8:30", "08.30", "8 giờ rưỡi", "2 giờ chiều".

    Raises:
        DateError: with what to write instead.
    """
    match = _TIME.fullmatch(fold(squeeze(text)))
    if not match:
        message = letter_for_digit(text) or f"Chưa đọc được giờ {quote(text)}: đồng chí ghi như 8 giờ 30 hoặc 14:00."
        raise DateError(message)
    minute = 30 if match["half"] else int(match["minute"] or 0)
    hour = _hour_of_day(int(match["hour"]), match["part"])
    if hour > 23 or minute > 59:
        raise DateError(f"Không có giờ {quote(text)}: giờ từ 0 đến 23, phút từ 0 đến 59, thí dụ 14 giờ 30.")
    return time(hour, minute)


def _hour_of_day(hour: int, part: str | None) -> int:
    """Return the hour of 24 for an hour of 12 with its part of the day; "12 giờ đêm" is 0."""
    if part == "dem" and hour == 12:
        return 0
    afternoon = part in {"chieu", "toi"} or (part == "trua" and hour < 4) or (part == "dem" and hour >= 6)
    return hour + 12 if afternoon and hour < 12 else hour


def long_time(moment: time) -> str:
    """Write a time of day as minutes of a meeting do: "08 giờ 30 phút"."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def part_of_day(moment: time) -> str:
    """Return the part of the day that opens a sentence of the minutes: "sáng", "chiều" or "tối"."""
    if moment.hour < _NOON:
        return "sáng"
    return "chiều" if moment.hour < _EVENING else "tối"
