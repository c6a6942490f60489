"""The minutes of a meeting: their text, what still stands in the way of signing, and signing itself."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.urls import reverse

from danvan.documents import kinds, profiles, revisions
from danvan.documents.content import Content
from danvan.documents.kinds import PaperKind, PaperNotFoundError, Place
from danvan.documents.models import Revision, StoredFile
from danvan.documents.profiles import Choice
from danvan.documents.sections import Manuscript
from surveys import minutes_text, paper_numbers
from surveys.blanks import each_once
from surveys.corrections import correction_note
from surveys.minutes_text.record import Record
from surveys.models import Attendance, Minutes, MinutesStep, SurveyMeeting
from surveys.wording import joined

PAPER_KIND = "minutes"
WITHHELD = "lời đã sửa có nội dung của ý kiến nay hạn chế xem, hoặc tên người nay không ghi tên. Mở phần ấy, sửa rồi lưu lại."
"""Why a written part is not printed, and what to do."""
NEXT_STATES: dict[str, tuple[str, ...]] = {
    Minutes.State.WRITING: (Minutes.State.DRAFT,),
    Minutes.State.DRAFT: (Minutes.State.WITH_CHAIR, Minutes.State.WRITING),
    Minutes.State.WITH_CHAIR: (Minutes.State.DRAFT,),
}
"""Where unsigned minutes may go; signing is `sign_minutes`, and archived ones go nowhere."""


class CannotSignError(ValueError):
    """The minutes cannot be signed as they are; `obstacles` says why, a sentence each."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


class WrongStateError(ValueError):
    """The minutes are not where this step begins; somebody else may have moved them."""


class Draft(NamedTuple):
    """Minutes as recorded now, a note for the screen when their layout stands in for a rule that is not there, and what was read."""

    content: Content
    note: str
    record: Record
    manuscript: Manuscript


def draft_minutes(meeting: SurveyMeeting, prepare: Callable[[Record], None] | None = None) -> Draft:
    """Compose the minutes from what is recorded now, signed or not, in the layout set by hand or else that of their date.

    Args:
        meeting: the meeting, best with its owner and minutes at hand; its rows are read in a fixed number of queries.
        prepare: changes what was read before it is put into words (leaves names out), for this one paper.
    """
    record = Record(meeting)
    if prepare:
        prepare(record)
    choice = _choose(meeting, record.house.family, record.day)
    manuscript = minutes_text.compose(record, choice.profile)
    return Draft(manuscript.content(record.edits), choice.note, record, manuscript)


def build_minutes(meeting: SurveyMeeting) -> Content:
    """The content alone of `draft_minutes`. What is to be shown or printed is `minutes_content`."""
    return draft_minutes(meeting).content


def minutes_content(meeting: SurveyMeeting) -> Content:
    """The minutes as they count: the frozen text once they are signed, until then what is recorded now."""
    revision = meeting.minutes.revision
    return Content.from_json(revision.content) if revision else build_minutes(meeting)


def minutes_file(meeting: SurveyMeeting, file_format: str, content: Content) -> bytes | StoredFile:
    """The minutes, whose content is at hand, as a file ("pdf", "docx"): the kept one once they are signed, else one made now."""
    revision = meeting.minutes.revision
    return revisions.file_of(revision, file_format, name=_file_name(content)) if revision else kinds.PRINTERS[file_format](content)


def signing_obstacles(meeting: SurveyMeeting, draft: Draft | None = None) -> list[str]:
    """What stands in the way of signing, a Vietnamese sentence each; empty when the minutes can be signed.

    Args:
        meeting: the meeting.
        draft: its minutes if they are at hand, else they are composed.
    """
    minutes = meeting.minutes
    if minutes.is_signed:
        return ["Biên bản đã ký."]
    if meeting.origin == SurveyMeeting.Origin.ARCHIVE:
        return ["Biên bản này dựng lại từ tin đã đăng, không dùng để ký."]
    obstacles = []
    if meeting.state != SurveyMeeting.State.HELD:
        obstacles.append(f"Hội nghị ở tình trạng “{meeting.get_state_display()}”; ký được khi hội nghị đã họp.")
    if minutes.state != Minutes.State.WITH_CHAIR:
        obstacles.append("Biên bản chưa trình chủ trì.")
    if wrong_number := paper_numbers.obstacle(minutes):
        obstacles.append(wrong_number)
    draft = draft or draft_minutes(meeting)
    obstacles += [
        f"Phần “{part.title}” đã sửa nhưng số liệu không còn phần ấy: mở trang biên bản để bỏ hoặc ghi lại."
        for part in draft.manuscript.left_over(draft.record.edits)
    ]
    obstacles += [f"Phần “{part.title}” không in được: {WITHHELD}" for part in draft.record.withheld]
    obstacles += [
        f"Phần “{part.title}” đang để trống: ghi nội dung, hoặc lấy lại theo số liệu."
        for part in draft.manuscript.with_edits(draft.record.edits)
        if part.edited and not part.blocks
    ]
    blanks = draft.content.blanks()
    return obstacles + [f"Còn trống: {blank.label} ({blank.section})." for _, blank in each_once(blanks)]


