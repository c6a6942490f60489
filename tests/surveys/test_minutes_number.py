"""Minutes and their number: typed from the văn thư's book or taken from the unit's register; the book says the same as the paper."""

from datetime import date
from importlib import import_module
from unittest.mock import patch

import pgtrigger
import pytest
from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.documents import numbers
from danvan.documents.models import CommitteeTerm, HouseStyle, PaperNumber
from danvan.units import versions
from surveys.minutes import sign_minutes
from surveys.models import Minutes, SurveyMeeting
from tests.factories import SessionFactory, SurveyMeetingFactory, UserFactory
from tests.forms import filled
from tests.surveys.meetings import finished_meeting
from tests.surveys.reference_case import reference_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """A meeting of 11/11/2026."""
    meeting = finished_meeting()
    CommitteeTerm.objects.create(unit=meeting.owner, label="2025-2030", valid=DateRange(date(2025, 7, 1), None))
    return meeting


@pytest.fixture
def clerk(client_as, meeting):
    return client_as(role="clerk", unit=meeting.owner)


def page_of(meeting, *rest):
    return "/".join(["", "hoi-nghi", str(meeting.pk), "bien-ban", *rest, ""])


def save(client, meeting, **typed):
    """What comes of sending the particulars: the page with its errors, None when they were saved."""
    response = client.post(page_of(meeting), filled_particulars(client, meeting) | typed)
    return None if response.status_code == 302 else client.submit(page_of(meeting), filled_particulars(client, meeting) | typed)


def filled_particulars(client, meeting):
    page = client.page(page_of(meeting))
    return filled(page)


def error(page):
    return " ".join(" ".join(found.text.split()) for found in page.select(".invalid-feedback"))


def minutes_of(meeting):
    return Minutes.objects.select_related("registered").get(meeting=meeting)


def switch_on_register(meeting):
    HouseStyle.objects.filter(unit=meeting.owner).update(uses_register=True)


def another(meeting, day=date(2026, 11, 18)):
    other = SurveyMeetingFactory(owner=meeting.owner, title="giao ban tháng 11")
    SessionFactory(meeting=other, day=day)
    return other


@pytest.mark.parametrize("text", ["05", "5", "Số 05-BB/BXDĐ", "05-bb/bxdđ"])
def test_a_typed_number_is_understood_whole_and_stands_in_the_book(clerk, meeting, text):
    assert save(clerk, meeting, number=text) is None
    minutes = minutes_of(meeting)
    assert minutes.number == "05"
    entry = minutes.registered
    assert (entry.number, entry.code, entry.series, entry.date) == (5, "BB", "2025-2030", date(2026, 11, 11))
    assert entry.subject == "hội nghị khảo sát vai trò của tổ dân vận"
    assert "05-BB/BXDĐ" in clerk.page(page_of(meeting)).select_one(".paper").text.replace("\u00a0", " ")


def test_a_number_of_another_paper_is_told_at_the_field_and_nothing_is_saved(clerk, meeting):
    save(clerk, meeting, number="05")
    other = another(meeting)
    page = save(clerk, other, number="Số 05-BB/BXDĐ", kept_at="Văn phòng")
    told = "Số 05 là số của biên bản “hội nghị khảo sát vai trò của tổ dân vận”, ngày 11/11/2026. Ghi số khác"
    assert told in error(page)
    assert page.select_one("#id_number[aria-invalid=true]")["value"] == "Số 05-BB/BXDĐ"
    assert minutes_of(other).kept_at == ""
    assert PaperNumber.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("05-TB/BXDĐ", "ký hiệu của loại văn bản khác"),
        ("05-BB/ĐU", "không phải ký hiệu của đơn vị này (BXDĐ)"),
        ("năm", "ghi số, thí dụ 05"),
    ],
)
def test_the_sign_of_another_paper_is_told_at_the_field(clerk, meeting, text, said):
    assert said in error(save(clerk, meeting, number=text))


def test_a_number_taken_in_between_is_told_and_the_rest_is_not_saved(clerk, meeting):
    other = another(meeting)
    values = filled(clerk.page(page_of(other))) | {"number": "05", "kept_at": "Văn phòng"}
    free = numbers.typed(unit=meeting.owner, code="BB", day=date(2026, 11, 11), text="05", by=UserFactory())
    save(clerk, meeting, number="05")
    with patch("surveys.paper_numbers.numbers.typed", return_value=free):
        page = clerk.submit(page_of(other), values)
    assert "Số 05 là số của" in error(page)
    assert minutes_of(other).kept_at == ""


