"""Writing a paper in the browser, minutes or any other: a part as text with the data beside it, what the data has given since, signed copies."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from danvan.documents import check_slip, files
from danvan.documents.html import render_blocks
from danvan.documents.kinds import print_pdf
from danvan.documents.models import SignedCopy
from danvan.documents.sections import EditedSection
from surveys.forms.papers import PartForm, SignedCopyForm
from surveys.manuscripts import Work
from surveys.views.desks import Desk, minutes_desk, paper_desk
from surveys.views.finding import answers_signed, find_meeting, find_to_change
from surveys.views.paper_finding import answers_signed_paper, find_paper, find_paper_to_change


@answers_signed
def minutes_part(request: Any, pk: int, key: str) -> HttpResponse:
    """Write a part of the minutes."""
    return _part(request, minutes_desk(find_to_change(request, pk)), key)


@answers_signed_paper
def paper_part(request: Any, pk: int, key: str) -> HttpResponse:
    """Write a part of a paper."""
    return _part(request, paper_desk(find_paper_to_change(request, pk)), key)


@answers_signed
def minutes_part_drop(request: Any, pk: int, key: str) -> HttpResponse:
    """Let a part of the minutes follow the data again."""
    return _drop(request, minutes_desk(find_to_change(request, pk)), key)


@answers_signed_paper
def paper_part_drop(request: Any, pk: int, key: str) -> HttpResponse:
    """Let a part of a paper follow the data again."""
    return _drop(request, paper_desk(find_paper_to_change(request, pk)), key)


@answers_signed
def minutes_part_news(request: Any, pk: int, key: str) -> HttpResponse:
    """What the data has given for a written part of the minutes since."""
    return _news(request, minutes_desk(find_to_change(request, pk)), key)


@answers_signed_paper
def paper_part_news(request: Any, pk: int, key: str) -> HttpResponse:
    """What the data has given for a written part of a paper since."""
    return _news(request, paper_desk(find_paper_to_change(request, pk)), key)


def _section(work: Work, key: str) -> EditedSection:
    section = work.section(key)
    if section is None:
        raise Http404("no such part")
    return section


def _part(request: Any, desk: Desk, key: str) -> HttpResponse:
    work = desk.load()
    section = _section(work, key)
    if section.fixed:
        messages.error(request, f"Phần “{section.title}” giữ nguyên văn bản đã ký, không sửa được.")
        return redirect(desk.url)
    form = PartForm(request.POST if request.method == "POST" else None, blocks=section.blocks)
    if form.is_valid():
        work.write(key, form.written(), request.user)
        messages.success(request, f"Đã lưu phần “{section.title}”.")
        return redirect(desk.url)
    profile = work.manuscript.head.profile
    stale = form.stale
    if stale:
        form.renew()
    context = {
        "desk": desk,
        "section": section,
        "form": form,
        "composed": render_blocks(section.composed, profile),
        "stored": render_blocks(section.blocks, profile) if stale else "",
        "drop_url": desk.address("part-drop", key),
        "news_url": desk.address("part-news", key),
    }
    return render(request, "surveys/part_form.html", context)


def _drop(request: Any, desk: Desk, key: str) -> HttpResponse:
    desk.load().give_back(key)
    messages.success(request, "Phần này lại theo số liệu đã ghi. Trang Lịch sử vẫn giữ lời đã viết.")
    return redirect(desk.url)


def _news(request: Any, desk: Desk, key: str) -> HttpResponse:
    work = desk.load()
    section = _section(work, key)
    if not section.edited:
        return redirect(desk.url)
    if request.method == "POST":
        lost = work.take_news(key, request.POST.getlist("lay"), request.user)
        if lost:
            messages.error(request, f"Còn {len(lost):02d} chỗ không đặt vào được vì lời đã viết khác nhiều: đồng chí sửa tay ở phần này.")
        else:
            messages.success(request, f"Đã xem số liệu mới của phần “{section.title}”.")
        return redirect(desk.url)
    context = {"desk": desk, "section": section, "changes": section.news}
    return render(request, "surveys/part_news.html", context)


def minutes_signed_copy(request: Any, pk: int) -> HttpResponse:
    """Keep the scan or the digitally signed PDF of the minutes beside the portal's own file."""
    meeting = find_meeting(request, pk)
    if not meeting.may_keep:
        raise PermissionDenied
    return _signed_copy(request, minutes_desk(meeting), meeting.minutes.revision)


def paper_signed_copy(request: Any, pk: int) -> HttpResponse:
    """Keep the scan or the digitally signed PDF of a paper beside the portal's own file."""
    paper = find_paper(request, pk)
    if not paper.may_keep:
        raise PermissionDenied
    return _signed_copy(request, paper_desk(paper), paper.revision)


def _signed_copy(request: Any, desk: Desk, revision: Any) -> HttpResponse:
    if revision is None:
        messages.error(request, "Chưa ký nên chưa có bản ký lưu: ghi nhận đã ký trước, rồi đưa bản đã ký lên.")
        return redirect(desk.url)
    form = SignedCopyForm(request.POST, request.FILES) if request.method == "POST" else SignedCopyForm()
    if form.is_valid():
        try:
            with transaction.atomic():
                file = files.keep_pdf(form.cleaned_data["file"], request.user)
                SignedCopy.objects.create(
                    revision=revision,
                    kind=form.cleaned_data["kind"],
                    note=form.cleaned_data["note"],
                    file=file,
                    sha256=file.sha256,
                    added_by=request.user,
                )
        except files.UploadError as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, "Đã giữ bản ký lưu bên cạnh bản của cổng.")
            return redirect(desk.url)
    return render(request, "surveys/signed_copy.html", {"desk": desk, "form": form})


def minutes_check_slip(request: Any, pk: int) -> HttpResponseBase:
    """The slip with which the signed minutes can be checked."""
    return _check_slip(request, find_meeting(request, pk).minutes.revision)


def paper_check_slip(request: Any, pk: int) -> HttpResponseBase:
    """The slip with which a signed paper can be checked."""
    return _check_slip(request, find_paper(request, pk).revision)


def _check_slip(request: Any, revision: Any) -> HttpResponseBase:
    if revision is None:
        raise Http404("not signed: there is nothing to check yet")
    content = check_slip.compose(revision, request.build_absolute_uri(reverse("documents:paper-check")))
    return files.respond_with(print_pdf(content), "pdf", name="phieu-kiem-tra", inline=True)


def minutes_signed_file(request: Any, pk: int, copy: int) -> HttpResponseBase:
    """Send a signed copy of the minutes."""
    return _signed_file(find_meeting(request, pk).minutes.revision, copy)


def paper_signed_file(request: Any, pk: int, copy: int) -> HttpResponseBase:
    """Send a signed copy of a paper."""
    return _signed_file(find_paper(request, pk).revision, copy)


def _signed_file(revision: Any, copy: int) -> HttpResponseBase:
    kept = get_object_or_404(SignedCopy.objects.select_related("file"), revision=revision, pk=copy)
    return files.respond(kept.file)
