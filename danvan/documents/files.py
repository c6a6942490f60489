"""Keeping files: checked by their content, outside the web root, named by their hash, sent only after a permission check."""

import hashlib
import uuid
from collections.abc import Callable, Iterable
from decimal import ROUND_UP, Decimal
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from PIL import Image, ImageOps

from danvan.documents.classified import has_classified_mark
from danvan.documents.models import StoredFile
from danvan.vietnamese.numbers import format_number
from danvan.vietnamese.text import clean, squeeze

MB = 1024 * 1024
PHOTO_LIMIT, PHOTO_POINTS, PHOTO_SIDE = 10 * MB, 40_000_000, 2560
DOCUMENT_LIMIT = 20 * MB
ADOPTED = "lon"
"""The folder of large files that are each their own, under a name of chance."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENT_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
}
_OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def keep(data: bytes, *, name: str, content_type: str, by: Any = None, width: int | None = None, height: int | None = None) -> StoredFile:
    """Keep bytes as a file.

    Args:
        data: the whole content, already checked.
        name: what the file is called when somebody saves it.
        content_type: its media type.
        by: the user who brought it, None for the portal itself.
        width, height: of a picture.

    Returns: the row that stands for it. The same bytes are written to the disk once, however often they are kept.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = f"{sha256[:2]}/{sha256}"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(data))
    return StoredFile.objects.create(
        sha256=sha256, path=path, name=name, content_type=content_type, size=len(data), width=width, height=height, uploaded_by=by
    )


def adopt(made: Path, attach: Callable[[StoredFile], None], *, name: str, content_type: str, by: Any = None) -> StoredFile:
    """Keep a large file that the portal has written on the disk of the kept files: it is moved into place, never read into memory.

    Args:
        made: the finished file; it is gone afterwards.
        attach: notes the row where it belongs, in the transaction in which it is made. Only then the file is moved: whoever is
            killed in between leaves a row that is found and cleared, and never a file that nobody knows of.
        name, content_type, by: as for `keep`.

    Returns: the row that stands for it; unlike those of `keep` its file is its own, so that it may be discarded.
    """
    with made.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    path = f"{ADOPTED}/{uuid.uuid4().hex}"
    with transaction.atomic():
        row = StoredFile.objects.create(
            sha256=sha256, path=path, name=name, content_type=content_type, size=made.stat().st_size, uploaded_by=by
        )
        attach(row)
    place = Path(default_storage.path(path))
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made.replace(place)
    return row


def discard(file: StoredFile) -> None:
    """Take an adopted file from the disk, and its row; nothing may refer to it any more."""
    if not file.path.startswith(f"{ADOPTED}/"):
        raise ValueError("only files that belong to one row alone may go")
    file.delete()
    default_storage.delete(file.path)


def read_by_hash(hashes: Iterable[str]) -> dict[str, bytes]:
    """The content of kept files by SHA-256; a hash that no file has, or whose file is gone from the disk, is left out."""
    wanted = {sha256 for sha256 in hashes if sha256}
    if not wanted:
        return {}
    found = {}
    for file in StoredFile.objects.filter(sha256__in=wanted).order_by("pk"):
        if default_storage.exists(file.path):
            found[file.sha256] = file.read()
    return found


class UploadError(ValueError):
    """An upload that is not taken; the message says in Vietnamese what to do."""


def _read_checked(upload: Any, limit: int) -> bytes:
    """The bytes of an upload that is neither empty nor too large nor marked as classified by its name.

    Classified papers never enter the portal (domain.md, "Personal data"); a mark in the name is the sign that can be seen.
    """
    if upload.size > limit:
        size = format_number((Decimal(upload.size) / MB).quantize(Decimal("0.1"), rounding=ROUND_UP))
        raise UploadError(f"Tệp nặng {size} MB, nhiều nhất là {limit // MB} MB: chọn tệp nhỏ hơn")
    if has_classified_mark(upload.name or ""):
        raise UploadError("Tên tệp có dấu mật. Văn bản mật không đưa lên cổng này")
    data: bytes = upload.read()
    if not data:
        raise UploadError("Tệp này rỗng, chọn tệp khác")
    return data


def keep_photo(upload: Any, by: Any) -> StoredFile:
    """Keep a photo, written anew: without the place and the device that cameras note, upright, at most 2560 points long.

    Args:
        upload: an uploaded JPEG, PNG or WebP.
        by: the user.

    Raises: UploadError when it is no such picture, is over 10 MB or over 40 million points.
    """
    picture = _open_picture(_read_checked(upload, PHOTO_LIMIT))
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    written, suffix = BytesIO(), "png" if clear else "jpeg"
    if clear:
        _without_notes(picture, "RGBA").save(written, "PNG", optimize=True)
    else:
        _without_notes(picture, "RGB").save(written, "JPEG", quality=88, optimize=True)
    name = f"{_stem(upload.name)}.{'png' if clear else 'jpg'}"
    return keep(written.getvalue(), name=name, content_type=f"image/{suffix}", by=by, width=picture.width, height=picture.height)


