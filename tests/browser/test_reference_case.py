"""The main job end to end: an official enters the whole reference case through the forms, by keyboard alone, and opens the PDF."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from surveys.sample import reference as case
from tests.browser.conftest import PASSWORD, Portal, sign_in
from tests.browser.keyboard import Keyboard
from tests.documents.reading import pdf_text

OFFICE = f"""
from datetime import date
from django.db.backends.postgresql.psycopg_any import DateRange
from danvan.accounts.models import Membership, Role, User
from surveys.sample import reference
board, ward = reference.found_units()
official = User.objects.create_user("khao.sat", {PASSWORD!r}, display_name="Cán bộ khảo sát")
Membership.objects.create(user=official, unit=board, role=Role.SURVEY, valid=DateRange(date(2017, 1, 1), None))
"""


@pytest.fixture
def portal(serve: Callable[[str], Portal], empty_template: str) -> Portal:
    """An office that has its units, its list of abbreviations and one official, and no meeting yet."""
    portal = serve(empty_template)
    portal.shell(OFFICE)
    return portal


def test_the_reference_case_goes_in_by_keyboard_and_comes_out_as_a_pdf(page: Page, portal: Portal):
    sign_in(page, portal, "khao.sat")
    keys = Keyboard(page)
    log_the_meeting(keys)
    meeting = page.url
    write_the_attendance(keys)
    add_the_report(keys)
    add_the_figures(keys)
    add_the_remark(keys)
    add_what_the_chair_said(keys)
    add_captions_and_the_article(keys, meeting)
    keys.page.goto(meeting)
    assert_the_page_shows_what_is_unknown(page)
    keys.press("Xem biên bản", "A")
    read_the_paper(open_the_pdf(keys))


def log_the_meeting(keys: Keyboard) -> None:
    keys.press("Ghi hội nghị mới", "A")
    keys.type("Tên hội nghị", case.TITLE)
    keys.type("Chuyên đề", case.TOPIC)
    keys.type("Ngày họp", "Sáng ngày 19/7/2017")
    keys.choose("Buổi", "Sáng")
    keys.choose("Thuộc phường, xã", "Phường Thượng Thanh")
    keys.type("Đơn vị được khảo sát", "Phường Thượng Thanh")
    keys.choose("Tình trạng", "Đã họp")
    keys.press_without_leaving("Nguồn")
    keys.choose("Nguồn", "Nhập từ lưu trữ")
    keys.type("Nhập từ", "tin đăng ngày 20/10/2017")
    for silent in ("Người vắng", "Tuyên bố lý do", "Ý kiến phát biểu", "Biểu quyết"):
        keys.tick(silent)
    keys.press_without_leaving("Thảo luận, lời chủ trì")
    keys.type("Thảo luận làm rõ", case.DISCUSSION)
    keys.choose("Lời chủ trì gọi là", "Phát biểu")
    keys.press("Lưu hội nghị")


def write_the_attendance(keys: Keyboard) -> None:
    """The named people are pasted at once; posts and groups are typed; the places in the list are numbers."""
    keys.press("Sửa thành phần", "A")
    people = [row for row in case.PRESENT if "name" in row]
    keys.type("Hoặc dán danh sách", "\n".join(f"{row['name']} - {row['title']}" for row in people))
    keys.press("Thêm vào bảng")
    keys.press("Thêm chức vụ")
    keys.press("Thêm nhóm")
    for row, order in zip(people, (1, 3, 4), strict=True):
        keys.type(f"Thứ tự của {row['name']}", str(order))
    keys.choose("Vai trò của Đặng Việt Hà", "Chủ trì")
    keys.choose("Thành phần của Đặng Việt Hà", "Từ trên")
    keys.press_without_leaving("Thêm về Đặng Việt Hà")
    keys.tick("Vai trò suy ra từ nguồn")
    write_posts(keys)
    write_groups(keys)
    keys.press("Lưu thành phần", "BUTTON")


def write_posts(keys: Keyboard) -> None:
    for post, order in (("Chủ tịch UBND phường", "5"), ("Chủ tịch UBMTTQ phường", "6")):
        keys.to_empty("Chức vụ chưa rõ người")
        keys.page.keyboard.insert_text(post)
        keys.back_to("Thứ tự của Chức vụ chưa rõ người")
        keys.page.keyboard.insert_text(order)


def write_groups(keys: Keyboard) -> None:
    groups = [(place, row) for place, row in enumerate(case.PRESENT, start=1) if "group" in row]
    for number, (place, row) in enumerate(groups, start=1):
        keys.type(f"Nhóm {number}: tên nhóm", row["group"])
        keys.tick("Chưa rõ số")
        if "units" in row:
            keys.type("Số tổ, đơn vị", str(row["units"]))
        keys.type("Thứ tự", str(place))
        if row.get("side") == "above":
            keys.choose("Thành phần", "Từ trên")


def add_the_report(keys: Keyboard) -> None:
    keys.press("Thêm báo cáo", "A")
    keys.choose("Người báo cáo", "Nguyễn Văn Chiến")
    keys.type("Báo cáo về", case.REPORT_TITLE)
    keys.type("Nội dung báo cáo", "\n".join(case.REPORT))
    keys.press("Lưu")


def add_the_figures(keys: Keyboard) -> None:
    for about, wording, value in (("Số tổ dân vận", "04 tổ dân vận", "4"), ("Số ý kiến phát biểu", "09 ý kiến phát biểu", "9")):
        keys.press("Thêm số liệu", "A")
        keys.choose("Số liệu về", about)
        keys.type("Nguyên văn", wording)
        keys.type("Giá trị", value)
        keys.press("Lưu")


def add_the_remark(keys: Keyboard) -> None:
    keys.press("Thêm ý kiến", "A")
    keys.type("Hoặc ghi bằng chữ", "Tổ trưởng tổ dân vận tổ dân phố số 17")
    keys.unfold("Chưa rõ thứ tự phát biểu")
    keys.tick("Chưa rõ thứ tự phát biểu")
    keys.press("Lưu và xem")


def add_what_the_chair_said(keys: Keyboard) -> None:
    keys.press("Thêm ý kiến chủ trì", "A")
    keys.type("Nội dung", case.ASSESSMENT)
    keys.press("Lưu")
    for addressees, text in case.ASKED:
        keys.press("Thêm việc yêu cầu, giao", "A")
        keys.choose("Chủ trì dùng chữ", "Yêu cầu")
        keys.type("Nội dung yêu cầu", text)
        keys.type("Nơi thực hiện", addressees[0])
        if len(addressees) > 1:
            keys.type("Nơi thực hiện, dòng 2", addressees[1])
        keys.type("Thời hạn, nguyên văn", case.SOON)
        keys.press("Lưu")


def add_captions_and_the_article(keys: Keyboard, meeting: str) -> None:
    for caption in case.CAPTIONS:
        keys.page.goto(f"{meeting}anh-tai-lieu/")
        keys.press("Thêm ảnh", "A")
        keys.type("Chú thích ảnh", caption)
        keys.press("Lưu")
    keys.press("Thêm tin đã đăng", "A")
    keys.type("Đầu đề", case.ARTICLE_TITLE)
    keys.type("Chuyên mục", "công tác đảng")
    keys.type("Ngày đăng", "20/10/2017")
    keys.type("Giờ đăng", "10:52")
    keys.type("Toàn văn", case.TEXT.read_text(encoding="utf-8"))
    keys.press("Lưu")
    keys.press("Ghi lượt xem", "A")
    keys.type("Lượt xem", "443")
    keys.press("Lưu")


def assert_the_page_shows_what_is_unknown(page: Page) -> None:
    shown = page.inner_text("main")
    for words in ("chưa rõ giờ", "chưa rõ địa điểm", "chưa rõ họ tên", "Số người chưa rõ", "chưa rõ nội dung", "trong thời gian tới"):
        assert words.lower() in shown.lower(), words
    assert "00 người" not in shown


def open_the_pdf(keys: Keyboard) -> str:
    """Follow the link by Enter, then read the same address: a browser gives the bytes of a PDF it shows to nobody."""
    keys.to("Tải PDF", "A")
    with keys.page.expect_response("**/tai-pdf/") as answer:
        keys.page.keyboard.press("Enter")
    paper = keys.page.context.request.get(answer.value.url)
    assert paper.headers["content-type"] == "application/pdf"
    return pdf_text(paper.body())


SAID = [
    "BẢN DỰNG LẠI",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Đặng Việt Hà - Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy",
    "lãnh đạo, chuyên viên Ban Dân vận Quận ủy",
    "Phạm Thị Minh Hồng - Bí thư Đảng ủy, Chủ tịch HĐND",
    "Nguyễn Văn Chiến - Phó Bí thư thường trực Đảng ủy, trưởng khối vận",
    "Chủ tịch UBND phường",
    "Chủ tịch UBMTTQ phường",
    "Tổ trưởng, tổ phó 04 tổ dân vận",
    "09 ý kiến phát biểu",
    "Tổ trưởng tổ dân vận tổ dân phố số 17",
    "trong thời gian tới",
    "Đảng ủy phường, các Tổ dân vận: tiếp tục quán triệt",
    "Phường: tiếp tục quan tâm đến các gương điển hình tiên tiến",
    "MTTQ và các đoàn thể CT-XH:",
    case.DISCUSSION,
    *case.REPORT,
    *case.CAPTIONS,
]
NOT_SAID = ["kết luận", "đã được đọc lại", "nhất trí", "thường xuyên", "Long Biên", "01 người", "04 người", "08 người", "30/", "trước ngày"]


def read_the_paper(text: object) -> None:
    """All that the source says is on the paper, and nothing that it does not."""
    for words in SAID:
        assert words in text, words
    for words in NOT_SAID:
        assert words not in text, words
    assert "hồi …… giờ …… phút" in text
