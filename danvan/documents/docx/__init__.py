"""The Word file of a paper: the same words as the PDF, in named styles that people can go on editing.

Every paragraph that carries words of the content has a bookmark (`bookmarks`), so that a corrected file can be compared piece by piece.
"""

from collections.abc import Mapping

from danvan.documents import profiles
from danvan.documents.content import Content
from danvan.documents.docx.body import Body
from danvan.documents.docx.package import Package


def render_docx(content: Content, photos: Mapping[str, bytes] | None = None) -> bytes:
    """Render a paper.

    Args:
        content: the paper.
        photos: bytes of the photos by SHA-256; of a photo that is not there, or that Word cannot show, only the caption is written.

    Returns: a .docx file; the same content and photos give the same bytes.

    Raises: ProfileError when the content names a profile that is not there.
    """
    profile = profiles.get(content.profile)
    package = Package(content, profile)
    body = Body(content, profile, package.add_picture, photos or {})
    elements = body.elements()
    package.note_bookmarks(body.bookmarks)
    return package.save(elements)
