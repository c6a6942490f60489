from datetime import date

import pytest

from danvan.accounts.models import Role
from danvan.people import posts
from tests.factories import AppointmentFactory, PersonFactory, PostTitleFactory, TeamFactory, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return office()


def names(page):
    return [link.get_text() for link in page.select("tbody th .title")]


def person(here, name, **post):
    family, _, given = name.rpartition(" ")
    return AppointmentFactory(unit=here.body, person__family_name=family, person__given_name=given, **post).person


def test_people_stand_by_given_name_then_family_name(client_as, here):
    for name in ("Phạm Thị Uyên", "Trần Văn Đức", "Lê Văn Dũng", "Bùi Thị Ánh", "Nguyễn Thị Ánh", "Lê Ước"):
        person(here, name)
    assert names(client_as(Role.SURVEY, here.body).page("/can-bo/")) == [
        "Bùi Thị Ánh",
        "Nguyễn Thị Ánh",
        "Lê Văn Dũng",
        "Trần Văn Đức",
        "Phạm Thị Uyên",
        "Lê Ước",
    ]


def test_people_are_found_without_accents(client_as, here):
    person(here, "Đặng Việt Hà")
    person(here, "Phạm Thị Minh Hồng")
    assert names(client_as(Role.SURVEY, here.body).page("/can-bo/", {"q": "dang viet"})) == ["Đặng Việt Hà"]


def test_people_of_a_ward_are_those_of_everything_below(client_as, here):
    AppointmentFactory(unit=here.team, person__family_name="Bùi Văn", person__given_name="Chuyên")
    AppointmentFactory(unit=here.groups[1], person__family_name="Lê Thị", person__given_name="Ba")
    client = client_as(Role.WARD, here.body)
    assert names(client.page("/can-bo/", {"don_vi": here.ward.pk})) == ["Lê Thị Ba", "Bùi Văn Chuyên"]
    assert names(client.page("/can-bo/", {"don_vi": here.groups[0].pk})) == ["Bùi Văn Chuyên"]


def test_a_day_shows_the_posts_held_then(client_as, here):
    held = person(here, "Đặng Việt Hà", until=date(2020, 1, 1), printed_as="Trưởng ban cũ")
    posts.appoint(held, PostTitleFactory(label="Bí thư"), here.body, date(2020, 1, 1))
    person(here, "Lê Văn Mới", since=date(2024, 1, 1))
    client = client_as(Role.SURVEY, here.body)
    then = client.page("/can-bo/", {"ngay": "31/12/2019"})
    assert names(then) == ["Đặng Việt Hà"]
    assert "Trưởng ban cũ" in then.select_one("tbody").get_text()
    assert "Bí thư" in client.page("/can-bo/").select_one("tbody").get_text()


def test_people_out_of_use_are_hidden_until_asked_for(client_as, here):
    gone = person(here, "Lê Văn Cũ", until=date(2020, 1, 1))
    posts.close_person(gone, None)
    client = client_as(Role.SURVEY, here.body)
    assert names(client.page("/can-bo/")) == []
    assert names(client.page("/can-bo/", {"trang_thai": "thoi-dung"})) == ["Lê Văn Cũ"]


def test_the_page_of_a_person_has_the_title_line_of_today_and_the_posts_by_period(client_as, here):
    held = person(here, "Phạm Thị Minh Hồng", printed_as="Chủ tịch HĐND phường", title=PostTitleFactory(label="Chủ tịch HĐND", rank=50))
    posts.appoint(held, PostTitleFactory(label="Bí thư Đảng ủy", rank=10), here.committee, date(2020, 1, 1))
    posts.appoint(held, PostTitleFactory(label="Phó Bí thư", rank=20), here.committee, date(2015, 1, 1), date(2020, 1, 1))
    page = client_as(Role.SURVEY, here.body).page(held.get_absolute_url())
    assert page.select_one(".pagehead p").get_text() == "Bí thư Đảng ủy, Chủ tịch HĐND phường"
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td, th")][:3] for row in page.select("tbody tr")]
    assert rows[1] == ["01/01/2015", "31/12/2019", "Phó Bí thư"]


def test_namesakes_are_pointed_out_to_those_who_may_see_them(client_as, here):
    one = person(here, "Nguyễn Văn Chiến")
    other = person(here, "Nguyễn Văn Chiến", person__note="TDP 9")
    stranger = AppointmentFactory(unit=office("Đồng Cao").body, person__family_name="Nguyễn Văn", person__given_name="Chiến").person
    notice = client_as(Role.SURVEY, here.body).page(one.get_absolute_url()).select_one(".notice")
    assert [link["href"] for link in notice.select("a")] == [other.get_absolute_url()]
    assert stranger.get_absolute_url() not in str(notice)


def test_people_of_another_office_are_strangers(client_as, here):
    stranger = AppointmentFactory(unit=office("Đồng Cao").body).person
    client = client_as(Role.WARD, here.body)
    assert client.get(stranger.get_absolute_url()).status_code == 404
    assert client.post(f"{stranger.get_absolute_url()}thoi-dung/", {"until": "1/1/2026"}).status_code == 404


def test_team_leaders_do_not_read_the_list(client_as, here):
    assert client_as(Role.TEAM_HEAD, TeamFactory()).get("/can-bo/").status_code == 403


def test_titles_stand_in_protocol_order_and_only_some_change_them(client_as, here):
    PostTitleFactory(label="Phó Bí thư", rank=20)
    title = PostTitleFactory(label="Bí thư", rank=10)
    assert names(client_as(Role.STANDING, here.body).page("/chuc-danh/")) == ["Bí thư", "Phó Bí thư"]
    assert client_as(Role.STANDING, here.body).get(f"/chuc-danh/{title.pk}/sua/").status_code == 403


def test_the_history_of_a_person_holds_the_posts(client_as, here):
    held = person(here, "Đặng Việt Hà", printed_as="Trưởng ban")
    text = client_as(Role.SURVEY, here.body).page(f"{held.get_absolute_url()}lich-su/").get_text()
    assert "Thêm chức vụ" in text
    assert "Trưởng ban" in text


def test_somebody_without_a_post_is_in_the_list(client_as, here):
    kept = PersonFactory(kept_by=here.body)
    assert "không ghi chức vụ" in client_as(Role.SURVEY, here.body).page("/can-bo/").select_one("tbody").get_text()
    assert client_as(Role.SURVEY, here.body).get(kept.get_absolute_url()).status_code == 200
