"""The book of papers sent out, the terms on the page of house style, and the files of the book, read back by other libraries."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from danvan.documents import book, numbers, pdf
from danvan.documents.models import CommitteeTerm, HouseStyle, PaperNumber
from tests.documents.numbering import DAY, gives_numbers
from tests.factories import UserFactory, office
from tests.forms import filled

pytestmark = pytest.mark.django_db
MARGIN = 15 * 72 / 25.4
FORMULAS = ('=HYPERLINK("http://x.example","mở")', "+84 giao ban", "-1 tổ", "@SUM(A1)")


@pytest.fixture
def home():
    home = office("Sông Bồi")
    gives_numbers(home.body)
    return home


@pytest.fixture
def clerk(client_as, home):
    return client_as(role="clerk", unit=home.body)


def address(unit, *rest):
    return "/".join(["", "so-van-ban", str(unit.pk), *rest, ""])


def give(unit, subject="giao ban tháng 11", code="BB", day=DAY):
    return numbers.issue(unit=unit, code=code, day=day, subject=subject, by=UserFactory())


def rows(page):
    return [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in page.select("tbody tr")]


def test_an_empty_book_says_what_comes_into_it(clerk, home):
    page = clerk.page(address(home.body))
    assert "Sổ chưa có dòng nào" in page.text
    assert not page.select_one("a[href*='tai-pdf']")


def test_the_book_shows_each_number_with_its_sign_state_and_reason(clerk, home):
    give(home.body)
    gone = give(home.body, code="TB")
    numbers.withdraw(gone, "ghi nhầm")
    numbers.reserve(unit=home.body, code="BB", day=DAY, reason="chờ đồng chí Trưởng ban", by=UserFactory())
    shown = rows(clerk.page(f"{address(home.body)}?xep=so"))
    assert [row[:6] for row in shown] == [
        ["01-BB/BXDĐ2025-2030", "11/11/2026", "Biên bản", "giao ban tháng 11", "Đã dùng", ""],
        ["02-BB/BXDĐ2025-2030", "11/11/2026", "Biên bản", "", "Giữ chỗ", "chờ đồng chí Trưởng ban"],
        ["01-TB/BXDĐ2025-2030", "11/11/2026", "Thông báo", "giao ban tháng 11", "Số đã hủy", "ghi nhầm"],
    ]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("nam=2025-2030", ["02", "01", "01"]),
        ("nam=2024", ["01"]),
        ("loai=TB", ["01"]),
        ("q=ket+luan", ["01"]),
        ("q=02", ["02"]),
        ("q=cho+ky", ["03"]),
        ("q=khong+co", []),
        ("nam=1999", ["02", "01", "01", "01"]),
    ],
)
def test_filters_stand_in_the_address(clerk, home, query, wanted):
    give(home.body)
    give(home.body)
    give(home.body, "kết luận giao ban", "TB")
    give(home.body, day=date(2024, 5, 1))
    if "cho" in query:
        numbers.reserve(unit=home.body, code="BB", day=DAY, reason="chờ ký", by=UserFactory())
    page = clerk.page(f"{address(home.body)}?{query}")
    assert [row[0][:2] for row in rows(page)] == wanted
    for link in page.select("a[href*='tai-pdf'], a[href*='tai-excel']"):
        assert query.split("=")[1] in link["href"]


@pytest.mark.parametrize("role", ["survey", "ward", "head", "standing", "clerk"])
def test_who_reads_and_who_acts(client_as, home, role):
    entry = give(home.body)
    client = client_as(role=role, unit=home.committee if role in ("standing", "clerk") else home.body)
    page = client.page(address(home.body))
    acts = role in ("clerk", "head")
    assert bool(page.select_one("a[href$='/giu-cho/']")) is acts
    assert bool(page.select_one(f"a[href='/so-van-ban/so/{entry.pk}/huy/']")) is acts
    assert client.get(address(home.body, "giu-cho")).status_code == (200 if acts else 403)


def test_a_stranger_finds_no_book(client_as, home):
    entry = give(home.body)
    stranger = client_as(role="clerk", unit=office("Đồi Thông").body)
    for url in (address(home.body), address(home.body, "tai-pdf"), address(home.body, "tai-excel"), f"/so-van-ban/so/{entry.pk}/huy/"):
        assert stranger.get(url).status_code == 404


def test_a_clerk_finds_the_book_from_the_menu_and_from_the_units_page(client_as, home):
    clerk = client_as(role="clerk", unit=home.committee)
    assert clerk.page("/").select_one("nav a[href='/so-van-ban/']").text == "Sổ văn bản đi"
    assert clerk.get("/so-van-ban/")["Location"] == address(home.body)
    assert clerk.page(address(home.body)).select_one(".mainnav a[aria-current]").text == "Sổ văn bản đi"
    HouseStyle.objects.create(unit=home.committee, code="ĐU")
    assert [row[0] for row in rows(clerk.page("/so-van-ban/"))] == ["Ban Xây dựng Đảng phường Sông Bồi", "Đảng ủy phường Sông Bồi"]
    links = {link["href"] for link in clerk.page(home.body.get_absolute_url()).select("main a[href]")}
    assert {address(home.body), f"/don-vi/{home.body.pk}/cach-viet/"} <= links


def test_a_clerk_without_books_is_shown_the_way(client_as):
    page = client_as(role="clerk", unit=office("Đồi Thông").committee).page("/so-van-ban/")
    assert "Chưa có sổ nào" in page.text


def test_keeping_a_number_free(clerk, home):
    values = {"code": "TB", "date": "11/11/2026", "number": "", "subject": "", "reason": ""}
    page = clerk.submit(address(home.body, "giu-cho"), values)
    assert page.select_one("#id_reason[aria-invalid=true]")
    assert clerk.post(address(home.body, "giu-cho"), values | {"reason": "chờ ký"}).status_code == 302
    assert list(PaperNumber.objects.values_list("code", "number", "state", "reason")) == [("TB", 1, "reserved", "chờ ký")]
    page = clerk.submit(address(home.body, "giu-cho"), values | {"reason": "chờ ký", "number": "01"})
    assert "Số 01 đang giữ chỗ rồi" in page.select_one("#id_number_error").text
    HouseStyle.objects.update(uses_register=False)
    assert clerk.submit(address(home.body, "giu-cho"), values | {"reason": "chờ ký"}).select_one("#id_number[aria-invalid=true]")


def test_withdrawing_wants_a_reason_and_is_done_once(clerk, home):
    entry = give(home.body)
    url = f"/so-van-ban/so/{entry.pk}/huy/"
    assert clerk.submit(url, {"reason": " "}).select_one("#id_reason[aria-invalid=true]")
    assert clerk.post(url, {"reason": "ghi nhầm"})["Location"] == address(home.body)
    assert clerk.get(url)["Location"] == address(home.body)
    assert not clerk.page(address(home.body)).select_one(f"a[href='{url}']")


def test_the_spreadsheet_holds_the_book_and_nothing_becomes_a_formula(clerk, home):
    for subject in FORMULAS:
        give(home.body, subject)
    numbers.reserve(unit=home.body, code="TB", day=DAY, reason="=1+1", by=UserFactory())
    response = clerk.get(address(home.body, "tai-excel"))
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert sheet[0][0] == "Sổ đăng ký văn bản đi"
    assert sheet[1][0] == "Ban Xây dựng Đảng phường Sông Bồi"
    assert sheet[3] == ["TT", "Số, ký hiệu", "Ngày", "Loại", "Trích yếu", "Tình trạng", "Ghi chú"]
    assert sheet[4] == [1, "01-BB/BXDĐ", DAY, "Biên bản", FORMULAS[0], "Đã dùng", ""]
    assert [row[4] for row in sheet[4:8]] == list(FORMULAS)
    assert sheet[8][1:] == ["01-TB/BXDĐ", DAY, "Thông báo", "", "Giữ chỗ", "=1+1"]
    parts = ZipFile(BytesIO(response.content))
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert not [name for name in parts.namelist() if "rels" in name and b"http://x.example" in parts.read(name)]


def test_the_pdf_is_a_landscape_book_with_repeated_headings(clerk, home):
    for position in range(60):
        give(home.body, f"giao ban lần {position}")
    give(home.body, "kết luận", "TB")
    response = clerk.get(f"{address(home.body, 'tai-pdf')}?loai=BB")
    reader = PdfReader(BytesIO(response.content))
    assert len(reader.pages) > 1
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
        assert "Trích yếu" in page.extract_text()
    text = "".join(page.extract_text() for page in reader.pages)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in text.upper()
    assert "Ban Xây dựng Đảng phường Sông Bồi; biên bản" in text
    assert "60-BB/BXDĐ" in text
    assert "kết luận" not in text
    starts: dict[str, float] = {}
    reader.pages[0].extract_text(visitor_text=lambda words, cm, tm, *_: starts.setdefault(words.strip(), tm[4] * cm[0]))
    assert MARGIN < starts["TT"] < MARGIN + 20
    assert MARGIN < starts["Ghi chú"] < 842 - MARGIN - 50, "the last column stands inside the margins"


def test_the_pdf_loads_nothing_that_a_subject_names(home):
    give(home.body, '<img src="file:///etc/passwd"> <b>đậm</b>')
    entries = book.lines(book.for_book(home.body), None)
    text = PdfReader(BytesIO(book.to_pdf(home.body, "", entries))).pages[0].extract_text()
    assert "<b>đậm</b>" in text


def test_a_page_that_wants_a_file_is_refused():
    from weasyprint import CSS
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        pdf.write('<img src="file:///etc/passwd">', CSS(string="body{}"), "0" * 32)


def test_a_book_too_long_for_a_pdf_asks_for_a_part(clerk, home, monkeypatch):
    give(home.body)
    give(home.body)
    monkeypatch.setattr(book, "MOST_PRINTED", 1)
    assert not clerk.page(address(home.body)).select_one("a[href*='tai-pdf']")
    assert "chọn nhiệm kỳ, năm hoặc loại" in clerk.get(address(home.body, "tai-pdf"), follow=True).content.decode()


def style(unit, *rest):
    return "/".join(["", "don-vi", str(unit.pk), "cach-viet", *rest, ""])


def test_the_register_is_switched_on_with_the_house_style(clerk, home):
    HouseStyle.objects.update(uses_register=False)
    values = filled(clerk.page(style(home.body))) | {"uses_register": "on"}
    assert clerk.post(style(home.body), values).status_code == 302
    assert HouseStyle.objects.get().uses_register


def test_a_term_is_added_closed_and_removed_while_unused(clerk, home):
    CommitteeTerm.objects.all().delete()
    assert "số tạm chạy theo năm" in clerk.page(style(home.body)).text
    sent = {"nhiem-ky-label": "2025 – 2030", "nhiem-ky-since": "1/7/2025", "nhiem-ky-until": ""}
    assert clerk.post(style(home.body, "nhiem-ky"), sent).status_code == 302
    term = CommitteeTerm.objects.get()
    assert (term.label, term.valid.lower, term.last_day) == ("2025-2030", date(2025, 7, 1), None)
    page = clerk.page(style(home.body))
    assert page.select_one(f"form[action='/nhiem-ky/{term.pk}/bo/']")
    clerk.post(f"/nhiem-ky/{term.pk}/ngay-cuoi/", {"until": "30/6/2030"})
    assert CommitteeTerm.objects.get().last_day == date(2030, 6, 30)
    clerk.post(f"/nhiem-ky/{term.pk}/bo/")
    assert not CommitteeTerm.objects.exists()


def test_a_term_in_use_stays_and_does_not_end_before_its_last_number(clerk, home):
    give(home.body)
    term = CommitteeTerm.objects.get()
    assert not clerk.page(style(home.body)).select_one(f"form[action='/nhiem-ky/{term.pk}/bo/']")
    clerk.post(f"/nhiem-ky/{term.pk}/bo/")
    assert CommitteeTerm.objects.exists()
    page = clerk.submit(f"/nhiem-ky/{term.pk}/ngay-cuoi/", {"until": "10/11/2026"})
    assert "Sổ đã có số 01 (BB, 2025-2030) ngày 11/11/2026" in page.select_one("#id_until_error").text
    page = clerk.submit(f"/nhiem-ky/{term.pk}/ngay-cuoi/", {"until": "1/1/2025"})
    assert "Nhiệm kỳ bắt đầu ngày 01/7/2025" in page.select_one("#id_until_error").text


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"label": "2025"}, "label", "thí dụ 2025-2030"),
        ({"label": "2030-2025"}, "label", "thí dụ 2025-2030"),
        ({"label": "2025-2030"}, "label", "đã có ở trên"),
        ({"since": "1/1/2026", "until": ""}, "since", "Trùng thời gian với nhiệm kỳ 2025-2030"),
        ({"since": "1/1/2020", "until": "31/12/2019"}, "until", "Ngày cuối phải từ ngày 01/01/2020 trở đi"),
        ({"since": ""}, "since", "Nhập từ ngày"),
    ],
)
def test_a_term_that_cannot_be_is_told_at_its_field(clerk, home, sent, field, said):
    values = {"nhiem-ky-label": "2020-2025", "nhiem-ky-since": "1/1/2020", "nhiem-ky-until": "30/6/2025"}
    values |= {f"nhiem-ky-{name}": value for name, value in sent.items()}
    page = clerk.submit(style(home.body, "nhiem-ky"), values)
    assert said in page.select_one(f"#id_nhiem-ky-{field}_error").text
    assert CommitteeTerm.objects.count() == 1
