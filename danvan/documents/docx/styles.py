"""The styles of a Word file, made from a profile: what people see in Word's list of styles, with Vietnamese names."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from danvan.documents.docx.xml import BLANK_STYLE, el
from danvan.documents.metrics import twips
from danvan.documents.profiles import Profile, Style

PLAIN_TABLE, RULED_TABLE = "BangKhongKe", "BangKe"
HEADINGS = ("DeMuc1", "DeMuc2", "DeMuc3")
PARAGRAPHS = {"body": "DoanVan", "flush": "DoanVanKhongThut", "center": "GiuaDong", "apart": "GiuaDongCachRieng"}
LANGUAGE = "vi-VN"
CELL_MARGIN = 4
"""Left and right of the text in a table with rules, in points."""


@dataclass(frozen=True, slots=True)
class Form:
    """A paragraph style; lengths in points. Without `line` lines are as high as what is in them."""

    name: str
    text: Style
    line: float | None
    align: str = "left"
    first_line: float = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    outline: int | None = None


def forms(profile: Profile) -> dict[str, Form]:
    """All paragraph styles by their id."""
    return _text_forms(profile) | _head_forms(profile) | _end_forms(profile)


def _text_forms(profile: Profile) -> dict[str, Form]:
    body, plain = profile.body, Style(profile.body.size)
    indent = body.first_line * 72 / 25.4
    table, strong = Style(profile.table.size), Style(profile.table.size, bold=True)
    found = {
        "DoanVan": Form("Đoạn văn", plain, body.line, "both", indent, after=body.after),
        "DoanVanKhongThut": Form("Đoạn văn không thụt đầu dòng", plain, body.line, "both", after=body.after),
        "GiuaDong": Form("Giữa dòng", plain, body.line, "center"),
        "GiuaDongCachRieng": Form("Giữa dòng cách riêng", plain, body.line, "center", before=body.line, after=body.line),
        "GachDauDong": Form("Gạch đầu dòng", plain, body.line, "both", indent, after=body.after),
        "TenBang": Form("Tên bảng", strong, body.line, "center", after=body.after, keep_next=True),
        "DauBang": Form("Đầu bảng", strong, body.line, "center"),
        "ChuBang": Form("Chữ trong bảng", table, body.line),
        "Anh": Form("Ảnh", plain, None, "center", keep_next=True),
        "ChuThichAnh": Form("Chú thích ảnh", Style(body.size, italic=True), body.line, "center", after=body.line),
    }
    for level, (style_id, heading) in enumerate(zip(HEADINGS, profile.headings, strict=True), 1):
        before = body.after if level == 1 else 0
        found[style_id] = Form(
            f"Đề mục {level}", heading.style, body.line, "left", indent, before, body.after, keep_next=True, outline=level - 1
        )
    return found


def _head_forms(profile: Profile) -> dict[str, Form]:
    head, line = profile.head, profile.body.line
    found = {
        "DuThao": Form("Dấu dự thảo", Style(profile.body.size, bold=True), line, "center", after=line),
        "CapTren": Form("Cơ quan cấp trên", head.parent, line, "center"),
        "CoQuan": Form("Cơ quan ban hành", head.issuer, line, "center"),
        "DauSao": Form("Dấu dưới tên cơ quan", Style(profile.body.size), line, "center"),
        "SoKyHieu": Form("Số, ký hiệu", head.number, line, "center"),
        "TrichYeuCongVan": Form("Trích yếu công văn", profile.letter.style, line, "center"),
        "NoiNgay": Form("Nơi và ngày", head.place_and_date, line, "center", before=line),
        "KeNgang": Form("Kẻ ngang", Style(2), 3, "center"),
        # The type name is the largest of all and its marks need more room than a line of text has.
        "TenLoai": Form("Tên loại văn bản", profile.type_name, max(line, profile.type_name.size * 1.25), "center", before=line),
        "TrichYeu": Form("Trích yếu", profile.subject.style, line, "center"),
        "DuoiTrichYeu": Form("Gạch dưới trích yếu", Style(profile.body.size), line, "center", after=line),
    }
    found["ChucVuBien"] = Form("Chức vụ trên bảng tên", Style(26), None, "center", after=28)
    found["TenBien"] = Form("Tên trên bảng tên", Style(48, bold=True), None, "center")
    for number, title in enumerate(head.title, 1):
        found[f"TieuDe{number}"] = Form(f"Tiêu đề đầu trang {number}", title.style, line, "center")
    return found


def _end_forms(profile: Profile) -> dict[str, Form]:
    signature, recipients, line = profile.signature, profile.recipients, profile.body.line
    number = profile.page_number
    return {
        "ThamQuyenKy": Form("Thẩm quyền ký", signature.capacity, line, "center"),
        "ChucVuKy": Form("Chức vụ người ký", signature.post, line, "center"),
        "TenNguoiKy": Form("Họ tên người ký", signature.name, line, "center", before=signature.room * 72 / 25.4),
        "NoiNhan": Form("Nơi nhận", recipients.title_style, line),
        "DongNoiNhan": Form("Dòng nơi nhận", recipients.list_style, line),
        "SoTrang": Form("Số trang", Style(number.size), None, "right" if number.place == "bottom-right" else "center"),
        "KetVanBan": Form("Kết văn bản", Style(1), 1),
    }


def styles_part(profile: Profile) -> Any:
    """The root element of styles.xml."""
    return el(
        "styles",
        _defaults(profile),
        _normal(profile),
        el("style", el("name", val="Default Paragraph Font"), type="character", default=1, styleId="DefaultParagraphFont"),
        el("style", el("name", val="Normal Table"), _cell_margins(0, 0), type="table", default=1, styleId="TableNormal"),
        el("style", el("name", val="No List"), type="numbering", default=1, styleId="NoList"),
        *(_paragraph_style(style_id, form) for style_id, form in forms(profile).items()),
        _named("character", BLANK_STYLE, "Chỗ trống"),
        _named("table", PLAIN_TABLE, "Bảng không kẻ", _cell_margins(0, 0)),
        _named("table", RULED_TABLE, "Bảng có kẻ", _cell_margins(twips(points=2), twips(points=CELL_MARGIN), _borders())),
    )


def _defaults(profile: Profile) -> Any:
    font, size = profile.body.font, round(profile.body.size * 2)
    fonts = el("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    language = el("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE)
    text = el("rPr", fonts, el("sz", val=size), el("szCs", val=size), language)
    return el("docDefaults", el("rPrDefault", text), el("pPrDefault"))


def _normal(profile: Profile) -> Any:
    spacing = el("spacing", before=0, after=0, line=twips(points=profile.body.line), lineRule="exact")
    return el(
        "style",
        el("name", val="Normal"),
        el("qFormat"),
        el("pPr", el("widowControl"), spacing),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _paragraph_style(style_id: str, form: Form) -> Any:
    exact: dict[str, str | int] = {"line": twips(points=form.line), "lineRule": "exact"} if form.line else {"line": 240, "lineRule": "auto"}
    properties = el(
        "pPr",
        el("keepNext") if form.keep_next else None,
        el("spacing", before=twips(points=form.before), after=twips(points=form.after), **exact),
        el("ind", firstLine=twips(points=form.first_line)),
        el("jc", val=form.align),
        el("outlineLvl", val=form.outline) if form.outline is not None else None,
    )
    return _named("paragraph", style_id, form.name, properties, _text_properties(form.text))


def _text_properties(text: Style) -> Any:
    size = round(text.size * 2)
    return el(
        "rPr",
        *(el(tag) for tag in ("b", "bCs") if text.bold),
        *(el(tag) for tag in ("i", "iCs") if text.italic),
        el("sz", val=size),
        el("szCs", val=size),
        el("u", val="single") if text.underline else None,
    )


def _named(kind: str, style_id: str, name: str, *properties: Any) -> Any:
    based = {"paragraph": "Normal", "table": "TableNormal", "character": "DefaultParagraphFont"}[kind]
    # After a heading people go on with a paragraph of text.
    following = el("next", val=PARAGRAPHS["body"]) if style_id in HEADINGS else None
    style = el("style", el("name", val=name), el("basedOn", val=based), following, el("qFormat"), *properties, type=kind, styleId=style_id)
    style.set(qn("w:customStyle"), "1")
    return style


def _cell_margins(vertical: int, horizontal: int, borders: Any = None) -> Any:
    sides = (("top", vertical), ("left", horizontal), ("bottom", vertical), ("right", horizontal))
    return el("tblPr", el("tblInd", w=0, type="dxa"), borders, el("tblCellMar", *(el(side, w=room, type="dxa") for side, room in sides)))


def _borders() -> Any:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return el("tblBorders", *(el(side, val="single", sz=6, space=0, color="auto") for side in sides))
