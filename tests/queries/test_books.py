"""The book of papers sent out, and the look-up of a number, ask the database as often for 50 lines as for one, and at most twelve times."""

from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from danvan.documents.models import Abbreviation, CommitteeTerm, HouseStyle, PaperNumber
from surveys import paper_numbers
from tests.documents.numbering import DAY, gives_numbers
from tests.factories import BodyFactory, SessionFactory, SurveyMeetingFactory, UserFactory, office

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def home():
    home = office("Sông Bồi")
    gives_numbers(home.body)
    return home


def add_minutes(home, count):
    for _ in range(count):
        meeting = SurveyMeetingFactory(owner=home.body)
        SessionFactory(meeting=meeting, day=DAY)
        paper_numbers.take_number(meeting.minutes, UserFactory())


def add_books(home, count):
    for number in range(count):
        HouseStyle.objects.create(unit=BodyFactory(superior=home.committee, name=f"Ban số {number}", areas=[home.ward]))


def add_terms(home, count):
    """Each with a number, and an abbreviation beside it."""
    begun = CommitteeTerm.objects.count()
    for number in range(begun, begun + count):
        term, day = f"{1900 + number}-{1901 + number}", date(1900 + number, 1, 1)
        CommitteeTerm.objects.create(unit=home.body, label=term, valid=DateRange(day, date(1901 + number, 1, 1)))
        PaperNumber.objects.create(unit=home.body, code="BB", series=term, number=1, date=day, by=UserFactory())
        Abbreviation.objects.create(unit=home.body, short=f"CV{number}", full="chuyên viên")


def asks(client, url, data=None):
    with CaptureQueriesContext(connection) as asked:
        page = client.page(url) if data is None else client.submit(url, data)
    return len(asked), len(page.select("main tbody tr, main li > span"))


@pytest.mark.parametrize(
    ("url", "add"),
    [
        ("/so-van-ban/{}/?xep=so", add_minutes),
        ("/so-van-ban/?x={}", add_books),
        ("/don-vi/{}/cach-viet/", add_terms),
    ],
)
def test_as_many_for_fifty_as_for_one(client_as, home, url, add):
    client, url = client_as("clerk", home.committee), url.format(home.body.pk)
    client.get(url)
    add(home, 1)
    at_1, rows_1 = asks(client, url)
    add(home, 49)
    at_50, rows_50 = asks(client, url)
    assert at_1 == at_50 <= MOST
    assert rows_50 >= rows_1 + 48, "the page shows the rows that were added"


@pytest.mark.parametrize("suffix", ["tai-excel", "tai-pdf"])
def test_files_of_the_book(client_as, home, suffix):
    client, url = client_as("clerk", home.committee), f"/so-van-ban/{home.body.pk}/{suffix}/"
    counts = []
    for more in (1, 49):
        add_minutes(home, more)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST


def test_a_number_that_many_papers_bear(client_as, home):
    client = client_as("clerk", home.committee)
    counts = []
    for more in (1, 15):
        for _ in range(more):
            body = gives_numbers(BodyFactory(superior=home.committee))
            meeting = SurveyMeetingFactory(owner=body)
            SessionFactory(meeting=meeting, day=DAY)
            paper_numbers.take_number(meeting.minutes, UserFactory())
        counts.append(asks(client, "/kiem-tra-van-ban/", {"number": "01"}))
    assert counts[0][0] == counts[1][0] <= MOST
    assert counts[1][1] > counts[0][1]
