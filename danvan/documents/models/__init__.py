from danvan.documents.models.dossier import Dossier
from danvan.documents.models.edited import EditedPart
from danvan.documents.models.house_style import Abbreviation, HouseStyle
from danvan.documents.models.number import CommitteeTerm, PaperCode, PaperNumber
from danvan.documents.models.revision import Revision, RevisionFile
from danvan.documents.models.signed_copy import SignedCopy
from danvan.documents.models.stored_file import StoredFile

__all__ = [
    "Abbreviation",
    "CommitteeTerm",
    "Dossier",
    "EditedPart",
    "HouseStyle",
    "PaperCode",
    "PaperNumber",
    "Revision",
    "RevisionFile",
    "SignedCopy",
    "StoredFile",
]
