"""Several units in one form, quick to type: each line is the name of a unit of the portal, or else stays as words.

The lines are fields of the form itself, so that a stale form is noticed line by line (`StaleGuard`), and none needs a script.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from danvan.ui.forms import CleanCharField, Field, Row, StaleGuard
from danvan.ui.forms.messages import speak_vietnamese
from danvan.units.models import Unit
from danvan.vietnamese.text import fold, two_digits
from surveys.queries import WRITERS

LIST_ID = "don-vi-goi-y"
LONGEST = 300
_BARE = "surveys/_bare_field.html"


class UnitDirectory:
    """The units that a user may look up in order to write of a meeting, by what somebody may type for them."""

    def __init__(self, user: Any) -> None:
        self.units = list(Unit.objects.visible_to(user, WRITERS).as_of(timezone.localdate()))
        self._by_name: dict[str, list[Unit]] = {}
        for unit in self.units:
            for name in {fold(unit.name), fold(unit.short_name)} - {""}:
                self._by_name.setdefault(name, []).append(unit)
        self._by_label = {fold(self.label(unit)): unit for unit in self.units}

    def label(self, unit: Unit) -> str:
        """The unit's name, with its superior's where several have the same name."""
        superior = getattr(unit, "day_superior", None)
        return f"{unit.name} ({superior})" if superior and len(self._by_name.get(fold(unit.name), ())) > 1 else unit.name

    def labels(self) -> list[str]:
        """What the field suggests while somebody types."""
        return [self.label(unit) for unit in self.units]

    def find(self, text: str) -> Unit | None:
        """The unit that `text` names, or None when the text only stays as words.

        Raises: ValidationError when several units have that name.
        """
        if unit := self._by_label.get(fold(text)):
            return unit
        found = self._by_name.get(fold(text), [])
        if len(found) > 1:
            raise ValidationError(f"Có {two_digits(len(found))} đơn vị tên “{text}”: chọn một dòng trong danh sách gợi ý")
        return found[0] if found else None


@dataclass(frozen=True)
class UnitLines:
    """Lines of a form that stand for the rows of a `UnitOrWords` model.

    Attributes:
        name: the related name of the rows on the form's instance; the fields are called `name_0`, `name_0_role` ...
        label: of a line, for readers that speak it is followed by its number.
        spare: empty lines offered beside the filled ones.
        roles: whether each line has a role beside it.
    """

    name: str
    label: str
    spare: int = 2
    roles: bool = False

    def field(self, number: int) -> str:
        """The name of the field of a line, counted from 0."""
        return f"{self.name}_{number}"

    def number_in(self, name: str) -> int | None:
        """The number of the line whose field is called `name`; None for any other field."""
        before, _, number = name.rpartition("_")
        return int(number) if before == self.name and number.isdecimal() and len(number) < 3 else None


class UnitLinesForm(StaleGuard):
    """A form with lines of units; `self.user`, set before this class is initialised, decides which units are suggested."""

    unit_lines: ClassVar[tuple[UnitLines, ...]] = ()
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.directory = UnitDirectory(self.user)
        self._rows: dict[str, list[Any]] = {}
        super().__init__(*args, **kwargs)
        for lines in self.unit_lines:
            for number in range(self._how_many(lines)):
                self._add_line(lines, number)
        self.rehash()

    def rehash(self) -> None:
        """Take the fields that were added after the guard had looked at the form into its hashes."""
        if self.instance.pk:
            self.initial["ban_goc"] = self._hashes(self._shown(self.instance))

    def stored_initial(self, row: Any) -> dict[str, Any]:
        shown = super().stored_initial(row)
        for lines in self.unit_lines:
            for number, stored in enumerate(self._stored(row, lines)):
                shown[lines.field(number)] = self.directory.label(stored.unit) if stored.unit else stored.words
                if lines.roles:
                    shown[f"{lines.field(number)}_role"] = stored.role
            self._pad(shown, lines)
        return shown

    def _pad(self, shown: dict[str, Any], lines: UnitLines) -> None:
        """Say of each empty line that it is empty, so that two people who fill the same one notice each other."""
        for name in getattr(self, "fields", {}):
            if lines.number_in(name.removesuffix("_role")) is not None and name not in shown:
                shown[name] = self.fields[name].initial if name.endswith("_role") else ""

    def full_clean(self) -> None:
        self._rows = {}
        super().full_clean()

    def _stored(self, row: Any, lines: UnitLines) -> list[Any]:
        """The rows as they are stored, read once for showing and once more for checking, when the form's row is locked."""
        if lines.name not in self._rows:
            rows = getattr(row, lines.name).select_related("unit")
            self._rows[lines.name] = list(rows.order_by("order", "pk") if _is_ordered(row, lines) else rows.order_by("pk"))
        return self._rows[lines.name]

    def _how_many(self, lines: UnitLines) -> int:
        stored = len(self._stored(self.instance, lines)) if self.instance.pk else 0
        if not self.is_bound:
            given = sum(1 for name in self.initial if lines.number_in(name) is not None)
            return max(stored, given) + lines.spare
        sent = [number for name in self.data if (number := lines.number_in(name)) is not None]
        return max([stored, *(number + 1 for number in sent)])

    def _add_line(self, lines: UnitLines, number: int) -> None:
        name = lines.field(number)
        widget = forms.TextInput(attrs={"list": LIST_ID, "autocomplete": "off"})
        label = lines.label if number == 0 else f"{lines.label}, dòng {number + 1}"
        self.fields[name] = CleanCharField(label=label, required=False, max_length=LONGEST, widget=widget)
        if lines.roles:
            role: Any = self._model(lines)._meta.get_field("role")
            choice = forms.ChoiceField(label=f"Vai trò, dòng {number + 1}", choices=role.choices, initial=role.default, required=False)
            self.fields[f"{name}_role"] = choice
        for field in (name, f"{name}_role"):
            if field in self.fields:
                speak_vietnamese(self.fields[field], field)
                self.fields[field].widget.attrs.pop("maxlength", None)

    def _model(self, lines: UnitLines) -> Any:
        return type(self.instance)._meta.get_field(lines.name).related_model

    def lines_of(self, lines: UnitLines) -> Iterator[Row]:
        """The lines for the layout, each a row of the grid."""
        for name in self._names(lines):
            role = [Field(f"{name}_role", template=_BARE, wrapper_class="w4")] if lines.roles else []
            yield Row(Field(name, template=_BARE, wrapper_class="w8"), *role)

    def _names(self, lines: UnitLines) -> list[str]:
        return [name for name in self.fields if lines.number_in(name) is not None]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for lines in self.unit_lines:
            seen: set[str] = set()
            for name in self._names(lines):
                self._clean_line(name, cleaned, seen)
        return cleaned

    def _clean_line(self, name: str, cleaned: dict[str, Any], seen: set[str]) -> None:
        text = cleaned.get(name)
        if not text:
            return
        if fold(text) in seen:
            self.add_error(name, f"“{text}” đã ghi ở dòng trên, bỏ một dòng")
            return
        seen.add(fold(text))
        try:
            cleaned[name] = self._kept_unit(name, text) or self.directory.find(text) or text
        except ValidationError as problem:
            self.add_error(name, problem)

    def _kept_unit(self, name: str, text: str) -> Unit | None:
        """The unit that stands in this line already, which the user need not be able to look up."""
        lines, _, number = name.rpartition("_")
        if not self.instance.pk or self.initial.get(name) != text:
            return None
        stored = self._stored(self.instance, next(one for one in self.unit_lines if one.name == lines))
        return stored[int(number)].unit if int(number) < len(stored) else None

    def save_lines(self) -> None:
        """Store the lines as rows of the saved instance; rows that say the same are left alone."""
        for lines in self.unit_lines:
            self._save_lines(lines)

    def _save_lines(self, lines: UnitLines) -> None:
        wanted = [values for values in self._wanted(lines) if values["unit"] or values["words"]]
        stored = self._stored(self.instance, lines)
        related = getattr(self.instance, lines.name)
        for position, values in enumerate(wanted, start=1):
            if _is_ordered(self.instance, lines):
                values["order"] = position
            row = stored[position - 1] if position <= len(stored) else related.model(**{related.field.name: self.instance})
            if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(row, name, value)
                row.save()
        for row in stored[len(wanted) :]:
            row.delete()

    def _wanted(self, lines: UnitLines) -> Iterator[dict[str, Any]]:
        for name in self._names(lines):
            value = self.cleaned_data.get(name) or ""
            is_unit = isinstance(value, Unit)
            found: dict[str, Any] = {"unit": value if is_unit else None, "words": "" if is_unit else value}
            if lines.roles:
                found["role"] = self.cleaned_data.get(f"{name}_role") or self.fields[f"{name}_role"].initial
            yield found


def _is_ordered(row: models.Model, lines: UnitLines) -> bool:
    related: Any = row._meta.get_field(lines.name).related_model
    return any(field.name == "order" for field in related._meta.fields)
