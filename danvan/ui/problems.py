"""What is to be corrected in a page's forms, as one list: the summary on top of the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet

from danvan.ui.controls import first_id
from danvan.ui.words import in_sentence


@dataclass(frozen=True)
class Problem:
    """One thing to correct: the sentence, and the id of the control to go to (empty if it is about a whole form)."""

    text: str
    target: str = ""


def find(forms: Iterable[BaseForm | BaseFormSet]) -> list[Problem]:
    """List the errors of bound forms and formsets.

    Args:
        forms: in the order in which they stand on the page. A form with the attribute `row_label` ("Ngô Quang Thắng")
            has it put before each of its sentences; rows of a formset without one are called "Dòng 3".

    Returns:
        Sentences as they stand at their fields.
    """
    return [problem for form in forms if form.is_bound for problem in _of(form)]


def _of(form: BaseForm | BaseFormSet) -> Iterator[Problem]:
    if isinstance(form, BaseFormSet):
        yield from (Problem(str(text)) for text in form.non_form_errors())
        for number, row in enumerate(form.forms, start=1):
            # A row that is to be dropped need not be right.
            if not getattr(row, "cleaned_data", {}).get(DELETION_FIELD_NAME):
                yield from _of_form(row, getattr(row, "row_label", "") or f"Dòng {number}")
    else:
        yield from _of_form(form, getattr(form, "row_label", ""))


def _of_form(form: BaseForm, row_label: str) -> Iterator[Problem]:
    before = f"{row_label}: " if row_label else ""
    for name in [NON_FIELD_ERRORS, *form.fields]:
        for text in form.errors.get(name, []):
            target = "" if name == NON_FIELD_ERRORS or form[name].is_hidden else first_id(form[name])
            yield Problem(f"{before}{in_sentence(str(text))}" if before else str(text), target)
