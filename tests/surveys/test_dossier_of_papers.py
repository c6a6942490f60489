"""The papers of a meeting go into its hồ sơ as they count, with their signed copies."""

import pgtrigger
import pytest

from danvan.documents.content import plain
from danvan.documents.dossier import find_subject
from danvan.documents.files import keep
from danvan.documents.models import SignedCopy
from surveys.dossier_of_papers import items
from surveys.models import Paper
from surveys.paper_life import content_of
from tests.factories import MembershipFactory
from tests.surveys.test_papers import invitation, signed_invitation

pytestmark = pytest.mark.django_db


def listed(paper, with_names=False):
    user = MembershipFactory(role="head", unit=paper.owner).user
    return list(items(find_subject("meeting", paper.meeting_id, user), with_names))


def read(item):
    content = item.open()
    return content if isinstance(content, bytes) else content.read()


def test_a_signed_paper_goes_in_byte_for_byte_with_its_word_twin():
    paper = signed_invitation()

    found = {item.suffix: item for item in listed(paper)}

    assert {suffix: read(item) for suffix, item in found.items()} == {row.format: row.file.read() for row in paper.revision.files.all()}
    assert found["pdf"].note == "đã ký"
    assert found["pdf"].number in plain(content_of(paper).letterhead.number)
    assert not found["docx"].listed


def test_an_unsigned_paper_goes_in_as_a_draft():
    (item,) = listed(invitation())

    assert item.draft
    assert read(item).startswith(b"%PDF-")


def test_the_signed_copy_lies_in_a_folder_of_its_own():
    paper = signed_invitation()
    scan = keep(b"%PDF-1.7 scan", name="ban-ky.pdf", content_type="application/pdf")
    SignedCopy.objects.create(revision=paper.revision, file=scan, sha256=scan.sha256, added_by=paper.created_by)

    copy = listed(paper)[-1]

    assert copy.folder.path == "08-Van-ban-ky-luu"
    assert read(copy) == b"%PDF-1.7 scan"


def test_blank_forms_and_lists_of_names_stay_out():
    paper = invitation()
    Paper.objects.filter(pk=paper.pk).update(kind="plates")

    assert listed(paper) == []


@pytest.mark.parametrize("kind", ["attendees", "extract"])
def test_without_names_the_signed_copy_of_a_paper_of_names_stays_out_too(kind):
    paper = signed_invitation()
    scan = keep(b"%PDF-1.7 scan", name="ban-ky.pdf", content_type="application/pdf")
    SignedCopy.objects.create(revision=paper.revision, file=scan, sha256=scan.sha256, added_by=paper.created_by)
    with pgtrigger.ignore("surveys.Paper:freeze_signed"):
        Paper.objects.filter(pk=paper.pk).update(kind=kind)

    assert listed(paper) == []
    assert [item.folder.path for item in listed(paper, with_names=True)][-1] == "08-Van-ban-ky-luu"
