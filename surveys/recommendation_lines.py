"""The recommendations of meetings as lines, with everything that pages and papers show of them, read in one question."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject, NullIf

from danvan.vietnamese.dates import short_date
from surveys.models import Recommendation

_State = Recommendation.State
_MARKS = {_State.UNANSWERED: "todo", _State.DOING: "doing", _State.DONE: "done", _State.EXPLAINED: "done", _State.PASSED_UP: "wait"}


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """One recommendation in words. `source` is the unit whose people raised it, never a person; empty where the remark is not to be told."""

    pk: int
    meeting: int
    text: str
    place: str
    level: str
    level_order: int | None
    responsible: str
    responsible_id: int | None
    responsible_short: str
    state: str
    answer: str
    answer_number: str
    answer_date: str | None
    told_on: date | None
    source: str

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(_State(self.state).label)

    @property
    def mark(self) -> str:
        """The shape that goes with the state."""
        return _MARKS[_State(self.state)]

    @property
    def document(self) -> str:
        """Number and day of the answer: "112/UBND-KT, ngày 20/11/2026"."""
        day = f"ngày {short_date(date.fromisoformat(self.answer_date))}" if self.answer_date else ""
        return ", ".join(part for part in (self.answer_number, day) if part)

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.state == _State.UNANSWERED


def _name(column: str) -> Coalesce:
    return Coalesce(NullIf(f"{column}_words", models.Value("")), F(f"{column}__name"), models.Value(""))


def _told() -> Any:
    """The unit of who raised it, else the team that their title names; nothing when the remark is restricted or without a name."""
    told = Q(remark__restricted=False, remark__anonymous=False)
    team = models.Func(F("remark__speaker__title"), models.Value("(Tổ dân vận [^,;]*)"), function="substring")
    unit = Coalesce(F("remark__speaker__unit__name"), team, output_field=models.TextField())
    return models.Case(models.When(told, then=unit), default=models.Value(""), output_field=models.TextField())


LINE = {
    "pk": "pk",
    "meeting": "meeting_id",
    "text": "text",
    "place": _name("place"),
    "level": Coalesce("level__label", models.Value("")),
    "level_order": "level__order",
    "responsible": _name("responsible"),
    "responsible_id": "responsible_id",
    "responsible_short": Coalesce("responsible__short_name", models.Value("")),
    "state": "state",
    "answer": "answer",
    "answer_number": "answer_number",
    "answer_date": "answer_date",
    "told_on": "told_on",
    "source": Coalesce(_told(), models.Value("")),
}


def lines(rows: Any) -> list[RecommendationLine]:
    """The lines of a query set's recommendations, in its order: one question."""
    return [line_of(row) for row in rows.values_list(JSONObject(**LINE), flat=True)]


def line_of(row: dict[str, Any]) -> RecommendationLine:
    """A line from what `LINE` gave."""
    return RecommendationLine(**{**row, "told_on": date.fromisoformat(row["told_on"]) if row["told_on"] else None})


def of_meeting() -> Any:
    """A sub-select for a query of meetings: their recommendations as `LINE` gives them."""
    rows = Recommendation.objects.filter(meeting=OuterRef("pk")).order_by("order", "pk")
    return ArraySubquery(rows.values(json=JSONObject(**LINE)))
