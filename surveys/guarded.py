"""Words that a written part of a paper may not hold: of restricted remarks, and who spoke without a name.

A part that somebody wrote stays as it is when the data changes. When a remark in it becomes restricted, or its speaker is not to be named,
the part is withheld: the paper follows the data again until somebody writes the part anew.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from danvan.documents.models import EditedPart
from danvan.vietnamese.text import fold, squeeze
from surveys.models import Remark

P = TypeVar("P", bound=EditedPart)
_SENTENCE = re.compile(r"[.;!?\n]+")
_LEAST_WORDS = 4
"""A piece of fewer words is in many texts by chance."""
SAYS_WHO_SPOKE = frozenset({"thao-luan"})
"""The parts of minutes that tie what was said to who said it; elsewhere a name is that of somebody present."""


class Guard:
    """What some remarks keep back."""

    def __init__(self, remarks: Iterable[Remark], names: Mapping[int, str]) -> None:
        """Args: the remarks with their words; the names of those present, by the key of their row."""
        rows = list(remarks)
        self._sentences = {piece for row in rows if row.restricted for piece in _pieces(row.text) - _pieces(row.report_text)}
        named = {_speaker(row, names) for row in rows if not row.anonymous}
        self._names = {_speaker(row, names) for row in rows if row.anonymous} - named - {""}

    def __bool__(self) -> bool:
        return bool(self._sentences or self._names)

    def holds(self, text: str, *, with_names: bool) -> bool:
        """Whether a text says what is kept back; `with_names` counts the names as well."""
        folded = _plain(text)
        return any(piece in folded for piece in self._sentences) or (with_names and any(name in folded for name in self._names))


def without_guarded(
    parts: Mapping[str, P], guard: Guard, named_in: Collection[str] | None = SAYS_WHO_SPOKE
) -> tuple[dict[str, P], list[P]]:
    """Written parts by whether they may be printed.

    Args:
        parts: by key.
        guard: of the remarks of the meeting or survey.
        named_in: the parts in which names count; None for all.

    Returns: those that may, by key; those that are withheld.
    """
    withheld = (
        [part for key, part in parts.items() if guard.holds(part.text, with_names=named_in is None or key in named_in)] if guard else []
    )
    return {key: part for key, part in parts.items() if part not in withheld}, withheld


def of_source(paper: Any) -> Guard:
    """What the remarks of a paper's meeting, or of its survey's meetings, keep back."""
    where = {"meeting": paper.meeting_id} if paper.meeting_id else {"meeting__survey": paper.survey_id}
    rows = list(Remark.objects.filter(**where).select_related("speaker"))
    return Guard(rows, {row.speaker_id: row.speaker.name for row in rows if row.speaker_id and row.speaker})


def _speaker(remark: Remark, names: Mapping[int, str]) -> str:
    name = names.get(remark.speaker_id, "") if remark.speaker_id else remark.speaker_words
    folded = _plain(name)
    return folded if " " in folded else ""


def _pieces(text: str) -> set[str]:
    return {piece for piece in map(_plain, _SENTENCE.split(text)) if len(piece.split()) >= _LEAST_WORDS}


def _plain(text: str) -> str:
    return squeeze(fold(text))
