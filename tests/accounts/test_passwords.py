"""One's own password, the first one, and the ones that are given out."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from danvan.accounts.passwords import readable
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "lúa chín vàng đồng", "ruộng bậc thang mùa nước"


@pytest.fixture
def hanh():
    user = MembershipFactory(user__username="hanh.nt").user
    user.set_password(OLD)
    user.save()
    return user


def test_changing_the_password_keeps_this_session_and_ends_the_others(hanh, client_for):
    here, elsewhere = client_for(hanh), client_for(hanh)
    answer = here.post("/doi-mat-khau/", {"old_password": OLD, "new_password": NEW, "new_password_again": NEW})
    assert answer.url == "/"
    assert here.get("/doi-mat-khau/").status_code == 200
    assert elsewhere.get("/doi-mat-khau/").status_code == 302
    hanh.refresh_from_db()
    assert hanh.check_password(NEW)


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("sai", NEW, NEW, "Mật khẩu đang dùng chưa đúng"),
        (OLD, NEW, "khác hẳn thế này", "Hai lần nhập chưa giống nhau"),
        (OLD, OLD, OLD, "Đây là mật khẩu đang dùng"),
        (OLD, "ngắn", "ngắn", "Mật khẩu cần ít nhất 10 ký tự"),
        (OLD, "1234567890", "1234567890", "nhiều người dùng nên dễ đoán"),
        (OLD, "nguyễn thị hạnh", "nguyễn thị hạnh", "gần giống tên đăng nhập hoặc họ tên"),
        (OLD, "", "", "Nhập mật khẩu mới"),
    ],
)
def test_a_refused_password_says_what_to_do(hanh, client_for, old, new, again, says):
    page = client_for(hanh).submit("/doi-mat-khau/", {"old_password": old, "new_password": new, "new_password_again": again})
    assert says in page.select_one("main form").text
    hanh.refresh_from_db()
    assert hanh.check_password(OLD)


def test_the_first_sign_in_leads_to_an_own_password_and_then_on(hanh, client):
    password = hanh.issue_password(UserFactory())
    answer = client.post("/dang-nhap/", {"username": "hanh.nt", "password": password, "next": "/tim/?q=lan"})
    assert answer.url == "/doi-mat-khau/?next=%2Ftim%2F%3Fq%3Dlan"
    assert client.get("/tim/").url.startswith("/doi-mat-khau/"), "nothing else opens before"
    answer = client.post("/doi-mat-khau/", {"new_password": NEW, "new_password_again": NEW, "next": "/tim/?q=lan"})
    assert answer.url == "/tim/?q=lan"
    assert client.get("/tim/").status_code == 200


def test_the_password_that_was_given_out_cannot_be_kept(hanh, client):
    password = hanh.issue_password(UserFactory())
    client.post("/dang-nhap/", {"username": "hanh.nt", "password": password})
    answer = client.post("/doi-mat-khau/", {"new_password": password, "new_password_again": password})
    assert "Đây là mật khẩu đang dùng" in answer.content.decode()


def test_a_given_password_can_be_read_out_and_typed_with_an_input_method():
    given = {readable() for _ in range(200)}
    assert len(given) == 200
    for password in given:
        assert re.fullmatch(r"([bghkmnptv][aeiu][mnpt]-){4}[2-9]{4}", password)
        validate_password(password, UserFactory.build())


def test_the_rules_for_passwords_speak_vietnamese():
    for password in ("", "1234567890", "can.bo"):
        with pytest.raises(ValidationError) as refusal:
            validate_password(password, UserFactory.build(username="can.bo1"))
        assert all(message.startswith("Mật khẩu") for message in refusal.value.messages)
