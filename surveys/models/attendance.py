"""Who was there, with the titles of that day."""

from django.db import models
from django.db.models import F, Q

from danvan.history.tracking import track
from danvan.people.models import Person
from danvan.units.models import Unit
from surveys.models.base import Ordered
from surveys.models.frozen import freezes_with_minutes
from surveys.models.meeting import MeetingSession, SurveyMeeting
from surveys.queries import AttendanceQuerySet


@track()
class Attendance(Ordered):
    """A person, or an unnamed post ("Chủ tịch UBND phường"), or a group ("các đồng chí tổ trưởng, tổ phó 04 tổ dân vận").

    `name` and `title` are frozen as text when the row is made: later changes of people and posts do not touch them.
    `people` and `units` of a group are counted apart and may both be unknown.
    """

    class Side(models.TextChoices):
        ABOVE = "above", "Từ trên"
        LOCAL = "local", "Sở tại"
        PARTY = "party", "Đoàn khảo sát"
        INVITED = "invited", "Mời dự"
        PRESS = "press", "Báo chí"

    class Role(models.TextChoices):
        CHAIR = "chair", "Chủ trì"
        CO_CHAIR = "co_chair", "Đồng chủ trì"
        HEAD = "head", "Trưởng đoàn"
        NOTE_TAKER = "note_taker", "Ghi biên bản"
        DIRECTING = "directing", "Dự, chỉ đạo"
        ATTENDING = "attending", "Dự"

    class Presence(models.TextChoices):
        PRESENT = "present", "Có mặt"
        EXCUSED = "excused", "Vắng có lý do"
        ABSENT = "absent", "Vắng"
        UNKNOWN = "unknown", "Chưa rõ"

    meeting = models.ForeignKey(SurveyMeeting, models.CASCADE, related_name="attendances", verbose_name="hội nghị")
    session = models.ForeignKey(
        MeetingSession,
        models.PROTECT,
        related_name="attendances",
        null=True,
        blank=True,
        verbose_name="buổi",
        help_text="Để trống: cả hội nghị.",
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances", null=True, blank=True, verbose_name="cán bộ")
    post = models.CharField("chức vụ chưa rõ người", max_length=200, blank=True, help_text="Thí dụ: Chủ tịch UBND phường.")
    group = models.CharField("nhóm chưa rõ tên", max_length=300, blank=True)
    name = models.CharField("họ và tên trong ngày họp", max_length=160, blank=True)
    address = models.CharField("xưng hô", max_length=10, choices=Person.Address, default=Person.Address.COMRADE)
    title = models.CharField("chức vụ, đơn vị trong ngày họp", max_length=400, blank=True)
    title_reason = models.CharField("lý do ghi chức vụ ngoài thời gian giữ chức", max_length=300, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attendances", null=True, blank=True, verbose_name="đơn vị")
    units_words = models.CharField("thuộc các đơn vị", max_length=300, blank=True, help_text="Thí dụ: TDP 15 đến 27, 30.")
    people = models.PositiveIntegerField("số người", null=True, blank=True)
    units = models.PositiveIntegerField("số đơn vị", null=True, blank=True)
    side = models.CharField("thành phần", max_length=8, choices=Side, default=Side.LOCAL)
    role = models.CharField("vai trò", max_length=10, choices=Role, default=Role.ATTENDING)
    role_inferred = models.BooleanField("vai trò suy ra từ nguồn", default=False)
    presence = models.CharField("có mặt, vắng", max_length=8, choices=Presence, default=Presence.PRESENT)
    note = models.CharField("lý do, ghi chú", max_length=300, blank=True)
    stands_in_for = models.CharField("dự thay", max_length=200, blank=True)
    arrived = models.TimeField("đến lúc", null=True, blank=True)
    left = models.TimeField("về lúc", null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta(Ordered.Meta):
        verbose_name = "người dự"
        verbose_name_plural = "thành phần dự"
        triggers = [freezes_with_minutes()]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, post="", group="")
                | (Q(person=None, group="") & ~Q(post=""))
                | (Q(person=None, post="") & ~Q(group="")),
                name="attendance_person_or_post_or_group",
                violation_error_message="Chọn một trong ba: người có tên, chức vụ chưa rõ người, hoặc nhóm.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "session", "person"],
                name="attendance_person_once",
                nulls_distinct=False,
                condition=Q(person__isnull=False),
                violation_error_message="Đồng chí này đã có trong danh sách. Bỏ một trong hai dòng.",
            ),
            models.CheckConstraint(
                condition=Q(arrived=None) | Q(left=None) | Q(arrived__lte=F("left")),
                name="attendance_leaves_after_arriving",
                violation_error_message="Giờ về phải sau giờ đến.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name, or what stands for it."""
        return self.name or self.post or self.group

    @property
    def is_group(self) -> bool:
        """Whether it stands for several people."""
        return bool(self.group)
