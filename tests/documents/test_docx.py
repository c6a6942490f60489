"""The Word file: the words of the PDF, the layout of the profile, and what makes it editable and comparable."""

import dataclasses
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree
from PIL import Image, ImageFont

from danvan.documents import metrics, pdf, profiles
from danvan.documents.content import (
    BulletList,
    Column,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    Photo,
    PhotoBlock,
    SignaturePair,
    Signer,
    Table,
    Text,
    runs,
)
from danvan.documents.docx import render_docx
from danvan.documents.docx.bookmarks import listed_bookmarks, text_hash
from danvan.documents.profiles import Style
from tests.documents.papers import invented_minutes, reference_minutes
from tests.documents.reading import docx_lines, docx_text, pdf_text, squeezed

BOLD_FACES = list(Path("/usr/share/fonts").glob("**/liberation2/LiberationSerif-Bold.ttf"))


def opened(content: Content, photos: dict[str, bytes] | None = None) -> Any:
    return Document(io.BytesIO(render_docx(content, photos)))


def line_with(document: Any, text: str) -> Any:
    """The paragraph with that text, wherever it stands."""
    found = (WordParagraph(element, document._body) for element in document.element.body.iter(qn("w:p")))
    return next(paragraph for paragraph in found if paragraph.text == text)


def attributes(paragraph: Any, tag: str) -> dict[str, str]:
    """Attributes of an element of a paragraph's own properties, without prefixes."""
    (element,) = paragraph._p.pPr.findall(qn(f"w:{tag}"))
    return {name.partition("}")[2]: value for name, value in element.attrib.items()}


def bookmarks(data: bytes) -> list[str]:
    return [mark.get(qn("w:name")) for line in docx_lines(data) for mark in line.iter(qn("w:bookmarkStart"))]


# The same words


@pytest.mark.parametrize("profile", profiles.names())
@pytest.mark.parametrize(
    "paper", [reference_minutes, lambda profile: invented_minutes(90, profile=profile)], ids=["reference", "90 remarks"]
)
def test_word_and_pdf_say_the_same(profile: str, paper: Any):
    content = paper(profile)
    in_word = squeezed("".join(docx_text(render_docx(content)).pages))

    assert in_word == squeezed("".join(pdf_text(pdf.render_pdf(content)).pages))
    for line in content.lines():
        assert squeezed(line) in in_word


def test_a_table_a_photo_page_and_recipients_say_the_same_as_the_pdf():
    table = Table((Column("TT", 10, "center"), Column("Nội dung", 90)), ((runs("1"), runs("Thay bóng đèn ngõ 12")),), "Biểu 1")
    photos = PhotoBlock("PHỤ LỤC ẢNH", (Photo(runs("Quang cảnh hội nghị"), "abc"), Photo(runs("Đồng chí Lộc phát biểu"), "lost")))
    signed = SignaturePair(None, Signer("PHÓ TRƯỞNG BAN", runs("Trần Văn Lộc"), "K/T TRƯỞNG BAN"))
    blocks = (Paragraph(runs("Kết luận."), "flush"), table, PageBreak(), Paragraph(runs("Giữa dòng"), "center"), signed, photos)
    paper = dataclasses.replace(
        invented_minutes(0), blocks=blocks, recipients=(runs("Như trên,"), runs("Lưu ban.")), draft_mark="DỰ THẢO (Lần 1)"
    )
    pictures = {"abc": picture(40, 30)}

    assert squeezed("".join(docx_text(render_docx(paper, pictures)).pages)) == squeezed(
        "".join(pdf_text(pdf.render_pdf(paper, pictures)).pages)
    )


def test_recipients_without_a_place_beside_the_signature_stand_at_the_end():
    paper = dataclasses.replace(invented_minutes(0), recipients=(runs("Lưu ban."),))

    assert [line.text for line in opened(paper).paragraphs[-2:]] == ["Nơi nhận:", "- Lưu ban."]


# The same bytes


