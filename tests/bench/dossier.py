"""How long the hồ sơ of a whole survey takes, in a real worker, and how much memory that worker takes."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image
from pypdf import PdfWriter

from danvan.documents.dossier import find_subject, making
from danvan.documents.files import keep
from danvan.documents.models import Dossier
from danvan.jobs.models import Job
from surveys.models import Photo, Presentation, Survey
from tests.bench.world import World, meeting_like

WARDS, REMARKS, PHOTOS, PAGES = 14, 9, 10, 12
"""A survey of a former district: each ward's meeting with its remarks, photos as phones take them, a report."""
SIDE = 1600


@dataclass(frozen=True)
class Measured:
    """What came out: the papers and the size of the ZIP, seconds, the worker's memory, and seconds for packing the same files alone."""

    papers: int
    megabytes: float
    seconds: float
    memory: float
    floor: float


def measure(world: World) -> Measured:
    """Make the survey, let a worker do the job, and pack what came out once more with zipfile alone."""
    survey = _survey(world)
    subject = find_subject("survey", survey.pk, world.user)
    assert subject
    job = making.ask(world.user, subject, with_names=False)
    memory = _work(Path(default_storage.path(".")).parent)
    job = Job.objects.get(pk=job.pk)
    assert job.state == "done", job.error
    assert job.started_at
    assert job.finished_at
    dossier = Dossier.objects.get(job=job)
    assert dossier.file
    assert dossier.papers
    floor = _pack_again(Path(default_storage.path(dossier.file.path)))
    seconds = (job.finished_at - job.started_at).total_seconds()
    return Measured(dossier.papers, dossier.file.size / 1024 / 1024, seconds, memory, floor)


def _survey(world: World) -> Survey:
    model = world.meetings[REMARKS]
    survey: Survey = Survey.objects.create(owner=model.owner, title="khảo sát vai trò của tổ dân vận", purpose="Nắm tình hình.")
    report, photos = _report(), [_photo(number) for number in range(PHOTOS)]
    for ward in range(WARDS):
        meeting = meeting_like(model, REMARKS)
        meeting.survey, meeting.series = survey, f"cụm {ward + 1}"
        meeting.save()
        paper = keep(report, name="bao-cao.pdf", content_type="application/pdf")
        Presentation.objects.create(meeting=meeting, title="kết quả thực hiện", file=paper)
        for order, data in enumerate(photos, start=1):
            # Each ward has photos of its own: a byte behind the picture's end makes another file of it.
            file = keep(data + bytes([ward]), name="anh.jpg", content_type="image/jpeg", width=SIDE, height=SIDE)
            Photo.objects.create(meeting=meeting, order=order, caption=f"Quang cảnh hội nghị, ảnh {order}", file=file)
    return survey


def _photo(number: int) -> bytes:
    written = BytesIO()
    Image.effect_noise((SIDE, SIDE), 40 + number).convert("RGB").save(written, "JPEG", quality=80)
    return written.getvalue()


def _report() -> bytes:
    writer, written = PdfWriter(), BytesIO()
    for _ in range(PAGES):
        writer.add_blank_page(595, 842)
    writer.write(written)
    return written.getvalue()


def _work(var_dir: Path) -> float:
    """Run a worker until nothing waits; returns the most memory that it had, in MB."""
    url = re.sub(r"(//[^/]*/)[^?]*", rf"\g<1>{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"])
    environment = {**os.environ, "DATABASE_URL": url, "VAR_DIR": str(var_dir)}
    worker = subprocess.Popen([sys.executable, "manage.py", "run_worker", "--one-shot"], env=environment, cwd=settings.BASE_DIR)
    _, status, usage = os.wait4(worker.pid, 0)
    worker.returncode = os.waitstatus_to_exitcode(status)
    assert worker.returncode == 0
    return usage.ru_maxrss / 1024


def _pack_again(path: Path) -> float:
    """Seconds for reading the same files and writing them into a ZIP, in the same ways of packing, and nothing else."""
    begun = time.perf_counter()
    with ZipFile(path) as made, ZipFile(path.with_suffix(".again"), "w") as again:
        for info in made.infolist():
            again.writestr(info, made.read(info))
    took = time.perf_counter() - begun
    path.with_suffix(".again").unlink()
    return took
