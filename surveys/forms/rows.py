"""Forms of the rows of a meeting: sessions, reports, figures, themes, votes, conclusions, directives, photos, published items."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Max, Model
from django.utils import timezone

from danvan.documents import files
from danvan.ui.forms import DateField, Form, Layout, NumberField, Row, Section, StaleGuard, TimeField, WhenField
from danvan.units.models import Unit
from danvan.vietnamese.when import When
from surveys.forms.meetings import UNITS_HINT, UNKNOWN_WHEN, WHEN_HELP, check_hours
from surveys.forms.places import UnitLines, UnitLinesForm
from surveys.models import (
    Article,
    Attendance,
    Conclusion,
    Directive,
    FollowUp,
    MeetingSession,
    Photo,
    Presentation,
    StatedFigure,
    SurveyMeeting,
    Theme,
    ViewReading,
    Vote,
)

MIDNIGHT = time(0, 0)


def of_meeting(model: type[Model], meeting: SurveyMeeting) -> Any:
    """Rows of a meeting that a form of the meeting may choose from; people who were not there cannot have spoken."""
    rows: Any = model._default_manager.filter(meeting=meeting)
    return rows.speakers() if model is Attendance else rows


class RowForm(StaleGuard):
    """A row of a meeting; whatever it may point to is offered from the same meeting only.

    Args (by name):
        meeting: the meeting of the row.
        user: who fills it in.
    """

    def __init__(self, *args: Any, meeting: SurveyMeeting, user: Any, **kwargs: Any) -> None:
        self.meeting, self.user = meeting, user
        super().__init__(*args, **kwargs)
        if not self.instance.pk and hasattr(self.instance, "meeting_id"):
            self.instance.meeting = meeting
        self.limit_choices()

    def limit_choices(self) -> None:
        """Offer only what belongs to the meeting, and the session only where there are several."""
        for name, field in list(self.fields.items()):
            model = getattr(getattr(field, "queryset", None), "model", None)
            if model is MeetingSession and self.meeting.sessions.count() < 2:
                del self.fields[name]
            elif model is not None and any(column.name == "meeting" for column in model._meta.fields):
                field.queryset = of_meeting(model, self.meeting)  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        if not self.instance.pk and hasattr(self.instance, "order"):
            siblings = type(self.instance)._default_manager.filter(meeting=self.meeting)
            self.instance.order = (siblings.aggregate(last=Max("order"))["last"] or 0) + 1
        return super().save(commit)


class SessionForm(RowForm, UnitLinesForm):
    """A sitting (buổi, cụm)."""

    unit_lines = (UnitLines("units", "Đơn vị dự"),)
    when = WhenField(label="Ngày họp", required=False, help_text=WHEN_HELP, max_length=200)

    class Meta:
        model = MeetingSession
        fields = ["label", "part_of_day", "start", "end", "place", "place_area", "units_words"]

    def limit_choices(self) -> None:
        super().limit_choices()
        areas = [unit.pk for unit in self.directory.units if unit.kind in (Unit.Kind.WARD, Unit.Kind.DISTRICT)]
        self.fields["place_area"].queryset = Unit.objects.filter(pk__in=areas)  # type: ignore[attr-defined]
        self.fields["label"].help_text = "Thí dụ: cụm 2."
        if self.meeting.origin == SurveyMeeting.Origin.LIVE:
            self.fields["when"].reference = timezone.localdate()  # type: ignore[attr-defined]

    def stored_initial(self, row: Any) -> dict[str, Any]:
        return {**super().stored_initial(row), "when": row.when}

    def layout(self) -> Layout:
        return Layout(
            Row(("label", 6), ("when", 6)),
            Row(("part_of_day", 4), ("start", 4), ("end", 4)),
            Row(("place", 8), ("place_area", 4)),
            Section("Đơn vị dự", *self.lines_of(self.unit_lines[0]), "units_words", hint=UNITS_HINT),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_hours(self, cleaned)
        return cleaned

    def save(self, commit: bool = True) -> MeetingSession:
        self.instance.when = self.cleaned_data.get("when") or UNKNOWN_WHEN
        session: MeetingSession = super().save(commit)
        self.save_lines()
        return session


class PresentationForm(RowForm):
    """A report: who gave it is one choice from the list of people present, or words."""

    handed_out = forms.ChoiceField(
        label="Tài liệu kèm theo",
        choices=[("", "Chưa rõ"), ("yes", "Có phát"), ("no", "Không phát")],
        required=False,
        widget=forms.RadioSelect,
    )
    upload = forms.FileField(
        label="Tệp báo cáo", required=False, help_text="PDF, Word, Excel hoặc PowerPoint, nhiều nhất 20 MB. Không đưa văn bản mật lên đây."
    )
    drop_file = forms.BooleanField(label="Bỏ tệp đang kèm", required=False)

    class Meta:
        model = Presentation
        fields = ["presenter", "presenter_words", "title", "content", "handed_out", "session"]
        widgets = {"content": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["presenter"].empty_label = "Chưa rõ, hoặc ghi bằng chữ"  # type: ignore[attr-defined]
        if not self.instance.file_id:
            del self.fields["drop_file"]

    def stored_initial(self, row: Any) -> dict[str, Any]:
        return {**super().stored_initial(row), "handed_out": {True: "yes", False: "no"}.get(row.handed_out, "")}

    def layout(self) -> Layout:
        rest = [name for name in ("session", "drop_file") if name in self.fields]
        return Layout(Row(("presenter", 6), ("presenter_words", 6)), "title", "content", "handed_out", "upload", *rest)

    def clean_handed_out(self) -> bool | None:
        """Yes, no, or unknown, which is neither."""
        return {"yes": True, "no": False}.get(self.cleaned_data["handed_out"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("presenter") and cleaned.get("presenter_words"):
            self.add_error("presenter_words", "Chọn người báo cáo trong danh sách, hoặc ghi bằng chữ; không ghi cả hai")
        keep_upload(self, files.keep_document)
        return cleaned

    def save(self, commit: bool = True) -> Presentation:
        if self.cleaned_data.get("drop_file"):
            self.instance.file = None
        self.instance.file = getattr(self, "kept", None) or self.instance.file
        presentation: Presentation = super().save(commit)
        return presentation


def keep_upload(form: Any, keep: Any) -> None:
    """Keep the form's upload as `form.kept` once everything else is right; what is wrong with it is told at its field."""
    upload = form.cleaned_data.get("upload")
    if not upload or form.errors:
        return
    try:
        form.kept = keep(upload, form.user)
    except files.UploadError as refused:
        form.add_error("upload", str(refused))


