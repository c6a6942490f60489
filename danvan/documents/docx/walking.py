"""What is what in a Word file: the head, the subject, the pieces of the body, the signatures, the recipients."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from danvan.documents import profiles
from danvan.documents.content import Content, PhotoBlock, SignaturePair, Table, plain
from danvan.documents.docx.bookmarks import Mark
from danvan.documents.docx.found import FoundCaption, FoundLine, FoundPhotos, FoundRow, FoundSignatures, FoundTable
from danvan.documents.docx.lines import Line, P, Reader, hashes_of
from danvan.documents.docx.merging import Found
from danvan.documents.docx.tree import HEAD
from danvan.documents.docx.xml import whole_number
from danvan.documents.words import word_count
from danvan.vietnamese.text import fold, squeeze

HEAD_STYLES = {
    "DuThao": "draft",
    "CapTren": "parent",
    "CoQuan": "issuer",
    "SoKyHieu": "number",
    "NoiNgay": "place",
    "TenLoai": "type",
    "TrichYeu": "subject",
}
_RECIPIENT_STYLES, _SIGNATURE_STYLES = {"NoiNhan", "DongNoiNhan"}, {"ThamQuyenKy", "ChucVuKy", "TenNguoiKy"}
_LIKE_SUBJECT = 0.5


@dataclass
class Parts:
    """A Word file taken apart."""

    head: list[tuple[str, Line]] = field(default_factory=list)
    subject: list[Line] = field(default_factory=list)
    body: list[Found] = field(default_factory=list)
    recipients: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """All the words, line by line."""
        yield from self.texts


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as it stands in the file."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[int, ...]

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.rows for cell in row for line in cell]


class Walker:
    """Goes through a file once."""

    def __init__(self, reader: Reader, content: Content, listed: Sequence[Mark]) -> None:
        self.reader, self.content, self.listed = reader, content, listed
        self.parts = Parts()
        self._known = _Known(content)

    def walk(self, body: Any) -> Parts:
        """Take the body of a document apart."""
        elements = [read for element in self.reader.blocks(body) if (read := self._read(element)) is not None]
        places = {mark.place for mark in (*self.listed, *self.parts.marks)}
        self._photo_blocks = places & {place.partition("_")[0] for place in places if "_" in place}
        start = self._end_of_head(elements)
        for element in elements[:start]:
            self._head(element)
        self._rest(elements[start:])
        return self.parts

    def _read(self, element: Any) -> "Line | _Grid | None":
        if element.tag == P:
            if self.reader.framed(element):
                return None
            read: Line | _Grid = self.reader.line(element)
        else:
            rows = self.reader.rows(element)
            widths = tuple(whole_number(column.get(qn("w:w"), "")) for column in element.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
            read = _Grid(tuple(tuple(tuple(map(self.reader.line, cell)) for cell in row) for row in rows), widths)
        for line in _lines(read):
            self.parts.marks += line.marks
            self.parts.texts += [line.text] if line.text else []
        return read

    # The head

    def _end_of_head(self, elements: "Sequence[Line | _Grid]") -> int:
        """The number of the first element after the head: after the subject, else the type, else after all that is known as head."""
        types = [at for at, element in enumerate(elements) if isinstance(element, Line) and self._role(element) == "type"]
        if types and not any(self._of_body(element) for element in elements[: types[0]]):
            return self._after_subject(elements, types[0] + 1)
        return next((at for at, element in enumerate(elements) if not self._of_head(element)), len(elements))

    def _after_subject(self, elements: "Sequence[Line | _Grid]", at: int) -> int:
        while at < len(elements) and isinstance(line := elements[at], Line):
            alike = not line.marks and not line.style and self._known.like_subject(line, self.parts.subject)
            if line.text and (self._role(line) == "subject" or alike):
                self.parts.subject.append(line)
            elif any(map(str.isalnum, line.text)):
                break
            at += 1
        return at

    def _of_body(self, element: "Line | _Grid") -> bool:
        return any(mark.place[0].isdigit() for line in _lines(element) for mark in line.marks)

    def _of_head(self, element: "Line | _Grid") -> bool:
        lines = [line for line in _lines(element) if line.text]
        if isinstance(element, Line):
            return not any(map(str.isalnum, element.text)) or bool(self._role(element)) or fold(element.text) in self._known.head
        return any(self._role(line) or fold(line.text) in self._known.head for line in lines)

    def _role(self, line: Line) -> str:
        """Which line of the head it is, "" for none; by its bookmark, by its style, by the words of the type."""
        marked = next((mark.place for mark in line.marks if mark.place in HEAD), "")
        if marked or line.marks:
            return marked
        if line.style:
            return HEAD_STYLES.get(line.style, "")
        return "type" if fold(line.text) == fold(self.content.type_name) else ""

    def _head(self, element: "Line | _Grid") -> None:
        for line in _lines(element):
            if (role := self._role(line)) and role != "subject":
                self.parts.head.append((role, line))
            elif (
                line.text
                and any(map(str.isalnum, line.text))
                and fold(line.text) not in self._known.head
                and line not in self.parts.subject
            ):
                self.parts.notes.append(f"Phần đầu văn bản có thêm “{line.text}”: cổng không lấy.")

    # What follows

    def _rest(self, elements: "Sequence[Line | _Grid]") -> None:
        at, to_recipients = 0, False
        while at < len(elements):
            element = elements[at]
            following = elements[at + 1] if at + 1 < len(elements) else None
            at += 1
            if isinstance(element, _Grid):
                self._grid(element, None)
                continue
            if not any(map(str.isalnum, element.text)) and not element.marks and "…" not in element.text:
                continue
            to_recipients = self._begins_recipients(element) or (to_recipients and self._goes_on_recipients(element))
            if to_recipients or self._is_recipient(element):
                self._recipient(element)
            elif isinstance(following, _Grid) and self._is_caption(element):
                self._grid(following, element)
                at += 1
            elif self._opens_photos(element):
                at = self._photos(element, elements, at)
            elif not self._known.is_signature(element):
                self._line(element)

    def _line(self, line: Line) -> None:
        """A new paragraph with line breaks in it is as many paragraphs, as pasted text is."""
        if line.marks or len(line.parts) < 2:
            self.parts.body.append(FoundLine(line))
            return
        for number, part in enumerate(line.parts):
            sign = "" if number else line.sign
            hashes = hashes_of({plain(part)}, sign)
            self.parts.body.append(FoundLine(replace(line, hashes=hashes, runs=part, parts=(part,), sign=sign)))

    # Recipients

    @staticmethod
    def _is_recipient(line: Line) -> bool:
        return line.style in _RECIPIENT_STYLES or any(mark.place.startswith("to_") for mark in line.marks)

    def _begins_recipients(self, line: Line) -> bool:
        return not line.marks and fold(line.text).rstrip(" :") == "noi nhan"

    @staticmethod
    def _goes_on_recipients(line: Line) -> bool:
        return not any(mark.place[0].isdigit() for mark in line.marks) and line.text[:1] in ("-", "–", "+", "•")

    def _recipient(self, line: Line) -> None:
        if line.text and not self._begins_recipients(line):
            self.parts.recipients.append(line)

    # Tables

    def _is_caption(self, line: Line) -> bool:
        marked = any(mark.place.endswith("_caption") for mark in line.marks)
        return marked or (not line.marks and (line.style == "TenBang" or fold(line.text) in self._known.captions))

    def _grid(self, grid: _Grid, caption: Line | None) -> None:
        lines = [line for line in grid.lines if line.text]
        if any(self._signs(line) for line in lines) or self._known.has_signatures(grid):
            self._signatures(grid)
        elif any(grid.rows) and (lines or caption):
            self._table(grid, caption)
        elif caption:
            self._line(caption)  # a table without a single cell leaves only its caption

    @staticmethod
    def _signs(line: Line) -> bool:
        marked = any("_left_" in mark.place or "_right_" in mark.place or mark.place.startswith("to_") for mark in line.marks)
        return marked or line.style in _SIGNATURE_STYLES | _RECIPIENT_STYLES

    def _signatures(self, grid: _Grid) -> None:
        """The cells of each column from top to bottom; a column with the recipients has nobody who signs."""
        columns = [
            [line for row in grid.rows for cell in row[number : number + 1] for line in cell if line.text or line.marks]
            for number in range(max(map(len, grid.rows)))
        ]
        sides: list[tuple[Line, ...]] = []
        for column in columns:
            if any(self._is_recipient(line) or self._begins_recipients(line) for line in column):
                for line in column:
                    self._recipient(line)
                sides.append(())
            else:
                sides.append(tuple(column))
        if len(sides) == 1:
            sides.insert(0, ())
        self.parts.body.append(FoundSignatures(sides[0], sides[1]))

    def _table(self, grid: _Grid, caption: Line | None) -> None:
        wide = max(map(len, grid.rows))
        rows = [row for row in grid.rows if len(row) == wide]
        if len(rows) < len(grid.rows):
            self.parts.notes.append(f"Bảng có {len(grid.rows) - len(rows)} dòng gộp ô: cổng không lấy các dòng ấy, xem lại trên cổng.")
        first = next((mark.place for line in (*grid.lines, *([caption] if caption else [])) for mark in line.marks), "")
        block = first.partition("_")[0] if first[:1].isdigit() else ""
        titles = tuple(_title(cell) for cell in rows[0])
        body = [row for row in map(FoundRow, grid.rows) if row.cells is not rows[0] and (len(row.cells) == wide or row.places)]
        self.parts.body.append(FoundTable(titles, grid.widths, tuple(body), caption, block))

    # Photos

    def _opens_photos(self, line: Line) -> bool:
        """By its bookmark, which the captions have with a number more, else by its words."""
        marked = any(mark.place in self._photo_blocks for mark in line.marks)
        return marked or fold(line.text) in self._known.photos

    def _photos(self, title: Line, elements: "Sequence[Line | _Grid]", at: int) -> int:
        block = next((mark.place for mark in title.marks if mark.place.isdigit()), "")
        captions = []
        while at < len(elements) and isinstance(line := elements[at], Line):
            ours = any(mark.place.startswith(f"{block}_") for mark in line.marks) if block else False
            a_caption = not line.marks and (line.style in ("Anh", "ChuThichAnh") or line.text.startswith("(") or not line.text)
            if not ours and not a_caption:
                break
            captions += [FoundCaption(line)] if line.text or ours else []
            at += 1
        self.parts.body.append(FoundPhotos(title, tuple(captions)))
        return at


def _title(cell: Sequence[Line]) -> Any:
    return next((line.runs for line in cell if line.text), ())


def _lines(element: "Line | _Grid") -> list[Line]:
    return [element] if isinstance(element, Line) else element.lines


class _Known:
    """Words of the draft by which parts of a file without our styles are known."""

    def __init__(self, content: Content) -> None:
        profile, names = profiles.get(content.profile), content.letterhead
        lines = [*(line.text for line in profile.head.title), content.draft_mark, content.banner, content.type_name]
        if names:
            lines += map(plain, (names.parent_body, names.issuing_body, names.number, names.place_and_date))
        self.head = {fold(squeeze(line)) for line in lines if line}
        self.subject = word_count(plain(content.subject))
        self.captions = {fold(block.caption) for block in content.blocks if isinstance(block, Table) and block.caption}
        self.photos = {fold(block.title) for block in content.blocks if isinstance(block, PhotoBlock)}
        self.signers = [
            signer for block in content.blocks if isinstance(block, SignaturePair) for signer in (block.left, block.right) if signer
        ]

    def like_subject(self, line: Line, before: Sequence[Line]) -> bool:
        """Whether a line says mostly what the subject says; a further line of it says what the lines before have not said."""
        words, rest = word_count(line.text), self.subject - word_count(" ".join(other.text for other in before))
        common = (words & rest).total()
        return bool(words) and common >= _LIKE_SUBJECT * (words.total() if before else max(words.total(), rest.total()))

    def has_signatures(self, grid: _Grid) -> bool:
        """Whether a table of one or two columns has the post of one who signs."""
        texts = {fold(line.text) for line in grid.lines}
        return max(map(len, grid.rows), default=0) <= 2 and any(fold(signer.post) in texts for signer in self.signers)

    def is_signature(self, line: Line) -> bool:
        """Whether a paragraph without style only has the posts or names of those who sign, set side by side by spaces."""
        if line.marks or line.style or not self.signers:
            return False
        words = word_count(line.text)
        lines = ((signer.capacity, signer.post, plain(signer.name)) for signer in self.signers)
        return bool(words) and any(words == sum(map(word_count, texts), start=word_count("")) for texts in zip(*lines, strict=True))
