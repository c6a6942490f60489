"""A part of a form that is folded away until it is needed."""

from typing import Any

from danvan.ui.forms import Div


class Folded(Div):
    """A part of the form that is opened when it is needed; what is filled in or wrong is never hidden."""

    template = "surveys/form_fold.html"

    def __init__(self, title: str, *fields: Any, is_open: bool, hint: str = "") -> None:
        super().__init__(*fields)
        self.title, self.is_open, self.hint = title, is_open, hint
