"""The forms that every form of the portal is built on."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.utils.functional import cached_property

from danvan.ui.forms import fields as own
from danvan.ui.forms.layout import Helper, default_layout
from danvan.ui.forms.messages import name_empty_choice, speak_vietnamese
from danvan.vietnamese.text import clean

_FORM_FIELDS: dict[type[models.Field], type[forms.Field]] = {
    models.CharField: own.CleanCharField,
    models.TextField: own.CleanCharField,
    models.DateField: own.DateField,
    models.TimeField: own.TimeField,
    models.IntegerField: own.NumberField,
    models.SmallIntegerField: own.NumberField,
    models.PositiveIntegerField: own.NumberField,
    models.PositiveSmallIntegerField: own.NumberField,
    models.BigIntegerField: own.NumberField,
    models.DecimalField: own.DecimalNumberField,
}


def portal_field(db_field: models.Field, **options: Any) -> forms.Field | None:
    """Return the portal's form field for a column; Django's where the portal has none."""
    kind = _FORM_FIELDS.get(type(db_field))
    if kind and not db_field.choices:
        options.setdefault("form_class", kind)
    if isinstance(db_field, models.URLField):
        options.setdefault("assume_scheme", "https")
    return db_field.formfield(**options)


class FormRules(forms.BaseForm):
    """What holds for every form.

    - Text is NFC before any rule looks at it, and is shown so again.
    - No `required` and no `maxlength` in the page: nothing is checked while somebody still types, and input methods
      lose letters at a `maxlength` (docs: rules for fields that take Vietnamese). The server says what is too long.
    - Messages are made from the label.
    """

    use_required_attribute = False
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            speak_vietnamese(field, name)
            name_empty_choice(field, name)
            for attribute in ("maxlength", "minlength"):
                field.widget.attrs.pop(attribute, None)

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """Read what was typed; the one place through which both checking and showing again get it."""
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        if isinstance(widget, forms.PasswordInput):
            return value
        return _cleaned(value)

    def layout(self) -> Layout:
        """Return how the form is laid out; a form with more than a few fields writes its own."""
        return default_layout(self)

    @cached_property
    def helper(self) -> Helper:
        """What `{% crispy form %}` uses."""
        helper = Helper(self)
        helper.layout = self.layout()
        return helper


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [_cleaned(item) for item in value] if isinstance(value, list) else value


class Form(FormRules, forms.Form):
    """A form without a model behind it."""


class _PortalFields(ModelFormMetaclass):
    """Builds a model form with the portal's fields, unless its `Meta` names another way."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = portal_field
        return super().__new__(mcs, name, bases, attrs)


class ModelForm(FormRules, forms.ModelForm, metaclass=_PortalFields):
    """A form for a row of a model. For changing a row that others may change too, see `StaleGuard`."""


class FilterForm(Form):
    """Filters of a list, sent by GET: nothing is required, and nothing is marked as optional."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def chosen(self) -> dict[str, Any]:
        """Return the filters that say something; one that cannot be read is left out and shows its error."""
        self.is_valid()
        read = getattr(self, "cleaned_data", {})
        return {name: value for name, value in read.items() if value not in (None, "", [])}
