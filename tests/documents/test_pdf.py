import dataclasses
import io
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from danvan.documents import pdf, profiles
from danvan.documents.content import Column, Paragraph, Photo, PhotoBlock, SignaturePair, Signer, Table, Text, runs
from tests.documents.papers import invented_minutes, reference_minutes
from tests.documents.reading import pdf_fonts, pdf_text

MM = 72 / 25.4


def pages_of(data: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(data)).pages)


def placed(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """Pieces of text with their distance from the left and the top edge in mm."""
    found: list[tuple[str, float, float]] = []
    height = float(page.mediabox.height)

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + cm[4]
            y = tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x / MM, (height - y) / MM))

    page.extract_text(visitor_text=visit)
    return found


def test_the_reference_minutes_are_printed_word_for_word():
    printed = pdf_text(pdf.render_pdf(reference_minutes()))

    for line in reference_minutes().lines():
        assert line in printed


@pytest.mark.parametrize("profile", profiles.names())
def test_text_keeps_inside_the_margins_of_the_rule(profile: str):
    margins = profiles.get(profile).page
    pages = pages_of(pdf.render_pdf(invented_minutes(9, profile=profile)))
    for page in pages:
        text = [piece for piece in placed(page) if not piece[0].isdigit()]  # all but the page number
        assert float(page.mediabox.width) / MM == pytest.approx(210, abs=0.5)
        assert float(page.mediabox.height) / MM == pytest.approx(297, abs=0.5)
        assert min(x for _, x, _ in text) > margins.left - 0.5
        assert min(y for _, _, y in text) >= margins.top
        assert max(y for _, _, y in text) <= 297 - margins.bottom
    assert min(x for _, x, _ in placed(pages[0])) == pytest.approx(margins.left, abs=0.5)


@pytest.mark.parametrize("profile", profiles.names())
def test_page_numbers_begin_on_page_2_where_the_rule_puts_them(profile: str):
    form = profiles.get(profile)
    first, second, *_ = pages_of(pdf.render_pdf(invented_minutes(9, profile=profile)))

    assert not [text for text, _, _ in placed(first) if text.isdigit()]
    (number,) = [piece for piece in placed(second) if piece[0] == "2"]
    if form.page_number.place == "top-center":
        assert 10 < number[2] < 15  # the base line of a 14 point figure whose line begins 10 mm below the edge
        assert number[1] == pytest.approx(form.page.left + (195 - form.page.left) / 2, abs=2)
    else:
        assert 284 < number[2] < 287
        assert number[1] == pytest.approx(195 - 7 * 25.4 / 72, abs=0.5)


def test_the_pdf_is_tagged_vietnamese_and_made_for_the_archive():
    reader = pypdf.PdfReader(io.BytesIO(pdf.render_pdf(reference_minutes())))
    catalog = reader.trailer["/Root"]
    metadata = catalog["/Metadata"].get_data().decode()

    assert catalog["/Lang"] == "vi"
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert 'part="3"' in metadata
    assert 'conformance="A"' in metadata
    assert reader.metadata.title == reference_minutes().title
    assert str(reader.metadata.creation_date_raw).startswith("D:20170719")


def test_only_one_serif_family_is_used_and_it_is_embedded(tmp_path):
    paper = invented_minutes(1)
    boxes = Paragraph(runs("☐ chưa đọc ☑ đã đọc", runs("Ễ Ộ Ữ đậm", bold=True), runs("Ễ nghiêng", italic=True)))
    fonts = pdf_fonts(pdf.render_pdf(dataclasses.replace(paper, blocks=(boxes, *paper.blocks))), tmp_path)

    assert all(fonts.values())
    assert {name for name in fonts if "Serif" in name or "Times" in name} == {
        "Liberation-Serif",
        "Liberation-Serif-Bold",
        "Liberation-Serif-Italic",
    }
    assert any(name.startswith("DejaVu-Sans") for name in fonts), "the boxes would be blank"


def test_rendered_again_the_bytes_are_the_same():
    assert pdf.render_pdf(reference_minutes()) == pdf.render_pdf(reference_minutes())


def test_another_process_makes_the_same_bytes():
    script = (
        "import sys, django; django.setup(); from danvan.documents import pdf; from tests.documents.papers import reference_minutes;"
        "sys.stdout.buffer.write(pdf.render_pdf(reference_minutes()))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/Lima", "PYTHONPATH": os.pathsep.join(sys.path)}
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment, cwd=Path(__file__).parents[2])

    assert made.stdout == pdf.render_pdf(reference_minutes())


