"""The list of meetings, one meeting, and the form that logs it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from danvan.ui.lists import Sort, paginate, sorting
from surveys.forms.meetings import MeetingFilters, MeetingForm
from surveys.history import changes_of_meeting
from surveys.models import SurveyMeeting
from surveys.overview import Overview, meetings_for_page, tabs
from surveys.views.finding import answers_signed, find_meeting, find_to_change

SORTS = (Sort("moi", "Mới họp trước", ("latest",)), Sort("ten", "Xếp theo tên", ("title", "-pk")))


def meeting_list(request: Any) -> HttpResponse:
    """Meetings of the user's scope, newest first, those without a known day last."""
    filters = MeetingFilters(request.GET, user=request.user)
    meetings = filters.applied_to(SurveyMeeting.objects.visible_to(request.user))
    order = sorting(request, SORTS)
    meetings = meetings.latest_first() if order.current is SORTS[0] else meetings.with_days().order_by(*order.current.fields)
    page = paginate(request, meetings.with_list_facts())
    context = {"filters": filters, "page": page, "sorting": order, "chosen": filters.in_words(), "today": timezone.localdate()}
    return render(request, "surveys/meeting_list.html", context)


def meeting_add(request: Any) -> HttpResponse:
    """Log a meeting with its first session."""
    unit = request.membership.unit
    initial = {"owner": unit.pk, "organizers_0": str(unit), "survey": request.GET.get("khao-sat")}
    posted = request.method == "POST"
    form = MeetingForm(request.POST if posted else None, user=request.user, initial=initial)
    if posted and form.save_guarded():
        meeting = form.instance
        _say_saved(request, meeting, f"Đã ghi {meeting}. Việc tiếp theo: ghi thành phần dự.")
        return redirect(meeting)
    return render(request, "surveys/meeting_form.html", {"form": form})


def _say_saved(request: Any, meeting: SurveyMeeting, words: str) -> None:
    messages.success(request, words)
    for session in meeting.sessions.all():
        if session.when_text and not session.when_range:
            messages.warning(
                request, f"Chưa đọc được ngày nào từ chữ “{session.when_text}”: chữ vẫn giữ nguyên, hội nghị xếp cuối danh sách."
            )


def meeting_detail(request: Any, pk: int) -> HttpResponse:
    """What was said and decided."""
    meeting = find_meeting(request, pk, meetings_for_page())
    context = {"meeting": meeting, "overview": Overview(meeting, request), "tabs": tabs(meeting, "surveys:meeting-detail")}
    return render(request, "surveys/meeting_detail.html", context)


@answers_signed
def meeting_edit(request: Any, pk: int) -> HttpResponse:
    """Change a meeting."""
    meeting = find_to_change(request, pk)
    posted = request.method == "POST"
    form = MeetingForm(request.POST if posted else None, user=request.user, instance=meeting)
    if posted and form.save_guarded():
        _say_saved(request, form.instance, "Đã lưu hội nghị.")
        return redirect(form.instance)
    return render(request, "surveys/meeting_form.html", {"form": form, "meeting": SurveyMeeting.objects.get(pk=pk)})


def meeting_history(request: Any, pk: int) -> HttpResponse:
    """Who changed what; the words of restricted remarks stand nowhere here."""
    meeting = find_meeting(request, pk)
    context = {"meeting": meeting, "changes": changes_of_meeting(request.user, meeting), "tabs": tabs(meeting, "surveys:history")}
    return render(request, "surveys/meeting_history.html", context)
