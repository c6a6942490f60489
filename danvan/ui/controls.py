"""How a form's control is drawn: Bootstrap's classes, ids, and the small form of a field for tables."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "radio"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Widget, "text"),
)
_CLASSES = {"choices": "form-check-input", "radio": "form-check-input", "checkbox": "form-check-input", "select": "form-select"}


def kind(field: BoundField) -> str:
    """Return how the field is drawn: choices, radio, checkbox, select or text."""
    return next(name for widget, name in _KINDS if isinstance(field.field.widget, widget))


def css_class(field: BoundField) -> str:
    """Return Bootstrap's classes for the control, its state of error included."""
    own = str(field.field.widget.attrs.get("class", ""))
    return " ".join(part for part in (_CLASSES.get(kind(field), "form-control"), own, "is-invalid" if field.errors else "") if part)


def is_optional(field: BoundField) -> bool:
    """Whether "(không bắt buộc)" stands beside the label: not in filters, nor at a box that may stay empty anyway."""
    return not field.field.required and kind(field) != "checkbox" and getattr(field.form, "mark_optional", True)


def first_id(field: BoundField) -> str:
    """Return the id of the control that gets the focus: of a group of radios the first."""
    return field.id_for_label or f"{field.auto_id}_0"


def widget(field: BoundField, **attrs: Any) -> SafeString:
    """Draw the bare control with its classes; more attributes by name, `_` for `-` (`class="order"`)."""
    extra = {name.replace("_", "-"): value for name, value in attrs.items()}
    extra["class"] = f"{css_class(field)} {extra.get('class', '')}".strip()
    if isinstance(field.field.widget, forms.ClearableFileInput):
        # Django's own template for a stored file cannot be styled; the page shows the stored file itself.
        return field.as_widget(forms.FileInput(attrs=field.field.widget.attrs), attrs=extra)
    return field.as_widget(attrs=extra)


def control(field: BoundField, label: str = "", **attrs: Any) -> SafeString:
    """Draw a control for a row of a table: its label only for readers that speak, its errors below.

    Args:
        field: any field but a group of radios or boxes.
        label: the words of the label; a table's row should name itself ("Vai trò của Trần Văn Lộc").
    """
    shown = format_html(
        '<label class="visually-hidden" for="{}">{}</label>{}', field.id_for_label, label or field.label, widget(field, **attrs)
    )
    if field.help_text:
        shown += format_html('<div class="form-text visually-hidden" id="{}_helptext">{}</div>', field.auto_id, field.help_text)
    if field.errors:
        sentences = format_html_join("", "<span>{}</span>", ((error,) for error in field.errors))
        shown += format_html('<div class="invalid-feedback" id="{}_error">{}</div>', field.auto_id, sentences)
    return shown
