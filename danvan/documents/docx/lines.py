"""The paragraphs of a Word file as lines of words: what Word and LibreOffice add on their own is taken away, the rest kept."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile
from typing import Any
from unicodedata import combining

from docx.oxml.ns import qn

from danvan.documents.content import Runs, Text, plain, runs
from danvan.documents.docx.bookmarks import Mark, read_bookmark, text_hash
from danvan.documents.docx.numbering import Numbering
from danvan.documents.docx.style_names import StyleNames
from danvan.vietnamese.text import clean

P, TBL, TR, TC, R = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r"))
_INSIDE = {qn(f"w:{tag}") for tag in ("hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "bdo", "dir")}
"""What runs may be wrapped in."""
_BLOCKS_INSIDE = {qn(f"w:{tag}") for tag in ("sdt", "sdtContent", "customXml")}
_SIGNS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n"}
_NOT_READ = {
    qn("w:footnoteReference"): "chú thích cuối trang",
    qn("w:endnoteReference"): "chú thích cuối bài",
    qn("w:commentReference"): "ghi chú bên lề",
    qn("w:object"): "đối tượng nhúng",
}
_TEXT_BOX, _PICTURE = qn("w:txbxContent"), "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES = re.compile(r"[ \t\n]+")
_NO_BREAK_HYPHEN = "\u2011"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph.

    `hashes` are those that a bookmark of the same words may have, `runs` its clean words, `parts` the same divided at line breaks. `style` is the id of our
    style ("" for any other), `level` that of a heading in another style, `sign` the number or sign that Word's numbering puts before it.
    `hidden` tells whether the whole line is bold, or italic, by its style.
    """

    hashes: frozenset[str]
    runs: Runs
    parts: tuple[Runs, ...]
    style: str
    level: int
    sign: str
    centred: bool
    hidden: tuple[bool, bool]
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return plain(self.runs)


def hashes_of(texts: Iterable[str], sign: str) -> frozenset[str]:
    """What the hash of a line's words may be: a number or dash that Word has made its own is no longer in the text."""
    known = set(texts)
    signed = {f"{own} {text}" for own in (sign, "-") for text in known} if sign else set()
    return frozenset(map(text_hash, known | signed))


