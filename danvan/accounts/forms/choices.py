"""What a quản trị may choose from: only what lies in the units they administer."""

from typing import Any

from django import forms
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from danvan.accounts.models import Role
from danvan.accounts.queries import units_administered_by
from danvan.people.models import Appointment, Person
from danvan.units.models import Unit
from danvan.units.queries import UnitQuerySet


def units_for_roles(by: Any) -> UnitQuerySet:
    """Bodies in which `by` may give roles, the many tổ dân vận last; roles are held in bodies, not in areas."""
    teams_last = Case(When(kind=Unit.Kind.TEAM, then=Value(1)), default=Value(0), output_field=IntegerField())
    return units_administered_by(by).exclude(kind__in=Unit.AREA_KINDS).open().order_by(teams_last, "name", "pk")


def people_without_account(by: Any, keep: Person | None = None) -> QuerySet[Person]:
    """People whom `by` may look up and who have no account; `keep` is offered too."""
    people = Person.objects.visible_to(by, [Role.ADMIN]).filter(closed=False, user=None)
    return people | Person.objects.filter(pk=keep.pk) if keep else people


class PersonChoiceField(forms.ModelChoiceField):
    """A person, with note and posts of today, so that namesakes can be told apart. The posts cost one query for the whole list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Person.objects.none(), **options)
        self._posts: dict[int, list[Any]] | None = None

    def offer(self, people: QuerySet[Person]) -> None:
        """Set whom to choose from."""
        self.queryset = people
        self._posts = None

    def label_from_instance(self, obj: Any) -> str:
        if self._posts is None:
            self._posts = self._read_posts()
        titles = ", ".join(post.wording for post in self._posts.get(obj.pk, []))
        return " - ".join(part for part in (obj.full_name, titles, obj.note) if part)

    def _read_posts(self) -> dict[int, list[Any]]:
        posts: dict[int, list[Any]] = {}
        people = self.queryset.values("pk") if self.queryset is not None else []
        held = Appointment.objects.on(timezone.localdate()).filter(person__in=people)  # type: ignore[misc]
        for post in held.select_related("title", "unit").order_by("title__rank", "pk"):
            posts.setdefault(post.person_id, []).append(post)
        return posts
