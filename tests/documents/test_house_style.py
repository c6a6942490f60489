from datetime import date

import pytest

from danvan.documents import house_style, profiles
from danvan.documents.content import plain
from danvan.documents.models import Abbreviation, HouseStyle
from danvan.units import versions
from tests.factories import BodyFactory

pytestmark = pytest.mark.django_db
DAY = date(2017, 7, 19)


def board(superior: str = "Quận ủy", name: str = "Ban Dân vận Quận ủy") -> object:
    return BodyFactory(name=name, superior=BodyFactory(kind="committee", name=superior))


def test_heads_follow_from_the_directory_and_dots_stand_for_a_place_that_nobody_named():
    house = house_style.of(board(), DAY)

    assert plain(house.issuing_line()) == "BAN DÂN VẬN"
    assert plain(house.parent_line()) == "QUẬN ỦY ……………"
    assert plain(house.place_and_date(DAY)) == "……………, ngày 19 tháng 7 năm 2017"


def test_a_committee_with_a_place_gets_no_dots():
    house = house_style.of(board("Quận ủy Sông Bồi", "Ban Dân vận Quận ủy Sông Bồi"), DAY)

    assert plain(house.parent_line()) == "QUẬN ỦY SÔNG BỒI"


def test_what_the_unit_has_set_goes_first():
    unit = board()
    HouseStyle.objects.create(unit=unit, parent_body="Thành ủy Mẫu", issuing_body="Ban Mẫu", place="Sông Bồi", old_uy=True, code="BM")
    house = house_style.of(unit, DAY)

    assert plain(house.parent_line()) == "THÀNH UỶ MẪU"
    assert plain(house.issuing_line()) == "BAN MẪU"
    assert plain(house.place_and_date(None)) == "Sông Bồi, ngày …… tháng …… năm ……"


def test_the_front_stands_above_its_committees():
    committee = BodyFactory(name="Ủy ban MTTQ Việt Nam phường Sông Bồi", system="front")
    house = house_style.of(committee, DAY)

    assert house.family == "front"
    assert plain(house.parent_line()) == "MẶT TRẬN TỔ QUỐC VIỆT NAM"
    HouseStyle.objects.create(unit=committee, family="front", parent_body="Ủy ban MTTQ Việt Nam thành phố")
    assert plain(house_style.of(committee, DAY).parent_line()) == "ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ"


def test_names_are_those_of_the_day():
    unit = board()
    versions.change(unit, date(2025, 2, 3), name="Ban Tuyên giáo và Dân vận Quận ủy")

    assert house_style.of(unit, DAY).issuing_body == "Ban Dân vận"
    assert house_style.of(unit, date(2025, 3, 1)).issuing_body == "Ban Tuyên giáo và Dân vận"
    assert house_style.of(unit, None).issuing_body == "Ban Tuyên giáo và Dân vận"


@pytest.mark.parametrize(("number", "line"), [("5", "Số 05-BB/BDV"), ("112", "Số 112-BB/BDV"), ("", "Số ……-BB/BDV")])
def test_a_number_that_is_still_to_be_given_is_dots(number: str, line: str):
    unit = board()
    HouseStyle.objects.create(unit=unit, code="BDV")

    assert plain(house_style.of(unit, DAY).number_line(profiles.get("party-2004"), number, "BB")) == line


def test_a_unit_without_a_sign_leaves_its_place_open():
    line = house_style.of(board(), DAY).number_line(profiles.get("party-2004"), "5", "BB")

    assert plain(line) == "Số 05-BB/……"


def test_abbreviations_are_written_out_by_the_list_of_the_unit():
    unit = board()
    for short, full in (("UVTV", "Ủy viên Ban Thường vụ"), ("Trưởng ban", "Trưởng Ban"), ("QCDC", "Quy chế dân chủ")):
        Abbreviation.objects.create(unit=unit, short=short, full=full)
    house = house_style.of(unit, DAY)

    assert house.write_out("UVTV, Trưởng ban Dân vận Quận ủy") == "Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy"
    assert house.write_out("Bí thư Đảng ủy, Chủ tịch HĐND") == "Bí thư Đảng ủy, Chủ tịch HĐND"
    assert house.first_mention("thực hiện QCDC ở cơ sở") == "thực hiện Quy chế dân chủ (QCDC) ở cơ sở"


def test_a_style_takes_two_queries(django_assert_max_num_queries):
    unit = board()
    HouseStyle.objects.create(unit=unit)

    with django_assert_max_num_queries(2):
        house_style.of(unit, DAY)
