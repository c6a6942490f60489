"""Opening a Word file that somebody sends: what is no .docx, is broken, locked or dangerous is refused with a word on what to do."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import join, normpath
from typing import Any

from lxml import etree

MB = 1024 * 1024
MAX_PARTS, MAX_SIZE, MAX_XML = 4000, 200 * MB, 40 * MB
"""Unpacked; a paper with photos of 20 MB packed has far less."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)")

NOT_DOCX = "Tệp này không phải tệp Word (.docx): chọn đúng tệp Word đã tải từ cổng và sửa."
SAVE_AS = "Mở tệp trong Word, chọn Tệp → Lưu thành, kiểu “Word Document (.docx)”, rồi nhập lại."
BROKEN = "Tệp Word bị hỏng, không mở được: mở lại tệp trong Word, lưu lại rồi nhập tệp mới lưu."
TOO_LARGE = "Tệp Word này bung ra quá lớn nên cổng không mở: bỏ bớt ảnh trong tệp, lưu lại rồi nhập lại."
LOCKED = "Tệp Word có đặt mật khẩu: mở tệp trong Word, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ tài liệu), lưu lại rồi nhập lại."
MACROS = f"Tệp Word có macro (chương trình gắn trong tệp) nên cổng không mở. {SAVE_AS}"
UNSAFE = f"Tệp Word có phần không an toàn nên cổng không mở. {SAVE_AS}"


class WordFileError(ValueError):
    """A Word file that is not taken; the message says in Vietnamese what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of a Word file that are read: the text, and by the last word of its relation ("styles", "header") all other parts."""

    document: Any
    parts: Mapping[str, tuple[Any, ...]]

    def part(self, kind: str) -> Any | None:
        """The first part of a kind."""
        return next(iter(self.parts.get(kind, ())), None)


def open_docx(data: bytes) -> Opened:
    """Open a Word file.

    Raises: WordFileError when it is something else, is broken, locked or too large, or holds macros or entities.
    """
    _refuse_other_kinds(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _opened(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError, RuntimeError, ValueError) as broken:
        if isinstance(broken, WordFileError):
            raise
        raise WordFileError(BROKEN) from broken


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        # Word keeps a locked .docx inside the container of its old files.
        raise WordFileError(LOCKED if _LOCKED in data else f"Đây là tệp Word kiểu cũ (.doc). {SAVE_AS}")
    if data.startswith(_RTF):
        raise WordFileError(f"Đây là tệp .rtf. {SAVE_AS}")
    if not data.startswith(b"PK"):
        raise WordFileError(NOT_DOCX)


def _opened(archive: zipfile.ZipFile) -> Opened:
    entries = archive.infolist()
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_SIZE:
        raise WordFileError(TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise WordFileError(LOCKED)
    names = {entry.filename for entry in entries}
    if "mimetype" in names and "content.xml" in names:
        raise WordFileError(f"Đây là tệp .odt. {SAVE_AS}")
    if "[Content_Types].xml" not in names:
        raise WordFileError(NOT_DOCX)
    _refuse_macros(archive, names)
    main = next((target for kind, target in _related(archive, names, "") if kind == "officeDocument"), "")
    document = _xml(archive, main) if main in names else None
    if document is None or document.tag != f"{{{WORD}}}document":
        raise WordFileError(NOT_DOCX)
    if document.find(f"{{{WORD}}}body") is None:
        raise WordFileError(BROKEN)
    parts: dict[str, tuple[Any, ...]] = {}
    for kind, target in [*_related(archive, names, main), *_related(archive, names, "")]:
        if kind in _READ and target in names:
            parts[kind] = (*parts.get(kind, ()), _xml(archive, target))
    return Opened(document, parts)


_READ = {"styles", "numbering", "header", "footer", "comments", "custom-properties"}


def _refuse_macros(archive: zipfile.ZipFile, names: set[str]) -> None:
    types = etree.tostring(_xml(archive, "[Content_Types].xml")).lower()
    if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject" in name.lower() for name in names):
        raise WordFileError(MACROS)


def _related(archive: zipfile.ZipFile, names: set[str], part: str) -> list[tuple[str, str]]:
    """The parts that a part names: kind and name. Without a part: those that the file itself names."""
    folder, _, name = part.rpartition("/")
    relations = join(folder, "_rels", f"{name}.rels")
    if relations not in names:
        return []
    return [
        (relation.get("Type", "").rpartition("/")[2], normpath(join("/", folder, relation.get("Target", ""))).lstrip("/"))
        for relation in _xml(archive, relations)
        if isinstance(relation.tag, str) and relation.get("TargetMode") != "External"
    ]


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    """A part as XML; entities would let a file of some lines fill the memory or read other files."""
    if archive.getinfo(name).file_size > MAX_XML:
        raise WordFileError(TOO_LARGE)
    data = archive.read(name)
    if _DOCTYPE.search(data.replace(b"\0", b"")):
        raise WordFileError(UNSAFE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as broken:
        raise WordFileError(BROKEN) from broken
    if root.getroottree().docinfo.doctype:
        raise WordFileError(UNSAFE)
    return root
