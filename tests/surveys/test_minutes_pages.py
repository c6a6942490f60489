"""The minutes on the screen: preview and blanks, the way to signature, frozen afterwards."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from surveys.minutes import sign_minutes
from surveys.models import SurveyMeeting
from surveys.sections import SECTIONS
from tests.documents.reading import docx_text
from tests.factories import MembershipFactory, UserFactory
from tests.forms import filled
from tests.surveys.meetings import finished_meeting
from tests.surveys.reference_case import reference_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return finished_meeting()


@pytest.fixture
def writer(client_as, meeting):
    return client_as(unit=meeting.owner)


@pytest.fixture
def head(client_as, meeting):
    return client_as(role="head", unit=meeting.owner)


def minutes(meeting, *rest):
    return "/".join(["", "hoi-nghi", str(meeting.pk), "bien-ban", *rest, ""])


def state(meeting):
    return SurveyMeeting.objects.get(pk=meeting.pk).minutes.state


def signed(meeting):
    meeting.minutes.state = "with_chair"
    meeting.minutes.save()
    sign_minutes(meeting, UserFactory(display_name="Trần Văn Lộc"))
    return meeting


def test_the_preview_shows_the_paper_and_the_rule_it_follows(writer, meeting):
    page = writer.page(minutes(meeting))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page.select_one(".paper").text
    assert "Thể thức" in page.select_one(".pagehead").text
    assert "Không còn chỗ trống" in page.text


def test_each_blank_is_listed_with_its_place_and_where_to_fill_it(client_as):
    meeting = reference_meeting()
    page = client_as(unit=meeting.owner).page(minutes(meeting))
    rows = {" ".join(item.text.split()) for item in page.select("section[aria-labelledby=cho-trong] li")}
    anchors = [link["href"].removeprefix("#") for link in page.select("section[aria-labelledby=cho-trong] li > a")]
    assert set(anchors) <= {mark["id"] for mark in page.select(".paper mark")}
    assert len(anchors) == len(set(anchors))
    assert any(row.startswith("Địa điểm") for row in rows)
    links = {link["href"] for link in page.select("section[aria-labelledby=cho-trong] li span a")}
    assert f"/hoi-nghi/{meeting.pk}/sua/" in links
    assert f"/hoi-nghi/{meeting.pk}/thanh-phan/" in links
    assert "Biên bản này không dùng để ký" in page.text


def test_what_is_filled_in_at_once_is_one_gap_and_a_group_is_named(client_as):
    meeting = reference_meeting()
    page = client_as(unit=meeting.owner).page(minutes(meeting))
    gaps = [link.text for link in page.select("section[aria-labelledby=cho-trong] li > a")]
    assert [gap for gap in gaps if gap.startswith(("Giờ", "Phút"))] == ["Giờ bắt đầu", "Giờ kết thúc"]
    assert [gap for gap in gaps if gap.endswith("người ghi biên bản")] == ["Họ tên, chức vụ người ghi biên bản"]
    assert "Số người, nhóm “lãnh đạo, chuyên viên Ban Dân vận Quận ủy”" in gaps


def test_the_obstacles_to_signing_count_hour_and_minute_once(head, meeting):
    meeting.sessions.update(end=None)
    reasons = [item.text for item in head.page(minutes(meeting, "ky")).select(".notice-wait li")]
    assert [reason for reason in reasons if "kết thúc" in reason] == ["Còn trống: giờ kết thúc (III- KẾT THÚC)."]


def test_who_may_sign_reads_whose_signature_is_recorded_and_finds_the_act_first(writer, head, meeting):
    for _ in range(2):
        writer.post(minutes(meeting, "trinh"))
    page = head.page(minutes(meeting))
    assert page.select(".pagehead .actions .btn")[0].text == "Ký biên bản"
    assert "Chủ trì: đồng chí Trần Văn Lộc." in page.select_one(".notice").text
    assert "Chủ trì: đồng chí Trần Văn Lộc." in head.page(minutes(meeting, "ky")).text
    assert "ghi nhận đã ký" not in writer.page(minutes(meeting)).text


def test_signed_minutes_say_on_which_day_they_were_signed(writer, meeting):
    signed(meeting)
    revision = SurveyMeeting.objects.get(pk=meeting.pk).minutes.revision
    day = timezone.localdate(revision.created_at)
    assert f"Biên bản đã ký ngày {day:%d/%m/%Y}" in writer.page(minutes(meeting)).select_one(".notice-done").text


def test_particulars_are_saved_by_the_clerk_too(client_as, meeting):
    clerk = client_as(role="clerk", unit=meeting.owner)
    values = filled(clerk.page(minutes(meeting))) | {"number": "05", "copies": "3", "kept_at": "Văn phòng", "read_back": "on"}
    assert clerk.post(minutes(meeting), values).status_code == 302
    text = clerk.page(minutes(meeting)).select_one(".paper").text
    assert "05-BB/BXDĐ" in text.replace("\u00a0", " ")
    assert "03 bản" in text
    assert "đã được đọc lại tại hội nghị" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"date": "31/2/2026"}, "Tháng 2 năm 2026 không có ngày 31"),
        ({"copies": "ba"}, "số"),
        ({"profile": "party-2004"}, "Ghi lý do dùng thể thức khác"),
    ],
)
def test_bad_particulars_are_told_at_their_field(writer, meeting, typed, said):
    page = writer.submit(minutes(meeting), filled(writer.page(minutes(meeting))) | typed)
    assert said in " ".join(error.text for error in page.select(".invalid-feedback"))


def test_another_form_of_paper_is_chosen_with_a_reason_that_the_page_repeats(writer, meeting):
    values = filled(writer.page(minutes(meeting))) | {"profile": "party-2004", "profile_reason": "mẫu cũ của quận"}
    assert writer.post(minutes(meeting), values).status_code == 302
    assert "mẫu cũ của quận" in writer.page(minutes(meeting)).select_one(".notice-wait").text


def test_the_way_to_the_chair_and_back(writer, head, meeting):
    writer.post(minutes(meeting, "trinh"))
    assert state(meeting) == "draft"
    writer.post(minutes(meeting, "trinh"))
    assert state(meeting) == "with_chair"
    assert "Ghi những chỗ cần sửa" in head.submit(minutes(meeting, "tra-lai"), {"note": ""}).text
    head.post(minutes(meeting, "tra-lai"), {"note": "bổ sung giờ kết thúc"})
    assert state(meeting) == "draft"
    page = writer.page(minutes(meeting))
    assert "Dự thảo: bổ sung giờ kết thúc" in " ".join(page.select_one("section[aria-labelledby=cac-buoc]").text.split())


def test_a_step_that_is_not_open_is_told(writer, meeting):
    for _ in range(3):
        writer.post(minutes(meeting, "trinh"))
    assert state(meeting) == "with_chair"
    assert "không trình tiếp được" in writer.page(minutes(meeting)).text


def test_a_writer_does_not_sign(writer, meeting):
    assert writer.get(minutes(meeting, "ky")).status_code == 403
    assert writer.post(minutes(meeting, "ky")).status_code == 403


def test_signing_tells_what_it_does_and_freezes(writer, head, meeting):
    writer.post(minutes(meeting, "trinh"))
    writer.post(minutes(meeting, "trinh"))
    assert "không sửa được nữa" in head.page(minutes(meeting, "ky")).text
    assert state(meeting) == "with_chair"
    head.post(minutes(meeting, "ky"))
    page = head.page(minutes(meeting))
    revision = SurveyMeeting.objects.get(pk=meeting.pk).minutes.revision
    assert revision.sha256 in page.text
    assert "Đặng" not in page.select_one(".paper").text
    assert "Trần Văn Lộc" in page.select_one(".paper").text


def test_blanks_or_a_missing_step_refuse_the_signature_with_a_list(head, meeting):
    session = meeting.sessions.get()
    session.end = None
    session.save()
    page = head.page(minutes(meeting, "ky"))
    reasons = page.select_one(".notice-wait").text
    assert "Biên bản chưa trình chủ trì." in reasons
    assert "giờ kết thúc" in reasons
    assert head.post(minutes(meeting, "ky")).status_code == 409
    assert state(meeting) == "writing"


def test_minutes_rebuilt_from_an_archive_are_never_signed(client_as):
    meeting = reference_meeting()
    head = client_as(role="head", unit=meeting.owner)
    assert "không dùng để ký" in head.page(minutes(meeting, "ky")).text
    assert head.post(minutes(meeting, "ky")).status_code == 409
    assert state(meeting) == "archive"


def test_the_pdf_has_a_name_in_plain_letters(writer, meeting):
    response = writer.get(minutes(meeting, "tai-pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert 'filename="bien-ban-khao-sat-vai-tro-cua-to-dan-van-2026-11-11.pdf"' in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF-")


def test_the_pdf_of_signed_minutes_is_the_kept_file(writer, meeting):
    signed(meeting)
    kept = meeting.minutes.__class__.objects.get(meeting=meeting).revision.files.get(format="pdf").file
    assert b"".join(writer.get(minutes(meeting, "tai-pdf")).streaming_content) == kept.read()


def test_the_word_file_is_offered_for_saving(writer, meeting):
    assert writer.page(minutes(meeting)).select_one(f'a[href="{minutes(meeting, "tai-word")}"]').text == "Tải Word"
    response = writer.get(minutes(meeting, "tai-word"))
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"] == 'attachment; filename="bien-ban-khao-sat-vai-tro-cua-to-dan-van-2026-11-11.docx"'
    assert "Đồng chí Ngô Thị Lụa - Tổ trưởng Tổ dân vận TDP 3:" in docx_text(response.content)


def test_the_word_file_of_signed_minutes_is_the_kept_file(writer, meeting):
    signed(meeting)
    kept = meeting.minutes.__class__.objects.get(meeting=meeting).revision.files.get(format="docx").file
    assert writer.page(minutes(meeting)).select_one(f'a[href="{minutes(meeting, "tai-word")}"]')
    assert b"".join(writer.get(minutes(meeting, "tai-word")).streaming_content) == kept.read()


def edit_addresses(meeting):
    """Every address that would change something of the meeting."""
    yield f"/hoi-nghi/{meeting.pk}/sua/"
    for slug, section in SECTIONS.items():
        if not section.frozen:
            continue
        yield f"/hoi-nghi/{meeting.pk}/muc/{slug}/them/"
        row = section.rows_of(meeting).first()
        if row:
            yield f"/hoi-nghi/{meeting.pk}/muc/{slug}/{row.pk}/sua/"
            yield f"/hoi-nghi/{meeting.pk}/muc/{slug}/{row.pk}/bo/"
            yield f"/hoi-nghi/{meeting.pk}/muc/{slug}/thu-tu/"


def test_signed_minutes_answer_a_plain_notice_on_every_way_to_change_them(writer, meeting):
    addresses = list(edit_addresses(meeting))
    signed(meeting)
    for address in addresses:
        assert "Biên bản đã ký ngày" in writer.page(address, status=409).text
        assert writer.post(address, {"text": "x"}).status_code == 409
    assert writer.post(minutes(meeting), {"number": "06"}).status_code == 409
    assert writer.post(minutes(meeting, "trinh")).status_code == 409


def test_what_was_typed_while_somebody_signed_is_given_back(writer, meeting, monkeypatch):
    """The page was checked before the signature; the trigger refuses, and the answer is a page with the words."""
    from surveys.views import rows

    signed(meeting)
    monkeypatch.setattr(rows, "find_to_change", lambda request, pk, **kwargs: SurveyMeeting.objects.get(pk=pk))
    response = writer.post(f"/hoi-nghi/{meeting.pk}/muc/ket-luan/them/", {"text": "ghi nhận sự chủ động của các tổ"})
    assert response.status_code == 409
    assert "ghi nhận sự chủ động của các tổ" in response.content.decode()


def test_the_database_itself_refuses(meeting):
    signed(meeting)
    with pytest.raises(DatabaseError), transaction.atomic():
        meeting.conclusions.create(text="thêm sau")


def test_follow_ups_and_published_items_go_on_after_signing(writer, meeting):
    signed(meeting)
    directive = meeting.directives.get()
    values = {"directive": directive.pk, "on": "20/11/2026", "text": "đã xong", "state": "done"}
    assert writer.post(f"/hoi-nghi/{meeting.pk}/muc/ket-qua/them/", values).status_code == 302
    assert writer.post(f"/hoi-nghi/{meeting.pk}/muc/tin/them/", {"title": "Tin"}).status_code == 302


def test_a_stranger_finds_no_minutes(client_as, meeting):
    stranger = client_as(role="head")
    for rest in ((), ("tai-pdf",), ("tai-word",), ("ky",)):
        assert stranger.get(minutes(meeting, *rest)).status_code == 404


def test_somebody_of_the_unit_without_the_right_is_refused(client_for, meeting):
    reader = MembershipFactory(unit=meeting.owner, role="standing").user
    MembershipFactory(user=reader, role="survey")
    assert client_for(reader).post(minutes(meeting, "trinh")).status_code == 403
    assert client_for(reader).post(minutes(meeting), {"number": "1"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_signature_waits_until_what_is_being_saved_is_saved(writer, meeting):
    """Both would go through otherwise: the row comes in behind the text that was frozen."""
    from concurrent.futures import ThreadPoolExecutor, TimeoutError
    from unittest.mock import patch

    from django.db import connection

    from surveys.forms.rows import ConclusionForm

    meeting.minutes.state = "with_chair"
    meeting.minutes.save()
    signer = UserFactory()
    waited = []

    def sign():
        try:
            sign_minutes(SurveyMeeting.objects.get(pk=meeting.pk), signer)
        finally:
            connection.close()

    save = ConclusionForm.save
    with ThreadPoolExecutor() as pool:

        def slow_save(form, commit=True):
            signing.append(pool.submit(sign))
            try:
                signing[0].result(timeout=1.5)
            except TimeoutError:
                waited.append(True)
            return save(form, commit)

        signing = []
        with patch.object(ConclusionForm, "save", slow_save):
            response = writer.post(f"/hoi-nghi/{meeting.pk}/muc/ket-luan/them/", {"text": "ghi nhận thêm"})
        signing[0].result(timeout=20)
    assert waited == [True]
    assert response.status_code == 302
    revision = SurveyMeeting.objects.get(pk=meeting.pk).minutes.revision
    assert "ghi nhận thêm" in str(revision.content).lower()
