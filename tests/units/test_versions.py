from datetime import date

import pytest

from danvan.units import versions
from danvan.units.models import Unit, UnitVersion
from danvan.units.versions import UnitError
from tests.factories import BodyFactory, GroupFactory, TeamFactory, WardFactory

pytestmark = pytest.mark.django_db


def test_a_renamed_unit_keeps_its_former_name_for_the_days_before():
    group = GroupFactory(number=17, name="Tổ dân phố số 17")
    versions.change(group, date(2020, 7, 1), name="Tổ dân phố số 9", number=9)
    group.refresh_from_db()
    assert (group.name_on(date(2020, 6, 30)), group.name_on(date(2020, 7, 1)), group.name) == (
        "Tổ dân phố số 17",
        "Tổ dân phố số 9",
        "Tổ dân phố số 9",
    )


def test_two_names_of_a_unit_cannot_begin_on_one_day():
    group = GroupFactory()
    versions.change(group, date(2020, 7, 1), name="Tổ dân phố số 90")
    with pytest.raises(UnitError, match="đúng ngày này"):
        versions.change(group, date(2020, 7, 1), name="Tổ dân phố số 91")


def test_correcting_the_first_day_moves_the_end_of_the_name_before():
    group = GroupFactory(name="Tổ cũ")
    later = versions.change(group, date(2020, 7, 1), name="Tổ mới")
    versions.correct(later, date(2020, 8, 1), until=None, name="Tổ mới")
    assert [(v.name, v.valid.lower, v.valid.upper) for v in group.versions.order_by("valid")] == [
        ("Tổ cũ", date(2000, 1, 1), date(2020, 8, 1)),
        ("Tổ mới", date(2020, 8, 1), None),
    ]


def test_a_corrected_name_cannot_reach_over_the_one_before():
    group = GroupFactory(name="Tổ cũ")
    later = versions.change(group, date(2020, 7, 1), name="Tổ mới")
    with pytest.raises(UnitError, match="trùng với tên “Tổ cũ”, bắt đầu ngày 01/01/2000"):
        versions.correct(later, date(1999, 1, 1), until=None)


def test_an_older_name_cannot_be_made_to_begin_after_its_end():
    group = GroupFactory(name="Tổ cũ")
    versions.change(group, date(2020, 7, 1), name="Tổ mới")
    older = group.versions.order_by("valid").first()
    with pytest.raises(UnitError, match="trước ngày kết thúc 01/7/2020"):
        versions.correct(older, date(2021, 1, 1), until=None)


def test_a_unit_closed_by_mistake_is_opened_again_by_correcting_its_last_name():
    group = GroupFactory(until=date(2025, 7, 1))
    assert group.closed_on == date(2025, 7, 1)
    versions.correct(group.versions.get(), date(2000, 1, 1), until=None)
    group.refresh_from_db()
    assert group.closed_on is None


def test_a_unit_is_closed_once():
    group = GroupFactory(until=date(2025, 7, 1))
    with pytest.raises(UnitError, match="đã ngừng"):
        versions.close(group, date(2025, 8, 1))


def test_closing_ends_the_areas_of_a_body():
    group = GroupFactory()
    team = TeamFactory(areas=[group])
    versions.close(team, date(2025, 7, 1))
    assert team.body_areas.get().valid.upper == date(2025, 7, 1)


def _rename(ward, **fields):
    versions.change(ward, date(2020, 1, 1), **fields)


def _correct(ward, **fields):
    versions.correct(ward.versions.get(), date(2000, 1, 1), until=None, **fields)


@pytest.mark.parametrize("act", [_rename, _correct])
def test_a_unit_cannot_come_below_itself(act):
    ward = WardFactory()
    group = GroupFactory(superior=ward)
    with pytest.raises(UnitError, match="nằm dưới chính nó") as refused:
        act(ward, superior=group)
    assert refused.value.field == "superior"
    assert UnitVersion.objects.filter(unit=ward).count() == 1
    assert ward.versions.get().superior is None


def test_a_body_is_not_given_the_same_area_twice_at_a_time():
    group = GroupFactory()
    team = TeamFactory(areas=[group])
    with pytest.raises(UnitError, match="đã phụ trách"):
        versions.assign_area(team, group, date(2020, 1, 1))


def test_a_body_can_take_an_area_up_again():
    group = GroupFactory()
    team = TeamFactory(areas=[group])
    versions.end_area(team.body_areas.get(), date(2020, 1, 1))
    versions.assign_area(team, group, date(2022, 1, 1))
    assert team.body_areas.count() == 2


def test_work_for_an_area_cannot_end_before_it_begins():
    team = TeamFactory(areas=[GroupFactory()])
    with pytest.raises(UnitError, match="trở đi"):
        versions.end_area(team.body_areas.get(), date(1999, 1, 1))


def test_lists_as_of_a_day_show_the_names_of_that_day_in_the_order_of_numbers():
    ward = WardFactory(name="Phường A")
    for number in (10, 9, 2):
        GroupFactory(number=number, superior=ward)
    versions.change(Unit.objects.get(number=2), date(2020, 1, 1), number=30, name="Tổ dân phố số 30")
    rows = Unit.objects.filter(kind="group").existing_on(date(2019, 1, 1)).as_of(date(2019, 1, 1))
    assert [(row.day_name, row.day_number, row.day_superior) for row in rows] == [
        ("Tổ dân phố số 2", 2, "Phường A"),
        ("Tổ dân phố số 9", 9, "Phường A"),
        ("Tổ dân phố số 10", 10, "Phường A"),
    ]


def test_groups_are_found_by_their_number_of_the_day():
    ward = WardFactory()
    group = GroupFactory(number=17, superior=ward)
    GroupFactory(number=17)  # of another ward
    versions.change(group, date(2020, 1, 1), number=9, name="Tổ dân phố số 9")
    found = UnitVersion.objects.numbered([17], date(2019, 1, 1), under=ward)
    assert [version.unit for version in found] == [group]
    assert not UnitVersion.objects.numbered([17], date(2021, 1, 1), under=ward)


def test_a_ward_includes_the_bodies_that_work_for_it():
    ward = WardFactory()
    board, group = BodyFactory(areas=[ward]), GroupFactory(superior=ward)
    team, stranger = TeamFactory(areas=[group]), BodyFactory()
    within = set(Unit.objects.within(ward, date(2026, 1, 1)))
    assert within == {ward, board, group, team}
    assert stranger not in within


def test_many_changes_at_once_end_with_the_whole_closure():
    with versions.many_at_once():
        ward = WardFactory()
        group = GroupFactory(superior=ward)
        assert not group.ancestor_links.exists()

    assert [link.ancestor for link in group.ancestor_links.all()] == [ward]


def test_many_changes_at_once_are_all_refused_when_they_make_a_circle():
    upper, lower = BodyFactory(), BodyFactory()
    with pytest.raises(UnitError, match="dưới chính nó"):
        _put_each_under_the_other(upper, lower)

    assert not Unit.objects.get(pk=lower.pk).ancestor_links.exists()
    assert lower.versions.count() == 1


@versions.many_at_once()
def _put_each_under_the_other(one: Unit, other: Unit) -> None:
    versions.change(one, date(2020, 1, 1), superior=other)
    versions.change(other, date(2020, 1, 1), superior=one)
