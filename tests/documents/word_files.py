"""Word files as people and programs change them, made by editing the XML."""

import copy
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

DOCUMENT = "word/document.xml"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def with_part(data: bytes, name: str, part: bytes | None) -> bytes:
    """The file with another part in it, or without it."""
    parts = parts_of(data) | ({name: part} if part is not None else {})
    return zipped({key: value for key, value in parts.items() if key != name or part is not None})


def edited(data: bytes, change: Callable[[Any], None], part: str = DOCUMENT) -> bytes:
    """The file with its text changed."""
    root = parse_xml(parts_of(data)[part])
    change(root)
    return with_part(data, part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def element(xml: str) -> Any:
    """An element written with the prefix w."""
    return parse_xml(re.sub(r"^<(w:\w+)", rf"<\1 {nsdecls('w')}", xml))


def text_of(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


class Editor:
    """Somebody at a Word file: `by(lambda it: it.replace("a", "b"))`."""

    def __init__(self, root: Any) -> None:
        self.root = root

    def line(self, begin: str) -> Any:
        """The paragraph that begins so."""
        return next(p for p in self.root.iter(qn("w:p")) if text_of(p).startswith(begin))

    def replace(self, old: str, new: str) -> None:
        """Type over some words that stand in one run."""
        text = next(t for t in self.root.iter(qn("w:t")) if old in (t.text or ""))
        text.text = text.text.replace(old, new)

    def fill(self, begin: str, number: int, words: str) -> None:
        """Fill a row of dots of a paragraph; the words stay in the dots' style, as when somebody types into them."""
        dots = [t for t in self.line(begin).iter(qn("w:t")) if "…" in t.text]
        dots[number].text = words

    def delete(self, begin: str) -> None:
        """Strike out a paragraph, its bookmark with it."""
        line = self.line(begin)
        line.getparent().remove(line)

    def insert_after(self, begin: str, text: str, properties: str = "", run: str = "") -> None:
        """A new paragraph, in the form of the one before unless other properties are given."""
        line = self.line(begin)
        own = copy.deepcopy(line.pPr) if not properties else element(f"<w:pPr>{properties}</w:pPr>")
        new = element(f'<w:p><w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>')
        new.insert(0, own)
        line.addnext(new)

    def split(self, begin: str, at: str) -> None:
        """Press Enter before some words: the bookmark begins in one paragraph and ends in the next."""
        line = self.line(begin)
        run = next(r for r in line.iter(qn("w:r")) if at in text_of(r))
        rest = copy.deepcopy(line)
        for child in list(rest):
            if child.tag != qn("w:pPr"):
                rest.remove(child)
        before, _, after = text_of(run).partition(at)
        following = list(run.itersiblings())
        run.find(qn("w:t")).text = before
        tail = copy.deepcopy(run)
        tail.find(qn("w:t")).text = at + after
        rest.extend([tail, *following])
        line.addnext(rest)

    def join(self, begin: str) -> None:
        """Press Delete at the end of a paragraph: the next one comes up, with its bookmark."""
        line = self.line(begin)
        following = line.getnext()
        line.extend([child for child in following if child.tag != qn("w:pPr")])
        following.getparent().remove(following)

    def move(self, begin: str, behind: str) -> None:
        self.line(behind).addnext(self.line(begin))

    def embolden(self, begin: str) -> None:
        for run in self.line(begin).iter(qn("w:r")):
            run.get_or_add_rPr().append(element("<w:b/>"))


def by_hand(data: bytes, change: Callable[[Editor], object]) -> bytes:
    """The file after somebody's corrections."""
    return edited(data, lambda root: change(Editor(root)))


# As programs save


def as_word_saves(data: bytes) -> bytes:
    """The same text as Word writes it: ids of its own for styles, runs split for its own ends, no-break spaces, marks apart."""
    parts = parts_of(data)
    styles, document = parse_xml(parts["word/styles.xml"]), parse_xml(parts[DOCUMENT])
    names = {}
    for number, style in enumerate(styles.iter(qn("w:style"))):
        if style.get(qn("w:customStyle")):
            names[style.get(qn("w:styleId"))] = f"a{number}"
            style.set(qn("w:styleId"), f"a{number}")
            style.find(qn("w:name")).set(qn("w:val"), style.find(qn("w:name")).get(qn("w:val")) + ",Kiểu khác")
    for reference in [*styles.iter(qn("w:basedOn"), qn("w:next")), *document.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))]:
        value = reference.get(qn("w:val"))
        reference.set(qn("w:val"), names.get(value, value))
    for paragraph in document.iter(qn("w:p")):
        paragraph.set(qn("w:rsidR"), "00A77B3E")
        for run in list(paragraph.findall(qn("w:r"))):
            _split_run(run)
    parts["word/styles.xml"], parts[DOCUMENT] = etree.tostring(styles), etree.tostring(document)
    return zipped(parts)


def _split_run(run: Any) -> None:
    text = run.find(qn("w:t"))
    if text is None or not text.text or len(text.text) < 12:
        return
    words = unicodedata.normalize("NFD", text.text.replace(" năm ", "\u00a0năm ", 1))
    middle = next(at for at in range(len(words) // 2, len(words)) if at == len(words) - 1 or unicodedata.combining(words[at]))
    second = copy.deepcopy(run)
    text.text, second.find(qn("w:t")).text = words[:middle], words[middle:]
    second.set(qn("w:rsidRPr"), "00B1C2D3")
    properties = second.get_or_add_rPr()
    properties.append(element('<w:lang w:val="en-US"/>'))
    run.addnext(element('<w:proofErr w:type="spellStart"/>'))
    run.getnext().addnext(second)
    second.insert(1, element("<w:lastRenderedPageBreak/>"))


def copied(data: bytes, *, styles: bool) -> bytes:
    """The text copied into a new file: no bookmarks, no properties, with or without our styles."""
    lost = ["w:bookmarkStart", "w:bookmarkEnd", *([] if styles else ["w:pStyle", "w:rStyle"])]

    def strip(root: Any) -> None:
        for mark in list(root.iter(*map(qn, lost))):
            mark.getparent().remove(mark)

    parts = parts_of(edited(data, strip))
    return zipped({name: part for name, part in parts.items() if name != "docProps/custom.xml"})


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def with_numbering(data: bytes) -> bytes:
    """The file with two lists of Word's own: 1 of dashes, 2 of numbers from 2 on."""
    parts = parts_of(data)
    relation = (
        '<Relationship Id="rIdNum" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" '
        'Target="numbering.xml"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    return zipped(parts | {"word/numbering.xml": NUMBERING.encode()})
