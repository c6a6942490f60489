"""The minutes of the reference case are van-ban-mau.md 2.5, word for word, and hold nothing that the text does not say."""

import pytest

from danvan.documents.content import Content
from danvan.documents.pdf import render_pdf
from surveys.minutes import build_minutes, draft_minutes, signing_obstacles
from tests.documents.papers import reference_minutes
from tests.documents.reading import PrintedText, pdf_text
from tests.surveys.reference_case import reference_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes() -> Content:
    return build_minutes(reference_meeting())


@pytest.fixture
def printed(minutes: Content) -> PrintedText:
    return pdf_text(render_pdf(minutes))


def test_the_minutes_are_the_model_text_line_by_line(minutes):
    assert minutes.lines() == reference_minutes().lines()


def test_the_form_is_that_of_2017(minutes):
    assert minutes.profile == "party-2004"
    assert minutes.date == "2017-07-19"
    assert draft_minutes(reference_meeting()).note == ""


def test_the_printed_minutes_hold_what_the_text_says(printed):
    for said in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "BẢN DỰNG LẠI theo tin đăng ngày 20/10/2017; không phải biên bản gốc, không dùng để ký.",
        "Đặng Việt Hà - Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy",
        "lãnh đạo, chuyên viên Ban Dân vận Quận ủy",
        "Phạm Thị Minh Hồng - Bí thư Đảng ủy, Chủ tịch HĐND",
        "Nguyễn Văn Chiến - Phó Bí thư thường trực Đảng ủy, trưởng khối vận",
        "Chủ tịch UBND phường (họ và tên: ……………)",
        "Chủ tịch UBMTTQ phường (họ và tên: ……………)",
        "Tổ trưởng, tổ phó 04 tổ dân vận",
        "báo cáo kết quả thực hiện chuyên đề",
        "09 ý kiến phát biểu",
        "đồng chí Tổ trưởng tổ dân vận tổ dân phố số 17",
        "Phát biểu của đồng chí chủ trì",
        "Yêu cầu trong thời gian tới:",
        "- Đảng ủy phường, các tổ dân vận: tiếp tục quán triệt",
        "- Phường: tiếp tục quan tâm đến các gương điển hình tiên tiến.",
        "- MTTQ và các đoàn thể CT-XH: phát huy",
        "PHỤ LỤC ẢNH",
    ):
        assert said in printed


@pytest.mark.parametrize(
    "invented",
    [
        "08 giờ",
        "kết luận",
        "đã đọc lại",
        "nhất trí",
        "Long Biên",
        "thời hạn",
        "thường xuyên",
        "biểu quyết",
        "08 người",
        "đồng chủ trì",
        "UVTV",
    ],
)
def test_nothing_is_invented(printed, invented):
    assert invented.lower() not in printed.words.lower()


def test_a_rebuilt_paper_is_never_signed():
    assert signing_obstacles(reference_meeting()) == ["Biên bản này dựng lại từ tin đã đăng, không dùng để ký."]
