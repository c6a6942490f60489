"""The pages of this app, and the pages of failure."""

import logging
import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.test import RequestFactory

from danvan.ui import views
from tests.pages import PageClient, check_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_client():
    return PageClient()


def soup_of(response) -> BeautifulSoup:
    soup = BeautifulSoup(response.content, "html5lib")
    check_page(soup, response.content.decode())
    return soup


def test_the_page_of_components_shows_every_state_and_every_kind_of_field(page_client):
    page = page_client.page("/kieu-mau/")
    for kind in ("done", "doing", "wait", "todo", "ask", "late", "off"):
        assert page.select(f".state-{kind}")
    for control in ("select", "textarea", "[type=radio]", "[type=checkbox]", "[type=file]", "[type=search]"):
        assert page.select(control)
    assert page.title.text.startswith("Lỗi: Kiểu mẫu")


def test_the_summary_of_errors_takes_the_focus_and_leads_to_each_field(page_client):
    page = page_client.page("/kieu-mau/")
    summary = page.select_one(".errors")
    assert summary.has_attr("autofocus")
    links = summary.select("a")
    assert f"còn {len(links):02d} chỗ cần sửa" in summary.text
    for link in links:
        assert page.select_one(link["href"]).has_attr("name")


def test_only_optional_fields_are_marked(page_client):
    page = page_client.page("/kieu-mau/")
    assert "không bắt buộc" in page.select_one("#div_id_starts").text
    assert "không bắt buộc" not in page.select_one("#div_id_title").text
    assert "không bắt buộc" not in page.select_one("#div_id_people_unknown").text
    assert "không bắt buộc" not in page.select_one(".filters").text


def test_the_page_of_components_is_not_there_in_an_office(page_client, settings):
    settings.SHOW_PATTERN_PAGE = False
    page_client.page("/kieu-mau/", status=404)


def test_light_or_dark_is_remembered_by_the_browser_and_drawn_by_the_server(page_client):
    assert not page_client.page("/nen-chu/").html.has_attr("data-bs-theme")
    assert page_client.post("/nen-chu/", {"theme": "dark", "text": "large"}).status_code == 302
    page = page_client.page("/nen-chu/")
    assert page.html["data-bs-theme"] == "dark"
    assert page.html["data-text"] == "large"
    assert page.select_one("#id_theme_2").has_attr("checked")
    page_client.post("/nen-chu/", {"theme": "", "text": ""})
    assert not page_client.page("/nen-chu/").html.has_attr("data-bs-theme")


def test_a_choice_that_is_none_is_refused_with_words(page_client):
    page = page_client.submit("/nen-chu/", {"theme": "<b>"})
    assert "Chọn lại nền" in page.select_one(".errors").text


@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", "javascript:alert(1)", "[[", "1", "desk:search"])
def test_the_way_back_never_leads_out_of_the_portal(page_client, back):
    assert page_client.post("/nen-chu/", {"theme": "dark", "ve": back})["Location"] == "/"


def test_nonsense_in_the_cookies_is_ignored(page_client):
    page_client.cookies["nen"] = '"><script>'
    assert not page_client.page("/nen-chu/").html.has_attr("data-bs-theme")


@pytest.mark.parametrize(
    ("view", "problem", "status", "words"),
    [
        (views.bad_request, SuspiciousOperation("x"), 400, "tải lại trang"),
        (views.forbidden, PermissionDenied(), 403, "đề nghị quản trị"),
        (views.forbidden, PermissionDenied("Trang này chỉ mở được trong mạng của cơ quan."), 403, "trong mạng của cơ quan"),
        (views.not_found, Exception(), 404, "xem lại địa chỉ"),
    ],
)
def test_every_failure_says_what_to_do_and_gives_a_code_that_is_in_the_log(view, problem, status, words, caplog):
    with caplog.at_level(logging.INFO, "danvan.errors"):
        response = view(RequestFactory().get("/khong-co/"), problem)
    page = soup_of(response)
    assert response.status_code == status
    assert words in page.select_one("main").text
    code = page.select_one(".code").text
    assert re.fullmatch("[A-Z2-9]{6}", code)
    assert f"code={code}" in caplog.text
    assert "/khong-co/" in caplog.text


def test_the_page_of_our_own_failure_needs_no_database(caplog, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = views.server_error(RequestFactory().get("/hoi-nghi/"))
    page = soup_of(response)
    assert response.status_code == 500
    assert page.select_one(".code").text in caplog.text
    assert connection.vendor == "postgresql"


def test_what_was_typed_is_given_back_when_the_token_is_too_old(caplog):
    text = "Ngõ 45 ngập khi mưa lớn, <b>đã phản ánh</b> hai lần."
    request = RequestFactory().post("/hoi-nghi/12/ghi/", {"text": text, "kind": "ask", "password": "rất dài rất dài rất dài"})
    page = soup_of(views.csrf_failure(request, "CSRF token missing."))
    assert [area.text for area in page.select("textarea")] == [text]
    assert "rất dài" not in page.text
    assert "CSRF token missing" in caplog.text


def test_no_two_codes_are_alike():
    assert len({views.error_code() for _ in range(200)}) > 190
