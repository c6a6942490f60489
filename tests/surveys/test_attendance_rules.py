"""What the list of people present refuses, in which words, and what two people do to each other's page."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from surveys import attendance as rules
from surveys.minutes import sign_minutes
from surveys.models import Attendance, Minutes, SurveyMeeting
from tests.factories import (
    AttendanceFactory,
    GroupAttendanceFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
    office,
)
from tests.factories.units import Office
from tests.pages import PageClient
from tests.surveys.attendance_page import DAY, address, errors, held_meeting, in_office, open_page
from tests.surveys.meetings import finished_meeting

pytestmark = pytest.mark.django_db
As = Callable[..., PageClient]


@pytest.fixture
def home() -> Office:
    return office()


@pytest.fixture
def meeting(home: Office) -> SurveyMeeting:
    return held_meeting(home)


@pytest.fixture
def client(client_as: As, home: Office) -> PageClient:
    return client_as(unit=home.body)


def row_of(meeting: SurveyMeeting, name: str, **more: Any) -> Attendance:
    family, _, given = name.rpartition(" ")
    row: Attendance = AttendanceFactory(meeting=meeting, person=PersonFactory(family_name=family, given_name=given), **more)
    return row


def test_a_person_stands_in_the_list_once(client: PageClient, meeting: SurveyMeeting, home: Office) -> None:
    person = in_office(home.body, "Bùi Văn Chuyên", "Trưởng Ban")
    page = open_page(client, meeting)
    page["them-pasted"] = "Bùi Văn Chuyên - Bí thư chi bộ\nBùi Văn Chuyên - Trưởng Ban"
    page = page.again("them")
    assert errors(page.again().soup) == ["Bùi Văn Chuyên: đã có ở dòng 1. Bỏ một trong hai dòng"]
    assert not Attendance.objects.exists()
    page.type("n2", remove="on")
    page.save()
    assert meeting.attendances.get().person == person


def test_the_same_new_name_with_the_same_title_is_one_person(client: PageClient, meeting: SurveyMeeting) -> None:
    page = open_page(client, meeting)
    page["them-pasted"] = "Lê Văn Mới - Chuyên viên\nLê Văn Mới - chuyên viên\nLê Văn Mới - Tổ trưởng"
    page = page.again("them")
    assert errors(page.again().soup) == ["Lê Văn Mới: đã có ở dòng 1. Bỏ một trong hai dòng"]


def test_a_person_may_come_to_two_sessions_but_not_to_all_and_one(client: PageClient, meeting: SurveyMeeting) -> None:
    first = meeting.sessions.get()
    second = SessionFactory(meeting=meeting, order=2)
    row = row_of(meeting, "Trần Văn Lộc", session=first, order=1)
    again = AttendanceFactory(meeting=meeting, person=row.person, session=second, order=2)
    page = open_page(client, meeting)
    page.type(f"d{again.pk}", note="cả hai buổi")
    page.save()
    page = open_page(client, meeting)
    page.type(f"d{again.pk}", session="")
    assert "đã có ở dòng 1" in errors(page.again().soup)[0]


def test_a_survey_meeting_has_one_chair_and_may_have_co_chairs(client: PageClient, meeting: SurveyMeeting) -> None:
    row_of(meeting, "Trần Văn Lộc", role="chair", order=1)
    second = row_of(meeting, "Phạm Đình Khải", order=2)
    page = open_page(client, meeting)
    page.type(f"d{second.pk}", role="chair")
    expected = (
        "Phạm Đình Khải: hội nghị khảo sát chỉ có một chủ trì, đã ghi Trần Văn Lộc: chọn “Đồng chủ trì” hoặc sửa vai trò của Trần Văn Lộc"
    )
    assert errors(page.again().soup) == [expected]
    page.type(f"d{second.pk}", role="co_chair")
    page.save()


def test_a_dialogue_may_have_several_chairs(client: PageClient, meeting: SurveyMeeting) -> None:
    meeting.kind = SurveyMeeting.Kind.DIALOGUE
    meeting.save()
    row_of(meeting, "Trần Văn Lộc", role="chair", order=1)
    second = row_of(meeting, "Phạm Đình Khải", order=2)
    page = open_page(client, meeting)
    page.type(f"d{second.pk}", role="chair")
    page.save()


def test_present_and_excused_at_once_gets_a_message(client: PageClient, meeting: SurveyMeeting) -> None:
    row = row_of(meeting, "Ngô Quang Thắng", order=1)
    page = open_page(client, meeting)
    page.type(f"d{row.pk}", presence=["present", "excused"], note="đi họp")
    expected = "Ngô Quang Thắng: chỉ chọn một: có mặt, vắng có lý do, vắng hay chưa rõ"
    assert errors(page.again().soup) == [expected]


def test_excused_wants_a_reason(client: PageClient, meeting: SurveyMeeting) -> None:
    row = row_of(meeting, "Ngô Quang Thắng", order=1)
    page = open_page(client, meeting)
    page.type(f"d{row.pk}", presence="excused")
    page = page.again()
    assert errors(page.soup) == ["Ngô Quang Thắng: ghi lý do vắng, thí dụ: đi họp thành phố"]
    assert page[f"d{row.pk}-presence"] == "excused"
    page.type(f"d{row.pk}", note="đi họp thành phố")
    page.save()
    row.refresh_from_db()
    assert (row.presence, row.note) == ("excused", "đi họp thành phố")


def test_the_chair_cannot_be_away_and_who_is_away_has_no_hours(client: PageClient, meeting: SurveyMeeting) -> None:
    chair = row_of(meeting, "Trần Văn Lộc", role="chair", order=1)
    other = row_of(meeting, "Ngô Quang Thắng", order=2)
    page = open_page(client, meeting)
    page.type(f"d{chair.pk}", presence="absent")
    page.type(f"d{other.pk}", presence="absent", arrived="8h")
    assert errors(page.again().soup) == [
        "Trần Văn Lộc: người vắng không thể là “Chủ trì”: sửa vai trò, hoặc ghi có mặt",
        "Ngô Quang Thắng: đã ghi vắng thì bỏ giờ đến, giờ về; còn nếu có dự thì ghi có mặt",
    ]


def test_nobody_leaves_before_arriving(client: PageClient, meeting: SurveyMeeting) -> None:
    row = row_of(meeting, "Vũ Thị Mận", order=1)
    page = open_page(client, meeting)
    page.type(f"d{row.pk}", arrived="9h", left="8h30")
    page = page.again()
    assert errors(page.soup) == ["Vũ Thị Mận: giờ về phải sau giờ đến"]
    assert page.soup.select_one(f"details[open] #id_d{row.pk}-left"), "the folded part with the error is open"


def test_a_post_outside_its_period_is_asked_about_and_may_stand_with_a_reason(
    client: PageClient, meeting: SurveyMeeting, home: Office
) -> None:
    person = in_office(home.body, "Đinh Văn Cũ", "Phó Trưởng Ban", until=DAY)
    page = open_page(client, meeting)
    page["them-pasted"] = "Đinh Văn Cũ - Phó Trưởng Ban"
    page = page.again("them")
    page = page.again()
    (message,) = errors(page.soup)
    assert message.startswith("Đinh Văn Cũ: chức vụ “Phó Trưởng Ban” giữ từ 01/01/2000 đến 11/11/2026, không phải ngày 12/11/2026")
    page.type("n1", title_reason="giấy mời ghi chức vụ cũ")
    page.save()
    row = meeting.attendances.get()
    assert (row.person, row.title, row.title_reason) == (person, "Phó Trưởng Ban", "giấy mời ghi chức vụ cũ")


def test_a_title_that_nobody_touched_is_not_judged_again(client: PageClient, meeting: SurveyMeeting, home: Office) -> None:
    person = in_office(home.body, "Đinh Văn Cũ", "Phó Trưởng Ban", until=DAY)
    row = AttendanceFactory(meeting=meeting, person=person, title="Phó Trưởng Ban")
    page = open_page(client, meeting)
    page.type(f"d{row.pk}", note="ghi chú")
    page.save()


def test_a_group_says_how_many_or_that_it_is_unknown(client: PageClient, meeting: SurveyMeeting) -> None:
    group = GroupAttendanceFactory(meeting=meeting, group="Các tổ trưởng", people=3, order=1)
    page = open_page(client, meeting)
    key = f"d{group.pk}"
    page.type(key, people="", units_words="15 đến 23, 3O")
    expected = ["Các tổ trưởng: ghi số người, hoặc đánh dấu “Chưa rõ số”", "Các tổ trưởng: “3O” có chữ O, đồng chí ghi số 30."]
    assert sorted(errors(page.again().soup)) == sorted(expected)
    page.type(key, people="3", people_unknown="on", units_words="các hội, đoàn thể")
    assert errors(page.again().soup) == ["Các tổ trưởng: đã ghi số người thì bỏ dấu “Chưa rõ số”, chưa rõ thì xóa số"]
    page.type(key, people="", people_unknown="on")
    page.save()
    group.refresh_from_db()
    assert (group.people, group.units_words) == (None, "các hội, đoàn thể")


def test_a_spare_row_with_half_of_its_words_asks_for_the_rest(client: PageClient, meeting: SurveyMeeting) -> None:
    page = open_page(client, meeting)
    page.type(page.spare("g"), people="12")
    assert errors(page.again().soup) == ["Nhóm: nhập tên nhóm, thí dụ: Các đồng chí tổ trưởng, tổ phó tổ dân vận"]


def test_an_unnamed_post_stands_once(client: PageClient, meeting: SurveyMeeting) -> None:
    AttendanceFactory(meeting=meeting, person=None, name="", title="", post="Chủ tịch UBND phường", order=1)
    page = open_page(client, meeting)
    page.type(page.spare("c"), post="chủ tịch UBND phường")
    assert errors(page.again().soup) == ["chủ tịch UBND phường: đã có ở dòng 1. Bỏ một trong hai dòng"]


def test_an_order_that_is_no_number_is_told_and_kept(client: PageClient, meeting: SurveyMeeting) -> None:
    row = row_of(meeting, "Vũ Thị Mận", order=1)
    page = open_page(client, meeting)
    page.type(f"d{row.pk}", order="hai")
    page = page.again()
    assert errors(page.soup)[0].startswith("Vũ Thị Mận: ")
    assert page[f"d{row.pk}-order"] == "hai"


def test_two_people_who_change_different_fields_both_win(client: PageClient, meeting: SurveyMeeting) -> None:
    row = row_of(meeting, "Vũ Thị Mận", title="Phó Chủ tịch", order=1)
    mine, theirs = open_page(client, meeting), open_page(client, meeting)
    theirs.type(f"d{row.pk}", title="Phó Chủ tịch UBND phường")
    theirs.save()
    mine.type(f"d{row.pk}", note="đến muộn")
    mine.save()
    row.refresh_from_db()
    assert (row.title, row.note) == ("Phó Chủ tịch UBND phường", "đến muộn")


def test_of_two_who_change_the_same_field_the_second_sees_both_and_decides(client: PageClient, meeting: SurveyMeeting) -> None:
    row = row_of(meeting, "Vũ Thị Mận", title="Phó Chủ tịch", order=1)
    mine, theirs = open_page(client, meeting), open_page(client, meeting)
    theirs.type(f"d{row.pk}", title="Phó Chủ tịch UBND")
    theirs.save()
    mine.type(f"d{row.pk}", title="Phó Chủ tịch HĐND")
    mine = mine.again()
    assert "vừa sửa ô này" in errors(mine.soup)[0]
    conflict = mine.soup.select_one(".conflict .prewrap")
    assert conflict is not None
    assert conflict.text == "Phó Chủ tịch UBND"
    assert mine[f"d{row.pk}-title"] == "Phó Chủ tịch HĐND"
    mine.save()
    row.refresh_from_db()
    assert row.title == "Phó Chủ tịch HĐND"


def test_a_row_that_somebody_else_took_out_can_be_kept_or_let_go(client: PageClient, meeting: SurveyMeeting, home: Office) -> None:
    person = in_office(home.body, "Vũ Thị Mận", "Chuyên viên")
    row = AttendanceFactory(meeting=meeting, person=person, order=1)
    mine = open_page(client, meeting)
    row.delete()
    mine = mine.again()
    assert errors(mine.soup) == ["Vũ Thị Mận: có đồng chí khác vừa bỏ dòng này: đánh dấu “Bỏ”, hoặc lưu lần nữa để giữ lại"]
    mine.save()
    assert meeting.attendances.get().person == person


def test_rows_that_somebody_else_added_are_kept_and_a_double_is_noticed(client: PageClient, meeting: SurveyMeeting, home: Office) -> None:
    in_office(home.body, "Vũ Thị Mận", "Chuyên viên")
    mine, theirs = open_page(client, meeting), open_page(client, meeting)
    theirs["them-unit"] = home.body.pk
    theirs.again("them").save()
    mine["them-pasted"] = "Lê Văn Mới - Chuyên viên"
    mine = mine.again("them")
    assert any("Đồng chí khác vừa thêm" in mark.text for mark in mine.soup.select(".mark"))
    mine.save()
    assert [row.name for row in meeting.attendances.all()] == ["Vũ Thị Mận", "Lê Văn Mới"]


def test_going_back_and_saving_again_doubles_nobody(client: PageClient, meeting: SurveyMeeting) -> None:
    page = open_page(client, meeting)
    page["them-pasted"] = "Lê Văn Mới - Chuyên viên"
    page = page.again("them")
    page.save()
    again = page.again()
    assert "Bỏ một trong hai dòng" in again.soup.get_text()
    assert meeting.attendances.count() == 1


def test_signed_minutes_answer_with_a_plain_page_that_gives_back_what_was_typed(client_as: As) -> None:
    meeting = finished_meeting()
    client = client_as(unit=meeting.owner)
    page = open_page(client, meeting)
    page["them-pasted"] = "Lê Văn Mới - Chuyên viên"
    Minutes.objects.filter(meeting=meeting).update(state=Minutes.State.WITH_CHAIR)
    sign_minutes(SurveyMeeting.objects.get(pk=meeting.pk), UserFactory())
    assert "Biên bản đã ký" in client.page(address(meeting), status=409).text
    assert "Lê Văn Mới - Chuyên viên" in client.submit(address(meeting), page, status=409).text


def test_names_with_tags_are_shown_as_text(client: PageClient, meeting: SurveyMeeting) -> None:
    name = "<script>alert(1)</script> An"
    page = open_page(client, meeting)
    page["them-pasted"] = f'{name} - <b>Trưởng</b> "Ban"'
    page = page.again("them")
    assert not page.soup.select("main script, main th b")
    page.save()
    shown = open_page(client, meeting).soup
    assert not shown.select("main script, main th b")
    assert "<script>" in shown.select_one("main th .title").text  # type: ignore[union-attr]


def test_what_a_stranger_and_a_reader_get(client_as: As, meeting: SurveyMeeting, home: Office) -> None:
    assert client_as().get(address(meeting)).status_code == 404
    assert client_as("clerk", home.committee).get(address(meeting)).status_code == 403


def test_counts_leave_out_what_is_unknown() -> None:
    rows = [
        Attendance(name="A"),
        Attendance(group="nhóm", people=4),
        Attendance(group="nhóm"),
        Attendance(name="B", presence="excused"),
        Attendance(name="C", presence="unknown"),
    ]
    counts = rules.count(rows)
    assert str(counts) == "Có mặt đã rõ: 05 người. Vắng: 01. Chưa rõ có mặt hay vắng: 01. 01 nhóm chưa rõ số."


def test_page_works_when_a_hidden_field_was_tampered_with(client: PageClient, meeting: SurveyMeeting) -> None:
    sent = {"dong": ["d999999999999999999999", "n1", "xx", "d-1"], "n1-name": "A", "n1-person": "abc,,9", "n1-among": "x", "d-1-name": "B"}
    response = client.post(address(meeting), sent)
    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html5lib").select(".errors")
