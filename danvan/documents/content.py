"""The one content model of every paper: frozen text that a renderer turns into PDF, Word or a preview.

A `Content` holds words only, never references to live rows, so that a paper stays as it was when units, posts and people change their
names. Two renderings of the same content are the same paper; `sha256` says whether two contents are the same.
"""

import dataclasses
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

SCHEMA_VERSION = 1
UNCLEAR = "??"
"""What a note-taker types where something was not heard clearly (van-ban-mau.md, 3, act 3)."""
UNCLEAR_LABEL = "chỗ nghe chưa rõ"
DOTS, WIDE_DOTS = "……", "……………"
DOTS_LABEL = "chỗ còn để trống"
_TO_FILL = re.compile(r"\?\?|…{2,}")
"""What makes a blank inside a text: the note-taker's "??" and dots that somebody typed for a place to be filled."""


class ContentError(ValueError):
    """A stored content that this version of the portal cannot read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A place still to be filled by hand; a paper with one in it is not signed. `label` says what is missing."""

    label: str
    wide: bool = False

    @property
    def text(self) -> str:
        """The dots that are printed."""
        return WIDE_DOTS if self.wide else DOTS


Run = Text | Blank
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 ("I-"), 2 ("1.") or 3 ("a)"); `number` is written as the profile writes it."""

    level: int
    number: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is "body" (first line indented), "flush" (no indent), "center", or "apart" (centred, with room around it)."""

    runs: Runs
    style: str = "body"


@dataclass(frozen=True, slots=True)
class BulletList:
    """Items that each begin with the profile's sign, a dash in Party papers."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its share of the width in percent (a multiple of 5), and "left", "center" or "right"."""

    title: str
    share: int
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; the rows of a `tall` one are high enough to write in them by hand."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: str = ""
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo with its caption; `sha256` names the kept file, empty when only the caption is known."""

    caption: Runs
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class PhotoBlock:
    """The photos of an annex, in order, under a title ("PHỤ LỤC ẢNH")."""

    title: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: the marks above the post ("K/T TRƯỞNG BAN"), the post, the name."""

    post: str
    name: Runs
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class SignaturePair:
    """Signatures side by side; a missing left one leaves the place to the recipients ("Nơi nhận")."""

    left: Signer | None
    right: Signer | None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows is the next copy of the paper, for somebody else: a new page that begins with the heads again."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A name plate, a page of its own: post and unit in small letters, the name in letters as large as the page allows."""

    post: Runs
    name: Runs


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code with words below it. Only on blank forms and check slips: a paper of the Party has no such part (van-ban-mau.md, 1)."""

    data: str
    caption: Runs


Block = Heading | Paragraph | BulletList | Table | PhotoBlock | SignaturePair | PageBreak | NewSheet | Plate | QrCode
Sheet = Literal["a4", "a4-landscape", "a5-landscape"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The left head (parent body, issuing body, number or nothing) and the line of place and date under the right one.

    `subject` is that of an official letter (công văn), which has no type name: it stands below the number.
    """

    parent_body: Runs
    issuing_body: Runs
    place_and_date: Runs
    number: Runs = ()
    subject: Runs = ()


class BlankFound(NamedTuple):
    """A blank of a paper: what is missing and the section it is in."""

    label: str
    section: str


@dataclass(frozen=True, slots=True)
class Content:
    """A whole paper.

    `profile` names the rules of layout, `title` is what a reader of the file sees as its name, `date` (ISO, may be empty) is the paper's
    day, `draft_mark` ("DỰ THẢO (Lần 1)") and `banner` ("BẢN DỰNG LẠI ...") stand above everything else. A blank form has no letterhead.
    """

    profile: str
    title: str
    type_name: str
    subject: Runs
    letterhead: Letterhead | None
    blocks: tuple[Block, ...]
    recipients: tuple[Runs, ...] = ()
    date: str = ""
    draft_mark: str = ""
    banner: str = ""
    lang: str = "vi"
    sheet: Sheet = "a4"
    schema: int = field(default=SCHEMA_VERSION, init=False)

    def first_sheet(self) -> "Content":
        """The first copy of a paper that goes out in several, each to somebody else."""
        end = next((at for at, block in enumerate(self.blocks) if isinstance(block, NewSheet)), None)
        return self if end is None else dataclasses.replace(self, blocks=self.blocks[:end])

    def sheets(self) -> int:
        """How many copies it goes out in."""
        return 1 + sum(isinstance(block, NewSheet) for block in self.blocks)

    def parts(self) -> Iterator[tuple[str, Runs]]:
        """Every piece of running text with its section, in reading order."""
        yield from self._opening()
        section = "mở đầu"
        for block in self.blocks:
            if isinstance(block, NewSheet):
                yield from self._opening()
            if isinstance(block, Heading) and block.level == 1:
                section = f"{block.number} {plain(block.runs)}".strip()
            for runs in _runs_of(block):
                yield ("chữ ký" if isinstance(block, SignaturePair) else section), runs
        for runs in self.recipients:
            yield "nơi nhận", runs

    def blanks(self) -> list[BlankFound]:
        """What is still to be filled, in reading order; "??" left in a text counts too. Empty when the paper can be signed."""
        found = ((section, piece) for section, runs in self.parts() for run in runs for piece in with_blanks(run))
        return [BlankFound(piece.label, section) for section, piece in found if isinstance(piece, Blank)]

    def lines(self) -> list[str]:
        """The words of the paper, a line a piece, as every renderer must print them (numbers of headings and signs of lists aside)."""
        first = [self.draft_mark, self.banner, *map(plain, self._head()), self.type_name, plain(self.subject)]
        body = [line for block in self.blocks for line in (first if isinstance(block, NewSheet) else _lines_of(block))]
        return [line for line in [*first, *body, *map(plain, self.recipients)] if line]

    def _opening(self) -> Iterator[tuple[str, Runs]]:
        for runs in self._head():
            yield "đầu văn bản", runs
        yield "trích yếu", self.subject

    def _head(self) -> tuple[Runs, ...]:
        head = self.letterhead
        return (head.parent_body, head.issuing_body, head.number, head.subject, head.place_and_date) if head else ()

    def to_json(self) -> dict[str, Any]:
        """The content as plain data for a JSON column."""
        data: dict[str, Any] = _encode(self)
        return data

    @classmethod
    def from_json(cls, data: object) -> "Content":
        """The content that `to_json` gave. Raises ContentError when the data is of another schema version or damaged."""
        if not isinstance(data, dict) or data.get("schema") != SCHEMA_VERSION:
            raise ContentError("Nội dung văn bản được lưu theo cấu trúc mà phiên bản này không đọc được.")
        content = _decode({key: value for key, value in data.items() if key != "schema"})
        if not isinstance(content, cls):
            raise ContentError("Dữ liệu này không phải nội dung của một văn bản.")
        return content

    def canonical(self) -> bytes:
        """The bytes that are hashed: sorted keys, no spaces, UTF-8; a way through a JSON column does not change them."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical bytes, in hex."""
        return hashlib.sha256(self.canonical()).hexdigest()


