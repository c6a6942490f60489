import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese.people_list import PastedPerson, parse_people

HONG = PastedPerson("Phạm Thị Minh Hồng", "Bí thư Đảng ủy, Chủ tịch HĐND", "đồng chí")
PLAIN_HONG = PastedPerson("Phạm Thị Minh Hồng", "Bí thư Đảng ủy, Chủ tịch HĐND")


@pytest.mark.parametrize(
    "line",
    [
        "Đồng chí Phạm Thị Minh Hồng - Bí thư Đảng ủy, Chủ tịch HĐND",
        "đồng chí Phạm Thị Minh Hồng – Bí thư Đảng ủy, Chủ tịch HĐND;",
        "1. Đ/c Phạm Thị Minh Hồng — Bí thư Đảng ủy, Chủ tịch HĐND.",
        "01) đ/c: Phạm Thị Minh Hồng: Bí thư Đảng ủy, Chủ tịch HĐND",
        "- Đc Phạm Thị Minh Hồng, Bí thư Đảng ủy, Chủ tịch HĐND",
        "• Đ.c PHẠM THỊ MINH HỒNG (Bí thư Đảng ủy, Chủ tịch HĐND)",
        "1\tĐồng chí Phạm Thị Minh Hồng\tBí thư Đảng ủy\tChủ tịch HĐND\t",
        "  Đồng chí Phạm  Thị Minh Hồng-Bí thư Đảng ủy, Chủ tịch HĐND",
    ],
)
def test_a_line_gives_name_title_and_form_of_address(line):
    assert parse_people(line) == [HONG]


@pytest.mark.parametrize(
    "line",
    [
        "Phạm Thị Minh Hồng - Bí thư Đảng ủy, Chủ tịch HĐND",
        "2 - Phạm Thị Minh Hồng - Bí thư Đảng ủy, Chủ tịch HĐND",
        "Phạm Thị Minh Hồng\tBí thư Đảng ủy\tChủ tịch HĐND",
    ],
)
def test_without_a_form_of_address_none_is_invented(line):
    assert parse_people(line) == [PLAIN_HONG]


def test_ong_and_ba_are_forms_of_address():
    assert parse_people("Ông Lê Văn Nam - đại diện nhân dân\nbà Trần Thị Lan") == [
        PastedPerson("Lê Văn Nam", "đại diện nhân dân", "ông"),
        PastedPerson("Trần Thị Lan", "", "bà"),
    ]


def test_the_order_of_the_list_stays_and_empty_lines_do_not_count():
    people = parse_people("Trần Văn Tý - Tổ trưởng\r\n\r\n   \nLê Thị An - Tổ phó\n")
    assert [person.name for person in people] == ["Trần Văn Tý", "Lê Thị An"]


def test_a_table_copied_from_excel_loses_its_heading_and_its_numbers():
    table = "TT\tHọ và tên\tChức vụ\tĐơn vị\n1\tLê Thị An\tTổ trưởng\tTDP 17\n2\tTRẦN VĂN TÝ\t\tTDP 9"
    assert parse_people(table) == [PastedPerson("Lê Thị An", "Tổ trưởng, TDP 17"), PastedPerson("Trần Văn Tý", "TDP 9")]


def test_only_the_first_dash_parts_name_and_title():
    assert parse_people("Nguyễn Văn Chiến - Phó Bí thư thường trực - trưởng khối vận") == [
        PastedPerson("Nguyễn Văn Chiến", "Phó Bí thư thường trực - trưởng khối vận")
    ]


def test_a_sentence_of_a_news_item_is_read_between_its_semicolons():
    sentence = (
        "đồng chí Đặng Việt Hà - UVTV, Trưởng ban Dân vận Quận ủy; lãnh đạo, chuyên viên Ban Dân vận Quận ủy; "
        "đồng chí Chủ tịch UBND, UBMTTQ phường; các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường."
    )
    assert parse_people(sentence) == [
        PastedPerson("Đặng Việt Hà", "UVTV, Trưởng ban Dân vận Quận ủy", "đồng chí"),
        PastedPerson("", "lãnh đạo, chuyên viên Ban Dân vận Quận ủy"),
        PastedPerson("", "Chủ tịch UBND, UBMTTQ phường", "đồng chí"),
        PastedPerson("", "các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường"),
    ]


def test_the_family_name_truong_is_not_a_post():
    assert parse_people("Trương Văn Nam - Bí thư chi bộ") == [PastedPerson("Trương Văn Nam", "Bí thư chi bộ")]


@pytest.mark.parametrize("line", [":", " - ", "1.", "1.\t\t", "Danh sách đại biểu", "STT\tHọ tên"])
def test_a_line_without_words_or_a_heading_gives_nobody(line):
    assert parse_people(line) == []


@given(st.one_of(st.text(), st.text("ĐA đ/c.-–:,(;)\t1\nông")))
def test_any_text_is_read_and_every_entry_has_a_name_or_a_title(text):
    for person in parse_people(text):
        assert person.name or person.title