def _open_picture(data: bytes) -> Image.Image:
    """Read a whole picture; its size is looked at before its points are unpacked."""
    try:
        picture = Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
        if picture.width * picture.height > PHOTO_POINTS:
            raise UploadError("Ảnh lớn hơn 40 triệu điểm ảnh: thu nhỏ ảnh rồi gửi lại")
        picture.load()
    except UploadError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as too_large:
        raise UploadError("Ảnh lớn hơn 40 triệu điểm ảnh: thu nhỏ ảnh rồi gửi lại") from too_large
    except Exception as broken:  # Pillow's readers raise whatever the bytes make them stumble over
        raise UploadError("Tệp này không phải ảnh JPEG, PNG, WebP hoặc ảnh bị hỏng: chọn ảnh khác") from broken
    return picture


def _without_notes(picture: Image.Image, mode: str) -> Image.Image:
    """The points alone: whatever else the file carried stays behind."""
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    return bare


def keep_document(upload: Any, by: Any) -> StoredFile:
    """Keep a paper as it is: PDF, Word, Excel or PowerPoint of today, told by its content and not by its name.

    Raises: UploadError when it is none of these, holds macros, or is over 20 MB.
    """
    data = _read_checked(upload, DOCUMENT_LIMIT)
    suffix = "pdf" if data.startswith(b"%PDF-") else _office_suffix(data)
    if suffix is None:
        raise UploadError("Tệp này không phải PDF, Word (.docx), Excel (.xlsx) hay PowerPoint (.pptx): chọn tệp khác")
    return keep(data, name=f"{_stem(upload.name)}.{suffix}", content_type=DOCUMENT_TYPES[suffix], by=by)


def read_upload(upload: Any) -> bytes:
    """The bytes of a paper somebody brings, whatever it is. Raises UploadError when it is empty, over 20 MB or marked as classified."""
    return _read_checked(upload, DOCUMENT_LIMIT)


def keep_pdf(upload: Any, by: Any) -> StoredFile:
    """Keep a PDF as it is: a scan, or a file with digital signatures, which any change would break.

    Raises: UploadError when it is no PDF or is over 20 MB.
    """
    data = _read_checked(upload, DOCUMENT_LIMIT)
    if not data.startswith(b"%PDF-"):
        raise UploadError("Tệp này không phải PDF: quét bản đã ký thành PDF rồi chọn lại")
    return keep(data, name=f"{_stem(upload.name)}.pdf", content_type=DOCUMENT_TYPES["pdf"], by=by)


def _office_suffix(data: bytes) -> str | None:
    """Which kind of Office file a zip archive is; None for any other, and for one with macros."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((suffix for suffix, part in _OFFICE_PARTS.items() if part in names), None)


def _stem(name: str | None) -> str:
    """The name of an upload without folder and ending, short enough to keep."""
    stem = squeeze(clean(PurePath((name or "").replace("\\", "/")).stem))
    return stem[:150] or "tep"


def respond_with(file: StoredFile | bytes, file_format: str, *, name: str, inline: bool) -> HttpResponseBase:
    """Send a paper: a kept file, or the bytes of one made now, which nobody keeps.

    Args:
        file: either.
        file_format: "pdf" or "docx".
        name: what it is called when saved, without its ending.
        inline: let the browser show it.
    """
    if not isinstance(file, bytes):
        return respond(file, inline=inline, name=f"{name}.{file_format}")
    response = HttpResponse(file, content_type=DOCUMENT_TYPES[file_format])
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}.{file_format}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def size_in_words(size: int) -> str:
    """A size as people read it: "850 KB", "12,4 MB"."""
    if size < MB:
        return f"{max(1, round(size / 1024))} KB"
    return f"{format_number(Decimal(size) / MB, 1)} MB" if size < 1024 * MB else f"{format_number(Decimal(size) / (1024 * MB), 1)} GB"


def respond(file: StoredFile, *, inline: bool = False, name: str = "", stored: bool = True) -> FileResponse:
    """Send a kept file; the caller has checked who asks.

    Args:
        file: the file.
        inline: let the browser show it; only what the portal wrote itself (its pictures and PDFs).
        name: what it is called when saved; its own name if empty.
        stored: whether the browser may keep a copy beside the one that the user saves.

    Raises: Http404 when it is gone from the disk.
    """
    if not default_storage.exists(file.path):
        raise Http404("the file is not on the disk")
    response = FileResponse(
        default_storage.open(file.path), as_attachment=not inline, filename=name or file.name, content_type=file.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    if not stored:
        response["Cache-Control"] = "private, no-store"
        return response
    # Kept by the browser, but shown only after asking: the answer to that is the portal's rights of the moment, then 304.
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{file.sha256}"'
    return response
