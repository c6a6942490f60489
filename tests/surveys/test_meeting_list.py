"""The list of meetings: newest first, unknown days last, filters in the address."""

from datetime import date

import pytest

from surveys.models import MeetingUnit, StatedFigure
from tests.factories import RemarkFactory, SessionFactory, SurveyMeetingFactory, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return office("Sông Bồi")


@pytest.fixture
def client(client_as, home):
    return client_as(unit=home.body)


def meeting_on(home, day=None, **fields):
    meeting = SurveyMeetingFactory(owner=home.body, **fields)
    if day:
        SessionFactory(meeting=meeting, day=day)
    return meeting


def titles(page):
    return [link.text for link in page.select("td + th .title")]


def test_newest_first_and_unknown_days_last(client, home):
    meeting_on(home, None, title="A chưa rõ ngày")
    meeting_on(home, date(2017, 7, 19), title="B cũ")
    meeting_on(home, date(2026, 11, 12), title="C mới")
    assert titles(client.page("/hoi-nghi/")) == ["Hội nghị C mới", "Hội nghị B cũ", "Hội nghị A chưa rõ ngày"]
    assert titles(client.page("/hoi-nghi/?xep=ten")) == ["Hội nghị A chưa rõ ngày", "Hội nghị B cũ", "Hội nghị C mới"]


def test_search_needs_no_accents_and_finds_places_and_units(client, home):
    meeting_on(home, date(2026, 11, 12), title="đối thoại với Nhân dân")
    other = meeting_on(home, date(2026, 11, 13), title="giao ban")
    MeetingUnit.objects.create(meeting=other, unit=home.groups[0])
    assert titles(client.page("/hoi-nghi/?q=doi thoai")) == ["Hội nghị đối thoại với Nhân dân"]
    assert len(titles(client.page("/hoi-nghi/?q=nha van hoa tdp 9"))) == 2
    assert titles(client.page("/hoi-nghi/?q=to dan pho so 1")) == ["Hội nghị giao ban"]


def test_filters_narrow_and_say_so(client, home):
    meeting_on(home, date(2017, 7, 19), title="cũ")
    meeting_on(home, date(2026, 11, 12), title="mới")
    meeting_on(home, date(2026, 12, 12), title="sắp tới", state="planned")
    page = client.page("/hoi-nghi/?tu=1/1/2026&den=31/12/2026&tinh_trang=held")
    assert titles(page) == ["Hội nghị mới"]
    assert "01 hội nghị" in page.select_one(".chosen").text
    assert "từ 1/1/2026, đến 31/12/2026" in page.select_one(".chosen").text
    assert page.select_one(".chosen a")["href"] == "/hoi-nghi/"


def test_a_day_that_cannot_be_read_is_told_and_filters_nothing(client, home):
    meeting_on(home, date(2026, 11, 12))
    page = client.page("/hoi-nghi/?tu=31/2/2026")
    assert len(titles(page)) == 1
    assert page.select_one("#id_tu")["value"] == "31/2/2026"
    assert page.select(".invalid-feedback")


def test_nothing_found_says_what_to_do(client, home):
    assert "Chưa có hội nghị nào" in client.page("/hoi-nghi/").text
    meeting_on(home)
    page = client.page("/hoi-nghi/?q=zzz")
    assert "Không có hội nghị nào khớp" in page.text


def test_a_stated_number_of_remarks_stands_before_the_number_recorded(client, home):
    meeting = meeting_on(home, date(2017, 7, 19))
    RemarkFactory(meeting=meeting)
    StatedFigure.objects.create(meeting=meeting, about="remarks", wording="09 ý kiến", value=9)
    assert client.page("/hoi-nghi/").select_one("[data-label='Ý kiến']").text == "09"


def test_nothing_recorded_is_not_shown_as_nought(client, home):
    meeting_on(home, date(2017, 7, 19))
    assert client.page("/hoi-nghi/").select_one("[data-label='Ý kiến']").text == "chưa ghi"


def test_fifty_a_page(client, home):
    for _ in range(51):
        meeting_on(home)
    assert len(titles(client.page("/hoi-nghi/"))) == 50
    assert len(titles(client.page("/hoi-nghi/?trang=2"))) == 1


def test_meetings_of_other_units_are_not_listed(client, home):
    SurveyMeetingFactory(title="của nơi khác")
    assert titles(client.page("/hoi-nghi/")) == []
