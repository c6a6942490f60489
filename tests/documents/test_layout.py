"""Sizes, weights, places and rules of a printed page, measured and compared with the profile."""

import io
from typing import NamedTuple

import pypdf
import pytest

from danvan.documents import pdf, profiles
from danvan.documents.profiles import Profile, Style
from tests.documents.papers import invented_minutes

MM = 72 / 25.4


class Piece(NamedTuple):
    """A piece of printed text: its size in points, its face, its distance from the left edge in mm."""

    size: float
    face: str
    left: float


def first_page(profile: str) -> pypdf.PageObject:
    return pypdf.PdfReader(io.BytesIO(pdf.render_pdf(invented_minutes(1, profile=profile)))).pages[0]


def pieces(page: pypdf.PageObject) -> dict[str, Piece]:
    """The pieces of a page by their words."""
    found: dict[str, Piece] = {}

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, str] | None, size: float) -> None:
        if text.strip() and font:
            found[text.strip()] = Piece(abs(size * tm[0] * cm[0]), font["/BaseFont"], (tm[4] * cm[0] + cm[4]) / MM)

    page.extract_text(visitor_text=visit)
    return found


def rules(page: pypdf.PageObject) -> list[float]:
    """How long the horizontal rules of a page are, in mm."""
    lengths: list[float] = []

    def visit(operator: bytes, operands: list[float], cm: list[float], tm: list[float]) -> None:
        if operator == b"re" and 0.5 < abs(float(operands[3]) * cm[3]) < 1.5:
            lengths.append(abs(float(operands[2]) * cm[0]) / MM)

    page.extract_text(visitor_operand_before=visit)
    return lengths


def wanted(form: Profile) -> dict[str, Style]:
    """What stands on the first page, with its style in the profile."""
    return {
        "BAN XÂY DỰNG ĐẢNG": form.head.issuer,
        form.number_line("7", "BB", "BXDĐ"): form.head.number,
        **{line.text: line.style for line in form.head.title},
        "An Phú Thượng, ngày 11 tháng 11 năm 2026": form.head.place_and_date,
        "BIÊN BẢN": form.type_name,
        "hội nghị khảo sát vai trò của tổ dân vận trong thực hiện dân chủ ở cơ sở": form.subject.style,
        f"{form.heading_number(1, 1)} THÀNH PHẦN": form.headings[0].style,
        "Lê Thị Thu Hường": form.signature.name,
        form.minutes.left: form.signature.post,
        form.minutes.right: form.signature.post,
    }


@pytest.mark.parametrize("profile", profiles.names())
def test_sizes_and_weights_are_those_of_the_profile(profile: str):
    printed = {text.replace("\u00a0", " "): piece for text, piece in pieces(first_page(profile)).items()}

    for text, style in wanted(profiles.get(profile)).items():
        piece = printed[text]
        assert piece.size == pytest.approx(style.size, abs=0.1), text
        assert ("Bold" in piece.face, "Italic" in piece.face) == (style.bold, style.italic), text


@pytest.mark.parametrize("profile", profiles.names())
def test_the_first_line_is_indented_as_the_profile_says(profile: str):
    form = profiles.get(profile)
    printed = pieces(first_page(profile))

    assert printed[f"{form.heading_number(1, 1)} THÀNH PHẦN"].left == pytest.approx(form.page.left + form.body.first_line, abs=0.5)


@pytest.mark.parametrize(
    ("profile", "lengths"),
    [
        # The title of the Party; the names of the unit and of the subject by a part, the motto whole.
        ("party-2004", [72.7]),
        ("party-2018", [72.7]),
        ("party-2026", [72.7]),
        ("state-2011", [20.1, 60.4, 60.5]),
        ("state-2020", [20.1, 60.4, 60.5]),
        ("front", [20.1, 60.4, 60.5]),
    ],
)
def test_rules_are_as_long_as_the_profile_says(profile: str, lengths: list[float]):
    assert rules(first_page(profile)) == pytest.approx(lengths, abs=0.5)
