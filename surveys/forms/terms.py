"""Forms for the vocabularies."""

import re
from typing import Any

from danvan.ui.forms import ModelForm, StaleGuard
from danvan.vietnamese.text import fold
from surveys.models import Term


class TermForm(ModelForm):
    """A new entry. The code, which nobody has to think up, is made from the label."""

    class Meta:
        model = Term
        fields = ["vocabulary", "label", "order", "note"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        label, vocabulary = cleaned.get("label", ""), cleaned.get("vocabulary", "")
        same = [term for term in Term.objects.filter(vocabulary=vocabulary) if fold(term.label) == fold(label)]
        if label and same:
            self.add_error("label", f"Danh mục này đã có “{same[0].label}”")
        return cleaned

    def save(self, commit: bool = True) -> Term:
        taken = set(Term.objects.filter(vocabulary=self.instance.vocabulary).values_list("code", flat=True))
        base = re.sub(r"[^a-z0-9]+", "-", fold(self.instance.label)).strip("-")[:24] or "muc"
        self.instance.code = next(code for code in (base, *(f"{base}-{n}" for n in range(2, 1000))) if code not in taken)
        return super().save(commit)


class TermEditForm(StaleGuard):
    """Change or close an entry; what was recorded with it stays."""

    class Meta:
        model = Term
        fields = ["label", "order", "note", "closed"]
        help_texts = {"closed": "Không hiện ra khi chọn nữa; những gì đã ghi vẫn giữ nguyên."}
