"""The styles of a Word file that comes back: which of ours one is, under whatever id, and which words it makes bold or italic."""

from functools import cached_property
from typing import Any

from docx.oxml.ns import qn

from danvan.documents import profiles
from danvan.documents.docx.styles import forms
from danvan.documents.docx.xml import whole_number
from danvan.vietnamese.text import squeeze

_OFF = ("0", "false", "off")


class StyleNames:
    """The styles part of a file, read; programs keep the names of styles and give them ids of their own."""

    def __init__(self, part: Any | None) -> None:
        self._styles = {style.get(qn("w:styleId"), ""): style for style in part.iter(qn("w:style"))} if part is not None else {}
        self._ours: dict[str, str] = {}

    def ours(self, style_id: str) -> str:
        """The id of our style that this one is or is based on; "" for any other."""
        if style_id not in self._ours:
            names = (self._name(element) for element in self._chain(style_id))
            found = (self._by_name[name] for name in names if name in self._by_name)
            # A file without a styles part still has our ids.
            self._ours[style_id] = next(found, style_id if not self._styles and style_id in self._by_name.values() else "")
        return self._ours[style_id]

    def level(self, style_id: str) -> int:
        """The level of a heading in Word's own styles for them, 0 for any other style. Their names are English in every file."""
        for element in self._chain(style_id):
            name = self._name(element).casefold()
            if name.startswith("heading ") and (level := whole_number(name[8:])):
                return min(level, 3)
        return 0

    def numbering_of(self, style_id: str) -> Any | None:
        """The numbering that a style brings."""
        found = (element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for element in self._chain(style_id))
        return next((element for element in found if element is not None), None)

    def emphasis(self, run: Any, tag: str, style_id: str) -> bool:
        """Whether somebody made a run bold ("b") or italic ("i") in a paragraph whose style is not."""
        return not self.of_style(style_id, tag) and bool(self.on(run, tag))

    def on(self, run: Any, tag: str) -> bool | None:
        """Whether a run has a property itself or by its own style; None where neither says."""
        properties = run.find(qn("w:rPr"))
        direct = _switch(properties, tag)
        if direct is not None or properties is None:
            return direct
        style = properties.find(qn("w:rStyle"))
        return self.of_style(style.get(qn("w:val"), ""), tag) if style is not None else None

    def of_style(self, style_id: str, tag: str) -> bool:
        """Whether a style has a property, itself or by those it is based on."""
        found = (_switch(element.find(qn("w:rPr")), tag) for element in self._chain(style_id))
        return bool(next((value for value in found if value is not None), False))

    def _chain(self, style_id: str) -> list[Any]:
        """The style and those it is based on."""
        chain: list[Any] = []
        element = self._styles.get(style_id)
        while element is not None and element not in chain:
            chain.append(element)
            based = element.find(qn("w:basedOn"))
            element = self._styles.get(based.get(qn("w:val"), "")) if based is not None else None
        return chain

    @staticmethod
    def _name(element: Any) -> str:
        """The name without the other names that Word writes behind it."""
        name = element.find(qn("w:name"))
        return squeeze(name.get(qn("w:val"), "").split(",")[0]) if name is not None else ""

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Our names are those of every profile; heads have up to two lines, as the State's have."""
        found = {form.name: style_id for name in profiles.names() for style_id, form in forms(profiles.get(name)).items()}
        # "Số, ký hiệu" is the one name with a comma in it.
        return {name.split(",")[0]: style_id for name, style_id in found.items()}


def _switch(properties: Any | None, tag: str) -> bool | None:
    element = properties.find(qn(f"w:{tag}")) if properties is not None else None
    return element.get(qn("w:val"), "1").lower() not in _OFF if element is not None else None
