import unicodedata
from datetime import date

import pytest

from danvan.accounts.models import Role
from danvan.units import versions
from danvan.units.models import Unit
from tests.factories import AppointmentFactory, GroupFactory, MembershipFactory, office
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return office()


@pytest.fixture
def client(client_as, here):
    return client_as(Role.WARD, here.body)


def new_group(here, **typed):
    return {"kind": "group", "number": "17", "superior": here.ward.pk, "since": "1/7/2025", **typed}


def errors(page):
    return {box["id"].removeprefix("id_").removesuffix("_error"): box.get_text(strip=True) for box in page.select(".invalid-feedback[id]")}


def test_a_group_without_a_typed_name_is_named_by_its_number(client, here):
    client.post("/don-vi/them/", new_group(here))
    group = Unit.objects.get(number=17)
    assert (group.name, group.short_name) == ("Tổ dân phố số 17", "TDP 17")
    assert group.versions.get().superior == here.ward


def test_the_number_in_a_typed_name_of_a_group_counts(client, here):
    client.post("/don-vi/them/", new_group(here, number="", name="Khu phố 5"))
    assert Unit.objects.get(name="Khu phố 5").number == 5


def test_a_name_typed_in_nfd_is_stored_in_nfc(client, here):
    client.post("/don-vi/them/", new_group(here, name=unicodedata.normalize("NFD", "Tổ dân phố Đường Đê")))
    assert Unit.objects.get(number=17).name == "Tổ dân phố Đường Đê"


def test_neither_name_nor_number_is_an_error_and_what_was_typed_stays(client, here):
    page = client.submit("/don-vi/them/", new_group(here, number="", designation="Thôn", since="31/2/2017"))
    assert "Nhập tên đầy đủ" in errors(page)["name"]
    assert "Tháng 2 năm 2017 không có ngày 31" in errors(page)["since"]
    assert page.select_one("#id_since")["value"] == "31/2/2017"
    assert page.select_one("#id_designation")["value"] == "Thôn"


@pytest.mark.parametrize(
    ("typed", "message"),
    [({"kind": "team", "system": ""}, "Chọn hệ thống"), ({"system": "party"}, "Địa bàn không thuộc hệ thống nào")],
)
def test_bodies_have_a_system_and_areas_have_none(client, here, typed, message):
    assert message in errors(client.submit("/don-vi/them/", new_group(here, **typed)))["system"]


def test_a_team_is_added_with_the_groups_it_covers(client, here):
    client.post(
        "/don-vi/them/",
        {"kind": "team", "system": "party", "number": "3", "superior": here.committee.pk, "area": here.ward.pk, "numbers": "TDP 1 đến 2"},
    )
    team = Unit.objects.get(name="Tổ dân vận số 3")
    assert [link.area for link in team.body_areas.order_by("area__name")] == here.groups


def test_a_unit_out_of_ones_scope_is_not_added(client, here):
    page = client.submit("/don-vi/them/", {"kind": "team", "system": "party", "number": "3", "superior": here.committee.pk})
    assert "ngoài phạm vi" in errors(page)["superior"]
    assert not Unit.objects.filter(name="Tổ dân vận số 3").exists()


def test_a_superior_of_another_office_cannot_be_chosen(client, here):
    page = client.submit("/don-vi/them/", new_group(here, superior=office("Đồng Cao").ward.pk))
    assert "không có trong danh sách" in errors(page)["superior"]


def test_numbers_of_groups_that_are_not_there_are_named(client, here):
    page = client.submit(f"{here.team.get_absolute_url()}dia-ban/them/", {"area": here.ward.pk, "numbers": "2 đến 4"})
    assert "không có tổ dân phố số 3, 4" in errors(page)["numbers"]
    assert page.select_one("#id_numbers")["value"] == "2 đến 4"


