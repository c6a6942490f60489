import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from danvan.accounts.models import Membership, Role, User
from tests.factories.units import LONG_AGO, BodyFactory


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"can.bo{n}")
    display_name = "Nguyễn Thị Hạnh"
    password = "!"


class MembershipFactory(DjangoModelFactory):
    """A cán bộ khảo sát of a body; `since` and `until` (exclusive) narrow the period."""

    class Meta:
        model = Membership

    class Params:
        since = LONG_AGO
        until = None

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(BodyFactory)
    role = Role.SURVEY
    valid = factory.LazyAttribute(lambda membership: DateRange(membership.since, membership.until))
