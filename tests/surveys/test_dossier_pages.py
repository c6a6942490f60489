"""Asking for a hồ sơ and fetching it: what the page says, who may, and what is written down."""

import shutil
from collections import namedtuple

import pytest
from django.urls import reverse

from danvan.accounts.models import Role
from danvan.documents.files import keep
from danvan.documents.models import Dossier
from danvan.history.models import AccessRecord
from danvan.jobs import running
from danvan.jobs.models import Job
from danvan.people.models import Person
from surveys.models import SurveyMeeting
from tests.factories import (
    AttendanceFactory,
    JobFactory,
    MembershipFactory,
    SurveyFactory,
    SurveyMeetingFactory,
    UserFactory,
    office,
)

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")
TICK = "input[name=with_names]"


@pytest.fixture
def meeting():
    """A planned meeting: nothing has to be printed for it but the list."""
    return SurveyMeetingFactory(owner=office("Sông Bồi").body, state="planned")


def ask_url(meeting):
    return reverse("surveys:meeting-dossier", args=[meeting.pk])


@pytest.fixture
def clerk(client_as, meeting):
    return client_as(Role.SURVEY, meeting.owner)


@pytest.fixture
def head(client_as, meeting):
    return client_as(Role.HEAD, meeting.owner)


def made(client, meeting, **typed):
    """Press the button, let the job be done, and return the address of the file."""
    answer = client.post(ask_url(meeting), typed)
    job = Job.objects.get(pk=answer.url.strip("/").rpartition("/")[2])
    running.run(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error
    return job.result_url


def test_the_button_stands_on_the_page_of_a_meeting_and_of_a_survey(clerk, meeting):
    survey = SurveyFactory(owner=meeting.owner)
    for page, wanted in (
        (meeting.get_absolute_url(), ask_url(meeting)),
        (survey.get_absolute_url(), reverse("surveys:survey-dossier", args=[survey.pk])),
    ):
        assert clerk.page(page).find("a", string="Hồ sơ")["href"] == wanted
        assert clerk.page(wanted).find("button", string="Lập hồ sơ")


def test_the_page_says_what_goes_in_and_the_job_gives_the_file(clerk, meeting):
    AttendanceFactory(meeting=meeting)
    page = clerk.page(ask_url(meeting))
    assert "Số mục01" in page.select_one("dl.facts").text.replace("\n", "").replace(" ", "").replace("Sốmục", "Số mục")
    assert "khoảng 150 KB" in page.text
    url = made(clerk, meeting)
    answer = clerk.get(url)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="ho-so-hoi-nghi-khao-sat')
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert clerk.page(ask_url(meeting)).find("a", href=url), "it can be fetched again"


def test_the_tick_for_names_is_offered_to_those_alone_who_may_have_them(clerk, head, client_for, meeting):
    assert not clerk.page(ask_url(meeting)).select(TICK)
    [tick] = head.page(ask_url(meeting)).select(TICK)
    assert not tick.has_attr("checked")
    chair = MembershipFactory(unit=meeting.owner, role=Role.SURVEY).user
    chair.person = Person.objects.create(given_name="Lộc")
    chair.save()
    AttendanceFactory(meeting=meeting, person=chair.person, role="chair")
    assert client_for(chair).page(ask_url(meeting)).select(TICK)


def test_of_a_survey_only_who_may_at_all_its_meetings(client_for, meeting):
    survey = SurveyFactory(owner=meeting.owner)
    person = Person.objects.create(given_name="Lộc")
    user = MembershipFactory(unit=meeting.owner, role=Role.SURVEY).user
    user.person = person
    user.save()
    SurveyMeeting.objects.filter(pk=meeting.pk).update(survey=survey)
    AttendanceFactory(meeting=meeting, person=person, role="note_taker")
    url, client = reverse("surveys:survey-dossier", args=[survey.pk]), client_for(user)
    assert client.page(url).select(TICK)
    SurveyMeetingFactory(owner=meeting.owner, survey=survey)
    assert not client.page(url).select(TICK)


def test_a_forged_tick_gives_no_names(clerk, meeting):
    made(clerk, meeting, with_names="on")
    assert not Dossier.objects.get().with_names
    assert not AccessRecord.objects.exists()


def test_asking_for_names_and_fetching_them_is_written_down_each_time(head, meeting):
    url = made(head, meeting, with_names="on")
    list(head.get(url).streaming_content)
    dossier = Dossier.objects.get()
    records = AccessRecord.objects.filter(object_label="hồ sơ", object_pk=dossier.pk).order_by("pk")
    assert [(record.user_id, record.what.partition(":")[0]) for record in records] == [
        (dossier.asked_by_id, "Lập hồ sơ có tên người dân"),
        (dossier.asked_by_id, "Tải hồ sơ có tên người dân"),
    ]


def test_one_with_names_is_for_those_who_may_have_them(clerk, head, meeting):
    url = made(head, meeting, with_names="on")
    assert clerk.get(url).status_code == 403
    assert not clerk.page(ask_url(meeting)).find("a", href=url)
    assert AccessRecord.objects.count() == 1, "a refusal is no reading"


def test_a_stranger_neither_asks_nor_fetches(clerk, client_as, meeting):
    url = made(clerk, meeting)
    stranger = client_as(Role.HEAD, office("Đồi Thông").body)
    for address in (url, ask_url(meeting)):
        assert stranger.get(address).status_code == 404
    assert stranger.post(ask_url(meeting)).status_code == 404


def test_who_asked_and_then_left_the_unit_gets_it_no_more(client_for, meeting):
    membership = MembershipFactory(unit=meeting.owner, role=Role.HEAD)
    client = client_for(membership.user)
    url = made(client, meeting)
    membership.unit = office("Đồi Thông").body
    membership.save()
    assert client.get(url).status_code == 404


def test_a_file_that_was_cleared_away_leads_back_to_the_page(clerk, meeting):
    url = made(clerk, meeting)
    Job.objects.update(finished_at="2020-01-01T00:00Z")
    running.forget_old()
    answer = clerk.get(url, follow=True)
    assert answer.redirect_chain == [(ask_url(meeting), 302)]
    assert "không còn trên máy chủ" in answer.content.decode()


def test_without_room_on_the_disk_the_page_says_so_and_gives_no_job(clerk, meeting, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage(0, 0, 1024))
    page = clerk.submit(ask_url(meeting), status=409)
    assert "Ổ đĩa của máy chủ chỉ còn trống 1 KB" in page.select_one("[role=alert]").text
    assert not page.find("button", string="Lập hồ sơ")
    assert not Job.objects.exists()


def test_the_page_says_when_nobody_does_the_work(clerk, meeting):
    assert "tạm dừng phần chạy nền" in clerk.page(ask_url(meeting)).text


def test_a_dossier_that_holds_a_meeting_which_the_reader_does_not_see_is_not_theirs(client_for):
    ward, above = office("Sông Bồi"), office("Đồi Thông")
    survey = SurveyFactory(owner=ward.body)
    meeting = SurveyMeetingFactory(owner=above.body, survey=survey)
    file = keep(b"PK", name="ho-so.zip", content_type="application/zip")
    about = {"subject_kind": "survey", "subject_id": survey.pk, "unit": ward.body, "papers": 1, "meetings": [meeting.pk]}
    dossier = Dossier.objects.create(asked_by=UserFactory(), file=file, job=JobFactory(state="done"), **about)
    client = client_for(MembershipFactory(role="survey", unit=ward.body).user)

    assert client.get(dossier.get_absolute_url()).status_code == 404
    assert dossier.get_absolute_url() not in client.get(f"/khao-sat/{survey.pk}/ho-so/").content.decode()
