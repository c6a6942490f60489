"""Recommendations of a meeting: made of a remark, addressed to who answers, followed to the answer after the minutes are signed."""

from datetime import date

import pytest

from surveys.models import Recommendation, RemarkPlace, Term
from tests.factories import RemarkFactory, SurveyMeetingFactory, TermFactory, UserFactory, office
from tests.forms import filled
from tests.surveys.meetings import finished_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return office("Sông Bồi")


@pytest.fixture
def meeting(home):
    return SurveyMeetingFactory(owner=home.body)


@pytest.fixture
def client(client_as, meeting):
    return client_as(unit=meeting.owner)


def address(meeting, *rest):
    return "/".join(["", "hoi-nghi", str(meeting.pk), "muc", "kien-nghi", *map(str, rest), ""])


def add(client, meeting, **typed):
    form = address(meeting, "them")
    response = client.post(form, filled(client.page(form)) | {"text": "thay đèn ngõ 12"} | typed)
    assert response.status_code == 302, response.content.decode()
    return Recommendation.objects.get()


def sentences(client, meeting, **typed):
    form = address(meeting, "them")
    page = client.submit(form, filled(client.page(form)) | {"text": "thay đèn ngõ 12"} | typed)
    assert not Recommendation.objects.exists()
    return [span.text for span in page.select(".invalid-feedback span")]


def test_a_typed_name_is_a_unit_where_the_portal_knows_one_and_words_where_not(client, meeting, home):
    row = add(client, meeting, place_name="tổ dân phố số 1", responsible_name="Công ty chiếu sáng")

    assert (row.place, row.place_words) == (home.groups[0], "")
    assert (row.responsible, row.responsible_words) == (None, "Công ty chiếu sáng")


def test_the_level_is_chosen_from_its_vocabulary_and_a_closed_one_is_not_offered(client, meeting):
    level = TermFactory(vocabulary=Term.Vocabulary.LEVEL, code="ubnd", label="UBND phường")
    TermFactory(vocabulary=Term.Vocabulary.LEVEL, code="quan", label="quận", closed=True)

    offered = [option.text for option in client.page(address(meeting, "them")).select("#id_level option")]

    assert offered[1:] == ["UBND phường"]
    assert add(client, meeting, level=level.pk).level == level


def test_a_remark_gives_its_words_for_reports_and_its_place(client, meeting):
    remark = RemarkFactory(meeting=meeting, text="Bà Lụa nói đèn hỏng.", report_text="Đèn ngõ 12 hỏng.")
    RemarkPlace.objects.create(remark=remark, words="ngõ 12")

    page = client.page(f"{address(meeting, 'them')}?remark={remark.pk}")

    assert page.select_one("#id_text").text.strip() == "Đèn ngõ 12 hỏng."
    assert page.select_one("#id_place_name")["value"] == "ngõ 12"
    assert page.select_one("#id_remark option[selected]")["value"] == str(remark.pk)


def test_a_restricted_remark_never_gives_its_full_text(client, meeting):
    remark = RemarkFactory(meeting=meeting, text="Chuyện riêng của một nhà.", restricted=True)

    html = str(client.page(f"{address(meeting, 'them')}?remark={remark.pk}"))

    assert "Chuyện riêng" not in html


def test_a_remark_of_another_meeting_gives_nothing(client, meeting):
    other = RemarkFactory(text="Lời ở nơi khác.")

    assert "Lời ở nơi khác" not in str(client.page(f"{address(meeting, 'them')}?remark={other.pk}"))


def test_remarks_that_ask_for_something_lead_to_the_form(client, meeting):
    RemarkFactory(meeting=meeting, kind=TermFactory(vocabulary="remark_kind", code="KN"))
    RemarkFactory(meeting=meeting, kind=TermFactory(vocabulary="remark_kind", code="KQ"))

    links = [link["href"] for link in client.page(meeting.get_absolute_url()).select("a") if link.text == "Lập kiến nghị từ ý kiến này"]

    assert links == [f"{address(meeting, 'them')}?remark={meeting.remarks.first().pk}"]


def test_an_answer_changes_the_state(client, meeting):
    said = "Đã ghi trả lời thì chọn tình trạng theo trả lời ấy"

    assert sentences(client, meeting, answer_number="112/UBND") == [said]
    assert sentences(client, meeting, answer_date="20/11/2099", state="done") == ["Ngày này chưa tới: ghi ngày của văn bản đã nhận"]
    assert sentences(client, meeting, told_on="20/11/2099") == ["Ngày này chưa tới: ghi ngày đã báo lại"]


def test_the_page_of_the_meeting_shows_what_became_of_it(client, meeting):
    Recommendation.objects.create(
        meeting=meeting,
        text="thay đèn ngõ 12",
        responsible_words="UBND phường",
        state="done",
        answer="đã thay bốn bóng",
        answer_number="112/UBND",
        answer_date=date(2026, 11, 20),
        told_on=date(2026, 11, 21),
    )
    shown = client.page(meeting.get_absolute_url()).select_one("section[aria-labelledby=kien-nghi] tbody tr")
    row = " ".join(shown.get_text(" ").split())

    assert "UBND phường Đã giải quyết đã thay bốn bóng (112/UBND, ngày 20/11/2026) Đã báo lại ngày 21/11/2026." in row


def test_the_answer_is_noted_after_the_minutes_are_signed(client_as):
    from surveys.minutes import sign_minutes

    meeting = finished_meeting()
    row = Recommendation.objects.create(meeting=meeting, text="thay đèn ngõ 12", place=meeting.owner)
    meeting.minutes.state = "with_chair"
    meeting.minutes.save()
    sign_minutes(meeting, UserFactory())
    client = client_as(unit=meeting.owner)
    form = address(meeting, row.pk, "sua")

    response = client.post(form, filled(client.page(form)) | {"state": "doing", "answer": "đang làm"})

    row.refresh_from_db()
    assert response.status_code == 302
    assert (row.state, row.answer, row.place) == ("doing", "đang làm", meeting.owner)


def test_the_history_of_the_meeting_tells_of_it_without_the_words_of_a_restricted_remark(client, meeting):
    remark = RemarkFactory(meeting=meeting, text="Chuyện riêng của một nhà.", restricted=True, report_text="Có việc cần xem.")
    add(client, meeting, remark=remark.pk)

    html = str(client.page(f"/hoi-nghi/{meeting.pk}/lich-su/"))

    assert "thay đèn ngõ 12" in html
    assert "Chuyện riêng" not in html


def test_of_two_who_note_different_places_the_second_is_told(client, meeting):
    row = Recommendation.objects.create(meeting=meeting, text="thay đèn", responsible_words="UBND phường")
    form = address(meeting, row.pk, "sua")
    opened = filled(client.page(form))
    client.post(form, opened | {"responsible_name": "Công an phường"})

    page = client.submit(form, opened | {"responsible_name": "Công ty chiếu sáng"})

    row.refresh_from_db()
    assert row.responsible_words == "Công an phường"
    assert "Công ty chiếu sáng" in str(page)


@pytest.mark.parametrize("name", ["remark", "directive", "article"])
@pytest.mark.parametrize("given", ["9" * 5000, "9" * 19, "9" * 18, "٣", "abc"])
def test_a_key_in_the_address_that_is_none_gives_an_empty_form(client, meeting, name, given):
    page = client.page(f"{address(meeting, 'them')}?{name}={given}")

    assert page.select_one("#id_text").text.strip() == ""
