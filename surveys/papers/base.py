"""What every paper of a survey or a meeting has in common: heads, number, signer, recipients, and the layout of its date."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.utils import timezone

from danvan.documents import house_style, profiles
from danvan.documents.content import Blank, Content, Letterhead, Runs, Sheet, SignaturePair, Signer, runs
from danvan.documents.house_style import House
from danvan.documents.profiles import Choice, Profile
from danvan.documents.sections import Manuscript, Section
from surveys.minutes_text.pieces import Numbering
from surveys.models import Paper
from surveys.wording import upper_first


class Composer:
    """Composes one kind of paper; a subclass says what the kind is and gives `sections` and `subject`.

    `code` is the type in the number ("TB"), empty for papers that get none; `sources` what it can be made of; `asks` the fields of `Paper`
    that somebody fills in for it; `signed` whether it goes the way to a signature (a list to be signed by those present does not).
    `hint` says in a line what the paper is for.
    """

    kind: ClassVar[str]
    code: ClassVar[str] = ""
    type_name: ClassVar[str]
    sources: ClassVar[tuple[str, ...]] = ("meeting",)
    asks: ClassVar[tuple[str, ...]] = ()
    questions: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Label and hint of what is asked, where those of the field don't say it."""
    required: ClassVar[tuple[str, ...]] = ()
    signed: ClassVar[bool] = True
    asks_signer: ClassVar[bool] = True
    """Whether somebody says who signs it and who gets it."""
    sheet: ClassVar[Sheet] = "a4"
    has_head: ClassVar[bool] = True
    hint: ClassVar[str] = ""
    do_not_call_in_templates: ClassVar[bool] = True
    """Pages show the kinds themselves."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.numbering = Numbering(self.profile)

    @classmethod
    def label(cls) -> str:
        """What people call the kind."""
        return Paper.Kind(cls.kind).label

    @classmethod
    def may_follow(cls, paper: Paper, papers: Any) -> Any:
        """Of the papers that the user may see, those that this kind can follow."""
        return papers.none()

    @classmethod
    def obstacle(cls, paper: Paper) -> str:
        """Why this kind cannot be made of the paper's source, with what to do first; empty when it can."""
        return ""

    @classmethod
    def quotable(cls, paper: Paper) -> list[tuple[str, str]]:
        """The parts of an earlier paper that this kind can quote, as choices."""
        return []

    @cached_property
    def day(self) -> dt.date:
        """The day whose names and rules count: the paper's, or today while it has none."""
        return self.paper.date or timezone.localdate()

    @cached_property
    def house(self) -> House:
        """How the issuing unit writes."""
        return house_style.of(self.paper.owner, self.day)

    @cached_property
    def choice(self) -> Choice:
        """The rule of layout, with a note for the screen where it stands in for another."""
        if self.paper.profile:
            return profiles.by_hand(self.paper.profile, self.paper.profile_reason, self.day)
        return profiles.for_date(self.house.family, self.day)

    @property
    def profile(self) -> Profile:
        """The rule of layout."""
        return self.choice.profile

    def manuscript(self) -> Manuscript:
        """The whole paper as the data gives it, part by part: text, signature, annexes."""
        parts = [part for part in self.sections() if part.blocks]
        if self.signed:
            parts.append(Section("ky", "Chữ ký", (self.signatures(),)))
        return Manuscript(self._head(), (*parts, *(part for part in self.annexes() if part.blocks)))

    def sections(self) -> Iterator[Section]:
        """The parts in order, without the signature."""
        raise NotImplementedError

    def annexes(self) -> Iterator[Section]:
        """The parts behind the signature, each on a new page."""
        yield from ()

    def subject(self) -> str:
        """The subject (trích yếu), beginning with a small letter."""
        return ""

    def banner(self) -> str:
        """What stands above the heads to say what the paper is not; empty for most."""
        return ""

    def recipients(self) -> list[str]:
        """The lines of "Nơi nhận", without their dashes and the last one, which says where the paper is filed."""
        return []

    def zalo(self) -> str:
        """The short plain text for people's phones; empty where none is sent."""
        return ""

    def finish(self, content: Content, address: str = "") -> Content:
        """The paper as it is printed: for those that go out in several copies, each to somebody else, a copy for each.

        `address` is that of the meeting's or survey's page as a browser opens it, for blank forms; empty where none is known.
        """
        return content

    def obstacles(self, content: Content) -> list[str]:
        """What stands in the way of signing this kind besides blanks, a Vietnamese sentence each."""
        return []

    def signatures(self) -> SignaturePair:
        """The signatures at the end: that of one who signs, the recipients beside it."""
        return SignaturePair(None, self.signer())

    def signer(self) -> Signer:
        """Who signs: as set for this paper, else as the unit is used to."""
        paper, usual = self.paper, self.house.signer
        own = bool(paper.signer_post)
        post = paper.signer_post or usual.post
        name = paper.signer_name if own else paper.signer_name or usual.name
        written = runs(name) if name else runs(Blank("họ và tên người ký", wide=True))
        return Signer(post or "NGƯỜI KÝ", written, self._capacity(paper.signer_capacity if own else usual.capacity))

    def _capacity(self, text: str) -> str:
        """A capacity ("K/T TRƯỞNG BAN") with its mark as the profile writes it: "KT." in State papers."""
        mark, _, whose = text.partition(" ")
        form = self.profile.signature
        marks = {"TM": form.on_behalf, "KT": form.for_head, "TL": form.by_order}
        return " ".join(part for part in (marks.get(mark.upper().replace("/", "").rstrip("."), mark), whose) if part)

    def _head(self) -> Content:
        paper, subject = self.paper, self.paper.subject or self.subject()
        return Content(
            profile=self.profile.name,
            title=f"{self.label()}: {subject}" if subject else self.label(),
            date=paper.date.isoformat() if paper.date else "",
            draft_mark="" if not self.signed or paper.is_signed else "DỰ THẢO",
            banner=self.banner(),
            letterhead=self._letterhead() if self.has_head else None,
            type_name=self.house.spell(self.type_name),
            subject=runs(self.house.spell(upper_first(subject) if self.profile.subject.capital else subject)),
            recipients=tuple(map(runs, self._recipients())) if self.signed else (),
            sheet=self.sheet,
            blocks=(),
        )

    def _letterhead(self) -> Letterhead:
        return Letterhead(
            parent_body=self.house.parent_line(),
            issuing_body=self.house.issuing_line(),
            number=self._number(),
            place_and_date=self.house.place_and_date(self.paper.date),
        )

    def _number(self) -> Runs:
        return self.house.number_line(self.profile, self.paper.number, self.code) if self.code else ()

    def _recipients(self) -> list[str]:
        own = [line.strip(" -") for line in self.paper.recipients.splitlines() if line.strip(" -")]
        if own:
            return own
        end = self.profile.body.ending.lstrip("./") or "."
        lines = [f"{line}," for line in self.recipients()]
        return [*lines, f"Lưu {self.house.filed_at}{'.' if end == '.' else end}"]
