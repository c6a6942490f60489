"""Rows of the permission table: surveys and meetings are opened from the office only."""

from danvan.accounts.models import Role
from danvan.accounts.permissions import Row
from surveys.queries import KEEPERS, READERS, RETURNERS, SIGNERS, WRITERS

ACCESS = {
    "surveys:survey-list": Row(get=READERS),
    "surveys:survey-add": Row(get=WRITERS, post=WRITERS),
    "surveys:survey-detail": Row(get=READERS, of="survey"),
    "surveys:survey-edit": Row(get=WRITERS, post=WRITERS, of="survey"),
    "surveys:survey-history": Row(get=READERS, of="survey"),
    "surveys:meeting-list": Row(get=READERS),
    "surveys:meeting-add": Row(get=WRITERS, post=WRITERS),
    "surveys:meeting-detail": Row(get=READERS, of="meeting"),
    "surveys:meeting-edit": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:meeting-files": Row(get=READERS, of="meeting"),
    "surveys:history": Row(get=READERS, of="meeting"),
    "surveys:photo-file": Row(get=READERS, of="meeting"),
    "surveys:presentation-file": Row(get=READERS, of="meeting"),
    # Rows of a meeting: sessions, reports, figures, themes, votes, conclusions, directives, photos, articles.
    "surveys:row-add": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:row-add-next": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:row-edit": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:row-remove": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:row-order": Row(get=WRITERS, post=WRITERS, of="meeting"),
    # The people present, and what they said; the full text of a restricted remark is for fewer (surveys/restricted.py).
    "surveys:attendance": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:remark-add": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:remark-edit": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:remark-remove": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:remark-order": Row(get=WRITERS, post=WRITERS, of="meeting"),
    "surveys:remark-full": Row(get=READERS, of="meeting"),
    # The minutes on their way to signature.
    "surveys:minutes": Row(get=READERS, post=KEEPERS, of="meeting"),
    "surveys:minutes-pdf": Row(get=READERS, of="meeting"),
    "surveys:minutes-docx": Row(get=READERS, of="meeting"),
    "surveys:minutes-submit": Row(post=WRITERS, of="meeting"),
    "surveys:minutes-return": Row(get=RETURNERS, post=RETURNERS, of="meeting"),
    "surveys:minutes-sign": Row(get=SIGNERS, post=SIGNERS, of="meeting"),
    # All papers in one file; with names of residents only for those who may have them (surveys/residents.py).
    "surveys:meeting-dossier": Row(get=READERS, post=READERS, of="meeting"),
    "surveys:survey-dossier": Row(get=READERS, post=READERS, of="survey"),
    # Vocabularies.
    "surveys:term-list": Row(get=[Role.ADMIN]),
    "surveys:term-add": Row(get=[Role.ADMIN], post=[Role.ADMIN]),
    "surveys:term-edit": Row(get=[Role.ADMIN], post=[Role.ADMIN], of="term"),
}
