"""Công văn nhắc: the second letter, which names number and day of the first and what is still unanswered (van-ban-mau.md, 2.8)."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar

from danvan.documents import profiles
from danvan.documents.content import Content, Paragraph, Runs, plain, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import fold, squeeze, two_digits
from surveys.models import Paper
from surveys.papers.official_letter import THANKS, OfficialLetter, counted
from surveys.papers.phrases import paper_named
from surveys.recommendation_lines import RecommendationLine
from surveys.wording import upper_first


class Reminder(OfficialLetter):
    """Asks again for what a first letter asked for; only what that letter really said is asked for again."""

    kind = Paper.Kind.REMINDER
    asks = ("follows", "due")
    required = ("follows",)
    questions: ClassVar = {
        "follows": ("Công văn lần 1", "Chọn công văn đã gửi mà chưa được trả lời hết."),
        "due": ("Đề nghị trả lời trước ngày", ""),
    }
    hint = "Công văn lần 2: nhắc số, ngày công văn lần 1 và các kiến nghị chưa được trả lời."

    @classmethod
    def may_follow(cls, paper: Paper, papers: Any) -> Any:
        """Letters of the same meeting or survey."""
        return papers.filter(kind=Paper.Kind.LETTER, survey=paper.survey_id, meeting=paper.meeting_id).exclude(pk=paper.pk)

    @property
    def to(self) -> Paper:
        return self.paper.follows or self.paper

    @cached_property
    def recommendations(self) -> list[RecommendationLine]:
        """What the first letter asked for; once that is signed, what stands in it."""
        rows = super().recommendations
        if not self._first_content:
            return rows
        said = {_key(line) for line in self._first_content.lines()}
        return [row for row in rows if _key(row.text) in said]

    @cached_property
    def _first_content(self) -> Content | None:
        revision = self.to.revision
        return Content.from_json(revision.content) if revision else None

    @property
    def _open(self) -> list[RecommendationLine]:
        return [row for row in self.recommendations if row.is_open]

    @property
    def _first_letter(self) -> Runs:
        letter, content = self.to, self._first_content
        if content and content.letterhead:
            number = content.letterhead.number
        else:
            profile = profiles.get(letter.profile) if letter.profile else profiles.for_date(self.house.family, letter.date).profile
            number = self.house.number_line(profile, letter.number, self.code)
        return paper_named("Công văn", number, letter.date)

    def subject(self) -> str:
        return "trả lời kiến nghị của cơ sở (lần 2)"

    def sections(self) -> Iterator[Section]:
        board, rows = self.house.issuing_body, self._open
        sent = runs(
            f"{board} đã có ", self._first_letter, " gửi ", self._them, " đề nghị xem xét, giải quyết ", counted(self.recommendations)
        )
        before = runs(f", trả lời trước ngày {short_date(self.to.due)}") if self.to.due else ()
        left = runs("Đến nay còn ", counted(rows), f" {board} chưa nhận được trả lời, đề nghị ", self._them, " quan tâm giải quyết:")
        yield self._salutation()
        yield Section("mo-dau", "Mở đầu", (Paragraph(runs(sent, " ", self._occasion, before, ". ", left)),))
        yield Section("kien-nghi", "Kiến nghị chưa trả lời", (self._table(rows, "kiến nghị chưa trả lời: hiện không còn, không cần nhắc"),))
        yield self._closing()

    def zalo(self) -> str:
        """To the unit, never to a person."""
        if not self.addressee or not self._open:
            return ""
        until = f" trước ngày {short_date(self.paper.due)}" if self.paper.due else ""
        return (
            f"Kính gửi {upper_first(self.addressee)}. {self.house.issuing_body} đã có {plain(self._first_letter)} về các kiến nghị của cơ sở; "
            f"đến nay còn {two_digits(len(self._open))} kiến nghị chưa nhận được trả lời. Kính mong quý cơ quan gửi kết quả{until} "
            f"để thông báo lại cho cơ sở và Nhân dân. {THANKS}"
        )


def _key(text: str) -> str:
    """The words of a recommendation, whatever the spaces, the first letter and the sign at the end."""
    return fold(squeeze(text)).rstrip(" .;")
