"""The chair's corrected Word file: what it says against the draft from which it was made.

    read_docx(data: bytes, content: Content) -> Corrected      # raises WordFileError, whose text is for the user
    Corrected: .content (the draft with all corrections in it), .changes (to show and to take with `comparing.take_over`), .notes,
               .base_matches, .edited_twice

    corrected = read_docx(upload.read(), draft)
    taken = [change for change in corrected.changes if change.id in request.POST.getlist("change")]
    draft, left_over = take_over(draft, taken).content, ...

Only pieces corrected by hand come out as changes, even if the draft was edited since the file was made. Heads, page numbers, text boxes,
notes in the margin and whatever else is no text of the body are never taken for text; what was left out stands in `notes`.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from danvan.documents import profiles
from danvan.documents.classified import has_classified_mark
from danvan.documents.comparing import Change, compare_papers
from danvan.documents.content import Block, Content, PhotoBlock, Runs
from danvan.documents.docx.bookmarks import Mark, listed_bookmarks, text_hash
from danvan.documents.docx.found import FoundLine, joined
from danvan.documents.docx.lines import Line, Reader
from danvan.documents.docx.merging import Merged, merge
from danvan.documents.docx.numbering import Numbering
from danvan.documents.docx.opening import BROKEN, Opened, WordFileError, open_docx
from danvan.documents.docx.style_names import StyleNames
from danvan.documents.docx.tree import Current, body_nodes, current_body, marks_of, recipient_nodes
from danvan.documents.docx.walking import Parts, Walker
from danvan.documents.pieces import Piece, blocks_of, pieces_of
from danvan.documents.words import settled
from danvan.vietnamese.text import fold

__all__ = ["Corrected", "WordFileError", "read_docx"]

log = logging.getLogger("danvan.documents")

TRACKED = (
    "Tệp còn phần sửa đang theo dõi (Track Changes) chưa chấp nhận hết. Mở tệp trong Word, chọn Xem lại (Review) → Chấp nhận (Accept) → "
    "Chấp nhận tất cả thay đổi, lưu lại rồi nhập lại."
)
CLASSIFIED = "Tệp có dấu mật. Văn bản mật không đưa lên cổng này"
OTHER_PAPER = "Tệp này không phải bản Word của văn bản đang mở: chọn đúng tệp đã tải từ trang này và sửa."
_TRACKED = [qn(f"w:{tag}") for tag in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")]
_LONGEST_MARK = 40
"""A mark of classification is a line of its own; a sentence may speak of such papers."""
_LONG_LINE = 8
"""Words in a line that no other paper has by chance."""
_SHARED_LINES, _SHARED_WORDS = 0.1, 0.3
"""The least shares of the draft's long lines and groups of three words that a file of the same paper has."""
_WORDS_OF_PLACES = {"caption": -1, "left": 0, "right": 1, "capacity": 0, "post": 1, "name": 2}
_NO_NEED_TO_SAY = "ảnh"
HEAD_NAMES = {
    "draft": "dấu dự thảo",
    "banner": "dòng trên cùng",
    "parent": "cơ quan cấp trên",
    "issuer": "cơ quan ban hành",
    "number": "số, ký hiệu",
    "place": "nơi và ngày",
    "type": "tên loại văn bản",
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a corrected file says.

    `content` is the draft with all corrections in it, `changes` what differs from the draft. `notes` says in Vietnamese what was not
    taken. `base_matches` tells whether the file was made from the draft as it is now, `edited_twice` how many pieces were edited in the
    draft as well as in the file since.
    """

    content: Content
    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    base_matches: bool
    edited_twice: int

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body with all corrections in it."""
        return self.content.blocks


def read_docx(data: bytes, content: Content) -> Corrected:
    """Read a corrected Word file.

    Args:
        data: the file.
        content: the draft as it is now.

    Raises: WordFileError when the file is no .docx of this paper, is broken, locked or dangerous, has tracked changes or is classified.
    """
    opened = open_docx(data)
    try:
        return _read(opened, content)
    except WordFileError:
        raise
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as stumbled:
        # The file says something that no program should write, or this reader has a fault: the log tells which.
        log.exception("a Word file could not be read")
        raise WordFileError(BROKEN) from stumbled


def _read(opened: Opened, content: Content) -> Corrected:
    _refuse_tracked(opened)
    reader = Reader(StyleNames(opened.part("styles")), Numbering(opened.part("numbering")))
    listed = listed_bookmarks(opened.part("custom-properties"))
    parts = Walker(reader, content, listed).walk(opened.document.find(qn("w:body")))
    around = list(_around(opened))
    if any(_is_classified(line) for line in (*parts.lines(), *reader.boxes, *around)):
        raise WordFileError(CLASSIFIED)
    now = marks_of(content)
    _refuse_other_paper(content, parts)
    base = listed or _guessed_base(now, parts.marks)
    body = merge(current_body(content, now), body_nodes(base), parts.body)
    recipients = _recipients(content, now, base, parts)
    corrected = replace(
        content, blocks=blocks_of(body.pieces), subject=_subject(content, now, parts), recipients=tuple(piece.value for piece in recipients)
    )
    notes = (*_head_notes(parts), *parts.notes, *_kept_notes(body), *_left_out_notes(reader, content, around))
    return Corrected(corrected, tuple(compare_papers(content, corrected)), notes, _text_marks(base) == _text_marks(now), body.both)


# Refusals


def _refuse_tracked(opened: Opened) -> None:
    if next(opened.document.iter(*_TRACKED), None) is not None:
        raise WordFileError(TRACKED)


def _is_classified(line: str) -> bool:
    return len(line) <= _LONGEST_MARK and has_classified_mark(line)


def _refuse_other_paper(content: Content, parts: Parts) -> None:
    """A file of another paper has neither the long lines of this one nor most of its words; short ones are the same in all papers."""
    sign = profiles.get(content.profile).bullets.sign
    texts = [f"{sign} {piece.words}" if piece.kind == "item" else piece.words for piece in pieces_of(content.blocks)]
    long = {text_hash(text) for text in texts if len(text.split()) >= _LONG_LINE}
    if len(long & {mark.hash for mark in parts.marks}) > len(long) * _SHARED_LINES:
        return
    ours, theirs = _threes(content.lines()), _threes(parts.lines())
    if len(ours & theirs) < max(1, len(ours) * _SHARED_WORDS):
        raise WordFileError(OTHER_PAPER)


def _threes(lines: Iterable[str]) -> set[tuple[str, ...]]:
    words = fold(" ".join(lines)).split()
    return set(zip(words, words[1:], words[2:], strict=False))


# The parts


def _guessed_base(now: list[Mark], seen: list[Mark]) -> list[Mark]:
    """What the file said when it was made, when only its bookmarks tell: the draft, where no bookmark says otherwise."""
    places = {mark.place: mark for mark in (*now, *reversed(seen)) if mark.place[0].isdigit()}
    others = [mark for mark in now if not mark.place[0].isdigit()]
    return [*others, *(places[place] for place in sorted(places, key=_reading_order))]


def _reading_order(place: str) -> list[int]:
    return [_WORDS_OF_PLACES[part] if part in _WORDS_OF_PLACES else int(part) for part in place.split("_")]


def _text_marks(marks: Iterable[Mark]) -> set[Mark]:
    """The bookmarks of what can be corrected."""
    return {mark for mark in marks if mark.place[0].isdigit() or mark.place == "subject" or mark.place.startswith("to_")}


def _subject(content: Content, now: list[Mark], parts: Parts) -> Runs:
    exported = next((mark.hash for line in parts.subject for mark in line.marks if mark.place == "subject"), "")
    current = next((mark.hash for mark in now if mark.place == "subject"), "")
    if not parts.subject or (len(parts.subject) == 1 and exported in parts.subject[0].hashes and exported != current):
        return content.subject
    return settled(content.subject, joined(parts.subject), parts.subject[0].hidden)


def _recipients(content: Content, now: list[Mark], base: list[Mark], parts: Parts) -> list[Piece]:
    nodes = {node.place: node for node in recipient_nodes(now)}
    current = [Current(Piece("item", item), nodes.get(f"to_{number:03d}")) for number, item in enumerate(content.recipients)]
    if not parts.recipients and (current and not parts.marks):
        return [item.piece for item in current]  # A text copied into a new file often comes without them.
    return merge(current, recipient_nodes(base), [FoundLine(_as_item(line)) for line in parts.recipients]).pieces


def _as_item(line: Line) -> Line:
    return replace(line, style="GachDauDong")


# What was not taken


def _head_notes(parts: Parts) -> Iterator[str]:
    for role, line in parts.head:
        exported = next((mark.hash for mark in line.marks if mark.place == role), "")
        if exported and exported not in line.hashes:
            yield f"Phần đầu văn bản ({HEAD_NAMES[role]}) trong tệp là “{line.text}”: cổng không lấy, nếu đúng thì sửa trên cổng."


def _kept_notes(body: Merged) -> Iterator[str]:
    if any(piece.kind == "signatures" for piece in body.missing):
        yield "Không thấy phần chữ ký trong tệp: cổng giữ chữ ký của dự thảo."


def _left_out_notes(reader: Reader, content: Content, around: list[str]) -> Iterator[str]:
    left_out = Counter(reader.left_out)
    left_out[_NO_NEED_TO_SAY] -= sum(len(block.photos) for block in content.blocks if isinstance(block, PhotoBlock))
    for what, count in left_out.items():
        if count > 0:
            yield f"Tệp có {count} {what}: cổng không lấy."
    for text in reader.boxes:
        yield f"Tệp có khung chữ “{text[:80]}”: cổng không lấy." if text else "Tệp có khung chữ trống: cổng không lấy."
    for text in around:
        yield f"Đầu trang hoặc chân trang có “{text[:80]}”: cổng không lấy."


def _around(opened: Opened) -> Iterator[str]:
    """The words in heads and feet of pages, page numbers aside."""
    for part in (*opened.parts.get("header", ()), *opened.parts.get("footer", ())):
        for paragraph in part.iter(qn("w:p")):
            text = "".join(_text(paragraph)).strip(" 0123456789")
            if any(map(str.isalpha, text)):
                yield text


def _text(paragraph: Any) -> Iterator[str]:
    return (element.text or "" for element in paragraph.iter(qn("w:t")))
