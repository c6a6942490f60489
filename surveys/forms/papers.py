"""Forms of papers: what is asked for a kind, the particulars on paper, a part as text, the signed copy."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.db import transaction

from danvan.documents import numbers, profiles
from danvan.documents.content import Block, Table, blocks_to_json
from danvan.documents.models import SignedCopy
from danvan.documents.writing import Grid, Part, Plates, Words, blocks_of, parts_of, plates_of, text_of, typed, written
from danvan.ui.forms import CleanCharField, Form, Layout, Row, StaleGuard
from danvan.units.forms.base import GuardSaysWhy, say_why
from danvan.units.models import Unit
from danvan.units.refusal import Refused
from danvan.vietnamese.dates import short_date
from surveys import paper_numbers
from surveys.models import Paper
from surveys.papers import COMPOSERS
from surveys.papers.base import Composer
from surveys.queries import WRITERS
from surveys.wording import lower_first

ASKED = ("follows", "addressee", "addressee_words", "due", "reason", "contact", "quoted")
"""What a kind may ask for, in the order of the form."""
SPARE_ROWS = 3
"""Empty rows below a table, to be filled in."""


class PaperForm(StaleGuard):
    """What a kind of paper asks for, and who signs it and gets it."""

    class Meta:
        model = Paper
        fields = [
            "follows",
            "addressee",
            "addressee_words",
            "due",
            "reason",
            "contact",
            "quoted",
            "subject",
            "recipients",
            "signer_capacity",
            "signer_post",
            "signer_name",
        ]
        widgets = {"recipients": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.composer: type[Composer] = COMPOSERS[self.instance.kind]
        asked = [name for name in ASKED if name in self.composer.asks]
        signing = ("recipients", "signer_capacity", "signer_post", "signer_name") if self.composer.asks_signer else ()
        kept = {*asked, *(["subject"] if self.composer.type_name else []), *signing}
        for name in set(self.fields) - kept - {"ban_goc"}:
            del self.fields[name]
        self._limit_choices(user)
        for name, text in self.composer.questions.items():
            self.fields[name].label, self.fields[name].help_text = text
        for name in self.composer.required:
            self.fields[name].required = True
            chosen = name == "quoted" or isinstance(self.fields[name], forms.ModelChoiceField)
            label = str(self.fields[name].label)
            self.fields[name].error_messages["required"] = f"{'Chọn' if chosen else 'Ghi'} {lower_first(label)}"
        self.asked = asked

    def _limit_choices(self, user: Any) -> None:
        if "addressee" in self.fields:
            unit: Any = self.fields["addressee"]
            unit.queryset = Unit.objects.visible_to(user, WRITERS) | Unit.objects.filter(pk=self.instance.addressee_id)
        if "follows" in self.fields:
            earlier: Any = self.fields["follows"]
            papers = Paper.objects.visible_to(user).select_related("survey", "meeting", "addressee")
            earlier.queryset = self.composer.may_follow(self.instance, papers)
            earlier.label_from_instance = _in_words
        if "quoted" in self.fields:
            self.fields["quoted"] = forms.MultipleChoiceField(
                label="Phần được trích", choices=self.composer.quotable(self.instance), widget=forms.CheckboxSelectMultiple, required=False
            )

    def layout(self) -> Layout:
        rest = [name for name in self.fields if name not in self.asked and not name.startswith("signer") and name != "ban_goc"]
        signer = [Row(("signer_capacity", 4), ("signer_post", 4), ("signer_name", 4))] if "signer_post" in self.fields else []
        return Layout(*self.asked, *rest, *signer)


def _in_words(paper: Paper) -> str:
    """A paper as one of several to choose from: what it is, its number and day, whom it went to."""
    number = f"số {paper.number}" if paper.number else "chưa có số"
    to = paper.addressee_words or (paper.addressee.name if paper.addressee else "")
    parts = (str(paper), number, f"ngày {short_date(paper.date)}" if paper.date else "", f"gửi {to}" if to else "")
    return ", ".join(part for part in parts if part)


class PaperNumberForm(GuardSaysWhy):
    """Number, date and rule of layout of a paper: what the văn thư fills in; a unit with a register takes numbers from there."""

    number = CleanCharField(
        label="Số văn bản", required=False, max_length=60, help_text="Số văn thư cấp, thí dụ: 05. Ghi ngày văn bản cùng lúc."
    )

    class Meta:
        model = Paper
        fields = ["number", "date", "profile", "profile_reason"]

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        titles = [(name, profiles.get(name).title) for name in profiles.names()]
        self.fields["profile"] = forms.ChoiceField(label="Thể thức", choices=[("", "Theo ngày văn bản"), *titles], required=False)
        self.fields["profile_reason"].help_text = "Chỉ ghi khi chọn thể thức khác với ngày văn bản."
        taken = numbers.uses_register(self.instance.owner) and (self.instance.registered or not self.instance.number)
        if taken or not COMPOSERS[self.instance.kind].code:
            del self.fields["number"]

    def layout(self) -> Layout:
        numbers = [Row(("number", 6), ("date", 6))] if "number" in self.fields else ["date"]
        return Layout(*numbers, "profile", "profile_reason")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("profile") and not cleaned.get("profile_reason"):
            self.add_error("profile_reason", "Ghi lý do dùng thể thức khác")
        if "date" in cleaned:
            self._check_number_and_day(cleaned)
        return cleaned

    def _check_number_and_day(self, cleaned: dict[str, Any]) -> None:
        self.instance.date = cleaned["date"]
        try:
            if cleaned.get("number"):
                cleaned["number"] = paper_numbers.check_typed(self.instance, cleaned["number"], self.by)
            elif cleaned["date"]:
                numbers.check_day_of_unit(self.instance.owner, cleaned["date"])
        except Refused as refusal:
            say_why(self, refusal)

    def save_guarded(self) -> bool:
        """As everywhere; if somebody else took the number in between, all of it goes back and the field says so."""
        with transaction.atomic():
            return super().save_guarded()

    def save(self, commit: bool = True) -> Paper:
        """Save, and let the book of the unit say the same."""
        paper: Paper = self.instance
        if "number" in self.fields:
            paper_numbers.keep_typed(paper, self.cleaned_data["number"], self.by)
            return paper
        paper.save()
        if paper.registered and not paper_numbers.obstacle(paper):
            paper_numbers.settle(paper)
        return paper


class PartForm(Form):
    """A part of a paper as text and tables.

    `state` is a hash of the part as it was shown: when somebody else saved in between, nothing is saved and both texts are shown.
    """

    state = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, blocks: Sequence[Block], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocks = tuple(blocks)
        self.parts: list[Part] = parts_of(blocks)
        self.initial["state"] = state_of(blocks)
        for number, part in enumerate(self.parts):
            if isinstance(part, Words):
                self._add_words(number, part)
            elif isinstance(part, Grid | Plates):
                self._add_grid(number, part.table)

    def _add_words(self, number: int, part: Words) -> None:
        text = text_of(part.blocks)
        rows = min(max(4, text.count("\n") + 2 + len(text) // 90), 24)
        label = "Nội dung" if sum(isinstance(one, Words) for one in self.parts) == 1 else f"Nội dung, đoạn {number + 1}"
        self.fields[f"words-{number}"] = CleanCharField(
            label=label, required=False, initial=text, widget=forms.Textarea(attrs={"rows": rows, "class": "form-control"})
        )

    def _add_grid(self, number: int, table: Table) -> None:
        rows = [[typed(cell) for cell in row] for row in table.rows] + [[""] * len(table.columns)] * SPARE_ROWS
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                title = table.columns[column].title
                self.fields[f"cell-{number}-{row}-{column}"] = CleanCharField(
                    label=f"{title}, dòng {row + 1}",
                    required=False,
                    initial=cell,
                    widget=forms.Textarea(attrs={"rows": 1, "class": "form-control"}),
                )

    def pieces(self) -> list[dict[str, Any]]:
        """What the page shows, in order: text fields, tables of fields, and what keeps its place."""
        shown: list[dict[str, Any]] = []
        for number, part in enumerate(self.parts):
            if isinstance(part, Words):
                shown.append({"field": self[f"words-{number}"]})
            elif isinstance(part, Grid | Plates):
                height = len(part.table.rows) + SPARE_ROWS
                rows = [[self[f"cell-{number}-{row}-{column}"] for column in range(len(part.table.columns))] for row in range(height)]
                shown.append({"table": part.table, "rows": rows})
            else:
                shown.append({"fixed": True})
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.stale:
            self.add_error(
                None, "Phần này vừa được lưu ở nơi khác: xem bản đang lưu ở cuối trang, sửa lại chữ của mình nếu cần, rồi lưu lần nữa."
            )
        return cleaned

    @property
    def stale(self) -> bool:
        """Whether the part was changed since the page was opened."""
        return self.is_bound and self.data.get(self.add_prefix("state")) != state_of(self.blocks)

    def renew(self) -> None:
        """Let the page carry the state of now: sent once more, it is a decision made knowingly."""
        renewed: Any = self.data.copy()  # type: ignore[attr-defined]
        renewed["state"] = self.initial["state"]
        self.data = renewed

    def written(self) -> tuple[Block, ...]:
        """The part as it was typed."""
        made: list[Block] = []
        for number, part in enumerate(self.parts):
            if isinstance(part, Words):
                made += blocks_of(self.cleaned_data[f"words-{number}"], part.blocks)
            elif isinstance(part, Grid):
                made.append(self._table(number, part.table))
            elif isinstance(part, Plates):
                made += plates_of(self._table(number, part.table))
            else:
                made.append(part.block)
        return tuple(made)

    def _table(self, number: int, table: Table) -> Table:
        rows = []
        for row in range(len(table.rows) + SPARE_ROWS):
            old = table.rows[row] if row < len(table.rows) else ((),) * len(table.columns)
            cells = tuple(written(self.cleaned_data[f"cell-{number}-{row}-{at}"].strip(), cell) for at, cell in enumerate(old))
            if any(cells):
                rows.append(cells)
        return replace(table, rows=tuple(rows))


def state_of(blocks: Sequence[Block]) -> str:
    """A short hash of a part."""
    return hashlib.sha256(json.dumps(blocks_to_json(blocks), ensure_ascii=False).encode()).hexdigest()[:16]


class WordForm(Form):
    """The Word file that somebody corrected."""

    file = forms.FileField(
        label="Tệp Word đã sửa (.docx)",
        help_text="Tệp đã tải từ trang này, sửa trong Word hoặc LibreOffice rồi lưu lại.",
        error_messages={"required": "Chọn tệp Word đã sửa"},
    )


class SignedCopyForm(Form):
    """The scan of the signed sheet, or the PDF with digital signatures."""

    kind = forms.ChoiceField(label="Loại bản ký", choices=SignedCopy.Kind.choices)
    file = forms.FileField(label="Tệp PDF của bản đã ký", error_messages={"required": "Chọn tệp PDF của bản đã ký"})
    note = CleanCharField(label="Ghi chú", required=False, max_length=300)
