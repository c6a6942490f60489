"""Forms for a unit itself: add it, put a name right, rename it from a day on, close it."""

from typing import Any

from django import forms
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from danvan.ui.forms import CleanCharField, DateField, Form, FormRules, Layout, NumberField, Row, Section
from danvan.units import naming, versions
from danvan.units.forms.areas import AreaFields
from danvan.units.forms.base import GuardSaysWhy, LastDayField, SaysWhy, UnitChoiceField
from danvan.units.models import Unit, UnitVersion
from danvan.units.reach import forget_reach
from danvan.units.versions import UnitError

_SHORT_NAME_HINT = "Thí dụ: TDP 17."


class NameRules(FormRules):
    """Fields of a version: what was left empty is suggested from designation and number."""

    def kind_typed(self) -> str:
        """The kind of the unit that the form is about."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        designation = cleaned.get("designation") or naming.default_designation(self.kind_typed())
        number = cleaned.get("number")
        if "name" in cleaned and not cleaned["name"]:
            cleaned["name"] = naming.suggest_name(designation, number)
            if not cleaned["name"] and "number" not in self.errors:
                self.add_error("name", "Nhập tên đầy đủ, hoặc nhập cách gọi và số để tên được ghi theo đó")
        if number is None and "number" in cleaned and self.kind_typed() == Unit.Kind.GROUP:
            cleaned["number"] = number = naming.number_in(cleaned.get("name", ""))
        if "short_name" in cleaned and not cleaned["short_name"]:
            cleaned["short_name"] = naming.suggest_short_name(designation, number)
        return cleaned


def superiors_for(user: Any, writers: frozenset[str], unit: Unit | None = None, keep: int | None = None) -> models.QuerySet[Unit]:
    """Units that `unit` may be put under by `user`: the open ones of the directory of a writer, and the present superior `keep`."""
    offered = Q(pk__in=Unit.objects.visible_to(user, writers).open().values("pk"))
    if keep:
        offered |= Q(pk=keep)
    units = Unit.objects.filter(offered).as_of(timezone.localdate())
    return units.exclude(pk=unit.pk) if unit else units


def refuse_system_that_does_not_fit(form: forms.BaseForm, kind: str | None, system: str | None) -> None:
    """Bodies have a system, areas none."""
    if not kind or system is None:
        return
    if kind in Unit.AREA_KINDS and system:
        form.add_error("system", "Địa bàn không thuộc hệ thống nào: để trống ô này")
    if kind not in Unit.AREA_KINDS and not system:
        form.add_error("system", "Chọn hệ thống của tổ chức này")


class UnitForm(NameRules, AreaFields, SaysWhy):
    """A new unit, with what it works for if it is a body."""

    kind = forms.ChoiceField(label="Loại", choices=[("", "Chọn loại"), *Unit.Kind.choices])
    system = forms.ChoiceField(
        label="Hệ thống",
        required=False,
        choices=[("", "Không có (địa bàn)"), *Unit.System.choices],
        help_text="Chọn cho tổ chức; địa bàn thì để trống.",
    )
    designation = CleanCharField(
        label="Cách gọi", required=False, max_length=60, help_text="Thí dụ: Phường, Tổ dân phố, Ban. Để trống thì theo loại."
    )
    number = NumberField(label="Số", required=False, min_value=1, max_value=9999)
    name = CleanCharField(
        label="Tên đầy đủ",
        required=False,
        max_length=200,
        help_text="Như ghi trên văn bản. Để trống thì ghi theo cách gọi và số: Tổ dân phố số 17.",
    )
    short_name = CleanCharField(label="Tên tắt", required=False, max_length=60, help_text=_SHORT_NAME_HINT)
    other_names = CleanCharField(label="Tên gọi khác", required=False, max_length=200)
    superior = UnitChoiceField(label="Cấp trên trực tiếp", required=False, queryset=Unit.objects.none())
    since = DateField(label="Từ ngày", required=False, help_text="Ngày thành lập hoặc ngày mang tên này. Để trống nếu chưa rõ.")
    decision = CleanCharField(label="Theo quyết định", required=False, max_length=200, help_text="Số, ngày, cơ quan ban hành.")

    field_order = ["kind", "system", "designation", "number", "name", "short_name", "other_names", "superior", "since", "decision"]

    def __init__(self, *args: Any, user: Any, writers: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.writers = user, writers
        self.fields["superior"].queryset = superiors_for(user, writers)  # type: ignore[attr-defined]
        self.offer_areas(user, writers)
        self.fields["area"].required = False
        self.fields["area"].help_text = "Cho tổ chức: địa bàn mà tổ chức này phụ trách."

    def layout(self) -> Layout:
        return Layout(
            Section(
                "Đơn vị",
                Row(("kind", 6), ("system", 6)),
                Row(("designation", 4), ("number", 2), ("name", 6)),
                Row(("short_name", 4), ("other_names", 8)),
            ),
            Section("Cấp trên, thời gian", "superior", Row(("since", 4), ("decision", 8))),
            Section("Địa bàn phụ trách", Row(("area", 6), ("numbers", 6)), hint="Chỉ ghi cho tổ chức."),
        )

    def kind_typed(self) -> str:
        return self.cleaned_data.get("kind") or ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_system_that_does_not_fit(self, cleaned.get("kind"), cleaned.get("system"))
        if cleaned.get("kind") in Unit.AREA_KINDS and (cleaned.get("area") or cleaned.get("numbers")):
            self.add_error("area", "Chỉ tổ chức mới phụ trách địa bàn: để trống, hoặc chọn lại loại")
        return cleaned

    def save(self) -> Unit:
        """Found the unit.

        Raises:
            UnitError: the user would not be able to keep it afterwards.
        """
        typed = self.cleaned_data
        fields = {name: typed[name] for name in (*versions.VERSION_FIELDS, "decision") if name != "name"}
        sample = bool(typed["superior"] and typed["superior"].sample)
        self.unit = versions.found(typed["kind"], typed["name"], typed["since"], system=typed["system"], sample=sample, **fields)
        if self.areas:
            versions.assign_areas(self.unit, self.areas, typed["since"])
        stay_in_scope(self.unit, self.user, self.writers)
        return self.unit


def stay_in_scope(unit: Unit, user: Any, writers: frozenset[str]) -> None:
    """Refuse a change after which `user` could no longer keep the unit.

    Raises:
        UnitError: it would be out of the user's scope.
    """
    forget_reach(user)
    if not unit.is_in_scope_of(user, writers):
        raise UnitError(
            "Với cấp trên này, đơn vị nằm ngoài phạm vi đồng chí phụ trách. Chọn cấp trên khác, hoặc chọn địa bàn phụ trách.", "superior"
        )


class VersionForm(NameRules, GuardSaysWhy):
    """Puts right what was typed wrongly in one name of a unit; it makes no new name."""

    kind = forms.ChoiceField(label="Loại", choices=Unit.Kind.choices)
    system = forms.ChoiceField(label="Hệ thống", required=False, choices=[("", "Không có (địa bàn)"), *Unit.System.choices])
    number = NumberField(label="Số", required=False, min_value=1, max_value=9999)
    superior = UnitChoiceField(label="Cấp trên trực tiếp", required=False, queryset=Unit.objects.none())
    since = DateField(
        label="Từ ngày", required=False, help_text="Để trống nếu chưa rõ. Tên trước đó, nếu có, kết thúc ngay trước ngày này."
    )
    until = LastDayField(label="Ngày hoạt động cuối cùng", required=False, help_text="Để trống thì đơn vị hoạt động trở lại.")

    class Meta:
        model = UnitVersion
        fields = ["designation", "number", "name", "short_name", "other_names", "superior", "decision"]

    def __init__(self, *args: Any, user: Any, writers: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.instance.unit
        self.fields["superior"].queryset = superiors_for(user, writers, unit, self.instance.superior_id)  # type: ignore[attr-defined]
        self.fields["name"].required = False
        if not self._ends_the_unit():
            del self.fields["until"]

    def _ends_the_unit(self) -> bool:
        upper = self.instance.valid.upper
        return bool(upper and self.instance.unit.closed_on == upper)

    def stored_initial(self, row: models.Model) -> dict[str, Any]:
        version: Any = row
        extra = {"since": version.valid.lower, "until": version.valid.upper, "kind": version.unit.kind, "system": version.unit.system}
        return {**super().stored_initial(row), **extra}

    def layout(self) -> Layout:
        period = (("since", 4), ("until", 4)) if "until" in self.fields else (("since", 4),)
        return Layout(
            Section(
                "Đơn vị",
                Row(("kind", 6), ("system", 6)),
                Row(("designation", 4), ("number", 2), ("name", 6)),
                Row(("short_name", 4), ("other_names", 8)),
            ),
            Section("Cấp trên, thời gian", "superior", Row(*period), "decision"),
        )

    def kind_typed(self) -> str:
        return self.cleaned_data.get("kind") or ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, unit = cleaned.get("kind"), self.instance.unit
        refuse_system_that_does_not_fit(self, kind, cleaned.get("system"))
        turns = kind and (kind in Unit.AREA_KINDS) != unit.is_area
        if turns and (unit.body_areas.exists() or unit.area_bodies.exists() or unit.counts.exists()):
            self.add_error("kind", "Đơn vị này đã có địa bàn phụ trách hoặc số liệu dân cư, nên không đổi giữa địa bàn và tổ chức được")
        return cleaned

    def save_guarded(self) -> bool:
        """Check and save; the unit is locked before its version, as every other change of a unit does."""
        with transaction.atomic():
            Unit.objects.select_for_update().get(pk=self.instance.unit_id)
            return super().save_guarded()

    def save(self, commit: bool = True) -> UnitVersion:
        typed, unit = self.cleaned_data, self.instance.unit
        if (unit.kind, unit.system) != (typed["kind"], typed["system"]):
            unit.kind, unit.system = typed["kind"], typed["system"]
            unit.save(update_fields=["kind", "system"])
        until = typed["until"] if "until" in self.fields else self.instance.valid.upper
        fields = {name: typed[name] for name in self._meta.fields or ()}
        return versions.correct(self.instance, typed["since"], until=until, **fields)


class RenameForm(NameRules, SaysWhy, Form):
    """Another name, number or superior from a day on; the names before stay as they were."""

    since = DateField(label="Từ ngày", help_text="Ngày quyết định có hiệu lực, thí dụ: 01/7/2025")
    decision = CleanCharField(label="Theo quyết định", required=False, max_length=200, help_text="Số, ngày, cơ quan ban hành.")
    designation = CleanCharField(label="Cách gọi", required=False, max_length=60)
    number = NumberField(label="Số", required=False, min_value=1, max_value=9999)
    name = CleanCharField(
        label="Tên đầy đủ mới", required=False, max_length=200, help_text="Để trống thì ghi theo cách gọi và số: Tổ dân phố số 17."
    )
    short_name = CleanCharField(label="Tên tắt", required=False, max_length=60, help_text="Để trống thì ghi theo cách gọi và số: TDP 17.")
    other_names = CleanCharField(label="Tên gọi khác", required=False, max_length=200)
    superior = UnitChoiceField(label="Cấp trên trực tiếp", required=False, queryset=Unit.objects.none())

    def __init__(self, *args: Any, unit: Unit, user: Any, writers: frozenset[str], **kwargs: Any) -> None:
        self.unit, self.user, self.writers = unit, user, writers
        self.before = unit.versions.select_related("superior").order_by("valid").last()
        kwargs["initial"] = {name: getattr(self.before, name) for name in versions.VERSION_FIELDS}
        super().__init__(*args, **kwargs)
        self.fields["superior"].queryset = superiors_for(user, writers, unit)  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(
            Section("Từ khi nào", Row(("since", 4), ("decision", 8))),
            Section(
                "Tên mới, cấp trên mới",
                Row(("designation", 4), ("number", 2), ("name", 6)),
                Row(("short_name", 4), ("other_names", 8)),
                "superior",
            ),
        )

    def kind_typed(self) -> str:
        return self.unit.kind

    def clean(self) -> dict[str, Any]:
        typed_name = self.cleaned_data.get("name")
        cleaned = super().clean()
        number, before = cleaned.get("number"), self.before
        if self.errors or before is None:
            return cleaned
        if not set(self.changed_data) & set(versions.VERSION_FIELDS):
            self.add_error("name", "Chưa có gì khác trước: sửa tên, số hoặc cấp trên")
        elif typed_name == before.name and number != before.number and naming.number_in(typed_name) == before.number:
            self.add_error(
                "name", f"Tên còn ghi số cũ: sửa tên, hoặc để trống để ghi là “{naming.suggest_name(self._designation(), number)}”"
            )
        return cleaned

    def _designation(self) -> str:
        return self.cleaned_data.get("designation") or naming.default_designation(self.unit.kind)

    def save(self) -> UnitVersion:
        """Begin the new version.

        Raises:
            UnitError: see `versions.change`; or the unit would be out of the user's scope.
        """
        fields = {name: self.cleaned_data[name] for name in (*versions.VERSION_FIELDS, "decision")}
        version = versions.change(self.unit, self.cleaned_data["since"], **fields)
        stay_in_scope(self.unit, self.user, self.writers)
        return version


class CloseForm(SaysWhy, Form):
    """The day from which a unit is no more."""

    since = DateField(label="Ngừng hoạt động từ ngày", help_text="Ngày đầu tiên không còn hoạt động, thí dụ: 01/7/2025")
    decision = CleanCharField(label="Theo quyết định", required=False, max_length=200, help_text="Số, ngày, cơ quan ban hành.")

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def layout(self) -> Layout:
        return Layout(Row(("since", 4), ("decision", 8)))

    def save(self) -> None:
        """Close the unit.

        Raises:
            UnitError: see `versions.close`.
        """
        versions.close(self.unit, self.cleaned_data["since"], self.cleaned_data["decision"])
