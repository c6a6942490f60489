"""What official letters (công văn) have in common: no type name, the subject below the number, "Kính gửi", recommendations as a table."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from danvan.documents.content import Blank, Column, Content, Paragraph, Runs, Table, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import fold, two_digits
from surveys.minutes_text.pieces import last_words
from surveys.models import Paper
from surveys.papers.base import Composer
from surveys.papers.phrases import day_or_blank, span
from surveys.papers.survey_record import SurveyRecord
from surveys.recommendation_lines import RecommendationLine
from surveys.wording import lower_first, upper_first

THANKS = "Trân trọng cảm ơn."


class OfficialLetter(Composer):
    """A letter to a unit about the recommendations that it is to answer."""

    code = "CV"
    type_name = ""
    sources = ("meeting", "survey")
    columns: ClassVar = (Column("TT", 5, "center"), Column("Nội dung kiến nghị", 50), Column("Địa bàn", 25), Column("Ghi chú", 20))

    @cached_property
    def record(self) -> SurveyRecord:
        """The meeting, or all of the survey."""
        return SurveyRecord(self.paper, self.day)

    @property
    def to(self) -> Paper:
        """The paper that says whom the letter is for."""
        return self.paper

    @cached_property
    def addressee(self) -> str:
        """Whom the letter is for, in words; empty when nobody has said yet."""
        unit = self.to.addressee
        return self.to.addressee_words or (unit.name if unit else "")

    @cached_property
    def recommendations(self) -> list[RecommendationLine]:
        """What the addressee is to answer, in the order of the meetings."""
        return [row for row in self.record.recommendations if self._is_theirs(row)]

    def recipients(self) -> list[str]:
        return ["Như trên"]

    def subject(self) -> str:
        if self.paper.survey_id:
            return "xem xét, giải quyết kiến nghị qua khảo sát"
        first, last = self.record.days
        days = f" ngày {short_date(first)}" if first and first == last else ""
        return f"xem xét, giải quyết kiến nghị tại hội nghị{days}"

    def _is_theirs(self, row: RecommendationLine) -> bool:
        unit = self.to.addressee
        if unit and row.responsible_id:
            return row.responsible_id == unit.pk
        theirs = {fold(name) for name in (unit.name, unit.short_name) if name} if unit else set()
        theirs |= {fold(self.to.addressee_words)} if self.to.addressee_words else set()
        return bool({fold(row.responsible), fold(row.responsible_short)} & theirs)

    def _head(self) -> Content:
        content = super()._head()
        prefix = self.profile.letter.prefix
        words = runs(self.house.spell(prefix + lower_first(self.paper.subject or self.subject())))
        head = replace(content.letterhead, subject=words) if content.letterhead else None
        return replace(content, subject=(), letterhead=head)

    def _salutation(self) -> Section:
        who = runs(upper_first(self.addressee), bold=True) if self.addressee else runs(Blank("nơi nhận công văn", wide=True))
        return Section("kinh-gui", "Kính gửi", (Paragraph(runs("Kính gửi: ", who), style="apart"),))

    @property
    def _them(self) -> Runs:
        return runs(self.addressee or Blank("nơi nhận công văn", wide=True))

    @property
    def _occasion(self) -> Runs:
        """Where the recommendations come from: "tại hội nghị ..., ngày 11/11/2026", "qua khảo sát ..."."""
        first, last = self.record.days
        if survey := self.paper.survey:
            days = runs(" (", span(first, last, "ngày khảo sát"), ")") if first else ()
            return runs(f"qua {lower_first(survey.title)}", days)
        assert self.paper.meeting is not None  # noqa: S101 - a paper has one of the two
        return runs(
            f"tại {lower_first(self.paper.meeting.full_title)}, ",
            span(first, last, "ngày họp") if first else day_or_blank(None, "ngày họp"),
        )

    def _table(self, rows: Sequence[RecommendationLine], missing: str) -> Table:
        cells = [(runs(str(number)), runs(upper_first(row.text)), runs(row.place), runs(row.source)) for number, row in enumerate(rows, 1)]
        return Table(self.columns, tuple(cells) or ((runs("1"), runs(Blank(missing, wide=True)), (), ()),))

    def _closing(self) -> Section:
        due = day_or_blank(self.paper.due, "hạn gửi kết quả")
        asked = runs(f"Kết quả đề nghị gửi về {self.house.issuing_body} trước ", due, " để thông báo lại cho cơ sở và Nhân dân. ")
        return Section("ket", "Kết thúc", (Paragraph(last_words(runs(asked, THANKS), self.profile.body.ending)),))


def counted(rows: Sequence[RecommendationLine]) -> Runs:
    """How many recommendations: "05 kiến nghị"."""
    return runs(two_digits(len(rows)) if rows else Blank("số kiến nghị"), " kiến nghị")
