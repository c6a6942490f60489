"""Phiếu ghi ý kiến: a blank form on one page that asks for no name."""

import io
import re

import pypdf
import pytest

from danvan.documents.pdf import render_pdf
from surveys.models import Term
from surveys.paper_life import content_of
from surveys.vocabularies import TERMS
from tests.factories import TermFactory
from tests.surveys.papers.meeting_papers import FAMILIES, TITLE, empty_meeting, huge_meeting, in_family, lines_of, paper_of, usual_meeting

pytestmark = pytest.mark.django_db
GROUPS = Term.Vocabulary.CONTENT_GROUP


@pytest.fixture(autouse=True)
def groups():
    for order, (code, label, note) in enumerate(TERMS[GROUPS]):
        TermFactory(vocabulary=GROUPS, code=code, label=label, note=note, order=order)


def without_dots(lines):
    """The lines with rows of dots as one sign."""
    return [re.sub(r"\.{9,}", "_", line) for line in lines]


def test_the_form_names_the_meeting_and_asks_what_it_is_about():
    assert without_dots(lines_of("slip", usual_meeting())) == [
        "PHIẾU GHI Ý KIẾN",
        f"tại {TITLE}",
        "Ngày họp: 08 giờ 00 phút, thứ Tư, ngày 11/11/2026",
        "Địa điểm: nhà văn hóa TDP 9, phường Sông Bồi",
        "Họ và tên (không bắt buộc): _",
        "Chức vụ, đơn vị hoặc tổ dân phố: _",
        "Ý kiến về nội dung (đánh dấu vào ô):",
        "☐ Công khai",
        "☐ Bàn và quyết định",
        "☐ Tham gia ý kiến",
        "☐ Kiểm tra, giám sát",
        "☐ Hoạt động của tổ, phối hợp",
        "☐ Nội dung khác",
        "Nội dung ý kiến, kiến nghị:",
        *["_"] * 9,
        "Đề nghị nơi giải quyết (nếu có): _",
        "Phiếu dùng để tổng hợp ý kiến, lập biên bản hội nghị và theo dõi việc trả lời. Không bắt buộc ghi họ tên; "
        "không ghi số giấy tờ, số điện thoại, chuyện riêng của hộ gia đình. Ghi xong gửi thư ký hội nghị.",
    ]


def test_a_group_that_is_no_longer_used_is_not_offered():
    Term.objects.filter(vocabulary=GROUPS, code="GS").update(closed=True)

    assert "☐ Kiểm tra, giám sát" not in lines_of("slip", usual_meeting())


def test_of_a_bare_meeting_day_and_place_are_written_by_hand():
    lines = without_dots(lines_of("slip", empty_meeting()))

    assert "Ngày họp: _" in lines
    assert "Địa điểm: _" in lines


def test_a_form_to_be_filled_in_lacks_nothing():
    assert content_of(paper_of("slip", empty_meeting())).blanks() == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("meeting", [usual_meeting, huge_meeting])
def test_the_form_is_one_page_and_each_line_of_dots_one_line(family, meeting):
    content = content_of(paper_of("slip", in_family(meeting(), family)))
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(content))).pages
    rows = re.findall(r"^\.+$", pages[0].extract_text(), re.MULTILINE)

    assert len(pages) == 1
    assert len(rows) == 9
    assert "Ý kiến riêng" not in pages[0].extract_text()
