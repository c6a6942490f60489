"""Trích sao biên bản: the frozen words and no others, of signed minutes only."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from danvan.documents.content import Content, Paragraph, runs
from danvan.people.models import Person
from surveys.dossier_of_papers import items
from surveys.manuscripts import of_paper
from surveys.models import Paper
from surveys.paper_life import content_of, sign, signing_obstacles
from surveys.papers import COMPOSERS
from surveys.papers.signed_minutes import SignedMinutes
from tests.factories import RemarkFactory, UserFactory
from tests.surveys.papers.meeting_papers import (
    DATE,
    FAMILIES,
    HEAD,
    TITLE,
    begun,
    fresh,
    huge_meeting,
    in_family,
    lines_of,
    paper_of,
    sign_minutes_of,
    signed_meeting,
    submitted,
    usual_meeting,
)

pytestmark = pytest.mark.django_db
REFUSAL = "Chỉ trích sao được biên bản đã ký."


def key_of(meeting, number):
    """The choice with that number ("II.1")."""
    choices = COMPOSERS["extract"].quotable(paper_of("extract", meeting))
    return next(key for key, label in choices if label.startswith(f"{number}. "))


def test_the_extract_says_what_it_is_taken_from_and_quotes_it():
    meeting = signed_meeting()

    assert lines_of("extract", meeting, quoted=[key_of(meeting, "II.1")], reason="Giải quyết kiến nghị", addressee_words="UBND phường") == [
        "DỰ THẢO",
        *HEAD,
        "Số ……-BS/BXDĐ",
        DATE,
        "TRÍCH SAO",
        "từ Biên bản số 05-BB/BXDĐ, ngày 11/11/2026, mục II.1",
        f"Trích từ Biên bản số 05-BB/BXDĐ, ngày 11/11/2026, mục II.1 ({TITLE}).",
        "Trích sao để giải quyết kiến nghị.",
        "II- NỘI DUNG",
        "1. Thảo luận: có 01 ý kiến phát biểu",
        "Đồng chí Ngô Thị Lụa - Tổ trưởng Tổ dân vận TDP 3: Tổ họp đều hằng tháng, ghép với sinh hoạt chi bộ.",
        "Phần trích trên đây đúng nguyên văn Biên bản số 05-BB/BXDĐ, ngày 11/11/2026. Biên bản đã ký: Lê Thị Thu Hường (Người ghi biên bản); "
        "Trần Văn Lộc (Chủ trì hội nghị).",
        "NGƯỜI KÝ",
        "……………",
        "UBND phường,",
        "Lưu Ban Xây dựng Đảng phường Sông Bồi.",
    ]


def test_every_chapter_and_item_can_be_chosen_once():
    labels = [label for _, label in COMPOSERS["extract"].quotable(paper_of("extract", signed_meeting()))]

    assert labels == [
        "I. THÀNH PHẦN",
        "I.1. Chủ trì",
        "I.2. Đại biểu dự",
        "I.3. Người ghi biên bản",
        "II. NỘI DUNG",
        "II.1. Thảo luận: có 01 ý kiến phát biểu",
        "II.2. Kết luận của đồng chí chủ trì",
        "III. KẾT THÚC",
    ]


def test_the_parts_together_are_the_minutes_word_for_word():
    minutes = SignedMinutes(Content.from_json(signed_meeting().minutes.revision.content))
    quoted = [block for part in minutes.parts if part.is_chapter for block in part.blocks]

    assert quoted == list(minutes.content.blocks[1:-1])  # but for the opening line and the signatures


def test_a_chapter_swallows_its_items():
    meeting = signed_meeting()
    lines = lines_of("extract", meeting, quoted=[key_of(meeting, "I"), key_of(meeting, "I.2")])

    assert "từ Biên bản số 05-BB/BXDĐ, ngày 11/11/2026, mục I" in lines
    assert lines.count("2. Đại biểu dự") == 1


def test_minutes_without_a_number_are_named_by_their_day():
    meeting = signed_meeting(number="")

    assert "từ Biên bản ngày 11/11/2026, mục III" in lines_of("extract", meeting, quoted=[key_of(meeting, "III")])


def quoted(lines):
    """The lines between what the extract is taken from and what certifies it."""
    return lines[7 : next(at for at, line in enumerate(lines) if line.startswith("Phần trích trên đây"))]


def test_names_of_today_do_not_get_into_it():
    meeting = signed_meeting()
    before = lines_of("extract", meeting, quoted=[key_of(meeting, "I")])
    Person.objects.update(given_name="Khác")
    meeting.owner.versions.update(name="Ban khác")

    assert quoted(lines_of("extract", meeting, quoted=[key_of(meeting, "I")])) == quoted(before)


def test_a_restricted_remark_stays_behind_the_words_of_the_signed_minutes():
    meeting = usual_meeting()
    RemarkFactory(
        meeting=meeting,
        speaker=meeting.attendances.get(name="Ngô Thị Lụa"),
        text="Ông Tám hàng xóm chửi nhau.",
        report_text="Có mâu thuẫn.",
        restricted=True,
    )
    meeting = sign_minutes_of(meeting)
    text = "\n".join(lines_of("extract", meeting, quoted=[key_of(meeting, "II")]))

    assert "Có mâu thuẫn." in text
    assert "Ông Tám" not in text


def test_nothing_chosen_is_a_blank_that_blocks_signing():
    paper = submitted(begun("extract", signed_meeting()))

    assert any("phần được trích" in obstacle for obstacle in signing_obstacles(paper))


def test_it_is_signed_with_its_number():
    meeting = signed_meeting()
    paper = submitted(
        begun("extract", meeting, quoted=[key_of(meeting, "II")], number="3", signer_post="TRƯỞNG BAN", signer_name="Trần Văn Lộc")
    )

    sign(paper, UserFactory())

    assert content_of(Paper.objects.get(pk=paper.pk)).lines()[2] == "Số 03-BS/BXDĐ"


def test_without_signed_minutes_the_page_says_what_to_do_first_and_begins_nothing(client_as):
    meeting = usual_meeting()
    client = client_as("survey", meeting.owner)
    address = reverse("surveys:meeting-paper-add", args=[meeting.pk, "extract"])

    page, sent = client.get(address), client.post(address, {})

    assert REFUSAL in page.content.decode()
    assert (page.status_code, sent.status_code) == (200, 409)
    assert not Paper.objects.exists()


def test_in_the_browser_the_parts_are_ticked_and_at_least_one_is_asked_for(client_as):
    meeting = signed_meeting()
    client = client_as("survey", meeting.owner)
    address = reverse("surveys:meeting-paper-add", args=[meeting.pk, "extract"])

    refused = client.post(address, {"reason": "họp tổ"}).content.decode()
    assert "Chọn phần được trích" in refused
    assert "II.1. Thảo luận: có 01 ý kiến phát biểu" in refused
    client.post(address, {"reason": "họp tổ", "quoted": [key_of(meeting, "II.1"), key_of(meeting, "I")]})

    assert len(Paper.objects.get().quoted) == 2


def test_the_quoted_part_cannot_be_edited(client_as):
    meeting = signed_meeting()
    paper = begun("extract", meeting, quoted=[key_of(meeting, "II")])
    client = client_as("survey", meeting.owner)
    address = reverse("surveys:paper-part", args=[paper.pk, "noi-dung"])

    page = client.post(address, {"state": "", "words-0": "Lời khác."}, follow=True).content.decode()

    assert "giữ nguyên văn bản đã ký" in page
    assert f'href="{address}"' not in page
    assert not paper.parts.exists()


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_numbers_it_in_its_own_way(family):
    meeting = usual_meeting()
    in_family(meeting, family)
    meeting = sign_minutes_of(meeting)
    lines = lines_of("extract", meeting, quoted=[key_of(meeting, "II.1")])

    number, source = ("Số ……-BS/BXDĐ", "05-BB/BXDĐ") if family == "party" else ("Số: ……/BS-BXDĐ", "05/BB-BXDĐ")
    assert number in lines
    assert any(line.lower() == f"từ biên bản số {source}, ngày 11/11/2026, mục ii.1".lower() for line in lines)


def test_of_huge_minutes_all_can_be_quoted():
    meeting = sign_minutes_of(huge_meeting())
    choices = [key for key, _ in COMPOSERS["extract"].quotable(paper_of("extract", meeting))]
    lines = lines_of("extract", fresh(meeting), quoted=choices, date=date(2026, 11, 20))

    assert sum("Ý kiến riêng" in line for line in lines) == 45  # the other half is restricted and has no text for papers


def test_a_change_of_the_quoted_part_in_word_is_not_taken_and_said_so():
    meeting = signed_meeting()
    paper = begun("extract", meeting, quoted=[key_of(meeting, "II.1")])
    work = of_paper(paper)
    changed = tuple(Paragraph(runs("Lời khác.")) if block in work.section("noi-dung").blocks else block for block in work.content.blocks)

    kept = work.take_over(replace(work.content, blocks=changed), paper.created_by)

    assert kept == ["Phần được trích"]
    assert "Lời khác." not in content_of(Paper.objects.get(pk=paper.pk)).lines()


@pytest.mark.parametrize("with_names", [True, False])
def test_the_dossier_has_it_only_where_names_may_be(with_names):
    meeting = signed_meeting()
    begun("extract", meeting, quoted=[key_of(meeting, "II")])
    begun("addendum", meeting)

    titles = [item.title for item in items(SimpleNamespace(kind="meeting", pk=meeting.pk, meetings=[meeting]), with_names)]

    assert any(title.startswith("Trích sao") for title in titles) == with_names
    assert any(title.startswith("Biên bản bổ sung, đính chính") for title in titles)
