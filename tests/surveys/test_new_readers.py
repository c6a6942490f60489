"""A quản trị who makes somebody a reader of restricted text does so before the eyes of those in charge."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pghistory
import pytest
from django.utils import timezone

from danvan.accounts.models import Membership, Role
from surveys import new_readers
from tests.factories import MembershipFactory, UserFactory, office
from tests.factories.units import Office
from tests.pages import PageClient

pytestmark = pytest.mark.django_db
For = Callable[..., PageClient]


@pytest.fixture
def home() -> Office:
    return office()


@pytest.fixture
def admin(home: Office) -> Any:
    return MembershipFactory(unit=home.committee, role=Role.ADMIN, user__display_name="Vũ Minh Trí").user


def give(client: PageClient, unit: Any, role: str) -> Membership:
    account = UserFactory(display_name="Lê Văn Hai")
    sent = {"role": role, "unit": unit.pk, "since": f"{timezone.localdate():%d/%m/%Y}"}
    assert client.post(f"/tai-khoan/{account.pk}/vai-tro/them/", sent).status_code == 302
    made: Membership = account.memberships.get()
    return made


def told(client: PageClient) -> str:
    return str(client.page("/").select_one("main"))


@pytest.mark.parametrize("role", [Role.HEAD, Role.STANDING])
def test_the_home_page_of_those_in_charge_says_who_was_made_a_reader_and_by_whom(
    client_for: For, client_as: Callable[..., PageClient], home: Office, admin: Any, role: Role
) -> None:
    give(client_for(admin), home.body, Role.HEAD)
    page = told(client_as(role, home.committee))
    assert "Tài khoản mới có quyền đọc nội dung hạn chế: Lê Văn Hai" in page.replace("\xa0", " ")
    assert "do Vũ Minh Trí cấp ngày" in page.replace("\xa0", " ")


def test_ending_the_role_the_same_day_does_not_take_the_line_away(
    client_for: For, client_as: Callable[..., PageClient], home: Office, admin: Any
) -> None:
    role = give(client_for(admin), home.body, Role.HEAD)
    role.end(timezone.localdate(), admin)
    assert not Membership.objects.filter(pk=role.pk).exists()
    assert "Lê Văn Hai" in told(client_as(Role.STANDING, home.committee)).replace("\xa0", " ")


def test_other_roles_other_units_and_other_readers_are_not_told_of(
    client_for: For, client_as: Callable[..., PageClient], home: Office, admin: Any
) -> None:
    give(client_for(admin), home.body, Role.WARD)
    assert "nội dung hạn chế" not in told(client_as(Role.STANDING, home.committee))
    give(client_for(admin), home.body, Role.HEAD)
    assert "nội dung hạn chế" not in told(client_as(Role.SURVEY, home.body))
    assert "nội dung hạn chế" not in told(client_as(Role.STANDING, office("Đồi Thông").committee))


def test_it_is_told_for_thirty_days_and_only_of_what_a_user_gave(
    client_as: Callable[..., PageClient], home: Office, admin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    MembershipFactory(unit=home.body, role=Role.HEAD)
    client = client_as(Role.STANDING, home.committee)
    assert "nội dung hạn chế" not in told(client)
    with pghistory.context(user=admin.pk):
        MembershipFactory(unit=home.body, role=Role.HEAD)
    assert "nội dung hạn chế" in told(client)
    monkeypatch.setattr(new_readers, "SHOWN_FOR", timedelta(0))
    assert "nội dung hạn chế" not in told(client)