def test_several_groups_are_assigned_at_once_or_none(client, here):
    url = f"{here.team.get_absolute_url()}dia-ban/them/"
    page = client.submit(url, {"area": here.ward.pk, "numbers": "1, 2"})  # 1 is covered already
    assert "đã phụ trách trong thời gian này: Tổ dân phố số 1" in errors(page)["area"]
    assert here.team.body_areas.count() == 1
    client.post(url, {"area": here.ward.pk, "numbers": "2", "since": "1/1/2026", "until": "31/12/2026"})
    assert here.team.body_areas.get(area=here.groups[1]).valid.upper == date(2027, 1, 1)


def test_work_for_an_area_ends_after_its_last_day(client, here):
    link = here.team.body_areas.get()
    client.post(f"/don-vi/dia-ban/{link.pk}/thoi/", {"until": "30/6/2025"})
    link.refresh_from_db()
    assert link.valid.upper == date(2025, 7, 1)


def test_an_end_before_the_start_is_said_at_the_end(client, here):
    page = client.submit(
        f"{here.team.get_absolute_url()}dia-ban/them/", {"area": here.groups[1].pk, "since": "1/1/2026", "until": "31/12/2025"}
    )
    assert "từ ngày 01/01/2026 trở đi" in errors(page)["until"]


def test_a_new_name_begins_on_its_day(client, here):
    group = here.groups[0]
    url = f"{group.get_absolute_url()}doi-ten/"
    client.post(url, {**filled(client.page(url)), "since": "1/7/2025", "number": "9", "name": "", "short_name": ""})
    group.refresh_from_db()
    assert (group.name, group.name_on(date(2025, 6, 30))) == ("Tổ dân phố số 9", "Tổ dân phố số 1")
    assert group.version_on(date(2025, 7, 1)).superior == here.ward


def test_renumbering_without_changing_the_name_is_noticed(client, here):
    url = f"{here.groups[0].get_absolute_url()}doi-ten/"
    page = client.submit(url, {**filled(client.page(url)), "since": "1/7/2025", "number": "9"})
    assert "Tên còn ghi số cũ" in errors(page)["name"]
    assert "Tổ dân phố số 9" in errors(page)["name"]


def test_a_rename_that_changes_nothing_is_refused(client, here):
    url = f"{here.groups[0].get_absolute_url()}doi-ten/"
    page = client.submit(url, {**filled(client.page(url)), "since": "1/7/2025"})
    assert "Chưa có gì khác trước" in errors(page)["name"]


def test_two_names_from_one_day_are_said_at_the_day(client, here):
    url = f"{here.groups[0].get_absolute_url()}doi-ten/"
    page = client.submit(url, {**filled(client.page(url)), "since": "1/1/2000", "name": "Tổ dân phố Mới"})
    assert "đúng ngày này" in errors(page)["since"]


def test_a_ward_cannot_be_put_below_its_own_group(client, here):
    url = f"{here.ward.get_absolute_url()}doi-ten/"
    page = client.submit(url, {**filled(client.page(url)), "since": "1/7/2025", "superior": here.groups[0].pk})
    assert "nằm dưới chính nó" in errors(page)["superior"]


def test_a_typing_mistake_is_put_right_without_a_new_name(client, here):
    url = f"{here.groups[0].get_absolute_url()}sua/"
    client.post(url, {**filled(client.page(url)), "name": "Tổ dân phố số 1A"})
    here.groups[0].refresh_from_db()
    assert here.groups[0].name == "Tổ dân phố số 1A"
    assert here.groups[0].versions.count() == 1


def test_a_corrected_day_that_reaches_into_the_name_before_is_refused(client, here):
    later = versions.change(here.groups[0], date(2020, 1, 1), name="Tổ dân phố Bình Minh")
    url = f"{here.groups[0].get_absolute_url()}sua/?ten={later.pk}"
    page = client.submit(url, {**filled(client.page(url)), "since": "1/1/1999"})
    assert "Thời gian trùng với tên “Tổ dân phố số 1”" in errors(page)["since"]


@pytest.mark.parametrize("wanted", ["0", "abc", "٣", "9" * 30])
def test_a_name_that_is_not_the_units_is_not_found(client, here, wanted):
    assert client.get(f"{here.groups[0].get_absolute_url()}sua/?ten={wanted}").status_code == 404


