"""The form of the page "Nền sáng, tối, cỡ chữ"."""

from typing import Any

from django import forms
from django.http import HttpRequest

from danvan.ui.display import TEXT_SIZES, THEMES, Display
from danvan.ui.forms.base import Form


class DisplayForm(Form):
    """Choice of light or dark and of the size of letters."""

    mark_optional = False
    theme = forms.ChoiceField(label="Nền", choices=list(THEMES.items()), widget=forms.RadioSelect, required=False)
    text = forms.ChoiceField(label="Cỡ chữ", choices=list(TEXT_SIZES.items()), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        now = Display.of(request)
        super().__init__(*args, initial={"theme": now.theme, "text": now.text}, **kwargs)

    def choice(self) -> Display:
        """Return what was chosen."""
        return Display(self.cleaned_data["theme"], self.cleaned_data["text"])
