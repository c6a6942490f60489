"""Hồ sơ: all papers of a survey or a meeting in one ZIP, with its list and the hashes of what is in it.

Apps above say what has a hồ sơ (`register_kind`) and what goes in (`register_provider`); this package packs it.
"""

from danvan.documents.dossier.items import (
    COMPOSED_SIZE,
    DossierItem,
    Folder,
    Provider,
    Subject,
    SubjectKind,
    find_subject,
    items_of,
    kept_file,
    may_name,
    register_kind,
    register_provider,
)
from danvan.documents.dossier.listing import as_text

__all__ = [
    "COMPOSED_SIZE",
    "DossierItem",
    "Folder",
    "Provider",
    "Subject",
    "SubjectKind",
    "as_text",
    "find_subject",
    "items_of",
    "kept_file",
    "may_name",
    "register_kind",
    "register_provider",
]
