import dataclasses
import itertools

from bs4 import BeautifulSoup

from danvan.documents.content import Heading, Paragraph, Photo, PhotoBlock, Text, runs
from danvan.documents.html import render_blocks, render_html
from tests.documents.papers import invented_minutes, reference_minutes
from tests.documents.reading import squeezed


def test_the_preview_says_the_same_words_as_the_paper():
    shown = squeezed(BeautifulSoup(render_html(reference_minutes()), "html5lib").text)

    for line in reference_minutes().lines():
        assert squeezed(line) in shown


def test_each_blank_is_marked_in_the_order_of_the_list_of_blanks():
    paper = reference_minutes()
    marks = BeautifulSoup(render_html(paper), "html5lib").select("article.paper mark")

    assert [mark["title"] for mark in marks] == [blank.label for blank in paper.blanks()]
    assert [mark["id"] for mark in marks] == [f"trong-{n}" for n in range(1, len(marks) + 1)]


def test_headings_begin_below_the_title_of_the_page_and_skip_no_level():
    page = BeautifulSoup(render_html(reference_minutes()), "html5lib")
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]

    assert levels[0] == 2
    assert levels.count(2) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_preview_has_no_inline_code():
    assert not BeautifulSoup(render_html(reference_minutes()), "html5lib").select("[style], [onclick], style, script")


def test_what_people_said_is_never_taken_for_markup():
    paper = dataclasses.replace(invented_minutes(0), blocks=(Paragraph((Text("<script>alert(1)</script> ??"),)),))
    page = BeautifulSoup(render_html(paper), "html5lib")

    assert not page.select("script")
    assert page.select_one("p.body mark").text == "……"


def test_photos_are_shown_from_the_address_the_page_gives():
    paper = dataclasses.replace(invented_minutes(0), blocks=(PhotoBlock("PHỤ LỤC ẢNH", (Photo(runs("Quang cảnh"), "abc"),)),))
    image = BeautifulSoup(render_html(paper, photo_address=lambda sha: f"/anh/{sha}"), "html5lib").select_one("figure img")

    assert (image["src"], image["alt"]) == ("/anh/abc", "Quang cảnh")


def test_a_part_that_begins_with_an_item_begins_with_the_heading_that_follows_the_pages_own():
    part = render_blocks((Heading(2, "3.", runs("Thảo luận")), Heading(3, "a)", runs("Ý kiến"))), "party-2018")

    assert "<h3" in part
    assert part.index("<h3") < part.index("<h4")
