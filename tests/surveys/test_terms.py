"""The vocabularies, which are one thing and have one name."""

import pytest

from danvan.accounts.models import Role
from tests.factories import office

pytestmark = pytest.mark.django_db


def test_the_vocabularies_are_not_called_like_the_menu_of_a_phone(client_as):
    page = client_as(Role.ADMIN, office("Sông Bồi").committee).page("/danh-muc/")
    assert page.h1.text == "Danh mục dùng chung"
    assert [link.text for link in page.select(".mainnav [aria-current]")] == ["Danh mục dùng chung"]
    assert page.select_one("details.menu summary").text == "Danh mục"
