"""What a hồ sơ consists of: numbered folders, and the papers that apps put into them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage

from danvan.documents.models import StoredFile

COMPOSED_SIZE = 150 * 1024
"""What a paper takes that is composed when the hồ sơ is made; generous."""


class Folder(Enum):
    """The folders, in the order in which a matter is dealt with; their names have no marks, so that every system can unpack them."""

    PLAN = ("01-Ke-hoach", "Kế hoạch")
    INVITATION = ("02-Giay-moi-thanh-phan", "Giấy mời, thành phần dự")
    REPORTS = ("03-Bao-cao", "Báo cáo")
    MINUTES = ("04-Bien-ban", "Biên bản")
    CONCLUSION = ("05-Ket-luan", "Kết luận")
    FOLLOW_UP = ("06-Kien-nghi-theo-doi", "Ý kiến, kiến nghị; theo dõi thực hiện")
    PHOTOS = ("07-Anh", "Ảnh")
    SIGNED_COPIES = ("08-Van-ban-ky-luu", "Bản ký lưu")
    NEWS = ("09-Tin-bai", "Tin, bài")

    @property
    def path(self) -> str:
        """Its name in the ZIP."""
        return self.value[0]

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.value[1]


@dataclass(frozen=True)
class DossierItem:
    """One file of a hồ sơ.

    Attributes:
        folder: where it goes.
        title: trích yếu, what the list says it is; the file's name follows from it.
        suffix: how the file's name ends ("pdf"), without the dot.
        open: gives the content when its turn comes, as bytes or as a file that is closed afterwards; raises FileNotFoundError when
            a kept file is gone from the disk.
        short: words for the file's name, where the title is too long for one or not of its own.
        number, date, author: as in the paper's head; empty where there is none.
        pages: how many; None lets the hồ sơ count those of a PDF.
        note: what the list says besides.
        draft: a paper that is not signed yet; its name and the list say "dự thảo".
        listed: whether the list has a line for it; a Word twin of a PDF has none.
        size: in bytes, roughly, for asking whether the disk has room.
    """

    folder: Folder
    title: str
    suffix: str
    open: Callable[[], bytes | BinaryIO]
    short: str = ""
    number: str = ""
    date: dt.date | None = None
    author: str = ""
    pages: int | None = None
    note: str = ""
    draft: bool = False
    listed: bool = True
    size: int = COMPOSED_SIZE


def kept_file(file: StoredFile) -> Callable[[], BinaryIO]:
    """What `open` of an item is for a kept file: it is read piece by piece."""
    return lambda: cast(BinaryIO, default_storage.open(file.path))


@dataclass(frozen=True)
class Subject:
    """What a hồ sơ is of, as one user may see it.

    Attributes:
        kind, pk: "meeting" or "survey", and its key.
        title: the name of the hồ sơ, begun with a small letter ("hội nghị khảo sát ...").
        unit: whose papers they are.
        url, ask_url: its page, and the page on which its hồ sơ is asked for.
        part, part_url: the part of the portal that it is in ("Hội nghị"), for the crumbs.
        source: the survey or the meeting itself.
        meetings: the meetings that belong to it, by day; one of a meeting is that meeting.
    """

    kind: str
    pk: int
    title: str
    unit: Any
    url: str
    ask_url: str
    part: str
    part_url: str
    source: Any
    meetings: Sequence[Any]


Provider = Callable[[Subject, bool], Iterable[DossierItem]]
"""Gives the items of a subject in their order; True: with the names of residents. Listing asks the database a fixed number of times."""


@dataclass(frozen=True)
class SubjectKind:
    """A kind of things that have a hồ sơ.

    Attributes:
        name: "meeting", "survey".
        find: the subject by its key for a user, None when they may not know of it.
        may_name: whether a user may have the names of residents in it.
    """

    name: str
    find: Callable[[int, Any], Subject | None]
    may_name: Callable[[Any, Subject], bool]


_kinds: dict[str, SubjectKind] = {}
_providers: list[Provider] = []


def register_kind(kind: SubjectKind) -> None:
    """Let something have a hồ sơ."""
    _kinds[kind.name] = kind


def register_provider(provider: Provider) -> None:
    """Let `provider` put papers into every hồ sơ; called in `AppConfig.ready()`. In a folder they stand in the order of registration."""
    if provider not in _providers:
        _providers.append(provider)


def kind_named(name: str) -> SubjectKind | None:
    """The kind of that name."""
    return _kinds.get(name)


def find_subject(kind: str, pk: int, user: Any) -> Subject | None:
    """What a hồ sơ is of, None when it is not there or not for this user."""
    found = _kinds.get(kind)
    return found.find(pk, user) if found else None


def may_name(user: Any, subject: Subject) -> bool:
    """Whether the user may have the names of residents in the hồ sơ."""
    return _kinds[subject.kind].may_name(user, subject)


def items_of(subject: Subject, *, with_names: bool) -> list[DossierItem]:
    """All that goes in, folder by folder, always in the same order."""
    found = [item for provider in _providers for item in provider(subject, with_names)]
    folders = list(Folder)
    return sorted(found, key=lambda item: folders.index(item.folder))
