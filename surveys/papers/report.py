"""Báo cáo kết quả khảo sát of a whole survey (van-ban-mau.md, 2.7): by content, without names, never ranking units."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import Any

from danvan.documents.content import Blank, Block, Column, Paragraph, Runs, Table, runs
from danvan.documents.sections import Section
from danvan.vietnamese.text import squeeze, two_digits
from surveys.minutes_text.pieces import bullets, last_words
from surveys.models import DirectiveAddressee, Paper, SurveyMeeting
from surveys.papers.base import Composer
from surveys.papers.phrases import annex, paper_named, span, superior, to_write, topic_of
from surveys.papers.survey_record import DIFFICULTY, REQUEST, RESULT, SurveyRecord, names
from surveys.recommendation_lines import RecommendationLine
from surveys.wording import joined, lower_first, sentence, upper_first

OTHER_MATTERS = "Nội dung khác"
HOW_COUNTED = (
    "Lượt phát biểu: mỗi lần phát biểu tại hội nghị tính một lượt. Nội dung ý kiến: mỗi lĩnh vực một ý kiến đề cập tính một nội dung, "
    "không tính phần tiếp thu, giải trình. Kiến nghị: việc đã lập thành kiến nghị. Ba số đếm riêng, không cộng với nhau."
)


class Report(Composer):
    """The report of a survey over all its meetings."""

    kind = Paper.Kind.REPORT
    code = "BC"
    type_name = "BÁO CÁO"
    sources = ("survey",)
    hint = "Tổng hợp mọi hội nghị của cuộc khảo sát theo nội dung, kèm biểu số liệu và tổng hợp ý kiến."

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper)
        assert paper.survey is not None  # noqa: S101 - `sources` says so
        self.survey = paper.survey

    @cached_property
    def record(self) -> SurveyRecord:
        """All meetings of the survey."""
        return SurveyRecord(self.paper, self.day)

    @property
    def _topic(self) -> str:
        return topic_of(self.survey, self.day)

    def subject(self) -> str:
        return f"kết quả khảo sát {self._topic}"

    def recipients(self) -> list[str]:
        above = superior(self.house)
        return [*([f"{above} (để báo cáo)"] if isinstance(above, str) else []), "Các đơn vị được khảo sát"]

    def sections(self) -> Iterator[Section]:
        chapter = self.numbering.chapter
        yield Section("mo-dau", "Mở đầu", (self._opening(),))
        yield Section("dac-diem", "Đặc điểm tình hình", (chapter("ĐẶC ĐIỂM TÌNH HÌNH"), *self._situation()))
        yield Section("ket-qua", "Kết quả", (chapter("KẾT QUẢ"), *self._results()))
        yield Section("danh-gia", "Đánh giá", (chapter("ĐÁNH GIÁ"), *self._judgement()))
        yield Section("nhiem-vu", "Nhiệm vụ, giải pháp", (chapter("NHIỆM VỤ, GIẢI PHÁP"), *self._tasks()))
        yield Section("kien-nghi", "Kiến nghị", (chapter("KIẾN NGHỊ"), *self._recommendations()))
        yield Section("ket", "Kết thúc", (self._closing(),))

    def annexes(self) -> Iterator[Section]:
        name = (paper_named("Báo cáo", self._number(), self.paper.date),)
        yield Section("phu-luc-1", "Phụ lục 1: biểu số liệu", (*annex(1, "BIỂU SỐ LIỆU", name), *self._figures()))
        yield Section("phu-luc-2", "Phụ lục 2: tổng hợp ý kiến", (*annex(2, "TỔNG HỢP Ý KIẾN", name), self._matters()))

    # Text

    def _opening(self) -> Paragraph:
        record, survey = self.record, self.survey
        plan = paper_named("Kế hoạch", runs(survey.plan_number or Blank("số kế hoạch")), survey.plan_date)
        units = record.unit_count
        counts = (
            (len(record.held), "hội nghị"),
            (record.delegate_count, "lượt đại biểu"),
            (record.turn_count, "lượt phát biểu"),
        )
        told = "; ".join(f"{_number(count)} {noun}" for count, noun in counts if count)
        return Paragraph(
            runs(
                *("Thực hiện ", plan, ", ", span(*record.days, "ngày khảo sát"), f", {self.house.issuing_body} đã khảo sát tại "),
                *(
                    _number(units) if units else Blank("số đơn vị được khảo sát"),
                    f" đơn vị{f' ({told})' if told else ''}. Kết quả như sau:",
                ),
            )
        )

    def _situation(self) -> Iterator[Block]:
        if units := self.record.units_of(self.record.held):
            yield Paragraph(sentence(runs(f"Các đơn vị được khảo sát: {joined(units)}")))
        if any(row.figure_rows for row in self.record.held):
            yield Paragraph(runs("Số liệu các đơn vị nêu tại hội nghị ở Phụ lục 1."))
        yield to_write("đặc điểm tình hình: thuận lợi, khó khăn của các đơn vị")

    @cached_property
    def _groups(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Remarks by content group; difficulties and requests have chapters of their own."""
        own = [row for row in self.record.remarks if row["kind_code"] not in (DIFFICULTY, REQUEST)]
        return [(group, list(rows)) for group, rows in groupby(own, lambda row: row["group"])]

    def _results(self) -> Iterator[Block]:
        for group, rows in self._groups:
            yield self.numbering.item(upper_first(group) or OTHER_MATTERS)
            yield bullets(_once(row["said"] for row in rows))
        if not self._groups:
            yield to_write("kết quả theo từng nhóm nội dung")

    def _judgement(self) -> Iterator[Block]:
        yield self.numbering.item("Ưu điểm")
        strengths = [*_once(self.record.conclusions), *self._good_results()]
        yield bullets(strengths) if strengths else to_write("ưu điểm")
        yield self.numbering.item("Hạn chế, khó khăn")
        limits = _once(row["said"] for row in self.record.remarks if row["kind_code"] == DIFFICULTY)
        yield bullets(limits) if limits else to_write("hạn chế, khó khăn")
        yield self.numbering.item("Nguyên nhân")
        yield to_write("nguyên nhân khách quan, chủ quan")

    def _good_results(self) -> Iterator[Runs]:
        """How many good results the second chapter tells of, by content, so that none stands twice in the paper."""
        for position, (group, rows) in enumerate(self._groups, 1):
            if count := sum(row["kind_code"] == RESULT for row in rows):
                where = f"{self.profile.heading_number(1, 2).rstrip('-.')}.{position}"
                yield runs(f"{upper_first(group) or OTHER_MATTERS}: {_number(count)} ý kiến nêu kết quả, cách làm hay (mục {where})")

    def _tasks(self) -> Iterator[Block]:
        tasks = list(dict.fromkeys(map(_task, self.record.directives)))
        yield bullets(map(runs, tasks)) if tasks else to_write("nhiệm vụ, giải pháp")

    def _recommendations(self) -> Iterator[Block]:
        rows = sorted(self.record.recommendations, key=_by_level)
        by_level = {level: [_with_place(row) for row in own] for level, own in groupby(rows, lambda row: row.level)}
        asked = [row["said"] for row in self.record.remarks if row["kind_code"] == REQUEST and not row["recommended"]]
        if unsorted := [*by_level.pop("", []), *asked]:
            by_level[""] = unsorted  # last: somebody has to say who is to answer
        for level, texts in by_level.items():
            heading = self.numbering.item("")
            yield replace(heading, runs=runs("Với ", level or Blank("cấp giải quyết của các kiến nghị dưới đây", wide=True)))
            yield bullets(_once(texts))
        if not by_level:
            yield to_write("kiến nghị với từng cấp; không có thì ghi không có")

    def _closing(self) -> Paragraph:
        told = f"Trên đây là báo cáo kết quả khảo sát {self._topic}. {self.house.issuing_body} kính báo cáo "
        return Paragraph(last_words(runs(told, superior(self.house), " xem xét, cho ý kiến chỉ đạo."), self.profile.body.ending))

    # Annexes

    def _figures(self) -> Iterator[Block]:
        columns = (
            Column("TT", 5, "center"),
            Column("Đơn vị", 25),
            Column("Số liệu đã nêu", 30),
            Column("Lượt phát biểu", 15, "center"),
            Column("Nội dung ý kiến", 15, "center"),
            Column("Kiến nghị", 10, "center"),
        )
        by_unit: dict[str, list[Any]] = {}
        for row in self.record.held:
            by_unit.setdefault(joined(names(row.unit_rows)) or row.full_title, []).append(row)
        rows = [
            (runs(str(number)), runs(upper_first(unit)), runs("; ".join(_figures_of(held))), *_counts(held))
            for number, (unit, held) in enumerate(by_unit.items(), 1)
        ]
        if len(rows) > 1:
            rows.append(((), runs("Cộng", bold=True), (), *_counts(self.record.held)))
        yield Table(columns, tuple(rows) or (((), runs(Blank("số liệu của các đơn vị", wide=True)), (), (), (), ()),))
        yield Paragraph(runs(HOW_COUNTED, italic=True), style="flush")

    def _matters(self) -> Table:
        columns = (
            Column("TT", 5, "center"),
            Column("Nội dung ý kiến", 35),
            Column("Số lượt", 10, "center"),
            Column("Đơn vị", 30),
            Column("Cấp giải quyết", 20),
        )
        units = {row.pk: names(row.unit_rows) for row in self.record.held}
        rows = [
            (runs(str(number)), runs(_matter(row)), runs(_number(row["turns"])), runs(_places(row, units)), runs(", ".join(row["levels"])))
            for number, row in enumerate(self.record.matters, 1)
        ]
        return Table(columns, tuple(rows) or (((), runs(Blank("nội dung các ý kiến", wide=True)), (), (), ()),))


