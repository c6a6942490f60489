"""How long papers of 3, 30 and 300 pages take as PDF and as Word file, beside what WeasyPrint and LibreOffice take for the same text."""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from danvan.documents.content import BulletList, Column, Content, Heading, Letterhead, Paragraph, SignaturePair, Signer, Table, runs
from danvan.documents.docx import render_docx
from danvan.documents.pdf import render_pdf

SENTENCE = (
    "Tổ dân vận tổ dân phố số 9 phối hợp với chi bộ, ban công tác Mặt trận đến từng hộ vận động thực hiện các chủ trương của phường; "
    "nhân dân đồng thuận, còn 03 kiến nghị về thoát nước, chiếu sáng ngõ 45 được chuyển đến Ủy ban nhân dân phường giải quyết."
)
PARTS_A_PAGE = 1.5
"""Measured: how many of the parts below fill a page."""
PAGES = (3, 30, 300)


@dataclass(frozen=True)
class Made:
    """Seconds for one paper: as PDF, as Word file, its text by WeasyPrint alone, its Word file through LibreOffice (None: not there)."""

    pages: int
    pdf: float
    docx: float
    weasyprint: float
    libreoffice: float | None
    megabytes: float


def report_of(pages: int) -> Content:
    """A report of about that many pages: headings, paragraphs, lists and a table in each part."""
    blocks: list[object] = []
    for number in range(1, max(2, round(pages * PARTS_A_PAGE)) + 1):
        rows = tuple((runs(str(row)), runs(f"Đèn ngõ {number}/{row} hỏng từ đầu tháng"), runs("UBND phường")) for row in range(1, 5))
        blocks += [
            Heading(2, f"{number}.", runs(f"Kết quả tại phường thứ {number}")),
            Paragraph(runs(f"Lần {number}. ", SENTENCE)),
            BulletList(tuple(runs(f"Ý kiến {number}.{item}: {SENTENCE}") for item in range(1, 4))),
            Table((Column("TT", 10, "center"), Column("Nội dung", 60), Column("Nơi giải quyết", 30)), rows),
        ]
    blocks.append(SignaturePair(None, Signer("TRƯỞNG BAN", runs("Trần Văn Lộc"))))
    head = Letterhead(runs("ĐẢNG ỦY PHƯỜNG"), runs("BAN XÂY DỰNG ĐẢNG"), runs("Sông Bồi, ngày 11 tháng 11 năm 2026"), runs("Số 05-BC/BXDĐ"))
    return Content("party-2026", "Báo cáo", "BÁO CÁO", runs("kết quả khảo sát"), head, tuple(blocks), date="2026-11-11")  # type: ignore[arg-type]


def measure(pages: int) -> Made:
    """Make a paper each way, once warm: the least of three runs of the short ones, one run of the long one."""
    content, rounds = report_of(pages), 3 if pages < 100 else 1
    pdf, made = _least(lambda: render_pdf(content), rounds)
    docx, word = _least(lambda: render_docx(content), rounds)
    alone, _ = _least(lambda: _alone(content), rounds)
    return Made(len(PdfReader(BytesIO(made)).pages), pdf, docx, alone, _libreoffice(word), len(made) / 1024 / 1024)


def _least(make: Callable[[], bytes], rounds: int) -> tuple[float, bytes]:
    seconds, made = [], b""
    for _ in range(rounds):
        start = time.perf_counter()
        made = make()
        seconds.append(time.perf_counter() - start)
    return min(seconds), made


def _alone(content: Content) -> bytes:
    """The same text by WeasyPrint, as bare paragraphs: no style sheet of ours, no tags, no PDF/A."""
    from weasyprint import HTML

    text = "".join(f"<p>{escape(line)}</p>" for line in content.lines())
    written: bytes = HTML(string=f'<html lang="vi"><body style="font: 14pt/18pt Liberation Serif">{text}</body></html>').write_pdf()
    return written


def _libreoffice(word: bytes) -> float | None:
    if not shutil.which("soffice"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "paper.docx").write_bytes(word)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, f"{folder}/paper.docx"], check=False, capture_output=True, timeout=300)  # makes its profile
        start = time.perf_counter()
        done = subprocess.run([*command, f"{folder}/paper.docx"], check=False, capture_output=True, timeout=300)
        return time.perf_counter() - start if done.returncode == 0 and Path(folder, "paper.pdf").exists() else None


def memory_for(pages: int) -> float:
    """The most memory, in MB, that a process of its own takes to print such a paper."""
    code = f"from tests.bench.papers import own_memory; own_memory({pages})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(done.stdout)


def own_memory(pages: int) -> None:
    """Print a paper and say how much memory this process took at most."""
    import django

    django.setup()
    render_pdf(report_of(pages))
    sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def lines() -> Iterator[str]:
    """The table of papers by length."""
    measure(3)  # warm
    yield "| paper | PDF s | s a page | WeasyPrint alone s | ratio | Word s | LibreOffice s | PDF MB | memory MB |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for pages in PAGES:
        made = measure(pages)
        office = "-" if made.libreoffice is None else f"{made.libreoffice:.1f}"
        yield (
            f"| {made.pages} pages | {made.pdf:.2f} | {made.pdf / made.pages:.3f} | {made.weasyprint:.2f} | {made.pdf / made.weasyprint:.2f} "
            f"| {made.docx:.2f} | {office} | {made.megabytes:.1f} | {memory_for(pages):.0f} |"
        )
