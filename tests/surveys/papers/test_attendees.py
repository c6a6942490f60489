"""Danh sách đại biểu để ký tên: protocol order, empty rows for those whose names come later, nothing about phones or papers."""

from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from danvan.documents.docx import render_docx
from surveys.models import Attendance
from surveys.paper_life import content_of
from surveys.papers import composer_of
from tests.factories import AttendanceFactory, GroupAttendanceFactory, PersonFactory, SessionFactory
from tests.surveys.papers.meeting_papers import (
    DATE,
    FAMILIES,
    HEAD,
    TITLE,
    empty_meeting,
    huge_meeting,
    in_family,
    lines_of,
    paper_of,
    usual_meeting,
)

pytestmark = pytest.mark.django_db
END = [
    "Triệu tập, mời: …… Có mặt: …… Vắng có lý do: …… Vắng không lý do: ……",
    "Thông tin dùng để lập biên bản và hồ sơ hội nghị.",
    "NGƯỜI LẬP",
    "……………",
]
COLUMNS = ["TT", "Họ và tên", "Chức vụ, đơn vị", "Ký tên", "Ghi chú"]


def rows(meeting):
    table = content_of(paper_of("attendees", meeting)).blocks[0]
    return [["".join(run.text for run in cell) for cell in row] for row in table.rows]


def test_the_list_stands_in_protocol_order_with_empty_rows_for_the_group_and_at_the_end():
    assert lines_of("attendees", usual_meeting()) == [
        *HEAD,
        DATE,
        "DANH SÁCH ĐẠI BIỂU",
        f"dự {TITLE}, ngày 11/11/2026",
        *COLUMNS,
        *("1", "Trần Văn Lộc", "Trưởng Ban Xây dựng Đảng"),
        *("2", "Lê Thị Thu Hường", "chuyên viên Ban Xây dựng Đảng"),
        "Các đồng chí tổ trưởng, tổ phó tổ dân vận",
        *(str(number) for number in range(3, 20)),
        *("20", "Ngô Thị Lụa", "Tổ trưởng Tổ dân vận TDP 3"),
        *("21", "22", "23", "24", "25"),
        *END,
    ]


def test_a_group_that_was_not_counted_has_five_rows():
    meeting = empty_meeting()
    GroupAttendanceFactory(meeting=meeting, people=None)

    assert len(rows(meeting)) == 1 + 5 + 5


def test_a_post_without_a_person_leaves_the_name_to_be_written():
    meeting = empty_meeting()
    Attendance.objects.create(meeting=meeting, post="Chủ tịch UBND phường")

    assert rows(meeting)[0] == ["1", "", "Chủ tịch UBND phường", "", ""]


def test_somebody_invited_to_two_sessions_signs_once():
    meeting = empty_meeting()
    person = PersonFactory()
    for _ in range(2):
        AttendanceFactory(meeting=meeting, person=person, session=SessionFactory(meeting=meeting))

    assert len(rows(meeting)) == 1 + 5


def test_why_somebody_is_away_is_not_printed():
    meeting = usual_meeting()
    meeting.attendances.filter(name="Ngô Thị Lụa").update(presence="excused", note="đi viện")

    assert "đi viện" not in "\n".join(lines_of("attendees", meeting))


def test_of_a_bare_meeting_five_empty_rows_remain():
    lines = lines_of("attendees", empty_meeting(), date=None)

    assert lines[-9:] == ["1", "2", "3", "4", "5", *END]
    assert "dự hội nghị giao ban" in lines


def test_a_huge_list_has_everybody():
    meeting = huge_meeting()

    assert len(rows(meeting)) == 43 + (1 + 17) + 30 * (1 + 5) + 5


def test_the_day_of_the_meeting_stands_where_the_paper_has_none():
    assert "Sông Bồi, ngày 11 tháng 11 năm 2026" in lines_of("attendees", usual_meeting(), date=None)


def test_the_list_has_no_number_and_no_draft_mark_and_no_recipients():
    text = "\n".join(lines_of("attendees", usual_meeting()))

    assert "Số" not in text
    assert "DỰ THẢO" not in text
    assert "Lưu" not in text
    assert not composer_of(paper_of("attendees", usual_meeting())).signed


@pytest.mark.parametrize("family", FAMILIES)
def test_the_list_is_the_same_in_each_family(family):
    lines = lines_of("attendees", in_family(usual_meeting(), family), date=date(2026, 11, 20))

    assert lines[-4:] == END
    assert lines[4].lower() == f"dự {TITLE}, ngày 11/11/2026"


def test_rows_are_high_enough_to_sign(tmp_path):
    content = content_of(paper_of("attendees", usual_meeting()))
    file = tmp_path / "danh-sach.docx"
    file.write_bytes(render_docx(content))

    heights = [int(mark.get(qn("w:val"))) for mark in Document(str(file)).element.body.iter(qn("w:trHeight"))]

    assert len(heights) == len(content.blocks[0].rows)
    assert min(heights) >= 9 * 1440 / 25.4 - 1
