"""Pages of a hồ sơ: what goes in, and the file when it is made. Which things have one is said by the apps above."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from danvan.documents import dossier, files
from danvan.documents.dossier import making
from danvan.documents.forms import DossierForm
from danvan.documents.models import Dossier
from danvan.jobs import workers

SHOWN = 10
"""Earlier ones on the page."""


def ask(request: Any, kind: str, pk: int) -> HttpResponse:
    """Say what the hồ sơ of a thing would hold, and have it made when that is confirmed."""
    subject = dossier.find_subject(kind, pk, request.user)
    if subject is None:
        raise Http404("nothing of which this user may have a hồ sơ")
    may_name = dossier.may_name(request.user, subject)
    form = DossierForm(request.POST if request.method == "POST" else None, may_name=may_name)
    forecast = making.forecast(subject)
    if form.is_valid() and not forecast.no_room:
        return redirect(making.ask(request.user, subject, with_names=form.cleaned_data.get("with_names", False)))
    context = {
        "subject": subject,
        "form": form,
        "forecast": forecast,
        "size": files.size_in_words(forecast.size),
        "earlier": [row for row in Dossier.objects.about(subject).ready(with_names=may_name) if making.is_seen_whole(row, subject)][:SHOWN],
        "worker_runs": workers.is_running(),
    }
    return render(request, "documents/dossier.html", context, status=409 if request.method == "POST" and forecast.no_room else 200)


def file(request: Any, pk: int) -> HttpResponseBase:
    """The ZIP, for those who see today what it is of. One with names of residents: for those who may have them, and it is written down."""
    found = get_object_or_404(Dossier.objects.select_related("file"), pk=pk)
    subject = making.subject_of(found, request.user)
    if subject is None or not making.is_seen_whole(found, subject):
        raise Http404("nothing of which this user may have a hồ sơ")
    if not making.may_fetch(request.user, found, subject):
        raise PermissionDenied("Hồ sơ này có tên người dân phát biểu, chỉ người được xem những tên ấy mới tải được.")
    if found.file is None:
        messages.info(request, "Tệp hồ sơ này không còn trên máy chủ. Đồng chí lập lại từ trang này.")
        return redirect(subject.ask_url)
    making.record_fetching(request.user, found)
    return files.respond(found.file, stored=False)
