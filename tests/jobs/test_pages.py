"""What somebody sees of a job, and who does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from danvan.accounts.models import Role
from danvan.jobs.models import Job
from tests.factories import JobFactory, MembershipFactory, office

pytestmark = pytest.mark.django_db
PAUSED = "Máy chủ đang tạm dừng phần chạy nền"


@pytest.fixture
def home():
    return office("Sông Bồi")


@pytest.fixture
def owner(home):
    return MembershipFactory(unit=home.body).user


@pytest.fixture
def client(client_for, owner):
    return client_for(owner)


def worker(seconds_ago=1):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')", [seconds_ago])


def test_a_running_job_shows_a_bar_and_what_is_being_done(client, owner, home):
    worker()
    job = JobFactory(owner=owner, unit=home.body, state="running", done=3, total=9, doing="Biên bản hội nghị")
    page = client.page(job.get_absolute_url())
    bar = page.select_one("progress")
    assert (bar["value"], bar["max"]) == ("3", "9")
    assert "Đã làm 03 trong 09 phần" in page.text
    assert "Đang làm: Biên bản hội nghị" in page.text
    assert PAUSED not in page.text
    assert page.select_one("head noscript meta[http-equiv=refresh]"), "it is read again without JavaScript, too"
    assert page.select_one("script[type=module]")["src"].endswith("js/job.js")


@pytest.mark.parametrize("seconds_ago", [None, 60])
def test_the_page_says_when_nobody_does_the_work(client, owner, home, seconds_ago):
    if seconds_ago:
        worker(seconds_ago)
    job = JobFactory(owner=owner, unit=home.body)
    assert PAUSED in client.page(job.get_absolute_url()).text
    assert PAUSED in client.page("/viec-chay-nen/").text


def test_a_finished_job_leads_to_its_result_and_looks_no_more(client, owner, home):
    job = JobFactory(owner=owner, unit=home.body, state="done", result_url="/hoi-nghi/", result_label="Tải hồ sơ (ZIP, 3 MB)")
    page = client.page(job.get_absolute_url())
    assert page.select_one("main a.btn-primary")["href"] == "/hoi-nghi/"
    assert page.select_one("[data-job-ended]")
    assert not page.select("head meta[http-equiv=refresh], progress, script")
    assert PAUSED not in page.text


def test_a_failed_job_says_why_and_can_be_tried_again(client, owner, home):
    job = JobFactory(owner=owner, unit=home.body, state="failed", error="Ổ đĩa đã đầy.", error_code="A2B3C4")
    page = client.page(job.get_absolute_url())
    assert "Ổ đĩa đã đầy." in page.text
    assert "Mã lỗi: A2B3C4" in page.text
    assert page.select_one("main form")["action"] == reverse("jobs:retry", args=[job.pk])
    assert client.post(reverse("jobs:retry", args=[job.pk])).url == job.get_absolute_url()
    assert Job.objects.get(pk=job.pk).state == "waiting"
    assert "không cần giao lại" in client.post(reverse("jobs:retry", args=[job.pk]), follow=True).content.decode()


def test_the_list_holds_the_users_own_jobs(client, owner, home):
    JobFactory(owner=owner, unit=home.body, title="Lập hồ sơ của tôi")
    JobFactory(unit=home.body, title="Lập hồ sơ của người khác")
    rows = [row.text for row in client.page("/viec-chay-nen/").select("tbody th")]
    assert rows == ["Lập hồ sơ của tôi"]


def test_a_colleague_of_the_unit_sees_a_job_and_a_stranger_does_not(client_as, owner, home):
    job = JobFactory(owner=owner, unit=home.body)
    assert client_as(Role.HEAD, home.body).get(job.get_absolute_url()).status_code == 200
    stranger = client_as(Role.HEAD, office("Đồi Thông").body)
    assert stranger.get(job.get_absolute_url()).status_code == 404
    assert stranger.post(reverse("jobs:retry", args=[job.pk])).status_code == 404


def test_the_home_page_leads_back_to_what_runs_and_to_what_is_ready(client, owner, home):
    now, long_ago = timezone.now(), timezone.now() - timedelta(days=3)
    JobFactory(owner=owner, unit=home.body, title="Hồ sơ đang lập", state="running")
    JobFactory(owner=owner, unit=home.body, title="Hồ sơ đã lập", state="done", finished_at=now)
    JobFactory(owner=owner, unit=home.body, title="Hồ sơ cũ", state="done", finished_at=long_ago)
    JobFactory(unit=home.body, title="Hồ sơ của người khác")
    titles = {item.select_one(".title").text: item.select_one("a").text for item in client.page("/").select(".work li")}
    assert titles == {"Hồ sơ đang lập": "Xem tiến độ", "Hồ sơ đã lập": "Lấy kết quả"}
