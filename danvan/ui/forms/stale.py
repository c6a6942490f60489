"""Two people at one form: nobody's words are lost, nobody's are overwritten unseen.

The page carries a short hash of each value it showed. When it comes back, the row is locked and read again:

- a field that I left alone takes what is stored now;
- a field that only I changed is saved;
- a field that both changed is an error at that field: what I typed stays, the other's text stands beside it, and the
  hashes are renewed, so that sending the page once more is a decision made knowingly.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.forms.boundfield import BoundField
from django.utils import timezone

from danvan.ui.forms.base import ModelForm
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import clean

BASE = "ban_goc"
_HASH_LENGTH = 12
_NEVER_COMPARED = (forms.FileField,)

Editor = tuple[str, datetime]
EditorLookup = Callable[[models.Model, str], Editor | None]


def _nobody_known(_row: models.Model, _field: str) -> Editor | None:
    return None


_last_editor: EditorLookup = _nobody_known


def set_editor_lookup(lookup: EditorLookup) -> None:
    """Say how to find who last changed a field of a row, and when; the history knows (`accounts` connects the two)."""
    global _last_editor
    _last_editor = lookup


@dataclass(frozen=True)
class Conflict:
    """What another person stored in a field while this page was open; `bootstrap5/field.html` shows it."""

    sentence: str
    stored: str


class _BaseField(forms.CharField):
    """The hidden hashes; shown again they are those of the values stored now, not those that were sent."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)
        self.renewed = ""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return self.renewed or data

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False  # or every row of a formset would count as changed


