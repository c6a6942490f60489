"""A job from the queue to its end, whatever that is."""

import logging
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from danvan.jobs import queue, running, tasks
from danvan.jobs.kinds import JobError
from danvan.jobs.models import Job
from danvan.jobs.progress import StoppedError
from tests.factories import BodyFactory, JobFactory, UserFactory
from tests.history.portal_role import as_the_portal

pytestmark = pytest.mark.django_db


def given(**fields):
    return queue.enqueue("thu", "Việc thử", owner=UserFactory(), unit=BodyFactory(), **fields)


def fresh(job):
    return Job.objects.get(pk=job.pk)


def test_a_job_waits_in_the_queue_of_the_worker(work):
    job = given()
    queued = ProcrastinateJob.objects.get(pk=job.queue_id)
    assert (queued.task_name, queued.args, queued.status) == (tasks.RUN, {"job_id": job.pk}, "todo")
    assert job.state == "waiting"


def test_a_job_of_a_transaction_that_is_undone_was_never_given(work):
    with transaction.atomic():
        given()
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name=tasks.RUN).exists()


def test_the_portals_own_role_may_give_and_do_jobs(work):
    with as_the_portal():
        job = given()
        running.run(job.pk)
        with connection.cursor() as cursor:
            cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
            worker = cursor.fetchone()[0]
            cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
            assert cursor.fetchone()[0] == job.queue_id
            cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'succeeded', true)", [job.queue_id])
            cursor.execute("SELECT procrastinate_unregister_worker_v1(%s)", [worker])
    assert fresh(job).state == "done"


def test_a_job_tells_how_far_it_is_and_where_its_result_lies(work):
    seen = []

    def do(job, progress):
        progress.expect(3)
        seen.append((fresh(job).state, fresh(job).done, fresh(job).total))
        progress.begin("Biên bản")
        progress.step()
        progress.last("Cất hồ sơ")
        seen.append((fresh(job).done, fresh(job).doing))

    work.do, job = do, given()
    running.run(job.pk)
    assert seen == [("running", 0, 3), (1, "Cất hồ sơ")]
    done = fresh(job)
    assert (done.state, done.result_url, done.result_label, done.doing) == ("done", "/hoi-nghi/", "Xem danh sách hội nghị", "")
    assert done.finished_at


def test_progress_is_not_written_at_every_step(work, django_assert_max_num_queries):
    def do(job, progress):
        progress.expect(1000)
        with django_assert_max_num_queries(3):
            for _ in range(1000):
                progress.begin("Ảnh")
                progress.step()

    work.do, job = do, given()
    running.run(job.pk)
    assert fresh(job).state == "done"


def test_a_job_that_cannot_be_done_says_why_in_its_own_words_and_leaves_nothing(work):
    def do(job, progress):
        raise JobError("Ổ đĩa đã đầy.")

    work.do, job = do, given()
    running.run(job.pk)
    assert (fresh(job).state, fresh(job).error, fresh(job).error_code) == ("failed", "Ổ đĩa đã đầy.", "")
    assert work.tidied == [job.pk, job.pk], "before the run, and after it failed"


def test_an_error_of_the_server_has_a_code_that_is_found_in_the_log(work, caplog):
    def do(job, progress):
        raise ZeroDivisionError("bí mật")

    work.do, job = do, given()
    with caplog.at_level(logging.ERROR, "danvan.jobs"):
        running.run(job.pk)
    failed = fresh(job)
    assert failed.state == "failed"
    assert f"code={failed.error_code}" in caplog.text
    assert len(failed.error_code) == 6
    assert "ZeroDivisionError" in caplog.text
    assert "bí mật" not in failed.error


def test_a_kind_that_this_version_does_not_know_is_said():
    job = JobFactory(kind="khac")
    running.run(job.pk)
    assert "không còn làm loại việc này" in fresh(job).error


