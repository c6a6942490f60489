"""Papers of a meeting or a survey: begin one, see it with what is missing, its particulars, the way to signature, the files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from danvan.documents import files, long_papers, numbers, profiles
from danvan.documents.html import render_html
from danvan.history.changes import changes_of
from danvan.units.refusal import Refused
from danvan.vietnamese.text import two_digits
from surveys.blanks import each_once
from surveys.forms.minutes import ReturnForm, TakeNumberForm
from surveys.forms.papers import PaperForm, PaperNumberForm
from surveys.manuscripts import of_paper
from surveys.minutes import CannotSignError, WrongStateError
from surveys.models import Paper, Survey
from surveys.overview import tabs
from surveys.paper_life import begin, content_of, file_name, file_of, move, sign, signing_obstacles, take_back
from surveys.paper_numbers import run_to_take_from, take_number
from surveys.papers import COMPOSERS, composer_of, kinds_for
from surveys.restricted import parts_kept_back
from surveys.views.finding import find_meeting
from surveys.views.paper_finding import answers_signed_paper, find_paper, find_paper_to_change

State = Paper.State
FORWARD = {State.WRITING: (State.DRAFT, "Soạn xong, lập dự thảo"), State.DRAFT: (State.SUBMITTED, "Trình ký")}
"""The next step of an unsigned paper, and the words of its button."""
BACK = {State.DRAFT: State.WRITING, State.SUBMITTED: State.DRAFT}


def meeting_papers(request: Any, pk: int) -> HttpResponse:
    """The papers of a meeting, and those that can be made of it."""
    meeting = find_meeting(request, pk)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, "surveys:meeting-papers"),
        "papers": meeting.papers.select_related("revision"),
        "choices": kinds_for("meeting") if meeting.may_write else [],
    }
    return render(request, "surveys/meeting_papers.html", context)


def meeting_paper_add(request: Any, pk: int, kind: str) -> HttpResponse:
    """Begin a paper of a meeting."""
    meeting = find_meeting(request, pk)
    if not meeting.may_write:
        raise PermissionDenied
    return _begin(request, Paper(kind=_kind(kind, "meeting"), meeting=meeting, owner=meeting.owner))


def survey_paper_add(request: Any, pk: int, kind: str) -> HttpResponse:
    """Begin a paper of a survey."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user).select_related("owner"), pk=pk)
    if not Survey.objects.editable_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return _begin(request, Paper(kind=_kind(kind, "survey"), survey=survey, owner=survey.owner))


def _kind(slug: str, source: str) -> str:
    """The kind in an address. Raises Http404 for one that is not there, or that cannot be made of such a source."""
    composer = COMPOSERS.get(slug)
    if composer is None or source not in composer.sources:
        raise Http404("no such kind of paper")
    return composer.kind


def _begin(request: Any, paper: Paper) -> HttpResponse:
    if obstacle := COMPOSERS[paper.kind].obstacle(paper):
        context = {"paper": paper, "composer": COMPOSERS[paper.kind], "obstacle": obstacle}
        return render(request, "surveys/paper_form.html", context, status=409 if request.method == "POST" else 200)
    form = PaperForm(request.POST if request.method == "POST" else None, instance=paper, user=request.user)
    if form.is_valid():
        begin(form.save(commit=False), request.user)
        then = "từng phần rồi trình" if form.composer.signed else "rồi in"
        messages.success(request, f"Đã lập {paper.get_kind_display()} từ số liệu đã ghi. Xem lại {then}.")
        return redirect(paper)
    context = {"paper": paper, "form": form, "composer": form.composer}
    return render(request, "surveys/paper_form.html", context)


def paper(request: Any, pk: int) -> HttpResponse:
    """The paper with its parts, what is missing in it, and its next step; a signed one shows what was frozen."""
    found = find_paper(request, pk)
    return _signed_page(request, found) if found.is_signed else _draft_page(request, found)


