"""The page of a meeting: everything that is recorded, unknown as unknown, nothing that the reader may not see."""

from datetime import date

import pytest

from surveys.models import Directive, DirectiveAddressee, FollowUp, MeetingOrganizer, Presentation, StatedFigure, Vote
from tests.factories import (
    AttendanceFactory,
    ConclusionFactory,
    DirectiveFactory,
    GroupAttendanceFactory,
    MembershipFactory,
    RemarkFactory,
    SessionFactory,
    SurveyMeetingFactory,
    office,
)
from tests.surveys.meetings import finished_meeting
from tests.surveys.reference_case import reference_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return office("Sông Bồi")


@pytest.fixture
def client(client_as, home):
    return client_as(unit=home.body)


def section(page, anchor):
    """The words of a section."""
    return " ".join(page.select_one(f"section[aria-labelledby={anchor}]").text.split())


def test_the_reference_case_shows_what_is_known_and_what_is_not(client_as):
    meeting = reference_meeting()
    page = client_as(unit=meeting.owner).page(meeting.get_absolute_url())
    facts = " ".join(page.select_one(".pagehead").text.split())
    assert "Chưa rõ giờ họp, sáng thứ Tư, ngày 19/7/2017, chưa rõ địa điểm" in facts
    assert "Ban Dân vận Quận ủy tổ chức." in facts
    people = section(page, "thanh-phan")
    assert "Đặng Việt Hà" in people
    assert "UVTV, Trưởng ban Dân vận Quận ủy" in people
    assert "Chủ tịch UBND phường" in people
    assert "chưa rõ họ tên" in people
    assert "02nhóm chưa rõ số người" in people.replace("02 nhóm", "02nhóm")
    remarks = section(page, "y-kien")
    assert "theo nguồn: “09 ý kiến phát biểu”" in remarks
    assert "01ý kiến đã ghi ở đây" in remarks
    assert "chưa rõ thứ tự phát biểu" in remarks
    assert "chưa rõ nội dung" in remarks
    asked = section(page, "ket-luan")
    assert asked.startswith("Phát biểu của chủ trì")
    assert "trong thời gian tới" in asked
    assert "MTTQ và các đoàn thể CT-XH" in asked
    assert "không dùng để ký" in page.select_one(".notice").text


def test_names_of_units_are_those_of_the_day_of_the_meeting(client, home):
    from danvan.units import versions

    meeting = SurveyMeetingFactory(owner=home.body)
    SessionFactory(meeting=meeting, day=date(2017, 7, 19))
    MeetingOrganizer.objects.create(meeting=meeting, unit=home.committee)
    versions.change(home.committee, date(2020, 1, 1), name="Đảng ủy phường Mới")
    assert "Đảng ủy phường Sông Bồi tổ chức." in client.page(meeting.get_absolute_url()).text


