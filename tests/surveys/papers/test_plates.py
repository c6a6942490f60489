"""Bảng tên: two sides each, the chair's table first, no academic degrees."""

import io

import pypdf
import pytest
from django.urls import reverse

from danvan.documents.pdf import render_pdf
from surveys.models import Attendance, Paper
from surveys.paper_life import content_of
from tests.factories import AttendanceFactory, PersonFactory
from tests.surveys.meetings import present
from tests.surveys.papers.meeting_papers import FAMILIES, begun, empty_meeting, huge_meeting, in_family, lines_of, paper_of, usual_meeting

pytestmark = pytest.mark.django_db
NAMELESS = ["ĐẠI BIỂU", "ĐẠI BIỂU", "BAN TỔ CHỨC", "BAN TỔ CHỨC", "THƯ KÝ", "THƯ KÝ"]


def test_each_plate_comes_twice_and_those_without_a_name_last():
    assert lines_of("plates", usual_meeting()) == [
        *("Trưởng Ban Xây dựng Đảng", "TRẦN VĂN LỘC") * 2,
        *("chuyên viên Ban Xây dựng Đảng", "LÊ THỊ THU HƯỜNG") * 2,
        *("Tổ trưởng Tổ dân vận TDP 3", "NGÔ THỊ LỤA") * 2,
        *NAMELESS,
    ]


def test_the_chairs_table_comes_first_whatever_the_order_of_the_list():
    meeting = usual_meeting()
    meeting.attendances.filter(name="Ngô Thị Lụa").update(role="co_chair", order=99)

    names = [line for line in lines_of("plates", meeting) if line.isupper()]

    assert names[:4:2] == ["TRẦN VĂN LỘC", "NGÔ THỊ LỤA"]


@pytest.mark.parametrize(
    ("name", "title", "printed"),
    [
        ("ThS. Vũ Thị Mai", "Phó Trưởng Ban", ["Phó Trưởng Ban", "VŨ THỊ MAI"]),
        ("Vũ Thị Mai", "Tiến sĩ, Phó Trưởng Ban", ["Phó Trưởng Ban", "VŨ THỊ MAI"]),
        ("PGS.TS Vũ Thị Mai", "Phó Trưởng Ban", ["Phó Trưởng Ban", "VŨ THỊ MAI"]),
        ("Vũ Thị Mai", "Bác sĩ trưởng trạm y tế", ["Bác sĩ trưởng trạm y tế", "VŨ THỊ MAI"]),
        ("Cnăm Thị Tsa", "Tsanh niên", ["Tsanh niên", "CNĂM THỊ TSA"]),
    ],
)
def test_degrees_are_left_out_and_posts_are_not(name, title, printed):
    meeting = empty_meeting()
    AttendanceFactory(meeting=meeting, person=PersonFactory(), name=name, title=title)

    assert lines_of("plates", meeting)[:2] == printed


def test_a_post_without_a_person_is_written_large():
    meeting = empty_meeting()
    Attendance.objects.create(meeting=meeting, post="Chủ tịch UBND phường")

    assert lines_of("plates", meeting)[0] == "CHỦ TỊCH UBND PHƯỜNG"


def test_somebody_who_sent_word_gets_none():
    meeting = usual_meeting()
    meeting.attendances.filter(name="Ngô Thị Lụa").update(presence="excused")

    assert "NGÔ THỊ LỤA" not in lines_of("plates", meeting)


def test_of_a_bare_meeting_only_those_without_a_name_are_there():
    assert lines_of("plates", empty_meeting()) == NAMELESS


@pytest.mark.parametrize("family", FAMILIES)
def test_every_plate_is_a_page_of_half_a_sheet(family):
    content = content_of(paper_of("plates", in_family(usual_meeting(), family)))
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(content))).pages

    assert len(pages) == len(content.blocks) == 12
    assert round(float(pages[0].mediabox.width) / 72 * 25.4) == 210


def test_a_huge_meeting_has_a_plate_for_everybody():
    assert len(content_of(paper_of("plates", huge_meeting())).blocks) == 2 * (43 + 3)


def test_a_name_stands_in_the_middle_of_its_page():
    last = pypdf.PdfReader(io.BytesIO(render_pdf(content_of(paper_of("plates", empty_meeting()))))).pages[-1]
    baselines = []
    last.extract_text(visitor_text=lambda text, cm, tm, *font: baselines.append(cm[5] + tm[5] * cm[3]) if text.strip() else None)

    assert baselines[0] == pytest.approx(float(last.mediabox.height) / 2, abs=45)


def test_a_plate_is_corrected_once_and_printed_on_both_sides(client_as):
    meeting = usual_meeting()
    paper = begun("plates", meeting)
    client = client_as("survey", meeting.owner)
    address = reverse("surveys:paper-part", args=[paper.pk, "dai-bieu"])
    form = client.get(address).context["form"]
    typed = {name: form[name].initial for name in form.fields if name.startswith("cell-")}

    client.post(address, {"state": form.initial["state"], **typed, "cell-0-1-1": "NGÔ THỊ LỤA HÀ", "cell-0-2-1": "KHÁCH MỜI"})

    lines = content_of(Paper.objects.get(pk=paper.pk)).lines()
    assert lines.count("NGÔ THỊ LỤA HÀ") == lines.count("KHÁCH MỜI") == 2
    assert "NGÔ THỊ LỤA" not in lines
    present(meeting, "Vũ Thị Mai", "Phó Trưởng Ban", order=99)
    assert "có 01 chỗ mới từ số liệu" in client.get(paper.get_absolute_url()).content.decode()
