"""A news item drafted from a meeting: what was recorded, and nothing that may not stand in public."""

import pytest

from surveys.models import Attendance, MeetingOrganizer, MeetingUnit, Presentation, StatedFigure, SurveyMeeting
from surveys.news_text import draft
from surveys.sample.reference import load_reference
from tests.factories import (
    AttendanceFactory,
    ConclusionFactory,
    DirectiveFactory,
    GroupAttendanceFactory,
    RemarkFactory,
    SessionFactory,
    SurveyMeetingFactory,
    office,
)

pytestmark = pytest.mark.django_db
RESIDENT = "Nguyễn Thị Lành"
SECRET = "Cán bộ địa chính nhận tiền của hộ dân ngõ 5"


@pytest.fixture
def meeting() -> SurveyMeeting:
    home = office("Sông Bồi")
    made: SurveyMeeting = SurveyMeetingFactory(owner=home.body, title="khảo sát vai trò của tổ dân vận", discussion="việc họp hằng tháng")
    SessionFactory(meeting=made, place_area=home.ward)
    MeetingOrganizer.objects.create(meeting=made, unit=home.body)
    MeetingUnit.objects.create(meeting=made, unit=home.ward)
    return made


def chair(meeting: SurveyMeeting, **more: str) -> Attendance:
    row: Attendance = AttendanceFactory(
        meeting=meeting, name="Trần Văn Lộc", title="Trưởng Ban Xây dựng Đảng", role="chair", order=1, **more
    )
    return row


def words(meeting: SurveyMeeting) -> str:
    item = draft(meeting)
    return f"{item.title}\n{item.lead}\n{item.text}"


def test_it_says_when_where_who_called_and_what_for(meeting):
    item = draft(meeting)
    assert item.title == "Ban Xây dựng Đảng phường Sông Bồi khảo sát vai trò của tổ dân vận"
    assert item.lead == (
        "Sáng ngày 12/11/2026, tại nhà văn hóa TDP 9, phường Sông Bồi, Ban Xây dựng Đảng phường Sông Bồi tổ chức hội nghị khảo sát "
        "vai trò của tổ dân vận."
    )


def test_officials_are_named_with_their_posts_and_neighbours_are_counted(meeting):
    chair(meeting)
    AttendanceFactory(meeting=meeting, name="Vũ Thị Mận", title="Phó Chủ tịch UBND phường", order=2)
    AttendanceFactory(meeting=meeting, name=RESIDENT, title="Tổ trưởng Tổ dân vận TDP 5", order=3)
    AttendanceFactory(meeting=meeting, name="Đỗ Văn Hiền", title="Bí thư chi bộ TDP 6", order=4)
    AttendanceFactory(meeting=meeting, name="Lê Thị Thơm", title="hộ kinh doanh chợ tạm", order=5)
    AttendanceFactory(meeting=meeting, name="Mai Văn Vắng", title="Chủ tịch HĐND phường", presence="excused", order=6)
    GroupAttendanceFactory(meeting=meeting, group="Đại diện các đoàn thể", people=6, order=7)
    assert (
        "Dự, chủ trì hội nghị có đồng chí Trần Văn Lộc - Trưởng Ban Xây dựng Đảng; đồng chí Vũ Thị Mận - Phó Chủ tịch UBND phường; "
        "đại diện các đoàn thể (06 người); 02 đồng chí ở các tổ dân vận, tổ dân phố; 01 đại biểu khác."
    ) in words(meeting)
    for name in (RESIDENT, "Đỗ Văn Hiền", "Lê Thị Thơm", "Mai Văn Vắng"):
        assert name not in words(meeting)


def test_somebody_of_a_residential_group_is_not_named_whatever_the_title(meeting):
    team = office("Đồi Thông").team
    AttendanceFactory(meeting=meeting, name=RESIDENT, title="Trưởng nhóm", unit=team, order=2)
    assert RESIDENT not in words(meeting)


def test_remarks_give_their_number_and_no_words(meeting):
    speaker = AttendanceFactory(meeting=meeting, name=RESIDENT, title="người dân TDP 5", order=2)
    RemarkFactory(meeting=meeting, speaker=speaker, text="Đèn ngõ 8 hỏng đã lâu.")
    RemarkFactory(meeting=meeting, speaker=None, speaker_words="bà Phạm Thị Tươi, TDP 5", text="Đường ngập khi mưa.")
    RemarkFactory(meeting=meeting, speaker=speaker, text=SECRET, restricted=True)
    text = words(meeting)
    assert "Tại hội nghị đã có 03 ý kiến phát biểu, làm rõ hơn việc họp hằng tháng." in text
    for said in (RESIDENT, "Tươi", "Đèn ngõ 8", "ngập", SECRET, "địa chính"):
        assert said not in text


