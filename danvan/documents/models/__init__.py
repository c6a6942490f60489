from danvan.documents.models.dossier import Dossier
from danvan.documents.models.house_style import Abbreviation, HouseStyle
from danvan.documents.models.revision import Revision, RevisionFile
from danvan.documents.models.stored_file import StoredFile

__all__ = ["Abbreviation", "Dossier", "HouseStyle", "Revision", "RevisionFile", "StoredFile"]
