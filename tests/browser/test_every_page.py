"""Every kind of page, found by following links as each role: axe finds nothing, nothing scrolls sideways, no error."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Portal, sign_in

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# The markup is the same in both looks: in the second only what depends on colours and width is judged again.
OF_LOOKS = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}}
LOOKS = [("light", 1366, RULES), ("dark", 360, OF_LOOKS)]
FILES = re.compile(r"/tai-pdf/|/tai-word/|/tai-excel/|/tai-ve/|/tai-anh/|/phieu-kiem-tra/|/anh/\d+/|/tai-lieu/|/ban-ky/\d+/|/static/")
# Two tests, so that two cores share the walk; within one a kind of page is looked at once, the home page for every role.
WALKS = {"writers": (["survey", "head", "standing", "clerk"], 35), "keepers": (["admin", "ward", "team_head", "team_deputy"], 35)}


def kind_of(path: str) -> str:
    """The address without its numbers: one of each kind is looked at."""
    return re.sub(r"\d+", "N", path)


def links_of(page: Page) -> list[str]:
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [urlsplit(href).path for href in hrefs if urlsplit(href).hostname == "127.0.0.1"]


def check(page: Page, axe: Axe, path: str) -> list[str]:
    """What is wrong with the page now open, in both looks."""
    wrong = []
    for scheme, width, rules in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"{path} scrolls sideways at {width} px")
        for violation in axe.run(page, options=rules).response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            wrong.append(f"{path} ({scheme}, {width} px): {violation['id']}: {nodes}")
    return wrong


def walk(page: Page, portal: Portal, seen: set[str]) -> list[str]:
    """Follow links from the home page to kinds of pages that are not in `seen`; what is wrong with them."""
    axe, waiting, wrong = Axe(), ["/"], []
    seen.discard("/")
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
    return wrong


@pytest.mark.parametrize("name", list(WALKS))
def test_every_kind_of_page_is_accessible(page: Page, sample: Portal, name: str):
    roles, fewest = WALKS[name]
    seen: set[str] = set()
    for role in roles:
        sign_in(page, sample, sample.username(role))
        wrong = walk(page, sample, seen)
        assert not wrong, f"{role}: " + "\n".join(wrong)
        page.context.clear_cookies()
    assert len(seen) >= fewest, sorted(seen)


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
    talk = "from surveys.models import Remark\nprint(Remark.objects.filter(meeting__owner__sample=True)[0].meeting_id)"
    meeting = sample.shell(talk).split()[-1]
    sign_in(page, sample, sample.username("survey"))
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
