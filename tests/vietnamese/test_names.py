import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese.names import same_name, sort_key, split_name, tidy_name

WORD = st.text("aăâđeêơưhnàảãáạABCĐ", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Phạm Thị Minh Hồng", ("Phạm Thị Minh", "Hồng")),
        ("Đặng Việt Hà", ("Đặng Việt", "Hà")),
        ("  Nguyễn \u00a0Văn\tChiến ", ("Nguyễn Văn", "Chiến")),
        ("Lê Nam", ("Lê", "Nam")),
        ("Hà", ("", "Hà")),
        ("", ("", "")),
    ],
)
def test_the_last_word_is_the_given_name(name, parts):
    assert split_name(name) == parts


@given(st.lists(WORD, min_size=1, max_size=5))
def test_both_parts_together_are_the_name(words):
    assert " ".join(part for part in split_name("  ".join(words)) if part) == " ".join(words)


def test_people_stand_by_given_name_then_by_family_and_middle_name():
    names = ["Nguyễn Văn Chiến", "Đặng Việt Hà", "Phạm Thị Minh Hồng", "Bùi Văn Chiến", "Lê Thị Đào", "Trần Dũng"]
    assert sorted(names, key=sort_key) == [
        "Bùi Văn Chiến",
        "Nguyễn Văn Chiến",
        "Trần Dũng",
        "Lê Thị Đào",
        "Đặng Việt Hà",
        "Phạm Thị Minh Hồng",
    ]


def test_letters_come_before_tones_and_tones_stand_in_the_order_of_dictionaries():
    names = ["Mạ", "Má", "Mã", "Mả", "Mà", "Ma", "Mai", "Mây", "Mận"]
    assert sorted(names, key=sort_key) == ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai", "Mận", "Mây"]


def test_a_short_middle_name_stands_before_a_longer_one():
    assert sorted(["Lê Văna Hà", "Lê Văn An Hà", "Lê Văn Hà"], key=sort_key) == ["Lê Văn Hà", "Lê Văn An Hà", "Lê Văna Hà"]


@given(st.text())
def test_any_text_has_a_sort_key(text):
    assert sort_key(text) == sort_key(text)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("PHẠM THỊ  MINH HỒNG", "Phạm Thị Minh Hồng"),
        ("K'BRƠI Y-NIÊ", "K'Brơi Y-Niê"),
        (" đặng  việt hà", "đặng việt hà"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
    ],
)
def test_only_a_name_all_in_capitals_is_rewritten(typed, name):
    assert tidy_name(typed) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lê Thị Hòa", "lê thị  hoà", True),
        ("Nguyễn Văn Thuỷ", "Nguyễn Văn Thủy", True),
        ("Lê Thị Hoa", "Lê Thị Hòa", False),
        ("Trần Văn Đức", "Trần Văn Dức", False),
    ],
)
def test_names_are_alike_wherever_the_tone_stands(one, other, same):
    assert same_name(one, other) is same
