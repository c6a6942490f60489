"""The form of a meeting: one page for everything that is known when it is logged, its first session included."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from danvan.ui.forms import CleanCharField, DateField, FilterForm, Layout, Row, Section, TimeField, WhenField
from danvan.ui.lists import SEARCH
from danvan.units.models import Unit
from danvan.vietnamese.when import When
from surveys.forms.fold import Folded
from surveys.forms.places import UnitLines, UnitLinesForm
from surveys.models import MeetingSession, Minutes, Survey, SurveyMeeting
from surveys.queries import READERS, WRITERS

UNKNOWN_WHEN = When("", None, None, False)
SESSION_FIELDS = ("part_of_day", "start", "end", "place", "place_area")
UNITS_HINT = "Gõ tên đơn vị, hoặc ghi bằng chữ như nguồn."
WHEN_HELP = "Ghi như nguồn. Thí dụ: 19/7/2017; sáng ngày 19/7/2017; trong tháng 9/2017. Chưa rõ thì để trống."


def check_hours(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """Put the message about an end before the start at the field of the end."""
    start, end = cleaned.get("start"), cleaned.get("end")
    if start and end and end <= start:
        form.add_error("end", "Giờ kết thúc phải sau giờ bắt đầu")


class MeetingForm(UnitLinesForm):
    """A meeting with its first session, who calls it and whom it concerns.

    A meeting with several sessions keeps each on its own page; then the session's fields are left out here.
    """

    unit_lines = (
        UnitLines("organizers", "Cơ quan tổ chức", roles=True),
        UnitLines("concerned_units", "Đơn vị được khảo sát, tham gia"),
    )
    when = WhenField(label="Ngày họp", required=False, help_text=WHEN_HELP, max_length=200)
    part_of_day = forms.ChoiceField(label="Buổi", choices=[("", "Chưa rõ"), *MeetingSession.PartOfDay.choices], required=False)
    start = TimeField(label="Bắt đầu lúc", required=False)
    end = TimeField(label="Kết thúc lúc", required=False)
    place = CleanCharField(label="Địa điểm", required=False, max_length=300, help_text="Thí dụ: nhà văn hóa TDP 9.")
    place_area = forms.ModelChoiceField(Unit.objects.none(), label="Thuộc phường, xã", required=False, help_text="In sau địa điểm.")
    unknown_sections = forms.MultipleChoiceField(
        label="Nguồn không nói rõ, không nói đủ về",
        choices=SurveyMeeting.Section.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = SurveyMeeting
        fields = [
            "owner",
            "kind",
            "title",
            "topic",
            "series",
            "survey",
            "follows",
            "state",
            "state_note",
            "postponed_to",
            "origin",
            "origin_note",
            "unknown_sections",
            "opened_by",
            "discussion",
            "chair_words",
        ]
        widgets = {"discussion": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.owner_before = self.instance.owner_id
        self._limit_choices()
        self.has_session_fields = not self.instance.pk or self.instance.sessions.count() < 2
        if not self.has_session_fields:
            for name in ("when", *SESSION_FIELDS):
                del self.fields[name]
        if self.instance.origin == SurveyMeeting.Origin.LIVE and "when" in self.fields:
            self.fields["when"].reference = timezone.localdate()  # type: ignore[attr-defined]
        self.rehash()

    def _limit_choices(self) -> None:
        owners = Unit.objects.in_scope_of(self.user, WRITERS).exclude(kind__in=Unit.AREA_KINDS).exclude(kind=Unit.Kind.TEAM)
        self._choose_from("owner", owners | Unit.objects.filter(pk=self.instance.owner_id))
        self._choose_from("survey", Survey.objects.visible_to(self.user))
        self._choose_from("follows", SurveyMeeting.objects.visible_to(self.user).exclude(pk=self.instance.pk).latest_first())
        areas = [unit.pk for unit in self.directory.units if unit.kind in (Unit.Kind.WARD, Unit.Kind.DISTRICT)]
        self._choose_from("place_area", Unit.objects.filter(pk__in=areas))
        if self.instance.pk:
            self._choose_from("opened_by", self.instance.attendances.speakers())
        else:
            del self.fields["opened_by"]
        self.fields["state"].help_text = "Hoãn, dời lịch hoặc không tổ chức thì ghi lý do."
        if not self.instance.pk:
            self._let_the_date_say_the_state()

    def _let_the_date_say_the_state(self) -> None:
        """Nobody need answer whether a meeting of last year has been held."""
        by_date = ("", "Theo ngày họp")
        self.fields["state"] = forms.ChoiceField(
            label="Tình trạng",
            choices=[by_date, *SurveyMeeting.State.choices],
            required=False,
            initial="",
            help_text=f"Ngày họp đã qua là đã họp, chưa tới là sắp họp. {self.fields['state'].help_text}",
        )
        self.initial["state"] = ""

    def _choose_from(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows.distinct() if name == "owner" else rows  # type: ignore[attr-defined]

    def stored_initial(self, row: Any) -> dict[str, Any]:
        shown = super().stored_initial(row)
        session = row.sessions.first()
        shown["when"] = session.when if session else None
        for name in SESSION_FIELDS:
            value = getattr(session, name) if session else None
            shown[name] = value.pk if isinstance(value, Unit) else value
        return shown

    def layout(self) -> Layout:
        organizers, concerned = self.unit_lines
        opened = ["opened_by"] if "opened_by" in self.fields else []
        return Layout(
            Section(
                "Hội nghị", Row(("kind", 4), ("series", 4)), "title", Row(("topic", 8), ("survey", 4)), Row(("owner", 6), ("follows", 6))
            ),
            *self._session_section(),
            Section("Cơ quan tổ chức", *self.lines_of(organizers), hint=UNITS_HINT),
            Section("Đơn vị được khảo sát, tham gia", *self.lines_of(concerned), hint=UNITS_HINT),
            Section("Tình trạng", Row(("state", 4), ("postponed_to", 4)), "state_note"),
            Folded(
                "Nguồn",
                Row(("origin", 4), ("origin_note", 8)),
                "unknown_sections",
                is_open=self._says("origin", "origin_note", "unknown_sections"),
                hint="Nguồn không nói thì để trống, không ghi 0.",
            ),
            Folded(
                "Thảo luận, lời chủ trì",
                *opened,
                "discussion",
                Row(("chair_words", 4)),
                is_open=self._says(*opened, "discussion", "chair_words"),
            ),
        )

    def _says(self, *names: str) -> bool:
        """Whether one of the fields says something that is not usual, or has something to be corrected."""
        usual: tuple[Any, ...] = (None, "", [], SurveyMeeting.Origin.LIVE, SurveyMeeting.ChairWords.CONCLUSION)
        return any(name in self.errors or self[name].value() not in usual for name in names)

    def _session_section(self) -> list[Section]:
        if not self.has_session_fields:
            return []
        when, hours = Row(("when", 8)), Row(("part_of_day", 4), ("start", 4), ("end", 4))
        return [Section("Thời gian, địa điểm", when, hours, Row(("place", 8), ("place_area", 4)))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_hours(self, cleaned)
        if not cleaned.get("state") and "state" not in self.errors:
            cleaned["state"] = self._state_by_date(cleaned)
        self._check_state(cleaned)
        owner = cleaned.get("owner")
        if owner and self.instance.pk and owner.pk != self.owner_before and self.instance.papers.exists():
            self.add_error(
                "owner", "Hội nghị đã có văn bản của đơn vị đang phụ trách: bỏ các văn bản ấy trước, văn bản đã ký thì không chuyển được"
            )
        if cleaned.get("origin") == SurveyMeeting.Origin.ARCHIVE and not cleaned.get("origin_note"):
            self.add_error("origin_note", "Ghi hội nghị nhập từ đâu, thí dụ: tin đăng ngày 20/10/2017")
        return cleaned

    def _check_state(self, cleaned: dict[str, Any]) -> None:
        state, reason = cleaned.get("state"), cleaned.get("state_note")
        if state in (SurveyMeeting.State.POSTPONED, SurveyMeeting.State.CANCELLED) and not reason:
            self.add_error("state_note", "Ghi lý do hoãn, dời hoặc không tổ chức")
        if state == SurveyMeeting.State.POSTPONED and not cleaned.get("postponed_to") and "postponed_to" not in self.errors:
            self.add_error("postponed_to", "Nhập ngày mới của hội nghị dời lịch")
        first = self._first_day(cleaned)
        if state == SurveyMeeting.State.HELD and first and first > timezone.localdate():
            self.add_error("state", "Ngày họp chưa tới: chọn “Sắp họp”, hoặc sửa ngày họp")

    def _state_by_date(self, cleaned: dict[str, Any]) -> str:
        """Held if the day is over, or if it was taken over from an archive without a day; else still to come."""
        when = cleaned.get("when")
        begins = when.start if when else None
        over = begins < timezone.localdate() if begins else cleaned.get("origin") == SurveyMeeting.Origin.ARCHIVE
        return SurveyMeeting.State.HELD if over else SurveyMeeting.State.PLANNED

    def _first_day(self, cleaned: dict[str, Any]) -> date | None:
        if not self.has_session_fields:
            return self.instance.days()[0]
        when = cleaned.get("when")
        return when.start if when else None

    def save(self, commit: bool = True) -> SurveyMeeting:
        if not self.instance.pk:
            self.instance.logged_by = self.user
        if self.instance.state != SurveyMeeting.State.POSTPONED:
            self.instance.postponed_to = None
        meeting: SurveyMeeting = super().save(commit)
        self._follow_origin(meeting)
        if self.has_session_fields:
            self._save_session(meeting)
        self.save_lines()
        return meeting

    def _follow_origin(self, meeting: SurveyMeeting) -> None:
        """Minutes of what was taken over from an archive are never signed; those of a meeting of ours begin at the beginning."""
        minutes, archived = meeting.minutes, meeting.origin == SurveyMeeting.Origin.ARCHIVE
        if archived != (minutes.state == Minutes.State.ARCHIVE):
            minutes.state = Minutes.State.ARCHIVE if archived else Minutes.State.WRITING
            minutes.save()

    def _save_session(self, meeting: SurveyMeeting) -> None:
        """Keep the session's fields; a meeting of which nothing of that is known has no session."""
        values = {name: self.cleaned_data.get(name) for name in SESSION_FIELDS}
        when = self.cleaned_data.get("when") or UNKNOWN_WHEN
        session = meeting.sessions.first()
        if not session and not when.text and not any(values.values()):
            return
        session = session or MeetingSession(meeting=meeting)
        session.when = when
        for name, value in values.items():
            setattr(session, name, value if value is not None or name in ("start", "end", "place_area") else "")
        session.save()


