"""Take the pictures of the guide from a portal of its own, in Debian's Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Error, Page, sync_playwright

from danvan.accounts.models import Membership, User
from danvan.documents.models import HouseStyle
from surveys.models import Survey, SurveyMeeting
from tests.browser.conftest import FLAGS, PASSWORD, ROOT, Databases, environment, manage, sign_in
from tests.browser.conftest import Portal as BrowserPortal
from tests.guide.drawing import Box, draw, save
from tests.guide.shots import SHOTS, Shot

ANH = Path(settings.GUIDE_DIR) / "anh"
HEIGHT = 800
PATIENCE = 15_000
"""Milliseconds a page or a control may take; a portal on a busy machine is slow."""


class MissingError(Exception):
    """A control that the guide shows is not on the page."""


def take_all(names: Sequence[str]) -> int:
    """Take the named pictures, or all, and remove pictures that no shot makes any more. Returns the exit code."""
    unknown = set(names) - {shot.name for shot in SHOTS}
    if unknown:
        sys.stderr.write(f"no such picture: {', '.join(sorted(unknown))}\n")
        return 1
    ANH.mkdir(exist_ok=True)
    files = Path(settings.VAR_DIR)
    databases = Databases(os.environ["DATABASE_URL"])
    try:
        name = databases.make()
        url = databases.url(name)
        for command in (["collectstatic", "--noinput"], ["migrate"], ["load_vocabularies"], ["load_sample"]):
            manage(url, files, *command)
        places, people = _look_around(name)
        with _portal(url, files) as address, sync_playwright() as driver:
            missing = _take(driver.chromium, address, places, people, url, files, names)
    finally:
        for made in list(databases.made):
            databases.drop(made)
    for line in missing:
        sys.stderr.write(f"{line}\n")
    if not names:
        for picture in set(ANH.glob("*.png")) - {ANH / f"{shot.name}.png" for shot in SHOTS}:
            picture.unlink()
    return 1 if missing else 0


def _look_around(database: str) -> tuple[dict[str, int], dict[str, str]]:
    """What the addresses of the shots name, and who has which role; everybody gets the password of the browser tests."""
    connection.close()
    connection.settings_dict["NAME"] = database
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()
    board = Survey.objects.get(owner__sample=True).owner
    meetings = SurveyMeeting.objects.filter(owner=board)
    held = meetings.filter(state=SurveyMeeting.State.HELD)
    places = {state: held.filter(minutes__state=state).earliest("pk").pk for state in ("writing", "draft", "with_chair", "signed")}
    places |= {"planned": meetings.get(state="planned").pk, "survey": Survey.objects.get(owner=board).pk, "unit": board.pk}
    places |= {"style": HouseStyle.objects.get(unit=board).unit_id}
    people = {held.role: held.user.username for held in Membership.objects.filter(unit__sample=True).select_related("user")}
    places["account"] = User.objects.get(username=people["ward"]).pk
    connection.close()
    return places, people


@contextmanager
def _portal(url: str, files: Path) -> Iterator[str]:
    """Serve the portal on a database until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "--threads", "4", "--workers", "1", "--bind", address, "danvan.wsgi:application"]
    with (files / "portal.log").open("wb") as log:
        started = {"cwd": ROOT, "env": environment(url, files), "stdout": log, "stderr": log}
        process = subprocess.Popen(command, **started)
        # Pages say so when no worker runs, which is not what the guide should show.
        worker = subprocess.Popen([sys.executable, "manage.py", "run_worker"], **started)
        try:
            _wait_for(f"http://{address}/dang-nhap/", process)
            yield f"http://{address}"
        finally:
            process.send_signal(signal.SIGQUIT)  # without waiting for the browser's open connections
            worker.terminate()
            for ended in (process, worker):
                ended.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the portal ended; see portal.log")
        try:
            urlopen(address, timeout=10)  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the portal does not answer")


def _take(chromium, address, places, people, url, files, names) -> list[str]:  # type: ignore[no-untyped-def]
    """Go through the shots in their order, since some begin what later ones show. Returns what is missing, a line each."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    browser = chromium.launch(
        executable_path=shutil.which("chromium") or shutil.which("chromium-headless-shell"),
        args=flags,
    )
    missing = []
    open_pages: dict[tuple[str, int], Page] = {}
    for shot in SHOTS:
        key = (shot.role, shot.width)
        if key not in open_pages:
            open_pages[key] = _page(browser, shot, address, people, BrowserPortal(address, url, files))
        try:
            picture, shown, pressed = _photograph(open_pages[key], shot, address, places)
        except (MissingError, Error) as error:
            missing.append(f"{shot.name}: {str(error).splitlines()[0]}")
            continue
        if not names or shot.name in names:
            size = save(draw(picture, shown, pressed), ANH / f"{shot.name}.png")
            sys.stdout.write(f"{shot.name}.png {size // 1000} kB\n")
    browser.close()
    return missing


def _page(browser: Browser, shot: Shot, address: str, people: dict[str, str], portal: BrowserPortal) -> Page:
    """A window of the shot's width in which the shot's role is signed in."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": HEIGHT}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", color_scheme="light"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if shot.role:
        sign_in(page, portal, people[shot.role])
    return page


def _photograph(page: Page, shot: Shot, address: str, places: dict[str, int]) -> tuple[bytes, Box, list[Box]]:
    """Open the shot's page and take a picture of all of it, with the places of what is shown and pressed.

    Raises: MissingError, naming the control that is not there.
    """
    page.set_viewport_size({"width": shot.width, "height": HEIGHT})
    if shot.address:
        answer = page.goto(address + shot.address.format(**places))
        if answer and answer.status != 200:
            raise MissingError(f"{shot.address} answers {answer.status}")
    if shot.before:
        shot.before(page)
    # As high as the page: what sticks to the lower edge of the window then stands where it belongs.
    page.set_viewport_size({"width": shot.width, "height": max(300, page.evaluate("document.documentElement.scrollHeight"))})
    page.evaluate("document.activeElement && document.activeElement.blur()")
    pressed = [_box(page, selector) for selector in shot.press]
    shown = [_box(page, selector) for selector in shot.show] + pressed
    whole = shown[0]
    for box in shown[1:]:
        whole = whole.around(box)
    return page.screenshot(full_page=True), whole, pressed


_PLACE = """element => {
  const words = document.createRange()
  words.selectNodeContents(element)
  const box = (/^H[1-6]$/.test(element.tagName) ? words : element).getBoundingClientRect()
  return [box.left, box.top, box.right, box.bottom]
}"""
"""Of a heading the place of its words: as a block it would be as wide as the page."""


def _box(page: Page, selector: str) -> Box:
    found = page.locator(selector).first
    if not found.count() or not found.is_visible():
        raise MissingError(f"not on the page {page.url}: {selector}")
    return Box(*found.evaluate(_PLACE))
