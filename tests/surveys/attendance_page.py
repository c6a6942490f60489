"""What tests of the attendance page share: an office with people in their posts, and the page filled in as a browser would send it."""

from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.urls import reverse

from surveys.models import SurveyMeeting
from tests.factories import AppointmentFactory, PersonFactory, PostTitleFactory, SessionFactory, SurveyMeetingFactory
from tests.factories.units import Office
from tests.pages import PageClient

DAY = date(2026, 11, 12)


def address(meeting: SurveyMeeting) -> str:
    """The page of a meeting's list."""
    return reverse("surveys:attendance", args=[meeting.pk])


def held_meeting(home: Office, **more: Any) -> SurveyMeeting:
    """A meeting of the office on `DAY`."""
    meeting: SurveyMeeting = SurveyMeetingFactory(owner=home.body, **more)
    SessionFactory(meeting=meeting, day=DAY)
    return meeting


def in_office(unit: Any, name: str, title: str, rank: int = 100, **more: Any) -> Any:
    """Somebody who holds a post in `unit`; the person."""
    family, _, given = name.rpartition(" ")
    post_title = PostTitleFactory(label=title, rank=rank)
    person = more.pop("person", None) or PersonFactory(family_name=family, given_name=given)
    return AppointmentFactory(person=person, title=post_title, unit=unit, **more).person


class Filled(dict[str, Any]):
    """The page's form as a browser would send it; change what somebody types, then `send`."""

    def __init__(self, client: PageClient, url: str, soup: BeautifulSoup) -> None:
        super().__init__(_values(soup))
        self.client, self.url, self.soup = client, url, soup

    def key_of(self, label: str) -> str:
        """The key of the row that is called `label`."""
        for control in self.soup.select("[name$='-name'], [name$='-post'], [name$='-group']"):
            if (control.get("value") or "") == label:
                return str(control["name"]).split("-")[0]
        raise AssertionError(f"no row {label!r}")

    def spare(self, letter: str) -> str:
        """The key of the first empty row of unnamed posts ("c") or groups ("g")."""
        for control in self.soup.select(f"[name^='{letter}'][name$='-post'], [name^='{letter}'][name$='-group']"):
            if not control.get("value"):
                return str(control["name"]).split("-")[0]
        raise AssertionError("no empty row")

    def type(self, key: str, **values: Any) -> None:
        """Type into a row; None unticks a box."""
        for name, value in values.items():
            if value is None:
                self.pop(f"{key}-{name}", None)
            else:
                self[f"{key}-{name}"] = value

    def again(self, button: str = "") -> "Filled":
        """Press a button that shows the page again."""
        soup = self.client.submit(self.url, {**self, **({button: ""} if button else {})})
        return Filled(self.client, self.url, soup)

    def save(self) -> None:
        """Press "Lưu thành phần" and be taken to the meeting."""
        response = self.client.post(self.url, self)
        problems = BeautifulSoup(response.content, "html5lib").select(".errors li, .notice p")
        assert response.status_code == 302, [problem.text for problem in problems]


def open_page(client: PageClient, meeting: SurveyMeeting) -> Filled:
    """Open the page of a meeting's list."""
    url = address(meeting)
    return Filled(client, url, client.page(url))


def errors(soup: BeautifulSoup) -> list[str]:
    """The sentences of the summary on top."""
    return [" ".join(item.text.split()) for item in soup.select(".errors li")]


def notes(soup: BeautifulSoup) -> str:
    """What the page says about the last adding."""
    return " ".join(" ".join(note.text.split()) for note in soup.select(".notice p"))


def _values(soup: BeautifulSoup) -> dict[str, Any]:
    form = next(form for form in soup.select("main form[method=post]"))
    sent: dict[str, Any] = {}
    for control in form.select("input[name], select[name], textarea[name]"):
        value = _value(control)
        if value is None:
            continue
        name = str(control["name"])
        sent[name] = [*sent[name], value] if isinstance(sent.get(name), list) else [sent[name], value] if name in sent else value
    return sent


def _value(control: Tag) -> str | None:
    if control.name == "select":
        options = control.select("option")
        chosen = next((option for option in options if option.has_attr("selected")), options[0] if options else None)
        return str(chosen["value"]) if chosen is not None else None
    if control.name == "textarea":
        return control.text.removeprefix("\n")
    if control.get("type") in ("checkbox", "radio"):
        return str(control.get("value", "on")) if control.has_attr("checked") else None
    return str(control.get("value", ""))
