"""The report of a survey: by content, counted apart, without names, restricted remarks only by their text for reports."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.models import Attendance, Recommendation, SurveyMeeting
from surveys.paper_life import content_of, signing_obstacles
from tests.factories import GroupAttendanceFactory, WardFactory
from tests.surveys.papers.surveyed import (
    SECRET,
    SPEAKER,
    bare_survey,
    body,
    huge_survey,
    kept,
    lines,
    meeting_in,
    paper_of,
    said,
    usual_survey,
)

pytestmark = pytest.mark.django_db

USUAL = """\
Thực hiện Kế hoạch số 05-KH/BXDĐ, ngày 01/10/2026, từ ngày 11/11/2026 đến ngày 12/11/2026, Ban Xây dựng Đảng đã khảo sát tại 02 đơn vị \
(02 hội nghị; 36 lượt đại biểu; 07 lượt phát biểu). Kết quả như sau:
I- ĐẶC ĐIỂM TÌNH HÌNH
Các đơn vị được khảo sát: phường Bãi Cháo và phường Ao Sen.
Số liệu các đơn vị nêu tại hội nghị ở Phụ lục 1.
……………
II- KẾT QUẢ
1. Công khai
Bảng thu chi dán ở nhà văn hóa hằng tuần;
Loa cụm đọc thông báo hai lần một ngày.
2. Tham gia ý kiến
Có ý kiến đề nghị lấy ý kiến Nhân dân sớm hơn.
III- ĐÁNH GIÁ
1. Ưu điểm
Các tổ nắm chắc địa bàn;
Công khai: 02 ý kiến nêu kết quả, cách làm hay (mục II.1).
2. Hạn chế, khó khăn
Giấy mời họp khó đến tay người thuê nhà.
3. Nguyên nhân
……………
IV- NHIỆM VỤ, GIẢI PHÁP
Các tổ dân vận (phối hợp: MTTQ phường): rà soát quy chế của tổ. Thời hạn: trong tháng 12;
Đảng ủy phường: báo cáo kết quả. Thời hạn: trước 15/11;
UBND phường: công khai mức thu.
V- KIẾN NGHỊ
1. Với UBND phường
Thay đèn ngõ 12 (ngõ 12);
Cấp kinh phí sửa nhà văn hóa.
2. Với thành phố, sở
Hướng dẫn phụ cấp của tổ.
Trên đây là báo cáo kết quả khảo sát việc thực hiện chuyên đề “vai trò của tổ dân vận” năm 2026. Ban Xây dựng Đảng kính báo cáo Đảng ủy phường \
Sông Bồi xem xét, cho ý kiến chỉ đạo.
TRƯỞNG BAN
Trần Văn Lộc
PHỤ LỤC 1
BIỂU SỐ LIỆU
(kèm theo Báo cáo số 09-BC/BXDĐ, ngày 20/11/2026)
TT
Đơn vị
Số liệu đã nêu
Lượt phát biểu
Nội dung ý kiến
Kiến nghị
1
Phường Bãi Cháo
20 tổ dân vận
03
03
02
2
Phường Ao Sen
04
03
01
Cộng
07
06
03
"""
MATTERS = """\
1
Công khai: giao thông, chiếu sáng
01
Phường Bãi Cháo
UBND phường
2
Công khai: thu, chi đóng góp
02
Phường Bãi Cháo, phường Ao Sen
3
Công khai
01
Phường Bãi Cháo
4
Tham gia ý kiến
01
Phường Ao Sen
Đảng ủy phường Sông Bồi (để báo cáo),"""


def test_a_usual_report():
    text = body(lines(usual_survey(), "report", number="9"))

    assert text[text.index("Thực hiện Kế hoạch") :].split("\n")[: USUAL.count("\n")] == USUAL.split("\n")[:-1]
    assert MATTERS in text


def test_nobodys_name_and_nothing_of_a_restricted_remark_stands_in_it():
    text = body(lines(usual_survey(), "report"))

    assert SPEAKER not in text
    assert SECRET not in text
    assert "Chuyện khác không được kể" not in text


def test_units_stand_in_the_order_of_their_meetings_whatever_was_said_there():
    survey = usual_survey()
    last = meeting_in(survey, WardFactory(name="Phường An Thượng"), date(2026, 11, 13))
    for number in range(20):
        said(last, f"Ý kiến thứ {number}.")
    found = lines(survey, "report")
    annex = found[found.index("BIỂU SỐ LIỆU") :]

    assert [line for line in annex if line in ("Phường Bãi Cháo", "Phường Ao Sen", "Phường An Thượng")][:3] == [
        "Phường Bãi Cháo",
        "Phường Ao Sen",
        "Phường An Thượng",
    ]


def test_the_number_of_delegates_is_left_out_when_one_group_was_not_counted():
    survey = usual_survey()
    GroupAttendanceFactory(meeting=survey.meetings.first())

    text = body(lines(survey, "report"))

    assert "(02 hội nghị; 07 lượt phát biểu)" in text


def test_it_is_left_out_too_when_it_is_not_known_whether_somebody_came():
    survey = usual_survey()
    Attendance.objects.filter(meeting=survey.meetings.first(), group="").update(presence="unknown")

    assert "lượt đại biểu" not in body(lines(survey, "report"))


def test_a_source_that_does_not_tell_all_remarks_gives_no_sum_of_turns():
    survey = usual_survey()
    SurveyMeeting.objects.filter(survey=survey).update(unknown_sections=["remarks"])

    text = body(lines(survey, "report"))

    assert "lượt phát biểu)" not in text
    assert "07 (đã ghi)" in text


def test_two_meetings_for_one_unit_are_one_line_and_one_unit():
    survey = usual_survey()
    ward = survey.meetings.order_by("pk").first().concerned_units.get().unit
    said(meeting_in(survey, ward, date(2026, 11, 13)), "Ý kiến ở cụm hai.")
    text = body(lines(survey, "report"))

    assert "đã khảo sát tại 02 đơn vị (03 hội nghị" in text
    assert text.count("\nPhường Bãi Cháo\n20 tổ dân vận") == 1


def test_a_request_that_nobody_made_a_recommendation_of_waits_for_its_level():
    survey = usual_survey()
    Recommendation.objects.filter(text="thay đèn ngõ 12").delete()
    found = lines(survey, "report")

    assert found[found.index("3. Với ……………") + 1] == "Đèn ngõ 12 hỏng từ đầu tháng, đề nghị thay."
    assert "cấp giải quyết của các kiến nghị dưới đây" in body(signing_obstacles(kept(survey, "report")))


def test_a_survey_without_meetings_gives_blanks_and_no_error():
    paper = kept(bare_survey(), "report")

    obstacles = body(signing_obstacles(paper))

    for missing in ("số kế hoạch", "số đơn vị được khảo sát", "kết quả theo từng nhóm", "ưu điểm", "nguyên nhân", "kiến nghị với từng cấp"):
        assert missing in obstacles


def test_meetings_that_were_put_off_are_not_reported_on():
    survey = usual_survey()
    SurveyMeeting.objects.filter(pk=survey.meetings.order_by("pk").last().pk).update(state="postponed")

    text = body(lines(survey, "report"))

    assert "đã khảo sát tại 01 đơn vị (01 hội nghị" in text
    assert "phường Ao Sen" not in text


def queries(survey):
    with CaptureQueriesContext(connection) as captured:
        content_of(paper_of(survey, "report"))
    return len(captured)


def test_it_asks_as_often_for_thirty_wards_as_for_two():
    few = queries(usual_survey())
    survey = huge_survey()

    assert queries(survey) == few <= 10
    text = body(lines(survey, "report"))
    assert "Nội dung 1.89 do tổ nêu ra để các nơi cùng làm" in text
    assert "đã khảo sát tại 30 đơn vị" in text


def test_its_page_opens_with_few_questions(client_as):
    paper = kept(huge_survey(), "report")
    client = client_as("survey", paper.owner)
    client.get(paper.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        assert client.get(paper.get_absolute_url()).status_code == 200

    assert len(captured) <= 15  # one of them for how far the survey's owner reaches
