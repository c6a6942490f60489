"""Writing the ZIP: file after file straight to the disk, each hashed on its way, at the end the lists and the manifest."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pypdf import PdfReader

from danvan.documents.dossier.items import DossierItem, Folder
from danvan.vietnamese.text import fold

CHUNK = 256 * 1024
MANIFEST = "manifest-sha256.txt"
_COMPRESSED = {"pdf", "jpg", "jpeg", "png", "docx", "xlsx", "pptx", "zip"}
"""Packed already: packing them again costs time and gains nothing."""
_LONGEST_STEM = 70
"""Letters of a file's name: with its folder well below the 260 that Windows has for a whole path."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""What ZIP knows as the beginning of time; a file without a date of its own carries it, so that the same papers give the same bytes."""
NO_FILE = "không tìm thấy tệp trên máy chủ"


@dataclass(frozen=True)
class Packed:
    """A line of the list: the item, the path of its file in the ZIP ("" when it could not be read), and its sheets."""

    item: DossierItem
    path: str
    pages: int | None

    @property
    def sheets(self) -> int | None:
        """Số tờ: two pages a sheet."""
        return None if self.pages is None else (self.pages + 1) // 2


class Packer:
    """A ZIP that is being written. The caller removes the file if this does not come to its end."""

    def __init__(self, path: Path) -> None:
        # Closed to others from the first byte on, whatever the process's mask.
        self._raw = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")
        self._zip = ZipFile(self._raw, "w", allowZip64=True)
        self._hashes: list[tuple[str, str]] = []
        self._counts: dict[Folder, int] = {}

    def add_item(self, item: DossierItem) -> Packed:
        """Pack the file of an item under the next number of its folder."""
        number = self._counts[item.folder] = self._counts.get(item.folder, 0) + 1
        path = f"{item.folder.path}/{number:03d}-{safe_stem(item.short or item.title)}{'-du-thao' if item.draft else ''}.{item.suffix}"
        try:
            opened = item.open()
        except FileNotFoundError:
            return Packed(replace(item, note="; ".join(filter(None, [item.note, NO_FILE]))), "", item.pages)
        with closing(io.BytesIO(opened) if isinstance(opened, bytes) else opened) as source:
            pages = count_pages(source) if item.pages is None and item.suffix == "pdf" else item.pages
            source.seek(0)
            self._write(path, source, _moment(item))
        return Packed(item, path, pages)

    def add(self, path: str, data: bytes) -> None:
        """Pack one more file."""
        self._write(path, io.BytesIO(data), _FIRST_DAY)

    def finish(self) -> None:
        """Write the manifest, in the form that `sha256sum -c` reads, and close the ZIP; all of it is on the disk then."""
        lines = "".join(f"{sha256}  {path}\n" for path, sha256 in self._hashes)
        self._write(MANIFEST, io.BytesIO(lines.encode()), _FIRST_DAY)
        self._zip.close()
        self._raw.flush()
        os.fsync(self._raw.fileno())
        self._raw.close()

    def close(self) -> None:
        """Let go of the file, finished or not: a ZIP that is given up must not try to finish itself later."""
        with suppress(OSError, ValueError):
            self._zip.close()
        with suppress(OSError):
            self._raw.close()

    def _write(self, path: str, source: BinaryIO, moment: tuple[int, int, int, int, int, int]) -> None:
        info = ZipInfo(path, moment)
        info.compress_type = ZIP_STORED if path.rpartition(".")[2] in _COMPRESSED else ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as target:
            for chunk in _chunks(source):
                digest.update(chunk)
                target.write(chunk)
        self._hashes.append((path, digest.hexdigest()))


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _moment(item: DossierItem) -> tuple[int, int, int, int, int, int]:
    return (item.date.year, item.date.month, item.date.day, 0, 0, 0) if item.date and item.date.year >= _FIRST_DAY[0] else _FIRST_DAY


def count_pages(source: BinaryIO) -> int | None:
    """The pages of a PDF; None for one that cannot be read."""
    try:
        return len(PdfReader(source).pages)
    except Exception:
        return None


def safe_stem(title: str) -> str:
    """A title as the name of a file for any system: small letters without marks, digits and strokes, of a bearable length."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(title)).split()
    stem = ""
    for word in words:
        if len(stem) + len(word) + 1 > _LONGEST_STEM:
            break
        stem = f"{stem}-{word}" if stem else word
    return stem or "van-ban"
