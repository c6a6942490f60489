"""Times as a source words them: "trong tháng 9/2017", "quý IV", "trước 15/8", "thường xuyên".

The words are always kept; the days they mean are found where the words say them. What was filled in from elsewhere
(a year that the words leave out) is marked as inferred, so that a person can look at it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.vietnamese.dates import FIRST_YEAR, DateError, check_month, full_year, make_date, parse_date, short_date
from danvan.vietnamese.text import squeeze


@dataclass(frozen=True)
class When:
    """The source's words and the days they cover.

    Attributes:
        text: the words, cleaned, never changed otherwise.
        start: first day; None if open or unknown.
        end: the day after the last; None if open or unknown.
        inferred: whether a part of the days was not in the words.
    """

    text: str
    start: date | None
    end: date | None
    inferred: bool


@dataclass(frozen=True)
class _Span:
    """Days that a phrase covers: both ends known, the end exclusive."""

    start: date
    end: date
    inferred: bool = False


_DAY = timedelta(days=1)
_HALF_A_YEAR = timedelta(days=184)
_VAGUE = ("đầu ", "giữa ", "cuối ")
_LEAP_YEAR = 2000  # stands in for an unknown year when only the existence of a day is asked

_YEAR = r"(?: ?/ ?(?P<short>[0-9]{4}|[0-9]{2})|,? năm (?P<year>[0-9]{4})| năm nay)?"
_DAY_MONTH = re.compile(
    r"(?:(?:thứ \w+|chủ nhật),? )?(?:ngày |mùng |mồng )?(?P<day>[0-9]{1,2})(?: ?[/.-] ?| ?,? tháng )(?P<month>[0-9]{1,2})(?: năm nay)?"
)
_MONTH = re.compile(rf"(?P<vague>(?:đầu|giữa|cuối) )?tháng (?P<month>[0-9]{{1,2}}){_YEAR}")
_MONTH_OF_YEAR = re.compile(r"(?P<month>[0-9]{1,2}) ?/ ?(?P<year>[0-9]{4})")
_QUARTER = re.compile(rf"(?P<vague>(?:đầu|giữa|cuối) )?quý (?P<quarter>[0-9]|iv|i{{1,3}}){_YEAR}")
_HALF = re.compile(r"(?P<months>[369]|ba|sáu|chín) tháng (?P<side>đầu|cuối) năm(?: (?P<year>[0-9]{4}|nay))?")
_WHOLE_YEAR = re.compile(r"(?P<vague>(?:đầu|giữa|cuối) )?năm (?P<year>[0-9]{4}|nay)|(?P<bare>[0-9]{4})")
_RELATIVE = re.compile(r"(?P<unit>tuần|tháng|quý|năm) (?P<which>này|nay|sau|tới|trước)|(?P<day>hôm nay|nay|ngày mai|hôm qua)")

_HOUR = r"(?:lúc |hồi )?[0-9]{1,2}(?: ?giờ|h|:)(?: ?[0-9]{2})?(?: phút)?"
_LEADING = re.compile(
    r"(?:(?:trong|vào|khoảng|dự kiến|hoàn thành|xong|thực hiện|ngay trong|buổi)\s"
    r"|(?:sáng|trưa|chiều|tối)\s(?=ngày|mùng|thứ|chủ nhật|[0-9])"
    rf"|{_HOUR},?\s(?:(?:sáng|trưa|chiều|tối),?\s)?)+"
)
_BETWEEN = re.compile(
    r"(?:từ )?(?P<first>.+?)(?: đến (?:hết )?| tới (?:hết )?| ?[–—] ?| - |(?<=[0-9])-(?=[0-9])| và (?=[0-9]))(?P<last>.+)"
)
_BEFORE_HOUR = re.compile(rf"trước ({_HOUR}.+)")
_BEFORE = re.compile(r"trước (.+)")
_UNTIL = re.compile(r"(?:(?:chậm nhất|muộn nhất)(?: là| vào| đến)?|đến(?: hết)?|hạn|hết) (.+)")
_AFTER = re.compile(r"sau (.+)")
_FROM = re.compile(r"(?:kể )?từ (.+?)(?: trở đi)?")
_BARE_DAY = re.compile(r"(?:ngày )?([0-9]{1,2})")
_LOOKS_LIKE_DATE = re.compile(r"(?<![\w/.-])(?:[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w/-])")

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_WORDS = {"ba": 3, "sáu": 6, "chín": 9}
_STEPS = {"này": 0, "nay": 0, "sau": 1, "tới": 1, "trước": -1, "hôm nay": 0, "ngày mai": 1, "hôm qua": -1}


def parse_when(text: str, reference: date | None = None) -> When:
    """Read when something is, was or is due.

    Args:
        text: the source's words, with or without a date in them.
        reference: the day on which the words were said or written; gives a missing year and what "tuần này" means.

    Returns:
        The words with the days they cover; without days where the words name none ("thường xuyên", "trong thời gian
        tới"), or name them in a way that only a person can judge.

    Raises:
        DateError: the words name a day, month or quarter that does not exist, another order than day first, or an end
            before the start; the message says in Vietnamese what to do.
    """
    text = squeeze(text)
    words = _without_leading(text.lower().rstrip(" .;,"))
    start, end, inferred = _open_or_closed(words, reference)
    if start is None and end is None:
        _refuse_impossible_dates(words)
    return When(text, start, end, inferred)


def _without_leading(words: str) -> str:
    """Drop what does not change the day: "hoàn thành trong", "sáng", "8 giờ 30,"."""
    match = _LEADING.match(words)
    return words[match.end() :] if match else words


def _open_or_closed(words: str, reference: date | None) -> tuple[date | None, date | None, bool]:
    """Return start, end and whether they are inferred, for a phrase with or without trước, đến, sau, từ."""
    if span := _span(words, reference) or _between(words, reference):
        return span.start, span.end, span.inferred
    for pattern, ends in _ENDS:
        match = pattern.fullmatch(words)
        if match and (span := _span(match[1], reference)):
            return *ends(span), span.inferred
    return None, None, False


_ENDS: tuple[tuple[re.Pattern[str], Callable[[_Span], tuple[date | None, date | None]]], ...] = (
    (_BEFORE_HOUR, lambda span: (None, span.end)),
    (_BEFORE, lambda span: (None, span.start)),
    (_UNTIL, lambda span: (None, span.end)),
    (_AFTER, lambda span: (span.end, None)),
    (_FROM, lambda span: (span.start, None)),
)


def _between(words: str, reference: date | None) -> _Span | None:
    """Return the days from a first to a last phrase, both included."""
    match = _BETWEEN.fullmatch(words)
    last = _span(match["last"], reference) if match else None
    first = _first_of_two(match["first"], last, reference) if match and last else None
    if first is None or last is None:
        return None
    if first.start >= last.end:
        start, end = short_date(first.start), short_date(last.end - _DAY)
        raise DateError(f"Ngày đầu ({start}) ở sau ngày cuối ({end}), đồng chí xem lại.")
    return _Span(first.start, last.end, first.inferred or last.inferred)


def _first_of_two(words: str, last: _Span, reference: date | None) -> _Span | None:
    """Return the first days of a range; the month and year that they leave out are those of the last.

    From December to January the year is the one before: that is a conclusion, and so marked, and only drawn for
    a range of at most half a year.
    """
    last_day = last.end - _DAY
    if bare := _BARE_DAY.fullmatch(words):
        day = make_date(int(bare[1]), last_day.month, last_day.year)
        return _Span(day, day + _DAY)
    if complete := _relative(words, reference) or _span(words, None):
        return complete
    if (first := _span(words, last_day)) is None:
        return None
    year_before = _span(words, date(last_day.year - 1, 1, 1)) if first.start >= last.end and last_day.year > FIRST_YEAR else None
    if year_before and last.end - year_before.start <= _HALF_A_YEAR:
        return year_before
    return _Span(first.start, first.end, words.startswith(_VAGUE))


def _span(words: str, reference: date | None) -> _Span | None:
    """Return the days of one phrase, or None if it names none or lacks a year that nobody can supply."""
    words = _without_leading(words)
    for read in (_full_date, _day_and_month, _month, _quarter, _part_of_year, _year, _relative):
        if span := read(words, reference):
            return span
    return None


def _full_date(words: str, _reference: date | None) -> _Span | None:
    try:
        day = parse_date(words)
    except DateError as error:
        # Only what looks like a date, and nothing else, is told that it is none.
        if type(error) is DateError:
            return None
        raise
    return _Span(day, day + _DAY)


def _day_and_month(words: str, reference: date | None) -> _Span | None:
    match = _DAY_MONTH.fullmatch(words)
    if not match:
        return None
    day = make_date(int(match["day"]), int(match["month"]), reference.year if reference else _LEAP_YEAR)
    return _Span(day, day + _DAY, inferred=True) if reference else None


def _month(words: str, reference: date | None) -> _Span | None:
    match = _MONTH.fullmatch(words) or _MONTH_OF_YEAR.fullmatch(words)
    if not match:
        return None
    month = int(match["month"])
    check_month(month)
    return _months_of(match, month, 1, reference)


def _quarter(words: str, reference: date | None) -> _Span | None:
    match = _QUARTER.fullmatch(words)
    if not match:
        return None
    quarter = _QUARTERS.get(match["quarter"]) or int(match["quarter"])
    if not 1 <= quarter <= 4:
        raise DateError(f"Không có quý {quarter}, đồng chí ghi quý từ 1 đến 4.")
    return _months_of(match, quarter * 3 - 2, 3, reference)


def _part_of_year(words: str, reference: date | None) -> _Span | None:
    match = _HALF.fullmatch(words)
    if not match:
        return None
    months = _MONTH_WORDS.get(match["months"]) or int(match["months"])
    return _months_of(match, 1 if match["side"] == "đầu" else 13 - months, months, reference)


def _year(words: str, reference: date | None) -> _Span | None:
    match = _WHOLE_YEAR.fullmatch(words)
    return _months_of(match, 1, 12, reference) if match else None


def _months_of(match: re.Match[str], first: int, count: int, reference: date | None) -> _Span | None:
    """Return `count` whole months of the year in the match, else of the reference's year, which is then inferred."""
    parts = match.groupdict()
    digits = next((found for name in ("year", "short", "bare") if (found := parts.get(name)) and found != "nay"), None)
    if digits is None and reference is None:
        return None
    year = full_year(digits) if digits else reference.year  # type: ignore[union-attr]
    start = make_date(1, first, year)
    # "cuối tháng 9" lies within the month; where exactly is not said.
    return _Span(start, _add_months(start, count), inferred=digits is None or bool(parts.get("vague")))


def _add_months(day: date, months: int) -> date:
    """Return the first day of the month that lies `months` after the month of `day`."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _relative(words: str, reference: date | None) -> _Span | None:
    match = _RELATIVE.fullmatch(words)
    if not match or reference is None:
        return None
    step = _STEPS[match["which"] or match["day"]]
    if match["day"]:
        start = reference + step * _DAY
        return _Span(start, start + _DAY, inferred=True)
    if match["unit"] == "tuần":
        start = reference - reference.weekday() * _DAY + step * 7 * _DAY
        return _Span(start, start + 7 * _DAY, inferred=True)
    length = {"tháng": 1, "quý": 3, "năm": 12}[match["unit"]]
    first = reference.replace(month=(reference.month - 1) // length * length + 1, day=1)
    return _Span(_add_months(first, step * length), _add_months(first, (step + 1) * length), inferred=True)


def _refuse_impossible_dates(words: str) -> None:
    """Raise for a complete date inside a longer sentence that does not exist; the others stay words."""
    for found in _LOOKS_LIKE_DATE.finditer(words):
        parse_date(found[0])