class FigureForm(RowForm):
    """A figure as somebody said it."""

    class Meta:
        model = StatedFigure
        fields = ["about", "wording", "value", "unit_name", "precision", "presentation", "session"]

    def layout(self) -> Layout:
        rest = [name for name in ("session",) if name in self.fields]
        return Layout(
            Row(("about", 4), ("wording", 8)), Row(("value", 4), ("unit_name", 4), ("precision", 4)), Row(("presentation", 8)), *rest
        )


class ThemeForm(RowForm):
    """A theme of the discussion."""

    class Meta:
        model = Theme
        fields = ["number", "text", "field"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def limit_choices(self) -> None:
        super().limit_choices()
        field: Any = self.fields["field"]
        field.queryset = field.queryset.filter(closed=False)

    def layout(self) -> Layout:
        return Layout(Row(("number", 4), ("field", 8)), "text")


class VoteForm(RowForm):
    """A vote; figures that were not said stay empty."""

    class Meta:
        model = Vote
        fields = ["subject", "form", "total", "in_favor", "against", "abstained", "wording"]

    def layout(self) -> Layout:
        return Layout("subject", Row(("form", 4), ("total", 4)), Row(("in_favor", 4), ("against", 4), ("abstained", 4)), "wording")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cast = sum(cleaned.get(name) or 0 for name in ("in_favor", "against", "abstained"))
        total = cleaned.get("total")
        if total is not None and cast > total:
            self.add_error("total", f"Cộng ba số ở dưới được {cast}, nhiều hơn số người biểu quyết: xem lại các số")
        return cleaned


class ConclusionForm(RowForm):
    """A point of the chair's words that asks nothing of anybody."""

    class Meta:
        model = Conclusion
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


class DirectiveForm(RowForm, UnitLinesForm):
    """Something asked: the verb and the time stay in the chair's own words."""

    unit_lines = (UnitLines("addressees", "Nơi thực hiện", spare=3, roles=True),)
    due = WhenField(
        label="Thời hạn, nguyên văn",
        required=False,
        max_length=200,
        help_text="Ghi như lời chủ trì. Thí dụ: trước 15/8; trong thời gian tới. Không nêu thì để trống.",
    )

    class Meta:
        model = Directive
        fields = ["verb", "text", "office_class", "review_months", "product"]
        labels = {"verb": "Chủ trì dùng chữ"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def limit_choices(self) -> None:
        super().limit_choices()
        self.fields["due"].reference = self.meeting.days()[1]  # type: ignore[attr-defined]

    def stored_initial(self, row: Any) -> dict[str, Any]:
        return {**super().stored_initial(row), "due": row.due}

    def layout(self) -> Layout:
        return Layout(
            Row(("verb", 4)),
            "text",
            Section("Nơi thực hiện", *self.lines_of(self.unit_lines[0]), hint=UNITS_HINT),
            Row(("due", 6), ("product", 6)),
            Row(("office_class", 4), ("review_months", 4)),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        standing = cleaned.get("office_class") == Directive.OfficeClass.STANDING
        if cleaned.get("review_months") and not standing:
            self.add_error("review_months", "Chỉ việc thường xuyên mới có kỳ rà soát: xếp loại “Thường xuyên”, hoặc để trống ô này")
        due: When | None = cleaned.get("due")
        if cleaned.get("office_class") == Directive.OfficeClass.DATED and "due" not in self.errors and not (due and due.end):
            self.add_error("office_class", "Thời hạn không nêu ngày cuối: ghi rõ ngày ở ô thời hạn, hoặc chọn loại khác")
        return cleaned

    def save(self, commit: bool = True) -> Directive:
        self.instance.due = self.cleaned_data.get("due") or UNKNOWN_WHEN
        directive: Directive = super().save(commit)
        self.save_lines()
        return directive


class FollowUpForm(RowForm):
    """What was done about a directive; it goes on when the minutes are signed."""

    class Meta:
        model = FollowUp
        fields = ["directive", "on", "text", "document", "state"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    def layout(self) -> Layout:
        return Layout("directive", Row(("on", 4), ("state", 4)), "text", "document")

    def clean_on(self) -> Any:
        """A result is reported after it came about, not before."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("Ngày này chưa tới: ghi ngày đã có kết quả")
        return on


class PhotoForm(RowForm):
    """A photo with its caption; of an archived meeting the caption alone may be known."""

    upload = forms.FileField(label="Tệp ảnh", required=False, help_text="Ảnh JPEG, PNG hoặc WebP, nhiều nhất 10 MB.")

    class Meta:
        model = Photo
        fields = ["caption"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp"
        if self.instance.file_id:
            self.fields["upload"].help_text += " Để trống thì giữ ảnh đang có."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        archived = self.meeting.origin == SurveyMeeting.Origin.ARCHIVE
        if not cleaned.get("upload") and not self.instance.file_id and not archived and "upload" not in self.errors:
            self.add_error("upload", "Chọn tệp ảnh")
        keep_upload(self, files.keep_photo)
        return cleaned

    def save(self, commit: bool = True) -> Photo:
        self.instance.file = getattr(self, "kept", None) or self.instance.file
        photo: Photo = super().save(commit)
        return photo


class ArticleForm(RowForm):
    """An item that was posted elsewhere. An hour that is not known is kept as midnight and not shown.

    Whatever is changed of one that stands on the unit's public page takes it from there until a second person has looked at it.
    """

    posted_on = DateField(label="Ngày đăng", required=False)
    posted_time = TimeField(label="Giờ đăng", required=False, help_text="Thí dụ: 10:52. Chưa rõ thì để trống.")

    class Meta:
        model = Article
        fields = ["category", "title", "outlet", "address", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}

    def limit_choices(self) -> None:
        super().limit_choices()
        if self.instance.public:
            self.fields[
                "title"
            ].help_text = "Tin đang hiện trên trang tin của đơn vị. Lưu thay đổi thì tin rút khỏi trang, chờ một đồng chí khác đưa lên lại."

    def stored_initial(self, row: Any) -> dict[str, Any]:
        posted = timezone.localtime(row.posted_at) if row.posted_at else None
        known = posted and posted.time() != MIDNIGHT
        return {
            **super().stored_initial(row),
            "posted_on": posted.date() if posted else None,
            "posted_time": posted.time() if posted and known else None,
        }

    def layout(self) -> Layout:
        return Layout("title", Row(("category", 4), ("posted_on", 4), ("posted_time", 4)), Row(("outlet", 6), ("address", 6)), "text")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("posted_time") and not cleaned.get("posted_on") and "posted_on" not in self.errors:
            self.add_error("posted_on", "Nhập cả ngày đăng, hoặc để trống cả ngày và giờ")
        return cleaned

    def save(self, commit: bool = True) -> Article:
        day, hour = self.cleaned_data.get("posted_on"), self.cleaned_data.get("posted_time") or MIDNIGHT
        self.instance.posted_at = timezone.make_aware(datetime.combine(day, hour)) if day else None
        if self.has_changed():
            self.instance.public, self.instance.author = False, self.user
        article: Article = super().save(commit)
        return article


class ViewReadingForm(RowForm):
    """How many views were read, and when."""

    class Meta:
        model = ViewReading
        fields = ["article", "views", "read_on"]
        help_texts = {"read_on": "Chưa rõ thì để trống. Thí dụ: 19/7/2017"}

    def layout(self) -> Layout:
        return Layout("article", Row(("views", 4), ("read_on", 4)))


class OrderForm(Form):
    """A number for each row of a section; a row between 2 and 3 gets any number between, the rows are then counted anew."""

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for position, row in enumerate(rows, start=1):
            field = NumberField(label=f"Thứ tự của: {row}", min_value=0, max_value=10_000, initial=position)
            self.fields[f"order_{row.pk}"] = field

    def bound_rows(self) -> list[tuple[Any, Any]]:
        """Each row with its field."""
        return [(row, self[f"order_{row.pk}"]) for row in self.rows]

    def save(self) -> None:
        """Give the rows their places, counted from 1; equal numbers keep the order they had."""
        wanted = sorted(self.rows, key=lambda row: self.cleaned_data[f"order_{row.pk}"])
        for position, row in enumerate(wanted, start=1):
            if row.order != position:
                row.order = position
                row.save(update_fields=["order"])
