"""Building blocks of WordprocessingML: elements, runs, paragraphs."""

import re
from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from danvan.documents.content import Blank, Run, Runs, with_blanks

BLANK_STYLE = "ChoTrong"
_WHOLE = re.compile(r"\s*([0-9]{1,9})(?:\.[0-9]*)?\s*$")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def el(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element of the main namespace with children (None is left out) and attributes, all named without a prefix."""
    element = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    element.extend(child for child in children if child is not None)
    return element


def whole_number(text: str, otherwise: int = 0) -> int:
    """The whole number in an attribute, `otherwise` where it has none: programs also write "1.5", "auto" or nothing."""
    found = _WHOLE.match(text)
    return int(found[1]) if found else otherwise


def text_run(run: Run) -> Any:
    """A run of text; a blank is dots that stand out in yellow until somebody fills them."""
    if isinstance(run, Blank):
        properties = el("rPr", el("rStyle", val=BLANK_STYLE), el("highlight", val="yellow"))
        return el("r", properties, _text(run.text))
    styles = [el(tag) for tag, wanted in (("b", run.bold), ("i", run.italic)) if wanted]
    return el("r", el("rPr", *styles) if styles else None, _text(run.text))


def text_runs(value: Runs) -> list[Any]:
    """Runs of text, with what stands for a blank taken out of them."""
    return [text_run(piece) for run in value for piece in with_blanks(run)]


def field(instruction: str) -> list[Any]:
    """The runs of a field that Word works out, e.g. PAGE."""
    code = el("instrText")
    code.text = f" {instruction} "
    return [
        el("r", el("fldChar", fldCharType="begin")),
        el("r", code),
        el("r", el("fldChar", fldCharType="separate")),
        el("r", _text("2")),
        el("r", el("fldChar", fldCharType="end")),
    ]


def paragraph(style: str, children: Iterable[Any] = (), *properties: Any) -> Any:
    """A paragraph in a named style; `properties` go beyond it, in the order in which Word wants them."""
    return el("p", el("pPr", el("pStyle", val=style), *properties), *children)


def _text(text: str) -> Any:
    element = el("t")
    element.text = _NOT_IN_XML.sub("", text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element
