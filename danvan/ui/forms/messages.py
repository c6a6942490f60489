"""Error messages made from the label: each says what to do, none says "không hợp lệ"."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.utils import pretty_name
from django.utils.text import capfirst

from danvan.ui.words import in_sentence
from danvan.vietnamese.numbers import format_number

_DASHES = BLANK_CHOICE_DASH[0][1]

Messages = dict[str, str]


def label_of(field: forms.Field, name: str) -> str:
    """Return the label of a field in the words that its user reads."""
    return str(field.label if field.label else pretty_name(name))


class TooLong(MaxLengthValidator):
    """Says how much is too long; the browser never cuts what is typed (input methods lose letters at `maxlength`)."""

    def __init__(self, limit_value: int, label: str) -> None:
        super().__init__(limit_value)
        self.label = label

    def __call__(self, value: str) -> None:
        limit, length = self.limit_value, len(value)
        if length > limit:
            raise ValidationError(
                f"{capfirst(self.label)} dài {format_number(length)} ký tự, nhiều nhất là {format_number(limit)}: "
                f"bớt đi {format_number(length - limit)} ký tự",
                code="max_length",
            )


def _chosen(label: str) -> Messages:
    again = f"Chọn lại {label}: mục đã chọn không có trong danh sách"
    return {"required": f"Chọn {label}", "invalid_choice": again, "invalid_list": again, "invalid_pk_value": again}


def _file(label: str) -> Messages:
    return {
        "required": f"Chọn tệp cho ô {label}",
        "invalid": f"Chọn lại tệp cho ô {label}: tệp chưa gửi lên được",
        "missing": f"Chọn lại tệp cho ô {label}: tệp chưa gửi lên được",
        "empty": "Tệp này rỗng, chọn tệp khác",
        "invalid_image": "Tệp này không phải là ảnh hoặc ảnh bị hỏng, chọn ảnh khác",
        "contradiction": "Chọn một trong hai: gửi tệp mới hoặc bỏ tệp cũ",
        "max_length": "Tên tệp dài quá, đặt tên ngắn hơn rồi gửi lại",
    }


def _number(label: str) -> Messages:
    return {
        "required": f"Nhập {label}",
        "invalid": f"Ghi {label} bằng chữ số, thí dụ: 12",
        "min_value": f"{capfirst(label)} nhỏ nhất là %(limit_value)s",
        "max_value": f"{capfirst(label)} lớn nhất là %(limit_value)s",
        "max_digits": f"{capfirst(label)} có nhiều nhất %(max)s chữ số",
        "max_decimal_places": f"{capfirst(label)} có nhiều nhất %(max)s chữ số sau dấu phẩy",
        "max_whole_digits": f"{capfirst(label)} có nhiều nhất %(max)s chữ số trước dấu phẩy",
    }


def _typed(label: str) -> Messages:
    return {"required": f"Nhập {label}", "min_length": f"{capfirst(label)} cần ít nhất %(limit_value)d ký tự"}


_BY_TYPE: tuple[tuple[type[forms.Field], Callable[[str], Messages]], ...] = (
    (forms.BooleanField, lambda label: {"required": f"Đánh dấu vào ô “{capfirst(label)}”"}),
    (forms.ModelChoiceField, _chosen),
    (forms.ChoiceField, _chosen),
    (forms.FileField, _file),
    (forms.IntegerField, _number),
    (forms.EmailField, lambda label: {"required": f"Nhập {label}", "invalid": "Ghi đủ địa chỉ thư điện tử, thí dụ: hanh@phuong.vn"}),
    (forms.URLField, lambda label: {"required": f"Nhập {label}", "invalid": "Ghi đủ địa chỉ trang, bắt đầu bằng https://"}),
    (forms.Field, _typed),
)


def speak_vietnamese(field: forms.Field, name: str) -> None:
    """Give a form's field messages made from its label, except those that its form wrote itself.

    Args:
        field: the field of one form instance; its messages and validators are changed in place.
        name: its name, for a field without a label.
    """
    label = in_sentence(label_of(field, name))
    defaults = _django_defaults(type(field))
    for code, message in _messages_for(field)(label).items():
        if code not in field.error_messages or field.error_messages[code] is defaults.get(code):
            field.error_messages[code] = message
    field.validators = [
        TooLong(validator.limit_value, label) if type(validator) is MaxLengthValidator else validator for validator in field.validators
    ]


def name_empty_choice(field: forms.Field, name: str) -> None:
    """Write words where Django shows nine dashes for "nothing chosen"."""
    words = f"Chọn {in_sentence(label_of(field, name))}" if field.required else "Chưa chọn"
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == _DASHES:
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField):
        pairs = list(field.widget.choices)
        field.choices = [(value, words if value in ("", None) and text == _DASHES else text) for value, text in pairs]


def _messages_for(field: forms.Field) -> Callable[[str], Messages]:
    return next(messages for kind, messages in _BY_TYPE if isinstance(field, kind))


def _django_defaults(kind: type[forms.Field]) -> dict[str, object]:
    """Return the messages that the field classes of Django bring along; our own classes' messages are no defaults."""
    defaults: dict[str, object] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("django."):
            defaults.update(getattr(base, "default_error_messages", {}))
    return defaults
