"""A real server process on a database cloned from a template, and Debian's Chromium in front of it."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "du-dai-de-dang-nhap"
# Chromium itself says this when a page answers 404 or 400; the tests that ask for such a page look at it anyway.
HARMLESS = ("Failed to load resource: the server responded with a status of 4",)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium, or its headless shell, which is enough; without its sandbox only as root, where it refuses to start with it."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return {"executable_path": shutil.which("chromium") or shutil.which("chromium-headless-shell"), "args": flags}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    return {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "viewport": {"width": 1366, "height": 768}}


@dataclass
class Databases:
    """Databases beside the one of DATABASE_URL, on the same server."""

    base: str
    made: list[str] = field(default_factory=list)

    def url(self, name: str) -> str:
        return urlunsplit(urlsplit(self.base)._replace(path=f"/{name}"))

    def make(self, template: str = "template1") -> str:
        """A new database, as a copy of `template`."""
        name = f"test_browser_{secrets.token_hex(6)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self.made.append(name)
        return name

    def drop(self, name: str) -> None:
        """End what is left open in it; not WITH (FORCE), which may not end the server's own autovacuum, where a plain DROP waits for it."""
        self._run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user", name)
        self._run(f'DROP DATABASE IF EXISTS "{name}"')
        self.made.remove(name)

    def _run(self, statement: str, *values: str) -> None:
        with psycopg.connect(self.base, autocommit=True) as connection:
            connection.execute(statement, values or None)


def environment(url: str, files: Path) -> dict[str, str]:
    """What a server or command of the portal needs; files go to the test's own folder."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "SECRET_KEY": "only-for-tests",
        "DEBUG": "0",
        "HTTPS": "0",
        "DATABASE_POOL": "0",
        "SHOW_PATTERN_PAGE": "1",
        "STATIC_STORAGE": "danvan.ui.static.HashedStaticStorage",
        "VAR_DIR": str(files),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
    }


def manage(url: str, files: Path, *arguments: str, text: str = "") -> str:
    """Run manage.py on a database and return what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(url, files),
        input=text,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for static files, uploads and the sample accounts of this session."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    databases = Databases(os.environ["DATABASE_URL"])
    yield databases
    for name in list(databases.made):
        databases.drop(name)


@pytest.fixture(scope="session")
def empty_template(databases: Databases, files: Path) -> str:
    """All tables and the vocabularies, nobody and no meeting."""
    name = databases.make()
    collected = Path(os.environ.get("VAR_DIR", "var")) / "static"
    if (collected / "staticfiles.json").exists():  # script/test has collected them
        (files / "static").symlink_to(collected.resolve())
    else:
        manage(databases.url(name), files, "collectstatic", "--noinput")
    manage(databases.url(name), files, "migrate")
    manage(databases.url(name), files, "load_vocabularies")
    return name


@pytest.fixture(scope="session")
def sample_template(databases: Databases, files: Path, empty_template: str) -> str:
    """The sample data; every sample account has `PASSWORD`."""
    name = databases.make(empty_template)
    manage(databases.url(name), files, "load_sample")
    everybody = f"from danvan.accounts.models import User\nfor u in User.objects.all():\n    u.set_password({PASSWORD!r}); u.save()\n"
    manage(databases.url(name), files, "shell", text=everybody)
    return name


@dataclass
class Portal:
    """A running portal."""

    url: str
    database: str
    files: Path

    def shell(self, code: str) -> str:
        """Run Python in the portal's shell; what it prints comes back."""
        return manage(self.database, self.files, "shell", "-v0", text=code)

    def username(self, role: str) -> str:
        """Whoever holds `role` in the sample ward."""
        ask = f"from danvan.accounts.models import Membership as M\nprint(M.objects.filter(role={role!r}, unit__sample=True)[0].user.username)"
        return self.shell(ask).split()[-1]


@pytest.fixture
def serve(databases: Databases, files: Path) -> Iterator[Callable[[str], Portal]]:
    """Start the portal on a copy of a template; it ends with the test."""
    running: list[tuple[subprocess.Popen[bytes], str]] = []

    def start(template: str) -> Portal:
        name = databases.make(template)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        log = (files / f"{name}.log").open("wb")
        command = [sys.executable, "-m", "gunicorn", "--threads", "4", "--bind", address, "danvan.wsgi:application"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment(databases.url(name), files), stdout=log, stderr=log)
        running.append((process, name))
        _wait_for(f"http://{address}/dang-nhap/", process, Path(log.name))
        return Portal(f"http://{address}", databases.url(name), files)

    yield start
    for process, name in running:
        process.send_signal(signal.SIGQUIT)  # without waiting for the browser's open connections
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:  # on a busy machine; the test is over
            process.kill()
            process.wait(10)
        databases.drop(name)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            urlopen(url, timeout=10)  # noqa: S310 - our own server
        except (URLError, TimeoutError):  # not up yet, or busy with its first page
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the portal does not answer")


@pytest.fixture
def sample(serve: Callable[[str], Portal], sample_template: str) -> Portal:
    """The portal with the sample data."""
    return serve(sample_template)


def is_foreign(address: str) -> bool:
    """Whether a request leaves the portal; what Chromium fetches from itself (its PDF viewer) does not."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and parts.hostname != "127.0.0.1"


@pytest.fixture(autouse=True)
def _no_console_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """Any error in the browser's console, and any request to another host, fails the test."""
    if "context" not in request.fixturenames:
        yield
        return
    context: BrowserContext = request.getfixturevalue("context")
    problems: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda call: problems.append(call.url) if is_foreign(call.url) else None)

    context.on("page", watch)
    yield
    assert not [problem for problem in problems if not problem.startswith(HARMLESS)]


def sign_in(page: Page, portal: Portal, username: str) -> None:
    """Sign in by keyboard."""
    page.goto(f"{portal.url}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/dang-nhap/" not in address)
