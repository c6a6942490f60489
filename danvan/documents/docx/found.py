"""The pieces of a Word file that comes back, and what the draft's pieces become by them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from danvan.documents.content import (
    Blank,
    Block,
    Column,
    Heading,
    Paragraph,
    Photo,
    PhotoBlock,
    Run,
    Runs,
    SignaturePair,
    Signer,
    Table,
    Text,
    plain,
    runs,
)
from danvan.documents.docx.lines import Line
from danvan.documents.docx.merging import Found, merge
from danvan.documents.docx.numbering import BULLET
from danvan.documents.docx.styles import HEADINGS, PARAGRAPHS
from danvan.documents.docx.tree import Current, Node, current_children
from danvan.documents.pieces import RUNNING_TEXT, Piece
from danvan.documents.words import settled, typed

Form = tuple[str, int | str]
"""Kind of a piece, with the level of a heading or the style of a paragraph."""
_FORMS: dict[str, Form] = {
    **{style_id: ("heading", level) for level, style_id in enumerate(HEADINGS, 1)},
    **{style_id: ("paragraph", style) for style, style_id in PARAGRAPHS.items()},
    "GachDauDong": ("item", ""),
}
_DASH = re.compile(r"[-–—−•·●▪]\s*")
_NUMBER = re.compile(r"((?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|[IVXLC]{1,6}\s?[-–.])\s*(?=\S)")
_PHOTO_NUMBER = re.compile(r"\(\d+\)\s*")
_LONGEST_HEADING = 150
STEP = 5
"""Shares of columns are multiples of this."""


def without(value: Runs, count: int) -> Runs:
    """Runs without so many letters at their beginning."""
    left: list[Run] = []
    for run in value:
        cut = min(count, len(run.text))
        count -= cut
        if isinstance(run, Blank) and not cut:
            left.append(run)
        elif isinstance(run, Text):
            left.append(replace(run, text=run.text[cut:]))
    return runs(left)


def _without(value: Runs, pattern: re.Pattern[str]) -> Runs:
    found = pattern.match(plain(value))
    return without(value, found.end()) if found else value


def _old_runs(old: Piece | None) -> Runs | None:
    if old is None or old.kind not in RUNNING_TEXT:
        return None
    return old.value if old.kind == "item" else old.value.runs


@dataclass(frozen=True)
class FoundLine:
    """A heading, a paragraph or an item."""

    line: Line

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(mark.place for mark in self.line.marks)

    def same_as(self, node: Node) -> bool:
        return not node.children and node.hash in self.line.hashes

    def piece(self, old: Current | None, base: Node | None) -> Piece:
        kind, detail = _form(self.line, old.piece if old else None)
        if kind == "heading":
            return self._heading(int(detail), old.piece if old else None)
        before = _old_runs(old.piece if old else None)
        if kind == "item":
            text = self.line.runs if self.line.sign == BULLET else _without(self._with_sign(), _DASH)
            breaks = old is not None and old.piece.breaks
            return Piece("item", settled(before, text, self.line.hidden) if before is not None else text, breaks)
        text = self._with_sign()
        return Piece("paragraph", Paragraph(settled(before, text, self.line.hidden) if before is not None else text, str(detail)))

    def _with_sign(self) -> Runs:
        return runs(f"{self.line.sign} ", self.line.runs) if self.line.sign else self.line.runs

    def _heading(self, level: int, old: Piece | None) -> Piece:
        text = self._with_sign()
        heading = old.value if old and old.kind == "heading" else None
        number = self._number(plain(text), heading)
        rest = without(text, len(number))
        rest = without(rest, len(plain(rest)) - len(plain(rest).lstrip()))
        if heading and typed(number) == typed(heading.number):
            number = heading.number
        before = _old_runs(old)
        if self.line.style not in HEADINGS:
            rest = runs(plain_again(rest))
        return Piece("heading", Heading(level, number.strip(), settled(before, rest, self.line.hidden) if before is not None else rest))

    @staticmethod
    def _number(text: str, old: Heading | None) -> str:
        if old and old.number and typed(text).startswith(typed(old.number)):
            return text[: len(old.number)]
        found = _NUMBER.match(text)
        in_words = found and old and not old.number and plain(old.runs).startswith(found[1])
        return found[1] if found and not in_words else ""


def plain_again(value: Runs) -> Runs:
    """Without bold and italic: a heading has them by its style."""
    return tuple(Text(run.text) if isinstance(run, Text) else run for run in value)


def _form(line: Line, old: Piece | None) -> Form:
    """What a line is: by its style where it is one of ours, else as the draft has it, else by its look."""
    styled = _FORMS.get(line.style)
    own = _form_of(old)
    dashed = line.sign == BULLET or bool(_DASH.match(line.text) and (own or re.match(r"\S\s", line.text)))
    was_dashed = old is not None and bool(_DASH.match(old.words))
    if dashed and not was_dashed and (styled or ("paragraph",))[0] == "paragraph":
        return ("item", "")
    if own and (styled is None or line.style == "ChuThichAnh"):
        return ("heading", line.level) if line.level and own[0] != "heading" else own
    return styled or _looks_like(line)


def _form_of(piece: Piece | None) -> Form | None:
    if piece is None or piece.kind not in RUNNING_TEXT:
        return None
    return (piece.kind, ({"heading": "level", "paragraph": "style"}.get(piece.kind) and _detail(piece.value)) or "")


def _detail(block: Block) -> int | str:
    return block.level if isinstance(block, Heading) else block.style if isinstance(block, Paragraph) else ""


def _looks_like(line: Line) -> Form:
    """What somebody typed without a style: a short line all in bold that begins with a number is a heading."""
    if line.level:
        return ("heading", line.level)
    text = f"{line.sign} {line.text}".strip()
    number = _NUMBER.match(text)
    bold = bool(line.runs) and all(isinstance(run, Text) and run.bold for run in line.runs)
    if number and bold and len(text) <= _LONGEST_HEADING:
        return ("heading", 1 if number[1][0] in "IVXLC" else 2 if number[1][0].isdigit() else 3)
    return ("paragraph", "center" if line.centred else "body")


# Tables


def _all_same(found: Sequence[Found], nodes: Sequence[Node]) -> bool:
    return len(found) == len(nodes) and all(piece.same_as(node) for piece, node in zip(found, nodes, strict=True))


@dataclass(frozen=True)
class FoundRow:
    """A row: its cells, each of which may have several lines."""

    cells: tuple[tuple[Line, ...], ...]

    @property
    def places(self) -> tuple[str, ...]:
        marks = (mark for cell in self.cells for line in cell for mark in line.marks)
        return tuple(dict.fromkeys(mark.place.rpartition("_")[0] for mark in marks))

    def same_as(self, node: Node) -> bool:
        return len(node.children) == len(self.cells) and all(
            child.hash in _hashes(cell) for child, cell in zip(node.children, self.cells, strict=True)
        )

    def piece(self, old: Current | None, base: Node | None) -> Piece:
        before: Sequence[Runs] = old.piece.value if old else ()
        if old and len(before) != len(self.cells):
            return old.piece  # Cells were joined; the words cannot be told apart.
        cells = [joined(cell) for cell in self.cells]
        return Piece("row", tuple(settled(before[at], cell) if old else cell for at, cell in enumerate(cells)))


def joined(lines: Iterable[Line]) -> Runs:
    """The words of several lines as one."""
    texts = [line.runs if not line.sign else runs(f"{line.sign} ", line.runs) for line in lines if line.runs]
    return runs(*(part for at, text in enumerate(texts) for part in ((" ", text) if at else (text,))))


def _hashes(cell: Sequence[Line]) -> frozenset[str]:
    full = [line for line in cell if line.text] or list(cell[:1])
    return full[0].hashes if len(full) == 1 else frozenset()


@dataclass(frozen=True)
class FoundTable:
    """A table: the titles of its columns, its rows, its caption above it."""

    titles: tuple[Runs, ...]
    widths: tuple[int, ...]
    rows: tuple[FoundRow, ...]
    caption: Line | None
    block: str

    @property
    def places(self) -> tuple[str, ...]:
        return (self.block,) if self.block else ()

    def same_as(self, node: Node) -> bool:
        return bool(node.children) and _all_same(self.rows, node.children)

    def piece(self, old: Current | None, base: Node | None) -> Piece:
        table = old.piece.value if old and old.piece.kind == "table" else None
        caption = plain(self.caption.runs) if self.caption else ""
        if table is not None and old is not None and len(table.columns) == len(self.titles):
            columns = tuple(
                replace(column, title=plain(settled(runs(column.title), title)))
                for column, title in zip(table.columns, self.titles, strict=True)
            )
            rows = merge(current_children(old), base.children if base else (), self.rows).pieces
            caption = _head(self.caption, old, base, table.caption)
            return Piece("table", Table(columns, tuple(row.value for row in rows), caption))
        columns = tuple(Column(plain(title), share) for title, share in zip(self.titles, self._shares(), strict=True))
        return Piece("table", Table(columns, tuple(row.piece(None, None).value for row in self.rows), caption))

    def _shares(self) -> list[int]:
        whole = sum(self.widths)
        if len(self.widths) != len(self.titles) or not whole:
            return [max(STEP, 100 // max(1, len(self.titles)) // STEP * STEP)] * len(self.titles)
        return [max(STEP, round(width * 100 / whole / STEP) * STEP) for width in self.widths]


def _head(line: Line | None, old: Current, base: Node | None, now: str) -> str:
    """The caption of a table or the title of photos; the draft's own where the file says what it said when it was made."""
    then, current = base.head if base else "", old.node.head if old.node else ""
    if (line is None and not then) or (then != current and (line is None or then in line.hashes)):
        return now
    return plain(settled(runs(now), line.runs)) if line else ""


