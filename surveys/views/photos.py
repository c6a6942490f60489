"""Photos, papers and published items of a meeting, and the files themselves."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from danvan.documents import files
from surveys.overview import tabs
from surveys.views.finding import find_meeting


def meeting_files(request: Any, pk: int) -> HttpResponse:
    """The tab of photos, papers and published items."""
    meeting = find_meeting(request, pk)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, "surveys:meeting-files"),
        "may_edit": meeting.may_write and not meeting.is_frozen,
        "may_note": meeting.may_write,
        "photos": meeting.photos.select_related("file"),
        "papers": meeting.presentations.filter(file__isnull=False).select_related("file"),
        "articles": meeting.articles.prefetch_related("view_readings"),
    }
    return render(request, "surveys/meeting_files.html", context)


def photo_file(request: Any, pk: int, row: int) -> HttpResponseBase:
    """One photo, for those who may see the meeting."""
    return _file(find_meeting(request, pk).photos, row, inline=True)


def presentation_file(request: Any, pk: int, row: int) -> HttpResponseBase:
    """The paper of one report, to be saved: the browser never opens what somebody uploaded."""
    return _file(find_meeting(request, pk).presentations, row, inline=False)


def _file(rows: Any, pk: int, *, inline: bool) -> HttpResponseBase:
    row = get_object_or_404(rows.select_related("file"), pk=pk)
    if row.file is None:
        raise Http404("no file was kept with it")
    return files.respond(row.file, inline=inline)
