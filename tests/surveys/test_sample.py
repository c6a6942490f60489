"""The sample data: what the invented ward must hold, and that a second run touches nothing."""

import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from danvan.accounts.models import Membership, Role, User
from danvan.documents.models import RevisionFile
from danvan.people.models import Appointment, Person
from danvan.units.models import Unit, UnitAncestor, UnitVersion
from surveys.minutes import minutes_content
from surveys.models import Minutes, Remark, Survey, SurveyMeeting

REFERENCE_OFFICIALS = {"Đặng Việt Hà", "Phạm Thị Minh Hồng", "Nguyễn Văn Chiến"}


pytestmark = pytest.mark.django_db


@dataclass
class Loaded:
    """What a first run said, and the folder it kept its files in."""

    said: str
    folder: Path

    @property
    def accounts_file(self) -> Path:
        return self.folder / "sample-accounts.txt"

    def settings(self) -> dict[str, Any]:
        """The settings under which it ran."""
        files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": self.folder / "files"}}
        return {"VAR_DIR": self.folder, "STORAGES": {**settings.STORAGES, "default": files}}


def run() -> str:
    said = StringIO()
    call_command("load_sample", stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The sample data, loaded once for all tests here: each works inside this transaction, which is taken back in the end."""
    found = Loaded("", tmp_path_factory.mktemp("sample"))
    with django_db_blocker.unblock(), override_settings(**found.settings()), transaction.atomic():
        found.said = run()
        with django_db_blocker.block():
            yield found
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _same_folder(loaded: Loaded, _private_files: None, settings: Any) -> None:
    for name, value in loaded.settings().items():
        setattr(settings, name, value)


def rows_of_all_tables() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.managed
    }


def invented_meetings() -> dict[str, SurveyMeeting]:
    """The meetings of the invented ward by the state of meeting and minutes."""
    found = SurveyMeeting.objects.filter(owner__sample=True).select_related("minutes")
    return {f"{meeting.state}, {meeting.minutes.state}": meeting for meeting in found}


def test_the_ward_has_groups_with_holes_in_the_numbers_and_teams_of_which_two_cover_two():
    today = timezone.localdate()
    groups = Unit.objects.filter(kind=Unit.Kind.GROUP, sample=True).open()
    numbers = set(groups.values_list("number", flat=True))
    teams = Unit.objects.filter(kind=Unit.Kind.TEAM, sample=True).open()
    covered = Counter(team.body_areas.filter(valid__contains=today).count() for team in teams)

    assert (len(numbers), len(groups)) == (22, 22)
    assert numbers < set(range(1, 31))
    assert covered == {1: 18, 2: 2}
    assert not Unit.objects.filter(sample=True, kind=Unit.Kind.DISTRICT).exists()


def test_some_units_had_another_name_before_and_one_is_closed():
    names = Counter(UnitVersion.objects.filter(unit__sample=True).values_list("unit", flat=True))
    renamed = [unit for unit, versions in names.items() if versions > 1]

    assert len(renamed) >= 2
    assert Unit.objects.filter(sample=True).closed().count() == 1


def test_everything_stands_below_the_invented_city():
    city = Unit.objects.get(sample=True, kind=Unit.Kind.PROVINCE)
    below = UnitAncestor.objects.filter(ancestor=city, valid__contains=timezone.localdate()).values("unit")
    apart = Unit.objects.filter(sample=True).open().exclude(pk__in=below).exclude(pk=city.pk)

    assert not apart.filter(kind__in=[Unit.Kind.WARD, Unit.Kind.GROUP, Unit.Kind.TEAM, Unit.Kind.CELL]).exists()


def test_the_people_are_180_under_names_of_nobody_and_all_hold_posts():
    invented = Person.objects.filter(sample=True)
    names = Counter(person.full_name for person in invented)

    assert invented.count() == 180
    assert not REFERENCE_OFFICIALS & set(names)
    assert not Person.objects.filter(sample=False).exclude(family_name__in=["Đặng Việt", "Phạm Thị Minh", "Nguyễn Văn"]).exists()
    assert not invented.exclude(appointments__valid__contains=timezone.localdate()).exists()
    assert Appointment.objects.filter(valid__endswith__lte=timezone.localdate()).exists()


def test_the_reference_case_is_no_sample_and_everything_else_is():
    reference = SurveyMeeting.objects.get(origin="archive")

    assert not reference.owner.sample
    assert reference.minutes.state == Minutes.State.ARCHIVE
    assert set(Unit.objects.filter(sample=False).values_list("name", flat=True)) == {
        "Phường Thượng Thanh",
        "Quận ủy",
        "Ban Dân vận Quận ủy",
    }


def test_one_survey_and_six_meetings_stand_in_all_states():
    survey = Survey.objects.get()

    assert set(invented_meetings()) == {
        "planned, writing",
        "postponed, writing",
        "held, writing",
        "held, draft",
        "held, with_chair",
        "held, signed",
    }
    assert survey.owner.sample
    assert survey.plan_number
    assert survey.plan_date
    assert survey.meetings.exists()
    assert survey.members.filter(role="head").count() == 1


def test_each_meeting_that_was_held_is_written_down_as_in_life():
    for state, meeting in invented_meetings().items():
        if not state.startswith("held"):
            continue
        people = Counter(meeting.attendances.values_list("role", flat=True))
        assert (people["chair"], people["note_taker"]) == (1, 1), state
        assert 10 <= people.total() <= 20, state
        assert 8 <= meeting.remarks.count() <= 14, state
        assert meeting.presentations.count() + meeting.themes.count() > 0, state
        assert meeting.directives.count() >= 2, state


def test_the_postponed_meeting_says_why_and_to_when():
    meeting = invented_meetings()["postponed, writing"]

    assert meeting.state_note
    assert meeting.postponed_to > meeting.days()[0]


def test_what_is_hard_in_minutes_occurs():
    meetings = invented_meetings()
    restricted = Remark.objects.get(restricted=True)

    assert Remark.objects.filter(anonymous=True).exists()
    assert restricted.report_text
    assert restricted.report_text != restricted.text
    assert meetings["held, writing"].remarks.filter(text__contains="??").exists()
    assert SurveyMeeting.objects.filter(owner__sample=True, attendances__group__gt="", attendances__people=None).exists()
    assert SurveyMeeting.objects.filter(owner__sample=True, votes__isnull=False).exists()
    assert SurveyMeeting.objects.filter(owner__sample=True, themes__isnull=False).exists()
    assert SurveyMeeting.objects.filter(owner__sample=True, directives__due_range=None).exists()
    assert SurveyMeeting.objects.filter(owner__sample=True, directives__due_range__isnull=False).exists()


def test_the_signed_meeting_is_frozen_and_its_pdf_is_kept():
    meeting = invented_meetings()["held, signed"]
    file = RevisionFile.objects.get(revision=meeting.minutes.revision).file

    assert file.read().startswith(b"%PDF-")
    assert minutes_content(meeting).blanks() == []
    assert [step.state for step in meeting.minutes.steps.all()] == ["draft", "with_chair", "signed"]


def test_photos_are_kept_as_pictures():
    (photo, *_) = SurveyMeeting.objects.filter(photos__file__isnull=False).first().photos.all()

    assert photo.file.content_type.startswith("image/")
    assert photo.file.read()


def test_there_is_an_account_for_every_role_and_its_password_opens_it(loaded: Loaded):
    roles = set(Membership.objects.filter(unit__sample=True).values_list("role", flat=True))
    text = loaded.accounts_file.read_text(encoding="utf-8")

    assert roles == set(Role.values)
    assert Membership.objects.filter(role=Role.SURVEY, unit__name="Ban Dân vận Quận ủy").count() == 1
    for user in User.objects.all():
        (line,) = [line for line in text.splitlines() if line.split()[:1] == [user.username]]
        password = line.split()[1]
        assert len(password) >= 12
        assert user.check_password(password)
        assert password in loaded.said


def test_only_the_owner_reads_the_passwords(loaded: Loaded):
    assert stat.S_IMODE(loaded.accounts_file.stat().st_mode) == 0o600


def test_a_second_run_adds_no_row_and_no_event_and_says_so(loaded: Loaded):
    before, passwords = rows_of_all_tables(), loaded.accounts_file.read_text(encoding="utf-8")
    said = run()

    assert "đã có" in said
    assert rows_of_all_tables() == before
    assert loaded.accounts_file.read_text(encoding="utf-8") == passwords
