"""Forms of a survey: what it is about, and who goes."""

from typing import Any

from django import forms
from django.utils import timezone

from danvan.people.models import Person
from danvan.ui.forms import CleanCharField, FilterForm, Layout, ModelForm, Row, Section, StaleGuard, WhenField
from danvan.units.models import Unit
from surveys.forms.meetings import UNKNOWN_WHEN
from surveys.models import Survey, SurveyMember
from surveys.queries import WRITERS

SPARE_MEMBERS = 3


class SurveyForm(StaleGuard):
    """A survey with its plan and its outline."""

    when = WhenField(
        label="Thời gian khảo sát", required=False, max_length=200, help_text="Thí dụ: trong tháng 11/2026; quý IV. Chưa rõ thì để trống."
    )

    class Meta:
        model = Survey
        fields = ["owner", "title", "topic", "plan_number", "plan_date", "data_from", "data_until", "purpose", "outline", "closed"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4}), "outline": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner_before = self.instance.owner_id
        owners = Unit.objects.in_scope_of(user, WRITERS).exclude(kind__in=Unit.AREA_KINDS).exclude(kind=Unit.Kind.TEAM)
        owner: Any = self.fields["owner"]
        owner.queryset = (owners | Unit.objects.filter(pk=self.instance.owner_id)).distinct()
        when: Any = self.fields["when"]
        when.reference = timezone.localdate()

    def stored_initial(self, row: Any) -> dict[str, Any]:
        return {**super().stored_initial(row), "when": row.when}

    def layout(self) -> Layout:
        return Layout(
            Section("Cuộc khảo sát", "title", "topic", Row(("owner", 6), ("when", 6))),
            Section("Kế hoạch, số liệu", Row(("plan_number", 3), ("plan_date", 3), ("data_from", 3), ("data_until", 3)), "purpose"),
            Section("Đề cương", "outline", "closed"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        owner = cleaned.get("owner")
        if owner and self.instance.pk and owner.pk != self.owner_before and self.instance.papers.exists():
            self.add_error(
                "owner", "Cuộc khảo sát đã có văn bản của cơ quan này: bỏ các văn bản ấy trước, văn bản đã ký thì không chuyển được"
            )
        first, last = cleaned.get("data_from"), cleaned.get("data_until")
        if first and last and last < first:
            self.add_error("data_until", "Ngày cuối của số liệu phải từ ngày đầu trở đi")
        return cleaned

    def save(self, commit: bool = True) -> Survey:
        self.instance.when = self.cleaned_data.get("when") or UNKNOWN_WHEN
        survey: Survey = super().save(commit)
        return survey


class MemberForm(ModelForm):
    """A member of the party: somebody of the list of people, or words; without a title the present one is taken."""

    class Meta:
        model = SurveyMember
        fields = ["person", "words", "title", "role"]

    def has_changed(self) -> bool:
        """A row is empty until somebody is named: the role alone, which always has a value, says nothing."""
        return any(name in self.changed_data for name in ("person", "words", "title")) or (bool(self.instance.pk) and super().has_changed())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        person, words = cleaned.get("person"), cleaned.get("words")
        if self.has_changed() and bool(person) == bool(words):
            self.add_error("words", "Chọn một cán bộ, hoặc ghi bằng chữ; không ghi cả hai")
        if person and not cleaned.get("title"):
            cleaned["title"] = person.title_on(timezone.localdate())
        return cleaned


class BaseMembers(forms.BaseInlineFormSet):
    """The members in order; the people offered are those of the user's directory, read once for all rows."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(user, WRITERS).filter(closed=False)
        self.people = [("", "Chọn cán bộ")] + [(person.pk, str(person)) for person in people]
        self.allowed = people

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        person = form.fields["person"]
        person.queryset = self.allowed | Person.objects.filter(pk=form.instance.person_id)
        kept = [(form.instance.person_id, str(form.instance.person))] if form.instance.person_id else []
        known = {value for value, _ in self.people}
        person.choices = self.people + [choice for choice in kept if choice[0] not in known]
        form.fields["DELETE"].label = "Bỏ"

    def save_in_order(self) -> None:
        """Save the rows and count them anew."""
        self.save()
        kept = [form.instance for form in self.forms if form.instance.pk and form not in self.deleted_forms]
        for position, member in enumerate(kept, start=1):
            if member.order != position:
                member.order = position
                member.save(update_fields=["order"])


Members = forms.inlineformset_factory(
    Survey, SurveyMember, form=MemberForm, formset=BaseMembers, extra=SPARE_MEMBERS, can_delete=True, max_num=60
)


class SurveyFilters(FilterForm):
    """What the list of surveys can be narrowed to."""

    q = CleanCharField(label="Tên cuộc khảo sát", widget=forms.TextInput(attrs={"type": "search"}))
    tinh_trang = forms.ChoiceField(label="Tình trạng", choices=[("", "Mọi tình trạng"), ("mo", "Đang khảo sát"), ("xong", "Đã kết thúc")])

    def applied_to(self, surveys: Any) -> Any:
        """The surveys that the filters leave."""
        chosen = self.chosen()
        surveys = surveys.search(chosen.get("q", ""))
        return surveys.filter(closed=chosen["tinh_trang"] == "xong") if "tinh_trang" in chosen else surveys

    def in_words(self) -> str:
        """What is shown, for the line above the list."""
        chosen = self.chosen()
        parts = [f"có “{chosen['q']}”"] if "q" in chosen else []
        state: Any = self.fields["tinh_trang"]
        return ", ".join(parts + ([dict(state.choices)[chosen["tinh_trang"]].lower()] if "tinh_trang" in chosen else []))