def test_rendered_again_the_bytes_are_the_same():
    assert render_docx(reference_minutes()) == render_docx(reference_minutes())


def test_another_process_makes_the_same_bytes():
    script = (
        "import sys, django; django.setup(); from danvan.documents.docx import render_docx; from tests.documents.papers import reference_minutes;"
        "sys.stdout.buffer.write(render_docx(reference_minutes()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/Lima", "PYTHONPATH": os.pathsep.join(sys.path)}
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment, cwd=Path(__file__).parents[2])

    assert made.stdout == render_docx(reference_minutes())


def test_the_file_says_what_it_is_and_not_when_or_with_what_it_was_made():
    properties = opened(reference_minutes()).core_properties

    assert (properties.title, properties.language) == (reference_minutes().title, "vi-VN")
    assert properties.identifier == reference_minutes().sha256
    assert (properties.author, properties.last_modified_by, properties.comments) == ("BAN DÂN VẬN", "BAN DÂN VẬN", "")
    assert properties.created.date().isoformat() == properties.modified.date().isoformat() == "2017-07-19"
    assert opened(dataclasses.replace(reference_minutes(), date="")).core_properties.created.year == 1980


def test_nothing_of_the_template_stays_in_the_file():
    with zipfile.ZipFile(io.BytesIO(render_docx(invented_minutes(0)))) as archive:
        assert sorted(archive.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "docProps/custom.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/header1.xml",
            "word/header2.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# The layout of the profile


@pytest.mark.parametrize("profile", profiles.names())
def test_page_and_margins_are_those_of_the_profile(profile: str):
    form, (section,) = profiles.get(profile), opened(invented_minutes(1, profile=profile)).sections

    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [margin.twips for margin in margins] == [round(mm * 1440 / 25.4) for mm in dataclasses.astuple(form.page)]
    assert section.header_distance.mm == pytest.approx(10, abs=0.02)
    assert section.footer_distance.mm == pytest.approx(10, abs=0.02)


@pytest.mark.parametrize("profile", profiles.names())
def test_pages_are_numbered_from_page_2_where_the_rule_puts_the_number(profile: str):
    place, (section,) = profiles.get(profile).page_number.place, opened(invented_minutes(1, profile=profile)).sections
    numbered, first = (
        (section.footer, section.first_page_footer) if place == "bottom-right" else (section.header, section.first_page_header)
    )
    (line,) = numbered.paragraphs
    style = line.style

    assert section.different_first_page_header_footer
    assert [code.text.strip() for code in line._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert style.element.pPr.find(qn("w:jc")).get(qn("w:val")) == ("right" if place == "bottom-right" else "center")
    assert style.font.size.pt == 14
    assert [empty.text for empty in first.paragraphs] == [""]
    assert (section.header if place == "bottom-right" else section.footer).is_linked_to_previous


def styles_wanted(profile: str) -> dict[str, Style]:
    form = profiles.get(profile)
    return {
        "Cơ quan cấp trên": form.head.parent,
        "Cơ quan ban hành": form.head.issuer,
        "Số, ký hiệu": form.head.number,
        "Nơi và ngày": form.head.place_and_date,
        "Tên loại văn bản": form.type_name,
        "Trích yếu": form.subject.style,
        "Đoạn văn": Style(form.body.size),
        "Gạch đầu dòng": Style(form.body.size),
        "Chức vụ người ký": form.signature.post,
        "Thẩm quyền ký": form.signature.capacity,
        "Họ tên người ký": form.signature.name,
        "Nơi nhận": form.recipients.title_style,
        "Dòng nơi nhận": form.recipients.list_style,
        **{f"Đề mục {level}": heading.style for level, heading in enumerate(form.headings, 1)},
        **{f"Tiêu đề đầu trang {number}": line.style for number, line in enumerate(form.head.title, 1)},
    }


@pytest.mark.parametrize("profile", profiles.names())
def test_styles_have_the_sizes_and_weights_of_the_profile(profile: str):
    styles = opened(invented_minutes(1, profile=profile)).styles

    for name, style in styles_wanted(profile).items():
        font = styles[name].font
        assert (font.size.pt, bool(font.bold), bool(font.italic), bool(font.underline)) == dataclasses.astuple(style), name


@pytest.mark.parametrize("profile", profiles.names())
def test_text_is_justified_with_exact_lines_and_an_indent(profile: str):
    body, document = profiles.get(profile).body, opened(invented_minutes(1, profile=profile))
    form = document.styles["Đoạn văn"].paragraph_format

    assert form.alignment == 3  # justified
    assert (form.line_spacing.pt, form.line_spacing_rule) == (body.line, 4)  # exactly
    assert (form.space_before.pt, form.space_after.pt) == (0, body.after)
    assert form.first_line_indent == pytest.approx(Mm(body.first_line), abs=1000)


def test_one_face_and_one_language_are_named_for_all_scripts():
    document = opened(reference_minutes())
    defaults = document.styles.element.find(qn("w:docDefaults"))
    (fonts,) = document.styles.element.iter(qn("w:rFonts"))
    (language,) = defaults.iter(qn("w:lang"))

    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert {language.get(qn(f"w:{script}")) for script in ("val", "eastAsia", "bidi")} == {"vi-VN"}
    assert not list(document.element.body.iter(qn("w:rFonts"), qn("w:lang")))


def test_every_paragraph_is_in_a_style_of_its_own_kind():
    document = opened(reference_minutes())
    styles = [line.style.name for line in document.paragraphs]

    assert "Normal" not in styles
    assert document.styles["Đề mục 1"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"
    assert line_with(document, "I- THÀNH PHẦN").style.name == "Đề mục 1"
    assert line_with(document, "2. Báo cáo của phường").style.name == "Đề mục 2"
    assert line_with(document, "*").style.name == "Dấu dưới tên cơ quan"
    assert line_with(document, "Đặng Việt Hà").style.name == "Họ tên người ký"


@pytest.mark.parametrize("profile", profiles.names())
def test_heads_stand_in_a_table_without_borders(profile: str):
    form, document = profiles.get(profile), opened(invented_minutes(1, profile=profile))
    head, *_ = document.tables
    widths = [column.width.mm for column in head.columns]

    assert not list(head._tbl.iter(qn("w:tblBorders"), qn("w:tcBorders")))
    assert not list(head.style.element.iter(qn("w:tblBorders")))
    assert sum(widths) == pytest.approx(210 - form.page.left - form.page.right, abs=0.1)
    assert widths[0] / sum(widths) == pytest.approx(form.head.left_share / 100, abs=0.01)


@pytest.mark.parametrize(
    ("profile", "lengths"),
    [
        ("party-2004", [72.7]),
        ("party-2018", [72.7]),
        ("party-2026", [72.7]),
        ("state-2011", [20.1, 60.4, 60.5]),
        ("state-2020", [20.1, 60.4, 60.5]),
        ("front", [20.1, 60.4, 60.5]),
    ],
)
def test_rules_are_paragraph_borders_as_long_as_in_the_pdf(profile: str, lengths: list[float]):
    form, document = profiles.get(profile), opened(invented_minutes(1, profile=profile))
    whole = 210 - form.page.left - form.page.right
    left, right = (column.width.mm for column in document.tables[0].columns)
    rooms = [left - 3, right, whole] if len(lengths) > 1 else [right]
    rules = [WordParagraph(border.getparent().getparent(), document._body) for border in document.element.body.iter(qn("w:pBdr"))]
    indents = [attributes(rule, "ind") for rule in rules]

    assert all(indent["left"] == indent["right"] for indent in indents)
    found = [room - 2 * int(indent["left"]) * 25.4 / 1440 for room, indent in zip(rooms, indents, strict=True)]
    assert found == pytest.approx(lengths, abs=0.5)


@pytest.mark.skipif(not BOLD_FACES, reason="fonts-liberation2 is not installed")
@pytest.mark.parametrize("text", ["ĐẢNG CỘNG SẢN VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN PHƯỜNG SỐ 7", "ưỡ ờ Ỡ ừ"])
def test_a_line_is_as_long_as_the_face_makes_it(text: str):
    assert metrics.text_width(text, 14) == pytest.approx(ImageFont.truetype(BOLD_FACES[0], 1400).getlength(text) / 100, abs=1)


# Pages break well


def test_headings_stay_with_what_follows():
    styles = opened(invented_minutes(1)).styles

    assert all(styles[f"Đề mục {level}"].paragraph_format.keep_with_next for level in (1, 2, 3))
    assert styles["Normal"].paragraph_format.widow_control


def test_signatures_are_whole_and_take_the_last_paragraph_with_them():
    document = opened(invented_minutes(3))
    signatures = document.tables[-1]
    (row,) = signatures.rows
    last_words = line_with(document, "Hội nghị kết thúc hồi 11 giờ 30 phút cùng ngày.")

    assert last_words.paragraph_format.keep_with_next
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    assert [cell.paragraphs[-1].text for cell in row.cells] == ["Lê Thị Thu Hường", "Trần Văn Lộc"]
    assert row.cells[0].paragraphs[-1].style.paragraph_format.space_before.mm == pytest.approx(20, abs=0.1)


def test_a_table_repeats_its_head_and_breaks_no_row():
    rows = tuple((runs(str(n)), runs(f"Kiến nghị {n}")) for n in range(1, 31))
    table = Table((Column("TT", 10, "center"), Column("Nội dung kiến nghị", 90)), rows, "Tổng hợp kiến nghị")
    document = opened(dataclasses.replace(invented_minutes(0), blocks=(table, table)))
    _, first, second = document.tables

    assert first._tbl.getnext() is not second._tbl, "Word would make one table of two"
    assert first.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in first.rows)
    assert list(first.style.element.iter(qn("w:tblBorders")))
    assert first.rows[1].cells[0].paragraphs[0].alignment == 1  # centred
    assert document.element.body[-2].tag == qn("w:p"), "Word wants a paragraph behind the last table"


def test_what_follows_a_page_break_begins_a_page():
    blocks = (Paragraph(runs("Trang trước.")), PageBreak(), Heading(1, "", runs("PHỤ LỤC")), Paragraph(runs("Cùng trang.")))
    document = opened(dataclasses.replace(invented_minutes(0), blocks=blocks))

    assert line_with(document, "PHỤ LỤC").paragraph_format.page_break_before
    assert not line_with(document, "Cùng trang.").paragraph_format.page_break_before


# Blanks, marks, photos


def test_blanks_are_dots_in_yellow():
    heard_badly = dataclasses.replace(invented_minutes(0), blocks=(Paragraph((Text("Sổ cấp từ năm ??."),)),))
    line = line_with(opened(heard_badly), "Sổ cấp từ năm …….")

    assert [run.text for run in line.runs if run.font.highlight_color == 7] == ["……"]
    assert line.runs[1].style.name == "Chỗ trống"


def test_a_finished_paper_has_nothing_in_yellow():
    assert not list(opened(invented_minutes(2)).element.body.iter(qn("w:highlight")))


def test_marks_stand_above_everything():
    document = opened(dataclasses.replace(reference_minutes(), draft_mark="DỰ THẢO (Lần 1)"))

    assert [line.text for line in document.paragraphs[:2]] == ["DỰ THẢO (Lần 1)", reference_minutes().banner]
    assert document.paragraphs[0].style.font.bold


def picture(width: int, height: int, kind: str = "JPEG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "#884422").save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_photos_fit_the_page_and_say_what_they_show(kind: str):
    photos = PhotoBlock("PHỤ LỤC ẢNH", (Photo(runs("Quang cảnh"), "wide"), Photo(runs("Phát biểu"), "high"), Photo(runs("Nhỏ"), "small")))
    pictures = {"wide": picture(2560, 800, kind), "high": picture(900, 2560, kind), "small": picture(40, 30, kind)}
    document = opened(dataclasses.replace(invented_minutes(0), blocks=(photos,)), pictures)
    wide, high, small = document.inline_shapes

    assert (wide.width.mm, high.height.mm) == (pytest.approx(165, abs=0.1), pytest.approx(95, abs=0.1))
    assert wide.height / wide.width == pytest.approx(800 / 2560, abs=0.001)
    assert small.width.pt == pytest.approx(30, abs=0.1)
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["Quang cảnh", "Phát biểu", "Nhỏ"]
    assert line_with(document, "(1) Quang cảnh").style.name == "Chú thích ảnh"


def test_a_photo_that_is_lost_or_broken_leaves_its_caption():
    photos = PhotoBlock("PHỤ LỤC ẢNH", (Photo(runs("Mất"), "lost"), Photo(runs("Hỏng"), "broken")))
    document = opened(dataclasses.replace(invented_minutes(0), blocks=(photos,)), {"broken": b"no picture"})

    assert [line.text for line in document.paragraphs[-2:]] == ["(1) Mất", "(2) Hỏng"]
    assert not document.inline_shapes


def test_what_people_typed_is_never_taken_for_markup_nor_breaks_the_file():
    typed = Text('<w:br/> & "x" \x0b\x00 ]]> <b>')
    text = docx_text(render_docx(dataclasses.replace(invented_minutes(0), blocks=(Paragraph((typed,)),))))

    assert '<w:br/> & "x" ]]> <b>' in text


# Comparing a corrected file


def test_every_piece_of_text_has_its_own_bookmark():
    data = render_docx(reference_minutes())
    names = bookmarks(data)
    bare = [line for line in docx_lines(data) if line.find(qn("w:bookmarkStart")) is None]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"_dv_[a-z0-9_]+_[0-9a-f]{8}", name) and len(name) <= 40 for name in names)
    # What the profile prints by itself is no text of the content: title, star, rule, line below the subject.
    assert {"".join(text.text for text in line.iter(qn("w:t"))) for line in bare} == {"ĐẢNG CỘNG SẢN VIỆT NAM", "*", "", "-----"}


def test_a_bookmark_tells_where_the_piece_stands_and_what_it_said():
    content = dataclasses.replace(
        invented_minutes(0),
        blocks=(
            Paragraph(runs("Một.")),
            BulletList((runs("Hai;"), runs("Ba."))),
        ),
    )
    names = bookmarks(render_docx(content))

    assert names[-3:] == [f"_dv_000_{text_hash('Một.')}", f"_dv_001_000_{text_hash('- Hai;')}", f"_dv_001_001_{text_hash('- Ba.')}"]


def test_the_file_lists_its_bookmarks_among_its_properties_in_short_pieces():
    data = render_docx(invented_minutes(40))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        properties = etree.fromstring(archive.read("docProps/custom.xml"))

    assert [f"_dv_{mark.place}_{mark.hash}" for mark in listed_bookmarks(properties)] == bookmarks(data)
    assert max(len("".join(item.itertext())) for item in properties) <= 255, "Word cuts off longer ones"


def test_spaces_that_programs_change_do_not_change_a_bookmark():
    assert text_hash("ngày 19 tháng 7") == text_hash("ngày\u00a019  tháng 7 ")
    assert text_hash("ngày 19 tháng 7") != text_hash("ngày 19 tháng 8")


def test_a_narrow_column_is_as_wide_as_the_longest_word_of_its_title():
    table = Table((Column("TT", 5), Column("Nội dung", 95)), ((runs("1"), runs("việc")),))
    content = dataclasses.replace(invented_minutes(1), blocks=(table,))
    grid = Document(io.BytesIO(render_docx(content))).tables[-1]._tbl.tblGrid.gridCol_lst

    assert grid[0].w.pt >= 17.3 + 8  # "TT" in bold letters of 13 points, and the margins of the cell