def blocks_to_json(blocks: Iterable[Block]) -> list[Any]:
    """Blocks as plain data for a JSON column."""
    return [_encode(block) for block in blocks]


def blocks_from_json(data: list[Any]) -> tuple[Block, ...]:
    """The blocks that `blocks_to_json` gave. Raises ContentError when the data is damaged."""
    return tuple(_decode(item) for item in data)


def runs(*parts: "str | Run | Iterable[Run]", bold: bool = False, italic: bool = False) -> Runs:
    """Build runs from strings, blanks and other runs.

    Strings are normalised to NFC and take the given style; each "??" and each row of dots ("……") in them becomes a blank. Empty strings
    vanish, neighbours of one style are joined, so that the same words always give the same content.
    """
    joined: list[Run] = []
    for run in _flatten(parts, bold, italic):
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text) and (run.bold, run.italic) == (last.bold, last.italic):
            joined[-1] = dataclasses.replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def plain(value: Runs) -> str:
    """The words of runs without their style."""
    return "".join(run.text for run in value)


def _flatten(parts: "Iterable[str | Run | Iterable[Run]]", bold: bool, italic: bool) -> Iterator[Run]:
    for part in parts:
        if isinstance(part, str):
            yield from _split_blanks(Text(unicodedata.normalize("NFC", part), bold, italic))
        elif isinstance(part, Text):
            yield from _split_blanks(part)
        elif isinstance(part, Blank):
            yield part
        else:
            yield from _flatten(part, bold, italic)


def with_blanks(run: Run) -> Runs:
    """The run with what stands for a blank in its text taken out of it, so that no renderer prints "??"."""
    return (run,) if isinstance(run, Blank) else tuple(_split_blanks(run))


def _split_blanks(run: Text) -> Iterator[Run]:
    end = 0
    for found in _TO_FILL.finditer(run.text):
        if found.start() > end:
            yield dataclasses.replace(run, text=run.text[end : found.start()])
        yield _blank_for(found[0])
        end = found.end()
    if end < len(run.text):
        yield dataclasses.replace(run, text=run.text[end:])


def _blank_for(sign: str) -> Blank:
    return Blank(UNCLEAR_LABEL) if sign == UNCLEAR else Blank(DOTS_LABEL, wide=len(sign) > len(DOTS))


def _runs_of(block: Block) -> Iterator[Runs]:
    match block:
        case Heading() | Paragraph():
            yield block.runs
        case BulletList():
            yield from block.items
        case Table():
            for row in block.rows:
                yield from row
        case PhotoBlock():
            yield from (photo.caption for photo in block.photos)
        case SignaturePair():
            yield from (signer.name for signer in (block.left, block.right) if signer)
        case Plate():
            yield from (block.post, block.name)
        case QrCode():
            yield block.caption


def _lines_of(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.number} {plain(block.runs)}".strip()
        case Table():
            yield from [block.caption, *(column.title for column in block.columns)]
        case PhotoBlock():
            yield block.title
        case SignaturePair():
            for signer in (block.left, block.right):
                yield from (signer.capacity, signer.post) if signer else ()
    if not isinstance(block, Heading):
        yield from map(plain, _runs_of(block))


_CLASSES: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        Content,
        Letterhead,
        Text,
        Blank,
        Heading,
        Paragraph,
        BulletList,
        Column,
        Table,
        Photo,
        PhotoBlock,
        Signer,
        SignaturePair,
        PageBreak,
        NewSheet,
        Plate,
        QrCode,
    )
}


_CAME_LATER: dict[tuple[str, str], Any] = {("Content", "sheet"): "a4", ("Table", "tall"): False, ("Letterhead", "subject"): ()}
"""Fields that papers frozen earlier lack: written only when they differ from this value, so that the hash of those stays the same."""


def _encode(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        given = {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
        kept = {key: own for key, own in given.items() if (name, key) not in _CAME_LATER or own != _CAME_LATER[name, key]}
        return {"type": name, **{key: _encode(own) for key, own in kept.items()}}
    return [_encode(item) for item in value] if isinstance(value, tuple) else value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    fields = {key: _decode(item) for key, item in value.items() if key != "type"}
    try:
        return _CLASSES[value["type"]](**fields)
    except (KeyError, TypeError) as error:
        raise ContentError(f"Không đọc được một phần của nội dung văn bản: {error}.") from error
