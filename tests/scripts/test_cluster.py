"""The private cluster of the scripts: who starts it, who stops it, which server is refused.

The scripts run in a checkout of their own with nothing in it but lib.sh, so they never meet the cluster in use.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

SOON = 30
"""Seconds within which a script must have ended."""
LIB = Path(__file__).parents[2] / "script" / "lib.sh"
USER = """#!/usr/bin/env bash
. "$(dirname "$0")/lib.sh"
make_var
database_up
echo "$DATABASE_APP_URL"
[ $# = 0 ] || run TERM sleep "$1"
"""
PORTAL = """#!/usr/bin/env bash
. "$(dirname "$0")/lib.sh"
make_var
beside "$@"
run TERM sleep 4712.5
"""
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("c")
    (root / "script").mkdir()
    shutil.copy(LIB, root / "script")
    for name, text in (("user", USER), ("portal", PORTAL)):
        (root / "script" / name).write_text(text)
        (root / "script" / name).chmod(0o755)
    yield root
    for place in Path("/var/lib/danvan").glob("*/checkout"):
        if os.access(place, os.R_OK) and place.read_text().strip() == str(root):
            shutil.rmtree(place.parent)
    kept = root / "var" / "socket-folder"
    if kept.exists():
        shutil.rmtree(kept.read_text().strip())


@pytest.fixture
def start(checkout: Path) -> Iterator[Start]:
    """Starts script/user; without DATABASE_URL it uses the checkout's own cluster."""
    started: list[subprocess.Popen[str]] = []

    def start(*args: str, **env: str) -> subprocess.Popen[str]:
        given = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        user = subprocess.Popen(
            [checkout / "script" / "user", *args], env=given | env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(user)
        return user

    yield start
    for user in started:
        user.terminate()
        user.communicate(timeout=SOON)


def address(user: subprocess.Popen[str]) -> str:
    assert user.stdout
    return user.stdout.readline().strip()


def is_up(url: str) -> bool:
    return subprocess.run(["psql", url, "-c", "SELECT 1"], capture_output=True).returncode == 0


def is_running(*command: str) -> bool:
    """Whether a process with exactly this command line lives; others may end while we look."""
    wanted = "\0".join(command).encode() + b"\0"
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if process.read_bytes() == wanted:
                return True
    return False


def test_the_last_script_that_uses_the_cluster_stops_it(start: Start) -> None:
    server = start("30")
    url = address(server)
    test = start("30")
    assert address(test) == url
    server.terminate()
    assert server.wait(SOON) == 128 + signal.SIGTERM
    assert is_up(url), "the server took the cluster away from the tests"
    test.terminate()
    test.wait(SOON)
    assert not is_up(url)


def test_ctrl_c_ends_what_the_script_started(start: Start) -> None:
    server = start("4711.5")
    url = address(server)
    server.send_signal(signal.SIGINT)
    assert server.wait(SOON) == 128 + signal.SIGINT
    assert not is_up(url)
    assert not is_running("sleep", "4711.5")


def test_a_killed_script_leaves_nothing_that_stops_the_next_start(start: Start) -> None:
    killed = start("2")
    url = address(killed)
    killed.kill()
    killed.wait(SOON)
    assert start().communicate(timeout=SOON)[0].strip() == url
    # The child of the killed script still used the cluster; once it has gone, the next script stops it.
    time.sleep(2)
    start().communicate(timeout=SOON)
    assert not is_up(url)


def test_the_portals_role_may_neither_create_tables_nor_databases(start: Start) -> None:
    user = start("30")
    url = address(user)
    for statement in ("CREATE TABLE t (a int)", "CREATE DATABASE d", "CREATE ROLE r"):
        refused = subprocess.run(["psql", url, "-c", statement], capture_output=True, text=True)
        assert "permission denied" in refused.stderr


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'", "the database is in SQL_ASCII; it must be created with ENCODING 'UTF8'"),
        ("ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'", "the database has LC_CTYPE C, under which đ and ặ are no letters"),
    ],
)
def test_a_database_that_would_mangle_vietnamese_is_refused_in_one_line(start: Start, options: str, why: str) -> None:
    owner = os.environ["DATABASE_URL"]
    name = f"danvan_refused_{os.getpid()}"
    subprocess.run(["psql", owner, "-qc", f"CREATE DATABASE {name} TEMPLATE template0 {options}"], check=True)
    try:
        user = start(DATABASE_URL=urlunsplit(urlsplit(owner)._replace(path=f"/{name}")))
        answer = user.communicate(timeout=SOON)[1]
    finally:
        subprocess.run(["psql", owner, "-qc", f"DROP DATABASE {name}"], check=True)
    assert user.returncode == 1
    assert why in answer
    assert len(answer.splitlines()) == 1


def test_a_server_that_cannot_be_reached_is_said_in_one_line(start: Start) -> None:
    user = start(DATABASE_URL="postgres://nobody@/danvan?host=/nowhere")
    answer = user.communicate(timeout=SOON)[1]
    assert user.returncode == 1
    assert answer.startswith("script/user: DATABASE_URL: ")
    assert len(answer.splitlines()) == 1


@pytest.fixture
def portal(checkout: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts script/portal, which runs one thing and the given command beside it."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([checkout / "script" / "portal", *command]))
        return started[-1]

    yield start
    for each in started:
        each.terminate()
        each.wait(SOON)


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_what_runs_beside_the_portal_ends_with_it(portal: Callable[..., subprocess.Popen[bytes]]) -> None:
    running = portal("sleep", "4713.5")
    wait_until(lambda: is_running("sleep", "4713.5"))
    running.send_signal(signal.SIGINT)
    assert running.wait(SOON) == 128 + signal.SIGINT
    assert not is_running("sleep", "4713.5")
    assert not is_running("sleep", "4712.5")


def test_what_fails_beside_the_portal_is_started_again_and_does_not_end_it(
    portal: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    running = portal("bash", "-c", f"echo >> {tmp_path / 'starts'}; exit 1")
    starts = tmp_path / "starts"
    wait_until(lambda: starts.exists() and len(starts.read_text()) >= 2)
    assert running.poll() is None
    assert is_running("sleep", "4712.5")


def test_the_portal_may_end_before_what_is_to_run_beside_it_has_begun(portal: Callable[..., subprocess.Popen[bytes]]) -> None:
    running = portal("sleep", "4714.5")
    wait_until(lambda: is_running("sleep", "4712.5"))
    running.terminate()
    assert running.wait(SOON) == 128 + signal.SIGTERM
    time.sleep(3.5)
    assert not is_running("sleep", "4714.5")
