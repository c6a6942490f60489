"""Rows of a meeting: one mechanism adds, changes, removes and orders them."""

from datetime import date

import pytest

from surveys.models import Directive, FollowUp, MeetingSession
from surveys.sections import SECTIONS
from tests.factories import (
    AttendanceFactory,
    ConclusionFactory,
    DirectiveFactory,
    RemarkFactory,
    SessionFactory,
    SurveyMeetingFactory,
    TermFactory,
    office,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return SurveyMeetingFactory(owner=office("Sông Bồi").body)


@pytest.fixture
def client(client_as, meeting):
    return client_as(unit=meeting.owner)


def address(meeting, section, *rest):
    return "/".join(["", "hoi-nghi", str(meeting.pk), "muc", section, *map(str, rest), ""])


def add(client, meeting, section, **typed):
    """Open the form, type, send; the row that was added."""
    form = address(meeting, section, "them")
    response = client.post(form, filled(client.page(form)) | typed)
    assert response.status_code == 302, response.content.decode()
    return SECTIONS[section].rows_of(meeting).order_by("-pk").first()


def sentences(client, meeting, section, **typed):
    """What is said at the fields when that is sent, and that nothing was stored."""
    form = address(meeting, section, "them")
    page = client.submit(form, filled(client.page(form)) | typed)
    assert not SECTIONS[section].rows_of(meeting).exists()
    return [span.text for span in page.select(".invalid-feedback span")]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_has_a_form_that_opens(client, meeting, section):
    client.page(address(meeting, section, "them"))


def test_an_unknown_section_is_not_found(client, meeting):
    assert client.get(address(meeting, "khong-co", "them")).status_code == 404


def test_a_report_takes_its_presenter_from_the_list_of_people(client, meeting):
    chien = AttendanceFactory(meeting=meeting, person__given_name="Chiến")
    away = AttendanceFactory(meeting=meeting, presence="excused")
    offered = [option["value"] for option in client.page(address(meeting, "bao-cao", "them")).select("#id_presenter option")]
    assert str(chien.pk) in offered
    assert str(away.pk) not in offered
    report = add(client, meeting, "bao-cao", presenter=chien.pk, title="kết quả thực hiện chuyên đề", content="Ý một.\nÝ hai.")
    assert (report.presenter, report.handed_out, report.content) == (chien, None, "Ý một.\nÝ hai.")


def test_a_presenter_is_chosen_or_written_not_both(client, meeting):
    someone = AttendanceFactory(meeting=meeting)
    said = sentences(client, meeting, "bao-cao", presenter=someone.pk, presenter_words="đồng chí khác", title="x")
    assert said == ["Chọn người báo cáo trong danh sách, hoặc ghi bằng chữ; không ghi cả hai"]


def test_a_speaker_of_another_meeting_cannot_be_chosen(client, meeting):
    stranger = AttendanceFactory()
    said = sentences(client, meeting, "bao-cao", presenter=stranger.pk, title="x")
    assert said == ["Chọn lại người báo cáo: mục đã chọn không có trong danh sách"]


def test_no_papers_handed_out_is_not_unknown(client, meeting):
    report = add(client, meeting, "bao-cao", title="x", handed_out="no")
    page = client.page(address(meeting, "bao-cao", report.pk, "sua"))
    assert page.select_one("[name=handed_out][checked]")["value"] == "no"
    assert report.handed_out is False


def test_rows_are_added_at_the_end(client, meeting):
    rows = [add(client, meeting, "ket-luan", text=f"ý {number}") for number in (1, 2, 3)]
    assert [row.order for row in rows] == [1, 2, 3]


def test_saving_and_adding_the_next_opens_an_empty_form(client, meeting):
    response = client.post(address(meeting, "ket-luan", "them-tiep"), {"text": "ghi nhận"})
    assert response.url == address(meeting, "ket-luan", "them")
    page = client.page(response.url)
    assert page.select_one("[name=text]").text.strip() == ""
    assert "Đã thêm" in page.select_one(".notice").text


def test_a_figure_keeps_its_words_and_may_lack_a_number(client, meeting):
    figure = add(client, meeting, "so-lieu", about="other", wording="hơn 20 lượt", precision="over")
    assert (figure.wording, figure.value, figure.precision) == ("hơn 20 lượt", None, "over")


def test_a_directive_keeps_the_words_for_its_time_and_its_addressees_in_order(client, meeting):
    SessionFactory(meeting=meeting, day=date(2026, 11, 12))
    directive = add(
        client,
        meeting,
        "viec-giao",
        text="nạo vét cống",
        verb="propose",
        addressees_0="to dan van tdp so 1",
        addressees_0_role="lead",
        addressees_1="các đoàn thể",
        due="trước 15/12",
    )
    assert directive.due_text == "trước 15/12"
    assert directive.due_range.upper == date(2026, 12, 15)
    rows = list(directive.addressees.all())
    assert [(str(row), row.role) for row in rows] == [("Tổ dân vận TDP số 1", "lead"), ("các đoàn thể", "addressee")]


def test_words_without_a_day_make_no_day(client, meeting):
    directive = add(client, meeting, "viec-giao", text="tiếp tục quan tâm", addressees_0="phường", due="trong thời gian tới")
    assert (directive.due_text, directive.due_range) == ("trong thời gian tới", None)


@pytest.mark.parametrize(
    ("section", "typed", "said"),
    [
        ("buoi-hop", {"start": "10h", "end": "8h"}, "Giờ kết thúc phải sau giờ bắt đầu"),
        ("buoi-hop", {"when": "30/2/2026"}, "Tháng 2 năm 2026 không có ngày 30"),
        ("bao-cao", {"title": ""}, "Nhập báo cáo về"),
        ("ket-luan", {"text": ""}, "Nhập nội dung"),
        ("viec-giao", {"text": "x", "due": "31/2/2026"}, "Tháng 2 năm 2026 không có ngày 31"),
        ("viec-giao", {"text": "x", "review_months": "3"}, "Chỉ việc thường xuyên mới có kỳ rà soát"),
        ("viec-giao", {"text": "x", "due": "trong thời gian tới", "office_class": "dated"}, "Thời hạn không nêu ngày cuối"),
        ("bieu-quyet", {"subject": "x", "total": "3", "in_favor": "4"}, "nhiều hơn số người biểu quyết"),
        ("bieu-quyet", {"subject": "x", "total": "ba"}, "số"),
        ("tin", {"title": "x", "posted_time": "10:52"}, "Nhập cả ngày đăng"),
        ("tin", {"title": "x", "address": "ngoc thuy"}, "https://"),
    ],
)
def test_bad_input_is_told_at_its_field(client, meeting, section, typed, said):
    assert any(said in sentence for sentence in sentences(client, meeting, section, **typed))


def test_follow_ups_are_reported_for_a_directive_of_the_meeting(client, meeting):
    directive = DirectiveFactory(meeting=meeting)
    form = address(meeting, "ket-qua", "them")
    page = client.page(f"{form}?directive={directive.pk}")
    assert page.select_one("#id_directive option[selected]")["value"] == str(directive.pk)
    add(client, meeting, "ket-qua", directive=directive.pk, on="20/11/2026", text="đã xong", state="done")
    assert Directive.objects.get(pk=directive.pk).state == "done"
    other = DirectiveFactory()
    page = client.submit(form, {"directive": other.pk, "on": "20/11/2026", "text": "x", "state": "done"})
    assert FollowUp.objects.filter(directive=other).count() == 0


def test_a_published_item_keeps_day_and_hour_of_vietnam(client, meeting):
    article = add(client, meeting, "tin", title="Ban Dân vận khảo sát", posted_on="20/10/2017", posted_time="10:52")
    assert article.posted_at.isoformat() == "2017-10-20T03:52:00+00:00"
    add(client, meeting, "luot-xem", article=article.pk, views="443")
    page = client.page(f"/hoi-nghi/{meeting.pk}/anh-tai-lieu/")
    words = " ".join(page.select_one("section[aria-labelledby=tin]").text.split())
    assert "20/10/2017 | 10:52" in words
    assert "443 lượt, chưa rõ đọc ngày nào" in words


def test_an_hour_of_posting_that_is_not_known_is_not_shown(client, meeting):
    article = add(client, meeting, "tin", title="Tin", posted_on="20/10/2017")
    words = client.page(f"/hoi-nghi/{meeting.pk}/anh-tai-lieu/").text
    assert "20/10/2017" in words
    assert "00:00" not in words
    assert client.page(address(meeting, "tin", article.pk, "sua")).select_one("[name=posted_time]").get("value", "") == ""


def test_the_session_is_asked_only_where_there_are_several(client, meeting):
    SessionFactory(meeting=meeting)
    assert not client.page(address(meeting, "bao-cao", "them")).select("[name=session]")
    SessionFactory(meeting=meeting)
    assert client.page(address(meeting, "bao-cao", "them")).select("[name=session]")


def test_changing_a_row_and_a_stale_page(client, meeting):
    row = ConclusionFactory(meeting=meeting, text="chữ cũ")
    form = address(meeting, "ket-luan", row.pk, "sua")
    mine = filled(client.page(form)) | {"text": "chữ của tôi"}
    type(row).objects.filter(pk=row.pk).update(text="chữ của đồng chí khác")
    page = client.submit(form, mine)
    assert page.select_one("textarea").text.strip() == "chữ của tôi"
    assert page.select_one(".conflict .prewrap").text == "chữ của đồng chí khác"
    assert client.post(form, filled(page)).status_code == 302


def test_a_row_of_another_meeting_is_not_found(client, meeting):
    stranger = ConclusionFactory()
    for act in ("sua", "bo"):
        assert client.get(address(meeting, "ket-luan", stranger.pk, act)).status_code == 404


def test_removing_says_what_goes_with_it_and_history_keeps_it(client, meeting):
    directive = DirectiveFactory(meeting=meeting, text="nạo vét cống")
    directive.addressees.create(words="UBND phường")
    form = address(meeting, "viec-giao", directive.pk, "bo")
    assert "Mất theo: 01 nơi thực hiện" in client.page(form).text
    assert Directive.objects.count() == 1
    assert client.post(form).status_code == 302
    assert Directive.objects.count() == 0
    assert "nạo vét cống" in client.page(f"/hoi-nghi/{meeting.pk}/lich-su/").text


def test_a_session_that_is_still_used_is_not_removed(client, meeting):
    session = SessionFactory(meeting=meeting)
    AttendanceFactory(meeting=meeting, session=session)
    RemarkFactory(meeting=meeting, session=session, speaker=None, speaker_words="một đồng chí")
    form = address(meeting, "buoi-hop", session.pk, "bo")
    assert "Còn gắn với mục này" in client.page(form).text
    assert client.post(form).status_code == 409
    assert MeetingSession.objects.count() == 1


def test_the_order_is_changed_by_numbers_alone(client, meeting):
    rows = [ConclusionFactory(meeting=meeting, text=text, order=order) for order, text in enumerate("abc", 1)]
    form = address(meeting, "ket-luan", "thu-tu")
    values = filled(client.page(form)) | {f"order_{rows[2].pk}": "1", f"order_{rows[0].pk}": "2"}
    assert client.post(form, values).status_code == 302
    assert [row.text for row in meeting.conclusions.all()] == ["c", "a", "b"]
    assert [row.order for row in meeting.conclusions.all()] == [1, 2, 3]


def test_a_place_in_the_order_that_is_no_number_is_told(client, meeting):
    row = ConclusionFactory(meeting=meeting)
    page = client.submit(address(meeting, "ket-luan", "thu-tu"), {f"order_{row.pk}": "đầu"})
    assert page.select(".invalid-feedback")


def test_a_closed_field_is_not_offered_for_a_theme(client, meeting):
    open_, closed = TermFactory(), TermFactory(closed=True)
    offered = [option["value"] for option in client.page(address(meeting, "noi-dung", "them")).select("#id_field option")]
    assert str(open_.pk) in offered
    assert str(closed.pk) not in offered


def test_a_long_text_of_fifty_thousand_characters_is_kept(client, meeting):
    text = "ý kiến " * 7200
    assert add(client, meeting, "noi-dung", text=text).text == text.strip()
