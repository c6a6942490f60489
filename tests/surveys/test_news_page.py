"""The public page of news items: looks like the official one, shows only what was approved and put there, and knows nothing of its visitors."""

from datetime import date, datetime
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from danvan.accounts.models import Role
from danvan.documents import files
from danvan.vietnamese.text import squeeze
from surveys.models import Article, ArticleHits, ArticlePhoto, NewsPage, Photo
from surveys.sample.reference import TEXT, load_reference
from tests.factories import SurveyMeetingFactory, UserFactory, office
from tests.pages import PageClient
from tests.surveys.test_uploads import picture

pytestmark = pytest.mark.django_db
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Android 14; Mobile) Firefox/130.0"}


@pytest.fixture
def visitor():
    return PageClient(**BROWSER)


@pytest.fixture
def home():
    made = office("Sông Bồi")
    NewsPage.objects.create(unit=made.body, on=True, name="Dân vận phường Sông Bồi")
    return made


@pytest.fixture
def item(home):
    return shown(home)


def shown(home, **more) -> Article:
    meeting = SurveyMeetingFactory(owner=home.body)
    fields = {"title": "Khảo sát tổ dân vận", "text": "Lời của tin.", "public": True, "posted_at": timezone.now()}
    article = Article.objects.create(meeting=meeting, **fields | more)
    ArticleHits.objects.create(article=article)
    return article


def add_photo(article: Article, caption: str = "Quang cảnh") -> ArticlePhoto:
    file = files.keep_photo(SimpleUploadedFile("anh.jpg", picture(), "image/jpeg"), None)
    photo = Photo.objects.create(meeting=article.meeting, caption=caption, file=file)
    return ArticlePhoto.objects.create(article=article, photo=photo, file=file, caption=caption)


def lines(page: BeautifulSoup) -> list[str]:
    found = page.select("main article > p, main article > h1, main article figcaption")
    return [" ".join(tag.text.split()) for tag in found]


