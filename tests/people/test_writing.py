import unicodedata
from datetime import date

import pytest

from danvan.accounts.models import Role
from danvan.people.models import Appointment, Person, PostTitle
from tests.factories import AppointmentFactory, BodyFactory, PersonFactory, PostTitleFactory, office
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return office()


@pytest.fixture
def client(client_as, here):
    return client_as(Role.SURVEY, here.body)


def errors(page):
    return {box["id"].removeprefix("id_").removesuffix("_error"): box.get_text(strip=True) for box in page.select(".invalid-feedback[id]")}


def new(**typed):
    return {"full_name": "Phạm Thị Minh Hồng", "address": "đồng chí", **typed}


@pytest.mark.parametrize("typed", ["Phạm Thị Minh Hồng", "  phạm".replace("phạm", "Phạm") + "  Thị Minh   Hồng ", "PHẠM THỊ MINH HỒNG"])
def test_a_name_typed_in_one_field_is_split(client, here, typed):
    client.post("/can-bo/them/", new(full_name=typed))
    person = Person.objects.get()
    assert (person.family_name, person.given_name, person.kept_by) == ("Phạm Thị Minh", "Hồng", here.body)


def test_a_name_typed_in_nfd_is_stored_in_nfc(client):
    client.post("/can-bo/them/", new(full_name=unicodedata.normalize("NFD", "Đặng Việt Hà")))
    assert Person.objects.get().full_name == "Đặng Việt Hà"


def test_a_person_is_added_with_a_first_post(client, here):
    title = PostTitleFactory(label="Trưởng ban")
    client.post("/can-bo/them/", new(title=title.pk, unit=here.team.pk, since="1/7/2025"))
    post = Appointment.objects.get()
    assert (post.person.full_name, post.unit, post.valid.lower) == ("Phạm Thị Minh Hồng", here.team, date(2025, 7, 1))


@pytest.mark.parametrize(("typed", "field"), [("title", "unit"), ("unit", "title")])
def test_half_a_post_is_not_a_post(client, here, typed, field):
    value = {"title": PostTitleFactory().pk, "unit": here.body.pk}[typed]
    assert field in errors(client.submit("/can-bo/them/", new(**{typed: value})))
    assert not Person.objects.exists()


def test_a_day_that_does_not_exist_keeps_what_was_typed(client, here):
    page = client.submit("/can-bo/them/", new(title=PostTitleFactory().pk, unit=here.body.pk, since="31/2/2017"))
    assert "không có ngày 31" in errors(page)["since"]
    assert page.select_one("#id_since")["value"] == "31/2/2017"
    assert page.select_one("#id_full_name")["value"] == "Phạm Thị Minh Hồng"


@pytest.mark.parametrize("typed", ["", "Hồng 2", "a " * 80])
def test_what_is_no_name_is_refused(client, typed):
    assert "full_name" in errors(client.submit("/can-bo/them/", new(full_name=typed)))


def test_a_namesake_is_asked_about_once(client, here):
    AppointmentFactory(unit=here.body, person__family_name="Lê Thị", person__given_name="Hòa", printed_as="Phó ban")
    page = client.submit("/can-bo/them/", new(full_name="Lê Thị Hoà"))
    assert "đã có Lê Thị Hòa (Phó ban, " in errors(page)["full_name"]
    client.post("/can-bo/them/", {**filled(page), "another": "on"})
    assert Person.objects.filter(given_name="Hoà").exists()


def test_the_box_for_namesakes_is_not_shown_without_one(client):
    assert not client.page("/can-bo/them/").select("#id_another")


def test_the_name_is_changed_and_a_namesake_of_the_new_name_asked_about(client, here):
    PersonFactory(family_name="Lê Thị", given_name="Hòa", kept_by=here.body)
    person = PersonFactory(family_name="Lê Thị", given_name="Hoa", kept_by=here.body)
    url = f"{person.get_absolute_url()}sua/"
    client.post(url, {**filled(client.page(url)), "note": "TDP 9"})
    page = client.submit(url, {**filled(client.page(url)), "full_name": "Lê Thị Hòa"})
    assert "đã có Lê Thị Hòa" in errors(page)["full_name"]
    client.post(url, {**filled(page), "another": "on"})
    person.refresh_from_db()
    assert (person.full_name, person.note) == ("Lê Thị Hòa", "TDP 9")


def test_two_people_change_one_person_and_neither_overwrites_the_other(client, client_as, here):
    person = PersonFactory(family_name="Lê Thị", given_name="Hoa", kept_by=here.body)
    url = f"{person.get_absolute_url()}sua/"
    mine = filled(client.page(url))
    client_as(Role.WARD, here.body).post(url, {**mine, "full_name": "Lê Thị Hoàn"})
    page = client.submit(url, {**mine, "full_name": "Lê Thị Hoan"})
    assert "vừa sửa ô này" in errors(page)["full_name"]
    assert page.select_one("#id_full_name")["value"] == "Lê Thị Hoan"
    assert "Lê Thị Hoàn" in page.select_one("#div_id_full_name .conflict").get_text()


