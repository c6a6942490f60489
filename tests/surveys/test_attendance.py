"""The attendance page: who is added, what is stored, what is asked for."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.people.models import Person
from danvan.units.versions import assign_area
from surveys.models import Attendance
from tests.factories import AttendanceFactory, BodyFactory, PersonFactory, RemarkFactory, SessionFactory, SurveyMeetingFactory, office
from tests.factories.units import LONG_AGO
from tests.pages import PageClient
from tests.surveys.attendance_page import DAY, address, errors, held_meeting, in_office, notes, open_page

pytestmark = pytest.mark.django_db
As = Callable[..., PageClient]


def test_people_of_a_unit_come_in_protocol_order_then_by_ten_with_titles_of_the_day(client_as: As) -> None:
    home = office()
    in_office(home.body, "Trần Văn Ước", "Chuyên viên", 300)
    in_office(home.body, "Lê Thị Ánh", "Chuyên viên", 300)
    head = in_office(home.body, "Trần Văn Lộc", "Trưởng Ban", 100)
    in_office(home.committee, "", "Ủy viên Ban Thường vụ", 50, person=head)
    in_office(home.body, "Đinh Văn Cũ", "Phó Trưởng Ban", 200, until=DAY)
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-unit"] = home.body.pk
    page = page.again("them")
    assert not Attendance.objects.exists()
    page.save()
    rows = list(meeting.attendances.all())
    assert [row.name for row in rows] == ["Trần Văn Lộc", "Lê Thị Ánh", "Trần Văn Ước"]
    assert rows[0].title == "Ủy viên Ban Thường vụ Đảng ủy phường Sông Bồi, Trưởng Ban Xây dựng Đảng phường Sông Bồi"
    assert [row.order for row in rows] == [1, 2, 3]
    assert {row.unit for row in rows} == {home.body}


def test_several_units_are_added_one_after_another_and_who_is_there_is_skipped_with_a_note(client_as: As) -> None:
    home = office()
    both = in_office(home.body, "Trần Văn Lộc", "Trưởng Ban", 100)
    in_office(home.committee, "", "Ủy viên Ban Thường vụ", 50, person=both)
    in_office(home.committee, "Phạm Đình Khải", "Phó Bí thư", 20)
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-unit"] = home.body.pk
    page = page.again("them")
    page["them-unit"] = home.committee.pk
    page = page.again("them")
    assert "01 đồng chí đã có trong danh sách" in notes(page.soup)
    page.save()
    assert [row.name for row in meeting.attendances.all()] == ["Trần Văn Lộc", "Phạm Đình Khải"]


def test_only_units_that_the_user_may_look_up_are_offered(client_as: As) -> None:
    home, elsewhere = office("Sông Bồi"), office("Đồi Thông")
    in_office(home.body, "Trần Văn Lộc", "Trưởng Ban")
    in_office(elsewhere.body, "Lê Văn Xa", "Trưởng Ban")
    page = open_page(client_as(unit=home.body), held_meeting(home))
    offered = page.soup.select_one("[name=them-unit]")
    assert offered is not None
    assert "Ban Xây dựng Đảng phường Sông Bồi (01 người)" in offered.text
    assert "Đồi Thông" not in offered.text
    page["them-unit"] = elsewhere.body.pk
    assert errors(page.again("them").soup) == ["Chọn lại lấy từ đơn vị: mục đã chọn không có trong danh sách"]


def test_a_meeting_without_a_day_asks_for_the_day_of_the_titles(client_as: As) -> None:
    home = office()
    in_office(home.body, "Đinh Văn Cũ", "Trưởng Ban", until=DAY)
    in_office(home.body, "Trần Văn Lộc", "Trưởng Ban", since=DAY)
    meeting = SurveyMeetingFactory(owner=home.body)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-unit"] = home.body.pk
    page = page.again("them")
    assert errors(page.soup) == ["Nhập ngày lấy chức vụ: hội nghị chưa rõ ngày"]
    page["them-day"] = "11/11/2026"
    page = page.again("them")
    page.save()
    assert [row.name for row in meeting.attendances.all()] == ["Đinh Văn Cũ"]


def test_teams_are_added_by_the_numbers_of_their_groups(client_as: As) -> None:
    home = office()
    in_office(home.team, "Bùi Văn Chuyên", "Tổ trưởng", 600)
    in_office(home.team, "Ngô Thị Lụa", "Tổ phó", 610)
    in_office(home.team, "Lê Văn Ba", "Thành viên", 620)
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-numbers"], page["them-posts"] = "1 đến 3", "both"
    page = page.again("them")
    assert "Chưa lập tổ dân vận ở tổ dân phố số 2." in notes(page.soup)
    assert "Không có tổ dân phố số 3 ở Phường Sông Bồi trong ngày này." in notes(page.soup)
    page.save()
    rows = list(meeting.attendances.all())
    assert [(row.name, row.title) for row in rows] == [
        ("Bùi Văn Chuyên", "Tổ trưởng Tổ dân vận TDP số 1"),
        ("Ngô Thị Lụa", "Tổ phó Tổ dân vận TDP số 1"),
    ]


def test_a_letter_in_place_of_a_digit_is_named_and_what_was_typed_stays(client_as: As) -> None:
    home = office()
    page = open_page(client_as(unit=home.body), held_meeting(home))
    page["them-numbers"] = "15 đến 27, 3O"
    page = page.again("them")
    assert errors(page.soup) == ["“3O” có chữ O, đồng chí ghi số 30."]
    assert page["them-numbers"] == "15 đến 27, 3O"


def test_a_pasted_list_that_is_too_long_is_asked_for_in_parts(client_as: As) -> None:
    home = office()
    page = open_page(client_as(unit=home.body), held_meeting(home))
    page["them-pasted"] = "\n".join(f"Trần Văn Thử {n} - Tổ trưởng" for n in range(301))
    page = page.again("them")
    assert errors(page.soup) == ["Danh sách dán có 301 dòng: chia ra, mỗi lần dán nhiều nhất 300 dòng"]
    assert page["them-pasted"].count("\n") == 300


def test_a_field_that_belongs_to_no_row_is_passed_over(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    response = client_as(unit=home.body).post(address(meeting), {"dong": ["", "d", "x"], "-name": "Trần Văn Lộc", "d-name": "Lê Thị Ánh"})
    assert response.status_code < 500


def test_a_pasted_list_matches_people_makes_new_ones_and_keeps_titles_as_pasted(client_as: As) -> None:
    home = office()
    known = in_office(home.body, "Trần Văn Lộc", "Trưởng Ban")
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-pasted"] = (
        "Đ/c Trần Văn Lộc\n"
        "Phạm Thị Minh Hồng - Bí thư Đảng ủy, Chủ tịch HĐND\n"
        "Chủ tịch UBND phường\n"
        "các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường"
    )
    page = page.again("them")
    page.save()
    rows = list(meeting.attendances.all())
    assert rows[0].person == known
    assert rows[0].title == "Trưởng Ban Xây dựng Đảng phường Sông Bồi"
    hong = rows[1]
    assert (hong.name, hong.title) == ("Phạm Thị Minh Hồng", "Bí thư Đảng ủy, Chủ tịch HĐND")
    assert hong.person is not None
    assert (hong.person.family_name, hong.person.given_name, hong.person.kept_by) == ("Phạm Thị Minh", "Hồng", home.body)
    assert (rows[2].post, rows[2].person) == ("Chủ tịch UBND phường", None)
    assert (rows[3].group[:12], rows[3].people) == ("các đồng chí", None)


def test_a_name_in_nfd_is_the_same_person_and_is_stored_composed(client_as: As) -> None:
    import unicodedata

    home = office()
    known = in_office(home.body, "Nguyễn Thị Hường", "Chuyên viên")
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-pasted"] = unicodedata.normalize("NFD", "Nguyễn Thị Hường - Chuyên viên")
    page.again("them").save()
    row = meeting.attendances.get()
    assert row.person == known
    assert unicodedata.is_normalized("NFC", row.name + row.title)


def test_of_several_people_with_one_name_the_user_chooses(client_as: As) -> None:
    home = office()
    in_office(home.body, "Nguyễn Văn Hà", "Chuyên viên")
    second = in_office(home.committee, "Nguyễn Văn Hà", "Phó Bí thư")
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-pasted"] = "Nguyễn Văn Hà - Phó Bí thư"
    page = page.again("them")
    key = page.key_of("Nguyễn Văn Hà")
    assert errors(page.again().soup) == ["Nguyễn Văn Hà: chọn một: có 02 đồng chí tên như vậy"]
    page.type(key, person=second.pk)
    page.save()
    assert meeting.attendances.get().person == second


def test_a_name_without_its_marks_is_offered_not_taken_for_granted(client_as: As) -> None:
    home = office()
    known = in_office(home.body, "Nguyễn Thị Hạnh", "Chuyên viên")
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-pasted"] = "Nguyễn Thị Hanh - Chuyên viên"
    page = page.again("them")
    key = page.key_of("Nguyễn Thị Hanh")
    assert page[f"{key}-person"] == str(known.pk)
    page.type(key, person="moi")
    page.save()
    assert meeting.attendances.get().person != known


def test_people_of_strangers_cannot_be_named_by_their_id(client_as: As) -> None:
    home, elsewhere = office("Sông Bồi"), office("Đồi Thông")
    stranger = in_office(elsewhere.body, "Lê Văn Xa", "Trưởng Ban")
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-pasted"] = "Trần Văn Mới - Chuyên viên"
    page = page.again("them")
    page.type(page.key_of("Trần Văn Mới"), person=stranger.pk, unit=elsewhere.body.pk)
    page.save()
    row = meeting.attendances.get()
    assert row.person != stranger
    assert row.unit is None


def test_titles_are_frozen_when_people_titles_and_units_are_renamed(client_as: As) -> None:
    from danvan.units import versions

    home = office()
    person = in_office(home.body, "Trần Văn Lộc", "Trưởng Ban")
    meeting = held_meeting(home)
    client = client_as(unit=home.body)
    page = open_page(client, meeting)
    page["them-unit"] = home.body.pk
    page.again("them").save()
    before = Attendance.objects.values().get()
    person.family_name, person.given_name, person.address = "Trần Đình", "Đổi", "ông"
    person.save()
    post = person.appointments.get()
    post.title.label = "Phó Trưởng Ban"
    post.title.save()
    versions.change(home.body, date(2026, 12, 1), name="Ban Tuyên giáo và Dân vận")
    assert Attendance.objects.values().get() == before
    open_page(client, meeting).save()
    assert Attendance.objects.values().get() == before


def test_saving_adds_first_what_still_stands_in_the_boxes_for_adding(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-pasted"] = "Trần Văn Lộc - Trưởng Ban"
    page = page.again()
    assert "chưa lưu" in notes(page.soup)
    assert not Person.objects.filter(given_name="Lộc").exists()
    page.save()
    assert meeting.attendances.count() == 1


def test_what_was_typed_in_other_rows_stays_when_people_are_added(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    row = AttendanceFactory(meeting=meeting)
    page = open_page(client_as(unit=home.body), meeting)
    page.type(f"d{row.pk}", presence="excused", arrived="chín giờ")
    page["them-pasted"] = "Trần Văn Lộc - Trưởng Ban"
    page = page.again("them")
    assert not errors(page.soup)
    assert (page[f"d{row.pk}-presence"], page[f"d{row.pk}-arrived"]) == ("excused", "chín giờ")


def test_order_numbers_move_rows_and_equal_ones_stand_by_rank(client_as: As) -> None:
    home = office()
    low = in_office(home.body, "Lê Văn Thấp", "Chuyên viên", 300)
    high = in_office(home.body, "Trần Văn Cao", "Trưởng Ban", 100)
    meeting = held_meeting(home)
    rows = [AttendanceFactory(meeting=meeting, order=n, person=person) for n, person in enumerate((low, PersonFactory(), high), start=1)]
    page = open_page(client_as(unit=home.body), meeting)
    page.type(f"d{rows[2].pk}", order="1")
    page.type(f"d{rows[1].pk}", order="")
    page.save()
    assert [row.pk for row in meeting.attendances.all()] == [rows[2].pk, rows[0].pk, rows[1].pk]
    assert [row.order for row in meeting.attendances.all()] == [1, 2, 3]


def test_roles_presence_hours_and_stand_ins_are_stored(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    row = AttendanceFactory(meeting=meeting)
    page = open_page(client_as(unit=home.body), meeting)
    page.type(
        f"d{row.pk}",
        role="chair",
        role_inferred="on",
        side="above",
        title="UVTV, Trưởng ban Dân vận Quận ủy",
        arrived="8h40",
        left="10 giờ",
        stands_in_for="đồng chí Bí thư",
        note="đến muộn",
    )
    page.save()
    row.refresh_from_db()
    assert (row.role, row.role_inferred, row.side, row.title) == ("chair", True, "above", "UVTV, Trưởng ban Dân vận Quận ủy")
    assert (str(row.arrived), str(row.left), row.stands_in_for, row.note) == ("08:40:00", "10:00:00", "đồng chí Bí thư", "đến muộn")


def test_a_row_taken_out_is_gone_and_unticking_before_saving_keeps_it(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    kept, gone = AttendanceFactory(meeting=meeting), AttendanceFactory(meeting=meeting)
    page = open_page(client_as(unit=home.body), meeting)
    page.type(f"d{kept.pk}", remove="on")
    page.type(f"d{gone.pk}", remove="on", title="")
    page = page.again("them-nhom")
    page.type(f"d{kept.pk}", remove=None)
    page.save()
    assert list(meeting.attendances.all()) == [kept]


def test_unnamed_posts_and_groups_are_stored_and_unknown_is_not_nought(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page.type(page.spare("c"), post="Chủ tịch UBND phường", order="2")
    page.type(
        page.spare("g"), group="Các đồng chí tổ trưởng, tổ phó", units_words="15 đến 27, 30", people_unknown="on", units="4", order="1"
    )
    page = page.again("them-nhom")
    page.type(page.spare("g"), group="Đại diện Hội Người cao tuổi phường", people="2")
    page.save()
    teams, post, old = meeting.attendances.all()
    assert (teams.people, teams.units, teams.units_words) == (None, 4, "15 đến 27, 30")
    assert post.post == "Chủ tịch UBND phường"
    assert old.people == 2
    shown = open_page(page.client, meeting).soup.select_one(".savebar .muted")
    assert shown is not None
    assert shown.text == "Có mặt đã rõ: 03 người. 01 nhóm chưa rõ số."


def test_people_are_added_to_one_session_of_several(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    second = SessionFactory(meeting=meeting, order=2, label="cụm 2", day=date(2026, 11, 13))
    page = open_page(client_as(unit=home.body), meeting)
    page["them-pasted"], page["them-session"], page["them-side"] = "Trần Văn Lộc - Trưởng Ban", second.pk, "above"
    page.again("them").save()
    row = meeting.attendances.get()
    assert (row.session, row.side) == (second, "above")


def test_three_hundred_rows_are_saved_at_once(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    known = in_office(home.body, "Trần Văn Lộc", "Trưởng Ban")
    sent: dict[str, object] = {"dong": [f"n{n}" for n in range(1, 301)]}
    for n in range(1, 301):
        row = {"order": 301 - n, "name": f"Trần Văn Thử {n}", "title": f"Tổ trưởng Tổ dân vận {n}", "person": "moi"}
        row |= {"address": "đồng chí", "title_reason": "", "side": "local", "role": "attending", "presence": "present", "note": ""}
        row |= {"stands_in_for": "", "arrived": "", "left": ""}
        sent |= {f"n{n}-{name}": value for name, value in row.items()}
    sent["n300-person"], sent["n300-name"] = known.pk, "Trần Văn Lộc"
    with CaptureQueriesContext(connection) as queries:
        response = client_as(unit=home.body).post(address(meeting), sent)
    assert response.status_code == 302
    assert len(queries) < 40
    assert meeting.attendances.count() == 300
    first = meeting.attendances.first()
    assert first is not None
    assert (first.person, first.order) == (known, 1)
    assert Person.objects.filter(kept_by=home.body).count() == 299


def test_somebody_who_spoke_stays_in_the_list(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    remark = RemarkFactory(meeting=meeting, order=1)
    row = remark.speaker
    page = open_page(client_as(unit=home.body), meeting)
    page.type(f"d{row.pk}", remove="on")
    expected = f"{row.name}: đã phát biểu ở ý kiến 01 nên chưa bỏ được: sửa chỗ ấy trước"
    assert errors(page.again().soup) == [expected]
    page.type(f"d{row.pk}", remove=None, presence="absent")
    assert errors(page.again().soup) == [f"{row.name}: đã phát biểu ở ý kiến 01 nên không ghi vắng được: sửa chỗ ấy trước"]
    assert Attendance.objects.get().presence == "present"


def test_the_sentence_of_the_reference_case_becomes_its_rows(client_as: As) -> None:
    home = office()
    meeting = held_meeting(home)
    page = open_page(client_as(unit=home.body), meeting)
    page["them-pasted"] = (
        "đồng chí Đặng Việt Hà - UVTV, Trưởng ban Dân vận Quận ủy; lãnh đạo, chuyên viên Ban Dân vận Quận ủy; đồng chí Phạm Thị Minh Hồng - "
        "Bí thư Đảng ủy, Chủ tịch HĐND; đồng chí Nguyễn Văn Chiến - Phó Bí thư thường trực Đảng ủy, trưởng khối vận; "
        "đồng chí Chủ tịch UBND phường; đồng chí Chủ tịch UBMTTQ phường; các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường."
    )
    page = page.again("them")
    page.type(page.key_of("Đặng Việt Hà"), role="chair", role_inferred="on", side="above")
    page.type(page.key_of("các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường"), units="4")
    page.save()
    rows = [(row.label, row.title, row.role, row.people, row.units) for row in meeting.attendances.all()]
    assert rows == [
        ("Đặng Việt Hà", "UVTV, Trưởng ban Dân vận Quận ủy", "chair", None, None),
        ("lãnh đạo, chuyên viên Ban Dân vận Quận ủy", "", "attending", None, None),
        ("Phạm Thị Minh Hồng", "Bí thư Đảng ủy, Chủ tịch HĐND", "attending", None, None),
        ("Nguyễn Văn Chiến", "Phó Bí thư thường trực Đảng ủy, trưởng khối vận", "attending", None, None),
        ("Chủ tịch UBND phường", "", "attending", None, None),
        ("Chủ tịch UBMTTQ phường", "", "attending", None, None),
        ("các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường", "", "attending", None, 4),
    ]
    assert not any(row.person.appointments.exists() for row in meeting.attendances.exclude(person=None) if row.person)


def test_of_several_wards_one_is_chosen_for_the_numbers(client_as: As) -> None:
    district = BodyFactory(name="Ban Dân vận Quận ủy")
    first, second = office("Sông Bồi"), office("Đồi Thông")
    for home, name in ((first, "Bùi Văn Chuyên"), (second, "Ngô Thị Lụa")):
        assign_area(district, home.ward, LONG_AGO)
        in_office(home.team, name, "Tổ trưởng", 600)
    meeting = SurveyMeetingFactory(owner=district)
    SessionFactory(meeting=meeting, day=DAY)
    client = client_as(unit=district)
    page = open_page(client, meeting)
    page["them-numbers"] = "1"
    page = page.again("them")
    assert errors(page.soup) == ["Chọn phường của các tổ dân phố"]
    page["them-ward"] = second.ward.pk
    page.again("them").save()
    assert meeting.attendances.get().name == "Ngô Thị Lụa"
    meeting.concerned_units.create(unit=first.ward)
    assert not open_page(client, meeting).soup.select("[name=them-ward]"), "the meeting says which ward it is about"