class StaleGuard(ModelForm):
    """A model form that notices when somebody else saved in between.

    The view calls `save_guarded()` in place of `is_valid()` and `save()`. A form with fields that are not columns says
    in `stored_initial()` what they would show for a row; it must not set their `initial` elsewhere.
    The layout must not leave out the hidden field; the portal's `Helper` never does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk:
            kwargs["initial"] = {**self.stored_initial(instance), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self._posted = self.data
        if self.instance.pk:
            self.fields[BASE] = _BaseField()
            self.initial[BASE] = self._hashes(self._shown(self.instance))

    def stored_initial(self, row: models.Model) -> dict[str, Any]:
        """Return what the form's fields show for `row`; extend it for fields that are not columns."""
        return forms.model_to_dict(row, self._meta.fields, self._meta.exclude)

    def save_guarded(self) -> bool:
        """Check and save in one transaction, with the row locked from reading to writing.

        Returns:
            True if it is saved; False if the page has to be shown again with its errors.
        """
        # No savepoint within a view's own transaction: that goes back as a whole, and each would be two questions more.
        with transaction.atomic(savepoint=False):
            self._errors = None
            if not self.is_valid():
                return False
            self.save()
            return True

    def full_clean(self) -> None:
        if not (self.is_bound and self.instance.pk and BASE in self.fields):
            super().full_clean()
            return
        self.data = self._posted
        base = _read_hashes(self[BASE].data)
        if not self._lock_row():
            super().full_clean()
            self.add_error(None, "Có đồng chí khác vừa xóa mục này. Đồng chí chép lại những chữ còn cần rồi ghi thành mục mới.")
            return
        shown = self._shown(self.instance)
        # An open page of before must be judged against the values of now.
        self.initial.update({name: value for name, value in shown.items() if name in self.fields})
        self.fields[BASE].renewed = self._hashes(shown)  # type: ignore[attr-defined]
        conflicts = self._compare(base, shown)
        super().full_clean()
        for name, conflict in conflicts.items():
            self.fields[name].conflict = conflict  # type: ignore[attr-defined]
            self.add_error(name, ValidationError(conflict.sentence, code="stale"))

    def _lock_row(self) -> bool:
        """Read the row again, locked if a transaction is open; False if it is gone."""
        rows = type(self.instance)._base_manager.all()
        if connection.in_atomic_block:
            rows = rows.select_for_update(of=("self",))
        try:
            self.instance.refresh_from_db(from_queryset=rows)
        except type(self.instance).DoesNotExist:
            return False
        return True

    def _compare(self, base: dict[str, str], shown: dict[str, Any]) -> dict[str, Conflict]:
        """Put stored values into fields left alone, and return the conflicts of the others."""
        conflicts: dict[str, Conflict] = {}
        data: Any = None
        for name, hashed in base.items():
            if name not in shown or hashed == _hash(self._text(name, shown[name])):
                continue  # nobody else changed it
            typed = _hash(self._typed(name))
            if typed == hashed:
                data = self._posted.copy() if data is None else data  # type: ignore[attr-defined]
                self._put(data, name, shown[name])
            elif typed != _hash(self._text(name, shown[name])):
                conflicts[name] = self._conflict(name, shown[name])
        self.data = self._posted if data is None else data
        return conflicts

    def _conflict(self, name: str, stored: Any) -> Conflict:
        editor = _last_editor(self.instance, name)
        if editor:
            who, when = editor
            local = timezone.localtime(when)
            day = "" if local.date() == timezone.localdate() else f", ngày {short_date(local.date())}"
            by = f"Đồng chí {who} vừa sửa ô này lúc {local:%H} giờ {local:%M}{day}"
        else:
            by = "Có đồng chí khác vừa sửa ô này"
        return Conflict(f"{by}: xem chữ đang lưu ở dưới, sửa lại chữ của mình nếu cần, rồi lưu lần nữa", _words(self[name], stored))

    def _shown(self, row: models.Model) -> dict[str, Any]:
        """Return what the comparable fields show for the row as it is stored."""
        stored = self.stored_initial(row)
        return {
            name: stored.get(name)
            for name, field in self.fields.items()
            if name in stored and not field.disabled and not isinstance(field, _NEVER_COMPARED)
        }

    def _hashes(self, shown: dict[str, Any]) -> str:
        return json.dumps({name: _hash(self._text(name, value)) for name, value in shown.items()}, separators=(",", ":"))

    def _text(self, name: str, value: Any) -> str:
        """Return one spelling for everything that means the same value in this field."""
        return _spelling(self.fields[name].prepare_value(value))

    def _typed(self, name: str) -> str:
        """Return that spelling for what was typed; what cannot be read is taken as it stands."""
        field, typed = self.fields[name], self[name].data
        try:
            return self._text(name, field.clean(typed))
        except ValidationError:
            return _spelling(typed)

    def _put(self, data: Any, name: str, value: Any) -> None:
        """Put a value into the sent data in the form in which the browser would have sent it."""
        key, shown = self.add_prefix(name), self.fields[name].prepare_value(value)
        if isinstance(shown, (list, tuple, set)) or hasattr(shown, "all"):
            data.setlist(key, [str(getattr(item, "pk", item)) for item in shown])
        elif shown is None or shown is False:
            data.pop(key, None)
        else:
            data[key] = "on" if shown is True else str(shown)


def _read_hashes(sent: Any) -> dict[str, str]:
    """Read the hidden field. A page without it, or with something else in it, is not guarded, but does no harm."""
    try:
        read = json.loads(sent or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in read.items()} if isinstance(read, dict) else {}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def _spelling(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return "\n".join(sorted(_spelling(item) for item in value))
    return clean(str(value)).strip()


def _words(field: BoundField, stored: Any) -> str:
    """Return the stored value as a person reads it: the words of a choice, not its key."""
    shown = field.field.prepare_value(stored)
    if isinstance(field.field.widget, forms.CheckboxInput):
        return "Có đánh dấu" if shown else "Không đánh dấu"
    keys = {_spelling(item) for item in (shown if isinstance(shown, (list, tuple, set)) else [shown])}
    if hasattr(field.field.widget, "choices"):
        return ", ".join(str(text) for value, text in field.field.widget.choices if str(value) in keys and str(value)) or "Để trống"
    return _spelling(shown) or "Để trống"