def test_the_reference_item_reads_line_by_line_as_it_was_published(visitor):
    article = load_reference().articles.get()
    page = visitor.page(article.public_url)
    published = [" ".join(line.split()) for line in TEXT.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert lines(page) == published
    assert page.select_one("h1").text == article.title
    assert [squeeze(figure.text) for figure in page.select("figure figcaption")] == [row.caption for row in article.photos.all()]


def test_the_sample_shows_its_item_on_the_list(visitor):
    article = load_reference().articles.get()
    page = visitor.page("/tin/")
    assert page.select_one(f"a[href='{article.public_url}']").text == article.title
    assert "Ngày đăng 20/10/2017 | 10:52 | Lượt xem: 443" in " ".join(page.text.split())
    assert "Ban Dân vận Quận ủy" in page.title.text


@pytest.mark.parametrize("state", ["writing", "waiting", "approved", "posted"])
def test_what_was_not_put_on_the_page_is_not_there_for_anybody(home, item, visitor, client_as, state):
    approver = UserFactory() if state in ("approved", "posted") else None
    hidden = shown(home, title="Tin chưa đưa lên", public=False, taken_over=False, state=state, approved_by=approver)
    photo = add_photo(hidden)
    for client in (visitor, client_as(Role.HEAD, home.body)):
        assert client.get(hidden.public_url).status_code == 404
        assert client.get(f"/tin/{hidden.pk}/x/").status_code == 404
        assert client.get(f"/tin/{hidden.pk}/anh/{photo.pk}/").status_code == 404
        assert hidden.title not in client.page("/tin/").text
    assert client.get("/tin/999999/x/").status_code == 404


def test_a_page_that_is_not_switched_on_shows_nothing_to_anybody(home, item, visitor, client_as):
    photo = add_photo(item)
    assert visitor.page(item.public_url)
    NewsPage.objects.update(on=False)
    for client in (visitor, client_as(Role.HEAD, home.body)):
        for address in ("/tin/", item.public_url, f"/tin/{item.pk}/anh/{photo.pk}/"):
            assert client.get(address).status_code == 404


def test_each_unit_switches_its_own_page(home, item, visitor):
    other = shown(office("Đồi Thông"), title="Tin của đơn vị khác")
    assert visitor.get(other.public_url).status_code == 404
    assert other.title not in visitor.page("/tin/").text


def test_a_photo_is_served_only_with_its_own_public_item(home, item, visitor):
    mine, hidden = add_photo(item), shown(home, public=False)
    other = add_photo(hidden)
    assert visitor.get(f"/tin/{item.pk}/anh/{mine.pk}/").status_code == 200
    assert visitor.get(f"/tin/{item.pk}/anh/{other.pk}/").status_code == 404
    assert visitor.get(f"/hoi-nghi/{item.meeting_id}/anh/{mine.photo_id}/").status_code == 302


def test_photos_carry_no_notes_of_the_camera(item, visitor):
    photo = add_photo(item)
    page = visitor.page(item.public_url)
    answer = visitor.get(page.select_one("figure img")["src"])
    with Image.open(BytesIO(b"".join(answer.streaming_content))) as image:
        assert not image.getexif()
    assert page.select_one("figure img")["alt"] == "Ảnh 1"
    assert photo.caption in page.select_one("figcaption").text


def test_visitors_get_no_cookie_and_a_page_that_may_be_kept_for_minutes(item, visitor, home, client_as):
    photo = add_photo(item)
    for client in (visitor, client_as(Role.SURVEY, home.body)):
        for address in ("/tin/", item.public_url, f"/tin/{item.pk}/anh/{photo.pk}/"):
            answer = client.get(address)
            assert not answer.cookies, address
            assert answer["Cache-Control"] == "public, max-age=300"
            assert "default-src 'none'" in answer["Content-Security-Policy"]
            assert "X-Robots-Tag" not in answer
            for _ in getattr(answer, "streaming_content", ()):
                pass


def test_no_way_leads_inside(item, visitor):
    add_photo(item)
    for address in ("/tin/", item.public_url):
        page = visitor.page(address)
        targets = {tag.get("href") or tag.get("src") or tag.get("action") for tag in page.select("a[href], img[src], form")}
        assert all(target.startswith(("/tin/", "#")) for target in targets), targets
        assert not page.select("form, meta[name=robots]")


def test_it_is_the_same_for_somebody_signed_in(item, visitor, home, client_as):
    inside = client_as(Role.HEAD, home.body)
    for address in ("/tin/", item.public_url):
        assert inside.get(address).content == visitor.get(address).content


def test_an_old_address_leads_to_the_present_title(item, visitor):
    answer = visitor.get(f"/tin/{item.pk}/dau-de-cu/")
    assert (answer.status_code, answer["Location"]) == (302, item.public_url)
    assert item.slug == "khao-sat-to-dan-van"
    assert Article(title="…").slug == "tin"


def test_visits_are_counted_without_knowing_whose(item, visitor, home, client_as):
    for _ in range(3):
        visitor.get(item.public_url)
    visitor.head(item.public_url)
    Client(HTTP_USER_AGENT="Mozilla/5.0 (compatible; Googlebot/2.1)").get(item.public_url)
    Client().get(item.public_url)
    client_as(Role.HEAD, home.body).get(item.public_url)
    assert ArticleHits.objects.get(article=item).count == 3
    assert "Lượt xem: 3" in visitor.page("/tin/").text


def test_a_reading_from_the_outlet_stands_instead_of_the_count(item, visitor):
    item.view_readings.create(views=126)
    item.view_readings.create(views=1443, read_on=date(2026, 11, 20))
    item.view_readings.create(views=900, read_on=date(2026, 11, 2))
    assert "Lượt xem: 1.443" in visitor.page(item.public_url).text


def test_nothing_is_sent_to_the_page(item, visitor):
    for address in ("/tin/", item.public_url):
        assert visitor.post(address).status_code == 405


def test_the_list_has_pages(home, visitor):
    for number in range(23):
        shown(home, title=f"Tin số {number}")
    assert len(visitor.page("/tin/").select("main article")) == 20
    assert len(visitor.page("/tin/", {"trang": 2}).select("main article")) == 3


def test_an_open_page_without_items_says_so(home, visitor):
    assert "Chưa có tin nào." in visitor.page("/tin/").text


def test_an_hour_that_is_not_known_is_not_shown(home, visitor):
    item = shown(home, posted_at=timezone.make_aware(datetime(2017, 10, 20)))
    assert "Ngày đăng 20/10/2017 | Lượt xem: 0" in " ".join(visitor.page(item.public_url).text.split())


@pytest.mark.parametrize("role", [Role.HEAD, Role.ADMIN])
def test_head_and_admin_open_and_close_the_page(role, client_as):
    home = office("Sông Bồi")
    item = shown(home)
    client = client_as(role, home.committee if role == Role.ADMIN else home.body)
    address = f"/don-vi/{home.body.pk}/trang-tin/"
    assert "Trang tin công khai" in client.page(home.body.get_absolute_url()).text
    assert "01 tin" in client.page(address).text
    client.post(address, {"on": "on", "name": "Dân vận Sông Bồi"})
    assert "Dân vận Sông Bồi" in PageClient().page(item.public_url).title.text
    client.post(address, {"name": "Dân vận Sông Bồi"})
    assert PageClient().get(item.public_url).status_code == 404


def test_the_preview_of_a_draft_is_for_the_office_and_not_for_search_engines(home, item, visitor, client_as):
    draft = shown(home, public=False, taken_over=False, state="writing", posted_at=None)
    address = f"/tin-bai/{draft.pk}/xem-truoc/"
    assert visitor.get(address).status_code == 302
    answer = client_as(Role.SURVEY, home.body).get(address)
    assert answer["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