_MORE_FILTERS = ("tinh_trang", "bien_ban", "khao_sat", "don_vi")


class MeetingFilters(FilterForm):
    """What the list of meetings can be narrowed to."""

    q = CleanCharField(label="Tên, nơi họp, đơn vị", widget=forms.TextInput(attrs={"type": "search"}))
    tinh_trang = forms.ChoiceField(label="Tình trạng", choices=[("", "Mọi tình trạng"), *SurveyMeeting.State.choices])
    bien_ban = forms.ChoiceField(label="Biên bản", choices=[("", "Mọi bước"), *Minutes.State.choices])
    tu = DateField(label="Họp từ ngày")
    den = DateField(label="Đến ngày")
    khao_sat = forms.ModelChoiceField(Survey.objects.none(), label="Cuộc khảo sát", empty_label="Mọi cuộc")
    don_vi = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị được khảo sát", empty_label="Mọi đơn vị")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("tu", "den"):
            self.fields[name].help_text = ""  # a hint below would put the filters out of line
        self.fields["khao_sat"].queryset = Survey.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["don_vi"].queryset = Unit.objects.visible_to(user, READERS)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first and last and last < first:
            self.add_error("den", "Ngày cuối phải từ ngày đầu trở đi")
        return cleaned

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The filters that are always in sight."""
        return [self[name] for name in ("q", "tu", "den")]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The filters that are folded away until one of them is used."""
        return [self[name] for name in _MORE_FILTERS]

    @property
    def more_are_used(self) -> bool:
        """Whether one of the folded filters says something."""
        return any(self.data.get(name) for name in _MORE_FILTERS)

    def applied_to(self, meetings: Any) -> Any:
        """The meetings that the filters leave."""
        chosen = self.chosen()
        meetings = meetings.search(chosen.get(SEARCH, "")).between(chosen.get("tu"), chosen.get("den"))
        for name, column in (("tinh_trang", "state"), ("bien_ban", "minutes__state"), ("khao_sat", "survey")):
            if name in chosen:
                meetings = meetings.filter(**{column: chosen[name]})
        return meetings.concerning(chosen["don_vi"]) if "don_vi" in chosen else meetings

    def in_words(self) -> str:
        """What is shown, as the line above the list says it: `có “tdp”, từ 01/01/2026`."""
        chosen, parts = self.chosen(), []
        for name, form in (("q", "có “{}”"), ("tinh_trang", "{}"), ("bien_ban", "biên bản: {}"), ("khao_sat", "{}"), ("don_vi", "{}")):
            if name in chosen:
                parts.append(form.format(self._words(name, chosen[name])))
        parts += [f"{label} {self[name].data}" for name, label in (("tu", "từ"), ("den", "đến")) if name in chosen]
        return ", ".join(parts)

    def _words(self, name: str, value: Any) -> str:
        field: Any = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) or not hasattr(field, "choices"):
            return str(value)
        return str(dict(field.choices)[value])