def _draft_page(request: Any, paper: Any) -> HttpResponse:
    work = of_paper(paper)
    composer: Any = work.composer  # what it has read already need not be read again
    content = composer.finish(work.content)
    first = content.first_sheet()
    context = {
        "paper": paper,
        "composer": composer,
        "rule": composer.profile.title,
        "note": composer.choice.note,
        "sections": work.sections(),
        "left_over": work.left_over(),
        "withheld": work.withheld,
        "obstacles": composer.obstacles(content),
        "blanks": [blank for _, blank in each_once(first.blanks())],
        "preview": render_html(first),
        "sheets": content.sheets(),
        "register": bool(composer.code) and composer.house.uses_register and not paper.registered,
        "zalo": bool(composer.zalo()),
        "forward": FORWARD.get(paper.state, ("", ""))[1] if paper.may_write and composer.signed else "",
        "can_return": paper.may_return and paper.state in BACK,
        "can_sign": paper.may_sign and paper.state == State.SUBMITTED,
        "steps": paper.steps.select_related("by"),
    }
    return render(request, "surveys/paper.html", context)


def _signed_page(request: Any, paper: Any) -> HttpResponse:
    content = content_of(paper)
    context = {
        "paper": paper,
        "revision": paper.revision,
        "files": paper.revision.files.select_related("file"),
        "copies": paper.revision.signed_copies.select_related("file", "added_by"),
        "preview": render_html(content.first_sheet()),
        "sheets": content.sheets(),
        "rule": profiles.get(content.profile).title,
        "steps": paper.steps.select_related("by"),
    }
    return render(request, "surveys/paper_signed.html", context)


@answers_signed_paper
def paper_edit(request: Any, pk: int) -> HttpResponse:
    """Change what the paper was asked for: subject, recipients, who signs."""
    found = find_paper_to_change(request, pk)
    form = PaperForm(request.POST if request.method == "POST" else None, instance=found, user=request.user)
    if request.method == "POST" and form.save_guarded():
        messages.success(request, "Đã lưu văn bản.")
        return redirect(found)
    return render(request, "surveys/paper_form.html", {"paper": found, "form": form, "composer": form.composer})


@answers_signed_paper
def paper_number(request: Any, pk: int) -> HttpResponse:
    """Give the paper its number and date."""
    found = find_paper_to_change(request, pk, right="may_keep")
    form = PaperNumberForm(request.POST if request.method == "POST" else None, instance=found, by=request.user)
    if request.method == "POST" and form.save_guarded():
        messages.success(request, "Đã lưu số, ngày của văn bản.")
        return redirect(found)
    return render(request, "surveys/paper_number.html", {"paper": found, "form": form})


@answers_signed_paper
def paper_take_number(request: Any, pk: int) -> HttpResponse:
    """Take a number from the unit's register: the next one, or one that was kept free."""
    found = find_paper_to_change(request, pk, right="may_keep")
    if not COMPOSERS[found.kind].code:
        raise Http404("papers of this kind get no number")
    try:
        run = run_to_take_from(found)
        form = TakeNumberForm(request.POST if request.method == "POST" else None, run=run)
        if not form.is_valid():
            context = {"paper": found, "form": form, "run": run, "next": two_digits(numbers.next_number(run))}
            return render(request, "surveys/paper_take_number.html", context)
        entry = take_number(found, request.user, form.cleaned_data["reserved"])
    except Refused as refusal:
        messages.error(request, f"{refusal}.")
    else:
        messages.success(request, f"Đã lấy số {entry.padded} cho văn bản.")
    return redirect(found)


def paper_pdf(request: Any, pk: int) -> HttpResponseBase:
    """The PDF: the kept file of a signed paper, else one made now."""
    return _download(request, find_paper(request, pk), "pdf", inline=True)


def paper_docx(request: Any, pk: int) -> HttpResponseBase:
    """The Word file: the kept one of a signed paper, else one made now."""
    return _download(request, find_paper(request, pk), "docx", inline=False)