def test_two_people_correct_one_name_and_neither_overwrites_the_other(client, client_as, here):
    url = f"{here.groups[0].get_absolute_url()}sua/"
    mine = filled(client.page(url))
    client_as(Role.ADMIN, here.body).post(url, {**mine, "name": "Tổ dân phố số 1A"})
    page = client.submit(url, {**mine, "name": "Tổ dân phố số 1B"})
    assert "vừa sửa ô này" in errors(page)["name"]
    assert "Tổ dân phố số 1A" in page.select_one("#div_id_name .conflict").get_text()
    assert page.select_one("#id_name")["value"] == "Tổ dân phố số 1B"


def test_closing_says_what_will_happen_and_happens_once(client, here):
    AppointmentFactory(unit=here.team)
    url = f"{here.team.get_absolute_url()}ngung-hoat-dong/"
    notice = client.page(url).select_one(".notice").get_text(" ")
    assert "01 việc phụ trách địa bàn kết thúc" in notice
    assert "01 chức vụ đang giữ" in notice
    client.post(url, {"since": "1/7/2025", "decision": "QĐ 7"})
    here.team.refresh_from_db()
    assert (here.team.closed_on, here.team.appointments.get().last_day) == (date(2025, 7, 1), date(2025, 6, 30))
    assert "đã ngừng hoạt động" in errors(client.submit(url, {"since": "1/8/2025"}))["since"]


def test_a_unit_closed_by_mistake_is_opened_again(client, here):
    versions.close(here.groups[0], date(2025, 7, 1))
    url = f"{here.groups[0].get_absolute_url()}sua/"
    page = client.page(url)
    assert page.select_one("#id_until")["value"] == "30/6/2025"
    client.post(url, {**filled(page), "until": ""})
    here.groups[0].refresh_from_db()
    assert here.groups[0].closed_on is None


def test_a_count_needs_a_figure_and_knows_its_source_once(client, here):
    url = f"{here.ward.get_absolute_url()}so-lieu/them/"
    typed = {"as_of": "1/1/2026", "source": "UBND phường", "households": "12.345", "area_ha": "12,5"}
    assert "ít nhất một số" in errors(client.submit(url, {"as_of": "1/1/2026", "source": "UBND phường"}))["households"]
    client.post(url, typed)
    count = here.ward.counts.get()
    assert (count.households, count.people, str(count.area_ha)) == (12345, None, "12.50")
    assert "đã có số liệu ngày ấy" in errors(client.submit(url, typed))["source"]
    assert "lớn nhất" in errors(client.submit(url, {**typed, "source": "Khác", "people": "999999999999"}))["people"]
    client.post(f"/don-vi/so-lieu/{count.pk}/sua/", {**filled(client.page(f"/don-vi/so-lieu/{count.pk}/sua/")), "people": "40.000"})
    count.refresh_from_db()
    assert (count.households, count.people) == (12345, 40000)


def test_bodies_have_no_counts_and_areas_no_areas(client, here):
    assert client.get(f"{here.team.get_absolute_url()}so-lieu/them/").status_code == 404
    assert client.get(f"{here.ward.get_absolute_url()}dia-ban/them/").status_code == 404


def test_nobody_changes_another_offices_unit(client):
    group = GroupFactory()
    for act in ("sua", "doi-ten", "ngung-hoat-dong", "so-lieu/them"):
        assert client.post(f"{group.get_absolute_url()}{act}/", {"since": "1/1/2026"}).status_code == 404
    assert group.versions.get().valid.upper is None


def test_a_role_that_writes_in_one_unit_does_not_write_in_another(client_as, here):
    there = office("Đồng Cao")
    client = client_as(Role.WARD, here.body)
    user = here.body.memberships.get().user
    MembershipFactory(user=user, unit=there.body, role=Role.STANDING)
    assert client.get(there.ward.get_absolute_url()).status_code == 200
    assert client.get(f"{there.ward.get_absolute_url()}sua/").status_code == 403


@pytest.mark.parametrize("act", ["don-vi/them", "can-bo/them", "chuc-danh/them"])
def test_an_empty_form_is_answered_with_what_to_do(client, act):
    assert client.submit(f"/{act}/").select(".errors li")
