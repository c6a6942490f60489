"""The guide inside the portal."""

from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.guide.markdown import render, tokens_of
from danvan.guide.pages import slugs
from tests.factories import UserFactory, office
from tests.pages import PageClient

pytestmark = pytest.mark.django_db
ADDRESSES = ["/huong-dan/", *(f"/huong-dan/{slug}/" for slug in slugs())]


@pytest.fixture
def reader(client_for) -> PageClient:
    """Somebody without any role: the guide is for them, too."""
    return client_for(UserFactory())


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_opens_with_its_pictures_and_links(reader, address):
    page = reader.page(address)
    levels = [int(heading.name[1]) for heading in page.select("h1, main h2, main h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for picture in page.select("main img"):
        assert finders.find(picture["src"].removeprefix("/static/"))
        assert picture["alt"]
        assert picture.parent["href"] == picture["src"], "tapped, it opens large"
        assert int(picture["width"]) > 0
        assert int(picture["height"]) > 0
    for link in page.select("main a[href^='/']:not(:has(img))"):
        assert reader.get(urlsplit(link["href"]).path).status_code == 200, link["href"]


def test_the_table_of_contents_leads_to_every_page_and_each_to_the_next(reader):
    contents = reader.page("/huong-dan/")
    assert [link["href"] for link in contents.select("main a")] == ADDRESSES[1:]
    first = reader.page(ADDRESSES[1])
    assert ADDRESSES[2] in {link["href"] for link in first.select("main nav a")}


def test_every_page_of_the_portal_leads_to_the_guide(client_as):
    home = office()
    client = client_as("ward", home.body)
    foot = client.page("/").select_one("footer")
    assert foot.select_one(f"a[href='{reverse('guide:contents')}']")
    foot = client.page("/hoi-nghi/").select_one("footer")
    assert foot.select_one("a[href='/huong-dan/ghi-hoi-nghi/']").text == "Hướng dẫn trang này"


def test_who_is_not_signed_in_is_sent_to_sign_in():
    assert Client().get("/huong-dan/").status_code == 302


@pytest.mark.parametrize("name", ["khong-co", "README", "..", "anh"])
def test_what_is_no_page_is_not_found(reader, name):
    assert reader.get(f"/huong-dan/{name}/").status_code == 404


def test_a_page_asks_the_database_no_more_than_any_page_does(reader):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(address).status_code == 200
        return len(captured)

    queries(ADDRESSES[1])
    assert {queries(address) for address in ADDRESSES} == {queries("/doi-mat-khau/")}


def test_html_in_a_file_is_shown_as_written():
    html = render(tokens_of("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick=y>z</b>"))
    assert "<script" not in html
    assert "<b" not in html
    assert "href" not in html


@pytest.mark.parametrize("source", ["[x](https://example.org/)", "[x](../README.md)", "![x](../x.png)", "![x](https://example.org/x.png)"])
def test_nothing_leads_out_of_the_guide(source):
    with pytest.raises(ValueError, match="guide"):
        render(tokens_of(source))
