"""What every form of the portal is made of: `Form`, `ModelForm`, `StaleGuard`, fields and layout pieces."""

from danvan.ui.forms.base import FilterForm, Form, FormRules, ModelForm
from danvan.ui.forms.fields import (
    CleanCharField,
    DateField,
    DecimalNumberField,
    NumberField,
    TimeField,
    UnitRangesField,
    WhenField,
)
from danvan.ui.forms.layout import Div, Field, Helper, Layout, Row, Section
from danvan.ui.forms.stale import Conflict, StaleGuard, set_editor_lookup

__all__ = [
    "CleanCharField",
    "Conflict",
    "DateField",
    "DecimalNumberField",
    "Div",
    "Field",
    "FilterForm",
    "Form",
    "FormRules",
    "Helper",
    "Layout",
    "ModelForm",
    "NumberField",
    "Row",
    "Section",
    "StaleGuard",
    "TimeField",
    "UnitRangesField",
    "WhenField",
    "set_editor_lookup",
]
