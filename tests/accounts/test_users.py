"""Accounts and roles, kept by the quản trị within their own units."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from danvan.accounts.models import Membership, Role, User
from danvan.accounts.usernames import suggest
from tests.factories import AppointmentFactory, MembershipFactory, PersonFactory, UserFactory, office

pytestmark = pytest.mark.django_db
today = timezone.localdate  # asked within each test: a run may pass midnight


@pytest.fixture
def ours():
    return office("Sông Bồi")


@pytest.fixture
def theirs():
    return office("Đồi Thông")


@pytest.fixture
def admin(ours):
    return MembershipFactory(role=Role.ADMIN, unit=ours.committee, user__username="quan.tri", user__display_name="Vũ Minh Trí").user


@pytest.fixture
def client(admin, client_for):
    return client_for(admin)


@pytest.fixture
def hanh(ours):
    return MembershipFactory(unit=ours.body, user__username="hanh.nt", user__display_name="Nguyễn Thị Hạnh").user


def as_typed(day):
    return f"{day.day}/{day.month}/{day.year}"


def role_fields(unit, role=Role.WARD, since=None, **more):
    return {"role": role, "unit": unit.pk, "since": as_typed(since or today()), **more}


# Finding


def test_the_list_is_searched_without_accents_and_stands_by_given_name(client, hanh, ours):
    MembershipFactory(unit=ours.body, user__display_name="Trần Văn Ân", user__username="an.tv")
    page = client.page("/tai-khoan/")
    assert [link.text for link in page.select("tbody a.title")] == ["Trần Văn Ân", "Nguyễn Thị Hạnh", "Vũ Minh Trí"]
    page = client.page("/tai-khoan/?q=thi hanh")
    assert [link.text for link in page.select("tbody a.title")] == ["Nguyễn Thị Hạnh"]


def test_the_list_is_filtered_by_role_unit_and_state(client, hanh, ours):
    def names(address):
        return {link.text for link in client.page(address).select("tbody a.title")}

    head = MembershipFactory(role=Role.HEAD, unit=ours.body, user__display_name="Lê Văn Khóa", user__is_active=False).user
    assert names("/tai-khoan/?vai_tro=head") == {head.display_name}
    assert names(f"/tai-khoan/?don_vi={ours.body.pk}") == {head.display_name, "Nguyễn Thị Hạnh"}
    assert names("/tai-khoan/?trang_thai=khoa") == {head.display_name}
    assert names(f"/tai-khoan/?don_vi={ours.body.pk}&vai_tro=survey&trang_thai=dung") == {"Nguyễn Thị Hạnh"}


def test_odd_filters_are_no_error(client):
    assert client.page("/tai-khoan/?vai_tro=vua&don_vi=x&trang=abc&q=%00")


def test_accounts_of_another_office_are_not_there(client, theirs):
    stranger = MembershipFactory(unit=theirs.body, user__display_name="Đỗ Thị Lạ").user
    assert "Đỗ Thị Lạ" not in client.page("/tai-khoan/").text
    for act in ("", "sua/", "khoa/", "mat-khau/", "lich-su/", "vai-tro/them/"):
        assert client.get(f"/tai-khoan/{stranger.pk}/{act}").status_code == 404


def test_the_queries_do_not_grow_with_the_accounts(client, ours):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(url):
        with CaptureQueriesContext(connection) as queries:
            client.page(url)
        return len(queries)

    first = MembershipFactory(unit=ours.body).user
    few = count("/tai-khoan/"), count(first.get_absolute_url())
    MembershipFactory.create_batch(49, unit=ours.body)
    for year in range(2001, 2025):
        MembershipFactory(user=first, unit=ours.committee, role=Role.HEAD, since=date(year, 1, 1), until=date(year, 6, 1))
    assert (count("/tai-khoan/"), count(first.get_absolute_url())) == few
    assert max(few) <= 12


# Adding


@pytest.mark.parametrize(
    ("name", "username"),
    [("Nguyễn Thị Hạnh", "hanh.nt"), ("Đặng Việt Hà", "ha.dv"), ("Y Bia", "bia.y"), ("Ân", "an"), ("Phạm Thị Minh Hồng", "hong.ptm")],
)
def test_a_username_is_suggested_from_the_name(name, username):
    assert suggest(name, lambda _: False) == username
    assert suggest(name, {username, f"{username}2"}.__contains__) == f"{username}3"


def test_a_new_account_gets_a_role_and_a_password_that_is_shown_once(client, ours):
    page = client.submit("/tai-khoan/them/", {"display_name": "Lê Thị Thu Hường", "username": "huong.ltt", **role_fields(ours.body)})
    password = page.select("dd .code")[1].text
    user = User.objects.get(username="huong.ltt")
    assert user.check_password(password)
    assert user.must_change_password
    assert [(m.role, m.unit, m.valid.lower) for m in user.memberships.all()] == [(Role.WARD, ours.body, today())]
    assert password not in client.get(user.get_absolute_url()).content.decode()


def test_the_page_with_the_password_is_kept_by_no_cache(client, ours, hanh):
    assert client.post(f"/tai-khoan/{hanh.pk}/mat-khau/")["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_a_missing_username_is_suggested_and_looked_at_before_saving(client, ours):
    typed = {"display_name": "Nguyễn Thị Hạnh", **role_fields(ours.body)}
    page = client.submit("/tai-khoan/them/", typed)
    assert "Cổng gợi ý tên đăng nhập hanh.nt" in page.select_one("main form").text
    assert page.select_one("[name=username]")["value"] == "hanh.nt"
    assert "Tên đăng nhập gợi ý: hanh.nt" in page.select_one(".notice").text
    assert not page.select(".is-invalid, .invalid-feedback")
    assert not page.title.text.startswith("Lỗi")
    assert page.select_one("[name=display_name]")["value"] == "Nguyễn Thị Hạnh"
    assert page.select_one("[name=since]")["value"] == typed["since"]
    assert not User.objects.filter(username="hanh.nt").exists()


def test_an_account_for_a_person_takes_their_name(client, ours):
    person = AppointmentFactory(unit=ours.body, person__family_name="Ngô Quang", person__given_name="Thắng").person
    form = client.page(f"/tai-khoan/them/?can_bo={person.pk}")
    assert form.select_one("[name=person] [selected]").text.startswith("Ngô Quang Thắng - Trưởng Ban")
    client.submit("/tai-khoan/them/", {"person": person.pk, "username": "thang.nq", **role_fields(ours.body)})
    user = User.objects.get(username="thang.nq")
    assert (user.person, user.display_name) == (person, "Ngô Quang Thắng")
    assert "Ngô Quang Thắng" not in client.page("/tai-khoan/them/").select_one("[name=person]").text, "one account a person"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"display_name": ""}, "Nhập họ và tên, hoặc chọn cán bộ"),
        ({"username": "quan.tri"}, "Đã có tài khoản dùng tên này. Chọn tên khác"),
        ({"username": "Quản.Trị"}, "Đã có tài khoản dùng tên này. Chọn tên khác"),
        ({"username": "hanh@nt"}, "chỉ gồm chữ thường không dấu"),
        ({"username": "a" * 61}, "nhiều nhất là 60"),
        ({"role": ""}, "Chọn vai trò"),
        ({"unit": ""}, "Chọn đơn vị"),
        ({"since": "31/2/2026"}, "Tháng 2"),
        ({"until": "1/1/2020"}, "Ngày cuối phải từ ngày"),
        ({"role": "team_head"}, "không phải là tổ dân vận"),
    ],
)
def test_bad_input_gets_a_sentence_and_is_kept(client, ours, change, says):
    typed = {"display_name": "Lê Thị Thu Hường", "username": "huong.ltt", **role_fields(ours.body), **change}
    page = client.submit("/tai-khoan/them/", typed)
    assert says in page.select_one("main form").text
    assert not User.objects.filter(display_name__startswith="Lê Thị Thu").exists()
    if "since" in change:
        assert page.select_one("[name=since]")["value"] == "31/2/2026"


def test_two_who_take_the_same_name_at_once_get_a_sentence(client, ours, monkeypatch):
    from danvan.accounts.forms import users

    monkeypatch.setattr(users.UserAddForm, "clean_username", lambda form: form.cleaned_data["username"])
    page = client.submit("/tai-khoan/them/", {"display_name": "Vũ Trí", "username": "quan.tri", **role_fields(ours.body)})
    assert "Đã có tài khoản dùng tên này" in page.select_one("main form").text


def test_a_role_cannot_be_given_outside_the_own_units(client, hanh, theirs):
    for address in ("/tai-khoan/them/", f"/tai-khoan/{hanh.pk}/vai-tro/them/"):
        page = client.submit(address, {"display_name": "Vũ A", "username": "a.v", **role_fields(theirs.body)})
        assert "mục đã chọn không có trong danh sách" in page.select_one("main form").text
    assert not Membership.objects.filter(unit=theirs.body).exists()


def test_being_another_role_elsewhere_gives_no_right_to_give_roles_there(admin, client, hanh, theirs):
    MembershipFactory(user=admin, unit=theirs.body, role=Role.HEAD)
    page = client.submit(f"/tai-khoan/{hanh.pk}/vai-tro/them/", role_fields(theirs.body))
    assert "mục đã chọn không có trong danh sách" in page.select_one("main form").text


# Changing


def test_an_account_is_changed_and_its_history_says_by_whom(client, hanh):
    assert client.post(f"/tai-khoan/{hanh.pk}/sua/", {"display_name": "NGUYỄN THỊ HẠNH", "username": "Hanh.NTT"}).status_code == 302
    hanh.refresh_from_db()
    assert (hanh.display_name, hanh.username) == ("Nguyễn Thị Hạnh", "hanh.ntt")
    assert "Vũ Minh Trí" in client.page(f"/tai-khoan/{hanh.pk}/lich-su/").select_one("tbody").text


def test_two_who_change_one_account_lose_nothing(client, hanh, ours, client_for):
    other = client_for(MembershipFactory(role=Role.ADMIN, unit=ours.committee, user__display_name="Phan Thị Lượt").user)
    address = f"/tai-khoan/{hanh.pk}/sua/"
    base = client.page(address).select_one("[name=ban_goc]")["value"]
    other.post(address, {"display_name": "Nguyễn Thu Hạnh", "username": "hanh.nt", "ban_goc": base})
    page = client.submit(address, {"display_name": "Nguyễn Thị Hồng Hạnh", "username": "hanh.nt", "ban_goc": base})
    assert "Phan Thị Lượt vừa sửa ô này" in page.select_one("main form").text
    assert page.select_one("[name=display_name]")["value"] == "Nguyễn Thị Hồng Hạnh"


def test_a_closed_account_is_out_at_once_and_comes_back(client, hanh, client_for):
    hers = client_for(hanh)
    assert hers.get("/").status_code == 200
    client.post(f"/tai-khoan/{hanh.pk}/khoa/")
    assert hers.get("/").status_code == 302
    client.post(f"/tai-khoan/{hanh.pk}/mo-lai/")
    assert client_for(User.objects.get(pk=hanh.pk)).get("/").status_code == 200


def test_a_new_password_ends_the_open_sessions(client, hanh, client_for):
    hers = client_for(hanh)
    password = client.submit(f"/tai-khoan/{hanh.pk}/mat-khau/").select("dd .code")[1].text
    assert hers.get("/").status_code == 302
    hanh.refresh_from_db()
    assert hanh.check_password(password)
    assert hanh.must_change_password


def test_nobody_closes_or_resets_the_own_account(client, admin):
    for act in ("khoa/", "mat-khau/", "mo-lai/"):
        assert client.post(f"/tai-khoan/{admin.pk}/{act}").status_code == 403
    admin.refresh_from_db()
    assert admin.is_active
    assert not admin.must_change_password


def test_an_account_with_a_role_elsewhere_is_seen_but_not_taken_over(client, hanh, theirs):
    MembershipFactory(user=hanh, unit=theirs.body, role=Role.HEAD)
    assert client.page(hanh.get_absolute_url())
    for act in ("sua/", "khoa/", "mat-khau/", "mo-lai/"):
        assert client.post(f"/tai-khoan/{hanh.pk}/{act}").status_code == 403
    assert client.page(f"/tai-khoan/{hanh.pk}/vai-tro/them/")


# Roles


def test_a_role_is_given_from_a_day_on(client, hanh, ours):
    client.post(f"/tai-khoan/{hanh.pk}/vai-tro/them/", role_fields(ours.team, Role.TEAM_HEAD, date(2027, 1, 1), until="31/12/2027"))
    given = hanh.memberships.get(role=Role.TEAM_HEAD)
    assert given.valid == DateRange(date(2027, 1, 1), date(2028, 1, 1))
    assert "từ 01/01/2027 đến 31/12/2027" in client.page(hanh.get_absolute_url()).text


def test_nobody_gives_a_role_to_the_own_account(client, admin, ours):
    before = set(admin.memberships.values_list("pk", flat=True))
    page = client.submit(f"/tai-khoan/{admin.pk}/vai-tro/them/", role_fields(ours.body, Role.HEAD))
    assert "Không tự giao vai trò cho tài khoản của mình" in page.text
    assert set(admin.memberships.values_list("pk", flat=True)) == before


def test_the_same_role_twice_at_a_time_is_refused(client, hanh, ours):
    page = client.submit(f"/tai-khoan/{hanh.pk}/vai-tro/them/", role_fields(ours.body, Role.SURVEY))
    assert "Tài khoản đã có vai trò này ở đơn vị ấy, từ ngày" in page.select_one("main form").text


def test_a_role_ends_from_a_day_on_and_its_access_with_it(client, hanh, client_for):
    hers = client_for(hanh)
    role = hanh.memberships.get()
    assert hers.get("/tim/").status_code == 200
    client.page(f"/tai-khoan/vai-tro/{role.pk}/ket-thuc/")
    client.post(f"/tai-khoan/vai-tro/{role.pk}/ket-thuc/", {"from_day": as_typed(today())})
    assert hers.get("/tim/").status_code == 403
    role.refresh_from_db()
    assert role.valid.upper == today()
    assert "Đã thôi" in client.page(hanh.get_absolute_url()).text


def test_a_role_given_today_by_mistake_is_taken_back(client, hanh, ours):
    role = MembershipFactory(user=hanh, unit=ours.body, role=Role.HEAD, since=today())
    client.post(f"/tai-khoan/vai-tro/{role.pk}/ket-thuc/", {"from_day": as_typed(today())})
    assert not Membership.objects.filter(pk=role.pk).exists()
    assert "Bỏ vai trò" in client.page(f"/tai-khoan/{hanh.pk}/lich-su/").text


@pytest.mark.parametrize(
    ("since", "until", "from_day", "says"),
    [
        (date(2025, 7, 1), None, date(2025, 7, 1), "Vai trò bắt đầu ngày 01/7/2025"),
        (date(2025, 7, 1), date(2026, 1, 1), date(2026, 2, 1), "ngày cuối là 31/12/2025"),
    ],
)
def test_a_role_cannot_end_outside_its_period(client, hanh, ours, since, until, from_day, says):
    role = MembershipFactory(user=hanh, unit=ours.body, role=Role.HEAD, since=since, until=until)
    assert says in client.submit(f"/tai-khoan/vai-tro/{role.pk}/ket-thuc/", {"from_day": as_typed(from_day)}).select_one("main form").text


def test_the_own_last_role_as_admin_stays(client, admin, ours):
    only = admin.memberships.get()
    page = client.submit(f"/tai-khoan/vai-tro/{only.pk}/ket-thuc/", {"from_day": as_typed(today())})
    assert "vai trò quản trị duy nhất của đồng chí" in page.select_one("main form").text
    MembershipFactory(user=admin, unit=ours.body, role=Role.ADMIN)
    assert client.post(f"/tai-khoan/vai-tro/{only.pk}/ket-thuc/", {"from_day": as_typed(today())}).status_code == 302


def test_the_role_of_another_office_cannot_be_ended(client, theirs):
    role = MembershipFactory(unit=theirs.body)
    assert client.post(f"/tai-khoan/vai-tro/{role.pk}/ket-thuc/", {"from_day": as_typed(today())}).status_code == 404


def test_a_role_that_begins_tomorrow_or_ended_yesterday_makes_no_admin(ours, client_for):
    for since, until in ((today() + timedelta(days=1), None), (date(2020, 1, 1), today())):
        user = MembershipFactory(role=Role.ADMIN, unit=ours.committee, since=since, until=until).user
        assert client_for(user).get("/tai-khoan/").status_code == 403
        assert not User.objects.visible_to(user).exists()


def test_somebody_without_a_role_today_reads_whom_to_ask(client_for):
    assert "quản trị" in client_for(UserFactory()).page("/").text


def test_a_person_outside_the_scope_cannot_be_linked(client, ours):
    stranger = PersonFactory()
    typed = {"person": stranger.pk, "display_name": "A B", "username": "b.a", **role_fields(ours.body)}
    assert "mục đã chọn không có trong danh sách" in client.submit("/tai-khoan/them/", typed).select_one("main form").text
