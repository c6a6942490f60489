"""Reading papers back."""

import io
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn


@dataclass(frozen=True)
class PrintedText:
    """What a PDF says, without regard to where lines and pages break. `"text" in printed` compares without spaces."""

    pages: tuple[str, ...]

    def __contains__(self, text: str) -> bool:
        return squeezed(text) in squeezed("".join(self.pages))

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(" ".join(self.pages).split())


def squeezed(text: str) -> str:
    """The text without any space: a PDF keeps positions, not spaces."""
    return re.sub(r"\s+", "", text)


def pdf_text(data: bytes) -> PrintedText:
    """The text of a PDF, page by page, page numbers left out."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return PrintedText(tuple(re.sub(rf"\A\s*{number}\s*\n|\n\s*{number}\s*\Z", "", page) for number, page in enumerate(pages, 1)))


def docx_text(data: bytes) -> PrintedText:
    """The text of a Word file in reading order, tables among it."""
    return PrintedText(("\n".join("".join(text.text for text in line.iter(qn("w:t"))) for line in docx_lines(data)),))


def docx_lines(data: bytes) -> list[Any]:
    """The paragraphs of a Word file in reading order, those in tables among them."""
    return list(Document(io.BytesIO(data)).element.body.iter(qn("w:p")))


def pdf_fonts(data: bytes, tmp_path: object) -> dict[str, bool]:
    """Faces of a PDF (without the subset mark) and whether each is embedded, as poppler sees them."""
    if not shutil.which("pdffonts"):
        pytest.skip("poppler-utils is not installed")
    path = f"{tmp_path}/paper.pdf"
    with open(path, "wb") as file:
        file.write(data)
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    return {line.split()[0].partition("+")[2]: " yes " in line[50:] for line in listed}
