"""Logging a meeting: one page with its first session, who calls it and whom it concerns."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from surveys.models import SurveyMeeting
from tests.factories import BodyFactory, MembershipFactory, SessionFactory, SurveyMeetingFactory, WardFactory, office
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return office("Sông Bồi")


@pytest.fixture
def client(client_as, home):
    return client_as(unit=home.body)


def log(client, status=302, **typed):
    """Open the empty form, type, and send it."""
    values = filled(client.page("/hoi-nghi/them/")) | {"title": "khảo sát vai trò của tổ dân vận", "state": "held"} | typed
    response = client.post("/hoi-nghi/them/", values)
    assert response.status_code == status, response.content.decode()[:200]
    return SurveyMeeting.objects.first() if status == 302 else response


def problems(client, **typed):
    """Send the form with something wrong and return the page, and the sentences at the fields."""
    values = filled(client.page("/hoi-nghi/them/")) | {"title": "khảo sát vai trò của tổ dân vận", "state": "held"} | typed
    page = client.submit("/hoi-nghi/them/", values)
    assert not SurveyMeeting.objects.exists()
    return page, [span.text for span in page.select(".invalid-feedback span")]


def test_what_the_source_says_is_kept_and_the_rest_stays_unknown(client, home):
    meeting = log(
        client, when="Sáng ngày 19/7/2017", part_of_day="morning", place_area=home.ward.pk, origin="archive", origin_note="tin đăng"
    )
    session = meeting.sessions.get()
    assert session.when_text == "Sáng ngày 19/7/2017"
    assert (session.when_range.lower, session.when_range.upper) == (date(2017, 7, 19), date(2017, 7, 20))
    assert session.when_inferred is False
    assert (session.start, session.end, session.place) == (None, None, "")
    assert meeting.minutes.state == "archive"
    page = client.page(meeting.get_absolute_url())
    for words in ("Chưa rõ giờ họp", "chưa rõ địa điểm"):
        assert words in page.select_one(".pagehead").text


def test_a_meeting_of_which_only_the_title_is_known_has_no_session(client):
    meeting = log(client)
    assert not meeting.sessions.exists()
    assert "Chưa rõ ngày, giờ, địa điểm" in client.page(meeting.get_absolute_url()).text


def test_the_organiser_is_the_users_own_unit_unless_something_else_is_typed(client, home):
    assert log(client).organizers.get().unit == home.body


def test_units_are_found_by_name_without_accents_and_words_stay_words(client, home):
    meeting = log(client, concerned_units_0="phuong song boi", concerned_units_1="MTTQ và các đoàn thể CT-XH")
    rows = list(meeting.concerned_units.all())
    assert [(row.unit, row.words) for row in rows] == [(home.ward, ""), (None, "MTTQ và các đoàn thể CT-XH")]


def test_more_lines_than_offered_are_kept_in_their_order(client):
    meeting = log(client, **{f"concerned_units_{number}": f"tổ {number}" for number in range(5)})
    assert [row.words for row in meeting.concerned_units.all()] == [f"tổ {number}" for number in range(5)]


def test_a_name_that_two_units_have_asks_which_one(client, home):
    for superior in (home.body, BodyFactory(name="Văn phòng", superior=home.body)):
        BodyFactory(name="Tổ giúp việc", superior=superior)
    page, sentences = problems(client, organizers_0="tổ giúp việc")
    assert sentences == ["Có 02 đơn vị tên “tổ giúp việc”: chọn một dòng trong danh sách gợi ý"]
    suggestions = [option["value"] for option in page.select("datalist option")]
    meeting = log(client, organizers_0=next(words for words in suggestions if words.startswith("Tổ giúp việc (Văn phòng")))
    assert meeting.organizers.get().unit.name == "Tổ giúp việc"


def test_the_same_unit_twice_is_told_at_its_line(client):
    _, sentences = problems(client, concerned_units_0="tổ 1", concerned_units_1="Tổ 1")
    assert sentences == ["“Tổ 1” đã ghi ở dòng trên, bỏ một dòng"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"when": "31/2/2017"}, "Tháng 2 năm 2017 không có ngày 31"),
        ({"when": "2017-07-19"}, "ngày"),
        ({"start": "9 giờ", "end": "8 giờ"}, "Giờ kết thúc phải sau giờ bắt đầu"),
        ({"start": "25 giờ"}, "giờ"),
        ({"title": ""}, "Nhập tên hội nghị"),
        ({"state": "postponed"}, "Nhập ngày mới của hội nghị dời lịch"),
        ({"state": "cancelled"}, "Ghi lý do hoãn, dời hoặc không tổ chức"),
        ({"state": "held", "when": "1/1/2099"}, "Ngày họp chưa tới"),
        ({"origin": "archive"}, "Ghi hội nghị nhập từ đâu"),
        ({"title": "x" * 401}, "nhiều nhất là 400"),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(client, typed, said):
    page, sentences = problems(client, **typed)
    assert any(said in sentence for sentence in sentences), sentences
    assert page.title.text.startswith("Lỗi: ")
    for name, value in typed.items():
        control = page.select_one(f"[name={name}]")
        if control.name == "input":
            assert control.get("value", "") == value


def test_decomposed_letters_are_stored_composed(client):
    import unicodedata

    meeting = log(client, title=unicodedata.normalize("NFD", "khảo sát ở phường"))
    assert meeting.title == "khảo sát ở phường"


def test_hoi_nghi_at_the_start_of_the_title_is_not_said_twice(client):
    meeting = log(client, title="Hội nghị khảo sát tổ dân vận")
    assert client.page(meeting.get_absolute_url()).h1.text == "Hội nghị khảo sát tổ dân vận"


def test_a_day_that_cannot_be_read_is_kept_with_a_word_of_warning(client):
    meeting = log(client, when="một buổi sáng mùa thu")
    assert meeting.sessions.get().when_range is None
    assert "xếp cuối danh sách" in client.page(meeting.get_absolute_url()).text


def test_changing_a_meeting_changes_its_session_and_its_lines(client, home):
    meeting = log(client, when="19/7/2017", concerned_units_0="tổ 1", concerned_units_1="tổ 2")
    address = f"/hoi-nghi/{meeting.pk}/sua/"
    values = filled(client.page(address)) | {"start": "8h30", "concerned_units_0": "", "place": "nhà văn hóa TDP 9"}
    assert client.post(address, values).status_code == 302
    session = meeting.sessions.get()
    assert (session.start, session.place, session.when_text) == (time(8, 30), "nhà văn hóa TDP 9", "19/7/2017")
    assert [(row.words, row.order) for row in meeting.concerned_units.all()] == [("tổ 2", 1)]


def test_saving_without_typing_changes_nothing(client):
    meeting = log(client, when="19/7/2017", concerned_units_0="tổ 1")
    events = SurveyMeeting.pgh_event_model.objects.count()
    address = f"/hoi-nghi/{meeting.pk}/sua/"
    assert client.post(address, filled(client.page(address))).status_code == 302
    assert SurveyMeeting.pgh_event_model.objects.count() == events
    assert [row.words for row in meeting.concerned_units.all()] == ["tổ 1"]


def test_a_page_that_somebody_else_overtook_shows_both_texts(client, home):
    meeting = log(client, concerned_units_0="tổ 1")
    address = f"/hoi-nghi/{meeting.pk}/sua/"
    mine = filled(client.page(address)) | {"topic": "chữ của tôi", "concerned_units_0": "tổ 17"}
    SurveyMeeting.objects.filter(pk=meeting.pk).update(topic="chữ của đồng chí khác")
    meeting.concerned_units.update(words="tổ 71")
    page = client.submit(address, mine)
    assert page.select_one("[name=topic]")["value"] == "chữ của tôi"
    assert [conflict.text for conflict in page.select(".conflict .prewrap")] == ["chữ của đồng chí khác", "tổ 71"]
    again = filled(page) | {"topic": "chữ của tôi", "concerned_units_0": "tổ 17"}
    assert client.post(address, again).status_code == 302
    assert meeting.concerned_units.get().words == "tổ 17"


def test_a_meeting_with_several_sessions_keeps_them_on_their_own_pages(client, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    SessionFactory.create_batch(2, meeting=meeting)
    page = client.page(f"/hoi-nghi/{meeting.pk}/sua/")
    assert not page.select("[name=when]")
    assert client.post(f"/hoi-nghi/{meeting.pk}/sua/", filled(page)).status_code == 302
    assert meeting.sessions.count() == 2


def test_postponing_asks_for_day_and_reason_and_shows_them(client):
    meeting = log(client, state="postponed", postponed_to="2/12/2026", state_note="tập huấn phòng cháy")
    page = client.page(meeting.get_absolute_url())
    assert "Dời sang 02/12/2026" in page.text
    assert "tập huấn phòng cháy" in page.select_one(".notice-wait").text


def test_only_units_where_the_user_writes_can_own_a_meeting(client, home):
    stranger = BodyFactory()
    _, sentences = problems(client, owner=stranger.pk)
    assert sentences == ["Chọn lại đơn vị phụ trách: mục đã chọn không có trong danh sách"]


def test_a_reader_without_the_right_gets_403_and_a_stranger_404(client_as, client_for, home):
    meeting = SurveyMeetingFactory(owner=home.body)
    reader = MembershipFactory(unit=home.body, role="standing").user
    MembershipFactory(user=reader, role="survey")  # writes elsewhere, so that the role alone does not refuse
    assert client_for(reader).get(f"/hoi-nghi/{meeting.pk}/sua/").status_code == 403
    stranger = client_as(unit=BodyFactory(areas=[WardFactory()]))
    assert stranger.get(f"/hoi-nghi/{meeting.pk}/sua/").status_code == 404
    assert stranger.get(f"/hoi-nghi/{meeting.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ({"when": "19/7/2017"}, "held"),
        ({}, "planned"),
        ({"state": "cancelled", "state_note": "mưa bão"}, "cancelled"),
    ],
)
def test_the_state_follows_the_day_unless_something_else_is_chosen(client, typed, state):
    assert log(client, **{"state": "", **typed}).state == state


def test_a_day_to_come_makes_the_meeting_one_to_be_held(client):
    assert log(client, state="", when=f"{timezone.localdate() + timedelta(days=20):%d/%m/%Y}").state == "planned"


def folds(page):
    return {fold.summary.text: fold.has_attr("open") for fold in page.select("details.fold")}


def test_source_and_discussion_are_folded_until_they_say_something(client):
    assert folds(client.page("/hoi-nghi/them/")) == {"Nguồn": False, "Thảo luận, lời chủ trì": False}
    meeting = log(client, discussion="hoạt động của tổ dân vận")
    assert folds(client.page(f"/hoi-nghi/{meeting.pk}/sua/")) == {"Nguồn": False, "Thảo luận, lời chủ trì": True}


def test_a_fold_with_something_to_be_corrected_opens(client):
    page, told = problems(client, origin="archive")
    assert "Ghi hội nghị nhập từ đâu, thí dụ: tin đăng ngày 20/10/2017" in told
    assert folds(page)["Nguồn"]