def test_another_date_in_another_term_needs_the_number_to_be_free_there(clerk, meeting):
    CommitteeTerm.objects.create(unit=meeting.owner, label="2020-2025", valid=DateRange(date(2020, 7, 1), date(2025, 7, 1)))
    save(clerk, meeting, number="05")
    assert save(clerk, meeting, date="30/6/2025") is None
    assert minutes_of(meeting).registered.series == "2020-2025"
    assert save(clerk, another(meeting), number="05") is None


def test_a_date_outside_the_life_of_the_unit_is_told_at_the_date(clerk, meeting):
    versions.close(meeting.owner, date(2027, 1, 1))
    assert "ngừng hoạt động từ ngày 01/01/2027" in error(save(clerk, meeting, date="2/1/2027"))
    assert "ngừng hoạt động từ ngày 01/01/2027" in error(save(clerk, meeting, date="2/1/2027", number="05"))
    page = save(clerk, meeting, date="1/1/1999", number="05")
    assert page.select_one("#id_date[aria-invalid=true]")
    assert not page.select_one("#id_number[aria-invalid=true]")


def test_a_number_is_corrected_and_taken_off_again(clerk, meeting):
    save(clerk, meeting, number="50")
    save(clerk, meeting, number="05")
    assert list(PaperNumber.objects.values_list("number", flat=True)) == [5]
    save(clerk, meeting, number="")
    assert not PaperNumber.objects.exists()
    assert minutes_of(meeting).number == ""


def test_a_number_kept_free_is_taken_by_typing_it(clerk, meeting):
    numbers.reserve(unit=meeting.owner, code="BB", day=date(2026, 11, 1), text="07", reason="chờ", by=UserFactory())
    save(clerk, meeting, number="05")
    save(clerk, meeting, number="07")
    assert list(PaperNumber.objects.values_list("number", "state")) == [(7, "used")]


def test_without_a_known_day_there_is_no_number(clerk, meeting):
    other = SurveyMeetingFactory(owner=meeting.owner)
    page = save(clerk, other, number="05")
    assert "Ghi ngày của văn bản rồi mới lấy số" in error(page)
    assert page.select_one("#id_date[aria-invalid=true]")


def test_the_form_says_when_numbers_run_by_the_year(clerk, meeting):
    assert "Chưa ghi nhiệm kỳ" not in clerk.page(page_of(meeting)).text
    CommitteeTerm.objects.all().delete()
    assert "Chưa ghi nhiệm kỳ của đơn vị cho ngày 11/11/2026: số tạm chạy theo năm 2026." in clerk.page(page_of(meeting)).text


def test_with_the_register_the_number_is_taken_and_not_typed(clerk, meeting):
    switch_on_register(meeting)
    page = clerk.page(page_of(meeting))
    assert not page.select_one("#id_number")
    take = page.select_one(f'a[href="{page_of(meeting, "lay-so")}"]')
    assert take.text == "Lấy số"
    assert "2025-2030: 01" in " ".join(clerk.page(take["href"]).text.split())
    assert clerk.post(take["href"]).status_code == 302
    assert minutes_of(meeting).number == "01"
    page = clerk.page(page_of(meeting))
    assert "01-BB/BXDĐ" in page.select_one(".paper").text
    assert not page.select_one(f'a[href="{page_of(meeting, "lay-so")}"]')
    assert save(clerk, meeting, number="99", kept_at="Văn phòng") is None
    assert (minutes_of(meeting).number, minutes_of(meeting).kept_at) == ("01", "Văn phòng")
    assert "Biên bản đã có số 01" in clerk.get(page_of(meeting, "lay-so"), follow=True).content.decode()


def test_a_number_kept_free_in_the_register_is_chosen_from_a_list(clerk, meeting):
    switch_on_register(meeting)
    kept = numbers.reserve(unit=meeting.owner, code="BB", day=date(2026, 11, 1), reason="chờ biên bản này", by=UserFactory())
    page = clerk.page(page_of(meeting, "lay-so"))
    assert [option.text for option in page.select("#id_reserved option")] == ["Số tiếp theo", "01, giữ chỗ: chờ biên bản này"]
    clerk.post(page_of(meeting, "lay-so"), {"reserved": kept.pk})
    assert minutes_of(meeting).registered == kept
    assert clerk.submit(page_of(another(meeting), "lay-so"), {"reserved": kept.pk}).select_one("#id_reserved[aria-invalid=true]")


def test_a_register_that_is_off_or_a_day_not_known_is_told(clerk, meeting):
    assert "chưa bật việc lấy số" in clerk.post(page_of(meeting, "lay-so"), follow=True).content.decode()
    switch_on_register(meeting)
    other = SurveyMeetingFactory(owner=meeting.owner)
    assert "Ghi ngày của văn bản rồi mới lấy số" in clerk.post(page_of(other, "lay-so"), follow=True).content.decode()
    assert not PaperNumber.objects.exists()


