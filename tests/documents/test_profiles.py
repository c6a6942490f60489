import datetime as dt

import pytest

from danvan.documents import profiles


@pytest.mark.parametrize(
    ("day", "name"), [(dt.date(2017, 7, 19), "party-2004"), (dt.date(2018, 4, 2), "party-2004"), (dt.date(2026, 5, 27), "party-2026")]
)
def test_a_party_paper_takes_the_rule_of_its_day(day: dt.date, name: str):
    choice = profiles.for_date("party", day)

    assert (choice.profile.name, choice.note) == (name, "")


@pytest.mark.parametrize(
    ("day", "name"), [(dt.date(2018, 4, 3), "party-2026"), (dt.date(2026, 5, 26), "party-2026"), (dt.date(2003, 1, 1), "party-2004")]
)
def test_outside_all_periods_the_nearest_rule_comes_with_a_note(day: dt.date, name: str):
    choice = profiles.for_date("party", day)

    assert choice.profile.name == name
    assert f"ngày {day.day}/{day.month}/{day.year}" in choice.note
    assert choice.profile.title in choice.note


def test_a_paper_without_a_date_takes_the_newest_rule_with_a_note():
    choice = profiles.for_date("party", None)

    assert choice.profile.name == "party-2026"
    assert "Chưa rõ ngày" in choice.note


def test_a_family_without_rules_is_refused():
    with pytest.raises(profiles.ProfileError, match="hệ Chính quyền"):
        profiles.for_date("state", dt.date(2026, 6, 1))
    with pytest.raises(profiles.ProfileError, match="party-1900"):
        profiles.get("party-1900")


@pytest.mark.parametrize(("name", "margins"), [("party-2004", (25, 25, 35, 15)), ("party-2026", (20, 20, 30, 15))])
def test_margins_are_those_of_the_rule(name: str, margins: tuple[int, ...]):
    page = profiles.get(name).page

    assert (page.top, page.bottom, page.left, page.right) == margins


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
    assert profiles.names() == ["party-2026", "party-2004"]
