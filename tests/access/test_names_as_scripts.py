"""Every name, title and text of the portal holds a script, and every page is opened: none of them runs, all are shown as written."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.urls import reverse

from danvan.accounts.models import Role, User
from danvan.accounts.permissions import table
from danvan.documents.models import PaperNumber, StoredFile
from danvan.people.models import Appointment, Person, PostTitle
from danvan.units.models import Unit, UnitCount, UnitVersion
from surveys.models import (
    Article,
    ArticlePhoto,
    Attendance,
    Conclusion,
    Directive,
    FollowUp,
    MeetingSession,
    NewsPage,
    Paper,
    PaperPart,
    Photo,
    Presentation,
    Recommendation,
    Remark,
    StatedFigure,
    Survey,
    SurveyMeeting,
    Term,
    Theme,
    Vote,
)
from tests.access.world import World, sign_in, somebody

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
PLACES: dict[Any, tuple[str, ...]] = {
    Unit: ("name", "short_name"),
    UnitVersion: ("name",),
    UnitCount: ("source",),
    Person: ("family_name", "note"),
    PostTitle: ("label",),
    Appointment: ("printed_as",),
    User: ("display_name",),
    StoredFile: ("name",),
    PaperNumber: ("subject", "reason"),
    Survey: ("title",),
    SurveyMeeting: ("title",),
    MeetingSession: ("place",),
    Attendance: ("name", "title", "note"),
    Remark: ("text", "report_text"),
    Conclusion: ("text",),
    Directive: ("text",),
    FollowUp: ("text",),
    Recommendation: ("text", "place_words", "responsible_words", "answer", "answer_number"),
    Photo: ("caption",),
    Article: ("title", "address", "category", "lead", "text", "outlet"),
    ArticlePhoto: ("caption",),
    NewsPage: ("name",),
    Presentation: ("title",),
    StatedFigure: ("wording",),
    Theme: ("text",),
    Vote: ("subject",),
    Term: ("label",),
    Paper: ("subject", "recipients", "signer_name", "contact"),
    PaperPart: ("title", "text"),
}
FROZEN: dict[Any, dict[str, str]] = {SurveyMeeting: {"minutes__state": "signed"}, Paper: {"state": "signed"}}
"""Rows that the database no longer lets anybody change."""


def put_scripts_everywhere() -> None:
    """One by one and past the forms, each with its key before it where names must differ."""
    for model, fields in PLACES.items():
        frozen = FROZEN.get(model)
        for row in model._base_manager.exclude(**frozen) if frozen else model._base_manager.all():
            for name in fields:
                limit = model._meta.get_field(name).max_length or 500
                begin = "http://bao.example/" if name == "address" else row.pk
                text = f"{begin}{SCRIPT}"[:limit]
                model._base_manager.filter(pk=row.pk).update(**{name: text})


def what_would_run(html: str) -> list[str]:
    """The parts of a page that a browser would take for something to run."""
    soup = BeautifulSoup(html, "html.parser")
    found = [str(tag)[:120] for tag in soup.find_all("script") if not tag.get("src") or tag.get_text()]
    for tag in soup.find_all(True):
        found += [f"{tag.name} {name}" for name in tag.attrs if name.lower().startswith("on")]
        found += [str(tag)[:120] for name in ("href", "src", "action") if str(tag.get(name, "")).lower().startswith("javascript:")]
    return found + [str(tag)[:120] for tag in soup.find_all("img", src="x")]


def test_no_page_runs_what_stands_in_a_name(world: World) -> None:
    reader = sign_in(somebody(*((role, world.ours) for role in Role)))
    Remark.objects.update(speaker=None, speaker_words=SCRIPT)
    put_scripts_everywhere()
    shown = 0
    for route in sorted(table()):
        for address in world.addresses(route):
            with transaction.atomic():
                answer: HttpResponseBase = reader.get(address)
                transaction.set_rollback(True, using=connection.alias)
            if not str(answer.get("Content-Type", "")).startswith("text/html"):
                assert "<script>" not in str(answer.get("Content-Disposition", ""))
                continue
            html = answer.content.decode()  # type: ignore[attr-defined]
            assert what_would_run(html) == [], address
            shown += "&lt;script&gt;alert(1)" in html
    assert shown > 30, "the scripts do stand on the pages"


def test_what_was_typed_comes_back_as_text(world: World) -> None:
    writer = sign_in(somebody(*((role, world.ours) for role in Role)))
    for address in ("/hoi-nghi/", "/can-bo/", "/don-vi/", "/tai-khoan/", "/khao-sat/", "/tim/"):
        html = writer.get(address, {"q": SCRIPT}).content.decode()
        assert what_would_run(html) == [], address
        assert "&lt;script&gt;" in html, address


def test_an_article_is_not_linked_to_a_script(world: World) -> None:
    writer = sign_in(somebody(*((role, world.ours) for role in Role)))
    url = reverse("surveys:row-add", args=[world.meeting.pk, "tin"])
    answer = writer.post(url, {"title": "Hội nghị", "address": "javascript:alert(3)"})
    assert answer.status_code == 200
    assert not Article.objects.filter(address__startswith="javascript").exists()
    assert what_would_run(answer.content.decode()) == []