def test_minutes_rebuilt_from_an_archive_take_no_number(client_as):
    meeting = reference_meeting()
    clerk = client_as(role="clerk", unit=meeting.owner)
    HouseStyle.objects.filter(unit=meeting.owner).update(uses_register=True)
    page = clerk.page(page_of(meeting))
    assert not page.select_one("#id_number, a[href$='/lay-so/']")
    assert save(clerk, meeting, number="05", kept_at="Văn phòng") is None
    assert "không lấy số" in clerk.post(page_of(meeting, "lay-so"), follow=True).content.decode()
    assert not PaperNumber.objects.exists()


def signed(meeting):
    Minutes.objects.filter(meeting=meeting).update(state="with_chair")
    meeting = SurveyMeeting.objects.get(pk=meeting.pk)
    sign_minutes(meeting, UserFactory())
    return meeting


def test_signing_keeps_the_number_and_the_book_follows_the_paper(clerk, meeting):
    save(clerk, meeting, number="05")
    SurveyMeeting.objects.filter(pk=meeting.pk).update(title="khảo sát chuyên đề")
    signed(meeting)
    minutes = minutes_of(meeting)
    assert (minutes.number, minutes.registered.subject) == ("05", "hội nghị khảo sát chuyên đề")
    assert "05-BB/BXDĐ" in str(minutes.revision.content)


def test_a_day_that_moved_to_another_term_stands_in_the_way_of_signing(clerk, client_as, meeting):
    CommitteeTerm.objects.create(unit=meeting.owner, label="2020-2025", valid=DateRange(date(2020, 7, 1), date(2025, 7, 1)))
    save(clerk, meeting, number="05")
    Minutes.objects.filter(meeting=meeting).update(date=date(2025, 6, 30), state="with_chair")
    reasons = client_as(role="head", unit=meeting.owner).page(page_of(meeting, "ky")).select_one(".notice-wait").text
    assert "Số 05 lấy trong sổ Ban Xây dựng Đảng phường Sông Bồi, 2025-2030; biên bản nay thuộc sổ" in reasons
    assert "2020-2025: sửa lại ngày" in reasons


def test_a_withdrawn_number_comes_off_minutes_that_are_not_signed(clerk, meeting):
    switch_on_register(meeting)
    clerk.post(page_of(meeting, "lay-so"))
    entry = minutes_of(meeting).registered
    assert clerk.post(f"/so-van-ban/so/{entry.pk}/huy/", {"reason": "hội nghị không lập biên bản"}).status_code == 302
    assert (minutes_of(meeting).number, minutes_of(meeting).registered) == ("", None)
    clerk.post(page_of(meeting, "lay-so"))
    assert minutes_of(meeting).number == "02"


def test_the_number_of_signed_minutes_can_be_withdrawn_and_they_stay_as_they_are(clerk, meeting):
    save(clerk, meeting, number="05")
    signed(meeting)
    entry = minutes_of(meeting).registered
    assert "Văn bản đã ký giữ nguyên nội dung" in clerk.page(f"/so-van-ban/so/{entry.pk}/huy/").text
    clerk.post(f"/so-van-ban/so/{entry.pk}/huy/", {"reason": "thu hồi"})
    minutes = minutes_of(meeting)
    assert (minutes.number, minutes.registered.state) == ("05", "withdrawn")


def test_a_number_typed_before_the_register_was_switched_on_can_still_be_put_into_the_book(clerk, meeting):
    Minutes.objects.filter(meeting=meeting).update(number="06")
    switch_on_register(meeting)
    assert save(clerk, meeting) is None
    assert minutes_of(meeting).registered.number == 6


def test_numbers_typed_before_there_was_a_book_go_into_it(clerk, meeting):
    """Each once: of two papers with one number the second is left for the văn thư to put right."""
    signed(meeting)
    other = another(meeting)
    with pgtrigger.ignore("surveys.Minutes:freeze_signed"):
        Minutes.objects.update(number="05")
    third = another(meeting)
    third.logged_by = UserFactory()
    third.save()
    Minutes.objects.filter(meeting=third).update(number="Số 07-BB/BXDĐ")
    import_module("surveys.migrations.0004_numbers_into_the_book").put_into_the_book(apps, None)
    entry = minutes_of(meeting).registered
    assert (entry.number, entry.series, entry.date, entry.unit) == (5, "2026", date(2026, 11, 11), meeting.owner)
    assert minutes_of(meeting).is_signed
    assert minutes_of(other).registered is None
    assert minutes_of(third).registered.number == 7
