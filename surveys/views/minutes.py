"""The minutes of a meeting: preview and what is missing, particulars, the way to signature, the PDF."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from danvan.documents import files, long_papers, numbers, profiles
from danvan.documents.content import Content
from danvan.documents.html import render_html
from danvan.documents.markup import PhotoAddress
from danvan.units.refusal import Refused
from danvan.vietnamese.text import fold, two_digits
from surveys.blanks import gaps
from surveys.corrections import addenda
from surveys.forms.minutes import MinutesForm, ReturnForm, TakeNumberForm
from surveys.minutes import (
    CannotSignError,
    WrongStateError,
    chairs_in_words,
    draft_minutes,
    minutes_content,
    minutes_file,
    move_minutes,
    sign_minutes,
    signing_obstacles,
)
from surveys.minutes_text import TYPE_CODE
from surveys.minutes_text.record import Record
from surveys.models import Attendance, Minutes, SurveyMeeting
from surveys.overview import tabs
from surveys.paper_numbers import run_to_take_from, take_number
from surveys.views.finding import answers_signed, find_meeting, find_to_change

FORWARD = {
    Minutes.State.WRITING: (Minutes.State.DRAFT, "Xong phần ghi, lập dự thảo"),
    Minutes.State.DRAFT: (Minutes.State.WITH_CHAIR, "Trình chủ trì"),
}
"""The next step of unsigned minutes, and the words of its button."""
BACK = {Minutes.State.DRAFT: Minutes.State.WRITING, Minutes.State.WITH_CHAIR: Minutes.State.DRAFT}


@answers_signed
def minutes(request: Any, pk: int) -> HttpResponse:
    """Preview and particulars; signed minutes show what was frozen."""
    if request.method == "POST":
        meeting = find_to_change(request, pk, right="may_keep")
        register = numbers.uses_register(meeting.owner)
        form = MinutesForm(request.POST, instance=meeting.minutes, by=request.user, register=register)
        if form.save_guarded():
            messages.success(request, "Đã lưu số, ngày, số bản của biên bản.")
            return redirect("surveys:minutes", pk)
        meeting = find_meeting(request, pk)
    else:
        meeting, form = find_meeting(request, pk), None
    return _signed_page(request, meeting) if meeting.is_frozen else _draft_page(request, meeting, form)


def _draft_page(request: Any, meeting: Any, form: MinutesForm | None) -> HttpResponse:
    content, note, record, manuscript = draft_minutes(meeting)
    if form is None and meeting.may_keep:
        form = MinutesForm(instance=meeting.minutes, by=request.user, register=record.house.uses_register)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, "surveys:minutes"),
        "form": form,
        "run": _run(meeting, record) if form else None,
        "paper": render_html(content, photo_address=_photo_addresses(meeting, record.photo_files)),
        "rule": profiles.get(content.profile).title,
        "note": note,
        "sections": list(manuscript.with_edits(record.edits)) if meeting.may_write else [],
        "left_over": manuscript.left_over(record.edits),
        "withheld": record.withheld,
        "gaps": gaps(meeting, content.blanks(), request),
        "is_archive": meeting.minutes.state == Minutes.State.ARCHIVE,
        "forward": FORWARD.get(meeting.minutes.state, ("", ""))[1]
        if meeting.may_write and meeting.state == SurveyMeeting.State.HELD
        else "",
        "can_return": meeting.may_return and meeting.minutes.state in BACK,
        "can_sign": meeting.may_sign and meeting.minutes.state == Minutes.State.WITH_CHAIR,
        "chair": chairs_in_words(record.with_role(Attendance.Role.CHAIR)),
        "steps": meeting.minutes.steps.select_related("by"),
    }
    return render(request, "surveys/minutes.html", context)


def _run(meeting: SurveyMeeting, record: Record) -> numbers.Run | None:
    """In which numbers the minutes have their place; None for those that get none, and while their day does not say so."""
    if meeting.minutes.state == Minutes.State.ARCHIVE:
        return None
    try:
        return numbers.run_of(meeting.owner, TYPE_CODE, record.day, record.house)
    except Refused:
        return None


@answers_signed
def minutes_number(request: Any, pk: int) -> HttpResponse:
    """Take a number from the unit's register: the next one, or one that was kept free."""
    meeting = find_to_change(request, pk, right="may_keep")
    try:
        run = run_to_take_from(meeting.minutes)
        form = TakeNumberForm(request.POST if request.method == "POST" else None, run=run)
        if not form.is_valid():
            context = {"meeting": meeting, "form": form, "run": run, "next": two_digits(numbers.next_number(run))}
            return render(request, "surveys/minutes_number.html", context)
        entry = take_number(meeting.minutes, request.user, form.cleaned_data["reserved"])
    except Refused as refusal:
        messages.error(request, f"{refusal}.")
    else:
        messages.success(request, f"Đã lấy số {entry.padded} cho biên bản.")
    return redirect("surveys:minutes", pk)