def test_a_second_post_is_added_beside_the_first(client, here):
    first = AppointmentFactory(unit=here.body)
    title = PostTitleFactory(label="Chủ tịch HĐND", system="council")
    url = f"{first.person.get_absolute_url()}chuc-vu/them/"
    client.post(url, {"title": title.pk, "unit": here.team.pk, "until": "30/6/2026"})
    assert first.person.appointments.get(title=title).last_day == date(2026, 6, 30)


def test_posts_that_overlap_are_said_at_the_day(client, here):
    post = AppointmentFactory(unit=here.body, since=date(2020, 1, 1))
    url = f"{post.person.get_absolute_url()}chuc-vu/them/"
    page = client.submit(url, {"title": post.title_id, "unit": here.body.pk, "since": "1/1/2019"})
    assert "đã giữ chức đó ở đơn vị ấy từ ngày 01/01/2020" in errors(page)["since"]
    page = client.submit(url, {"title": post.title_id, "unit": here.body.pk, "since": "1/1/2019", "until": "31/12/2018"})
    assert "từ ngày 01/01/2019 trở đi" in errors(page)["until"]


def test_a_post_in_a_unit_out_of_ones_scope_cannot_be_given(client, here):
    person = AppointmentFactory(unit=here.body).person
    page = client.submit(f"{person.get_absolute_url()}chuc-vu/them/", {"title": PostTitleFactory().pk, "unit": here.committee.pk})
    assert "không có trong danh sách" in errors(page)["unit"]


def test_a_post_is_corrected_and_ended(client, here):
    post = AppointmentFactory(unit=here.body)
    url = f"/can-bo/chuc-vu/{post.pk}/sua/"
    client.post(url, {**filled(client.page(url)), "since": "2/3/2021", "printed_as": "Quyền Trưởng ban"})
    client.post(f"/can-bo/chuc-vu/{post.pk}/thoi/", {"until": "30/6/2025", "decision": "QĐ 8"})
    post.refresh_from_db()
    assert (post.valid.lower, post.last_day, post.wording, post.decision) == (
        date(2021, 3, 2),
        date(2025, 6, 30),
        "Quyền Trưởng ban",
        "QĐ 8",
    )
    page = client.submit(f"/can-bo/chuc-vu/{post.pk}/thoi/", {"until": "30/7/2025"})
    assert "đã thôi giữ từ ngày 01/7/2025" in errors(page)["until"]


def test_an_end_before_the_start_of_a_post_is_refused(client, here):
    post = AppointmentFactory(unit=here.body, since=date(2020, 1, 1))
    page = client.submit(f"/can-bo/chuc-vu/{post.pk}/thoi/", {"until": "30/12/2019"})
    assert "từ ngày 01/01/2020 trở đi" in errors(page)["until"]


def test_a_post_in_a_unit_out_of_ones_scope_is_left_alone(client, here):
    post = AppointmentFactory(unit=here.committee)
    assert client.get(f"/can-bo/chuc-vu/{post.pk}/sua/").status_code == 403
    assert client.get(f"/can-bo/chuc-vu/{AppointmentFactory(unit=BodyFactory()).pk}/sua/").status_code == 404


def test_putting_out_of_use_asks_for_the_last_day_and_can_be_undone(client, here):
    post = AppointmentFactory(unit=here.body, person__given_name="Lan")
    url = f"{post.person.get_absolute_url()}thoi-dung/"
    assert post.wording in client.page(url).select_one(".notice").get_text()
    assert "until" in errors(client.submit(url))
    client.post(url, {"until": "30/6/2025"})
    post.refresh_from_db()
    assert (post.person.closed, post.last_day) == (True, date(2025, 6, 30))
    edit = f"{post.person.get_absolute_url()}sua/"
    data = filled(client.page(edit))
    del data["closed"]
    client.post(edit, data)
    assert not Person.objects.get().closed


def test_titles_are_added_once_a_system_and_put_out_of_use(client_as, here):
    client = client_as(Role.ADMIN, here.body)
    typed = {"label": "Bí thư Đảng ủy", "rank": "10", "system": "party", "abbreviation": "BT"}
    client.post("/chuc-danh/them/", typed)
    title = PostTitle.objects.get()
    page = client.submit("/chuc-danh/them/", typed)
    assert "Đã có chức danh này" in page.select_one(".errors").get_text()
    assert "rank" in errors(client.submit("/chuc-danh/them/", {**typed, "label": "Phó Bí thư", "rank": "0"}))
    client.post(f"/chuc-danh/{title.pk}/sua/", {**filled(client.page(f"/chuc-danh/{title.pk}/sua/")), "closed": "on"})
    assert not client.page("/chuc-danh/").select("tbody tr")
