from datetime import date

import pytest

from danvan.accounts.models import Role
from danvan.units import versions
from tests.factories import AppointmentFactory, GroupFactory, MembershipFactory, TeamFactory, WardFactory, office

pytestmark = pytest.mark.django_db


def names(page):
    return [link.get_text() for link in page.select("tbody th .title")]


def test_groups_are_listed_in_the_order_of_their_numbers(client_as):
    here = office()
    for number in (10, 9):
        GroupFactory(number=number, superior=here.ward)
    page = client_as(Role.WARD, here.body).page("/don-vi/?loai=group")
    assert names(page) == [f"Tổ dân phố số {n}".replace("số ", "số\u00a0") for n in (1, 2, 9, 10)]


def test_a_unit_is_found_without_accents_and_by_a_former_name(client_as):
    here = office()
    versions.change(here.groups[0], date(2020, 1, 1), name="Tổ dân phố Bình Minh")
    page = client_as(Role.HEAD, here.body).page("/don-vi/", {"q": "to dan pho so 1"})
    assert names(page) == ["Tổ dân phố Bình Minh"]
    assert "tên khác: Tổ dân phố số\u00a01" in page.select_one("tbody").get_text()


def test_a_list_as_of_a_day_shows_names_of_that_day_and_only_units_there_were_then(client_as):
    here = office()
    versions.change(here.groups[0], date(2020, 1, 1), name="Tổ dân phố Bình Minh")
    GroupFactory(number=3, superior=here.ward, since=date(2021, 1, 1))
    page = client_as(Role.SURVEY, here.body).page("/don-vi/", {"loai": "group", "ngay": "31/12/2019"})
    assert names(page) == ["Tổ dân phố số\u00a01", "Tổ dân phố số\u00a02"]
    assert "nay là Tổ dân phố Bình Minh" in page.select_one("tbody").get_text()


def test_closed_units_are_hidden_until_asked_for(client_as):
    here = office()
    versions.close(here.groups[1], date(2025, 7, 1))
    client = client_as(Role.CLERK, here.body)
    assert names(client.page("/don-vi/?loai=group")) == ["Tổ dân phố số\u00a01"]
    assert names(client.page("/don-vi/?loai=group&trang_thai=da-ngung")) == ["Tổ dân phố số\u00a02"]


def test_a_day_that_does_not_exist_is_said_at_the_filter(client_as):
    page = client_as().page("/don-vi/", {"ngay": "31/2/2017"})
    assert "Tháng 2 năm 2017 không có ngày 31" in page.select_one("#id_ngay_error").get_text()
    assert page.select_one("#id_ngay")["value"] == "31/2/2017"


def test_units_of_another_office_are_not_listed_and_not_found(client_as):
    here, there = office("Sông Bồi"), office("Đồng Cao")
    client = client_as(Role.WARD, here.body)
    assert "Đồng Cao" not in client.page("/don-vi/").get_text()
    assert client.get(there.ward.get_absolute_url()).status_code == 404


def test_the_page_of_a_unit_tells_its_names_over_time(client_as):
    here = office()
    group = here.groups[0]
    versions.change(group, date(2020, 7, 1), name="Tổ dân phố số 9", number=9, decision="QĐ 12/QĐ-UBND")
    rows = client_as(Role.SURVEY, here.body).page(group.get_absolute_url()).select("[aria-labelledby=cac-ten] tbody tr")
    texts = [" ".join(row.get_text(" ").split()) for row in rows]
    assert texts[0].startswith("01/7/2020 nay Tổ dân phố số 9")
    assert "QĐ 12/QĐ-UBND" in texts[0]
    assert texts[1].startswith("01/01/2000 30/6/2020 Tổ dân phố số 1")


def test_the_page_of_a_unit_shows_who_was_in_office_on_a_day(client_as):
    here = office()
    past = AppointmentFactory(unit=here.body, until=date(2020, 1, 1), person__given_name="Cũ")
    now = AppointmentFactory(unit=here.body, since=date(2020, 1, 1), person__given_name="Mới")
    client = client_as(Role.STANDING, here.body)
    today, then = (client.page(here.body.get_absolute_url(), data).get_text() for data in ({}, {"ngay": "31/12/2019"}))
    assert now.person.full_name in today
    assert past.person.full_name not in today
    assert past.person.full_name in then