def test_the_number_is_the_one_that_was_stated(meeting):
    StatedFigure.objects.create(meeting=meeting, about="remarks", wording="09 ý kiến", value=9)
    assert "Tại hội nghị đã có 09 ý kiến phát biểu" in words(meeting)


@pytest.mark.parametrize(
    "leak",
    [
        f"tiếp thu ý kiến của bà {RESIDENT}",
        "giải quyết đơn của ông Phạm Văn Kín",
        f"làm rõ việc {SECRET[0].lower()}{SECRET[1:]}",
        "đồng ý với đồng chí Vũ Thị Mận",
    ],
)
def test_points_that_name_residents_or_repeat_restricted_words_are_left_out_wherever_they_stand(meeting, leak):
    head = chair(meeting)
    speaker = AttendanceFactory(meeting=meeting, name=RESIDENT, title="Tổ phó tổ dân vận", order=2)
    quiet = AttendanceFactory(meeting=meeting, name="Vũ Thị Mận", title="Phó Chủ tịch UBND phường", order=3)
    RemarkFactory(meeting=meeting, speaker=speaker, text=SECRET, restricted=True)
    RemarkFactory(meeting=meeting, speaker=None, speaker_words="ông Phạm Văn Kín", anonymous=True)
    RemarkFactory(meeting=meeting, speaker=quiet, anonymous=True)
    meeting.discussion = f"{leak}\nviệc họp hằng tháng"
    meeting.save()
    Presentation.objects.create(meeting=meeting, presenter=head, title="kết quả năm", content=f"Các tổ họp đều.\n{leak}")
    ConclusionFactory(meeting=meeting, text=leak)
    DirectiveFactory(meeting=meeting, text=leak)
    DirectiveFactory(meeting=meeting, text="rà soát quy chế")
    item = draft(meeting)
    assert leak not in item.text
    assert item.left_out == 4
    assert "Các tổ họp đều." in item.text
    assert "việc họp hằng tháng" in item.text
    assert "rà soát quy chế" in item.text


def test_a_presenter_from_among_the_neighbours_is_called_by_the_post(meeting):
    speaker = AttendanceFactory(meeting=meeting, name=RESIDENT, title="Tổ trưởng tổ dân vận TDP 17", order=2)
    Presentation.objects.create(meeting=meeting, presenter=speaker, title="hoạt động của tổ")
    Presentation.objects.create(meeting=meeting, presenter_words="bà Phạm Thị Tươi", title="cách làm của ngõ")
    text = words(meeting)
    assert "đồng chí Tổ trưởng tổ dân vận TDP 17 đã báo cáo hoạt động của tổ." in text
    assert "Tại hội nghị, một đại biểu đã báo cáo cách làm của ngõ." in text
    assert RESIDENT not in text
    assert "Tươi" not in text


def test_what_is_not_known_is_not_said():
    home = office("Sông Bồi")
    meeting = SurveyMeetingFactory(owner=home.body, title="giao ban tháng 10", kind="briefing")
    item = draft(meeting)
    assert item.title == "Ban Xây dựng Đảng phường Sông Bồi tổ chức hội nghị giao ban tháng 10"
    assert item.lead == f"{item.title}."
    assert item.text == ""


def test_the_reference_meeting_gives_the_facts_of_its_own_item():
    item = draft(load_reference())
    assert item.lead.startswith("Sáng ngày 19/7/2017, Ban Dân vận Quận ủy tổ chức hội nghị khảo sát")
    for fact in (
        "đồng chí Đặng Việt Hà - Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy",
        "đồng chí Chủ tịch UBND phường",
        "các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường",
        "Tại hội nghị đã có 09 ý kiến phát biểu, làm rõ hơn hoạt động, sự phối hợp",
        "Phát biểu tại hội nghị, đồng chí Đặng Việt Hà",
        "Đồng thời yêu cầu trong thời gian tới: Đảng ủy phường và các Tổ dân vận tiếp tục quán triệt",
    ):
        assert fact in item.text
    assert "số 17" not in item.text
    assert item.left_out == 0


def test_drafting_asks_as_often_for_many_rows_as_for_one(meeting, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill(count: int) -> None:
        for _ in range(count):
            RemarkFactory(meeting=meeting, speaker=AttendanceFactory(meeting=meeting, title="Chuyên viên"))
            DirectiveFactory(meeting=meeting)
            ConclusionFactory(meeting=meeting)

    fill(1)
    fresh = SurveyMeeting.objects.select_related("owner", "minutes")
    with CaptureQueriesContext(connection) as few:
        draft(fresh.get(pk=meeting.pk))
    fill(49)
    with django_assert_num_queries(len(few)):
        draft(fresh.get(pk=meeting.pk))
