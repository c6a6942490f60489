"""A real worker in a process of its own, on the tests' database."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from danvan.documents.dossier import find_subject, making
from danvan.documents.models import Dossier
from danvan.jobs.models import Job
from surveys.models import SurveyMeeting
from tests.factories import MembershipFactory
from tests.surveys.meetings import finished_meeting

WORKER = [sys.executable, "manage.py", "run_worker", "--one-shot"]


def environment(files: Path) -> dict[str, str]:
    url = re.sub(r"(//[^/]*/)[^?]*", rf"\g<1>{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"])
    return {**os.environ, "DATABASE_URL": url, "DATABASE_POOL": "1", "VAR_DIR": str(files.parent), "SECRET_KEY": "only-for-tests"}


@pytest.mark.django_db(transaction=True)
def test_a_worker_makes_what_waits_for_it():
    meeting: SurveyMeeting = finished_meeting()
    user = MembershipFactory(unit=meeting.owner).user
    subject = find_subject("meeting", meeting.pk, user)
    assert subject
    job = making.ask(user, subject, with_names=False)
    files = Path(default_storage.path("."))
    done = subprocess.run(WORKER, cwd=settings.BASE_DIR, env=environment(files), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    job = Job.objects.get(pk=job.pk)
    assert (job.state, job.error) == ("done", ""), done.stderr
    assert job.done == job.total > 3
    dossier = Dossier.objects.get(job=job)
    assert dossier.file
    assert default_storage.size(dossier.file.path) == dossier.file.size
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM procrastinate_workers), (SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'jobs')"
        )
        assert cursor.fetchone() == (0, 0), "the worker has signed off, and its queue is empty"