def _signed_page(request: Any, meeting: Any) -> HttpResponse:
    revision = meeting.minutes.revision
    content = Content.from_json(revision.content)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, "surveys:minutes"),
        "revision": revision,
        "files": revision.files.select_related("file"),
        "copies": revision.signed_copies.select_related("file", "added_by"),
        "corrections": addenda(meeting.pk),
        "paper": render_html(content, photo_address=_photo_addresses(meeting, _photo_files(meeting))),
        "rule": profiles.get(content.profile).title,
        "steps": meeting.minutes.steps.select_related("by"),
    }
    return render(request, "surveys/minutes_signed.html", context)


def _chair(meeting: SurveyMeeting) -> str:
    return chairs_in_words(meeting.attendances.filter(role=Attendance.Role.CHAIR))


def _photo_files(meeting: SurveyMeeting) -> dict[int, str]:
    return dict(meeting.photos.filter(file__isnull=False).values_list("pk", "file__sha256"))


def _photo_addresses(meeting: SurveyMeeting, photo_files: dict[int, str]) -> PhotoAddress:
    """Where the preview may show a photo from, by hash; "" for one that is not there."""
    known = {sha256: reverse("surveys:photo-file", args=[meeting.pk, row]) for row, sha256 in photo_files.items()}
    return lambda sha256: known.get(sha256, "")


def minutes_pdf(request: Any, pk: int) -> HttpResponseBase:
    """The PDF: the kept file of signed minutes, else one made now."""
    return _download(request, find_meeting(request, pk), "pdf", inline=True)


def minutes_docx(request: Any, pk: int) -> HttpResponseBase:
    """The Word file: the kept one of signed minutes, else one made now, which the chair may correct by hand."""
    return _download(request, find_meeting(request, pk), "docx", inline=False)


def _download(request: Any, meeting: Any, file_format: str, *, inline: bool) -> HttpResponseBase:
    content, revision, name = minutes_content(meeting), meeting.minutes.revision, _file_name(meeting)
    if not long_papers.is_ready(content, file_format, revision):
        url = reverse("surveys:minutes", args=[meeting.pk])
        return redirect(long_papers.ask(content, [file_format], revision=revision, name=name, url=url, by=request.user, unit=meeting.owner))
    return files.respond_with(minutes_file(meeting, file_format, content), file_format, name=name, inline=inline)


def _file_name(meeting: SurveyMeeting) -> str:
    """A name without its ending in plain letters, which every system can keep: bien-ban-khao-sat-2017-07-19."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(meeting.title)).split()[:8]
    day = meeting.days()[1]
    return "-".join(["bien-ban", *words, *([day.isoformat()] if day else [])])


@answers_signed
def minutes_submit(request: Any, pk: int) -> HttpResponse:
    """One step towards signature: writing is finished, or the chair gets the draft."""
    meeting = find_to_change(request, pk)
    step = FORWARD.get(meeting.minutes.state)
    if step is None:
        messages.error(request, f"Biên bản đang ở bước “{meeting.minutes.get_state_display()}”, không trình tiếp được.")
        return redirect("surveys:minutes", pk)
    return _move(request, meeting, step[0], "")


@answers_signed
def minutes_return(request: Any, pk: int) -> HttpResponse:
    """One step back, with what is to be changed."""
    meeting = find_to_change(request, pk, right="may_return")
    target = BACK.get(meeting.minutes.state)
    if target is None:
        messages.error(request, f"Biên bản đang ở bước “{meeting.minutes.get_state_display()}”, không chuyển về được.")
        return redirect("surveys:minutes", pk)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _move(request, meeting, target, form.cleaned_data["note"])
    return render(request, "surveys/minutes_return.html", {"meeting": meeting, "form": form, "target": Minutes.State(target).label})


def _move(request: Any, meeting: SurveyMeeting, to: str, note: str) -> HttpResponse:
    try:
        move_minutes(meeting, to, request.user, note)
    except WrongStateError as moved:
        messages.error(request, str(moved))
    else:
        messages.success(request, f"Biên bản đã chuyển sang “{Minutes.State(to).label}”.")
    return redirect("surveys:minutes", meeting.pk)


@answers_signed
def minutes_sign(request: Any, pk: int) -> HttpResponse:
    """Say what signing does, and sign when that is confirmed; refused with a list while something is missing."""
    meeting = find_meeting(request, pk)
    if not meeting.may_sign:
        raise PermissionDenied
    if meeting.is_frozen:
        messages.info(request, "Biên bản đã ký.")
        return redirect("surveys:minutes", pk)
    obstacles = signing_obstacles(meeting)
    if request.method == "POST" and not obstacles:
        try:
            sign_minutes(meeting, request.user)
        except CannotSignError as refused:
            obstacles = refused.obstacles
        else:
            messages.success(request, "Đã ký biên bản. Từ giờ nội dung hội nghị không sửa được nữa.")
            return redirect("surveys:minutes", pk)
    status = 409 if request.method == "POST" else 200
    return render(
        request, "surveys/minutes_sign.html", {"meeting": meeting, "obstacles": obstacles, "chair": _chair(meeting)}, status=status
    )
