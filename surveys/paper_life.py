"""The life of a paper: begun, drafted, submitted, signed; what stands in the way; corrections after that are papers of their own."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from danvan.documents import kinds, numbers, revisions
from danvan.documents.content import Content, SignaturePair, plain
from danvan.documents.kinds import PaperKind, PaperNotFoundError, Place
from danvan.documents.models import Revision, StoredFile
from danvan.vietnamese.text import fold
from surveys import paper_numbers
from surveys.blanks import each_once
from surveys.manuscripts import Work, of_paper
from surveys.minutes import WITHHELD, CannotSignError, WrongStateError
from surveys.models import Paper, PaperPart, PaperStep, Survey, SurveyMeeting
from surveys.papers import COMPOSERS, composer_of

State = Paper.State
_SOURCES: dict[str, Any] = {"meeting": SurveyMeeting, "survey": Survey}
NEXT_STATES: dict[str, tuple[str, ...]] = {
    State.WRITING: (State.DRAFT,),
    State.DRAFT: (State.SUBMITTED, State.WRITING),
    State.SUBMITTED: (State.DRAFT,),
}
"""Where an unsigned paper may go; signing is `sign_paper`."""


def begin(paper: Paper, by: Any) -> Paper:
    """Keep a new paper; one that follows an earlier plan begins with the parts that were written for that.

    Args:
        paper: not saved yet, with its kind, source and what was asked for.
        by: who begins it.
    """
    with transaction.atomic():
        paper.owner, paper.created_by = paper.source.owner, by
        paper.save()
        PaperStep.objects.create(paper=paper, state=paper.state, by=by)
        if paper.kind == Paper.Kind.PLAN and paper.follows:
            _copy_parts(paper.follows, paper, by)
    return paper


def _copy_parts(earlier: Paper, paper: Paper, by: Any) -> None:
    """The written parts of an earlier paper, as far as this one has such parts; what the data gives stands beside them as news."""
    manuscript = composer_of(paper).manuscript()
    for part in earlier.parts.all():
        if (own := manuscript.section(part.key)) and own.blocks != part.current:
            copy = PaperPart(paper=paper, key=part.key, title=own.title)
            copy.put(part.current, own.blocks, by)
            copy.save()


def content_of(paper: Paper, address: str = "") -> Content:
    """A paper as it counts: the frozen text once it is signed, until then what was written and is recorded now.

    `address` is that of its meeting's or survey's page as a browser opens it, for blank forms that carry it.
    """
    if paper.revision:
        return Content.from_json(paper.revision.content)
    return composer_of(paper).finish(of_paper(paper).content, address)


def file_of(paper: Paper, file_format: str, content: Content) -> bytes | StoredFile:
    """A paper, whose content is at hand, as a file ("pdf", "docx"): the kept one once it is signed, else one made now."""
    revision = paper.revision
    return revisions.file_of(revision, file_format, name=file_name(paper)) if revision else kinds.PRINTERS[file_format](content)


def file_name(paper: Paper) -> str:
    """A name without its ending in plain letters, which every system can keep: thong-bao-ket-luan-2026-11-12."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(paper.get_kind_display())).split()
    return "-".join([*words, *([paper.date.isoformat()] if paper.date else [str(paper.pk)])])


def signing_obstacles(paper: Paper, work: Work | None = None) -> list[str]:
    """What stands in the way of signing, a Vietnamese sentence each; empty when the paper can be signed."""
    if paper.is_signed:
        return ["Văn bản đã ký."]
    composer = composer_of(paper)
    if not composer.signed:
        return [f"{composer.label()} in ra để dùng, không ký ở đây."]
    work = work or of_paper(paper)
    wrong_number = paper_numbers.obstacle(paper)
    obstacles = [wrong_number] if wrong_number else []
    obstacles += [] if paper.state == State.SUBMITTED else ["Văn bản chưa trình."]
    obstacles += [] if paper.date else ["Chưa ghi ngày văn bản."]
    obstacles += [
        f"Phần “{part.title}” đã sửa nhưng số liệu không còn phần ấy: mở trang văn bản để bỏ hoặc ghi lại." for part in work.left_over()
    ]
    obstacles += [f"Phần “{part.title}” không in được: {WITHHELD}" for part in work.withheld]
    obstacles += [f"Phần “{part.title}” đang để trống: ghi nội dung, hoặc lấy lại theo số liệu." for part in work.emptied()]
    content = composer.finish(work.content)
    blanks = dict.fromkeys(f"Còn trống: {blank.label} ({blank.section})." for _, blank in each_once(content.blanks()))
    obstacles += blanks
    return obstacles + composer.obstacles(content) + _missing_signer(content)


