"""A long paper is printed by the worker; its page neither waits nor prints it twice."""

import pytest
from django.core.cache import caches

from danvan.documents import kinds, long_papers
from danvan.documents.content import Content, Paragraph, runs
from danvan.documents.models import PrintOrder
from danvan.documents.revisions import freeze
from danvan.jobs import running
from danvan.jobs.models import Job
from surveys.models import Paper, PaperPart
from tests.documents.papers import invented_minutes
from tests.factories import MembershipFactory, UserFactory
from tests.surveys.test_papers import invitation

pytestmark = pytest.mark.django_db

MANY = tuple(Paragraph(runs(f"Đoạn {number}: {'nhân dân trong tổ dân phố đồng tình, ' * 50}")) for number in range(60))


@pytest.fixture
def kept(settings):
    """A cache that keeps."""
    settings.CACHES = {**settings.CACHES, "papers": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "papers"}}
    caches["papers"].clear()


@pytest.fixture
def long_paper():
    paper = invitation(addressee_words="các đồng chí")
    part = PaperPart(paper=paper, key="noi-dung", title="Nội dung mời")
    part.put(MANY, (), paper.created_by)
    part.save()
    return paper


def test_a_short_paper_is_sent_at_once():
    assert long_papers.is_ready(invented_minutes(9), "pdf", None)


@pytest.mark.usefixtures("kept")
def test_whoever_wants_a_long_draft_is_led_to_the_job_and_then_gets_the_file(client_as, long_paper):
    client = client_as("survey", long_paper.owner)
    address = f"/van-ban/{long_paper.pk}/tai-pdf/"

    led = client.get(address)
    job = Job.objects.get()
    assert led.headers["Location"] == job.get_absolute_url()
    assert client.get(address).headers["Location"] == job.get_absolute_url(), "asked twice, printed once"

    running.run(job.pk)

    job.refresh_from_db()
    assert job.state == "done"
    assert client.get(address).content.startswith(b"%PDF-")


def test_of_a_long_paper_that_is_signed_the_worker_makes_the_files_and_they_are_kept():
    content = Content("party-2018", "Báo cáo", "BÁO CÁO", (), None, MANY)
    user = MembershipFactory().user
    revision = freeze(content, kind=Paper.Kind.REPORT, name="bao-cao", by=user)
    assert not revision.files.exists()

    unit = user.memberships.get().unit
    job = long_papers.ask(content, ["pdf", "docx"], revision=revision, name="bao-cao", url="/van-ban/1/", by=user, unit=unit)
    running.run(job.pk)

    assert sorted(revision.files.values_list("format", flat=True)) == ["docx", "pdf"]
    assert long_papers.is_ready(content, "pdf", revision)


@pytest.mark.usefixtures("kept")
def test_a_paper_printed_lately_is_not_printed_again(monkeypatch):
    content = invented_minutes(1)
    first = kinds.print_pdf(content)
    monkeypatch.setattr("danvan.documents.pdf.render_pdf", None)

    assert kinds.print_pdf(content) == first


def test_an_order_that_is_forgotten_leaves_nothing(long_paper):
    user = UserFactory()
    job = long_papers.ask(invented_minutes(1), ["pdf"], revision=None, name="x", url="/x/", by=user, unit=long_paper.owner)

    job.delete()

    assert not PrintOrder.objects.exists()
