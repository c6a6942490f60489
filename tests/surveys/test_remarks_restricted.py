"""Restricted remarks: the few who may read them, and every place where others must not meet their words."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from danvan.accounts.models import Role
from danvan.history.models import AccessRecord
from surveys.models import Remark, SurveyMeeting
from surveys.restricted import may_read
from tests.factories import AttendanceFactory, MembershipFactory, PersonFactory, RemarkFactory, UserFactory, office
from tests.factories.units import Office
from tests.pages import PageClient
from tests.surveys.attendance_page import Filled, held_meeting

pytestmark = pytest.mark.django_db
SECRET = "Đơn thư của bà con về ông Tám"
For = Callable[..., PageClient]


@pytest.fixture
def home() -> Office:
    return office()


@pytest.fixture
def writer(home: Office) -> Any:
    return MembershipFactory(unit=home.body).user


@pytest.fixture
def other(home: Office) -> Any:
    return MembershipFactory(unit=home.body, role=Role.WARD).user


@pytest.fixture
def remark(home: Office, writer: Any) -> Remark:
    meeting = held_meeting(home)
    made: Remark = RemarkFactory(
        meeting=meeting, text=SECRET, report_text="Có ý kiến về đơn thư.", restricted=True, written_by=writer, order=1
    )
    return made


def url(name: str, remark: Remark) -> str:
    return reverse(f"surveys:remark-{name}", args=[remark.meeting_id, remark.pk])


def at_meeting(meeting: SurveyMeeting, user: Any, role: str) -> None:
    user.person = PersonFactory()
    user.save()
    AttendanceFactory(meeting=meeting, person=user.person, role=role)


def test_the_writer_the_note_taker_the_chair_and_the_head_may_read(home: Office, writer: Any, other: Any, remark: Remark) -> None:
    head = MembershipFactory(unit=home.body, role=Role.HEAD).user
    chair, taker, guest = UserFactory(), UserFactory(), UserFactory()
    at_meeting(remark.meeting, chair, "chair")
    at_meeting(remark.meeting, taker, "note_taker")
    at_meeting(remark.meeting, guest, "attending")
    assert [may_read(user, remark) for user in (writer, head, chair, taker)] == [True] * 4
    assert [may_read(user, remark) for user in (other, guest)] == [False] * 2
    assert may_read(head, remark.meeting)
    assert not may_read(writer, remark.meeting), "who wrote one remark may not read all"
    remark.restricted = False
    assert may_read(other, remark)


@pytest.mark.parametrize("role", [Role.STANDING, Role.CLERK, Role.WARD, Role.ADMIN, Role.TEAM_HEAD])
def test_no_other_role_may_read(home: Office, remark: Remark, role: Role) -> None:
    assert not may_read(MembershipFactory(unit=home.body, role=role).user, remark)


def test_a_head_whose_role_has_ended_or_of_another_unit_may_not_read(remark: Remark) -> None:
    from datetime import date

    ended = MembershipFactory(unit=remark.meeting.owner, role=Role.HEAD, until=date(2020, 1, 1)).user
    stranger = MembershipFactory(unit=office("Đồi Thông").body, role=Role.HEAD).user
    assert not may_read(ended, remark)
    assert not may_read(stranger, remark)


def test_each_reading_of_the_full_text_is_written_down(client_for: For, writer: Any, remark: Remark) -> None:
    client = client_for(writer)
    for _ in range(2):
        assert SECRET in client.page(url("full", remark)).text
    response = client.get(url("edit", remark))
    assert "no-store" in response["Cache-Control"]
    records = list(AccessRecord.objects.all())
    assert len(records) == 3
    assert {(record.user, record.object_label, record.object_pk) for record in records} == {(writer, "ý kiến", remark.pk)}
    assert SECRET not in str([record.what for record in records])


def test_reading_an_open_remark_is_not_written_down(client_for: For, other: Any, remark: Remark) -> None:
    Remark.objects.update(restricted=False)
    client_for(other).page(url("full", remark))
    assert not AccessRecord.objects.exists()


def test_others_of_the_unit_are_refused_and_strangers_find_nothing(client_for: For, client_as: For, other: Any, remark: Remark) -> None:
    client = client_for(other)
    for name in ("full", "edit", "remove"):
        response = client.get(url(name, remark))
        assert response.status_code == 403
        assert SECRET not in response.content.decode()
    assert client.post(url("remove", remark)).status_code == 403
    assert Remark.objects.exists()
    stranger = client_as(Role.HEAD)
    assert {stranger.get(url(name, remark)).status_code for name in ("full", "edit", "remove")} == {404}
    assert not AccessRecord.objects.exists()


def test_the_words_stand_in_no_list_no_search_and_no_order_page(client_for: For, writer: Any, other: Any, remark: Remark) -> None:
    meeting = remark.meeting
    pages = [
        reverse("surveys:meeting-detail", args=[meeting.pk]),
        reverse("surveys:history", args=[meeting.pk]),
        reverse("surveys:minutes", args=[meeting.pk]),
        reverse("surveys:remark-add", args=[meeting.pk]),
        reverse("surveys:remark-order", args=[meeting.pk]),
        reverse("surveys:meeting-list") + "?q=đơn thư",
        reverse("desk:search") + "?q=ông Tám",
    ]
    for user in (other, writer):
        client = client_for(user)
        for page in pages:
            response = client.get(page)
            assert response.status_code == 200, page
            assert SECRET not in response.content.decode(), page


def test_history_keeps_back_every_version_of_a_remark_that_was_ever_restricted_from_everybody(
    client_for: For, writer: Any, other: Any, remark: Remark
) -> None:
    Remark.objects.filter(pk=remark.pk).update(restricted=False, text="Đã bỏ hạn chế.")
    opened = RemarkFactory(meeting=remark.meeting, text="Chữ cũ ai cũng đọc.", order=2)
    Remark.objects.filter(pk=opened.pk).update(restricted=True)
    opened.places.create(words="nhà ông Tám")
    opened.delete()
    head = MembershipFactory(unit=remark.meeting.owner, role=Role.HEAD).user
    for user in (writer, other, head):
        text = client_for(user).page(reverse("surveys:history", args=[remark.meeting_id])).text
        for hidden in ("Đơn", "cũ", "Tám"):
            assert hidden not in text, user
        assert "Nội dung hạn chế xem" in text
    assert not AccessRecord.objects.exists()


def test_history_leads_those_who_may_read_to_the_page_that_writes_the_reading_down(
    client_for: For, writer: Any, other: Any, remark: Remark
) -> None:
    Remark.objects.filter(pk=remark.pk).update(text="Bản sửa sau.")
    history = reverse("surveys:history", args=[remark.meeting_id])
    assert not client_for(other).page(history).select(f'a[href="{url("full", remark)}"]')
    client = client_for(writer)
    [*links] = client.page(history).select(f'a[href="{url("full", remark)}"]')
    assert len(links) == 2
    shown = client.page(links[0]["href"])
    assert next(cell.get_text() for cell in shown.select("td.old")) == SECRET
    assert AccessRecord.objects.filter(user=writer, object_pk=remark.pk).count() == 1


def test_earlier_words_of_a_remark_that_is_open_now_are_for_those_who_may_read_and_written_down(
    client_for: For, writer: Any, other: Any, remark: Remark
) -> None:
    Remark.objects.filter(pk=remark.pk).update(restricted=False, text="Đã bỏ hạn chế.")
    assert SECRET not in client_for(other).page(url("full", remark)).text
    assert not AccessRecord.objects.exists()
    assert "Đơn thư" in client_for(writer).page(url("full", remark)).text
    assert AccessRecord.objects.filter(user=writer).count() == 1


def test_a_remark_restricted_meanwhile_is_not_shown_and_the_typed_words_come_back(client_for: For, other: Any, remark: Remark) -> None:
    Remark.objects.update(restricted=False, text="Bản đầu.")
    client = client_for(other)
    page = Filled(client, url("edit", remark), client.page(url("edit", remark)))
    Remark.objects.update(restricted=True, text=SECRET)
    page["text"] = "Những chữ vừa ghi xong."
    shown = client.submit(url("edit", remark), page, status=403)
    assert "Những chữ vừa ghi xong." in shown.text
    assert SECRET not in shown.text


def test_an_anonymous_speaker_is_named_on_no_page_of_the_remark(client_for: For, writer: Any, remark: Remark) -> None:
    remark.anonymous, remark.restricted = True, False
    remark.save()
    name = remark.speaker.name  # type: ignore[union-attr]
    client = client_for(writer)
    for page in (url("full", remark), url("remove", remark), reverse("surveys:remark-order", args=[remark.meeting_id])):
        assert name not in client.page(page).text


def test_titles_messages_and_logs_do_not_carry_the_words(
    client_for: For, writer: Any, remark: Remark, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_for(writer)
    with caplog.at_level(logging.DEBUG):
        page = Filled(client, url("edit", remark), client.page(url("edit", remark)))
        assert "Tám" not in page.soup.title.text  # type: ignore[union-attr]
        page["text"] = SECRET + " và thêm nữa"
        saved = client.post(url("edit", remark), page, follow=True)
    assert "Tám" not in caplog.text
    assert "Tám" not in saved.content.decode()


def test_a_fault_while_saving_does_not_report_the_words(
    client_for: For, writer: Any, remark: Remark, monkeypatch: pytest.MonkeyPatch
) -> None:
    from surveys.forms.remarks import RemarkForm

    def fail(*_: Any) -> bool:
        raise RuntimeError("broken")

    monkeypatch.setattr(RemarkForm, "save_guarded", fail)
    client = client_for(writer)
    client.raise_request_exception = False
    response = client.post(url("edit", remark), {"text": SECRET, "report_text": SECRET})
    assert response.status_code == 500
    assert "Tám" not in response.content.decode()
