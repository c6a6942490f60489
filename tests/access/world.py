"""One small world for all access tests: two offices that have nothing to do with each other, people of every role in both.

A new `of` key of the permission table takes one line in `World.things`; another name in an address one in `World.addresses`.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from danvan.accounts.models import Role, User
from danvan.accounts.permissions import table
from danvan.documents.content import Content
from danvan.documents.files import keep
from danvan.documents.kinds import print_docx
from danvan.documents.models import Abbreviation, CommitteeTerm, Dossier, PaperNumber, SignedCopy
from danvan.documents.revisions import freeze
from danvan.units.models import BodyArea, UnitCount
from surveys.manuscripts import of_minutes, of_paper
from surveys.models import (
    Article,
    ArticlePhoto,
    FollowUp,
    Minutes,
    NewsPage,
    Paper,
    Photo,
    Presentation,
    Recommendation,
    StatedFigure,
    SurveyMeeting,
    Theme,
    ViewReading,
    Vote,
    WordImport,
)
from surveys.sections import SECTIONS
from tests.access.routes import named_routes
from tests.factories import (
    AppointmentFactory,
    ConclusionFactory,
    DirectiveFactory,
    JobFactory,
    MembershipFactory,
    PaperFactory,
    RemarkFactory,
    SessionFactory,
    SurveyFactory,
    SurveyMeetingFactory,
    TermFactory,
    UserFactory,
    office,
)
from tests.factories.units import Office

COMMON = frozenset({"title", "term", "published"})
"""Kinds of things that belong to no unit, or to everybody: whoever has the role may, wherever."""

_OF_COMMITTEE = (Role.STANDING, Role.CLERK, Role.ADMIN)
_OF_TEAM = (Role.TEAM_HEAD, Role.TEAM_DEPUTY)


def sign_in(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def place(home: Office, role: str) -> Any:
    """The unit of an office in which somebody holds `role`."""
    return home.committee if role in _OF_COMMITTEE else home.team if role in _OF_TEAM else home.body


def somebody(*roles: tuple[str, Office], since: date = date(2000, 1, 1), until: date | None = None) -> User:
    """A user with these roles in these offices."""
    user: User = UserFactory()
    for role, home in roles:
        MembershipFactory(user=user, role=role, unit=place(home, role), since=since, until=until)
    return user


class World:
    """Office A owns all the things; office B is full of strangers."""

    def __init__(self) -> None:
        self.ours, self.theirs = office("Sông Bồi"), office("Đồi Thông")
        self.nobody, self.roleless = Client(), sign_in(UserFactory())
        self.own = {role: sign_in(somebody((role, self.ours))) for role in Role}
        self.strangers = {role: sign_in(somebody((role, self.theirs))) for role in Role}
        everything_there = [(role, self.theirs) for role in Role]
        here = (Role.SURVEY, Role.CLERK, Role.TEAM_HEAD, Role.ADMIN)
        self.guests = {role: sign_in(somebody((role, self.ours), *everything_there)) for role in here}
        """Hold one role here, and every role in the other office: what they may there must not help them here."""
        today = timezone.localdate()
        everything_here = [(role, self.ours) for role in Role]
        self.former = sign_in(somebody(*everything_here, until=today))
        self.future = sign_in(somebody(*everything_here, since=today + timedelta(days=1)))
        self.rows = self._rows()
        self.things = self._things()

    def _things(self) -> dict[str, Any]:
        """What a `pk` in an address can be, by the key `of` of its row."""
        group, team = self.ours.groups[0], self.ours.team
        post = AppointmentFactory(unit=group)
        member = MembershipFactory(unit=self.ours.body)
        return {
            "unit": group,
            "area": group,
            "body": team,
            "body_area": BodyArea.objects.get(body=team, area=group),
            "unit_count": UnitCount.objects.create(unit=group, as_of=date(2026, 1, 1), source="sổ của tổ"),
            "abbreviation": Abbreviation.objects.create(unit=group, short="UVTV", full="Ủy viên Ban Thường vụ"),
            "committee_term": CommitteeTerm.objects.create(unit=group, label="2025-2030", valid=DateRange(date(2025, 1, 1), None)),
            "paper_number": PaperNumber.objects.create(
                unit=group, code="BB", series="2025-2030", number=5, date=date(2026, 1, 2), subject="giao ban", by=member.user
            ),
            "person": post.person,
            "appointment": post,
            "title": post.title,
            "user": member.user,
            "membership": member,
            "survey": SurveyFactory(owner=self.ours.body),
            "meeting": self.meeting,
            "remark": RemarkFactory(meeting=self.meeting),
            "term": TermFactory(),
            "paper": PaperFactory(meeting=self.meeting, owner=self.ours.body),
            "signed_meeting": self.signed_copy.revision.minutes.meeting,
            "signed_paper": self.signed_copy.revision.paper,
            "job": JobFactory(unit=self.ours.body),
            "dossier": self._dossier(),
            "article": self._photo_in(state=Article.State.WRITING, taken_over=False).article,
            "published": self._photo_in(public=True, posted_at=timezone.now()).article,
        }

    def _photo_in(self, **state: Any) -> ArticlePhoto:
        """The photo of a new news item of the meeting; the unit's public page is open."""
        NewsPage.objects.update_or_create(unit=self.ours.body, defaults={"on": True})
        article = Article.objects.create(meeting=self.meeting, title="Tin về hội nghị", text="Lời của tin.", **state)
        photo = self.rows["anh"]
        return ArticlePhoto.objects.create(article=article, photo=photo, file=photo.file, caption=photo.caption)

    def _word_file(self, holder: dict[str, Any]) -> WordImport:
        """A Word file that came back uncorrected."""
        work = of_paper(holder["paper"]) if "paper" in holder else of_minutes(self.meeting)
        kept = keep(print_docx(work.content), name="ban-sua.docx", content_type="application/zip")
        return WordImport.objects.create(**holder, file=kept, brought_by=UserFactory())

    @cached_property
    def signed_copy(self) -> SignedCopy:
        """A signed copy of a paper of office A; here one revision stands for signed minutes and for a signed paper."""
        user, content = UserFactory(), Content("party-2018", "Giấy mời", "GIẤY MỜI", (), None, ())
        revision = freeze(content, kind="minutes", name="bien-ban", by=user)
        meeting = SurveyMeetingFactory(owner=self.ours.body)
        Minutes.objects.filter(meeting=meeting).update(state=Minutes.State.SIGNED, revision=revision)
        PaperFactory(meeting=meeting, owner=self.ours.body, state=Paper.State.SIGNED, revision=revision)
        scan = keep(b"%PDF-1.7", name="ban-ky.pdf", content_type="application/pdf")
        return SignedCopy.objects.create(revision=revision, file=scan, sha256=scan.sha256, added_by=user)

    def _dossier(self) -> Dossier:
        """A hồ sơ of the meeting that somebody had made, without names."""
        file = keep(b"PK", name="ho-so.zip", content_type="application/zip")
        asked = {"unit": self.ours.body, "asked_by": UserFactory(), "title": "hồ sơ hội nghị"}
        return Dossier.objects.create(subject_kind="meeting", subject_id=self.meeting.pk, file=file, papers=1, **asked)

    @cached_property
    def meeting(self) -> SurveyMeeting:
        """A held meeting of office A whose minutes are with the chair."""
        meeting: SurveyMeeting = SurveyMeetingFactory(owner=self.ours.body)
        Minutes.objects.update_or_create(meeting=meeting, defaults={"state": Minutes.State.WITH_CHAIR})
        return meeting

    def _rows(self) -> dict[str, Any]:
        """One row of every section of the meeting, by the section's name in addresses."""
        meeting = self.meeting
        directive = DirectiveFactory(meeting=meeting)
        article = Article.objects.create(meeting=meeting, title="Khảo sát vai trò của tổ dân vận")
        paper = keep(b"%PDF-1.7", name="bao-cao.pdf", content_type="application/pdf")
        picture = keep(b"\xff\xd8\xff", name="anh.jpg", content_type="image/jpeg")
        return {
            "buoi-hop": SessionFactory(meeting=meeting),
            "bao-cao": Presentation.objects.create(meeting=meeting, title="kết quả thực hiện", file=paper),
            "so-lieu": StatedFigure.objects.create(meeting=meeting, wording="09 ý kiến"),
            "noi-dung": Theme.objects.create(meeting=meeting, text="vai trò của tổ dân vận"),
            "bieu-quyet": Vote.objects.create(meeting=meeting, subject="thông qua biên bản"),
            "ket-luan": ConclusionFactory(meeting=meeting),
            "viec-giao": directive,
            "ket-qua": FollowUp.objects.create(directive=directive, on=date(2026, 11, 20), text="đã rà soát"),
            "kien-nghi": Recommendation.objects.create(meeting=meeting, text="sửa đèn ngõ 12", responsible_words="UBND phường"),
            "anh": Photo.objects.create(meeting=meeting, caption="Quang cảnh hội nghị", file=picture),
            "tin": article,
            "luot-xem": ViewReading.objects.create(article=article, views=12),
        }

    def addresses(self, route: str) -> list[str]:
        """The real addresses of a route, with things of office A; one for each section where the address names one."""
        names, of = set(named_routes()[route]), table()[route].of
        given = {"pk": self.things[of].pk} if "pk" in names else {}
        if "section" in names:
            sections = [slug for slug, section in SECTIONS.items() if section.ordered or route != "surveys:row-order"]
            choices = [{"section": slug, "row": self.rows[slug].pk} for slug in sections]
        elif "key" in names:
            choices = [{"key": "noi-dung"}]
        elif "slug" in names:
            choices = [{"slug": "dang-nhap"}]
        elif "kind" in names:
            choices = [{"kind": "plan" if of == "survey" else "invitation"}]
        elif "file" in names:
            holder = {"paper": self.things["paper"]} if of == "paper" else {"minutes": self.meeting.minutes}
            choices = [{"file": self._word_file(holder).pk}]
        elif "slug" in names:
            choices = [{"slug": self.things[of].slug}]
        elif of in ("article", "published"):
            choices = [{"row": self.things[of].photos.get().pk}]
        elif "copy" in names:
            choices = [{"copy": self.signed_copy.pk}]
        else:
            file_of = {"surveys:photo-file": "anh", "surveys:presentation-file": "bao-cao"}
            choices = [{"row": self.rows[file_of[route]].pk if route in file_of else self.things["remark"].pk}]
        return [reverse(route, kwargs={**given, **{name: choice[name] for name in names - {"pk"}}}) for choice in choices]

    def move(self, user: User, to: Office) -> None:
        """End the user's roles today, and begin the same in another office."""
        for held in list(user.memberships.all()):
            held.valid = DateRange(held.valid.lower, timezone.localdate())
            held.save()
            MembershipFactory(user=user, role=held.role, unit=place(to, held.role), since=timezone.localdate())


def roles_for(route: str, method: str) -> Collection[str]:
    """The roles that the table lets use `method` on `route`."""
    row = table()[route]
    return frozenset(Role) if row.public or row.signed_in else frozenset(row.roles_for(method))