def test_a_job_is_done_once(work):
    work.do, job = lambda job, progress: None, given()
    running.run(job.pk)
    work.tidied.clear()
    running.run(job.pk)
    assert work.tidied == []


def test_a_job_of_a_worker_that_is_stopped_waits_for_the_next(work):
    def do(job, progress):
        progress.expect(2)
        progress.begin("Biên bản")

    work.do, job = do, given()
    with pytest.raises(StoppedError):
        running.run(job.pk, should_stop=lambda: True)
    assert (fresh(job).state, fresh(job).total) == ("waiting", 0)
    decision = tasks.run_job.get_retry_exception(StoppedError(), job=ProcrastinateJob.objects.get(pk=job.queue_id).procrastinate_job)
    assert decision is not None
    running.run(job.pk)
    assert fresh(job).state == "done"


def test_a_run_that_was_given_up_writes_nothing_any_more(work):
    def do(job, progress):
        progress.expect(2)
        running.put_back(job.pk)
        second = []
        work.do = lambda job, progress: second.append(job)
        running.run(job.pk)
        assert second
        progress.last("Cất hồ sơ")
        raise AssertionError("the first run noticed nothing")

    work.do, job = do, given()
    running.run(job.pk)
    assert (fresh(job).state, fresh(job).attempts) == ("done", 2)


@pytest.fixture
def dead_worker():
    """Puts a job into the hands of a worker that has given no sign of life for a minute."""

    def take(job):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id")
            cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [cursor.fetchone()[0]])
        Job.objects.filter(pk=job.pk).update(state="running", attempts=job.attempts + 1, done=3, total=9)

    return take


def look_after():
    async_to_sync(tasks.rescue_jobs)(app.job_manager)


def test_a_job_whose_worker_was_killed_is_begun_again(work, dead_worker):
    job = given()
    dead_worker(job)
    look_after()
    assert (fresh(job).state, fresh(job).done) == ("waiting", 0)
    assert ProcrastinateJob.objects.get(pk=job.queue_id).status == "todo"
    assert work.tidied == [job.pk], "what was half made is gone"


def test_a_job_that_has_killed_three_workers_is_given_up(work, dead_worker):
    job = given()
    Job.objects.filter(pk=job.pk).update(attempts=2)
    dead_worker(fresh(job))
    look_after()
    assert (fresh(job).state, fresh(job).error) == ("failed", running.GIVEN_UP)
    assert not ProcrastinateJob.objects.filter(pk=job.queue_id).exists()


def test_the_job_of_a_living_worker_is_left_alone(work):
    job = given()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [cursor.fetchone()[0]])
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1)
    look_after()
    assert fresh(job).state == "running"


def test_a_job_that_the_queue_has_lost_is_not_waited_for_in_vain(work):
    lost, new = JobFactory(queue_id=10**9, queued_at=timezone.now() - timedelta(hours=1)), JobFactory(queue_id=10**9)
    look_after()
    assert (fresh(lost).state, fresh(new).state) == ("failed", "waiting")


def test_a_failed_job_is_tried_again_from_the_beginning(work):
    def do(job, progress):
        raise JobError("Ổ đĩa đã đầy.")

    work.do, job = do, given()
    running.run(job.pk)
    first = fresh(job).queue_id
    assert queue.try_again(fresh(job))
    again = fresh(job)
    assert (again.state, again.error, again.attempts) == ("waiting", "", 0)
    assert again.queue_id != first
    assert not queue.try_again(again), "what waits is not given twice"


def test_old_jobs_are_forgotten_with_what_they_left(work):
    long_ago = timezone.now() - running.KEPT - timedelta(minutes=1)
    old = JobFactory(kind="thu", state="done", finished_at=long_ago)
    kept = [
        JobFactory(kind="thu", state="done", finished_at=timezone.now()),
        JobFactory(kind="thu", state="waiting", queued_at=long_ago),
    ]
    assert running.forget_old() == 1
    assert work.tidied == [old.pk]
    assert set(Job.objects.all()) == set(kept)
