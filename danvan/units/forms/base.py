"""What forms about units and people share: a refused change becomes an error at its field; choices of units; periods."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from danvan.ui.forms import DateField, FormRules, StaleGuard
from danvan.units.models import Unit
from danvan.units.refusal import Refused

_NEED_SUPERIOR = (Unit.Kind.GROUP, Unit.Kind.QUARTER, Unit.Kind.CELL)
"""Kinds whose names repeat from ward to ward."""


class SaysWhy(FormRules):
    """A form whose `save()` may be refused by the rules of the field (`Refused`)."""

    def save(self) -> Any:
        """Make the change; called once, inside a transaction, when everything that was typed can be read."""
        raise NotImplementedError

    def save_or_say_why(self) -> bool:
        """Check and save in one transaction.

        Returns:
            True if it is saved; False if the page has to be shown again with its errors.
        """
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                self.save()
        except Refused as refusal:
            say_why(self, refusal)
            return False
        return True


class GuardSaysWhy(StaleGuard):
    """The same for a form that changes a row which others may change too."""

    def save_guarded(self) -> bool:
        """Check and save with the row locked; a refusal becomes an error at its field."""
        try:
            return super().save_guarded()
        except Refused as refusal:
            say_why(self, refusal)
            return False


def posted(request: Any) -> Any:
    """What a form is bound to: the sent data, even when they are empty; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def say_why(form: forms.BaseForm, refusal: Refused) -> None:
    """Put a refusal at the field that it is about, else on top of the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


class UnitChoiceField(forms.ModelChoiceField):
    """A choice of units; those whose names repeat are told by the unit above. Wants a query set made by `as_of`."""

    def label_from_instance(self, obj: Any) -> str:
        superior = getattr(obj, "day_superior", None) if obj.kind in _NEED_SUPERIOR else None
        return f"{obj} ({superior})" if superior else str(obj)


class LastDayField(DateField):
    """The last day of a period, as people write it ("đến ngày"); gives the day after it, as periods are stored."""

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day == date.max:
            raise ValidationError("Ghi ngày gần hơn.")
        return day + timedelta(days=1) if day else None

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value - timedelta(days=1) if isinstance(value, date) else value)
