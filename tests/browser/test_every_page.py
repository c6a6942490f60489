"""Every kind of page, found by following links as each role: axe finds nothing, nothing scrolls sideways, no error."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Portal, sign_in

LOOKS = [("light", 1366), ("dark", 360)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FILES = re.compile(r"\.pdf$|/tai-pdf/|/anh/\d+/|/tai-lieu/|/static/")
ROLES_AND_FEWEST_PAGES = {"survey": 25, "ward": 25, "head": 20, "standing": 8, "clerk": 8, "admin": 15, "team_head": 3, "team_deputy": 3}


def kind_of(path: str) -> str:
    """The address without its numbers: one of each kind is looked at."""
    return re.sub(r"\d+", "N", path)


def links_of(page: Page) -> list[str]:
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [urlsplit(href).path for href in hrefs if urlsplit(href).hostname == "127.0.0.1"]


def check(page: Page, axe: Axe, path: str) -> list[str]:
    """What is wrong with the page now open, in both looks."""
    wrong = []
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{path} scrolls sideways at {width} px")
        for violation in axe.run(page, options=RULES).response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            wrong.append(f"{path} ({scheme}, {width} px): {violation['id']}: {nodes}")
    return wrong


def walk(page: Page, portal: Portal, start: str) -> tuple[set[str], list[str]]:
    """Follow links from `start`; the kinds of pages seen, and what is wrong with them."""
    axe, waiting, seen, wrong = Axe(), [start], set(), []
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in seen or FILES.search(path):
            continue
        seen.add(kind_of(path))
        answer = page.goto(portal.url + path)
        if answer is None or answer.status >= 400:
            wrong.append(f"{path} answers {answer and answer.status}")
            continue
        wrong += check(page, axe, path)
        waiting += links_of(page)
    return seen, wrong


@pytest.mark.parametrize("role", list(ROLES_AND_FEWEST_PAGES))
def test_every_page_of_a_role_is_accessible(page: Page, sample: Portal, role: str):
    code = f"from danvan.accounts.models import Membership\nprint(Membership.objects.filter(role={role!r}).order_by('-unit__sample', 'pk')[0].user.username)"
    sign_in(page, sample, sample.shell(code).strip().splitlines()[-1])
    seen, wrong = walk(page, sample, "/")
    assert not wrong, "\n".join(wrong)
    assert len(seen) >= ROLES_AND_FEWEST_PAGES[role], sorted(seen)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1366])
def test_all_components_are_accessible(page: Page, sample: Portal, scheme: str, width: int):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{sample.url}/kieu-mau/")
    assert axe_findings(page) == []
    assert page.screenshot(full_page=True)


def axe_findings(page: Page) -> list[str]:
    return [violation["id"] for violation in Axe().run(page, options=RULES).response["violations"]]


def test_the_way_in_is_accessible(page: Page, sample: Portal):
    for path in ("/dang-nhap/", "/nen-chu/", "/khong-co-trang-nay/"):
        page.goto(sample.url + path)
        assert check(page, Axe(), path) == []


def test_the_first_visit_is_light(page: Page, sample: Portal):
    """The meeting page on a cold cache: at most 12 requests and 150 KB over the wire, nothing from outside."""
    code = (
        "from danvan.accounts.models import Membership\nprint(Membership.objects.filter(role='survey', unit__sample=True)[0].user.username)"
    )
    username = sample.shell(code).strip().splitlines()[-1]
    meeting = (
        sample.shell("from surveys.models import Remark\nprint(Remark.objects.filter(meeting__owner__sample=True)[0].meeting_id)")
        .strip()
        .splitlines()[-1]
    )
    sign_in(page, sample, username)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    requests, sizes = [], []
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"{sample.url}/hoi-nghi/{meeting}/", wait_until="networkidle")
    assert all(url.startswith((sample.url, "data:")) for url in requests)
    assert len([url for url in requests if not url.startswith("data:")]) <= 12
    assert sum(sizes) <= 150_000
