"""The sample data: an invented ward that looks like real life, loaded once and never touched again."""

import stat
import tempfile
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pghistory.models
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from danvan.accounts.models import Membership, Role, User
from danvan.history.changes import changes_of
from danvan.people.models import Appointment, Person, PostTitle
from danvan.units.models import BodyArea, MobilizationTeam, ResidentialGroup, Succession, Unit, UnitAncestor, Ward
from surveys import vocabularies
from surveys.minutes import build_minutes, signing_obstacles
from surveys.models import Attendance, Minutes, Remark, Survey, SurveyMeeting, Term
from surveys.sample import accounts
from surveys.sample.meetings import working_day
from surveys.sample.names import names
from surveys.sample.ward import GROUPS

OFFICIALS = ("Đặng Việt Hà", "Phạm Thị Minh Hồng", "Nguyễn Văn Chiến")


def load_sample() -> str:
    out = StringIO()
    call_command("load_sample", stdout=out)
    return out.getvalue()


class TestSampleData(TestCase):
    """Loaded once for all tests of the class."""

    @classmethod
    def setUpTestData(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        storages = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": {"location": cls.folder / "files"}}}
        cls.enterClassContext(override_settings(VAR_DIR=cls.folder, STORAGES=storages))
        cls.output = load_sample()
        cls.ward = Ward.objects.get(name="Phường An Phú Thượng")

    def groups(self):
        return ResidentialGroup.objects.below(self.ward, timezone.localdate())

    def teams(self):
        return MobilizationTeam.objects.filter(sample=True).open()

    def meeting(self, state):
        return SurveyMeeting.objects.get(owner__sample=True, state="held", minutes__state=state)

    def test_the_ward_has_22_groups_with_holes_in_their_numbers(self):
        numbers = sorted(self.groups().values_list("number", flat=True))
        assert numbers == sorted(GROUPS)
        assert len(numbers) == 22
        assert max(numbers) == 30

    def test_20_teams_cover_all_groups_and_two_of_them_two_each(self):
        covered = BodyArea.objects.filter(body__in=self.teams(), valid__contains=timezone.localdate())
        areas = [(link.body_id, link.area_id) for link in covered]
        assert self.teams().count() == 20
        assert len({area for _, area in areas}) == len(areas) == 22
        assert sum(1 for team in self.teams() if sum(body == team.pk for body, _ in areas) == 2) == 2

    def test_there_is_no_district_and_the_ward_stands_under_the_city(self):
        assert not Unit.objects.filter(kind=Unit.Kind.DISTRICT).exists()
        assert [link.ancestor.name for link in UnitAncestor.objects.filter(unit=self.ward)] == ["Thành phố Minh Giang"]

    def test_everything_invented_is_marked_as_a_sample(self):
        of_the_reference_case = {"Quận ủy", "Ban Dân vận Quận ủy", "Phường Thượng Thanh"}
        assert set(Unit.objects.filter(sample=False).values_list("name", flat=True)) == of_the_reference_case
        assert {person.full_name for person in Person.objects.filter(sample=False)} == set(OFFICIALS)

    def test_180_people_hold_posts_and_none_bears_an_officials_name(self):
        people = list(Person.objects.filter(sample=True))
        assert len(people) == len({person.full_name for person in people}) == 180
        assert not {person.full_name for person in people} & set(OFFICIALS)
        holders = set(Appointment.objects.filter(valid__contains=timezone.localdate()).values_list("person", flat=True))
        assert {person.pk for person in people} <= holders

    def test_each_team_has_a_head_a_deputy_and_six_members(self):
        today = timezone.localdate()
        for team in self.teams():
            held = Appointment.objects.filter(unit=team, valid__contains=today).values_list("title__label", flat=True)
            assert sorted(held) == ["Thành viên Tổ dân vận"] * 6 + ["Tổ phó Tổ dân vận", "Tổ trưởng Tổ dân vận"]

    def test_some_units_were_called_otherwise_and_one_has_ended(self):
        assert sorted(Unit.objects.get(number=30).versions.values_list("number", flat=True)) == [6, 30]
        assert Unit.objects.get(name="Tổ dân vận TDP 18 và 19").name_on(date(2025, 7, 15)) == "Tổ dân vận TDP 18"
        closed = Unit.objects.get(sample=True, closed_on__isnull=False)
        assert closed.name == "Tổ dân vận TDP 19"
        assert Succession.objects.get(from_unit=closed).to_unit.name == "Tổ dân vận TDP 18 và 19"
        assert Appointment.objects.filter(valid__endswith__isnull=False).count() == 4

    def test_six_meetings_are_in_all_states(self):
        meetings = SurveyMeeting.objects.filter(owner__sample=True).values_list("state", "minutes__state")
        assert sorted(meetings) == [
            ("held", "draft"),
            ("held", "signed"),
            ("held", "with_chair"),
            ("held", "writing"),
            ("planned", "writing"),
            ("postponed", "writing"),
        ]
        assert Survey.objects.get().meetings.count() == 2

    def test_remarks_have_kinds_places_answers_and_some_are_kept_back(self):
        counts = [meeting.remarks.count() for meeting in SurveyMeeting.objects.filter(owner__sample=True, state="held")]
        assert sorted(counts) == [9, 10, 12, 14]
        remarks = Remark.objects.filter(meeting__owner__sample=True)
        assert remarks.filter(anonymous=True).count() == 2
        restricted = remarks.get(restricted=True)
        assert restricted.report_text
        assert restricted.report_text != restricted.text
        assert remarks.filter(answers__isnull=False).distinct().count() == 6

    def test_the_planned_meeting_lies_ahead_and_the_others_behind(self):
        today = timezone.localdate()
        days = {meeting.state: meeting.days()[0] for meeting in SurveyMeeting.objects.filter(owner__sample=True)}
        assert days["planned"] > today
        assert days["postponed"] < today
        assert days["held"] < today

    def test_the_signed_minutes_are_frozen_with_a_pdf(self):
        signed = self.meeting("signed")
        paper = signed.minutes.revision.files.get(format="pdf").file
        assert (self.folder / "files" / paper.path).read_bytes().startswith(b"%PDF")
        assert signed.minutes.steps.count() == 3
        assert signed.photos.filter(file__isnull=False).count() == 2

    def test_each_meeting_that_was_held_is_written_down_as_in_life(self):
        for meeting in SurveyMeeting.objects.filter(owner__sample=True, state="held"):
            roles = list(meeting.attendances.values_list("role", flat=True))
            assert (roles.count("chair"), roles.count("note_taker")) == (1, 1)
            assert 10 <= len(roles) <= 22
            assert meeting.presentations.exists() or meeting.themes.exists()
            assert meeting.directives.count() >= 2

    def test_the_postponed_meeting_says_why_and_to_when(self):
        meeting = SurveyMeeting.objects.get(owner__sample=True, state="postponed")
        assert meeting.state_note
        assert meeting.postponed_to > meeting.days()[0]

    def test_what_is_hard_in_minutes_occurs(self):
        held = SurveyMeeting.objects.filter(owner__sample=True, state="held")
        assert Remark.objects.filter(meeting=self.meeting("writing"), text__contains="??").exists()
        assert held.filter(attendances__group__gt="", attendances__people=None).exists()
        assert held.filter(votes__isnull=False).exists()
        assert held.filter(directives__due_range=None).exists()
        assert held.filter(directives__due_range__isnull=False).exists()

    def test_only_the_signature_is_wanting_where_the_chair_has_the_minutes(self):
        assert signing_obstacles(self.meeting("with_chair")) == []
        assert build_minutes(self.meeting("draft")).blanks()
        assert build_minutes(self.meeting("writing")).blanks()

    def test_titles_are_those_of_the_day_and_uvbtv_is_written_out_on_paper(self):
        chair = Attendance.objects.get(meeting=self.meeting("draft"), role="chair")
        assert chair.title == "UVBTV Đảng ủy, Trưởng Ban Xây dựng Đảng"
        assert "Ủy viên Ban Thường vụ Đảng ủy, Trưởng Ban Xây dựng Đảng" in "\n".join(build_minutes(chair.meeting).lines())

    def test_the_history_says_who_logged_the_meetings(self):
        assert {change.who for change in changes_of(self.meeting("draft"))} == {"Lê Thị Thu Hường"}

    def test_there_is_an_account_for_each_role_and_one_for_the_reference_case(self):
        roles = Membership.objects.values_list("role", flat=True)
        assert set(roles) == set(Role)
        office = Membership.objects.get(unit__name="Ban Dân vận Quận ủy", role=Role.SURVEY)
        reference = SurveyMeeting.objects.get(owner=office.unit)
        assert SurveyMeeting.objects.visible_to(office.user).get() == reference
        assert not User.objects.filter(must_change_password=True).exists()

    def test_the_passwords_work_and_only_the_owner_of_the_file_reads_them(self):
        path = accounts.path()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if "-" in line]
        assert len(lines) == User.objects.count() == 9
        for username, password, *_ in lines:
            assert User.objects.get(username=username).check_password(password)
            assert username.isascii()
            assert password in self.output

    def test_a_second_run_changes_nothing(self):
        before = pghistory.models.Events.objects.count(), accounts.path().read_text(encoding="utf-8"), accounts.path().stat().st_mtime_ns
        assert "Phường mẫu đã có" in load_sample()
        after = pghistory.models.Events.objects.count(), accounts.path().read_text(encoding="utf-8"), accounts.path().stat().st_mtime_ns
        assert after == before

    def test_a_sample_that_somebody_renamed_is_not_loaded_again(self):
        Unit.objects.filter(pk=self.ward.pk).update(name="Phường Khác")
        load_sample()
        assert Ward.objects.filter(sample=True).count() == 1


