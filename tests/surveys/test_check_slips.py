"""A slip beside a signed paper leads to what the portal knows of it; the paper itself carries no code."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from danvan.documents import checking
from danvan.documents.check_slip import compose
from danvan.documents.content import QrCode
from danvan.documents.files import keep
from danvan.documents.kinds import print_docx, print_pdf
from danvan.documents.models import SignedCopy
from tests.documents.reading import docx_text, pdf_text
from tests.surveys.test_papers import signed_invitation

pytestmark = pytest.mark.django_db


def test_the_slip_says_the_code_and_carries_it_as_a_picture():
    revision = signed_invitation().revision
    slip = compose(revision, "https://danvan.example/kiem-tra-van-ban/")
    code = checking.code_of(revision)

    (qr,) = [block for block in slip.blocks if isinstance(block, QrCode)]
    assert qr.data == f"https://danvan.example/kiem-tra-van-ban/?ma={code}"
    assert code in pdf_text(print_pdf(slip))
    assert code in docx_text(print_docx(slip))


def test_the_paper_itself_carries_no_code_and_no_hash():
    revision = signed_invitation().revision
    pages = "".join(page.extract_text() for page in PdfReader(BytesIO(revision.files.get(format="pdf").file.read())).pages)

    assert checking.code_of(revision) not in pages
    assert not re.search(r"[0-9a-f]{10}", pages)


def test_whoever_scans_the_code_and_may_see_the_paper_is_told_which_it_is(client_as):
    paper = signed_invitation()

    page = client_as("survey", paper.owner).get(reverse("documents:paper-check"), {"ma": checking.code_of(paper.revision)})

    assert "Đúng bản đã chốt" in page.content.decode()
    assert paper.get_absolute_url() in page.content.decode()


def test_to_a_stranger_a_code_that_exists_is_as_one_that_does_not(client_as):
    paper = signed_invitation()
    client = client_as("survey")

    known = client.get(reverse("documents:paper-check"), {"ma": checking.code_of(paper.revision)}).content.decode()

    assert "Không có văn bản đã chốt nào mang mã" in known
    assert paper.get_absolute_url() not in known


@pytest.mark.parametrize("typed", ["xyz", "3F2A", "<script>"])
def test_what_is_no_code_is_an_error_at_the_field(client_as, typed):
    page = client_as("survey").post(reverse("documents:paper-check"), {"code": typed})

    assert "xem lại trên phiếu kiểm tra" in page.content.decode()


def test_a_signed_copy_is_known_by_its_hash(client_as):
    paper = signed_invitation()
    scan = keep(b"%PDF-1.7 scan", name="ban-ky.pdf", content_type="application/pdf")
    SignedCopy.objects.create(revision=paper.revision, file=scan, sha256=scan.sha256, added_by=paper.created_by)

    found = checking.find(scan.sha256, paper.created_by)

    assert found
    assert found.copy == "bản ký lưu: bản quét của bản ký tay"


def test_the_slip_is_printed_from_the_page_of_the_signed_paper(client_as):
    paper = signed_invitation()
    client = client_as("clerk", paper.owner)

    assert reverse("surveys:paper-check-slip", args=[paper.pk]) in client.get(paper.get_absolute_url()).content.decode()
    assert client.get(reverse("surveys:paper-check-slip", args=[paper.pk])).content.startswith(b"%PDF-")
