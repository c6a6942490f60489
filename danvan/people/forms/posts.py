"""Forms of posts: give one, put it right, end it."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.utils import timezone

from danvan.people import posts
from danvan.people.models import Appointment, Person, PostTitle
from danvan.ui.forms import CleanCharField, DateField, Form, Layout, Row
from danvan.units.forms.base import GuardSaysWhy, LastDayField, SaysWhy, UnitChoiceField
from danvan.units.models import Unit

PRINTED_AS_HINT = "Để trống thì ghi chức danh. Thí dụ: Chủ tịch UBND phường."


def titles_for(keep: int | None = None) -> models.QuerySet[PostTitle]:
    """Titles that may be given, and the one that is held, `keep`."""
    return PostTitle.objects.filter(Q(closed=False) | Q(pk=keep))


def units_for(user: Any, writers: frozenset[str], keep: int | None = None) -> models.QuerySet[Unit]:
    """Units in which `user` may give posts, closed ones too: posts of the past are recorded, too."""
    scope = Unit.objects.in_scope_of(user, writers).values("pk")
    return Unit.objects.filter(Q(pk__in=scope) | Q(pk=keep)).as_of(timezone.localdate())


class AppointForm(SaysWhy, Form):
    """A post for somebody who is in the list."""

    title = forms.ModelChoiceField(label="Chức danh", queryset=PostTitle.objects.none(), empty_label="Chọn chức danh")
    unit = UnitChoiceField(label="Đơn vị", queryset=Unit.objects.none(), empty_label="Chọn đơn vị")
    since = DateField(label="Từ ngày", required=False, help_text="Để trống nếu chưa rõ.")
    until = LastDayField(label="Đến hết ngày", required=False, help_text="Để trống nếu còn giữ chức.")
    printed_as = CleanCharField(label="Ghi trên văn bản là", required=False, max_length=200, help_text=PRINTED_AS_HINT)
    decision = CleanCharField(label="Theo quyết định", required=False, max_length=200, help_text="Số, ngày, cơ quan ban hành.")

    def __init__(self, *args: Any, person: Person, user: Any, writers: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["title"].queryset = titles_for()  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units_for(user, writers)  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(Row(("title", 6), ("unit", 6)), Row(("since", 4), ("until", 4)), Row(("printed_as", 6), ("decision", 6)))

    def save(self) -> Appointment:
        """Give the post.

        Raises:
            PostError: see `posts.appoint`.
        """
        return posts.appoint(self.person, **self.cleaned_data)


class PostForm(GuardSaysWhy):
    """Puts right what was typed wrongly about a post."""

    since = DateField(label="Từ ngày", required=False, help_text="Để trống nếu chưa rõ.")
    until = LastDayField(label="Đến hết ngày", required=False, help_text="Để trống nếu còn giữ chức.")

    class Meta:
        model = Appointment
        fields = ["title", "unit", "printed_as", "decision"]
        field_classes = {"unit": UnitChoiceField}

    def __init__(self, *args: Any, user: Any, writers: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].queryset = titles_for(self.instance.title_id)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units_for(user, writers, self.instance.unit_id)  # type: ignore[attr-defined]

    def stored_initial(self, row: models.Model) -> dict[str, Any]:
        post: Any = row
        return {**super().stored_initial(row), "since": post.valid.lower, "until": post.valid.upper}

    def layout(self) -> Layout:
        return Layout(Row(("title", 6), ("unit", 6)), Row(("since", 4), ("until", 4)), Row(("printed_as", 6), ("decision", 6)))

    def save(self, commit: bool = True) -> Appointment:
        return posts.correct(self.instance, self.cleaned_data["since"], self.cleaned_data["until"])


class EndPostForm(SaysWhy, Form):
    """The last day in office."""

    until = LastDayField(label="Ngày giữ chức cuối cùng")
    decision = CleanCharField(label="Theo quyết định", required=False, max_length=200, help_text="Số, ngày, cơ quan ban hành.")

    def __init__(self, *args: Any, post: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post

    def layout(self) -> Layout:
        return Layout(Row(("until", 4), ("decision", 8)))

    def save(self) -> None:
        """End the post.

        Raises:
            PostError: see `posts.end`.
        """
        posts.end(self.post, self.cleaned_data["until"], self.cleaned_data["decision"])
