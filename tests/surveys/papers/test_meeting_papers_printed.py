"""Every paper of a meeting in every layout: PDF and Word say the same; its page asks the database no more often for more rows."""

import re
from functools import cache

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.documents import profiles
from danvan.documents.content import Content, Table
from danvan.documents.docx import render_docx
from danvan.documents.pdf import render_pdf
from danvan.people.models import Person
from surveys.paper_life import content_of
from surveys.papers import COMPOSERS
from tests.documents.reading import docx_text, pdf_text, squeezed
from tests.factories import MembershipFactory, RemarkFactory, UserFactory
from tests.surveys.papers.meeting_papers import begun, huge_meeting, paper_of, sign_minutes_of, usual_meeting

pytestmark = pytest.mark.django_db
KINDS = ("postponement", "attendees", "plates", "slip", "extract", "addendum", "notice")
OF_SIGNED = ("extract", "addendum")


def chosen(kind, meeting):
    """What the extract quotes: everything."""
    return {"quoted": [key for key, _ in COMPOSERS[kind].quotable(paper_of(kind, meeting))]}


@cache
def contents() -> dict[tuple[str, str], Content]:
    """Every kind in every layout, composed once; frozen words need no database."""
    open_meeting, moved = usual_meeting(), usual_meeting(state="postponed", state_note="mưa lớn")
    signed = sign_minutes_of(usual_meeting())
    found = {}
    for kind in KINDS:
        meeting = signed if kind in OF_SIGNED else moved if kind == "postponement" else open_meeting
        for profile in profiles.names():
            found[kind, profile] = content_of(paper_of(kind, meeting, profile=profile, profile_reason="thử", **chosen(kind, meeting)))
    return found


def in_pdf(content: Content) -> str:
    """The squeezed words of the PDF; the head of a table is counted once, though every page repeats it."""
    first, *others = (squeezed(page) for page in pdf_text(render_pdf(content)).pages)
    heads = ["".join(squeezed(column.title) for column in block.columns) for block in content.blocks if isinstance(block, Table)]
    return first + "".join(re.sub(f"^(?:{'|'.join(map(re.escape, heads))})", "", page) if heads else page for page in others)


@pytest.mark.parametrize("profile", profiles.names())
@pytest.mark.parametrize("kind", KINDS)
def test_word_and_pdf_say_what_was_composed(kind, profile):
    content = contents()[kind, profile]
    in_word = squeezed("".join(docx_text(render_docx(content)).pages))

    assert content.profile == profile
    assert in_word == in_pdf(content)
    for line in content.lines():
        assert squeezed(line) in in_word


@pytest.mark.parametrize("kind", KINDS)
def test_what_residents_said_in_confidence_and_the_notes_about_people_stay_out(kind):
    meeting = usual_meeting(state="postponed" if kind == "postponement" else "held")
    Person.objects.update(note="hay vắng")
    RemarkFactory(meeting=meeting, speaker=None, speaker_words="ông Bùi Văn Tám", text="Nhà tôi bị ngập.", restricted=True, anonymous=True)
    if kind in OF_SIGNED:
        meeting = sign_minutes_of(meeting)

    text = "\n".join(content_of(paper_of(kind, meeting, **chosen(kind, meeting))).lines())

    for never in ("hay vắng", "Bùi Văn Tám", "bị ngập", "đảng viên", "xếp hạng"):
        assert never not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_papers_page_asks_at_most_fourteen_times_whatever_the_meeting(client_for, kind):
    counted = []
    for make in (usual_meeting, huge_meeting):
        meeting = make()
        if kind in OF_SIGNED:
            meeting = sign_minutes_of(meeting)
        user = UserFactory()
        for role in ("survey", "standing"):
            MembershipFactory(user=user, unit=meeting.owner, role=role)
        paper, client = begun(kind, meeting, **chosen(kind, meeting)), client_for(user)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(paper.get_absolute_url())
        assert page.status_code == 200
        counted.append(len(captured))

    assert counted[0] == counted[1] <= 14