@pytest.mark.parametrize("tail", range(0, 20, 2))
def test_signatures_are_whole_and_never_alone_on_a_page(tail: int):
    pages = pdf_text(pdf.render_pdf(invented_minutes(3, tail=tail))).pages
    (signed,) = [page for page in pages if "NGƯỜI GHI BIÊN BẢN" in page]

    assert "Hội nghị kết thúc hồi 11 giờ 30 phút cùng ngày." in signed
    assert "Lê Thị Thu Hường" in signed
    assert "Trần Văn Lộc" in signed.partition("NGƯỜI GHI")[2]


@pytest.mark.parametrize("tail", range(0, 20, 2))
def test_no_heading_stands_last_on_a_page(tail: int):
    pages = pdf_text(pdf.render_pdf(invented_minutes(3, tail=tail))).pages

    assert not [page for page in pages if page.strip().endswith(("KẾT THÚC", "NỘI DUNG", "THÀNH PHẦN", "phát biểu"))]


def test_long_names_break_into_lines_and_lose_nothing():
    paper = invented_minutes(1, long_names=True)
    data = pdf.render_pdf(paper)

    for line in paper.lines():
        assert line in pdf_text(data)
    assert max(x for page in pages_of(data) for _, x, _ in placed(page)) < 195


def test_text_is_never_taken_for_markup():
    paper = dataclasses.replace(invented_minutes(0), blocks=(Paragraph((Text('<img src="file:///etc/passwd"> & <b>x</b>'),)),))

    assert '<img src="file:///etc/passwd"> & <b>x</b>' in pdf_text(pdf.render_pdf(paper))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1/", "data:text/plain,x", "photo:unknown"])
def test_a_paper_loads_nothing_from_anywhere(url: str):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        pdf._fetcher({}).fetch(url)


def test_photos_are_printed_with_their_captions_and_missing_ones_leave_the_caption():
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "#884422").save(picture, "JPEG")
    photos = PhotoBlock("PHỤ LỤC ẢNH", (Photo(runs("Quang cảnh hội nghị"), "abc"), Photo(runs("Đồng chí Lộc phát biểu"), "lost")))
    paper = dataclasses.replace(invented_minutes(0), blocks=(photos,))
    data = pdf.render_pdf(paper, {"abc": picture.getvalue()})

    assert "(1) Quang cảnh hội nghị" in pdf_text(data)
    assert "(2) Đồng chí Lộc phát biểu" in pdf_text(data)
    assert [len(page.images) for page in pages_of(data)] == [1]


def test_a_long_table_repeats_its_head():
    rows = tuple((runs(str(n)), runs(f"Kiến nghị thứ {n} của các tổ dân vận trên địa bàn phường")) for n in range(1, 80))
    table = Table((Column("TT", 10, "center"), Column("Nội dung kiến nghị", 90)), rows, "Tổng hợp kiến nghị")
    pages = pdf_text(pdf.render_pdf(dataclasses.replace(invented_minutes(0), blocks=(table,)))).pages

    assert len(pages) > 2
    assert all("Nội dung kiến nghị" in page for page in pages)


def test_recipients_stand_left_of_a_single_signature():
    signed = SignaturePair(None, Signer("PHÓ TRƯỞNG BAN", runs("Trần Văn Lộc"), "K/T TRƯỞNG BAN"))
    paper = dataclasses.replace(
        invented_minutes(0), blocks=(Paragraph(runs("Kết luận.")), signed), recipients=(runs("Như trên,"), runs("Lưu ban."))
    )
    (page,) = pages_of(pdf.render_pdf(paper))
    left = {text: (x, y) for text, x, y in placed(page)}

    assert left["Nơi nhận:"][0] == pytest.approx(30, abs=0.5)
    assert left["Nơi nhận:"][1] == pytest.approx(left["K/T TRƯỞNG BAN"][1], abs=2)
    assert "- Như trên," in pdf_text(pdf.render_pdf(paper))


def test_warming_up_renders_with_every_profile():
    pdf.warm_up()


@pytest.mark.parametrize("profile", ["party-2026", "state-2020"])
def test_the_rules_of_a_table_stay_between_the_margins(profile: str):
    columns = (Column("TT", 10), Column("Nội dung", 30), Column("Nơi giải quyết", 25), Column("Kết quả", 20), Column("Ghi chú", 15))
    table = Table(columns, (tuple(runs("Đèn ngõ 12 hỏng từ đầu tháng") for _ in columns),))
    page = pages_of(pdf.render_pdf(dataclasses.replace(invented_minutes(1, profile=profile), blocks=(table,))))[0]
    ends: list[float] = []

    def measure(operator: bytes, operands: list[float], matrix: list[float], _text: list[float]) -> None:
        if operator == b"l":  # the end of a line
            ends.append(matrix[0] * float(operands[0]) + matrix[4])

    page.extract_text(visitor_operand_before=measure)

    width = float(page.mediabox.width)
    assert max(ends) <= width - profiles.get(profile).page.right * MM + 1
