"""The text of a paper as paragraphs and tables of Word: heads, blocks, recipients."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Emu

from danvan.documents import qr
from danvan.documents.content import (
    Block,
    BulletList,
    Column,
    Content,
    Heading,
    Letterhead,
    NewSheet,
    PageBreak,
    Paragraph,
    Photo,
    PhotoBlock,
    Plate,
    QrCode,
    Runs,
    SignaturePair,
    Signer,
    Table,
    Text,
    plain,
    runs,
)
from danvan.documents.docx.bookmarks import bookmark
from danvan.documents.docx.package import Picture
from danvan.documents.docx.styles import CELL_MARGIN, HEADINGS, PARAGRAPHS, PLAIN_TABLE, RULED_TABLE
from danvan.documents.docx.xml import el, paragraph, text_runs
from danvan.documents.metrics import EMU_A_MM, EMU_A_PIXEL, text_width, twips
from danvan.documents.profiles import Profile
from danvan.documents.sheets import TALL_ROW, form_of, plate_size
from danvan.vietnamese.text import fold

TABLE = qn("w:tbl")
GAP = 3
"""Between the two heads, in mm."""
PHOTO_HEIGHT = 95
"""At most, in mm, as in the PDF."""


class Body:
    """Writes a content from top to bottom."""

    def __init__(
        self, content: Content, profile: Profile, add_picture: Callable[[bytes], Picture | None], photos: Mapping[str, bytes]
    ) -> None:
        self.content, self.profile = content, profile
        self.add_picture, self.photos = add_picture, photos
        sheet = form_of(content.sheet, profile)
        self.room = sheet.width - sheet.margins.left - sheet.margins.right
        self.width = twips(mm=self.room)
        self.bookmarks: list[str] = []
        """The names of all bookmarks written so far, in order."""
        self._ids = itertools.count(1)
        self._written: list[Any] = []
        self._new_page = False

    def elements(self) -> list[Any]:
        """All paragraphs and tables in order."""
        self._head()
        for number, block in enumerate(self.content.blocks):
            self._block(f"{number:03d}", block)
        signed = any(isinstance(block, SignaturePair) and block.left is None for block in self.content.blocks)
        if not signed:
            for element in self._recipients():
                self._add(element)
        if not self._written or self._written[-1].tag == TABLE:
            self._add(paragraph("KetVanBan"))  # Word wants a paragraph after the last table, and one where there is nothing at all
        return self._written

    # Pieces

    def _piece(self, style: str, place: str, value: Runs, *properties: Any) -> Any:
        """A paragraph with a bookmark around its words, which are hashed as they are written: dots for "??"."""
        number = str(next(self._ids))
        self.bookmarks.append(bookmark(place, plain(runs(value))))
        start = el("bookmarkStart", id=number, name=self.bookmarks[-1])
        return paragraph(style, [start, *text_runs(value), el("bookmarkEnd", id=number)], *properties)

    def _add(self, element: Any) -> None:
        """Append an element; after a page break it begins on a new page."""
        if self._new_page:
            first = next(element.iter(qn("w:pPr")))
            first.get_or_add_pageBreakBefore()
            self._new_page = False
        if element.tag == TABLE and self._written and self._written[-1].tag == TABLE:
            self._written.append(paragraph("KetVanBan", (), el("keepNext")))  # else Word makes one table of two
        self._written.append(element)

    def _rule(self, text: str, size: float, percent: int, width: int, after: int = 0) -> Iterator[Any]:
        """A rule below a text that stands in the middle of a width in twips, as long as a part of the text."""
        if not percent:
            return
        length = min(twips(points=text_width(text, size)), width) * percent / 100
        side = round((width - length) / 2)
        line = el("pBdr", el("top", val="single", sz=6, space=1, color="auto"))
        yield paragraph("KeNgang", (), line, el("spacing", after=after), el("ind", left=side, right=side, firstLine=0))

    # Heads

    def _head(self, copy: str = "") -> None:
        """Heads, type and subject; `copy` sets the bookmarks of a later copy apart."""
        content, subject = self.content, self.profile.subject
        for place, text in (("draft", content.draft_mark), ("banner", content.banner)):
            if text:
                self._add(self._piece("DuThao", copy + place, (Text(text),)))
        if content.letterhead:
            self._add(self._letterhead(content.letterhead, copy))
        if content.type_name:
            self._add(self._piece("TenLoai", f"{copy}type", (Text(content.type_name),)))
        if not content.subject:
            return
        self._add(self._piece("TrichYeu", f"{copy}subject", content.subject))
        if subject.below:
            self._add(paragraph("DuoiTrichYeu", text_runs(runs(subject.below))))
        text = plain(content.subject)
        for rule in self._rule(text, subject.style.size, subject.rule, self.width, twips(points=self.profile.body.line)):
            self._add(rule)

    def _letterhead(self, names: Letterhead, copy: str) -> Any:
        head = self.profile.head
        left = round(self.width * head.left_share / 100)
        right, gap = self.width - left, twips(mm=GAP)
        issuer = [
            *([self._piece("CapTren", f"{copy}parent", names.parent_body)] if names.parent_body else []),
            self._piece("CoQuan", f"{copy}issuer", names.issuing_body),
            *self._rule(plain(names.issuing_body), head.issuer.size, head.issuer_rule, left - gap),
            *([paragraph("DauSao", text_runs(runs(head.mark)))] if head.mark else []),
            *([self._piece("SoKyHieu", f"{copy}number", names.number)] if names.number else []),
            *([self._piece("TrichYeuCongVan", f"{copy}subject", names.subject)] if names.subject else []),
        ]
        title = [
            element
            for number, line in enumerate(head.title, 1)
            for element in (
                paragraph(f"TieuDe{number}", text_runs((Text(line.text),))),
                *self._rule(line.text, line.style.size, line.rule, right),
            )
        ]
        place = self._piece("NoiNgay", f"{copy}place", names.place_and_date)
        return _plain_table([left, right], [_cell(left, issuer, gap), _cell(right, [*title, place])])

    # Blocks

    def _block(self, place: str, block: Block) -> None:
        match block:
            case Heading():
                text = runs(f"{block.number} " if block.number else "", block.runs)
                self._add(self._piece(HEADINGS[block.level - 1], place, text))
            case Paragraph():
                self._add(self._piece(PARAGRAPHS[block.style], place, block.runs))
            case BulletList():
                for number, item in enumerate(block.items):
                    self._add(self._piece("GachDauDong", f"{place}_{number:03d}", runs(f"{self.profile.bullets.sign} ", item)))
            case Table():
                self._table(place, block)
            case PhotoBlock():
                self._photos(place, block)
            case SignaturePair():
                self._signatures(place, block)
            case PageBreak():
                self._new_page = True
            case NewSheet():
                self._new_page = True
                self._head(f"{place}_")
            case QrCode():
                side = qr.SIDE * EMU_A_MM
                if picture := self.add_picture(qr.png(block.data)):
                    self._add(paragraph("Anh", [el("r", el("drawing", self._inline(picture, side, side, "Mã QR", plain(block.caption))))]))
                self._add(self._piece("GiuaDong", place, block.caption))
            case Plate():
                self._plate(place, block)

    def _table(self, place: str, block: Table) -> None:
        if block.caption:
            self._add(self._piece("TenBang", f"{place}_caption", (Text(block.caption),)))
        widths = self._column_widths(block.columns)
        titles = [
            _cell(width, [paragraph("DauBang", text_runs((Text(column.title),)))])
            for width, column in zip(widths, block.columns, strict=True)
        ]
        rows = [el("tr", el("trPr", el("cantSplit"), el("tblHeader")), *titles)]
        height = twips(mm=TALL_ROW) if block.tall else 0
        for number, row in enumerate(block.rows):
            cells = [
                _cell(width, [self._piece("ChuBang", f"{place}_{number:03d}_{at}", value, el("jc", val=column.align))])
                for at, (width, column, value) in enumerate(zip(widths, block.columns, row, strict=True))
            ]
            tall = el("trHeight", val=height, hRule="atLeast") if height else None
            rows.append(el("tr", el("trPr", el("cantSplit"), tall), *cells))
        self._add(_table_of(RULED_TABLE, widths, rows))

    def _column_widths(self, columns: Sequence[Column]) -> list[int]:
        """The shares of the columns in twips; one too narrow for a word of its title takes room from the widest, as the PDF does."""
        total = sum(column.share for column in columns)
        widths = [round(self.width * column.share / total) for column in columns]
        for number, column in enumerate(columns):
            word = max((text_width(word, self.profile.table.size) for word in column.title.split()), default=0)
            if (short := twips(points=word + 2 * CELL_MARGIN + 1) - widths[number]) > 0:
                widths[widths.index(max(widths))] -= short
                widths[number] += short
        return widths

    def _photos(self, place: str, block: PhotoBlock) -> None:
        line = twips(points=self.profile.body.line)
        self._add(self._piece(HEADINGS[0], place, (Text(block.title),), el("spacing", before=line)))
        for number, photo in enumerate(block.photos, 1):
            caption = runs(f"({number}) ", photo.caption)
            picture = self.photos.get(photo.sha256) and self.add_picture(self.photos[photo.sha256])
            if picture:
                self._add(paragraph("Anh", [el("r", el("drawing", self._drawing(picture, photo, number)))]))
            self._add(self._piece("ChuThichAnh" if picture else PARAGRAPHS["flush"], f"{place}_{number:03d}", caption))

    def _drawing(self, picture: Picture, photo: Photo, number: int) -> Any:
        """A picture that fits between the margins; its caption is what a reader who cannot see it hears."""
        width, height = picture.width * EMU_A_PIXEL, picture.height * EMU_A_PIXEL
        scale = min(1, self.room * EMU_A_MM / width, PHOTO_HEIGHT * EMU_A_MM / height)
        return self._inline(picture, width * scale, height * scale, f"Ảnh {number}", plain(photo.caption))

    def _inline(self, picture: Picture, width: float, height: float, name: str, heard: str) -> Any:
        """A picture in the line, of a width and height in EMU."""
        inline = CT_Inline.new_pic_inline(next(self._ids), picture.relation, fold(name), Emu(round(width)), Emu(round(height)))
        inline.docPr.set("name", name)
        inline.docPr.set("descr", heard)
        return inline

    def _plate(self, place: str, block: Plate) -> None:
        self._new_page = bool(self._written)
        if block.post:
            self._add(self._piece("ChucVuBien", f"{place}_post", block.post))
        size = round(plate_size(block.name) * 2)
        name = self._piece("TenBien", f"{place}_name", block.name)
        for run in name.iter(qn("w:r")):
            run.get_or_add_rPr().append(el("sz", val=size))
        self._add(name)

    # Signatures and recipients

    def _signatures(self, place: str, pair: SignaturePair) -> None:
        """Signatures stay whole, and the last paragraph before them goes with them to the next page."""
        if self._written and self._written[-1].tag != TABLE:
            self._written[-1].pPr.get_or_add_keepNext()
        left = self._signer(f"{place}_left", pair.left) if pair.left else list(self._recipients()) or [paragraph("ChucVuKy")]
        right = self._signer(f"{place}_right", pair.right) if pair.right else [paragraph("ChucVuKy")]
        for side in (left, right):
            side[0].pPr.get_or_add_spacing().set(qn("w:before"), str(twips(points=self.profile.body.line)))
        half = self.width // 2
        self._add(_plain_table([half, self.width - half], [_cell(half, left), _cell(self.width - half, right)]))

    def _signer(self, place: str, signer: Signer) -> list[Any]:
        capacity = [self._piece("ThamQuyenKy", f"{place}_capacity", (Text(signer.capacity),))] if signer.capacity else []
        return [
            *capacity,
            self._piece("ChucVuKy", f"{place}_post", (Text(signer.post),)),
            self._piece("TenNguoiKy", f"{place}_name", signer.name),
        ]

    def _recipients(self) -> Iterator[Any]:
        if not self.content.recipients:
            return
        yield paragraph("NoiNhan", text_runs(runs(self.profile.recipients.title)))
        for number, item in enumerate(self.content.recipients):
            yield self._piece("DongNoiNhan", f"to_{number:03d}", runs(f"{self.profile.bullets.sign} ", item))


def _cell(width: int, children: Iterable[Any], gap: int = 0) -> Any:
    margin = el("tcMar", el("right", w=gap, type="dxa")) if gap else None
    return el("tc", el("tcPr", el("tcW", w=width, type="dxa"), margin), *children)


def _plain_table(widths: list[int], cells: list[Any]) -> Any:
    """A table of one row, without borders, that never breaks: its columns only put things side by side."""
    return _table_of(PLAIN_TABLE, widths, [el("tr", el("trPr", el("cantSplit")), *cells)])


def _table_of(style: str, widths: list[int], rows: list[Any]) -> Any:
    properties = el(
        "tblPr", el("tblStyle", val=style), el("tblW", w=sum(widths), type="dxa"), el("tblLayout", type="fixed"), el("tblLook", val="0000")
    )
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in widths)), *rows)
