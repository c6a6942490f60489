"""What the database lets the portal do, whatever its code may try: write rows, and leave history alone."""

import pgtrigger
import pytest
from django.db import Error, connection, transaction

from danvan.history.models import AccessRecord
from danvan.history.roles import APP_ROLE
from surveys.models import Remark
from tests.factories import RemarkFactory, UserFactory
from tests.history.portal_role import as_the_portal

pytestmark = pytest.mark.django_db


def refused(statement: str, *params: object) -> str:
    """The statement fails; return what the database says."""
    with pytest.raises(Error) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)
    return str(refusal.value)


@pytest.fixture
def remark() -> Remark:
    return RemarkFactory(text="báo lịch trước 05 ngày")


def test_what_the_portal_writes_leaves_its_events(remark):
    with as_the_portal():
        remark.text = "báo lịch trước 07 ngày"
        remark.save()
        another = RemarkFactory(meeting=remark.meeting)
        pk = another.pk
        another.delete()
    assert list(remark.events.order_by("pgh_id").values_list("pgh_label", "text")) == [
        ("insert", "báo lịch trước 05 ngày"),
        ("update", "báo lịch trước 07 ngày"),
    ]
    events = Remark.events.rel.related_model.objects.filter(pgh_obj_id=pk)
    assert sorted(events.values_list("pgh_label", flat=True)) == ["delete", "insert"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE surveys_remarkevent SET text = ''",
        "DELETE FROM surveys_remarkevent",
        "INSERT INTO surveys_remarkevent SELECT * FROM surveys_remarkevent",
        "TRUNCATE surveys_remarkevent",
        "TRUNCATE surveys_remark CASCADE",
        "UPDATE pghistory_context SET metadata = '{}'",
        "DELETE FROM history_redaction",
        "INSERT INTO history_redaction (at, user_id, \"table\", \"column\", object_pk, reason) VALUES (now(), 1, 'a', 'b', 1, 'c')",
        "UPDATE history_accessrecord SET what = ''",
        "DELETE FROM history_accessrecord",
        "UPDATE documents_revision SET sha256 = ''",
        "DELETE FROM documents_revisionfile",
        "ALTER TABLE surveys_remark DISABLE TRIGGER ALL",
        "DROP TABLE surveys_remarkevent CASCADE",
        "SET session_replication_role = replica",
    ],
)
def test_the_portal_cannot_touch_history(remark, statement):
    with as_the_portal():
        said = refused(statement)
    assert "permission denied" in said or "must be owner" in said


def test_the_portal_cannot_take_a_trigger_or_its_function_away(remark):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgfoid::regprocedure FROM pg_trigger WHERE tgrelid = 'surveys_remark'::regclass AND NOT tgisinternal"
        )
        triggers = cursor.fetchall()
    assert len(triggers) >= 4
    with as_the_portal():
        for name, function in triggers:
            assert "must be owner" in refused(f"DROP TRIGGER {name} ON surveys_remark")
            assert "must be owner" in refused(f"DROP FUNCTION {function} CASCADE")


def test_the_portal_cannot_switch_the_history_off(remark):
    with as_the_portal(), pgtrigger.ignore():
        remark.text = "lén sửa"
        remark.save()
    assert remark.events.filter(text="lén sửa").exists()


def test_the_owner_can_leave_triggers_out_for_once(remark):
    with pgtrigger.ignore("surveys.Remark:update_update"):
        remark.text = "dữ liệu chuyển sang"
        remark.save()
    assert not remark.events.filter(text="dữ liệu chuyển sang").exists()


def test_every_table_that_has_events_is_guarded():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname LIKE '%%event'
                  AND (has_table_privilege(%s, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
                       OR NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname ~ 'append_only'))""",
            [APP_ROLE],
        )
        assert cursor.fetchall() == []


def test_the_portal_writes_down_who_read_what(remark):
    with as_the_portal():
        AccessRecord.objects.create(user=UserFactory(), what="toàn văn ý kiến", object_label="surveys.Remark", object_pk=remark.pk)
    assert AccessRecord.objects.exists()
