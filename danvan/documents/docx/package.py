"""The package around the text: page, header with the page number, properties, and a file that is the same each time it is made."""

import datetime as dt
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm, Twips

from danvan.documents.content import Content, plain
from danvan.documents.docx.bookmarks import custom_properties
from danvan.documents.docx.styles import LANGUAGE, styles_part
from danvan.documents.docx.xml import el, field, paragraph
from danvan.documents.metrics import twips
from danvan.documents.profiles import Profile
from danvan.documents.sheets import SheetForm, form_of

_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_CUSTOM_NAME = PackURI("/docProps/custom.xml")
_KEPT = {RT.STYLES, RT.SETTINGS}
"""What is kept of the parts that python-docx's own template has."""


class Picture(NamedTuple):
    """A picture in the package: its relation and its size in points of the picture."""

    relation: str
    width: int
    height: int


class Package:
    """A Word file without text yet."""

    def __init__(self, content: Content, profile: Profile) -> None:
        self.document = Document()
        self._drop_template_parts()
        self.document.part._styles_part._element = styles_part(profile)
        self.document.part._settings_part._element = _settings(profile)
        self._set_page(profile, form_of(content.sheet, profile))
        self._set_properties(content)

    def add_picture(self, data: bytes) -> Picture | None:
        """Put a picture into the package; None when Word could not show it."""
        try:
            relation, image = self.document.part.get_or_add_image(BytesIO(data))
        except UnrecognizedImageError:
            return None
        return Picture(relation, image.px_width, image.px_height)

    def save(self, elements: Iterable[Any]) -> bytes:
        """The file with these paragraphs and tables as its text."""
        page = self.document.element.body[-1]
        for element in elements:
            page.addprevious(element)
        made = BytesIO()
        self.document.save(made)
        return _with_fixed_times(made)

    def note_bookmarks(self, names: Iterable[str]) -> None:
        """Keep the list of bookmarks among the file's own properties, so that one that is gone can be told from one that never was."""
        part = Part(_CUSTOM_NAME, CT.OFC_CUSTOM_PROPERTIES, custom_properties(names), self.document.part.package)
        self.document.part.package.relate_to(part, RT.CUSTOM_PROPERTIES)

    def _drop_template_parts(self) -> None:
        rels = self.document.part.rels
        for key in [key for key, rel in rels.items() if rel.reltype not in _KEPT]:
            del rels[key]
        package_rels = self.document.part.package.rels
        for key in [key for key, rel in package_rels.items() if rel.reltype not in (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES)]:
            del package_rels[key]

    def _set_page(self, profile: Profile, sheet: SheetForm) -> None:
        section, margins, number = self.document.sections[0], sheet.margins, profile.page_number
        section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
        if sheet.width > sheet.height:
            section.orientation = WD_ORIENTATION.LANDSCAPE
        section.top_margin, section.bottom_margin = Twips(twips(mm=margins.top)), Twips(twips(mm=margins.bottom))
        section.left_margin, section.right_margin = Twips(twips(mm=margins.left)), Twips(twips(mm=margins.right))
        section.header_distance = section.footer_distance = Twips(twips(mm=number.edge))
        section.gutter = Twips(0)
        for grid in section._sectPr.xpath("w:docGrid"):
            section._sectPr.remove(grid)
        if not sheet.numbered:
            section._sectPr.append(el("vAlign", val="center"))
            return
        at_bottom = number.place == "bottom-right"
        _fill(section.footer if at_bottom else section.header, field("PAGE"))
        if not number.first_page:
            section.different_first_page_header_footer = True
            _fill(section.first_page_footer if at_bottom else section.first_page_header, [])

    def _set_properties(self, content: Content) -> None:
        made = dt.datetime.fromisoformat(content.date) if content.date else dt.datetime(*_FIRST_ZIP_DAY)
        properties = self.document.core_properties
        properties.title, properties.language = content.title[:255], LANGUAGE
        properties.author = properties.last_modified_by = plain(content.letterhead.issuing_body if content.letterhead else ())[:255]
        properties.created = properties.modified = made
        properties.identifier = content.sha256
        properties.comments = properties.subject = properties.keywords = properties.category = ""
        properties.revision = 1


def _fill(part: Any, children: list[Any]) -> None:
    """Make a header or footer one paragraph in the style of page numbers."""
    part.is_linked_to_previous = False
    root = part._element
    for old in list(root):
        root.remove(old)
    root.append(paragraph("SoTrang", children))


def _settings(profile: Profile) -> Any:
    mode = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return el(
        "settings",
        el("zoom", percent=100),
        el("defaultTabStop", val=twips(mm=profile.body.first_line)),
        el("characterSpacingControl", val="doNotCompress"),
        el("compat", mode),
        el("themeFontLang", val=LANGUAGE),
        el("decimalSymbol", val=","),
        el("listSeparator", val=";"),
    )


def _with_fixed_times(made: BytesIO) -> bytes:
    """The same zip archive without the time at which it was written."""
    fixed = BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