def test_a_team_shows_its_groups_and_a_ward_its_bodies_and_groups(client_as):
    here = office()
    client = client_as(Role.WARD, here.body)
    assert "Tổ dân phố số\u00a01" in client.page(here.team.get_absolute_url()).select_one("[aria-labelledby=dia-ban]").get_text()
    ward = client.page(here.ward.get_absolute_url())
    assert "Đảng ủy phường Sông Bồi" in ward.select_one("[aria-labelledby=dia-ban]").get_text()
    assert "Tổ dân phố số\u00a02" in ward.select_one("[aria-labelledby=truc-thuoc]").get_text()


def test_unknown_figures_are_shown_as_unknown_and_two_sources_side_by_side(client_as):
    here = office()
    here.ward.counts.create(as_of=date(2026, 1, 1), source="Công an phường", households=12345)
    here.ward.counts.create(as_of=date(2026, 1, 1), source="UBND phường", households=12300, people=40000)
    rows = client_as(Role.WARD, here.body).page(here.ward.get_absolute_url()).select("[aria-labelledby=so-lieu] tbody tr")
    assert [[cell.get_text(strip=True) for cell in row.select("th, .num")] for row in rows] == [
        ["Công an phường", "12.345", "chưa rõ", "chưa rõ"],
        ["UBND phường", "12.300", "40.000", "chưa rõ"],
    ]


@pytest.mark.parametrize("role", [Role.TEAM_HEAD, Role.TEAM_DEPUTY])
def test_team_leaders_do_not_read_the_directory(client_as, role):
    team = TeamFactory(areas=[GroupFactory()])
    client = client_as(role, team)
    assert client.get("/don-vi/").status_code == 403
    assert client.get(team.get_absolute_url()).status_code == 403


def test_the_history_of_a_ward_is_not_that_of_its_groups(client_as):
    here = office()
    versions.correct(here.ward.versions.get(), date(2000, 1, 1), until=None, name="Phường Sông Bồi Mới")
    versions.change(here.groups[0], date(2020, 1, 1), name="Tổ dân phố Bình Minh")
    page = client_as(Role.WARD, here.body).page(f"{here.ward.get_absolute_url()}lich-su/").get_text()
    assert "Phường Sông Bồi Mới" in page
    assert "Bình Minh" not in page


def test_what_a_reader_may_not_change_is_not_offered(client_as):
    here = office()
    page = client_as(Role.STANDING, here.body).page(here.ward.get_absolute_url())
    assert not page.select("a[href*=sua], a[href*=doi-ten], a[href*=ngung]")
    assert client_as(Role.STANDING, here.body).get(f"{here.ward.get_absolute_url()}doi-ten/").status_code == 403


def test_a_unit_above_ones_scope_is_read_but_not_changed(client_as):
    here = office()
    client = client_as(Role.WARD, here.body)
    assert client.get(here.committee.get_absolute_url()).status_code == 200
    assert client.get(f"{here.committee.get_absolute_url()}sua/").status_code == 403
    assert client.get(f"{WardFactory().get_absolute_url()}sua/").status_code == 404


@pytest.mark.parametrize("query", ["q=%00", "loai=x", "trang=x", "xep=x", "ngay=0", "trang_thai=x", "q=" + "a" * 300])
def test_an_address_written_by_hand_does_no_harm(client_as, query):
    client = client_as(Role.WARD, office().body)
    assert client.get(f"/don-vi/?{query}").status_code == 200
    assert client.get(f"/can-bo/?{query}&don_vi=99999999999999999999").status_code == 200
    assert client.get(f"/chuc-danh/?{query}&he_thong=x").status_code == 200
    assert client.get("/don-vi/99999999999999999999/").status_code == 404


def test_a_team_leader_who_reads_another_office_does_not_read_this_one(client_for):
    here, there = office("Sông Bồi"), office("Đồng Cao")
    user = MembershipFactory(unit=here.team, role=Role.TEAM_HEAD).user
    MembershipFactory(user=user, unit=there.body, role=Role.SURVEY)
    client = client_for(user)
    assert client.get(here.groups[0].get_absolute_url()).status_code == 404
    assert "Sông Bồi" not in client.page("/don-vi/").select_one("tbody").get_text()
    assert client.get(there.ward.get_absolute_url()).status_code == 200