def move_minutes(meeting: SurveyMeeting, to: str, by: Any, note: str = "") -> None:
    """Move unsigned minutes one step on or back (đang ghi, dự thảo, đã trình chủ trì) and note who did.

    Raises: WrongStateError when they are not where the step begins, or are signed or archived.
    """
    with transaction.atomic():
        minutes = Minutes.objects.select_for_update().get(meeting=meeting)
        if to not in NEXT_STATES.get(minutes.state, ()):
            raise WrongStateError(
                f"Biên bản đang ở bước “{minutes.get_state_display()}”, không chuyển sang “{Minutes.State(to).label}” được."
            )
        _enter(minutes, to, by, note)
    meeting.minutes = minutes


def sign_minutes(meeting: SurveyMeeting, by: Any, note: str = "") -> Revision:
    """Freeze the minutes as revision 1: text, hash, PDF and Word file are kept, and from then on nothing of the meeting changes.

    The signature itself is on paper or in the signing program of the office; this records it. Whether `by` may sign is the caller's
    question (`SurveyMeeting.objects.signable_by`).

    Returns: the revision with both files.

    Raises: CannotSignError, with every obstacle; nothing is kept then.
    """
    with transaction.atomic():
        # Of two who sign at once the second waits here and then finds the minutes signed.
        minutes = Minutes.objects.select_for_update().get(meeting=meeting)
        meeting = SurveyMeeting.objects.select_related("owner").get(pk=meeting.pk)
        meeting.minutes = minutes
        draft = draft_minutes(meeting)
        if obstacles := signing_obstacles(meeting, draft):
            raise CannotSignError(obstacles)
        paper_numbers.settle(minutes)
        minutes.revision = revision = revisions.freeze(draft.content, kind=PAPER_KIND, name=_file_name(draft.content), by=by)
        _enter(minutes, Minutes.State.SIGNED, by, note)
    return revision


def chairs_in_words(chairs: Iterable[Attendance]) -> str:
    """Whose signature the minutes wait for: "đồng chí Trần Văn Lộc"; says so when nobody is listed as chair."""
    return joined(f"{row.address} {row.label}" for row in chairs) or "chưa ghi trong thành phần"


def register_paper() -> None:
    """Make minutes a kind of paper that the command line knows, and that the book finds by its number."""
    kinds.register(PaperKind(PAPER_KIND, "Biên bản hội nghị", ("meeting",), _content_of, _place_of))
    paper_numbers.register_holders()


def _choose(meeting: SurveyMeeting, family: str, day: Any) -> Choice:
    if meeting.minutes.profile:
        return profiles.by_hand(meeting.minutes.profile, meeting.minutes.profile_reason, day)
    return profiles.for_date(family, day)


def _enter(minutes: Minutes, state: str, by: Any, note: str) -> None:
    minutes.state = state
    minutes.save()
    MinutesStep.objects.create(minutes=minutes, state=state, by=by, note=note)


def _file_name(content: Content) -> str:
    return f"bien-ban-{content.date or 'hoi-nghi'}"


def _content_of(source: str, meeting_id: int) -> Content:
    meeting = SurveyMeeting.objects.select_related("owner", "minutes__revision").filter(pk=meeting_id).first()
    if meeting is None:
        raise PaperNotFoundError(f"Không có hội nghị mã {meeting_id}.")
    return minutes_content(meeting)


def _place_of(revision: Revision, user: Any | None) -> Place | None:
    meetings = SurveyMeeting.objects.all() if user is None else SurveyMeeting.objects.visible_to(user)
    meeting = meetings.filter(minutes__revision=revision).first()
    if meeting is None:
        return None
    return Place(f"Biên bản {meeting}", reverse("surveys:minutes", args=[meeting.pk]), correction_note(meeting.pk))
