"""The pages of jobs and of a hồ sơ ask the database as often for much as for little."""

import pytest

from danvan.accounts.models import Role
from danvan.documents.models import Dossier, Revision, RevisionFile, StoredFile
from surveys.models import Minutes
from tests.factories import (
    JobFactory,
    MembershipFactory,
    PaperFactory,
    PersonFactory,
    SurveyFactory,
    SurveyMeetingFactory,
    UserFactory,
    office,
)
from tests.queries.test_surveys_and_meetings import fill, queries

pytestmark = pytest.mark.django_db
MOST = 12


def test_the_list_of_jobs_and_one_of_them(client_for):
    user = MembershipFactory(unit=office("Sông Bồi").body).user
    client = client_for(user)
    first = JobFactory(owner=user)
    pages = ("/viec-chay-nen/", first.get_absolute_url())
    at_1 = [queries(client, address) for address in pages]
    JobFactory.create_batch(49, owner=user)
    assert [queries(client, address) for address in pages] == at_1
    assert max(at_1) <= MOST


def signed(meeting):
    """The meeting with frozen minutes in two formats, past the triggers of signing."""
    empty = {"schema": 1}
    sha256 = f"{meeting.pk:064d}"
    revision = Revision.objects.create(kind="minutes", content=empty, schema_version=1, sha256=sha256, created_by=UserFactory())
    for suffix in ("pdf", "docx"):
        file = StoredFile.objects.create(
            sha256=sha256, path=f"{meeting.pk}.{suffix}", name="bien-ban", content_type="application/pdf", size=9
        )
        RevisionFile.objects.create(revision=revision, format=suffix, file=file, sha256=sha256)
    Minutes.objects.filter(meeting=meeting).update(state="signed", revision=revision)


def test_the_page_of_a_surveys_dossier(client_for, monkeypatch):
    monkeypatch.setattr("surveys.dossier.Content.from_json", lambda data: _EmptyContent)
    unit, user = office("Sông Bồi").body, UserFactory(person=PersonFactory())
    for role in (Role.SURVEY, Role.STANDING):
        MembershipFactory(user=user, unit=unit, role=role)
    client, survey = client_for(user), SurveyFactory(owner=unit)
    address = f"/khao-sat/{survey.pk}/ho-so/"

    def meetings(count):
        for number in range(count):
            meeting = SurveyMeetingFactory(owner=unit, survey=survey, logged_by=user)
            fill(meeting, 1)
            PaperFactory(meeting=meeting, owner=unit)
            if number % 2 == 0:
                signed(meeting)
            file = StoredFile.objects.create(
                sha256="0" * 64, path=f"{meeting.pk}.zip", name="ho-so", content_type="application/zip", size=9
            )
            about = {"subject_kind": "survey", "subject_id": survey.pk, "unit": unit, "papers": 3}
            Dossier.objects.create(asked_by=UserFactory(), file=file, job=JobFactory(state="done"), **about)

    meetings(2)
    at_2 = queries(client, address)
    meetings(28)
    assert queries(client, address) == at_2
    assert at_2 <= MOST + 2  # the papers and the signed copies come from a provider of their own


class _EmptyContent:
    date = ""

    class letterhead:  # noqa: N801 - stands for the attribute of a content
        number = ()
