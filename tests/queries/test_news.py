"""News items ask the database as often for one row as for fifty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from danvan.documents.models import StoredFile
from surveys.models import Article, ArticleHits, ArticlePhoto, ArticleStep, NewsPage, Photo, ViewReading
from tests.factories import SurveyMeetingFactory, UserFactory, office

pytestmark = pytest.mark.django_db
MOST = 12


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fill_item(article, count):
    for number in range(count):
        file = StoredFile.objects.create(sha256=f"{number:064d}", path=f"{number}", name="anh.jpg", content_type="image/jpeg", size=1)
        photo = Photo.objects.create(meeting=article.meeting, caption=f"ảnh {number}", file=file)
        ArticlePhoto.objects.create(article=article, photo=photo, file=file, caption=photo.caption)
        ViewReading.objects.create(article=article, views=number)
        ArticleStep.objects.create(article=article, state="posted", by=UserFactory())


@pytest.fixture
def home():
    made = office("Sông Bồi")
    NewsPage.objects.create(unit=made.body, on=True)
    return made


@pytest.fixture
def item(home):
    meeting = SurveyMeetingFactory(owner=home.body)
    return Article.objects.create(meeting=meeting, title="Tin", text="Lời.", public=True, posted_at=timezone.now(), author=UserFactory())


def test_the_public_list(home):
    visitor = Client()

    def add(count):
        for _ in range(count):
            meeting = SurveyMeetingFactory(owner=home.body)
            article = Article.objects.create(meeting=meeting, title="Tin", text="Lời.", public=True, posted_at=timezone.now())
            ArticleHits.objects.create(article=article)
            ViewReading.objects.create(article=article, views=3)

    add(1)
    NewsPage.objects.create(unit=office("Đồi Thông").body, on=True)
    at_1 = queries(visitor, "/tin/")
    add(19)
    assert queries(visitor, "/tin/") == at_1
    assert at_1 <= 3


def test_the_public_item(item):
    visitor = Client(HTTP_USER_AGENT="Mozilla/5.0")
    fill_item(item, 1)
    at_1 = queries(visitor, item.public_url)
    fill_item(item, 49)
    assert queries(visitor, item.public_url) == at_1
    assert at_1 <= 3


@pytest.mark.parametrize("page", ["", "xem-truoc/", "chep/"])
def test_an_item_inside(client_as, item, page):
    client = client_as("head", item.meeting.owner)
    address = f"/tin-bai/{item.pk}/{page}"
    fill_item(item, 1)
    at_1 = queries(client, address)
    fill_item(item, 49)
    assert queries(client, address) == at_1
    assert at_1 <= MOST


def test_writing_an_item(client_as, item):
    Article.objects.filter(pk=item.pk).update(public=False, taken_over=False, state="writing")
    client = client_as("head", item.meeting.owner)
    address = f"/tin-bai/{item.pk}/sua/"
    fill_item(item, 1)
    at_1 = queries(client, address)
    fill_item(item, 49)
    assert queries(client, address) == at_1
    assert at_1 <= 15


def test_the_home_page_with_items_to_approve(client_as, home):
    client = client_as("head", home.body)

    def add(count):
        for _ in range(count):
            meeting = SurveyMeetingFactory(owner=home.body, state="cancelled")
            Article.objects.create(meeting=meeting, title="Tin", taken_over=False, state="waiting", author=UserFactory())

    add(1)
    at_1 = queries(client, "/")
    add(49)
    assert queries(client, "/") == at_1
    assert at_1 <= MOST
