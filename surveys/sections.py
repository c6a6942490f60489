"""The parts of a meeting that are lists of rows: how each is called, which form fills it in, and where it is shown.

One mechanism (`views/rows.py`) adds, changes, removes and orders the rows of all of them.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse

from surveys.forms import rows
from surveys.forms.recommendations import RecommendationForm
from surveys.models import (
    Article,
    Conclusion,
    Directive,
    FollowUp,
    MeetingSession,
    Photo,
    Presentation,
    Recommendation,
    StatedFigure,
    SurveyMeeting,
    Theme,
    ViewReading,
    Vote,
)


@dataclass(frozen=True)
class Section:
    """A list of rows of a meeting.

    Attributes:
        slug: its name in addresses.
        model: of a row.
        form: of a row.
        noun: what one row is called ("báo cáo"), for headings and buttons.
        anchor: where it stands on its page.
        route: the page that shows it.
        meeting: the way from a row to its meeting.
        frozen: whether signed minutes forbid changing it.
        ordered: whether its rows have an order that people set.
        among: what else holds for its rows; others of the model have pages of their own.
    """

    slug: str
    model: type[Model]
    form: type[rows.RowForm]
    noun: str
    anchor: str
    route: str = "surveys:meeting-detail"
    meeting: str = "meeting"
    frozen: bool = True
    ordered: bool = True
    among: tuple[tuple[str, Any], ...] = ()

    def rows_of(self, meeting: SurveyMeeting) -> QuerySet[Any]:
        """The rows of one meeting, in their order."""
        return self.model._default_manager.filter(**{self.meeting: meeting}, **dict(self.among))

    def page_of(self, meeting: SurveyMeeting) -> str:
        """The address where the rows are shown."""
        return f"{reverse(self.route, args=[meeting.pk])}#{self.anchor}"


_FILES = "surveys:meeting-files"
SECTIONS = {
    section.slug: section
    for section in (
        Section("buoi-hop", MeetingSession, rows.SessionForm, "buổi họp", "buoi-hop"),
        Section("bao-cao", Presentation, rows.PresentationForm, "báo cáo", "bao-cao"),
        Section("so-lieu", StatedFigure, rows.FigureForm, "số liệu đã nêu", "so-lieu"),
        Section("noi-dung", Theme, rows.ThemeForm, "nội dung thảo luận", "thao-luan"),
        Section("bieu-quyet", Vote, rows.VoteForm, "biểu quyết", "bieu-quyet"),
        Section("ket-luan", Conclusion, rows.ConclusionForm, "ý kiến chủ trì", "ket-luan"),
        Section("viec-giao", Directive, rows.DirectiveForm, "việc yêu cầu, giao", "ket-luan"),
        Section(
            "ket-qua",
            FollowUp,
            rows.FollowUpForm,
            "kết quả thực hiện",
            "ket-luan",
            meeting="directive__meeting",
            frozen=False,
            ordered=False,
        ),
        Section("kien-nghi", Recommendation, RecommendationForm, "kiến nghị", "kien-nghi", frozen=False),
        Section("anh", Photo, rows.PhotoForm, "ảnh", "anh", route=_FILES),
        Section(
            "tin",
            Article,
            rows.ArticleForm,
            "tin đã đăng",
            "tin",
            route=_FILES,
            frozen=False,
            ordered=False,
            among=(("taken_over", True),),
        ),
        Section(
            "luot-xem",
            ViewReading,
            rows.ViewReadingForm,
            "lượt xem",
            "tin",
            route=_FILES,
            meeting="article__meeting",
            frozen=False,
            ordered=False,
        ),
    )
}


def section(slug: str) -> Section:
    """The section with this name in the address, or Http404."""
    try:
        return SECTIONS[slug]
    except KeyError as missing:
        raise Http404(f"no section {slug}") from missing
