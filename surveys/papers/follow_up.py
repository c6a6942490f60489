"""Sổ theo dõi thực hiện kết luận (van-ban-mau.md, 2.9): what was asked, of whom, and what became of it."""

import calendar
import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from danvan.documents.content import Blank, Column, Runs, Table, runs
from danvan.documents.sections import Section
from danvan.vietnamese.dates import short_date
from surveys.models import Directive, DirectiveAddressee, Paper
from surveys.papers.base import Composer
from surveys.papers.survey_record import SurveyRecord, names
from surveys.wording import lower_first, upper_first

State = Directive.State
COLUMNS = (
    Column("TT", 5, "center"),
    Column("Ngày, hội nghị", 15),
    Column("Nội dung yêu cầu", 20),
    Column("Đơn vị thực hiện (phối hợp)", 15),
    Column("Thời hạn (nguyên văn)", 10),
    Column("Kết quả (số, ngày văn bản)", 15),
    Column("Tình trạng", 10),
    Column("Ghi chú", 10),
)


class FollowUpBook(Composer):
    """A list across the page, printed to work with: no number, no signature."""

    kind = Paper.Kind.FOLLOW_UP
    type_name = "SỔ THEO DÕI"
    sources = ("meeting", "survey")
    signed = False
    sheet = "a4-landscape"
    hint = "Khổ ngang: từng việc đã yêu cầu, nơi thực hiện, thời hạn, kết quả và tình trạng."

    @cached_property
    def record(self) -> SurveyRecord:
        """The meeting, or all of the survey."""
        return SurveyRecord(self.paper, self.day)

    def subject(self) -> str:
        if self.paper.survey:
            return f"thực hiện kết luận tại các hội nghị {lower_first(self.paper.survey.title)}"
        return f"thực hiện kết luận tại {lower_first(str(self.paper.source))}"

    def sections(self) -> Iterator[Section]:
        rows = [self._row(number, row) for number, row in enumerate(self.record.directives, 1)]
        nothing = ((), (), runs(Blank("việc đã yêu cầu, giao", wide=True)), (), (), (), (), ())
        yield Section("bang", "Các việc theo dõi", (Table(COLUMNS, tuple(rows) or (nothing,)),))

    def _row(self, number: int, row: Any) -> tuple[Runs, ...]:
        day = f"{short_date(row.first_day)}, " if row.first_day else ""
        meeting = lower_first(row.meeting.full_title)
        return (
            runs(str(number)),
            runs(f"{day}{meeting}"),
            runs(upper_first(row.text)),
            runs(_addressees(row.to)),
            runs(row.due_text),
            runs("; ".join(map(_step, row.steps))),
            runs(self._state(row)),
            runs(f"Sản phẩm: {row.product}") if row.product else (),
        )

    def _state(self, row: Any) -> str:
        """The state after the last step, or that the time is over, or when it is to be looked at again."""
        state = row.steps[-1]["state"] if row.steps else State.NOT_REPORTED
        if state == State.DONE:
            return str(State.DONE.label)
        if state == State.STANDING or row.office_class == Directive.OfficeClass.STANDING:
            again = _review_day(row)
            return f"{State.STANDING.label}{f' (rà soát ngày {short_date(again)})' if again else ''}"
        until = row.due_range.upper if row.due_range else None
        return "Quá hạn" if until and until <= self.day else str(State(state).label)


def _addressees(rows: list[dict[str, Any]]) -> str:
    role = DirectiveAddressee.Role
    leading = names(row for row in rows if row["role"] != role.SUPPORT)
    support = names(row for row in rows if row["role"] == role.SUPPORT)
    return upper_first(", ".join(leading)) + (f" ({', '.join(support)})" if support else "")


def _step(step: dict[str, Any]) -> str:
    document = f" ({step['document']})" if step["document"] else ""
    return f"{short_date(dt.date.fromisoformat(step['on']))}: {step['text'].strip().rstrip('.')}{document}"


def _review_day(row: Any) -> dt.date | None:
    """So many months after the last report, or after the meeting."""
    last = dt.date.fromisoformat(row.steps[-1]["on"]) if row.steps else row.first_day
    if not last or not row.review_months:
        return None
    year, month = divmod(last.year * 12 + last.month - 1 + row.review_months, 12)
    return dt.date(year, month + 1, min(last.day, calendar.monthrange(year, month + 1)[1]))
