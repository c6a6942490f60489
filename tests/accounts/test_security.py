"""Cookies, headers and error pages: what keeps a session the user's own, and what somebody sees when something fails."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from danvan.accounts.models import Role
from danvan.documents.models import StoredFile
from surveys.models import Photo
from tests.factories import MembershipFactory, SurveyMeetingFactory
from tests.pages import check_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanh():
    user = MembershipFactory(role=Role.SURVEY, user__username="hanh.nt").user
    user.set_password("lúa chín vàng đồng")
    user.save()
    return user


def test_cookies_of_a_signed_in_user_are_kept_from_scripts_and_other_sites(hanh, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/dang-nhap/", secure=True)
    client.post("/dang-nhap/", {"username": "hanh.nt", "password": "lúa chín vàng đồng"}, secure=True)
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["secure"]
        assert client.cookies[name]["samesite"] == "Lax"
    assert client.cookies["sessionid"]["httponly"]
    assert int(client.cookies["sessionid"]["max-age"]) <= 12 * 60 * 60, "a working day"


def settings_under(**environment: str) -> dict[str, str]:
    """What the settings say in a process with this environment."""
    names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_HTTPONLY")
    program = f"from django.conf import settings\nfor name in {names!r}: print(name, getattr(settings, name))"
    clean = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "HTTPS")}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**clean, "DJANGO_SETTINGS_MODULE": "danvan.settings", **environment},
        cwd=Path(django_settings.BASE_DIR),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split(" ", 1) for line in ran.stdout.splitlines())


def test_without_being_asked_the_portal_is_not_in_debug_and_its_cookies_are_secure():
    said = settings_under()
    assert said["DEBUG"] == "False"
    assert said["SESSION_COOKIE_SECURE"] == said["CSRF_COOKIE_SECURE"] == said["SESSION_COOKIE_HTTPONLY"] == "True"
    assert int(said["SECURE_HSTS_SECONDS"]) > 0


def test_over_plain_http_cookies_are_sent_back_at_all():
    said = settings_under(HTTPS="0")
    assert said["SESSION_COOKIE_SECURE"] == "False"
    assert said["SECURE_HSTS_SECONDS"] == "0"


def code_on(page: BeautifulSoup) -> str:
    return page.select_one(".code").text


def expect_error_page(response, status, caplog):
    """A Vietnamese page in the portal's rules, and its code in one line of the log."""
    assert response.status_code == status
    page = BeautifulSoup(response.content, "html5lib")
    check_page(page)
    code = code_on(page)
    assert re.fullmatch(r"[A-Z0-9]{6}", code)
    [line] = [record.getMessage() for record in caplog.records if record.name == "danvan.errors"]
    assert f"code={code} status={status}" in line
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    return page


def test_a_page_that_is_not_there_has_a_code_that_the_log_knows(hanh, client_for, caplog):
    expect_error_page(client_for(hanh).get("/khong-co/"), 404, caplog)


def test_a_refusal_has_a_code_that_the_log_knows(hanh, client_for, caplog):
    page = expect_error_page(client_for(hanh).get("/tai-khoan/"), 403, caplog)
    assert "quản trị" in page.text


def test_a_form_without_its_token_gives_the_typed_words_back_but_no_password(hanh, caplog):
    client = Client(enforce_csrf_checks=True)
    client.force_login(hanh, backend="django.contrib.auth.backends.ModelBackend")
    typed = {"text": "Nước sạch yếu vào buổi tối, tổ đã phản ánh.", "new_password": "ruộng bậc thang mùa nước"}
    page = expect_error_page(client.post("/doi-mat-khau/", typed), 403, caplog)
    assert "Nước sạch yếu vào buổi tối" in page.text
    assert "ruộng bậc thang" not in str(page)


def test_a_fault_of_ours_has_a_code_and_tells_no_detail(hanh, client_for, caplog, monkeypatch):
    from danvan.accounts.views import session

    def broken(_request):
        raise RuntimeError("bí mật bên trong")

    monkeypatch.setattr(session, "_target", broken)
    client = client_for(hanh)
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        page = expect_error_page(client.get("/doi-mat-khau/"), 500, caplog)
    assert "bí mật" not in str(page)


@pytest.mark.parametrize(
    ("path", "with_cookie", "status"), [("/doi-mat-khau/", True, 400), ("/doi-mat-khau/", False, 403), ("/khong-co/", True, 404)]
)
def test_a_form_in_another_encoding_is_refused_and_no_fault_of_ours(hanh, caplog, path, with_cookie, status):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(hanh, backend="django.contrib.auth.backends.ModelBackend")
    if with_cookie:
        client.get("/doi-mat-khau/")
    response = client.post(path, data=b"a=b", content_type="application/x-www-form-urlencoded; charset=utf-16")
    expect_error_page(response, status, caplog)


def test_a_request_that_cannot_be_read_has_a_code(hanh, client_for, caplog, monkeypatch):
    from danvan.accounts.views import session

    def odd(_request):
        raise SuspiciousOperation

    monkeypatch.setattr(session, "_target", odd)
    expect_error_page(client_for(hanh).get("/doi-mat-khau/"), 400, caplog)


def test_no_log_line_holds_a_password(hanh, caplog):
    client = Client()
    with caplog.at_level(logging.DEBUG):
        client.post("/dang-nhap/", {"username": "hanh.nt", "password": "chẳng ai đoán ra"})
        client.post("/dang-nhap/", {"username": "hanh.nt", "password": "lúa chín vàng đồng"})
    assert not re.search("chẳng ai đoán|lúa chín", caplog.text)


def test_no_table_holds_a_typed_password(hanh):
    from django.db import connection

    Client().post("/dang-nhap/", {"username": "hanh.nt", "password": "chẳng ai đoán ra"})
    with connection.cursor() as cursor:
        for table in ("axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"):
            cursor.execute(f"SELECT count(*) FROM {table} row WHERE row::text LIKE '%chẳng ai%'")  # noqa: S608
            assert cursor.fetchone()[0] == 0


# What stays on a shared computer


@pytest.mark.parametrize("address", ["/", "/hoi-nghi/", "/doi-mat-khau/", "/nen-chu/", "/khong-co/", "/tai-khoan/"])
def test_no_page_is_kept_by_the_browser(client_for, hanh, address):
    assert "no-store" in client_for(hanh).get(address)["Cache-Control"]


def test_a_picture_is_shown_again_only_after_asking_and_not_after_signing_out(client_for, hanh):
    meeting = SurveyMeetingFactory(owner=hanh.memberships.get().unit)
    default_storage.save("anh.jpg", ContentFile(b"abc"))
    file = StoredFile.objects.create(sha256="a" * 64, path="anh.jpg", name="anh.jpg", content_type="image/jpeg", size=3)
    photo = Photo.objects.create(meeting=meeting, caption="ảnh", file=file)
    client, address = client_for(hanh), reverse("surveys:photo-file", args=[meeting.pk, photo.pk])
    first = client.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    asked_again = {"headers": {"if-none-match": first["ETag"]}}
    assert client.get(address, **asked_again).status_code == 304
    client.post("/dang-xuat/")
    assert client.get(address, **asked_again).status_code == 302


def test_the_answer_to_a_wrong_host_bears_all_headers(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = Client().get("/dang-nhap/", headers={"host": "noi-khac.example"})
    plain = Client().get("/dang-nhap/")
    assert answer.status_code == 400
    for name in (
        "X-Frame-Options",
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Cache-Control",
    ):
        assert answer.get(name), name
        assert name == "Cache-Control" or answer[name] == plain[name]
