import pytest
from django.db import DatabaseError, transaction

from danvan.documents import revisions
from danvan.documents.content import SCHEMA_VERSION
from danvan.documents.models import Revision, RevisionFile
from tests.documents.papers import invented_minutes
from tests.documents.reading import docx_text
from tests.factories import UserFactory
from tests.history.portal_role import as_the_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision() -> Revision:
    paper = invented_minutes(1)
    return Revision.objects.create(
        kind="minutes", content=paper.to_json(), schema_version=SCHEMA_VERSION, sha256=paper.sha256, created_by=UserFactory()
    )


def test_a_format_that_was_not_made_at_signing_is_made_once_and_kept(revision: Revision):
    first = revisions.file_of(revision, "docx", name="bien-ban")
    again = revisions.file_of(revision, "docx", name="ten-khac")

    assert again == first
    assert (first.name, first.content_type.rpartition(".")[2]) == ("bien-ban.docx", "document")
    assert "Trần Văn Lộc" in docx_text(first.read())
    assert [(file.format, file.sha256) for file in revision.files.all()] == [("docx", first.sha256)]


def test_the_portals_own_database_role_can_make_a_file_later(revision: Revision):
    with as_the_portal():
        assert revisions.file_of(revision, "docx", name="bien-ban").size


def test_another_format_stands_beside_the_first_and_replaces_nothing(revision: Revision):
    word = revisions.file_of(revision, "docx", name="bien-ban")
    revisions.file_of(revision, "pdf", name="bien-ban")

    assert revision.files.get(format="docx").file == word
    assert revision.files.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        RevisionFile.objects.filter(format="docx").update(format="odt")
