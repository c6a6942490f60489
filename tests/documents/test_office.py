"""LibreOffice and our Word files: it shows them as our PDF does, and what is corrected in it comes back. Run by script/test --with-office."""

import dataclasses
import io
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest

from danvan.documents import pdf, profiles
from danvan.documents.content import Column, Content, Table, runs
from danvan.documents.docx import render_docx
from danvan.documents.docx.reading import read_docx
from tests.documents.office import edited_in_office, pdfs_by_office
from tests.documents.papers import invented_minutes, reference_minutes
from tests.documents.reading import pdf_text, squeezed
from tests.documents.test_corrected_word import CONTENT, FILE, expect_the_twelve

pytestmark = pytest.mark.office

TYPED = [
    ("replace", "QCDC ở cơ sở tại phường Thượng Thanh", "QCDC ở cơ sở tại phường Thượng Thanh năm 2017"),
    ("fill", "Sáng ngày 19", "8"),
    ("replace", "Nhận thức, trách nhiệm của cán bộ", "Nhận thức và trách nhiệm của cán bộ"),
    ("insert_after", "Nhận thức và trách nhiệm", "- Công tác phối hợp với công an phường được giữ vững."),
    ("delete", "Tổ dân vận đổi mới phương pháp"),
    ("replace", "Thảo luận: có 09", "Thảo luận: có 10"),
    ("split", "Đảng ủy phường, các tổ dân vận: tiếp tục", "tích cực tuyên truyền"),
    ("replace", "Thay bóng đèn", "Thay 12 bóng đèn"),
    ("replace", "(2) Tổ trưởng tổ dân vận", "(2) Đồng chí Tổ trưởng tổ dân vận"),
    ("replace", "CHỦ TRÌ HỘI NGHỊ", "CHỦ TRÌ"),
    ("replace", "Lưu Ban Dân vận.", "Lưu Ban Dân vận, hồ sơ."),
]


def test_a_file_that_libreoffice_only_saved_changes_nothing(tmp_path: Path):
    corrected = read_docx(edited_in_office(FILE, [], tmp_path), CONTENT)

    assert (corrected.changes, corrected.notes, corrected.base_matches) == ((), (), True)


def test_of_twelve_corrections_in_libreoffice_nine_are_taken_and_three_left(tmp_path: Path):
    expect_the_twelve(read_docx(edited_in_office(FILE, TYPED, tmp_path), CONTENT))


def with_teams(profile: str) -> Content:
    """Minutes with an annex of 30 teams."""
    columns = (Column("TT", 10, "center"), Column("Tổ dân vận", 45), Column("Tổ trưởng", 45))
    rows = tuple((runs(str(n)), runs(f"Tổ dân vận Tổ dân phố số {n}"), runs("Nguyễn Thị Hồng Hạnh")) for n in range(1, 31))
    minutes = invented_minutes(3, profile=profile)
    return dataclasses.replace(minutes, blocks=(*minutes.blocks, Table(columns, rows, "Danh sách tổ dân vận")))


PAPERS = {
    f"{profile}-{name}": make(profile)
    for profile in profiles.names()
    for name, make in {
        "empty": lambda profile: invented_minutes(0, profile=profile),
        "usual": reference_minutes,
        "huge": lambda profile: invented_minutes(90, profile=profile),
        "teams": with_teams,
    }.items()
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What LibreOffice makes of all the papers, in one run."""
    return pdfs_by_office({name: render_docx(content) for name, content in PAPERS.items()}, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("name", PAPERS)
def test_libreoffice_makes_as_many_pages_as_we_do(printed: Mapping[str, bytes], name: str):
    ours = len(pypdf.PdfReader(io.BytesIO(pdf.render_pdf(PAPERS[name]))).pages)
    theirs = len(pypdf.PdfReader(io.BytesIO(printed[name])).pages)

    assert abs(ours - theirs) <= 1, f"{ours} pages here, {theirs} in LibreOffice"


@pytest.mark.parametrize("name", PAPERS)
def test_libreoffice_shows_every_line(printed: Mapping[str, bytes], name: str):
    text = pdf_text(printed[name])

    assert [line for line in PAPERS[name].lines() if squeezed(line) not in squeezed("".join(text.pages))] == []
