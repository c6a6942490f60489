"""The pieces of a paper that are corrected one by one: a heading, a paragraph, an item, a row, a caption, the signatures.

`pieces_of` and `blocks_of` are each other's inverse. A table and an annex of photos are one piece that holds pieces.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from danvan.documents.content import (
    Block,
    BulletList,
    Heading,
    NewSheet,
    PageBreak,
    Paragraph,
    Photo,
    PhotoBlock,
    Plate,
    QrCode,
    Runs,
    SignaturePair,
    Table,
    plain,
    runs,
)
from danvan.vietnamese.text import squeeze

LABELS = {
    "heading": "Đề mục",
    "paragraph": "Đoạn văn",
    "item": "Gạch đầu dòng",
    "list": "Danh sách trống",
    "table": "Bảng",
    "table_head": "Đầu bảng",
    "row": "Dòng của bảng",
    "photos": "Phụ lục ảnh",
    "photos_head": "Tên phụ lục ảnh",
    "photo": "Chú thích ảnh",
    "signatures": "Chữ ký",
    "page_break": "Sang trang mới",
    "new_sheet": "Sang tờ mới",
    "plate": "Bảng tên",
    "qr": "Mã QR",
}
RUNNING_TEXT = {"heading", "paragraph", "item"}
"""Kinds that turn into each other when somebody corrects the form of a text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece.

    `kind` is one of `LABELS`; `value` is the block, the Runs of an item, the cells of a row or the Photo. `breaks` marks the item that
    begins a new list right after another list.
    """

    kind: str
    value: Any
    breaks: bool = False

    @property
    def label(self) -> str:
        """What the piece is called on the screen."""
        return LABELS[self.kind]

    @property
    def lines(self) -> tuple[Runs, ...]:
        """Its words as they are read, a line each."""
        return tuple(_lines(self.kind, self.value))

    @property
    def words(self) -> str:
        """Its words on one line."""
        return squeeze(" ".join(map(plain, self.lines)))

    @property
    def key(self) -> tuple[str, str]:
        """What a piece is known by, whatever its style."""
        return self.kind, self.words

    @property
    def section_title(self) -> str:
        """The title of the section that it opens; empty when it opens none."""
        return self.words if self.kind == "heading" and self.value.level == 1 else ""

    @property
    def holds_pieces(self) -> bool:
        """Whether it is made of pieces that are corrected one by one."""
        return self.kind in ("table", "photos")

    def fits(self, other: "Piece") -> bool:
        """Whether the pieces in the other may be put into this one: tables must have the same number of columns."""
        if self.kind != other.kind or not self.holds_pieces:
            return False
        return self.kind == "photos" or len({*_widths(self.value), *_widths(other.value)}) == 1

    def like(self, other: "Piece", share: float) -> float:
        """How much it is the same piece as another with that share of common words, 0 to 1."""
        if self.kind == other.kind:
            return max(share, 0.5) if self.kind == "signatures" else share
        return share * 0.9 if {self.kind, other.kind} <= RUNNING_TEXT else 0.0


def _widths(table: Table) -> Iterator[int]:
    yield len(table.columns)
    yield from map(len, table.rows)


def _lines(kind: str, value: Any) -> Iterator[Runs]:
    match value:
        case Heading():
            yield runs(f"{value.number} " if value.number else "", value.runs)
        case Paragraph():
            yield value.runs
        case Photo():
            yield value.caption
        case Table():
            yield from (runs(value.caption), _side_by_side(runs(column.title) for column in value.columns))
            yield from map(_side_by_side, value.rows)
        case PhotoBlock():
            yield runs(value.title)
            yield from (photo.caption for photo in value.photos)
        case SignaturePair():
            for signer in (value.left, value.right):
                yield from (runs(signer.capacity), runs(signer.post), signer.name) if signer else ()
        case Plate():
            yield from (value.post, value.name)
        case QrCode():
            yield value.caption
        case PageBreak() | NewSheet() | BulletList():
            return
        case _:
            yield from value if kind == "row" else (value,)


def _side_by_side(cells: Iterable[Runs]) -> Runs:
    parts: list[str | Runs] = [part for cell in cells for part in (" | ", cell)]
    return runs(*parts[1:])


def pieces_of(blocks: Sequence[Block]) -> list[Piece]:
    """The pieces of blocks, in order."""
    found: list[Piece] = []
    for block in blocks:
        if isinstance(block, BulletList) and block.items:
            breaks = bool(found) and found[-1].kind == "item"
            first, *others = block.items
            found += [Piece("item", first, breaks), *(Piece("item", item) for item in others)]
        else:
            found.append(Piece(_KINDS[type(block)], block))
    return found


_KINDS: dict[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    BulletList: "list",
    Table: "table",
    PhotoBlock: "photos",
    SignaturePair: "signatures",
    PageBreak: "page_break",
    NewSheet: "new_sheet",
    Plate: "plate",
    QrCode: "qr",
}


def blocks_of(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """The blocks of pieces; items that follow each other make one list."""
    blocks: list[Block] = []
    in_list = False
    for piece in pieces:
        last = blocks[-1] if blocks else None
        if piece.kind != "item":
            blocks.append(piece.value)
        elif in_list and not piece.breaks and isinstance(last, BulletList):
            blocks[-1] = BulletList((*last.items, piece.value))
        else:
            blocks.append(BulletList((piece.value,)))
        in_list = piece.kind == "item"
    return tuple(blocks)


def children_of(piece: Piece) -> list[Piece]:
    """The pieces in a table or an annex of photos: first its head, then the rows or photos."""
    if piece.kind == "table":
        return [Piece("table_head", replace(piece.value, rows=())), *(Piece("row", row) for row in piece.value.rows)]
    return [Piece("photos_head", replace(piece.value, photos=())), *(Piece("photo", photo) for photo in piece.value.photos)]


def with_children(piece: Piece, children: Sequence[Piece]) -> Piece:
    """The table or annex with these pieces in it."""
    head, *others = children
    field = "rows" if piece.kind == "table" else "photos"
    return replace(piece, value=replace(head.value, **{field: tuple(child.value for child in others)}))