def _number(count: int | None) -> str:
    return two_digits(count or 0)


def _figures_of(meetings: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(wording for row in meetings for wording in row.figure_rows))


def _counts(meetings: Sequence[Any]) -> tuple[Runs, Runs, Runs]:
    """Turns to speak, matters and recommendations; of a source that does not tell all remarks the first is what is recorded."""
    turns = _number(sum(row.turns for row in meetings))
    silent = any(SurveyMeeting.Section.REMARKS in row.unknown_sections for row in meetings)
    matters, recommended = (_number(sum(getattr(row, name) for row in meetings)) for name in ("matters", "recommended"))
    return runs(f"{turns} (đã ghi)" if silent else turns), runs(matters), runs(recommended)


def _once(texts: Iterable[str]) -> list[Runs]:
    """Each text on one line, and no text twice."""
    return [runs(text) for text in dict.fromkeys(map(squeeze, texts)) if text]


def _task(row: Any) -> str:
    support = names(to for to in row.to if to["role"] == DirectiveAddressee.Role.SUPPORT)
    who = ", ".join(names(to for to in row.to if to["role"] != DirectiveAddressee.Role.SUPPORT))
    who += f" (phối hợp: {', '.join(support)})" if support else ""
    text = squeeze(row.text).rstrip(" .")
    due = f". Thời hạn: {row.due_text}" if row.due_text else ""
    return f"{who}: {lower_first(text)}{due}" if who else f"{text}{due}"


def _by_level(row: RecommendationLine) -> tuple[int, str]:
    return (row.level_order or 999) if row.level else 1000, row.level


def _with_place(row: RecommendationLine) -> str:
    return f"{squeeze(row.text).rstrip(' .;')} ({row.place})" if row.place else row.text


def _matter(row: dict[str, Any]) -> str:
    return upper_first(": ".join(part for part in (row["group"], row["field"]) if part)) or OTHER_MATTERS


def _places(row: dict[str, Any], units: dict[int, list[str]]) -> str:
    """The places that were named; where none was, the units whose meetings it came from."""
    found: Sequence[str] = row["place_names"] or [name for pk in row["in_meetings"] for name in units.get(pk, [])]
    return upper_first(", ".join(dict.fromkeys(found)))
