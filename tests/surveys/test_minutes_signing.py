"""Signing freezes: text, hash and bytes stay whatever happens to names afterwards."""

import hashlib
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from danvan.documents.content import Content
from danvan.documents.models import Revision, RevisionFile
from danvan.people.models import Person, PostTitle
from danvan.units import versions
from danvan.units.models import Unit
from surveys.minutes import CannotSignError, WrongStateError, minutes_content, move_minutes, sign_minutes, signing_obstacles
from surveys.models import Minutes, SurveyMeeting
from tests.documents.reading import docx_text, pdf_text
from tests.factories import UserFactory
from tests.history.portal_role import as_the_portal
from tests.surveys.meetings import finished_meeting
from tests.surveys.reference_case import reference_meeting

pytestmark = pytest.mark.django_db


def with_chair(**fields: object) -> SurveyMeeting:
    meeting = finished_meeting(**fields)
    Minutes.objects.filter(meeting=meeting).update(state="with_chair")
    return SurveyMeeting.objects.get(pk=meeting.pk)


def test_signing_keeps_text_hash_and_both_files_as_revision_1():
    meeting, head = with_chair(), UserFactory()
    revision = sign_minutes(meeting, head, "ký bản giấy")
    file, word = (RevisionFile.objects.get(revision=revision, format=file_format) for file_format in ("pdf", "docx"))
    meeting.refresh_from_db()

    assert (revision.kind, revision.number, revision.created_by) == ("minutes", 1, head)
    assert Content.from_json(revision.content).sha256 == revision.sha256
    for kept in (file, word):
        assert kept.sha256 == hashlib.sha256(kept.file.read()).hexdigest()
    assert "Đồng chí Ngô Thị Lụa - Tổ trưởng Tổ dân vận TDP 3:" in pdf_text(file.file.read())
    assert "Đồng chí Ngô Thị Lụa - Tổ trưởng Tổ dân vận TDP 3:" in docx_text(word.file.read())
    assert meeting.minutes.is_signed
    assert meeting.minutes.revision == revision
    assert [(step.state, step.by, step.note) for step in meeting.minutes.steps.all()] == [("signed", head, "ký bản giấy")]


def test_the_portals_own_database_role_can_sign():
    meeting, head = with_chair(), UserFactory()
    with as_the_portal():
        revision = sign_minutes(meeting, head)

    assert sorted(revision.files.values_list("format", flat=True)) == ["docx", "pdf"]


def test_renaming_everything_changes_nothing_that_is_signed(tmp_path: Path):
    meeting = with_chair()
    revision = sign_minutes(meeting, UserFactory())
    before = minutes_content(SurveyMeeting.objects.get(pk=meeting.pk))
    stored = {file.format: file.file.read() for file in revision.files.all()}

    for unit in Unit.objects.all():
        versions.change(unit, date(2020, 1, 1), name=f"Đơn vị đổi tên {unit.pk}")
    Person.objects.update(family_name="Đổi", given_name="Tên")
    PostTitle.objects.update(label="Chức danh khác")

    after = minutes_content(SurveyMeeting.objects.get(pk=meeting.pk))
    for file_format, data in stored.items():
        out = tmp_path / f"bien-ban.{file_format}"
        call_command("render_document", "minutes", meeting=meeting.pk, format=file_format, out=out, stdout=StringIO())
        assert out.read_bytes() == data
    assert after == before
    assert after.sha256 == revision.sha256
    assert {file.format: file.file.read() for file in revision.files.all()} == stored


def test_what_is_signed_cannot_be_edited_any_more():
    meeting = with_chair()
    sign_minutes(meeting, UserFactory())

    with pytest.raises(DatabaseError, match="Biên bản đã ký"), transaction.atomic():
        meeting.remarks.update(text="Nói khác.")


def test_blanks_stop_the_signature_and_are_named_with_their_section():
    meeting = with_chair()
    meeting.remarks.update(text="Sổ cấp từ năm ??.")
    meeting.sessions.update(end=None)

    with pytest.raises(CannotSignError) as refused:
        sign_minutes(meeting, UserFactory())
    assert refused.value.obstacles == [
        "Còn trống: chỗ nghe chưa rõ (II- NỘI DUNG).",
        "Còn trống: giờ kết thúc (III- KẾT THÚC).",
    ]
    assert not Revision.objects.exists()


def test_only_minutes_that_the_chair_has_seen_are_signed():
    assert signing_obstacles(finished_meeting()) == ["Biên bản chưa trình chủ trì."]


@pytest.mark.parametrize("state", ["planned", "postponed", "cancelled"])
def test_a_meeting_that_was_not_held_has_nothing_to_sign(state: str):
    (obstacle,) = signing_obstacles(with_chair(state=state))

    assert "ký được khi hội nghị đã họp" in obstacle


def test_minutes_are_signed_once():
    meeting = with_chair()
    sign_minutes(meeting, UserFactory())

    with pytest.raises(CannotSignError, match="Biên bản đã ký"):
        sign_minutes(meeting, UserFactory())
    assert Revision.objects.count() == 1


def test_rebuilt_minutes_are_never_signed():
    with pytest.raises(CannotSignError, match="dựng lại"):
        sign_minutes(reference_meeting(), UserFactory())


def test_minutes_go_to_the_chair_step_by_step_and_may_come_back():
    meeting, officer = finished_meeting(), UserFactory()
    for state in ("draft", "with_chair", "draft", "with_chair"):
        move_minutes(meeting, state, officer)

    assert [step.state for step in meeting.minutes.steps.all()] == ["draft", "with_chair", "draft", "with_chair"]
    assert signing_obstacles(meeting) == []


@pytest.mark.parametrize("to", ["with_chair", "signed", "archive", "writing"])
def test_a_step_from_the_wrong_place_is_refused(to: str):
    with pytest.raises(WrongStateError, match="Đang ghi"):
        move_minutes(finished_meeting(), to, UserFactory())


def test_archived_minutes_do_not_move():
    with pytest.raises(WrongStateError):
        move_minutes(reference_meeting(), "draft", UserFactory())


# The command


def test_the_command_prints_minutes_to_a_file(tmp_path: Path):
    out, said = tmp_path / "bien-ban.pdf", StringIO()
    call_command("render_document", "minutes", "--meeting", str(finished_meeting().pk), "--format", "pdf", "--out", str(out), stdout=said)

    assert "Trần Văn Lộc" in pdf_text(out.read_bytes())
    assert f"Đã ghi {out}" in said.getvalue()


def test_the_command_prints_minutes_to_a_word_file(tmp_path: Path):
    out = tmp_path / "bien-ban.docx"
    call_command("render_document", "minutes", meeting=finished_meeting().pk, format="docx", out=out, stdout=StringIO())

    assert "Trần Văn Lộc" in docx_text(out.read_bytes())


def test_the_command_lists_the_kinds_of_papers():
    said = StringIO()
    call_command("render_document", "--list", stdout=said)

    assert "minutes --meeting ID: Biên bản hội nghị" in said.getvalue()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["minutes"], "Ghi đủ"),
        (["thu-moi"], "Chọn một loại văn bản: .*minutes"),
        (["minutes", "--meeting", "999", "--out", "x.pdf"], "Không có hội nghị mã 999."),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], message: str):
    with pytest.raises(CommandError, match=message):
        call_command("render_document", *arguments, stdout=StringIO())


def test_the_command_says_when_it_cannot_write(tmp_path: Path):
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("render_document", "minutes", meeting=finished_meeting().pk, out=tmp_path / "khong-co" / "x.pdf", stdout=StringIO())
