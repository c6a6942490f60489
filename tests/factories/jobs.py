import factory
from factory.django import DjangoModelFactory

from danvan.jobs.models import Job
from tests.factories.accounts import UserFactory
from tests.factories.units import BodyFactory


class JobFactory(DjangoModelFactory):
    """A job that waits, in no queue."""

    class Meta:
        model = Job

    kind = "dossier"
    title = "Lập hồ sơ hội nghị khảo sát"
    owner = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(BodyFactory)
