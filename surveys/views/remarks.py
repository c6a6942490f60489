"""Remarks: write one down, change it, take it out, put all in order, read the full text of a restricted one."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from danvan.vietnamese.text import two_digits
from surveys.forms.remarks import RemarkForm, RemarkOrderForm
from surveys.models import Remark, SurveyMeeting
from surveys.remarks import reorder
from surveys.restricted import earlier_wordings, may_read, record_reading
from surveys.views.finding import answers_signed, find_meeting, find_to_change

_guarded = sensitive_post_parameters("text", "report_text")
"""A report of a fault must not carry the words of a remark."""
_ANCHOR = "y-kien"


@never_cache
@_guarded
@answers_signed
def remark_add(request: Any, pk: int) -> HttpResponse:
    """Write down a remark; the second button opens an empty form for the next one."""
    meeting = find_to_change(request, pk)
    posted = request.method == "POST"
    # Sent twice (a double click, back and save again): the remark that it made the first time is saved again.
    sent, before = _sent_before(request, meeting) if posted else (None, None)
    form = RemarkForm(request.POST if posted else None, meeting=meeting, user=request.user, instance=before, given_uuid=sent)
    if posted and form.save_guarded():
        messages.success(request, f"Đã lưu ý kiến {two_digits(form.instance.order)}.")
        return redirect(reverse("surveys:remark-add", args=[pk]) if "tiep" in request.POST else _back(meeting, form.instance))
    return _show(request, meeting, form, "Ghi ý kiến")


def _sent_before(request: Any, meeting: SurveyMeeting) -> tuple[uuid.UUID | None, Remark | None]:
    """The id that the page brought along, if it may be given to a new remark, and the user's remark that has it already."""
    try:
        sent = uuid.UUID(request.POST.get("uuid", ""))
    except ValueError:
        return None, None
    found = Remark.objects.filter(uuid=sent).first()
    if found is None:
        return sent, None
    return None, found if found.meeting_id == meeting.pk and found.written_by_id == request.user.pk else None


@never_cache
@_guarded
@answers_signed
def remark_edit(request: Any, pk: int, row: int) -> HttpResponse:
    """Change a remark; a restricted one only who may read it."""
    meeting = find_to_change(request, pk)
    posted = request.method == "POST"
    remark = _find(meeting, row, locked=posted)
    if remark is None or not may_read(request.user, remark):
        return _refuse(request, meeting, remark)
    form = RemarkForm(request.POST if posted else None, meeting=meeting, user=request.user, instance=remark)
    if posted and form.save_guarded():
        messages.success(request, f"Đã lưu ý kiến {two_digits(form.instance.order)}.")
        return redirect(_back(meeting, remark))
    if remark.restricted:
        record_reading(request.user, remark)
    return _show(request, meeting, form, "Sửa ý kiến", remark)


def _find(meeting: SurveyMeeting, row: int, *, locked: bool) -> Remark | None:
    remarks = meeting.remarks.select_for_update(of=("self",)) if locked else meeting.remarks.all()
    remark: Remark | None = remarks.filter(pk=row).first()
    if remark is None and not locked:
        get_object_or_404(meeting.remarks, pk=row)
    if remark:
        remark.meeting = meeting
    return remark


@sensitive_variables("typed")
def _refuse(request: Any, meeting: SurveyMeeting, remark: Remark | None) -> HttpResponse:
    """Somebody else took the remark out or restricted it while it was being changed: the words typed are given back."""
    if request.method != "POST":
        raise PermissionDenied
    typed = [request.POST[name] for name in ("speaker_words", "text", "report_text") if request.POST.get(name, "").strip()]
    context = {"meeting": meeting, "is_gone": remark is None, "typed": typed, "back_url": _back(meeting)}
    return render(request, "surveys/remark_refused.html", context, status=409 if remark is None else 403)


def _show(request: Any, meeting: SurveyMeeting, form: RemarkForm, heading: str, remark: Remark | None = None) -> HttpResponse:
    if not form.is_bound and remark is None:
        form.fields["speaker"].widget.attrs["autofocus"] = True
    context = {"meeting": meeting, "form": form, "heading": heading, "remark": remark, "back_url": _back(meeting, remark)}
    return render(request, "surveys/remark_form.html", context)


def _back(meeting: SurveyMeeting, remark: Remark | None = None) -> str:
    """Where the remark stands on the meeting's page."""
    return f"{meeting.get_absolute_url()}#{_ANCHOR}-{remark.pk}" if remark and remark.pk else f"{meeting.get_absolute_url()}#{_ANCHOR}"


@answers_signed
def remark_remove(request: Any, pk: int, row: int) -> HttpResponse:
    """Say what is lost, and take the remark out when that is confirmed; the history keeps it."""
    meeting = find_to_change(request, pk)
    remark = get_object_or_404(meeting.remarks.select_related("speaker"), pk=row)
    remark.meeting = meeting
    if not may_read(request.user, remark):
        raise PermissionDenied
    if request.method == "POST":
        remark.delete()
        reorder(meeting.remarks.order_by("order", "pk"))
        messages.success(request, "Đã bỏ ý kiến. Trang Lịch sử vẫn giữ nội dung đã bỏ.")
        return redirect(_back(meeting))
    context = {"meeting": meeting, "remark": remark, "answers": remark.answered_by.count(), "back_url": _back(meeting, remark)}
    return render(request, "surveys/remark_remove.html", context)


@answers_signed
def remark_order(request: Any, pk: int) -> HttpResponse:
    """Change the order of all remarks at once."""
    meeting = find_to_change(request, pk)
    remarks = meeting.remarks.select_related("speaker").order_by("order", "pk")
    posted = request.method == "POST"
    form = RemarkOrderForm(request.POST if posted else None, remarks=list(remarks.select_for_update(of=("self",)) if posted else remarks))
    if form.is_valid():
        form.save()
        messages.success(request, "Đã xếp lại thứ tự ý kiến.")
        return redirect(_back(meeting))
    return render(request, "surveys/remark_order.html", {"meeting": meeting, "form": form, "back_url": _back(meeting)})


@never_cache
def remark_full(request: Any, pk: int, row: int) -> HttpResponse:
    """The full text of a remark; of a restricted one each reading is written down."""
    meeting = find_meeting(request, pk)
    remark = get_object_or_404(meeting.remarks.select_related("speaker", "kind", "content_group"), pk=row)
    remark.meeting = meeting
    if not may_read(request.user, remark):
        raise PermissionDenied
    changes = earlier_wordings(request.user, remark)
    if remark.restricted or changes:
        record_reading(request.user, remark)
    context = {"meeting": meeting, "remark": remark, "changes": changes, "back_url": _back(meeting, remark)}
    return render(request, "surveys/remark_full.html", context)
