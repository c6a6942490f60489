"""The pictures of the user guide, in the order in which they are taken: some begin what later ones show."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from playwright.sync_api import Page

Steps = Callable[[Page], None]
PHONE = 390


@dataclass(frozen=True)
class Shot:
    """One picture.

    Attributes:
        name: of its file.
        role: who is signed in; "" for nobody.
        address: with names of the sample's things in braces; "" stays where the shot before it of the same role ended.
        press: the controls that get a frame and a number, in that order. Each must be on the page.
        show: what else has to be in the picture; its full width is kept, its height goes as far as these and the pressed ones.
        before: what to do on the page first.
        width: of the window.
    """

    name: str
    role: str
    address: str
    press: tuple[str, ...]
    show: tuple[str, ...] = ("h1",)
    before: Steps | None = None
    width: int = 1100


def button(words: str) -> str:
    """A button with exactly these words."""
    return f'main >> role=button[name="{words}"]'


def link(words: str) -> str:
    """A link with exactly these words."""
    return f'main >> role=link[name="{words}"]'


def _fill_meeting(page: Page) -> None:
    page.fill("#id_title", "khảo sát việc thực hiện quy chế dân chủ ở cơ sở")
    page.fill("#id_when", "sáng ngày 02/12/2026")


def _choose_unit(page: Page) -> None:
    page.select_option("#id_them-unit", index=1)


def _type_remark(page: Page) -> None:
    page.select_option("#id_speaker", index=1)
    page.fill("#id_text", "Đề nghị phường sửa đèn chiếu sáng ở ngõ 12.")


def _type_task(page: Page) -> None:
    page.fill("#id_text", "Rà soát lại danh sách tổ viên tổ dân vận.")
    page.fill("#id_addressees_0", "Các tổ dân vận")
    page.fill("#id_due", "trước ngày 15/12/2026")


def _make_paper(page: Page) -> None:
    page.click(button("Lập văn bản"))
    page.wait_for_selector("section.preview")


def _bring_word(page: Page) -> None:
    """Save the minutes as a Word file, change one word of it as the chair would, and bring it in."""
    with page.expect_download() as started:
        page.click(link("Tải Word"))
    document = Document(started.value.path())
    paragraph = max(document.paragraphs, key=lambda each: len(each.text))
    paragraph.runs[-1].text = paragraph.runs[-1].text.rstrip(" .;") + ", có ghi số điện thoại liên hệ."
    changed = BytesIO()
    document.save(changed)
    page.click(link("Nhập bản Word đã sửa"))
    page.set_input_files(
        "#id_file",
        {
            "name": "bien-ban-chu-tri-sua.docx",
            "mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "buffer": changed.getvalue(),
        },
    )


def _compare_word(page: Page) -> None:
    page.click(button("Xem những chỗ đã sửa"))
    page.wait_for_selector(button("Lấy những chỗ đã chọn"))


def _unfold_papers(page: Page) -> None:
    page.click("summary:has-text('Lập văn bản mới')")


def _keep_item(page: Page) -> None:
    page.click(button("Lưu tin"))


def _submit_item(page: Page) -> None:
    page.click(button("Trình duyệt"))
    page.wait_for_selector("main .notice:has-text('không tự duyệt')")


def _open_item(page: Page) -> None:
    page.click("main article:has-text('Chờ duyệt') h3 a")
    page.wait_for_selector(button("Duyệt tin"))


def _approve_item(page: Page) -> None:
    page.click(button("Duyệt tin"))
    page.wait_for_selector(link("Chép sang Cổng"))


SHOTS = (
    Shot("dang-nhap", "", "/dang-nhap/", ("#id_username", "#id_password", button("Đăng nhập"))),
    Shot("dang-nhap-dien-thoai", "", "/dang-nhap/", (button("Đăng nhập"),), width=PHONE),
    Shot(
        "doi-mat-khau",
        "ward",
        "/doi-mat-khau/",
        ("#id_old_password", "#id_new_password", "#id_new_password_again", button("Lưu mật khẩu mới")),
    ),
    Shot("viec-hom-nay", "ward", "/", ("main .work a.btn",), ("h1", "main .work")),
    Shot("hoi-nghi-danh-sach", "ward", "/hoi-nghi/", (link("Ghi hội nghị mới"),), ("nav.mainnav", "main table tbody tr:nth-child(3)")),
    Shot("hoi-nghi-moi", "ward", "/hoi-nghi/them/", ("#id_kind", "#id_title", "#id_when", "#id_place"), before=_fill_meeting),
    Shot("thanh-phan-mo", "ward", "/hoi-nghi/{writing}/", (link("Sửa thành phần"),), ("#thanh-phan", "main table tbody tr:nth-child(4)")),
    Shot(
        "thanh-phan-them",
        "ward",
        "/hoi-nghi/{writing}/thanh-phan/",
        ("#id_them-unit", "#id_them-side", button("Thêm vào bảng")),
        before=_choose_unit,
    ),
    Shot(
        "thanh-phan-bang",
        "ward",
        "",
        ("main table.attendance tbody tr:nth-child(2) td:nth-of-type(3)",),
        ("#nguoi", "main table.attendance tbody tr:nth-child(3)"),
    ),
    Shot(
        "y-kien",
        "ward",
        "/hoi-nghi/{writing}/y-kien/them/",
        ("#id_speaker", "#id_text", button("Lưu, ghi ý kiến tiếp"), button("Lưu và xem")),
        before=_type_remark,
    ),
    Shot(
        "y-kien-dien-thoai",
        "ward",
        "/hoi-nghi/{writing}/y-kien/them/",
        ("#id_speaker", "#id_text"),
        before=_type_remark,
        width=PHONE,
    ),
    Shot(
        "ket-luan",
        "ward",
        "/hoi-nghi/{writing}/",
        (link("Thêm ý kiến chủ trì"), link("Thêm việc yêu cầu, giao")),
        ("section[aria-labelledby=ket-luan]",),
    ),
    Shot(
        "viec-giao",
        "ward",
        "/hoi-nghi/{writing}/muc/viec-giao/them/",
        ("#id_text", "#id_addressees_0", "#id_due", button("Lưu việc yêu cầu, giao")),
        before=_type_task,
    ),
    Shot("bien-ban-mo", "ward", "/hoi-nghi/{draft}/", (link("Xem biên bản"),), ("h1", "main .nav-tabs")),
    Shot(
        "bien-ban-cho-trong",
        "ward",
        "/hoi-nghi/{draft}/bien-ban/",
        ("section[aria-labelledby=cho-trong] a[aria-label]",),
        ("main .nav-tabs", "#cho-trong", "section[aria-labelledby=cho-trong]"),
    ),
    Shot("sua-phan-mo", "ward", "/hoi-nghi/{draft}/bien-ban/", (link("Thành phần"),), ("section[aria-labelledby=cac-phan]",)),
    Shot("sua-phan", "ward", "/hoi-nghi/{draft}/bien-ban/phan/thao-luan/", ("form.partform textarea", button("Lưu phần này")), ("h1",)),
    Shot("word-tai", "ward", "/hoi-nghi/{draft}/bien-ban/", (link("Tải Word"), link("Nhập bản Word đã sửa")), ("h1", "main .nav-tabs")),
    Shot("word-nhap", "ward", "", ("#id_file", button("Xem những chỗ đã sửa")), ("h1", "main .narrow"), before=_bring_word),
    Shot(
        "word-chon",
        "ward",
        "",
        ("main form input[type=checkbox]", button("Lấy những chỗ đã chọn")),
        ("h1", "main .narrow"),
        before=_compare_word,
    ),
    Shot("trinh", "ward", "/hoi-nghi/{draft}/bien-ban/", (button("Trình chủ trì"),), ("h1", "main .nav-tabs")),
    Shot("ky", "head", "/hoi-nghi/{with_chair}/bien-ban/ky/", (button("Ghi nhận đã ký, chốt biên bản"),), ("h1", "main .narrow")),
    Shot("ban-ky", "head", "/hoi-nghi/{signed}/bien-ban/", (link("Đưa bản ký lên"),), ("section[aria-labelledby=ban-ky]",)),
    Shot(
        "van-ban-lap",
        "ward",
        "/hoi-nghi/{planned}/van-ban/",
        (link("Giấy mời và chương trình"), link("Danh sách đại biểu để ký tên"), link("Bảng tên"), link("Phiếu ghi ý kiến")),
        ("main .nav-tabs", "#lap-moi"),
    ),
    Shot(
        "giay-moi",
        "ward",
        "/hoi-nghi/{planned}/van-ban/invitation/",
        (link("Tải PDF"), link("Chép để dán Zalo")),
        ("h1", "main .notice"),
        before=_make_paper,
    ),
    Shot("so-ngay", "ward", "", (link("Ghi số, ngày"),), ("section[aria-labelledby=thong-tin]",)),
    Shot(
        "so-van-ban",
        "clerk",
        "/so-van-ban/{style}/",
        (link("Giữ chỗ một số"), link("Tải Excel"), 'main table a:has-text("Hủy số")'),
        ("h1", "main table"),
    ),
    Shot(
        "van-ban-khao-sat",
        "ward",
        "/khao-sat/{survey}/",
        (link("Kế hoạch khảo sát"), link("Báo cáo kết quả khảo sát")),
        ("section[aria-labelledby=van-ban]",),
        before=_unfold_papers,
    ),
    Shot("kien-nghi", "ward", "/hoi-nghi/{writing}/", (link("Lập kiến nghị"),), ("section[aria-labelledby=kien-nghi]",)),
    Shot("kiem-tra", "ward", "/kiem-tra-van-ban/", ("#id_file", "#id_number", "#id_code", button("Kiểm tra")), ("main .card-plain",)),
    Shot(
        "phieu-kiem-tra", "head", "/hoi-nghi/{signed}/bien-ban/", (link("Phiếu kiểm tra"), link("Tải PDF đã ký")), ("h1", "main .nav-tabs")
    ),
    Shot("ho-so-mo", "ward", "/khao-sat/{survey}/", (link("Hồ sơ"),), ("main .pagehead",)),
    Shot("ho-so", "ward", "/khao-sat/{survey}/ho-so/", (button("Lập hồ sơ"),)),
    Shot(
        "tin-mo",
        "ward",
        "/hoi-nghi/{signed}/anh-tai-lieu/",
        (link("Soạn từ số liệu hội nghị"), link("Thêm tin đã đăng")),
        ("section[aria-labelledby=tin]",),
    ),
    Shot("tin-soan", "ward", "/hoi-nghi/{signed}/soan-tin/", ("#id_title", "#id_text", button("Lưu tin"))),
    Shot("tin-trinh", "ward", "", (button("Trình duyệt"),), ("main .pagehead",), before=_keep_item),
    Shot("tin-cho-duyet", "ward", "", (), ("h1", "main .notice"), before=_submit_item),
    Shot("tin-duyet", "head", "/hoi-nghi/{signed}/anh-tai-lieu/", (button("Duyệt tin"),), ("main .pagehead",), before=_open_item),
    Shot("tin-chep", "head", "", (link("Chép sang Cổng"), link("Ghi nơi, ngày đăng")), ("main .pagehead",), before=_approve_item),
    Shot("tai-khoan", "admin", "/tai-khoan/", (link("Thêm tài khoản"),), ("h1", "main table tbody tr:nth-child(3)")),
    Shot(
        "tai-khoan-mot-nguoi",
        "admin",
        "/tai-khoan/{account}/",
        (link("Giao thêm vai trò"), link("Cấp mật khẩu mới"), link("Khóa tài khoản")),
    ),
    Shot("don-vi", "admin", "/don-vi/{unit}/", (link("Đổi tên, cấp trên từ một ngày"), link("Cách viết văn bản"))),
)
