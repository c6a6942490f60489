"""The reference case as it is loaded: all that its text says, and nothing that it does not."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from danvan.people.models import Appointment, Person
from surveys.minutes import signing_obstacles
from surveys.models import Attendance, Directive, FollowUp, MeetingSession, Recommendation, RemarkAnswer, SurveyMeeting, Theme, Vote
from surveys.sample.reference import find_reference, load_reference

PAGE = Path(__file__).parents[2] / "docs" / "reference-case.md"

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> SurveyMeeting:
    return load_reference()


def test_it_is_found_again(meeting):
    assert find_reference() == meeting


def test_the_people_stand_in_the_order_of_the_text_with_its_titles(meeting):
    rows = [(row.label, row.title, row.side, row.role) for row in meeting.attendances.order_by("order")]
    assert rows == [
        ("Đặng Việt Hà", "UVTV, Trưởng ban Dân vận Quận ủy", "above", "chair"),
        ("lãnh đạo, chuyên viên Ban Dân vận Quận ủy", "", "above", "attending"),
        ("Phạm Thị Minh Hồng", "Bí thư Đảng ủy, Chủ tịch HĐND", "local", "attending"),
        ("Nguyễn Văn Chiến", "Phó Bí thư thường trực Đảng ủy, trưởng khối vận", "local", "attending"),
        ("Chủ tịch UBND phường", "", "local", "attending"),
        ("Chủ tịch UBMTTQ phường", "", "local", "attending"),
        ("các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường", "", "local", "attending"),
    ]
    assert [row.role_inferred for row in meeting.attendances.order_by("order")] == [True] + [False] * 6
    assert meeting.attendances.get(units__isnull=False).units == 4


def test_the_three_groups_are_asked_in_the_words_of_the_text(meeting):
    asked = [([str(to) for to in row.addressees.order_by("order")], row) for row in meeting.directives.order_by("order")]
    assert [to for to, _ in asked] == [["Đảng ủy phường", "các Tổ dân vận"], ["phường"], ["MTTQ và các đoàn thể CT-XH"]]
    assert {row.due_text for _, row in asked} == {"trong thời gian tới"}
    assert [row.due_inferred for _, row in asked] == [False, True, True]
    assert {row.verb for _, row in asked} == {Directive.Verb.ASK}
    assert meeting.chair_words == SurveyMeeting.ChairWords.SPEECH


def test_the_words_are_those_of_the_text(meeting):
    article = meeting.articles.get()
    text = " ".join(article.text.split()).lower()
    report = meeting.presentations.get()
    said = [*report.content.splitlines(), report.title, *(row.text for row in meeting.conclusions.all())]
    said += [part for row in meeting.directives.all() for part in row.text.split("; ")]
    said += meeting.discussion.split("; ")
    said += [photo.caption for photo in meeting.photos.all()] + [figure.wording for figure in meeting.stated_figures.all()]
    said += [row.title for row in meeting.attendances.all()] + [row.group for row in meeting.attendances.all()]
    assert [words for words in said if words.lower() not in text] == []


def test_the_item_is_kept_with_its_day_hour_and_views(meeting):
    article = meeting.articles.get()
    assert timezone.localtime(article.posted_at).strftime("%d/%m/%Y %H:%M") == "20/10/2017 10:52"
    assert article.category == "công tác đảng"
    assert [(reading.views, reading.read_on) for reading in article.view_readings.all()] == [(443, None)]
    assert (article.outlet, article.address) == ("", "")


def test_one_of_nine_remarks_is_known_and_only_by_its_speaker(meeting):
    remark = meeting.remarks.get()
    assert remark.speaker_words == "Tổ trưởng tổ dân vận tổ dân phố số 17"
    assert (remark.text, remark.order_known) == ("", False)
    assert meeting.stated_figures.get(about="remarks").value == 9


def test_no_hour_no_house_no_deadline_no_head_count(meeting):
    session: MeetingSession = meeting.sessions.get()
    assert (session.start, session.end, session.place) == (None, None, "")
    assert (session.when_text, session.when_range.lower) == ("Sáng ngày 19/7/2017", date(2017, 7, 19))
    assert not meeting.directives.filter(due_range__isnull=False).exists()
    assert not meeting.attendances.filter(people__isnull=False).exists()
    assert not meeting.attendances.filter(role__in=[Attendance.Role.CO_CHAIR, Attendance.Role.NOTE_TAKER]).exists()
    assert not meeting.photos.filter(file__isnull=False).exists()


def test_nobody_is_given_acts_or_posts_that_the_text_does_not_know(meeting):
    assert Person.objects.count() == 3
    for model in (Appointment, Vote, Theme, RemarkAnswer, FollowUp, Recommendation):
        assert not model.objects.exists()
    assert (meeting.survey, meeting.opened_by, meeting.logged_by) == (None, None, None)


def test_its_minutes_are_archived_and_never_signed(meeting):
    minutes = meeting.minutes
    assert (minutes.state, minutes.number, minutes.copies, minutes.kept_at, minutes.read_back) == ("archive", "", None, "", False)
    assert signing_obstacles(meeting) == ["Biên bản này dựng lại từ tin đã đăng, không dùng để ký."]


def test_what_the_text_is_silent_about_is_marked(meeting):
    assert meeting.unknown_sections == ["absences", "opening", "remarks", "votes"]
    assert meeting.owner.version_on(date(2017, 7, 19)).superior.name == "Quận ủy"
    assert "Long Biên" not in meeting.articles.get().text


def test_the_page_about_the_case_says_what_is_loaded(meeting):
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    for words in [meeting.title, meeting.topic, *(row.text.split("; ")[0] for row in meeting.directives.all())]:
        assert f'"{words}' in page
    assert re.search(r"`Directive\.due_inferred`", page)