def test_people_present_are_counted_and_groups_without_a_number_are_not_nought(client, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    AttendanceFactory(meeting=meeting)
    AttendanceFactory(meeting=meeting, presence="excused", note="đi họp thành phố")
    GroupAttendanceFactory(meeting=meeting, people=21)
    GroupAttendanceFactory(meeting=meeting)
    page = client.page(meeting.get_absolute_url())
    figures = [" ".join(item.text.split()) for item in page.select("section[aria-labelledby=thanh-phan] .figures li")]
    assert figures == ["22người có mặt đã rõ số", "01vắng có lý do", "01nhóm chưa rõ số người"]
    assert "Vắng có lý do: đi họp thành phố" in section(page, "thanh-phan")
    assert "Số người chưa rõ" in section(page, "thanh-phan")


def test_before_a_meeting_nobody_is_counted_as_present_and_nobody_as_nought(client, home):
    meeting = SurveyMeetingFactory(owner=home.body, state="planned")
    AttendanceFactory(meeting=meeting, presence="unknown")
    figures = client.page(meeting.get_absolute_url()).select("section[aria-labelledby=thanh-phan] .figures li")
    assert [" ".join(item.text.split()) for item in figures] == ["01dòng chưa rõ có mặt hay vắng"]


def test_a_restricted_remark_gives_only_its_text_for_reports(client, client_for, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    RemarkFactory(meeting=meeting, restricted=True, text="chuyện riêng trong tổ", report_text="Có ý kiến về thu quỹ.")
    page = client.page(meeting.get_absolute_url())
    assert "chuyện riêng" not in str(page)
    assert "Có ý kiến về thu quỹ. (hạn chế xem)" in section(page, "y-kien")
    assert "Xem toàn văn" not in page.text
    head = client_for(MembershipFactory(unit=home.body, role="head").user).page(meeting.get_absolute_url())
    assert "chuyện riêng" not in str(head)
    assert "Xem toàn văn" in head.text


def test_an_anonymous_speaker_is_shown_by_post_only(client, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    speaker = AttendanceFactory(
        meeting=meeting, person__family_name="Phan Văn", person__given_name="Kín", title="Thành viên Tổ dân vận TDP 21"
    )
    RemarkFactory(meeting=meeting, speaker=speaker, anonymous=True)
    RemarkFactory(meeting=meeting, speaker=None, speaker_words="ông Lê Văn Giấu", anonymous=True)
    words = section(client.page(meeting.get_absolute_url()), "y-kien")
    assert "Phan Văn Kín" not in words
    assert "Lê Văn Giấu" not in words
    assert "Không ghi tên Thành viên Tổ dân vận TDP 21" in words.replace("\u00a0", " ")


def test_a_directive_shows_verb_addressees_due_words_and_state(client, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    directive = DirectiveFactory(meeting=meeting, verb="propose", text="nạo vét cống ngõ 45", due_text="trong tháng 11")
    DirectiveAddressee.objects.create(directive=directive, words="UBND phường", role="lead")
    DirectiveAddressee.objects.create(directive=directive, unit=home.team, role="support", order=2)
    DirectiveFactory(meeting=meeting, order=2)
    words = section(client.page(meeting.get_absolute_url()), "ket-luan").replace("\u00a0", " ")
    assert "Đề nghị: nạo vét cống ngõ 45" in words
    assert "chủ trì: UBND phường; phối hợp: Tổ dân vận TDP số 1" in words
    assert "trong tháng 11 Chưa báo cáo" in words
    assert "không nêu thời hạn" in words
    FollowUp.objects.create(directive=directive, on=date(2026, 11, 20), text="đã nạo vét", state=Directive.State.DONE)
    assert "Đã hoàn thành" in section(client.page(meeting.get_absolute_url()), "ket-luan")


def test_figures_that_a_vote_does_not_give_are_unknown(client, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    Vote.objects.create(meeting=meeting, subject="quy chế tổ", in_favor=24, against=0)
    cells = [cell.text for cell in client.page(meeting.get_absolute_url()).select("section[aria-labelledby=bieu-quyet] td.num")]
    assert cells == ["24", "00", "chưa rõ"]


def test_a_figure_of_a_report_stands_with_the_report(client, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    report = Presentation.objects.create(meeting=meeting, title="kết quả", handed_out=False)
    StatedFigure.objects.create(meeting=meeting, wording="06 quy chế dân chủ", value=6, presentation=report)
    words = section(client.page(meeting.get_absolute_url()), "bao-cao")
    assert "Không phát tài liệu." in words
    assert "“06 quy chế dân chủ”" in words.replace("\u00a0", " ")


def test_a_reader_sees_no_button_to_change(client_as, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    ConclusionFactory(meeting=meeting)
    page = client_as(role="clerk", unit=home.body).page(meeting.get_absolute_url())
    assert not [link for link in page.select("main a") if link.text.startswith(("Sửa", "Thêm"))]


def test_signed_minutes_leave_only_follow_ups_to_write(client_as):
    from surveys.minutes import sign_minutes
    from tests.factories import UserFactory

    meeting = finished_meeting()
    meeting.minutes.state = "with_chair"
    meeting.minutes.save()
    sign_minutes(meeting, UserFactory())
    page = client_as(unit=meeting.owner).page(meeting.get_absolute_url())
    links = [link.text for link in page.select("main .stack a")]
    assert "Ghi kết quả" in links
    assert not [words for words in links if words.startswith(("Sửa", "Thêm"))]


def test_history_names_what_changed_and_hides_restricted_words(client, client_for, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    remark = RemarkFactory(meeting=meeting, restricted=True, text="chuyện riêng trong tổ")
    DirectiveAddressee.objects.create(directive=DirectiveFactory(meeting=meeting), words="các Tổ dân vận")
    page = client.page(f"/hoi-nghi/{meeting.pk}/lich-su/")
    assert "chuyện riêng" not in str(page)
    assert "các Tổ dân vận" in page.text
    head = client_for(MembershipFactory(unit=home.body, role="head").user).page(f"/hoi-nghi/{meeting.pk}/lich-su/")
    assert remark.text not in head.text, "who may read it reads it where that is written down"
    assert f"/hoi-nghi/{meeting.pk}/y-kien/{remark.pk}/" in str(head)


def test_history_does_not_say_who_spoke_without_a_name(client, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    RemarkFactory(meeting=meeting, speaker=None, speaker_words="bà Phạm Thị Ngát", anonymous=True, text="đề nghị nạo vét cống")
    page = client.page(f"/hoi-nghi/{meeting.pk}/lich-su/")
    assert "nạo vét cống" in page.text
    assert "Phạm Thị Ngát" not in page.text


def test_a_meeting_ahead_is_prepared_by_its_list_of_people(client, home):
    meeting = SurveyMeetingFactory(owner=home.body, state="planned")
    AttendanceFactory(meeting=meeting)
    assert client.page(meeting.get_absolute_url()).select_one(".pagehead .btn-primary").text == "Sửa thành phần"


def test_the_ward_after_a_place_begins_with_a_small_letter(client, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    SessionFactory(meeting=meeting, place="nhà văn hóa TDP 9", place_area=home.ward)
    for address in (meeting.get_absolute_url(), "/hoi-nghi/"):
        assert "TDP 9, phường Sông Bồi" in client.page(address).text.replace("\u00a0", " ")
