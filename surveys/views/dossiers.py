"""The hồ sơ of a survey and of a meeting: the pages are those of `danvan.documents`."""

from typing import Any

from django.http import HttpResponse

from danvan.documents import dossiers


def meeting_dossier(request: Any, pk: int) -> HttpResponse:
    """All papers of a meeting in one file."""
    return dossiers.ask(request, "meeting", pk)


def survey_dossier(request: Any, pk: int) -> HttpResponse:
    """All papers of a survey and of its meetings in one file."""
    return dossiers.ask(request, "survey", pk)
