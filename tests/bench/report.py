"""Measures and writes the table of docs/performance.md."""

import os
import platform
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from surveys.models import Remark
from tests.bench import dossier, floors, memory, papers
from tests.bench.measuring import Caller, Clock, in_turn
from tests.bench.world import World, make_world

PAGE = Path(settings.BASE_DIR) / "docs" / "performance.md"
BEGIN, END = "<!-- bench: written by script/bench -->", "<!-- /bench -->"
TEXT = "Ngõ 45 ngập khi mưa lớn, đã phản ánh hai lần. Đề nghị cho biết thời gian nạo vét."


def report(*, write: bool) -> None:
    """Measure everything, print the table, and put it into the page if asked."""
    with _database(), tempfile.TemporaryDirectory() as folder, _settings(folder):
        world = make_world((9, 90, 100))
        lines = [*_times(world), "", *_sizes(world)]
    text = "\n".join(lines)
    sys.stdout.write(text + "\n")
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


@contextmanager
def _database() -> Iterator[None]:
    """A new database of its own."""
    name = connection.settings_dict["NAME"]
    connection.settings_dict.setdefault("TEST", {})["NAME"] = f"bench_{name}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.close_pool()
        connection.creation.destroy_test_db(name, verbosity=0)


@contextmanager
def _settings(folder: str) -> Iterator[None]:
    storages = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": {"location": f"{folder}/files"}}}
    # Each paper is printed, none taken from those printed lately.
    caches = {**settings.CACHES, "papers": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    given = {"VAR_DIR": folder, "STORAGES": storages, "CACHES": caches, "ALLOWED_HOSTS": ["*"]}
    with override_settings(ROOT_URLCONF="tests.bench.floors", **given):
        yield


def _times(world: World) -> Iterator[str]:
    portal, bare = Caller(WSGIHandler(), world.user), Caller(floors.bare_handler(), world.user)
    insert, one_paragraph = floors.BareInsert(), floors.bare_paper()
    large = world.meetings[100].pk

    rows = Clock("a bare view with 100 rows", lambda: bare.get(f"/bare/{large}/"))
    page = Clock("meeting page with 100 remarks", lambda: portal.get(reverse("surveys:meeting-detail", args=[large])))
    in_turn([rows, page], rounds=60)

    commit = Clock("a bare INSERT and COMMIT", lambda: insert(TEXT))
    view = Clock("a bare view", lambda: bare.get("/bare/"))
    save = Clock("saving a remark, the 101st", lambda: _save(portal, world), after=lambda: _forget(world))
    in_turn([commit, view, save], rounds=100)
    insert.close()

    paragraph = Clock("one paragraph by WeasyPrint alone", one_paragraph)
    papers = {size: Clock(f"minutes of {size} remarks as PDF", _printing(portal, world, size)) for size in (9, 90)}
    in_turn([paragraph, papers[9], papers[90]], rounds=9, warm=1)

    yield "| what | median ms | least ms | its floor | floor ms | ratio of medians | of the least | aim |"
    yield "|---|---|---|---|---|---|---|---|"
    yield _row(page, [rows], "4 or less")
    yield _row(save, [commit, view], "4 or less")
    yield _row(papers[9], [paragraph], "under 500 ms")
    yield _row(papers[90], [paragraph], "-")


def _row(subject: Clock, under: list[Clock], aim: str) -> str:
    floor, least = sum(clock.median for clock in under), sum(clock.least for clock in under)
    ratios = f"{subject.median / floor:.1f} | {subject.least / least:.1f}"
    name = " + ".join(clock.name for clock in under)
    return f"| {subject.name} | {subject.median:.1f} | {subject.least:.1f} | {name} | {floor:.2f} | {ratios} | {aim} |"


def _save(portal: Caller, world: World) -> None:
    meeting = world.meetings[100]
    speaker = str(meeting.attendances.values_list("pk", flat=True)[5])
    data = {"speaker": speaker, "text": TEXT, "form": "oral", "uuid": str(uuid.uuid4())}
    portal.post(reverse("surveys:remark-add", args=[meeting.pk]), data)


def _forget(world: World) -> None:
    Remark.objects.filter(meeting=world.meetings[100], text=TEXT).delete()


def _printing(portal: Caller, world: World, size: int):
    address = reverse("surveys:minutes-pdf", args=[world.meetings[size].pk])
    return lambda: portal.get(address)


def _dossier(world: World) -> Iterator[str]:
    made = dossier.measure(world)
    yield f"The dossier of a survey with {dossier.WARDS} wards ({made.papers} listed papers and photos, {made.megabytes:.0f} MB) is ready after"
    yield f"{made.seconds:.1f} s of a worker, which takes {made.memory:.0f} MB at most; reading and packing the same files with zipfile alone"
    yield f"takes {made.floor:.1f} s. The rest is printing {4 * dossier.WARDS + 2} papers, the list of all of them among these."


def _sizes(world: World) -> Iterator[str]:
    portal = Caller(WSGIHandler(), world.user)
    address = reverse("surveys:meeting-detail", args=[world.meetings[100].pk])
    html = len(portal.get(address)) / 1024
    started, used = memory.of_workers(portal.cookies, [address, reverse("surveys:minutes-pdf", args=[world.meetings[9].pk])])
    yield f"The meeting page with 100 remarks is {html:.0f} KB of HTML. A worker of the server takes {started:.0f} MB (RSS, shared pages"
    yield f"included) when it has started and {used:.0f} MB after twenty meeting pages and twenty papers."
    yield ""
    yield from _dossier(world)
    yield ""
    yield from papers.lines()
    yield ""
    processors = len(os.sched_getaffinity(0))
    version = f"{connection.pg_version // 10000}"
    yield f"Measured on {date.today():%d/%m/%Y}: {processors} cores, Python {platform.python_version()}, Django {django.__version__},"
    yield f"PostgreSQL {version}; load average at the end {os.getloadavg()[0]:.1f}."
