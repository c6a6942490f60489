"""Form fields that read what people of the office type."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from danvan.vietnamese.dates import DateError, parse_date, parse_time, short_date
from danvan.vietnamese.numbers import NumberError, format_number, parse_number
from danvan.vietnamese.ranges import RangeError, format_ranges, parse_ranges
from danvan.vietnamese.text import clean, squeeze
from danvan.vietnamese.when import When, parse_when

_ONLY_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_OTHER_SIGNS = re.compile(r"(\d{1,2})[ ,]+(\d{1,2})[ ,]+(\d{4}|\d{2})")
_DOTS_FROM = 10_000

T = TypeVar("T")


def _typed_text(**attrs: str) -> forms.TextInput:
    """Return a plain input: the browser neither completes nor corrects what is typed."""
    return forms.TextInput(attrs={"autocomplete": "off", **attrs})


class CleanCharField(forms.CharField):
    """Text in the one form that is stored: NFC, no invisible characters; one line unless its widget has several."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = clean(value).strip() if isinstance(self.widget, forms.Textarea) else squeeze(value)
        return super().to_python(value)


class DateField(forms.DateField):
    """A day, typed day first: 19/7/2017, 19.7.2017, 19072017 (a phone's number pad has no stroke)."""

    widget = _typed_text(inputmode="numeric")

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "")
        options["help_text"] = options["help_text"] or "Thí dụ: 19/7/2017"
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if value in self.empty_values or isinstance(value, date):
            return value or None
        text = squeeze(str(value))
        found = _ONLY_DIGITS.fullmatch(text) or _OTHER_SIGNS.fullmatch(text)
        return _read(parse_date, "/".join(found.groups()) if found else text)

    def prepare_value(self, value: Any) -> Any:
        return short_date(value) if isinstance(value, date) else value


class TimeField(forms.TimeField):
    """A time of day: 8 giờ 30, 8h30, 8:30."""

    widget = _typed_text()

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "")
        options["help_text"] = options["help_text"] or "Thí dụ: 8 giờ 30"
        super().__init__(**options)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        return _read(parse_time, str(value))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour:02d} giờ {value.minute:02d}" if isinstance(value, time) else value


class WhenField(CleanCharField):
    """When something is due or was, in the source's own words; gives a `When` or None.

    `reference` is the day on which the words were said; a form that knows it sets it on its field.
    """

    def __init__(self, *, reference: date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.reference = reference

    def clean(self, value: Any) -> When | None:
        text = super().clean(value)
        return _read(lambda words: parse_when(words, self.reference), text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return value.text if isinstance(value, When) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class NumberField(forms.IntegerField):
    """A whole number: 12, 1.234. Blank is unknown and stays None; it is never 0."""

    widget = _typed_text(inputmode="numeric")

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        number = _read(parse_number, str(value))
        if number != number.to_integral_value():
            raise ValidationError("Ghi số nguyên, không có phần lẻ", code="invalid")
        return int(number)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return format_number(value) if abs(value) >= _DOTS_FROM else str(value)
        return value


class DecimalNumberField(forms.DecimalField):
    """A number with decimals: 12,5. A dot stands between thousands only."""

    widget = _typed_text(inputmode="decimal")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values or isinstance(value, Decimal):
            return None if value in self.empty_values else value
        return _read(parse_number, str(value))

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, (Decimal, int)) and not isinstance(value, bool) else value


class UnitRangesField(CleanCharField):
    """Numbers of neighbouring units: "15 đến 27, 30"; gives a list of numbers."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Thí dụ: 15 đến 27, 30")
        super().__init__(**options)

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        return _read(parse_ranges, text) if text else []

    def prepare_value(self, value: Any) -> Any:
        return format_ranges(value) if isinstance(value, (list, tuple)) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _read(reader: Callable[[str], T], text: str) -> T:
    """Read `text`; what the reader finds wrong becomes the field's error, in the reader's words."""
    try:
        return reader(text)
    except (DateError, NumberError, RangeError) as problem:
        raise ValidationError(str(problem), code="invalid") from problem
