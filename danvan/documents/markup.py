"""From a content to what the templates of a paper print: escaped text, blanks as marks with anchors, one small dictionary a block.

The PDF and the preview page are made from the same templates, so that they cannot say different things.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from danvan.documents import profiles, qr, sheets
from danvan.documents.content import (
    Blank,
    Block,
    BulletList,
    Content,
    Heading,
    Letterhead,
    NewSheet,
    Paragraph,
    PhotoBlock,
    Plate,
    QrCode,
    Run,
    Runs,
    SignaturePair,
    Signer,
    Table,
    Text,
    plain,
    runs,
    with_blanks,
)
from danvan.vietnamese.text import glue

PhotoAddress = Callable[[str], str]
"""From the SHA-256 of a kept photo to the address a page can show it from; "" when it cannot be shown."""


def paper(content: Content, *, top_heading: int, photo_address: PhotoAddress, anchors: bool) -> dict[str, Any]:
    """What `print/_paper.html` needs.

    Args:
        content: the paper.
        top_heading: level of the heading that holds the type name (1 in a file, 2 inside a page that has its own title).
        photo_address: where a photo is shown from.
        anchors: whether blanks get ids (`trong-1`, `trong-2`... in the order of `content.blanks()`) that a page can link to.
    """
    profile = profiles.get(content.profile)
    words = _Words(anchors)
    opening = _opening(content, profile, words, f"h{top_heading}")
    return {
        "content": content,
        "profile": profile,
        "opening": opening,
        "blocks": [
            # Of later copies too the blanks are counted, as `content.blanks()` does.
            {"kind": "sheet", "opening": _opening(content, profile, words, f"h{top_heading}")}
            if isinstance(block, NewSheet)
            else _block(block, profile, words, top_heading, photo_address)
            for block in content.blocks
        ],
        "recipients_title": _set(profile.recipients.title, profile.recipients.title_style),
        "recipients": [_set(words(runs(f"{profile.bullets.sign} ", item)), profile.recipients.list_style) for item in content.recipients],
        "recipients_shown": any(isinstance(block, SignaturePair) and block.left is None for block in content.blocks),
    }


def blocks(content: Content, *, top_heading: int) -> dict[str, Any]:
    """What a page needs to show the blocks alone, without heads and signatures' recipients."""
    profile, words = profiles.get(content.profile), _Words(anchors=True)
    # The part may begin with an item of a chapter: its highest heading follows that of the page all the same.
    highest = min((block.level for block in content.blocks if isinstance(block, Heading)), default=1)
    shown = [_block(block, profile, words, top_heading + 1 - highest, lambda sha256: "") for block in content.blocks]
    return {"blocks": shown, "profile": profile}


def _opening(content: Content, profile: profiles.Profile, words: "_Words", tag: str) -> dict[str, Any]:
    """What stands above the text: marks, heads, type and subject."""
    return {
        "content": content,
        "profile": profile,
        "heading": tag,
        "head": _head(content.letterhead, profile, words) if content.letterhead else None,
        "subject": _set(words(content.subject), profile.subject.style),
    }


def _head(head: Letterhead, profile: profiles.Profile, words: "_Words") -> dict[str, Any]:
    form = profile.head
    return {
        "parent_body": _set(words(head.parent_body), form.parent),
        "issuing_body": _set(words(head.issuing_body), form.issuer),
        "number": _set(words(head.number), form.number),
        "subject": _set(words(head.subject), profile.letter.style),
        "motto": [(_set(line.text, line.style), line.rule) for line in form.title],
        "place_and_date": _set(words(head.place_and_date), form.place_and_date),
    }


class _Words:
    """Turns runs into safe markup and counts the blanks on the way."""

    def __init__(self, anchors: bool) -> None:
        self.anchors = anchors
        self.count = 0

    def __call__(self, value: Runs) -> SafeString:
        return mark_safe("".join(self._run(piece) for run in value for piece in with_blanks(run)))  # noqa: S308 - every piece is escaped in _run

    def _run(self, run: Run) -> str:
        if isinstance(run, Blank):
            return self._blank(run)
        text: str = escape(run.text if self.anchors else glue(run.text))
        text = f"<b>{text}</b>" if run.bold else text
        return f"<i>{text}</i>" if run.italic else text

    def _blank(self, blank: Blank) -> str:
        self.count += 1
        if not self.anchors:
            return format_html("<mark>{}</mark>", blank.text)
        return format_html('<mark id="trong-{}" title="{}">{}</mark>', self.count, blank.label, blank.text)


def _block(block: Block, profile: profiles.Profile, words: _Words, top_heading: int, photo_address: PhotoAddress) -> dict[str, Any]:
    match block:
        case Heading():
            text = words(runs(f"{block.number} " if block.number else "", block.runs))
            return {"kind": "heading", "level": block.level, "tag": f"h{min(top_heading + block.level, 6)}", "text": text}
        case Paragraph():
            return {"kind": "paragraph", "style": block.style, "text": words(block.runs)}
        case BulletList():
            return {"kind": "list", "items": [words(_signed(profile.bullets.sign, item)) for item in block.items]}
        case Table():
            rows = [[(column, words(cell)) for column, cell in zip(block.columns, row, strict=True)] for row in block.rows]
            return {"kind": "table", "caption": block.caption, "columns": block.columns, "rows": rows, "tall": block.tall}
        case PhotoBlock():
            return {"kind": "photos", "title": block.title, "tag": f"h{top_heading + 1}", "photos": _photos(block, words, photo_address)}
        case SignaturePair():
            return {"kind": "signatures", "left": _signer(block.left, profile, words), "right": _signer(block.right, profile, words)}
        case Plate():
            return {"kind": "plate", "post": words(block.post), "name": words(block.name), "size": sheets.plate_size(block.name)}
        case QrCode():
            return {"kind": "qr", "code": qr.svg(block.data, plain(block.caption)), "caption": words(block.caption)}
        case _:
            return {"kind": "page_break"}


def _signed(sign: str, item: Iterable[Run]) -> Runs:
    return runs(Text(f"{sign} "), item)


def _photos(block: PhotoBlock, words: _Words, photo_address: PhotoAddress) -> list[dict[str, Any]]:
    return [
        {
            "caption": words(photo.caption),
            "alt": "".join(run.text for run in photo.caption),
            "src": photo.sha256 and photo_address(photo.sha256),
        }
        for photo in block.photos
    ]


def _signer(signer: Signer | None, profile: profiles.Profile, words: _Words) -> dict[str, Any] | None:
    if signer is None:
        return None
    form = profile.signature
    return {
        "capacity": _set(signer.capacity, form.capacity),
        "post": _set(signer.post, form.post),
        "name": _set(words(signer.name), form.name),
    }


def _set(text: str, style: profiles.Style) -> SafeString:
    """The text in the weight of a style; the style sheet gives the size."""
    marked = format_html("{}", text)
    for tag, wanted in (("u", style.underline), ("i", style.italic), ("b", style.bold)):
        if marked and wanted:
            marked = format_html("<{}>{}</{}>", tag, marked, tag)
    return marked
