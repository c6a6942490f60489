"""Surveys: the list, one survey with its meetings, and its form."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from danvan.history.changes import changes_of
from danvan.ui.lists import Sort, paginate, sorting
from surveys.forms.surveys import Members, SurveyFilters, SurveyForm
from surveys.models import Survey, SurveyMeeting, SurveyMember
from surveys.papers import kinds_for

SORTS = (Sort("moi", "Mới lập trước", ("-pk",)), Sort("ten", "Xếp theo tên", ("title", "-pk")))

_HISTORY = {Survey: ["pgh_obj"], SurveyMember: ["survey"]}
"""Its meetings have a history of their own, and not all of them are of the reader's unit."""


def survey_list(request: Any) -> HttpResponse:
    """Surveys of the user's scope, the latest first."""
    filters = SurveyFilters(request.GET)
    order = sorting(request, SORTS)
    surveys = filters.applied_to(Survey.objects.visible_to(request.user)).with_counts().select_related("owner")
    context = {
        "filters": filters,
        "page": paginate(request, surveys.order_by(*order.current.fields)),
        "sorting": order,
        "chosen": filters.in_words(),
    }
    return render(request, "surveys/survey_list.html", context)


def survey_detail(request: Any, pk: int) -> HttpResponse:
    """A survey: its plan, its party, its meetings."""
    survey = _find(request, pk)
    meetings = SurveyMeeting.objects.visible_to(request.user).filter(survey=survey).latest_first().with_list_facts()
    may_edit = Survey.objects.editable_by(request.user).filter(pk=pk).exists()
    context = {
        "survey": survey,
        "members": survey.members.select_related("person"),
        "meetings": list(meetings),
        "papers": survey.papers.select_related("revision"),
        "may_edit": may_edit,
        "choices": kinds_for("survey") if may_edit else [],
    }
    return render(request, "surveys/survey_detail.html", context)


def survey_history(request: Any, pk: int) -> HttpResponse:
    """Who changed what of a survey and its party."""
    survey = _find(request, pk)
    return render(request, "surveys/survey_history.html", {"survey": survey, "changes": changes_of(survey, only=_HISTORY)})


def _find(request: Any, pk: int) -> Survey:
    survey: Survey = get_object_or_404(Survey.objects.visible_to(request.user).select_related("owner"), pk=pk)
    return survey


def survey_add(request: Any) -> HttpResponse:
    """Plan a survey."""
    return _form(request, Survey(owner=request.membership.unit), "Thêm cuộc khảo sát", reverse("surveys:survey-list"))


def survey_edit(request: Any, pk: int) -> HttpResponse:
    """Change a survey and its party."""
    survey = _find(request, pk)
    if not Survey.objects.editable_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return _form(request, survey, "Sửa cuộc khảo sát", survey.get_absolute_url())


@transaction.atomic
def _form(request: Any, survey: Survey, heading: str, back_url: str) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SurveyForm(data, instance=survey, user=request.user)
    members: Any = Members(data, instance=survey, user=request.user, prefix="doan")
    if data is not None and members.is_valid() and form.save_guarded():
        members.save_in_order()
        messages.success(request, "Đã lưu cuộc khảo sát.")
        return redirect(form.instance)
    context = {"form": form, "formset": members, "heading": heading, "back_url": back_url}
    return render(request, "surveys/survey_form.html", context)
