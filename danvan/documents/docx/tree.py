"""The pieces of a paper by the bookmarks that the Word file gives them: lines, tables with rows, photos with captions, signatures."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from danvan.documents import profiles
from danvan.documents.content import BulletList, Content, PageBreak
from danvan.documents.docx.body import Body
from danvan.documents.docx.bookmarks import Mark, read_bookmark, text_hash
from danvan.documents.pieces import Piece, children_of, pieces_of

HEAD = ("draft", "banner", "parent", "issuer", "number", "place", "type", "subject")


@dataclass(frozen=True, slots=True)
class Node:
    """A piece as it was written: its place, the hash of its words, the pieces in it, the hash of the caption or title above them."""

    place: str
    hash: str
    children: tuple["Node", ...] = ()
    head: str = ""


@dataclass(frozen=True, slots=True)
class Current:
    """A piece of the draft as it is now; without a node when it has no words that a file would show."""

    piece: Piece
    node: Node | None


def marks_of(content: Content) -> list[Mark]:
    """The bookmarks that the Word file of a paper would have."""
    body = Body(content, profiles.get(content.profile), lambda _: None, {})
    body.elements()
    return [mark for name in body.bookmarks if (mark := read_bookmark(name))]


def body_nodes(marks: Iterable[Mark]) -> list[Node]:
    """The pieces of the body that bookmarks stand for, in their order."""
    inside = [mark for mark in marks if mark.place[0].isdigit()]
    return [node for block, group in groupby(inside, key=lambda mark: mark.place.partition("_")[0]) for node in _of_block(block, [*group])]


def _of_block(block: str, marks: list[Mark]) -> list[Node]:
    places = [mark.place.split("_")[1:] for mark in marks]
    if any(rest[:1] in (["left"], ["right"]) for rest in places):
        return [_joined(block, [Node(*mark) for mark in marks])]
    if any(rest[:1] == ["caption"] or len(rest) == 2 for rest in places):
        rows = groupby((mark for mark in marks if mark.place.count("_") == 2), key=lambda mark: mark.place.rpartition("_")[0])
        head = next((mark.hash for mark in marks if mark.place.endswith("_caption")), "")
        return [_joined(block, [_joined(place, [Node(*cell) for cell in cells]) for place, cells in rows], head)]
    if places[0] == [] and len(places) > 1:
        return [_joined(block, [Node(*mark) for mark in marks[1:]], marks[0].hash)]
    return [Node(*mark) for mark in marks]


def _joined(place: str, children: list[Node], head: str = "") -> Node:
    return Node(place, text_hash(" ".join([head, *(child.hash for child in children)])), tuple(children), head)


def current_body(content: Content, marks: Iterable[Mark]) -> list[Current]:
    """The pieces of the draft with the nodes of its bookmarks."""
    nodes = {node.place: node for node in body_nodes(marks)}
    found = []
    for number, block in enumerate(content.blocks):
        pieces = pieces_of([block])
        for at, piece in enumerate(pieces):
            in_list = isinstance(block, BulletList) and bool(block.items)
            place = f"{number:03d}_{at:03d}" if in_list else f"{number:03d}"
            found.append((piece, None if isinstance(block, PageBreak) else nodes.get(place)))
    # Whether an item begins a new list shows only beside its neighbours.
    return [Current(piece, node) for piece, (_, node) in zip(pieces_of(content.blocks), found, strict=True)]


def current_children(current: Current) -> list[Current]:
    """The rows or photos of a piece of the draft, without its head."""
    nodes = iter(current.node.children if current.node else ())
    return [Current(piece, next(nodes, None)) for piece in children_of(current.piece)[1:]]


def recipient_nodes(marks: Iterable[Mark]) -> list[Node]:
    """The recipients that bookmarks stand for."""
    return [Node(*mark) for mark in marks if mark.place.startswith("to_")]