# Photos


@dataclass(frozen=True)
class FoundCaption:
    """The caption of a photo."""

    line: Line

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(mark.place for mark in self.line.marks)

    def same_as(self, node: Node) -> bool:
        return node.hash in self.line.hashes

    def piece(self, old: Current | None, base: Node | None) -> Piece:
        text = _without(self.line.runs, _PHOTO_NUMBER)
        if old is None:
            return Piece("photo", Photo(text))
        return Piece("photo", Photo(settled(old.piece.value.caption, text, self.line.hidden), old.piece.value.sha256))


@dataclass(frozen=True)
class FoundPhotos:
    """An annex of photos: its title and the captions."""

    title: Line
    captions: tuple[FoundCaption, ...]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(mark.place for mark in self.title.marks)

    def same_as(self, node: Node) -> bool:
        return _all_same(self.captions, node.children) if node.children else node.hash in self.title.hashes

    def piece(self, old: Current | None, base: Node | None) -> Piece:
        title = plain(self.title.runs)
        if old is None or old.piece.kind != "photos":
            return Piece("photos", PhotoBlock(title, tuple(found.piece(None, None).value for found in self.captions)))
        photos = merge(current_children(old), base.children if base else (), self.captions).pieces
        title = _head(self.title, old, base, old.piece.value.title)
        return Piece("photos", PhotoBlock(title, tuple(photo.value for photo in photos)))


