"""How a unit writes its papers: its own place line, spelling and abbreviations. Data, since they differ by place."""

from django.db import models

from danvan.history.tracking import track
from danvan.units.models import Unit


@track()
class HouseStyle(models.Model):
    """What a unit's papers print the same way every time."""

    class Family(models.TextChoices):
        PARTY = "party", "Đảng"
        STATE = "state", "Chính quyền"
        FRONT = "front", "Mặt trận, đoàn thể"

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="house_style", verbose_name="đơn vị")
    family = models.CharField("thể thức", max_length=6, choices=Family, default=Family.PARTY)
    parent_body = models.CharField(
        "dòng cấp trên ở đầu trang", max_length=120, blank=True, help_text="Để trống thì lấy tên cấp trên trực tiếp tại ngày của văn bản."
    )
    issuing_body = models.CharField(
        "dòng cơ quan ban hành", max_length=120, blank=True, help_text="Thí dụ: BAN DÂN VẬN. Để trống thì lấy tên đơn vị."
    )
    code = models.CharField("chữ viết tắt trong số ký hiệu", max_length=20, blank=True, help_text="Thí dụ: BDV trong số 05-BB/BDV.")
    place = models.CharField("nơi ban hành", max_length=80, blank=True, help_text="Thí dụ: Thượng Thanh. Để trống thì in chỗ trống.")
    signer_capacity = models.CharField(
        "thẩm quyền ký", max_length=80, blank=True, help_text="Thí dụ: T/M ĐẢNG ỦY. Để trống khi người đứng đầu ký thẳng."
    )
    signer_post = models.CharField("chức vụ người ký", max_length=120, blank=True, help_text="Thí dụ: TRƯỞNG BAN.")
    signer_name = models.CharField("họ và tên người ký", max_length=120, blank=True)
    contact = models.CharField(
        "người liên hệ", max_length=200, blank=True, help_text="In trong giấy mời, công văn. Thí dụ: đồng chí Lê Thị Hồng, điện thoại 024…"
    )
    reports_to = models.CharField("nơi nhận báo cáo", max_length=200, blank=True, help_text="Thí dụ: Thường trực Đảng ủy.")
    filed_at = models.CharField("nơi lưu", max_length=120, blank=True, help_text="Dòng cuối của “Nơi nhận”. Để trống thì ghi tên đơn vị.")
    old_uy = models.BooleanField("viết “uỷ” thay cho “ủy”", default=False)
    uses_register = models.BooleanField(
        "lấy số văn bản từ sổ trên cổng này",
        default=False,
        help_text="Khi bật, số lấy lần lượt từ sổ, không gõ tay. Đang dùng sổ giấy thì giữ chỗ số cuối cùng của từng loại trước khi bật.",
    )

    class Meta:
        verbose_name = "cách viết của đơn vị"
        verbose_name_plural = "cách viết của các đơn vị"

    def __str__(self) -> str:
        return f"Cách viết: {self.unit}"


@track()
class Abbreviation(models.Model):
    """A short form that a unit writes out in full on its papers: UVTV, Ủy viên Ban Thường vụ."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="abbreviations", verbose_name="đơn vị")
    short = models.CharField("chữ tắt", max_length=40)
    full = models.CharField("viết đủ", max_length=200)

    class Meta:
        verbose_name = "chữ viết tắt"
        verbose_name_plural = "bảng chữ viết tắt"
        ordering = ["short"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "short"], name="abbreviation_once", violation_error_message="Chữ tắt này đã có trong bảng."
            )
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.full}"
