import datetime as dt

import pytest

from danvan.documents import profiles


@pytest.mark.parametrize(
    ("family", "day", "name"),
    [
        ("party", dt.date(2017, 7, 19), "party-2004"),
        ("party", dt.date(2018, 4, 2), "party-2004"),
        ("party", dt.date(2018, 4, 3), "party-2018"),
        ("party", dt.date(2026, 5, 26), "party-2018"),
        ("party", dt.date(2026, 5, 27), "party-2026"),
        ("state", dt.date(2011, 3, 5), "state-2011"),
        ("state", dt.date(2020, 3, 4), "state-2011"),
        ("state", dt.date(2020, 3, 5), "state-2020"),
        ("front", dt.date(2026, 11, 11), "front"),
    ],
)
def test_a_paper_takes_the_rule_of_its_family_and_day(family: str, day: dt.date, name: str):
    choice = profiles.for_date(family, day)

    assert (choice.profile.name, choice.note) == (name, "")


def test_the_rules_of_a_family_follow_each_other_without_a_gap():
    for family in profiles.FAMILIES:
        rules = sorted((rule for rule in profiles.all_profiles().values() if rule.family == family), key=lambda rule: rule.valid_from)

        assert [rule.valid_to for rule in rules] == [*(rule.valid_from for rule in rules[1:]), None]


@pytest.mark.parametrize(
    ("family", "day", "name"), [("party", dt.date(2003, 1, 1), "party-2004"), ("state", dt.date(2010, 5, 4), "state-2011")]
)
def test_before_all_rules_the_nearest_comes_with_a_note(family: str, day: dt.date, name: str):
    choice = profiles.for_date(family, day)

    assert choice.profile.name == name
    assert f"ngày {day.day}/{day.month}/{day.year}" in choice.note
    assert choice.profile.title in choice.note


def test_a_paper_without_a_date_takes_the_newest_rule_with_a_note():
    choice = profiles.for_date("party", None)

    assert choice.profile.name == "party-2026"
    assert "Chưa rõ ngày" in choice.note


def test_what_has_no_rules_is_refused():
    with pytest.raises(profiles.ProfileError, match="Chưa có thể thức văn bản cho hệ union"):
        profiles.for_date("union", dt.date(2026, 6, 1))
    with pytest.raises(profiles.ProfileError, match="party-1900"):
        profiles.get("party-1900")


@pytest.mark.parametrize("name", profiles.names())
def test_margins_are_those_of_the_rule(name: str):
    page = profiles.get(name).page

    assert (page.top, page.bottom, page.left, page.right) == ((25, 25, 35, 15) if name == "party-2004" else (20, 20, 30, 15))


@pytest.mark.parametrize("name", [name for name in profiles.names() if not name.startswith("party")])
def test_state_papers_are_written_the_state_way(name: str):
    profile = profiles.get(name)

    assert [profile.heading_number(level, 2) for level in (1, 2, 3)] == ["II.", "2.", "b)"]
    assert profile.number_line("5", "BB", "UBND") == "Số: 05/BB-UBND"
    assert profile.body.ending == "./."
    assert (profile.signature.on_behalf, profile.signature.for_head, profile.signature.by_order) == ("TM.", "KT.", "TL.")
    assert profile.signature.post.bold
    assert (profile.minutes.left, profile.minutes.right) == ("THƯ KÝ", "CHỦ TỌA")


def test_a_rule_that_nobody_issued_is_not_called_one():
    assert "theo" not in profiles.get("front").title.lower()


def test_headings_and_numbers_are_written_the_party_way():
    profile = profiles.get("party-2004")

    assert [profile.heading_number(level, 2) for level in (1, 2, 3)] == ["II-", "2.", "b)"]
    assert profile.heading_number(3, 5) == "đ)"
    assert profile.number_line("5", "BB", "BDV") == "Số 05-BB/BDV"
    assert profile.number_line("112", "BB", "BDV") == "Số 112-BB/BDV"


def test_a_profile_with_a_slip_in_it_is_refused(tmp_path, monkeypatch):
    (tmp_path / "slip.toml").write_text('name = "slip"\nmargn = 20\n', encoding="utf-8")
    monkeypatch.setattr(profiles, "__file__", str(tmp_path / "__init__.py"))

    with pytest.raises(profiles.ProfileError, match="margn"):
        profiles.all_profiles.__wrapped__()


def test_profiles_are_offered_with_the_newest_rule_first():
    assert profiles.names() == ["party-2026", "party-2018", "party-2004", "state-2020", "state-2011", "front"]
