"""Forms of people: add one (with a first post), change the name, put out of use."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from danvan.people import posts
from danvan.people.forms.posts import PRINTED_AS_HINT, titles_for, units_for
from danvan.people.models import Appointment, Person, PostTitle
from danvan.ui.forms import CleanCharField, DateField, Form, FormRules, Layout, Row, Section
from danvan.units.forms.base import GuardSaysWhy, LastDayField, SaysWhy, UnitChoiceField
from danvan.units.models import Unit
from danvan.vietnamese.names import split_name, tidy_name

_NAME_HINT = "Đủ họ, tên đệm, tên. Thí dụ: Phạm Thị Minh Hồng"
_LONGEST = {"family_name": 100, "given_name": 50}


class FullName(FormRules):
    """A name typed in one field, and the question whether a namesake is meant."""

    user: Any
    writers: frozenset[str]
    kept: Person | None = None
    namesakes: list[Person]

    def clean_full_name(self) -> str:
        """Refuse what is no name of a person; a name in capitals gets capital initials."""
        name = tidy_name(self.cleaned_data["full_name"])
        if any(char.isdigit() for char in name):
            raise ValidationError("Họ và tên không có chữ số: đồng chí xem lại")
        family, given = split_name(name)
        if len(family) > _LONGEST["family_name"] or len(given) > _LONGEST["given_name"]:
            raise ValidationError("Họ và tên dài quá: đồng chí chỉ ghi họ, tên đệm và tên của một người")
        return name

    def ask_about_namesakes(self, name: str) -> None:
        """Find others of the same name; without a tick, that is an error which says who they are."""
        found = Person.objects.visible_to(self.user, self.writers).named(name) if name else []
        self.namesakes = [person for person in found if self.kept is None or person.pk != self.kept.pk]
        if self.namesakes and not self.cleaned_data.get("another"):
            self.add_error(
                "full_name", f"Trong danh sách đã có {self._who()}. Nếu đây là người khác, đánh dấu vào ô “Người khác, trùng tên”"
            )

    def _who(self) -> str:
        held = Appointment.objects.by_person(self.namesakes, timezone.localdate())
        lines = []
        for person in self.namesakes[:5]:
            details = [f"{post.wording}, {post.unit}" for post in held.get(person.pk, [])] or [person.note or "chưa ghi chức vụ"]
            lines.append(f"{person} ({'; '.join(details)})")
        return ", ".join(lines)

    @property
    def asks(self) -> bool:
        """Whether the box for namesakes has to be shown."""
        return bool(getattr(self, "namesakes", None))


class NewPersonForm(FullName, SaysWhy, Form):
    """Somebody new, with a first post if it is known."""

    full_name = CleanCharField(label="Họ và tên", help_text=_NAME_HINT, max_length=150)
    another = forms.BooleanField(label="Người khác, trùng tên", required=False)
    address = forms.ChoiceField(label="Xưng hô", choices=Person.Address.choices, initial=Person.Address.COMRADE)
    note = CleanCharField(
        label="Ghi chú", required=False, max_length=200, help_text="Để phân biệt người trùng tên. Không ghi chuyện riêng."
    )
    title = forms.ModelChoiceField(label="Chức danh", required=False, queryset=PostTitle.objects.none(), empty_label="Chưa ghi")
    unit = UnitChoiceField(label="Đơn vị", required=False, queryset=Unit.objects.none(), empty_label="Chưa ghi")
    since = DateField(label="Từ ngày", required=False, help_text="Để trống nếu chưa rõ.")
    until = LastDayField(label="Đến hết ngày", required=False, help_text="Để trống nếu còn giữ chức.")
    printed_as = CleanCharField(label="Ghi trên văn bản là", required=False, max_length=200, help_text=PRINTED_AS_HINT)
    decision = CleanCharField(label="Theo quyết định", required=False, max_length=200, help_text="Số, ngày, cơ quan ban hành.")

    def __init__(self, *args: Any, user: Any, writers: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.writers = user, writers
        self.fields["title"].queryset = titles_for()  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units_for(user, writers)  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        box = ["another"] if self.asks else []
        return Layout(
            Section("Người", Row(("full_name", 8), ("address", 4)), *box, "note"),
            Section(
                "Chức vụ đầu tiên",
                Row(("title", 6), ("unit", 6)),
                Row(("since", 6), ("until", 6)),
                Row(("printed_as", 6), ("decision", 6)),
                hint="Chưa rõ thì để trống, ghi thêm sau được.",
            ),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.ask_about_namesakes(cleaned.get("full_name", ""))
        title, unit = cleaned.get("title"), cleaned.get("unit")
        if title and not unit and "unit" not in self.errors:
            self.add_error("unit", "Chọn đơn vị nơi giữ chức danh này")
        if not title and "title" not in self.errors and (unit or any(cleaned.get(n) for n in ("since", "until", "printed_as", "decision"))):
            self.add_error("title", "Chọn chức danh, hoặc để trống cả phần chức vụ")
        return cleaned

    def save(self) -> Person:
        """Put the person into the list, kept by the unit of the post or else by the user's own.

        Raises:
            PostError: see `posts.appoint`.
        """
        typed = self.cleaned_data
        family, given = split_name(typed["full_name"])
        keeper = typed["unit"] or Unit.objects.held_by(self.user, self.writers).first()
        self.person = Person.objects.create(
            family_name=family,
            given_name=given,
            address=typed["address"],
            note=typed["note"],
            kept_by=keeper,
            sample=bool(keeper and keeper.sample),
        )
        if typed["title"]:
            post = {name: typed[name] for name in ("title", "unit", "since", "until", "printed_as", "decision")}
            posts.appoint(self.person, **post)
        return self.person


class PersonForm(FullName, GuardSaysWhy):
    """Changes a person's name, form of address and note."""

    full_name = CleanCharField(label="Họ và tên", help_text=_NAME_HINT, max_length=150)
    another = forms.BooleanField(label="Người khác, trùng tên", required=False)

    class Meta:
        model = Person
        fields = ["address", "note", "closed"]

    field_order = ["full_name", "another", "address", "note", "closed"]

    def __init__(self, *args: Any, user: Any, writers: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.writers, self.kept = user, writers, self.instance
        if not self.instance.closed:
            del self.fields["closed"]  # putting out of use asks on its own page; taking back is a tick here

    def stored_initial(self, row: models.Model) -> dict[str, Any]:
        return {**super().stored_initial(row), "full_name": str(row)}

    def layout(self) -> Layout:
        shown = ["another"] if self.asks else []
        shown += ["note"] + (["closed"] if "closed" in self.fields else [])
        return Layout(Row(("full_name", 8), ("address", 4)), *shown)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("full_name", "")
        self.namesakes = []
        if "full_name" in self.changed_data:
            self.ask_about_namesakes(name)
        return cleaned

    def save(self, commit: bool = True) -> Person:
        self.instance.family_name, self.instance.given_name = split_name(self.cleaned_data["full_name"])
        return super().save(commit)


class ClosePersonForm(SaysWhy, Form):
    """Puts somebody out of use; posts that go on need a last day."""

    until = LastDayField(label="Ngày giữ chức cuối cùng", help_text="Cho mọi chức vụ đang giữ. Thí dụ: 30/6/2025")

    def __init__(self, *args: Any, person: Person, held: list[Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not held:
            del self.fields["until"]

    def save(self) -> None:
        """Close the person.

        Raises:
            PostError: see `posts.close_person`.
        """
        posts.close_person(self.person, self.cleaned_data.get("until"))