# Signatures


@dataclass(frozen=True)
class FoundSignatures:
    """Those who sign, left and right; each as lines of capacity, post and name."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def places(self) -> tuple[str, ...]:
        marks = (mark for line in (*self.left, *self.right) for mark in line.marks)
        return tuple(dict.fromkeys(mark.place.partition("_")[0] for mark in marks if mark.place[0].isdigit()))

    def same_as(self, node: Node) -> bool:
        lines = [line for line in (*self.left, *self.right) if line.text or line.marks]
        return len(lines) == len(node.children) and all(child.hash in line.hashes for child, line in zip(node.children, lines, strict=True))

    def piece(self, old: Current | None, base: Node | None) -> Piece:
        pair = old.piece.value if old and old.piece.kind == "signatures" else SignaturePair(None, None)
        return Piece("signatures", SignaturePair(_signer(self.left, pair.left), _signer(self.right, pair.right)))


_ROLES = {"ThamQuyenKy": "capacity", "ChucVuKy": "post", "TenNguoiKy": "name"}


def _signer(lines: Sequence[Line], old: Signer | None) -> Signer | None:
    """One who signs; lines whose role nothing tells are read from below: name, post, capacity."""
    full = [line for line in lines if line.text]
    if not full:
        return None
    roles = [_role(line) for line in full]
    if not all(roles):
        roles = ["name", "post", *["capacity"] * len(full)][: len(full)][::-1] if len(full) > 1 else ["post"]
    capacity, post, name = (
        joined(line for line, role in zip(full, roles, strict=True) if role == wanted) for wanted in ("capacity", "post", "name")
    )
    if old is None:
        return Signer(plain(post), name, plain(capacity))
    return Signer(
        plain(settled(runs(old.post), post)), settled(old.name, name, full[-1].hidden), plain(settled(runs(old.capacity), capacity))
    )


def _role(line: Line) -> str:
    marked = next((mark.place.rpartition("_")[2] for mark in line.marks), "")
    return marked if marked in ("capacity", "post", "name") else _ROLES.get(line.style, "")
