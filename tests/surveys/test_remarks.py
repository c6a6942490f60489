"""Writing down what people said: quick to type, nothing lost, nothing made up."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from surveys.minutes import sign_minutes
from surveys.models import Minutes, Remark, SurveyMeeting, Term
from tests.factories import (
    AttendanceFactory,
    GroupAttendanceFactory,
    PersonFactory,
    RemarkFactory,
    SessionFactory,
    TermFactory,
    UserFactory,
    office,
)
from tests.factories.units import Office
from tests.pages import PageClient
from tests.surveys.attendance_page import Filled, errors, held_meeting
from tests.surveys.meetings import finished_meeting

pytestmark = pytest.mark.django_db
As = Callable[..., PageClient]


@pytest.fixture
def home() -> Office:
    return office()


@pytest.fixture
def meeting(home: Office) -> SurveyMeeting:
    return held_meeting(home)


@pytest.fixture
def client(client_as: As, home: Office) -> PageClient:
    return client_as(unit=home.body)


def add_url(meeting: SurveyMeeting) -> str:
    return reverse("surveys:remark-add", args=[meeting.pk])


def edit_url(remark: Remark) -> str:
    return reverse("surveys:remark-edit", args=[remark.meeting_id, remark.pk])


def form_at(client: PageClient, url: str) -> Filled:
    return Filled(client, url, client.page(url))


def present(meeting: SurveyMeeting, name: str, **more: Any) -> Any:
    family, _, given = name.rpartition(" ")
    return AttendanceFactory(meeting=meeting, person=PersonFactory(family_name=family, given_name=given), **more)


def test_the_speaker_is_one_choice_from_those_present_in_protocol_order(client: PageClient, meeting: SurveyMeeting) -> None:
    present(meeting, "Bùi Văn Chuyên", title="Tổ trưởng Tổ dân vận TDP 15", order=2)
    chair = present(meeting, "Trần Văn Lộc", title="Trưởng Ban", order=1)
    GroupAttendanceFactory(meeting=meeting, group="Các tổ phó", order=3)
    present(meeting, "Ngô Quang Thắng", presence="excused", order=4)
    page = form_at(client, add_url(meeting))
    options = [option.text for option in page.soup.select("[name=speaker] option")]
    assert options == [
        "Chọn người phát biểu",
        "1. Trần Văn Lộc – Trưởng Ban",
        "2. Bùi Văn Chuyên – Tổ trưởng Tổ dân vận TDP 15",
        "3. Các tổ phó",
    ]
    assert page.soup.select_one("[name=speaker][autofocus]")
    page |= {"speaker": chair.pk, "text": "Tổ họp đều hằng tháng."}
    page.save()
    remark = Remark.objects.get()
    assert (remark.speaker, remark.text, remark.order, remark.order_known) == (chair, "Tổ họp đều hằng tháng.", 1, True)
    assert remark.written_by is not None


def test_save_and_next_stays_on_an_empty_form_and_counts(client: PageClient, meeting: SurveyMeeting) -> None:
    row = present(meeting, "Bùi Văn Chuyên", order=1)
    page = form_at(client, add_url(meeting))
    response = client.post(add_url(meeting), {**page, "speaker": row.pk, "text": "Ý kiến một.", "tiep": "1"})
    assert response.url == add_url(meeting)
    page = form_at(client, add_url(meeting))
    assert "Đã ghi 01 ý kiến của hội nghị này." in page.soup.text
    assert (page["speaker"], page["text"]) == ("", "")
    assert page.soup.select_one("[name=speaker][autofocus]")


def test_words_stand_for_a_speaker_who_is_not_in_the_list_and_the_text_may_be_unknown(client: PageClient, meeting: SurveyMeeting) -> None:
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": "Tổ trưởng tổ dân vận tổ dân phố số 17", "order_unknown": "on"}
    page.save()
    remark = Remark.objects.get()
    assert (remark.speaker, remark.speaker_words, remark.text, remark.order_known) == (
        None,
        "Tổ trưởng tổ dân vận tổ dân phố số 17",
        "",
        False,
    )
    assert "chưa rõ nội dung" in client.page(add_url(meeting)).text


def test_a_speaker_is_chosen_or_typed_not_both_and_not_none(client: PageClient, meeting: SurveyMeeting) -> None:
    row = present(meeting, "Bùi Văn Chuyên", order=1)
    page = form_at(client, add_url(meeting))
    page["text"] = "Nước sạch yếu."
    assert errors(page.again().soup) == ["Chọn người phát biểu, hoặc ghi vào ô “Hoặc ghi bằng chữ”"]
    page |= {"speaker": row.pk, "speaker_words": "Tổ trưởng"}
    page = page.again()
    assert errors(page.soup) == ["Đã chọn người phát biểu trong danh sách thì bỏ ô này, hoặc bỏ chọn ở ô bên"]
    assert page["text"] == "Nước sạch yếu."
    assert not Remark.objects.exists()


def test_somebody_who_was_away_cannot_have_spoken(client: PageClient, meeting: SurveyMeeting) -> None:
    away = present(meeting, "Ngô Quang Thắng", presence="excused", note="đi họp", order=1)
    page = form_at(client, add_url(meeting))
    page |= {"speaker": away.pk, "text": "Có."}
    assert errors(page.again().soup) == ["Ngô Quang Thắng ghi vắng trong thành phần dự: chọn người khác, hoặc sửa thành phần dự"]


def test_somebody_of_another_meeting_cannot_have_spoken(client: PageClient, meeting: SurveyMeeting, home: Office) -> None:
    other = present(held_meeting(home), "Lê Văn Xa")
    page = form_at(client, add_url(meeting))
    page["speaker"] = other.pk
    assert errors(page.again().soup) == ["Chọn lại người phát biểu: mục đã chọn không có trong danh sách"]


def test_fifty_thousand_letters_are_kept_and_shown(client: PageClient, meeting: SurveyMeeting) -> None:
    text = "Đường ngõ bẩn. " * 3333 + "Hết ý."
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": "Tổ trưởng", "text": text}
    page.save()
    remark = Remark.objects.get()
    assert len(remark.text) > 50_000
    assert remark.text == text
    assert form_at(client, edit_url(remark))["text"] == text


def test_too_many_letters_are_told_by_how_many_and_stay(client: PageClient, meeting: SurveyMeeting) -> None:
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": "Tổ trưởng", "text": "ư" * 100_010}
    page = page.again()
    assert errors(page.soup) == ["Nội dung ý kiến dài 100.010 ký tự, nhiều nhất là 100.000: bớt đi 10 ký tự"]
    assert len(page["text"]) == 100_010


def test_decomposed_text_is_stored_composed(client: PageClient, meeting: SurveyMeeting) -> None:
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": "Tổ trưởng", "text": unicodedata.normalize("NFD", "Đường ngõ bẩn, đề nghị sửa.\nCảm ơn.")}
    page.save()
    assert Remark.objects.get().text == "Đường ngõ bẩn, đề nghị sửa.\nCảm ơn."


def test_kind_fields_places_answers_and_hours_are_stored(client: PageClient, meeting: SurveyMeeting, home: Office) -> None:
    kind = TermFactory(vocabulary=Term.Vocabulary.REMARK_KIND, label="Kiến nghị, đề xuất")
    fields = [TermFactory(label="thoát nước"), TermFactory(label="môi trường")]
    first = RemarkFactory(meeting=meeting, order=1)
    page = form_at(client, add_url(meeting))
    page |= {
        "speaker_words": "Đại diện UBND phường",
        "text": "Xin tiếp thu.",
        "kind": kind.pk,
        "fields_touched": [field.pk for field in fields],
        "places_typed": "TDP 1 đến 3; ngõ 45; đường Bãi Sậy",
        "answers_typed": "1",
        "form": "written",
        "started": "8h44",
        "ended": "8h50",
        "anonymous": "on",
    }
    page.save()
    remark = Remark.objects.latest("pk")
    assert (remark.kind, remark.form, remark.anonymous, str(remark.started)) == (kind, "written", True, "08:44:00")
    assert {link.field for link in remark.field_links.all()} == set(fields)
    assert [place.unit or place.words for place in remark.places.order_by("pk")] == [
        *home.groups,
        "TDP 3",
        "ngõ 45",
        "đường Bãi Sậy",
    ]
    assert [link.answered for link in remark.answers.all()] == [first]
    again = form_at(client, edit_url(remark))
    assert again["answers_typed"] == "1"
    again["text"] = "Xin tiếp thu, giải trình."
    places = list(remark.places.values_list("pk", flat=True))
    again.save()
    assert list(remark.places.values_list("pk", flat=True)) == places


def test_what_cannot_be_read_is_told_in_the_words_of_the_field(client: PageClient, meeting: SurveyMeeting) -> None:
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": "Tổ trưởng", "places_typed": "TDP 15, 3O", "answers_typed": "7", "started": "9h", "ended": "8h"}
    page = page.again()
    assert errors(page.soup) == [
        "Giờ xong phải sau giờ bắt đầu",
        "“3O” có chữ O, đồng chí ghi số 30.",
        "Chưa có ý kiến số 7: xem số ở danh sách các ý kiến đã ghi",
    ]
    assert len(page.soup.select("details[open]")) == 2, "folded parts with an error are open"


def test_closed_terms_are_offered_only_where_they_were_chosen(client: PageClient, meeting: SurveyMeeting) -> None:
    closed = TermFactory(label="cũ", closed=True)
    remark = RemarkFactory(meeting=meeting)
    assert "cũ" not in [label.text for label in client.page(add_url(meeting)).select("label")]
    remark.field_links.create(field=closed)
    page = form_at(client, edit_url(remark))
    assert page["fields_touched"] == str(closed.pk)
    page.save()


def test_a_place_in_the_order_moves_the_others(client: PageClient, meeting: SurveyMeeting) -> None:
    first, second = (RemarkFactory(meeting=meeting, order=n) for n in (1, 2))
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": "Tổ trưởng", "order": "2"}
    page.save()
    assert [remark.pk for remark in meeting.remarks.all()] == [first.pk, Remark.objects.latest("pk").pk, second.pk]
    page = form_at(client, edit_url(second))
    assert page["order"] == "3"
    page["order"] = "1"
    page.save()
    assert meeting.remarks.earliest("order") == second
    assert [remark.order for remark in meeting.remarks.all()] == [1, 2, 3]


def test_the_same_page_sent_twice_makes_one_remark(client: PageClient, meeting: SurveyMeeting) -> None:
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": "Tổ trưởng", "text": "Một."}
    page.save()
    page["text"] = "Một, sửa lại."
    page.save()
    assert Remark.objects.get().text == "Một, sửa lại."


def test_the_session_of_the_last_remark_is_chosen_beforehand(client: PageClient, meeting: SurveyMeeting) -> None:
    second = SessionFactory(meeting=meeting, order=2, day=date(2026, 11, 13))
    RemarkFactory(meeting=meeting, session=second, order=1)
    page = form_at(client, add_url(meeting))
    assert page["session"] == str(second.pk)
    page["speaker_words"] = "Tổ trưởng"
    page.save()
    assert Remark.objects.latest("pk").session == second


def test_two_people_at_one_remark_see_both_texts(client: PageClient, meeting: SurveyMeeting) -> None:
    remark = RemarkFactory(meeting=meeting, text="Bản đầu.")
    mine, theirs = form_at(client, edit_url(remark)), form_at(client, edit_url(remark))
    theirs["text"] = "Bản của người khác."
    theirs.save()
    mine["text"] = "Bản của tôi."
    mine = mine.again()
    assert "vừa sửa ô này" in errors(mine.soup)[0]
    assert mine.soup.select_one(".conflict .prewrap").text == "Bản của người khác."  # type: ignore[union-attr]
    assert mine["text"] == "Bản của tôi."
    mine.save()
    remark.refresh_from_db()
    assert remark.text == "Bản của tôi."


def test_a_remark_that_somebody_took_out_gives_the_typed_words_back(client: PageClient, meeting: SurveyMeeting) -> None:
    remark = RemarkFactory(meeting=meeting)
    url = edit_url(remark)
    page = form_at(client, url)
    remark.delete()
    page["text"] = "Những chữ vừa ghi xong."
    shown = client.submit(url, page, status=409)
    assert "vừa bỏ ý kiến này" in shown.text
    assert "Những chữ vừa ghi xong." in shown.text


def test_taking_out_asks_first_and_counts_anew(client: PageClient, meeting: SurveyMeeting) -> None:
    first, second = (RemarkFactory(meeting=meeting, order=n) for n in (1, 2))
    second.answers.create(answered=first)
    url = reverse("surveys:remark-remove", args=[meeting.pk, first.pk])
    page = client.page(url)
    assert "01 ý kiến trả lời ý kiến này vẫn còn" in page.text
    assert Remark.objects.count() == 2
    client.post(url)
    left = Remark.objects.get()
    assert (left.pk, left.order) == (second.pk, 1)


def test_the_order_is_changed_on_one_page_without_typing_anew(client: PageClient, meeting: SurveyMeeting) -> None:
    first, second, third = (RemarkFactory(meeting=meeting, order=n, order_known=n != 2) for n in (1, 2, 3))
    url = reverse("surveys:remark-order", args=[meeting.pk])
    page = form_at(client, url)
    assert "chưa rõ thứ tự phát biểu" in page.soup.text
    page[f"order_{third.pk}"] = "0"
    page.save()
    assert [remark.pk for remark in meeting.remarks.all()] == [third.pk, first.pk, second.pk]
    page = form_at(client, url)
    page[f"order_{first.pk}"] = "hai"
    assert page.again()[f"order_{first.pk}"] == "hai"


def test_an_order_page_grown_old_says_so(client: PageClient, meeting: SurveyMeeting) -> None:
    first, second = (RemarkFactory(meeting=meeting, order=n) for n in (1, 2))
    page = form_at(client, reverse("surveys:remark-order", args=[meeting.pk]))
    third = RemarkFactory(meeting=meeting, order=3)
    page[f"order_{second.pk}"] = "0"
    page = page.again()
    assert any("vừa thêm, bỏ hoặc đổi chỗ" in error for error in errors(page.soup))
    page[f"order_{third.pk}"] = "9"
    page.save()
    assert [remark.pk for remark in meeting.remarks.all()] == [second.pk, first.pk, third.pk]


def test_an_order_page_without_remarks_says_what_to_do(client: PageClient, meeting: SurveyMeeting) -> None:
    assert "Chưa có ý kiến nào để xếp" in client.page(reverse("surveys:remark-order", args=[meeting.pk])).text


def test_tags_in_names_and_words_are_shown_as_text(client: PageClient, meeting: SurveyMeeting) -> None:
    nasty = "<img src=x onerror=alert(1)>\"'"
    present(meeting, f"Trần {nasty}", title=nasty, order=1)
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": nasty, "text": f"</textarea>{nasty}", "places_typed": nasty}
    page.save()
    remark = Remark.objects.get()
    for url in (
        add_url(meeting),
        edit_url(remark),
        reverse("surveys:remark-order", args=[meeting.pk]),
        reverse("surveys:remark-remove", args=[meeting.pk, remark.pk]),
        reverse("surveys:remark-full", args=[meeting.pk, remark.pk]),
    ):
        soup = client.page(url)
        assert not soup.select("main img")
    assert form_at(client, edit_url(remark))["text"] == f"</textarea>{nasty}"


def test_signed_minutes_answer_with_a_plain_page(client_as: As) -> None:
    meeting = finished_meeting()
    client = client_as(unit=meeting.owner)
    page = form_at(client, add_url(meeting))
    page |= {"speaker_words": "Tổ trưởng", "text": "Viết sau khi ký."}
    Minutes.objects.filter(meeting=meeting).update(state=Minutes.State.WITH_CHAIR)
    sign_minutes(SurveyMeeting.objects.get(pk=meeting.pk), UserFactory())
    assert "Viết sau khi ký." in client.submit(add_url(meeting), page, status=409).text
    remark = meeting.remarks.get()
    for url in (
        edit_url(remark),
        reverse("surveys:remark-order", args=[meeting.pk]),
        reverse("surveys:remark-remove", args=[meeting.pk, remark.pk]),
    ):
        assert client.get(url).status_code == 409


def test_enter_saves_and_opens_the_next_remark(client: PageClient, meeting: SurveyMeeting) -> None:
    """A browser presses the first button of a form."""
    buttons = client.page(f"/hoi-nghi/{meeting.pk}/y-kien/them/").select("main form [type=submit]")
    assert [button.text for button in buttons] == ["Lưu, ghi ý kiến tiếp", "Lưu và xem"]
    assert buttons[0].get("name") == "tiep"
    assert "btn-primary" in buttons[0]["class"]
