"""Phiếu kiểm tra: a slip that goes beside a signed paper and says how to check it. Nothing of it is printed on the paper itself."""

from danvan.documents import checking
from danvan.documents.content import Content, Paragraph, QrCode, runs
from danvan.documents.models import Revision
from danvan.vietnamese.dates import short_date


def compose(revision: Revision, address: str) -> Content:
    """The slip of a frozen paper.

    Args:
        revision: the paper.
        address: of the page that checks papers, as a browser opens it.
    """
    paper, code = Content.from_json(revision.content), checking.code_of(revision)
    told = (
        ("Văn bản: ", paper.title),
        ("Chốt ngày: ", short_date(revision.created_at.date())),
        ("Mã kiểm tra: ", code),
        ("SHA-256 của nội dung: ", revision.sha256),
    )
    lines = tuple(Paragraph(runs(label, runs(value, bold=label.startswith("Mã"))), style="flush") for label, value in told)
    how = (
        "Quét mã bằng điện thoại, hoặc mở “Kiểm tra văn bản” trên cổng, đăng nhập rồi ghi mã. Phiếu này không phải thành phần của văn bản."
    )
    return Content(
        profile=paper.profile,
        title=f"Phiếu kiểm tra: {paper.title}",
        type_name="PHIẾU KIỂM TRA VĂN BẢN",
        subject=(),
        letterhead=None,
        date=paper.date,
        blocks=(*lines, QrCode(f"{address}?ma={code}", runs(code)), Paragraph(runs(how, italic=True), style="flush")),
    )