def _download(request: Any, paper: Any, file_format: str, *, inline: bool) -> HttpResponseBase:
    address = request.build_absolute_uri(paper.source.get_absolute_url())
    content, revision, name = content_of(paper, address), paper.revision, file_name(paper)
    if not long_papers.is_ready(content, file_format, revision):
        url = paper.get_absolute_url()
        return redirect(long_papers.ask(content, [file_format], revision=revision, name=name, url=url, by=request.user, unit=paper.owner))
    return files.respond_with(file_of(paper, file_format, content), file_format, name=name, inline=inline)


def paper_zalo(request: Any, pk: int) -> HttpResponse:
    """The short plain text for people's phones, ready to be copied."""
    found = find_paper(request, pk)
    text = composer_of(found).zalo()
    if not text:
        raise Http404("nobody sends this kind of paper as a message")
    return render(request, "surveys/paper_zalo.html", {"paper": found, "text": text})


@answers_signed_paper
def paper_submit(request: Any, pk: int) -> HttpResponse:
    """One step towards signature."""
    found = find_paper_to_change(request, pk)
    step = FORWARD.get(found.state)
    if step is None:
        messages.error(request, f"Văn bản đang ở bước “{found.get_state_display()}”, không trình tiếp được.")
        return redirect(found)
    return _move(request, found, step[0], "")


@answers_signed_paper
def paper_return(request: Any, pk: int) -> HttpResponse:
    """One step back, with what is to be changed."""
    found = find_paper_to_change(request, pk, right="may_return")
    target = BACK.get(found.state)
    if target is None:
        messages.error(request, f"Văn bản đang ở bước “{found.get_state_display()}”, không chuyển về được.")
        return redirect(found)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _move(request, found, target, form.cleaned_data["note"])
    return render(request, "surveys/paper_return.html", {"paper": found, "form": form, "target": State(target).label})


def _move(request: Any, paper: Paper, to: str, note: str) -> HttpResponse:
    try:
        move(paper, to, request.user, note)
    except WrongStateError as moved:
        messages.error(request, str(moved))
    else:
        messages.success(request, f"Văn bản đã chuyển sang “{State(to).label}”.")
    return redirect(paper)


@answers_signed_paper
def paper_sign(request: Any, pk: int) -> HttpResponse:
    """Say what signing does, and sign when that is confirmed; refused with a list while something is missing."""
    found = find_paper(request, pk)
    if not found.may_sign:
        raise PermissionDenied
    if found.is_signed:
        messages.info(request, "Văn bản đã ký.")
        return redirect(found)
    obstacles = signing_obstacles(found)
    if request.method == "POST" and not obstacles:
        try:
            sign(found, request.user)
        except CannotSignError as refused:
            obstacles = refused.obstacles
        else:
            messages.success(request, "Đã ký văn bản. Từ giờ nội dung không sửa được nữa.")
            return redirect(found)
    status = 409 if request.method == "POST" else 200
    signer = composer_of(found).signer()
    return render(request, "surveys/paper_sign.html", {"paper": found, "obstacles": obstacles, "signer": signer}, status=status)


@answers_signed_paper
def paper_remove(request: Any, pk: int) -> HttpResponse:
    """Take back a paper that was begun and is not signed, once that is confirmed; the history keeps what was written."""
    found = find_paper_to_change(request, pk)
    followers = found.followed_by.all()
    if request.method == "POST" and not followers:
        back = found.source.get_absolute_url()
        take_back(found)
        messages.success(request, "Đã bỏ văn bản.")
        return redirect(back)
    context = {"paper": found, "followers": followers}
    return render(request, "surveys/paper_remove.html", context, status=409 if request.method == "POST" else 200)


def paper_history(request: Any, pk: int) -> HttpResponse:
    """Who changed what of a paper and its parts."""
    found = find_paper(request, pk)
    changes = changes_of(found, hide=parts_kept_back(found))
    return render(request, "surveys/paper_history.html", {"paper": found, "changes": changes})