@pytest.mark.django_db
def test_nothing_is_left_when_loading_fails(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with patch("surveys.sample.loading.load_people", side_effect=RuntimeError), pytest.raises(RuntimeError):
        load_sample()
    assert not Unit.objects.exists()
    assert not Minutes.objects.exists()


@pytest.mark.django_db
def test_vocabularies_load_once_and_leave_what_the_office_changed():
    assert vocabularies.load() > 0
    Term.objects.filter(vocabulary="remark_kind", code="KQ").update(label="kết quả", closed=True)
    PostTitle.objects.filter(label="Chuyên viên").update(label="Chuyên viên ban")
    assert vocabularies.load() == 0
    assert Term.objects.get(vocabulary="remark_kind", code="KQ").label == "kết quả"
    assert not PostTitle.objects.filter(label="Chuyên viên").exists()


@pytest.mark.django_db
def test_a_title_of_each_system_has_its_place_in_protocol_order():
    vocabularies.load()
    ranks = {title.label: title.rank for title in PostTitle.objects.all()}
    in_order = ("Bí thư Đảng ủy", "Chủ tịch HĐND", "Chủ tịch UBND", "Chủ tịch Ủy ban MTTQ", "Chủ tịch Hội Nông dân", "Tổ trưởng Tổ dân vận")
    assert [ranks[label] for label in in_order] == sorted(ranks[label] for label in in_order)
    assert set(PostTitle.objects.values_list("system", flat=True)) == set(Unit.System)


def test_names_are_the_same_each_time_and_leave_out_those_taken():
    first = [name for pair, _ in zip(names(set()), range(100), strict=False) for name in pair]
    again = [name for pair, _ in zip(names({first[0]}), range(100), strict=False) for name in pair]
    assert len(set(first)) == 200
    assert first[0] not in again
    assert again[1] == first[1] or again[0] != first[0]


@pytest.mark.parametrize(("today", "offset"), [(date(2026, 11, 24), -2), (date(2026, 11, 22), 7), (date(2026, 11, 21), 9)])
def test_meetings_fall_on_working_days(today, offset):
    day = working_day(today, offset)
    assert day.weekday() < 5
    assert (day > today) == (offset > 0)
    assert abs(day - (today + timedelta(days=offset))) <= timedelta(days=2)
