import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from danvan.people.models import Appointment, Person, PostTitle
from tests.factories.units import LONG_AGO, BodyFactory


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    family_name = "Trần Thị"
    given_name = factory.Sequence(lambda n: f"Lan {n}")


class PostTitleFactory(DjangoModelFactory):
    class Meta:
        model = PostTitle
        django_get_or_create = ("label", "system")

    label = "Trưởng Ban"
    system = "party"
    rank = 100


class AppointmentFactory(DjangoModelFactory):
    """A post held from long ago on; `since` and `until` (exclusive) narrow it."""

    class Meta:
        model = Appointment

    class Params:
        since = LONG_AGO
        until = None

    person = factory.SubFactory(PersonFactory)
    title = factory.SubFactory(PostTitleFactory)
    unit = factory.SubFactory(BodyFactory)
    valid = factory.LazyAttribute(lambda post: DateRange(post.since, post.until))
