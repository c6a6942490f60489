"""Numbers run per unit, type and term or year; none is given twice, and a withdrawn one never again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.documents import numbers, profiles
from danvan.documents.models import CommitteeTerm, HouseStyle, PaperNumber
from danvan.units import versions
from danvan.units.refusal import Refused
from tests.documents.numbering import DAY, gives_numbers
from tests.factories import BodyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return gives_numbers(BodyFactory(name="Ban Xây dựng Đảng"))


@pytest.fixture
def clerk(unit):
    return MembershipFactory(unit=unit, role="clerk").user


def issue(unit: Any, by: Any, day: Any = DAY, code: str = "BB", **more: Any) -> PaperNumber:
    return numbers.issue(unit=unit, code=code, day=day, subject="giao ban tháng 11", by=by, **more)


def typed(unit: Any, by: Any, text: str, day: Any = DAY, code: str = "BB", subject: str = "giao ban tháng 11", **more: Any) -> PaperNumber:
    return numbers.keep_typed(unit=unit, code=code, day=day, text=text, subject=subject, by=by, **more)


def refusal(call: Any, *args: Any, **kwargs: Any) -> Refused:
    with pytest.raises(Refused) as told:
        call(*args, **kwargs)
    return told.value


def test_the_register_counts_each_type_by_itself(unit, clerk):
    assert [issue(unit, clerk).number for _ in range(3)] == [1, 2, 3]
    assert issue(unit, clerk, code="TB").number == 1
    assert issue(gives_numbers(BodyFactory()), clerk).number == 1


def test_the_register_goes_on_after_the_highest_number_of_the_paper_book(unit, clerk):
    typed(unit, clerk, "37")
    assert issue(unit, clerk).number == 38


def test_a_new_term_starts_again_at_one(unit, clerk):
    for _ in range(2):
        issue(unit, clerk)
    CommitteeTerm.objects.update(valid=DateRange(date(2025, 7, 1), date(2030, 6, 1)))
    CommitteeTerm.objects.create(unit=unit, label="2030-2035", valid=DateRange(date(2030, 6, 1), None))
    first = issue(unit, clerk, date(2030, 6, 1))
    assert (first.number, first.series) == (1, "2030-2035")
    assert issue(unit, clerk, date(2030, 5, 31)).number == 3


@pytest.mark.parametrize("family", ["state", "front"])
def test_state_and_front_count_by_the_year_whatever_terms_there_are(clerk, family):
    unit = gives_numbers(BodyFactory(), family=family)
    assert [issue(unit, clerk).number, issue(unit, clerk).number] == [1, 2]
    next_year = issue(unit, clerk, date(2027, 1, 1))
    assert (next_year.number, next_year.series) == (1, "2027")


def test_a_party_unit_without_a_term_counts_by_the_year_and_the_screen_says_so(clerk):
    unit = gives_numbers(BodyFactory(), term=False)
    run = numbers.run_of(unit, "BB", DAY)
    assert (run.series, run.note) == ("2026", "Chưa ghi nhiệm kỳ của đơn vị cho ngày 11/11/2026: số tạm chạy theo năm 2026.")


def test_numbers_given_before_the_term_was_written_down_are_not_given_again(clerk):
    unit = gives_numbers(BodyFactory(), term=False)
    issue(unit, clerk)
    CommitteeTerm.objects.create(unit=unit, label="2025-2030", valid=DateRange(date(2025, 7, 1), None))
    assert issue(unit, clerk).number == 2
    assert "Số 01 đã có trong sổ" in str(refusal(typed, unit, clerk, "01"))


def test_without_the_register_no_number_is_given(clerk):
    unit = gives_numbers(BodyFactory(name="Ban Xây dựng Đảng"), register=False)
    assert "Ban Xây dựng Đảng chưa bật việc lấy số" in str(refusal(issue, unit, clerk))


def test_a_typed_number_is_kept_once_and_the_other_paper_is_named(unit, clerk):
    typed(unit, clerk, "Số 05-BB/BXDĐ")
    told = refusal(typed, unit, clerk, "5")
    assert str(told) == "Số 05 là số của biên bản “giao ban tháng 11”, ngày 11/11/2026. Ghi số khác"
    assert told.field == "number"
    assert typed(unit, clerk, "5", code="TB").number == 5


def test_who_may_not_read_the_book_is_told_only_that_the_number_is_gone(unit, clerk):
    typed(unit, clerk, "05")
    assert str(refusal(typed, unit, UserFactory(), "05")) == "Số 05 đã có trong sổ. Ghi số khác"


def test_the_database_itself_keeps_a_number_unique(unit, clerk):
    entry = typed(unit, clerk, "05")
    entry.pk = None
    entry._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_a_number_that_was_typed_wrongly_is_put_right_and_free_again(unit, clerk):
    entry = typed(unit, clerk, "50")
    corrected = typed(unit, clerk, "05", current=entry)
    assert (corrected.pk, corrected.number) == (entry.pk, 5)
    assert typed(unit, clerk, "50").number == 50
    numbers.release(corrected)
    assert typed(unit, clerk, "05").pk != corrected.pk


def test_a_number_kept_free_is_taken_into_use_and_is_free_again_when_let_go(unit, clerk):
    kept = numbers.reserve(unit=unit, code="BB", day=DAY, text="07", reason="chờ biên bản tháng 10", by=clerk)
    entry = typed(unit, clerk, "7", subject="giao ban tháng 10")
    assert (entry.pk, entry.state, entry.subject) == (kept.pk, "used", "giao ban tháng 10")
    numbers.release(entry)
    kept.refresh_from_db()
    assert (kept.state, kept.reason) == ("reserved", "chờ biên bản tháng 10")


def test_the_register_leaves_kept_numbers_out_and_gives_one_when_it_is_asked_for(unit, clerk):
    kept = numbers.reserve(unit=unit, code="BB", day=DAY, reason="chờ biên bản tháng 10", by=clerk)
    assert (kept.number, issue(unit, clerk).number) == (1, 2)
    assert issue(unit, clerk, reserved=kept).number == 1
    assert "không còn giữ chỗ" in str(refusal(issue, unit, clerk, reserved=kept))
    other = numbers.reserve(unit=unit, code="TB", day=DAY, reason="chờ", by=clerk)
    assert "không còn giữ chỗ" in str(refusal(issue, unit, clerk, reserved=other))


def test_a_reservation_names_its_number_where_the_unit_has_a_book_of_its_own(clerk):
    unit = gives_numbers(BodyFactory(), register=False)
    assert "Ghi số cần giữ" in str(refusal(numbers.reserve, unit=unit, code="BB", day=DAY, reason="chờ", by=clerk))
    numbers.reserve(unit=unit, code="BB", day=DAY, text="3", reason="chờ", by=clerk)
    assert "Số 03 đang giữ chỗ rồi" in str(refusal(numbers.reserve, unit=unit, code="BB", day=DAY, text="3", reason="x", by=clerk))


def test_a_withdrawn_number_stays_in_the_book_and_is_never_given_again(unit, clerk):
    entry = issue(unit, clerk)
    numbers.withdraw(entry, "ghi nhầm loại")
    assert issue(unit, clerk).number == 2
    assert "Số 01 đã hủy (ghi nhầm loại), không dùng lại" in str(refusal(typed, unit, clerk, "01"))
    assert "vừa được hủy" in str(refusal(numbers.withdraw, entry, "lần nữa"))
    row = PaperNumber.objects.get(pk=entry.pk)
    numbers.release(row)
    assert PaperNumber.objects.filter(pk=entry.pk, reason="ghi nhầm loại").exists()


@pytest.mark.parametrize("change", ["delete", "update"])
def test_the_database_itself_keeps_a_withdrawn_number(unit, clerk, change):
    entry = issue(unit, clerk)
    numbers.withdraw(entry, "ghi nhầm loại")
    rows = PaperNumber.objects.filter(pk=entry.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete() if change == "delete" else rows.update(state="used")


def test_a_paper_is_not_dated_before_its_unit_existed_or_after_it_ended(clerk):
    unit = gives_numbers(BodyFactory(name="Ban Dân vận", since=date(2020, 5, 1)), term=False)
    versions.close(unit, date(2026, 7, 1))
    unit.refresh_from_db()
    early = refusal(issue, unit, clerk, date(2020, 4, 30))
    assert str(early) == "Ban Dân vận có từ ngày 01/5/2020, văn bản không thể ghi ngày 30/4/2020. Xem lại ngày"
    late = refusal(typed, unit, clerk, "5", date(2026, 7, 1))
    assert str(late) == "Ban Dân vận ngừng hoạt động từ ngày 01/7/2026, văn bản không thể ghi ngày 01/7/2026. Xem lại ngày"
    assert early.field == late.field == "date"
    numbers.check_day_of_unit(unit, date(2020, 5, 1))
    numbers.check_day_of_unit(unit, date(2026, 7, 1) - timedelta(days=1))


def test_without_a_date_no_number_is_given(unit, clerk):
    told = refusal(issue, unit, clerk, None)
    assert "Ghi ngày của văn bản rồi mới lấy số" in str(told)
    assert told.field == "date"


def test_a_full_book_says_so(unit, clerk):
    typed(unit, clerk, "99999")
    assert "Sổ đã đến số 99999" in str(refusal(issue, unit, clerk))


@pytest.mark.parametrize(
    ("profile", "sign", "written"),
    [
        ("party-2018", "BXDĐ", "05-BB/BXDĐ"),
        ("state-2020", "UBND", "05/BB-UBND"),
        ("front", "BTT", "05/BB-BTT"),
        ("party-2018", "", "05-BB"),
    ],
)
def test_number_and_sign_are_written_as_the_rule_says(unit, clerk, profile, sign, written):
    assert typed(unit, clerk, "5").written(profiles.get(profile), sign) == written


def test_a_change_of_the_sign_is_a_change_of_what_may_be_typed(unit, clerk):
    HouseStyle.objects.update(code="BDV")
    assert "không phải ký hiệu của đơn vị này (BDV)" in str(refusal(typed, unit, clerk, "05-BB/BXDĐ"))
