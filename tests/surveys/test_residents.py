"""Who is taken for a resident, so that no name leaves by accident, and who is not."""

from datetime import date

import pytest

from surveys.minutes import draft_minutes
from surveys.models import Attendance, Remark
from surveys.residents import leave_out_names, residents_among
from tests.factories import AppointmentFactory, AttendanceFactory, GroupAttendanceFactory, RemarkFactory
from tests.surveys.dossiers import RESIDENT, resident_of
from tests.surveys.meetings import finished_meeting

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 11)


def is_resident(**fields):
    row = AttendanceFactory(**fields)
    return residents_among([row], DAY) == {row.pk}


@pytest.mark.parametrize(
    "title", ["Cư dân TDP 5", "Đại diện hộ dân ngõ 45", "công dân", "Người dân", "Đại diện cho Nhân dân TDP 3", "Chủ hộ", ""]
)
def test_who_came_with_no_post_is_a_resident(title):
    assert is_resident(title=title)


@pytest.mark.parametrize(
    "title",
    [
        "Tổ trưởng Tổ dân phố số 5",
        "Đại biểu HĐND phường",
        "Phó Chủ tịch Hội đồng nhân dân",
        "Chủ hợp tác xã",
        "Hội Phụ nữ",
        "Ban Công tác Mặt trận",
    ],
)
def test_who_holds_a_post_is_none(title):
    assert not is_resident(title=title)


def test_a_post_of_the_directory_on_that_day_counts_where_the_list_is_silent():
    row = AttendanceFactory(title="")
    AppointmentFactory(person=row.person)
    assert residents_among([row], DAY) == set()


def test_neither_is_the_chair_nor_a_group():
    chair = AttendanceFactory(title="", role=Attendance.Role.CHAIR)
    assert residents_among([chair, GroupAttendanceFactory(meeting=chair.meeting)], DAY) == set()


def test_minutes_without_names_count_as_many_people_and_change_nothing_that_is_stored():
    meeting = finished_meeting()
    remark = RemarkFactory(meeting=meeting, speaker=resident_of(meeting), text="Cống tắc đã lâu.")
    named, unnamed = draft_minutes(meeting).content.lines(), draft_minutes(meeting, leave_out_names).content.lines()
    assert any(RESIDENT in line for line in named)
    assert not any(RESIDENT in line for line in unnamed)
    assert any("Một đại biểu: Cống tắc đã lâu" in line for line in unnamed)
    assert [line for line in named if line.startswith("Có mặt")] == [line for line in unnamed if line.startswith("Có mặt")]
    assert not Remark.objects.get(pk=remark.pk).anonymous
