"""The Word file that comes back corrected: brought in, its differences from the draft shown one by one, each taken over or left."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from danvan.documents import files
from danvan.documents.comparing import Change, take_over
from danvan.documents.content import plain
from danvan.documents.docx.reading import Corrected, WordFileError, read_docx
from danvan.vietnamese.text import two_digits
from surveys.forms.papers import WordForm
from surveys.manuscripts import Work
from surveys.models import Paper, WordImport
from surveys.views.desks import Desk, minutes_desk, paper_desk
from surveys.views.finding import answers_signed, find_to_change
from surveys.views.paper_finding import answers_signed_paper, find_paper_to_change

LONGEST_SUBJECT: int = Paper._meta.get_field("subject").max_length or 0
SUBJECT_TOO_LONG = f"Trích yếu trong tệp dài quá {LONGEST_SUBJECT} chữ: rút gọn rồi nhập lại"
SUBJECT_OF_MINUTES = "Trích yếu của biên bản theo tên hội nghị: sửa ở trang hội nghị"


@answers_signed
def minutes_word(request: Any, pk: int) -> HttpResponse:
    """Bring in the minutes as the chair corrected them in Word."""
    return _bring(request, minutes_desk(find_to_change(request, pk)))


@answers_signed_paper
def paper_word(request: Any, pk: int) -> HttpResponse:
    """Bring in a paper as somebody corrected it in Word."""
    return _bring(request, paper_desk(find_paper_to_change(request, pk)))


@answers_signed
def minutes_word_changes(request: Any, pk: int, file: int) -> HttpResponse:
    """Show what a corrected file changes in the minutes, and take over what is chosen."""
    return _choose(request, minutes_desk(find_to_change(request, pk)), file)


@answers_signed_paper
def paper_word_changes(request: Any, pk: int, file: int) -> HttpResponse:
    """Show what a corrected file changes in a paper, and take over what is chosen."""
    return _choose(request, paper_desk(find_paper_to_change(request, pk)), file)


def _bring(request: Any, desk: Desk) -> HttpResponse:
    work = desk.load()
    form = WordForm(request.POST, request.FILES) if request.method == "POST" else WordForm()
    if form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            data = files.read_upload(upload)
            read_docx(data, work.content)
        except (files.UploadError, WordFileError) as refused:
            form.add_error("file", str(refused))
        else:
            with transaction.atomic():
                file = files.keep(data, name=upload.name, content_type=files.DOCUMENT_TYPES["docx"], by=request.user)
                brought = WordImport.objects.create(**_holder(work), file=file, brought_by=request.user)
            return redirect(desk.address("word-changes", brought.pk))
    earlier = WordImport.objects.filter(**_holder(work)).select_related("file", "brought_by")
    return render(request, "surveys/word_file.html", {"desk": desk, "form": form, "earlier": earlier})


def _holder(work: Work) -> dict[str, Any]:
    return {"paper" if isinstance(work.holder, Paper) else "minutes": work.holder}


def _choose(request: Any, desk: Desk, pk: int) -> HttpResponse:
    work = desk.load()
    brought = get_object_or_404(WordImport.objects.filter(**_holder(work)).select_related("file", "brought_by"), pk=pk)
    try:
        corrected = read_docx(brought.file.read(), work.content)
    except FileNotFoundError as gone:
        raise Http404("the file is not on the disk") from gone
    except WordFileError as refused:
        messages.error(request, str(refused))
        return redirect(desk.address("word"))
    changes = [change for change in corrected.changes if _can_be_taken(work, corrected, change)]
    if request.method == "POST":
        chosen = [change for change in changes if change.id in request.POST.getlist("lay")]
        _take(request, work, brought, changes, chosen)
        if isinstance(work.holder, Paper) and len(changes) < len(corrected.changes):
            messages.error(request, f"{SUBJECT_TOO_LONG}.")
        return redirect(desk.url)
    context = {"desk": desk, "brought": brought, "changes": changes, "corrected": corrected, "notes": _notes(work, corrected)}
    return render(request, "surveys/word_changes.html", context)


def _can_be_taken(work: Work, corrected: Corrected, change: Change) -> bool:
    """The subject and the recipients of minutes follow from the meeting; those of a paper are its own, if its subject is short enough."""
    if isinstance(work.holder, Paper):
        return change.part != "subject" or _fits(corrected)
    return change.part == "body"


def _fits(corrected: Corrected) -> bool:
    """Whether a paper can keep the subject that the file has."""
    return len(plain(corrected.content.subject)) <= LONGEST_SUBJECT


def _notes(work: Work, corrected: Corrected) -> list[str]:
    """What of the file is not taken for text, in words."""
    if all(_can_be_taken(work, corrected, change) for change in corrected.changes):
        return list(corrected.notes)
    return [*corrected.notes, SUBJECT_TOO_LONG if isinstance(work.holder, Paper) else SUBJECT_OF_MINUTES]


def _take(request: Any, work: Work, brought: WordImport, changes: list[Change], chosen: list[Change]) -> None:
    taken = take_over(work.content, chosen)
    with transaction.atomic():
        kept = work.take_over(taken.content, request.user)
        brought.taken, brought.left = len(chosen) - len(taken.left_over), len(changes) - len(chosen)
        brought.taken_at = timezone.now()
        brought.save(update_fields=["taken", "left", "taken_at"])
    if taken.left_over:
        lost = two_digits(len(taken.left_over))
        messages.error(request, f"Còn {lost} chỗ không đặt vào được vì bản thảo đã khác nhiều: mở lại tệp Word và sửa tay.")
    for title in kept:
        messages.error(request, f"Phần “{title}” giữ nguyên văn bản đã ký: chỗ sửa trong phần ấy không lấy.")
    messages.success(request, f"Đã lấy {two_digits(brought.taken)} chỗ sửa, để lại {two_digits(brought.left)} chỗ.")
