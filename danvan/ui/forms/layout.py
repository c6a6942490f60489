"""Pieces of a form's layout for crispy-forms: rows on a grid of twelve, sections with a heading."""

from typing import Any, TypeAlias

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django.forms import BaseForm

Cell: TypeAlias = Any
"""A field's name, its name with a width in twelfths, or a layout object."""

__all__ = ["Cell", "Div", "Field", "Helper", "Layout", "Row", "Section"]


class Helper(FormHelper):
    """The portal's helper: the page writes the form's tag, its token and its buttons; hidden fields are never left out."""

    form_tag = False
    disable_csrf = True
    render_hidden_fields = True
    include_media = False


class Row(Div):
    """Fields side by side from 768 px on: `Row(("date", 3), ("place", 6), "note")`; a number is twelfths of the width."""

    css_class = "fieldgrid field"

    def __init__(self, *cells: Cell, **options: Any) -> None:
        super().__init__(*(_cell(cell) for cell in cells), **options)


class Section(Div):
    """A part of a form with its own heading: `Section("Thời gian, địa điểm", Row(...), hint="...")`."""

    template = "components/form_section.html"

    def __init__(self, title: str, *fields: Cell, hint: str = "", **options: Any) -> None:
        super().__init__(*(_cell(field) for field in fields), **options)
        self.title = title
        self.hint = hint


def _cell(cell: Cell) -> Any:
    """Return a layout object: a field with the width that stands beside its name."""
    if isinstance(cell, tuple):
        name, width = cell
        return Field(name, wrapper_class=f"w{width}")
    return cell


def default_layout(form: BaseForm) -> Layout:
    """Return all visible fields in their order, one below the other."""
    return Layout(*(name for name, field in form.fields.items() if not field.widget.is_hidden))
