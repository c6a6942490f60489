"""Signing in, being locked out, signing out."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from danvan.accounts.models import Role
from tests.factories import MembershipFactory, UserFactory
from tests.pages import PageClient, check_page

pytestmark = pytest.mark.django_db
PASSWORD = "lúa chín vàng đồng"


@pytest.fixture
def hanh():
    user = MembershipFactory(role=Role.SURVEY, user__username="hanh.nt").user
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, username="hanh.nt", password=PASSWORD, **more):
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["hanh.nt", " Hanh.NT ", "HẠNH.nt", "hanh. nt", "hạnh.nt"])
def test_a_username_is_read_kindly(hanh, client, typed):
    assert sign_in(client, typed).url == "/"
    assert is_in(client)


def test_a_password_is_the_same_composed_or_not(hanh, client):
    import unicodedata

    sign_in(client, password=unicodedata.normalize("NFD", PASSWORD))
    assert is_in(client)


def test_signing_in_goes_on_to_the_page_that_was_asked_for(hanh, client):
    asked = client.get("/tai-khoan/?q=hanh")
    assert asked.url == "/dang-nhap/?next=/tai-khoan/%3Fq%3Dhanh"
    page = PageClient().page(asked.url)
    assert page.select_one("[name=next]")["value"] == "/tai-khoan/?q=hanh"
    assert sign_in(client, next="/tai-khoan/?q=hanh").url == "/tai-khoan/?q=hanh"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://xau.example/", "//xau.example/", "/\\xau.example", "javascript:alert(1)", "http:///xau.example", "[[", "1", "desk:search"],
)
def test_signing_in_leads_nowhere_outside_the_portal(hanh, client, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"


def test_a_wrong_password_says_what_to_look_at_and_keeps_the_name(hanh):
    page = PageClient().submit("/dang-nhap/", {"username": "hanh.nt", "password": "sai"})
    assert "Kiểm tra bộ gõ tiếng Việt và phím Caps Lock" in page.select_one("[role=alert]").text
    assert page.select_one("[name=username]")["value"] == "hanh.nt"
    assert not page.select_one("[name=password]").get("value")


def test_nobody_learns_which_accounts_exist(hanh):
    def answer(username):
        return PageClient().submit("/dang-nhap/", {"username": username, "password": "sai"}).select_one("[role=alert]").text

    UserFactory(username="khoa.nv", is_active=False)
    assert answer("hanh.nt") == answer("khong.co") == answer("khoa.nv")


def test_an_empty_form_says_what_is_missing():
    page = PageClient().submit("/dang-nhap/")
    assert "Nhập tên đăng nhập" in page.text
    assert page.title.text.startswith("Lỗi: ")


def test_the_fifth_wrong_password_locks_for_fifteen_minutes(hanh, client):
    for _ in range(4):
        assert sign_in(client, password="sai").status_code == 200
    locked = sign_in(client, password="sai")
    assert locked.status_code == 429
    assert "15 phút" in locked.content.decode()
    assert sign_in(client).status_code == 429, "the right password does not open it either"
    assert not is_in(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client).status_code == 302
    assert is_in(client)


def test_the_page_of_the_lock_keeps_the_house_rules(hanh):
    from bs4 import BeautifulSoup

    client = PageClient()
    answers = [sign_in(client, password="sai") for _ in range(5)]
    check_page(BeautifulSoup(answers[-1].content, "html5lib"))


def test_a_lock_holds_for_every_spelling_of_the_name(hanh, client):
    for typed in ("hanh.nt", "Hanh.nt", " hạnh.nt", "HANH.NT", "hanh. nt"):
        answer = sign_in(client, typed, "sai")
    assert answer.status_code == 429


def test_a_lock_of_one_does_not_lock_others(hanh, client):
    for _ in range(5):
        sign_in(client, "khong.co", "sai")
    assert sign_in(client).status_code == 302


def test_trying_again_does_not_make_the_lock_longer(hanh, client):
    for _ in range(5):
        sign_in(client, password="sai")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    sign_in(client, password="sai")
    assert AccessAttempt.objects.get().attempt_time < timezone.now() - timedelta(minutes=13)


def test_a_new_password_lifts_the_lock(hanh, client):
    for _ in range(5):
        sign_in(client, password="sai")
    password = hanh.issue_password(UserFactory())
    assert sign_in(client, password=password).status_code == 302


def test_the_session_key_changes_at_sign_in(hanh, client):
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client)
    assert client.session.session_key != before
    assert Client(headers={"cookie": f"sessionid={before}"}).get("/doi-mat-khau/").status_code == 302


def test_signing_out_needs_a_post_and_says_that_it_is_done(hanh):
    client = PageClient()
    sign_in(client)
    asked = client.page("/dang-xuat/")
    assert is_in(client)
    assert asked.select_one("main form[method=post] button").text == "Đăng xuất"
    answer = client.post("/dang-xuat/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not is_in(client)
    assert client.page(answer.url).h1.text == "Đã đăng xuất"


def test_signing_out_needs_the_token(hanh):
    client = Client(enforce_csrf_checks=True)
    client.force_login(hanh, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/dang-xuat/").status_code == 403
    assert is_in(client)


def test_odd_input_is_only_a_wrong_password(client):
    for username, password in (("\x00", "\x00"), ("a" * 100_000, "b"), ("'; --", "ộ" * 5000)):
        assert sign_in(client, username, password).status_code == 200


def test_a_signed_in_user_is_led_on(hanh, client_for):
    assert client_for(hanh).get("/dang-nhap/?next=/doi-mat-khau/").url == "/doi-mat-khau/"


def test_words_sent_after_the_session_had_ended_are_given_back():
    typed = {"text": "Nước sạch yếu vào buổi tối, tổ đã phản ánh.", "new_password": "ruộng bậc thang mùa nước"}
    page = PageClient().submit("/hoi-nghi/them/", typed, status=403)
    assert page.select_one("textarea").text == typed["text"]
    assert "ruộng bậc thang" not in str(page)
    assert page.select_one("main a")["href"] == "/dang-nhap/?next=/hoi-nghi/them/"


def test_an_address_that_only_takes_forms_is_not_gone_on_to(client):
    assert client.post("/tai-khoan/1/mo-lai/").url == "/dang-nhap/?next=/"
