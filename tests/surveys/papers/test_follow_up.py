"""The follow-up list of what the chair asked: words as they were said, states after the last step, across the page."""

from datetime import date

import pytest

from surveys.paper_life import content_of, signing_obstacles
from tests.surveys.papers.surveyed import asked, bare_survey, body, huge_survey, kept, lines, paper_of, usual_survey

pytestmark = pytest.mark.django_db

USUAL = """\
1
11/11/2026, hội nghị khảo sát vai trò của tổ dân vận
Rà soát quy chế của tổ.
Các tổ dân vận (MTTQ phường)
trong tháng 12
Chưa báo cáo
2
12/11/2026, hội nghị khảo sát vai trò của tổ dân vận
Báo cáo kết quả.
Đảng ủy phường
trước 15/11
Quá hạn
3
12/11/2026, hội nghị khảo sát vai trò của tổ dân vận
Công khai mức thu.
UBND phường
20/11/2026: đã công khai ở 12 nơi (20/BC-UBND)
Thực hiện thường xuyên (rà soát ngày 20/02/2027)"""


def test_a_usual_list_lies_across_the_page_without_number_and_signature():
    content = content_of(paper_of(usual_survey(), "follow_up"))
    text = body(content.lines())

    assert text.endswith(USUAL)
    assert content.sheet == "a4-landscape"
    assert not content.recipients
    assert "DỰ THẢO" not in text
    assert "\nSố " not in text


def test_a_meeting_has_a_list_of_its_own():
    meeting = usual_survey().meetings.order_by("pk").first()
    text = body(lines(meeting, "follow_up"))

    assert "thực hiện kết luận tại hội nghị khảo sát vai trò của tổ dân vận" in text
    assert "Báo cáo kết quả" not in text


def test_what_is_done_is_not_late_and_nobody_is_said_to_have_failed():
    survey = usual_survey()
    directive = asked(survey.meetings.first(), "Sửa loa.", "đồng chí Lụa")
    directive.follow_ups.create(on=date(2026, 11, 14), text="đã sửa", state="done")
    text = body(lines(survey, "follow_up"))

    assert "14/11/2026: đã sửa\nĐã hoàn thành" in text
    assert "không hoàn thành" not in text.lower()


def test_nothing_asked_leaves_a_line_to_fill_in_and_the_list_is_never_signed():
    paper = kept(bare_survey(), "follow_up")

    assert "……………" in content_of(paper).lines()
    assert signing_obstacles(paper) == ["Sổ theo dõi thực hiện kết luận in ra để dùng, không ký ở đây."]


def test_thirty_meetings_give_thirty_rows():
    assert "Việc thứ 30 cần làm ngay." in lines(huge_survey(), "follow_up")
