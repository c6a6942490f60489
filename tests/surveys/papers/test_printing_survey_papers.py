"""Every paper of a survey, by every rule of layout, says in PDF and in Word what its content says; the command line makes each."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from danvan.documents import profiles
from danvan.documents.docx import render_docx
from danvan.documents.pdf import render_pdf
from surveys.forms.papers import PartForm
from surveys.manuscripts import of_paper
from surveys.paper_life import content_of
from tests.documents.reading import docx_text, pdf_text
from tests.surveys.papers.surveyed import kept, paper_of, usual_survey

pytestmark = pytest.mark.django_db
KINDS = ("plan", "report", "letter", "reminder", "follow_up")


@pytest.mark.parametrize("profile", sorted(profiles.all_profiles()))
def test_pdf_and_word_say_the_same(profile):
    survey = usual_survey()
    letter = kept(survey, "letter", addressee_words="UBND phường Bãi Cháo", number="12")
    more = {"letter": {"addressee_words": "UBND phường Bãi Cháo"}, "reminder": {"follows": letter}}
    for kind in KINDS:
        content = content_of(paper_of(survey, kind, profile=profile, profile_reason="thử", **more.get(kind, {})))
        printed, written = pdf_text(render_pdf(content)), docx_text(render_docx(content))
        for line in content.lines():
            assert line in printed, (kind, line)
            assert line in written, (kind, line)


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_opens_as_a_form_and_saved_unchanged_it_goes_on_following_the_data(client_as, kind):
    survey = usual_survey()
    letter = kept(survey, "letter", addressee_words="UBND phường Bãi Cháo", number="12")
    paper = letter if kind == "letter" else kept(survey, kind, **({"follows": letter} if kind == "reminder" else {}))
    parts = of_paper(paper).sections()
    for part in parts:
        form = PartForm(blocks=part.blocks)
        sent = PartForm({name: form[name].initial or "" for name in form.fields}, blocks=part.blocks)

        assert sent.is_valid(), (part.key, sent.errors)
        assert sent.written() == part.blocks, part.key

    client, address = client_as("survey", survey.owner), reverse("surveys:paper-part", args=[paper.pk, parts[0].key])
    form = client.get(address).context["form"]
    assert client.post(address, {name: form[name].initial or "" for name in form.fields}).status_code == 302
    assert not paper.parts.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_line_makes_each_of_a_survey(kind, tmp_path):
    survey, path = usual_survey(), tmp_path / "van-ban.docx"

    call_command("render_document", kind, survey=survey.pk, format="docx", out=path)

    assert path.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("kind", ["letter", "reminder", "follow_up"])
def test_and_those_of_a_meeting(kind, tmp_path):
    meeting, path = usual_survey().meetings.first(), tmp_path / "van-ban.pdf"

    call_command("render_document", kind, meeting=meeting.pk, format="pdf", out=path)

    assert path.read_bytes()[:4] == b"%PDF"