def _missing_signer(content: Content) -> list[str]:
    pairs = [block for block in content.blocks if isinstance(block, SignaturePair)]
    signers = [signer for pair in pairs for signer in (pair.left, pair.right) if signer]
    return [] if signers and all(plain(signer.name).strip() for signer in signers) else ["Chưa có người ký."]


def take_back(paper: Paper) -> None:
    """Remove a paper that is not signed; a typed number leaves the book with it, one that the register gave stays there as withdrawn."""
    with transaction.atomic():
        entry = paper.registered
        if entry and numbers.uses_register(paper.owner):
            numbers.withdraw(entry, "Bỏ văn bản chưa ký")
            paper.refresh_from_db()
        paper.delete()
        if entry and entry.pk and not numbers.uses_register(paper.owner):
            numbers.release(entry)


def move(paper: Paper, to: str, by: Any, note: str = "") -> None:
    """Move an unsigned paper one step on or back and note who did.

    Raises: WrongStateError when it is not where the step begins, or is signed.
    """
    with transaction.atomic():
        paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        if to not in NEXT_STATES.get(paper.state, ()):
            raise WrongStateError(f"Văn bản đang ở bước “{paper.get_state_display()}”, không chuyển sang “{State(to).label}” được.")
        _enter(paper, to, by, note)


def sign(paper: Paper, by: Any, note: str = "") -> Revision:
    """Freeze a paper: text, hash, PDF and Word file are kept, and from then on it never changes.

    Raises: CannotSignError, with every obstacle; nothing is kept then.
    """
    with transaction.atomic():
        paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        work = of_paper(paper)
        if obstacles := signing_obstacles(paper, work):
            raise CannotSignError(obstacles)
        paper.state = State.SIGNED  # the draft mark goes
        final = of_paper(paper)
        content = composer_of(paper).finish(final.content)
        paper_numbers.settle(paper)
        paper.revision = revision = revisions.freeze(content, kind=paper.kind, name=file_name(paper), by=by)
        _enter(paper, State.SIGNED, by, note)
    return revision


def _enter(paper: Paper, state: str, by: Any, note: str) -> None:
    paper.state = state
    paper.save()
    PaperStep.objects.create(paper=paper, state=state, by=by, note=note)


def register_papers() -> None:
    """Make every kind of paper known to the command line and to the check of files."""
    for composer in COMPOSERS.values():
        kinds.register(PaperKind(composer.kind, composer.label(), composer.sources, _compose_for(composer.kind), _place_of))


def _compose_for(kind: str) -> Any:
    """The newest paper of that kind of a survey or a meeting; one composed on the spot when none was begun."""

    def compose(source: str, pk: int) -> Content:
        paper = Paper.objects.filter(kind=kind, **{source: pk}).order_by("-created_at").first()
        if paper is None:
            of = _SOURCES[source].objects.select_related("owner").filter(pk=pk).first()
            if of is None:
                raise PaperNotFoundError(f"Không có {_SOURCES[source]._meta.verbose_name} mã {pk}.")
            paper = Paper(kind=kind, owner=of.owner, **{source: of})
            if obstacle := COMPOSERS[kind].obstacle(paper):
                raise PaperNotFoundError(obstacle)
        return content_of(paper)

    return compose


def _place_of(revision: Revision, user: Any | None) -> Place | None:
    papers = Paper.objects.all() if user is None else Paper.objects.visible_to(user)
    paper = papers.select_related("meeting", "survey").filter(revision=revision).first()
    return Place(str(paper), reverse("surveys:paper", args=[paper.pk])) if paper else None
