"""The files of the guide: links lead somewhere, pictures are there and described, and what is quoted stands on a screen."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from danvan.guide.markdown import tokens_of, walk
from danvan.guide.pages import CONTENTS, slugs
from danvan.guide.places import _PAGES
from tests.access.routes import named_routes
from tests.guide.drawing import MOST_BYTES
from tests.guide.reading import FILES, is_on_screen, quoted
from tests.guide.shots import PHONE, SHOTS

PICTURES = sorted((Path(settings.GUIDE_DIR) / "anh").glob("*.png"))
names = {"ids": lambda path: path.stem}


def attributes(path: Path, kind: str, name: str) -> list[str]:
    return [str(token.attrs[name]) for token in walk(tokens_of(path.read_text(encoding="utf-8"))) if token.type == kind]


def test_the_table_of_contents_names_every_page():
    assert {path.stem for path in FILES} - {CONTENTS} == set(slugs())


@pytest.mark.parametrize("path", FILES, **names)
def test_every_link_leads_to_a_page_that_is_there(path):
    for target in attributes(path, "link_open", "href"):
        assert (path.parent / target) in FILES, target


def test_every_picture_is_used_and_every_used_one_is_there_and_made_by_the_script():
    used = {source for path in FILES for source in attributes(path, "image", "src")}
    assert used == {f"anh/{picture.name}" for picture in PICTURES}
    assert used == {f"anh/{shot.name}.png" for shot in SHOTS}


@pytest.mark.parametrize("path", FILES, **names)
def test_every_picture_is_described_in_words(path):
    for token in walk(tokens_of(path.read_text(encoding="utf-8"))):
        if token.type == "image":
            assert len(token.content.split()) >= 4, f"a blind reader learns nothing from {token.content!r}"


@pytest.mark.parametrize("path", FILES, **names)
def test_every_word_that_is_quoted_in_bold_stands_on_a_screen(path):
    source = path.read_text(encoding="utf-8")
    missing = [words for words in quoted(source) if not is_on_screen(words)]
    assert not missing, f"no page says {missing}"
    assert len(re.findall(r"\*\*", source)) == 2 * len(quoted(source)) + 2 * len(re.findall(r"^\s*- \*\*[^“]", source, re.M))


def test_a_button_that_no_page_has_would_be_noticed():
    assert not is_on_screen("Lưu con cá")
    assert not is_on_screen("Lưu việc")
    assert is_on_screen("Lưu việc yêu cầu, giao")


@pytest.mark.parametrize("path", FILES, **names)
def test_a_page_tells_when_and_how_and_what_if_it_goes_wrong(path):
    source = path.read_text(encoding="utf-8")
    headings = re.findall(r"^(#+) (.+)$", source, re.M)
    assert headings[0][0] == "#"
    assert all(level == "##" for level, _ in headings[1:])
    if path.stem == CONTENTS:
        return
    assert headings[-1][1] == "Nếu gặp trục trặc"
    assert 2 <= len(re.findall(r"^- ", source.split("## Nếu gặp trục trặc")[1], re.M)) <= 4
    assert re.search(r"^1\. ", source, re.M), "numbered steps"
    assert "![" in source, "a picture"
    assert not source.split("\n")[2].startswith(("#", "1.", "-", "!")), "when it is needed"


@pytest.mark.parametrize("path", FILES, **names)
def test_sentences_are_short_and_plain(path):
    text = re.sub(r"[*#>\[\]]|\([a-z-]+\.md\)", "", path.read_text(encoding="utf-8"))
    text = text.replace("“Choose File”", "")  # a browser's own words, quoted for whoever sees them
    for sentence in re.split(r"(?<=[.:;?])\s|\n", text):
        assert len(sentence.split()) <= 32, sentence
    for stranger in ("click", "upload", "download", "file", "user", "menu", "bạn", "anh/chị"):
        assert not re.search(rf"(?<![\w/.-]){stranger}(?![\w/-])", text, re.I), stranger


@pytest.mark.parametrize("picture", PICTURES, **names)
def test_pictures_are_small(picture):
    assert picture.stat().st_size <= MOST_BYTES
    with Image.open(picture) as image:
        assert PHONE <= image.width <= 1100


def test_all_pictures_together_are_small():
    assert sum(picture.stat().st_size for picture in PICTURES) < 2_000_000


def test_the_guide_about_a_screen_is_about_a_screen_that_is_there():
    for beginning, slug in _PAGES.items():
        assert slug in slugs()
        assert any(route.startswith(beginning) for route in named_routes()), beginning
