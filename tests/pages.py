"""The client that every page test uses: each page it opens is checked against the house rules, so a new page gets them for nothing."""

import re
from collections import Counter
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

_ENGLISH = (
    "This field is required",
    "Enter a valid",
    "Select a valid",
    "Please ",
    "Ensure this value",
    "already exists",
    "is not a valid",
    "Not Found",
    "Forbidden",
    "Submit",
    "Delete",
    "Password",
    "Sign in",
    "None",
    "True",
    "False",
)
_ENGLISH_WORDS = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in _ENGLISH))
_NEVER = re.compile(r"\bkhông hợp lệ\b|(?<!\w)[Bb]ạn(?!\w)|\*")
_CONTROLS = "input:not([type=hidden]), select, textarea"


class PageClient(Client):
    """A test client whose `page()` and `submit()` return checked soup."""

    def page(self, url: str, data: dict[str, Any] | None = None, *, status: int = 200) -> BeautifulSoup:
        """Open a page and check it."""
        return self._checked(self.get(url, data, follow=False), status)

    def submit(self, url: str, data: dict[str, Any] | None = None, *, status: int = 200) -> BeautifulSoup:
        """Send a form that is shown again (200) with its errors, and check that page."""
        return self._checked(self.post(url, data or {}), status)

    def _checked(self, response: Any, status: int) -> BeautifulSoup:
        assert response.status_code == status, f"{response.status_code}, wanted {status}: {response.get('Location', '')}"
        soup = BeautifulSoup(response.content, "html5lib")
        check_page(soup, response.content.decode())
        return soup


def check_page(soup: BeautifulSoup, source: str = "") -> None:
    """Check the house rules of one page; each line names the rule that is broken."""
    assert soup.select_one("html[lang=vi]"), "the page says that it is Vietnamese"
    _check_heading(soup)
    inline = soup.select("[style], style, script:not([src])") + [
        tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)
    ]
    assert not inline, f"inline code breaks the CSP: {inline[:3]}"
    assert "javascript:" not in source, "no javascript: addresses"
    repeated = [id_ for id_, count in Counter(tag["id"] for tag in soup.select("[id]")).items() if count > 1]
    assert not repeated, f"ids stand once: {repeated}"
    _check_controls(soup)
    _check_links(soup)
    _check_words(soup)


def _check_heading(soup: BeautifulSoup) -> None:
    headings = soup.select("h1")
    assert len(headings) == 1, f"one h1 a page, not {len(headings)}"
    title = " ".join(soup.title.text.split()).removeprefix("Lỗi: ") if soup.title else ""
    assert title.startswith(" ".join(headings[0].text.split())), f"the title {title!r} begins with the heading {headings[0].text.strip()!r}"


def _check_controls(soup: BeautifulSoup) -> None:
    labelled = {label.get("for") for label in soup.select("label[for]") if label.text.strip()}
    for control in soup.select(_CONTROLS):
        named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        assert named, f"a control without a label: {str(control)[:120]}"
        assert not control.get("maxlength"), f"maxlength eats letters of input methods: {str(control)[:120]}"
        assert not control.has_attr("required"), f"nothing is checked while somebody types: {str(control)[:120]}"
        for id_ in str(control.get("aria-describedby") or "").split():
            assert soup.find(id=id_), f"aria-describedby names {id_}, which is not there"
    for form in soup.select("form[method=post]"):
        assert form.select_one("[name=csrfmiddlewaretoken]"), "a form that posts carries its token"
        assert not form.select("form"), "no form inside a form"


def _check_links(soup: BeautifulSoup) -> None:
    for link in soup.select("a[href^='#']"):
        target = str(link["href"])[1:]
        assert soup.find(id=target), f"the link {link.text!r} goes nowhere: #{target}"
    for link in soup.select("a, button"):
        assert isinstance(link, Tag)
        assert link.text.strip() or link.get("aria-label"), f"a link or button without words: {link}"


def _check_words(soup: BeautifulSoup) -> None:
    """A printed paper has its own language ("*" below a Party letterhead), so what is inside `.paper` is left out."""
    texts = soup.body.find_all(string=True) if soup.body else []
    words = " ".join(" ".join(text.split()) for text in texts if not text.find_parent(class_="paper"))
    for rule, pattern in (("English or raw Python", _ENGLISH_WORDS), ("not the portal's language", _NEVER)):
        found = pattern.search(words)
        assert not found, f"{rule}: {words[max(0, found.start() - 40) : found.end() + 40]!r}"
