"""A survey (khảo sát): a topic looked into at several units, one meeting after another."""

from django.db import models
from django.urls import reverse

from danvan.history.tracking import track
from danvan.people.models import Person
from danvan.units.models import Unit
from danvan.units.models.unit import NATURAL, folded
from surveys.models.base import HasWhen, Ordered
from surveys.queries import SurveyQuerySet


@track()
class Survey(HasWhen):
    """A planned round of survey meetings on one topic."""

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="surveys", verbose_name="cơ quan khảo sát")
    title = models.CharField("tên cuộc khảo sát", max_length=400, db_collation=NATURAL)
    topic = models.CharField("chuyên đề", max_length=400, blank=True)
    plan_number = models.CharField("số kế hoạch", max_length=60, blank=True, help_text="Thí dụ: 05-KH/BDV.")
    plan_date = models.DateField("ngày kế hoạch", null=True, blank=True)
    data_from = models.DateField("số liệu từ ngày", null=True, blank=True)
    data_until = models.DateField("số liệu đến ngày", null=True, blank=True)
    purpose = models.TextField("mục đích, yêu cầu", blank=True)
    outline = models.TextField("đề cương báo cáo của đơn vị", blank=True)
    closed = models.BooleanField("đã kết thúc", default=False)
    title_folded = folded("title")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc khảo sát"
        verbose_name_plural = "các cuộc khảo sát"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(data_from=None) | models.Q(data_until=None) | models.Q(data_from__lte=models.F("data_until")),
                name="survey_data_period_in_order",
                violation_error_message="Ngày cuối của số liệu phải sau ngày đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey-detail", args=[self.pk])


@track()
class SurveyMember(Ordered):
    """A member of the survey party (đoàn khảo sát)."""

    class Role(models.TextChoices):
        HEAD = "head", "Trưởng đoàn"
        DEPUTY = "deputy", "Phó trưởng đoàn"
        SECRETARY = "secretary", "Thư ký đoàn"
        MEMBER = "member", "Thành viên"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="members", verbose_name="cuộc khảo sát")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="cán bộ")
    words = models.CharField("hoặc ghi bằng chữ", max_length=200, blank=True)
    title = models.CharField("chức vụ", max_length=300, blank=True)
    role = models.CharField("vai trò trong đoàn", max_length=10, choices=Role, default=Role.MEMBER)

    class Meta(Ordered.Meta):
        verbose_name = "thành viên đoàn"
        verbose_name_plural = "đoàn khảo sát"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(words=""),
                name="survey_member_person_or_words",
                violation_error_message="Chọn một cán bộ, hoặc ghi bằng chữ.",
            )
        ]

    def __str__(self) -> str:
        return self.words or str(self.person)
