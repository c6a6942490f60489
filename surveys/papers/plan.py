"""Kế hoạch khảo sát, with the outline of the units' reports and the timetable as annexes (van-ban-mau.md, 2.1)."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar

from danvan.documents.content import Blank, Block, Column, Paragraph, Runs, Table, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import long_time, short_date
from surveys.minutes_text.pieces import bullets, last_words
from surveys.models import Paper, SurveyMember
from surveys.papers.base import Composer
from surveys.papers.phrases import annex, day_or_blank, paper_named, superior, topic_of
from surveys.papers.survey_record import Sitting, SurveyRecord
from surveys.wording import joined, lower_first, sentence, upper_first

Role = SurveyMember.Role
PURPOSE = "nắm thực chất kết quả, khó khăn; kịp thời tháo gỡ trong thẩm quyền; có cơ sở {}"
ADVICE = {"party": "tham mưu cấp ủy"}
OTHER_ADVICE = "đề xuất với cấp có thẩm quyền"
"""What a survey is good for: bodies of the Party advise the committee."""
DEMANDS = "khách quan, đúng trọng tâm, không gây phiền hà cho cơ sở"
METHOD = ("nghe báo cáo của đơn vị", "trao đổi, thảo luận", "xem sổ sách, hồ sơ", "đi thực tế (nếu có)")
PRESENT = "đại diện cấp ủy, UBND, MTTQ, đoàn thể, tổ dân vận"
OUTLINE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ĐẶC ĐIỂM TÌNH HÌNH", ("Số tổ dân phố, số tổ dân vận, thành viên", "Thuận lợi, khó khăn")),
    (
        "KẾT QUẢ",
        (
            "Lãnh đạo, quán triệt",
            "Kiện toàn tổ, quy chế hoạt động",
            "Thực hiện dân chủ ở cơ sở theo từng nhóm nội dung",
            "Phối hợp",
            "Thông tin, báo cáo, giao ban",
            "Mô hình, gương điển hình",
        ),
    ),
    ("HẠN CHẾ, KHÓ KHĂN, NGUYÊN NHÂN", ()),
    ("NHIỆM VỤ, GIẢI PHÁP", ()),
    ("KIẾN NGHỊ (ghi rõ với cấp nào)", ()),
)
"""What a unit reports on, unless the survey has an outline of its own."""


class Plan(Composer):
    """The plan of a survey; one that follows an earlier plan begins with what was written for that (paper_life.begin)."""

    kind = Paper.Kind.PLAN
    code = "KH"
    type_name = "KẾ HOẠCH"
    sources = ("survey",)
    asks = ("follows", "due", "contact")
    questions: ClassVar = {
        "follows": (
            "Chép từ kế hoạch năm trước",
            "Các phần đã viết trong kế hoạch ấy được chép sang; không chọn thì dựng mới theo số liệu.",
        ),
        "due": ("Đơn vị gửi báo cáo trước ngày", ""),
    }
    hint = "Kèm đề cương báo cáo và lịch khảo sát; có thể chép từ kế hoạch năm trước."

    @classmethod
    def may_follow(cls, paper: Paper, papers: Any) -> Any:
        """Earlier plans of the same office."""
        return papers.filter(kind=Paper.Kind.PLAN, owner=paper.owner_id).exclude(pk=paper.pk).order_by("-pk")

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper)
        assert paper.survey is not None  # noqa: S101 - `sources` says so
        self.survey = paper.survey

    @cached_property
    def record(self) -> SurveyRecord:
        """The meetings of the survey."""
        return SurveyRecord(self.paper, self.day)

    @cached_property
    def members(self) -> list[SurveyMember]:
        """The survey party."""
        return list(self.survey.members.select_related("person"))

    @property
    def _topic(self) -> str:
        return topic_of(self.survey, self.day)

    def subject(self) -> str:
        return f"khảo sát {self._topic}"

    def recipients(self) -> list[str]:
        above = superior(self.house)
        first = [f"{above} (để báo cáo)"] if isinstance(above, str) else []
        return [*first, "Các đơn vị được khảo sát (để thực hiện)", "Thành viên đoàn khảo sát"]

    def sections(self) -> Iterator[Section]:
        chapter = self.numbering.chapter
        yield Section("mo-dau", "Mở đầu", (self._opening(),))
        yield Section("muc-dich", "Mục đích, yêu cầu", (chapter("MỤC ĐÍCH, YÊU CẦU"), *self._purpose()))
        yield Section("noi-dung", "Nội dung, đối tượng", (chapter("NỘI DUNG, ĐỐI TƯỢNG, MỐC THỜI GIAN"), *self._matter()))
        yield Section("cach-thuc", "Cách thức", (chapter("CÁCH THỨC"), bullets(map(runs, METHOD))))
        yield Section("thanh-phan", "Thành phần", (chapter("THÀNH PHẦN"), *self._party()))
        yield Section("thoi-gian", "Thời gian, địa điểm", (chapter("THỜI GIAN, ĐỊA ĐIỂM"), *self._time()))
        yield Section("to-chuc", "Tổ chức thực hiện", (chapter("TỔ CHỨC THỰC HIỆN"), *self._carrying_out()))
        yield Section("ket", "Kết thúc", (self._closing(),))

    def annexes(self) -> Iterator[Section]:
        name = paper_named("Kế hoạch", self._number(), self.paper.date)
        self.numbering = type(self.numbering)(self.profile)
        yield Section("phu-luc-1", "Phụ lục 1: đề cương", (*annex(1, "ĐỀ CƯƠNG BÁO CÁO", (name,)), *self._outline()))
        yield Section("phu-luc-2", "Phụ lục 2: lịch", (*annex(2, "LỊCH KHẢO SÁT", (name,)), self._timetable()))

    def _opening(self) -> Paragraph:
        year = (self.survey.plan_date or self.day).year
        programme = runs(f"Thực hiện Chương trình công tác năm {year} của ", superior(self.house))
        return Paragraph(runs(programme, f", {self.house.issuing_body} xây dựng kế hoạch khảo sát {self._topic} như sau:"))

    def _purpose(self) -> Iterator[Block]:
        if own := _lines(self.survey.purpose):
            yield from (Paragraph(sentence(runs(line))) for line in own)
            return
        yield self.numbering.run_in("Mục đích:", runs(self.house.spell(PURPOSE.format(ADVICE.get(self.profile.family, OTHER_ADVICE)))))
        yield self.numbering.run_in("Yêu cầu:", runs(DEMANDS))

    def _matter(self) -> Iterator[Block]:
        yield self.numbering.run_in("Nội dung:", runs(upper_first(self._topic)))
        units = self.record.units_of(self.record.planned)
        yield self.numbering.run_in("Đối tượng:", runs(joined(units) if units else Blank("các đơn vị được khảo sát", wide=True)))
        first, last = self.survey.data_from, self.survey.data_until
        days = runs("từ ", day_or_blank(first, "ngày đầu của số liệu"), " đến ", day_or_blank(last, "ngày cuối của số liệu"))
        yield self.numbering.run_in("Mốc thời gian:", runs("số liệu ", days))

    def _party(self) -> Iterator[Block]:
        yield self.numbering.item("Đoàn khảo sát")
        if self.members:
            yield bullets(runs(f"{Role(row.role).label}: {self._member(row)}") for row in self.members)
        else:
            yield Paragraph(runs(Blank("trưởng đoàn, phó trưởng đoàn, thành viên, thư ký đoàn", wide=True)))
        yield self.numbering.item("Đơn vị được khảo sát")
        yield Paragraph(sentence(runs(upper_first(self.house.spell(PRESENT)))))

    def _member(self, row: SurveyMember) -> str:
        name = row.words or f"{row.person.address} {row.person.full_name}" if row.person else row.words
        return f"{name} - {self.house.write_out(row.title)}" if row.title else name

    def _time(self) -> Iterator[Block]:
        when = self.survey.when_text or Blank("thời gian khảo sát", wide=True)
        yield Paragraph(sentence(runs("Thời gian: ", lower_first(when) if isinstance(when, str) else when)))
        yield Paragraph(runs("Địa điểm: tại các đơn vị được khảo sát. Lịch cụ thể tại Phụ lục 2."))

    def _carrying_out(self) -> Iterator[Block]:
        due = day_or_blank(self.paper.due, "hạn gửi báo cáo")
        report = "Các đơn vị được khảo sát chuẩn bị báo cáo theo đề cương tại Phụ lục 1, gửi bản ký và bản điện tử về"
        yield Paragraph(sentence(runs(f"{self.numbering.letter(1)} {report} {self.house.issuing_body} trước ", due)))
        yield Paragraph(
            sentence(
                runs(f"{self.numbering.letter(2)} {upper_first(self.house.issuing_body)} chuẩn bị nội dung, phân công thành viên đoàn.")
            )
        )
        yield Paragraph(sentence(runs(f"{self.numbering.letter(3)} Kinh phí, phương tiện: ", Blank("kinh phí, phương tiện", wide=True))))

    def _closing(self) -> Paragraph:
        contact = self.paper.contact or self.house.contact
        ask = f" (qua {contact})" if contact else ""
        told = f"Trên đây là kế hoạch khảo sát {self._topic}, đề nghị các đơn vị phối hợp thực hiện; có vướng mắc xin trao đổi với"
        return Paragraph(last_words(runs(f"{told} {self.house.issuing_body}{ask}."), self.profile.body.ending))

    def _outline(self) -> Iterator[Block]:
        if own := _lines(self.survey.outline):
            yield from (Paragraph(runs(line)) for line in own)
            return
        for title, items in OUTLINE:
            yield self.numbering.chapter(title)
            yield from (Paragraph(runs(f"{self.profile.heading_number(2, number)} {text}.")) for number, text in enumerate(items, 1))
        yield Paragraph(runs("Kèm theo báo cáo: biểu số liệu.", italic=True))

    def _timetable(self) -> Table:
        rows = [sitting for meeting in self.record.planned for sitting in self.record.sittings(meeting)] or [
            Sitting(None, "", None, "", [])
        ]
        columns = (
            Column("TT", 5, "center"),
            Column("Ngày, giờ", 20),
            Column("Đơn vị", 25),
            Column("Địa điểm", 25),
            Column("Trưởng đoàn, thư ký", 25),
        )
        return Table(columns, tuple((runs(str(number)), *self._row(row)) for number, row in enumerate(rows, 1)))

    def _row(self, row: Sitting) -> tuple[Runs, Runs, Runs, Runs]:
        day = short_date(row.day) if row.day else row.when or Blank("ngày khảo sát")
        when = runs(long_time(row.start), ", ", day) if row.start else runs(day)
        units = runs(upper_first(", ".join(row.units)) if row.units else Blank("đơn vị được khảo sát"))
        return when, units, runs(upper_first(row.place) if row.place else Blank("địa điểm")), self._leading()

    def _leading(self) -> Runs:
        leading = [row for role in (Role.HEAD, Role.SECRETARY) for row in self.members if row.role == role]
        return runs("; ".join(str(row) for row in leading)) if leading else runs(Blank("trưởng đoàn, thư ký"))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
