"""Controls of the attendance page. A row has some twenty, a list three hundred rows: they are written here without a template each."""

from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from danvan.ui.controls import css_class, kind
from surveys.forms.attendance import AttendanceRow

register = template.Library()
_NOTHING, _SELECTED = SafeString(""), SafeString(" selected")


@register.simple_tag
def cell(field: BoundField, words: str, who: str, **attrs: Any) -> SafeString:
    """A control in a row of the table; its label ("Vai trò của Trần Văn Lộc") is for readers that speak.

    Args:
        words: the first words of the label, `who` the rest.
        attrs: more attributes; `css` adds a class.
    """
    label = f"{words} {who}".strip()
    return format_html(
        '<label class="visually-hidden" for="{}">{}</label>{}{}', field.id_for_label, label, _control(field, **attrs), _below(field)
    )


@register.simple_tag
def labelled(field: BoundField, words: str = "", **attrs: Any) -> SafeString:
    """A control with its label in sight, for the parts of a row that are not in a table's columns."""
    label = words or field.label
    if kind(field) == "checkbox":
        return format_html(
            '<div class="form-check">{}<label class="form-check-label" for="{}">{}</label></div>{}',
            _control(field, **attrs),
            field.id_for_label,
            label,
            _below(field),
        )
    return format_html(
        '<label class="form-label" for="{}">{}</label>{}{}', field.id_for_label, label, _control(field, **attrs), _below(field)
    )


@register.simple_tag
def radios(field: BoundField, who: str) -> SafeString:
    """Present or away, as radio buttons."""
    chosen = str(field.value() or "")
    errors = _described(field)
    options = format_html_join(
        "",
        '<div class="form-check"><input type="radio" class="{}" name="{}" value="{}" id="{}_{}"{}>'
        '<label class="form-check-label" for="{}_{}">{}</label></div>',
        (
            (css_class(field), field.html_name, value, field.auto_id, n, _checked(value == chosen), field.auto_id, n, text)
            for n, (value, text) in enumerate(field.field.choices)  # type: ignore[attr-defined]
        ),
    )
    return format_html(
        '<fieldset class="inline"{}><legend class="visually-hidden">{} có mặt hay vắng</legend>{}</fieldset>{}',
        errors,
        who,
        options,
        _below(field),
    )


@register.simple_tag
def removal(field: BoundField, who: str) -> SafeString:
    """The box "Bỏ": until the page is saved it is undone by unticking."""
    return format_html(
        '<div class="form-check">{}<label class="form-check-label" for="{}">Bỏ<span class="visually-hidden"> {}</span></label></div>{}',
        _control(field),
        field.id_for_label,
        who,
        _below(field),
    )


@register.simple_tag
def hidden(row: AttendanceRow) -> SafeString:
    """The hidden fields of a row that say something, and its key: a long list sends some thousand fields, of which Django takes so many."""
    fields = format_html_join(
        "",
        '<input type="hidden" name="{}" id="{}" value="{}">',
        ((field.html_name, field.auto_id, field.value()) for field in row.hidden_fields() if field.value() not in (None, "")),
    )
    return format_html('<input type="hidden" name="dong" value="{}">{}', row.key, fields)


def _control(field: BoundField, css: str = "", **attrs: Any) -> SafeString:
    widget = field.field.widget
    attrs = {**{name: value for name, value in widget.attrs.items() if name != "class"}, **attrs}
    head = format_html(
        'name="{}" id="{}" class="{}"{}', field.html_name, field.auto_id, f"{css_class(field)} {css}".strip(), _described(field)
    )
    head += format_html_join("", ' {}="{}"', attrs.items())
    value = field.value()
    shown = "" if value is None else str(value)
    if isinstance(widget, forms.CheckboxInput):
        return format_html('<input type="checkbox" {}{}>', head, _checked(bool(value)))
    if isinstance(widget, forms.Select):
        return format_html("<select {}>{}</select>", head, _options(_flat(widget.choices), shown))
    if isinstance(widget, forms.Textarea):
        # The line end after the tag is not part of the text: without it a first empty line would be lost.
        return format_html("<textarea {}>\n{}</textarea>", head, shown)
    return format_html('<input type="text" {} value="{}">', head, shown)


def _flat(choices: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(text)) for value, text in choices)


@lru_cache(maxsize=256)
def _options(choices: tuple[tuple[str, str], ...], shown: str) -> SafeString:
    """The same few lists stand in every row."""
    options = ((value, _SELECTED if value == shown else "", text) for value, text in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', options)


def _checked(is_on: bool) -> SafeString:
    return SafeString(" checked") if is_on else _NOTHING


def _described(field: BoundField) -> SafeString:
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    ids += [f"{field.auto_id}_error"] if field.errors else []
    invalid = ' aria-invalid="true"' if field.errors else ""
    described = f' aria-describedby="{conditional_escape(" ".join(ids))}"' if ids else ""
    return mark_safe(invalid + described)  # noqa: S308 - ids are made from field names


def _below(field: BoundField) -> SafeString:
    """Errors, what somebody else stored meanwhile, and the hint."""
    below = _NOTHING
    if field.errors:
        sentences = format_html_join("", "<span>{}</span>", ((error,) for error in field.errors))
        below += format_html('<div class="invalid-feedback" id="{}_error">{}</div>', field.auto_id, sentences)
    if conflict := getattr(field.field, "conflict", None):
        below += format_html('<div class="conflict"><p class="label">Chữ đang lưu:</p><p class="prewrap">{}</p></div>', conflict.stored)
    if field.help_text:
        below += format_html('<div class="form-text" id="{}_helptext">{}</div>', field.auto_id, field.help_text)
    return below