@dataclass
class Reader:
    """Reads paragraphs and counts what it leaves out."""

    styles: StyleNames
    numbering: Numbering
    left_out: Counter[str] = field(default_factory=Counter)
    boxes: list[str] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[Any]:
        """The paragraphs and tables of a body or a cell, those in content controls among them."""
        for element in parent:
            if element.tag in (P, TBL):
                yield element
            elif element.tag in _BLOCKS_INSIDE:
                yield from self.blocks(element)
            elif element.tag == qn("w:altChunk"):
                self.left_out["phần nhúng từ tệp khác"] += 1

    def line(self, paragraph: Any) -> Line:
        """Read a paragraph."""
        properties = paragraph.find(qn("w:pPr"))
        style_id = _value(properties, "pStyle")
        pieces = list(self._pieces(paragraph, style_id))
        words = _words(pieces)
        sign = self.numbering.sign(properties, self.styles.numbering_of(style_id))
        parts = tuple(_words(group) for group in _divided(pieces)) if any("\n" in piece.text for piece in pieces) else (words,)
        return Line(
            hashes=hashes_of({"".join(text.text for text in pieces), plain(words)}, sign),
            runs=words,
            parts=tuple(part for part in parts if part),
            style=self.styles.ours(style_id),
            level=self.styles.level(style_id) or _outline(properties),
            sign=sign,
            centred=_value(properties, "jc") == "center",
            hidden=(self.styles.of_style(style_id, "b"), self.styles.of_style(style_id, "i")),
            marks=tuple(dict.fromkeys(_marks(paragraph))),
        )

    def framed(self, paragraph: Any) -> bool:
        """Whether a paragraph stands in a frame beside the text; it is noted as a text box unless it is one of ours."""
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is None:
            return False
        if any(_marks(paragraph)):
            return False
        self.boxes.append(clean("".join(text.text or "" for text in paragraph.iter(qn("w:t")))))
        return True

    def rows(self, table: Any) -> list[list[list[Any]]]:
        """The rows of a table: per row the cells, per cell its paragraphs. A cell below another of which it is a part has none."""
        return [[self._cell(cell) for cell in _wrapped(row, TC)] for row in _wrapped(table, TR)]

    def _cell(self, cell: Any) -> list[Any]:
        found = []
        for element in self.blocks(cell):
            if element.tag == P:
                found.append(element)
            else:
                self.left_out["bảng lồng trong bảng"] += 1
        return found

    # Runs

    def _pieces(self, paragraph: Any, style_id: str) -> Iterator[Text]:
        """The pieces of text in their style; of a field only what it shows."""
        in_code = 0
        for run in _runs(paragraph):
            for element in run:
                kind = element.get(qn("w:fldCharType")) if element.tag == qn("w:fldChar") else None
                in_code += (kind == "begin") - (kind in ("separate", "end") and in_code > 0)
                if not in_code:
                    yield from self._piece(run, element, style_id)

    def _piece(self, run: Any, element: Any, style_id: str) -> Iterator[Text]:
        text = element.text or "" if element.tag == qn("w:t") else _SIGNS.get(element.tag, "")
        if element.tag == qn("w:br"):
            text = " " if element.get(qn("w:type")) in ("page", "column") else "\n"
        if text and self.styles.on(run, "vanish"):
            self.left_out["chỗ chữ ẩn"] += bool(text.strip())
        elif text:
            yield Text(text, *(self.styles.emphasis(run, tag, style_id) for tag in ("b", "i")))
        elif element.tag in _NOT_READ:
            self.left_out[_NOT_READ[element.tag]] += 1
        else:
            self._look_into(element)

    def _look_into(self, drawing: Any) -> None:
        """Note the text boxes and pictures of a drawing, once where they are written in two ways."""
        for element in drawing.iter(_TEXT_BOX, _PICTURE):
            if any(above.tag == _FALLBACK for above in element.iterancestors()):
                continue
            if element.tag == _PICTURE:
                self.left_out["ảnh"] += 1
            else:
                self.boxes.append(clean(" ".join("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in element.iter(P))))


def _runs(parent: Any) -> Iterator[Any]:
    for element in parent:
        if element.tag == R:
            yield element
        elif element.tag in _INSIDE:
            yield from _runs(element)


def _wrapped(parent: Any, tag: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _BLOCKS_INSIDE:
            yield from _wrapped(element, tag)


def _divided(pieces: list[Text]) -> Iterator[list[Text]]:
    group: list[Text] = []
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                yield group
                group = []
            group.append(Text(text, piece.bold, piece.italic))
    yield group


def _words(pieces: list[Text]) -> Runs:
    """Clean words: composed letters, plain and single spaces and hyphens, none at the ends."""
    whole: list[Text] = []
    for piece in pieces:
        # A letter and its mark may come apart into two runs; they belong together.
        marks = sum(1 for _ in takewhile(combining, piece.text)) if whole else 0
        if marks:
            whole[-1] = replace(whole[-1], text=whole[-1].text + piece.text[:marks])
        whole.append(replace(piece, text=piece.text[marks:]))
    joined = (replace(group[0], text="".join(piece.text for piece in group)) for group in _by_style(whole))
    return _stripped(runs([replace(piece, text=_SPACES.sub(" ", clean(piece.text.replace(_NO_BREAK_HYPHEN, "-")))) for piece in joined]))


def _by_style(pieces: list[Text]) -> Iterator[list[Text]]:
    """Neighbours of one style together, so that no letter is composed in parts."""
    for _, group in groupby(pieces, key=lambda piece: (piece.bold, piece.italic)):
        yield list(group)


def _stripped(value: Runs) -> Runs:
    """Without spaces at the ends and with single ones between runs."""
    found: list[Any] = []
    for run in value:
        if isinstance(run, Text):
            text = run.text.lstrip() if not found or found[-1].text.endswith(" ") else run.text
            if text:
                found.append(Text(text, run.bold, run.italic))
        else:
            found.append(run)
    while found and isinstance(found[-1], Text) and not found[-1].text.rstrip():
        found.pop()
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip(), found[-1].bold, found[-1].italic)
    return runs(found)


def _marks(paragraph: Any) -> Iterator[Mark]:
    for start in paragraph.iter(qn("w:bookmarkStart")):
        if mark := read_bookmark(start.get(qn("w:name"), "")):
            yield mark


def _value(properties: Any, tag: str) -> str:
    element = properties.find(qn(f"w:{tag}")) if properties is not None else None
    return element.get(qn("w:val"), "") if element is not None else ""


def _outline(properties: Any) -> int:
    level = _value(properties, "outlineLvl")
    return int(level) + 1 if level in ("0", "1", "2") else 0
