"""A text is taken out of its row and its history; who, when and why stay."""

import pytest
from django.db import Error, connection, transaction

from danvan.documents.models import Revision
from danvan.history.models import Redaction
from danvan.history.redaction import REDACTABLE, REDACTED, redact
from surveys.models import Minutes, Remark, SurveyMeeting
from tests.factories import RemarkFactory, UserFactory
from tests.history.portal_role import as_the_portal

pytestmark = pytest.mark.django_db
WHY = "Đồng chí phát biểu đề nghị bỏ chuyện riêng của gia đình."


@pytest.fixture
def remark() -> Remark:
    remark = RemarkFactory(text="chuyện riêng", report_text="ý kiến về hộ nghèo")
    remark.text = "chuyện riêng của nhà bà Tư"
    remark.save()
    return remark


@pytest.fixture
def head():
    return UserFactory(display_name="Lê Văn Trưởng")


def texts(pk: int) -> set[str]:
    events = Remark.events.rel.related_model.objects.filter(pgh_obj_id=pk)
    return {*Remark.objects.filter(pk=pk).values_list("text", flat=True), *events.values_list("text", flat=True)}


def test_the_portal_takes_a_text_out_everywhere_and_keeps_who_when_why(remark, head):
    with as_the_portal():
        record = redact(Remark, remark.pk, "text", by=head, reason=WHY)
    assert texts(remark.pk) == {REDACTED}
    assert (record.user, record.table, record.column, record.object_pk, record.reason) == (head, "surveys_remark", "text", remark.pk, WHY)
    assert record.at
    remark.refresh_from_db()
    assert remark.report_text == "ý kiến về hộ nghèo", "only the column that was named"


def test_other_remarks_keep_their_text(remark, head):
    other = RemarkFactory(meeting=remark.meeting, text="đường ngõ 45")
    redact(Remark, remark.pk, "text", by=head, reason=WHY)
    assert texts(other.pk) == {"đường ngõ 45"}


def test_the_history_tells_that_and_by_whom(remark, head):
    redact(Remark, remark.pk, "text", by=head, reason=WHY)
    newest = remark.events.order_by("-pgh_id").first()
    assert (newest.pgh_label, newest.pgh_context.metadata["user"]) == ("update", head.pk)


def test_signed_minutes_are_no_obstacle_and_stay_frozen(remark, head):
    paper = Revision.objects.create(kind="minutes", content={}, schema_version=1, sha256="0" * 64, created_by=head)
    Minutes.objects.update_or_create(meeting=remark.meeting, defaults={"state": "signed", "revision": paper})
    with as_the_portal():
        redact(Remark, remark.pk, "text", by=head, reason=WHY)
        with pytest.raises(Error, match="Biên bản đã ký"), transaction.atomic():
            Remark.objects.filter(pk=remark.pk).update(text="sửa lại")
    assert texts(remark.pk) == {REDACTED}


def test_after_it_history_is_append_only_again(remark, head):
    redact(Remark, remark.pk, "text", by=head, reason=WHY)
    with pytest.raises(Error, match="Cannot update or delete"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE surveys_remarkevent SET text = ''")


def test_a_deleted_row_can_still_be_taken_out_of_the_history(remark, head):
    pk = remark.pk
    remark.delete()
    redact(Remark, pk, "text", by=head, reason=WHY)
    assert texts(pk) == {REDACTED}


def test_nothing_else_can_be_redacted(remark, head):
    with pytest.raises(ValueError, match="not to be redacted"):
        redact(SurveyMeeting, remark.meeting_id, "title", by=head, reason=WHY)
    for table, column in (("surveys_surveymeeting", "title"), ("surveys_remark", "speaker_words"), ("accounts_user", "password")):
        with pytest.raises(Error, match="not to be redacted"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT history_redact(%s, %s, %s, %s, %s)", [table, column, remark.pk, head.pk, WHY])
    assert not Redaction.objects.exists()


def test_the_list_is_the_same_in_the_database(remark, head):
    for table, column in REDACTABLE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT history_redact(%s, %s, %s, %s, %s)", [table, column, remark.pk, head.pk, WHY])
    remark.refresh_from_db()
    assert (remark.text, remark.report_text) == (REDACTED, REDACTED)


def test_a_redaction_says_why_and_what(remark, head):
    with pytest.raises(ValueError, match="says why"):
        redact(Remark, remark.pk, "text", by=head, reason="  ")
    with pytest.raises(ValueError, match="never had"):
        redact(Remark, 0, "text", by=head, reason=WHY)
    assert not Redaction.objects.exists()
