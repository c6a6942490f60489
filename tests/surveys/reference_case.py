"""The reference case as rows, by docs/reference-case.md."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.documents.models import Abbreviation, HouseStyle
from surveys.models import (
    Attendance,
    Conclusion,
    Directive,
    DirectiveAddressee,
    MeetingOrganizer,
    MeetingSession,
    MeetingUnit,
    Photo,
    Presentation,
    Remark,
    StatedFigure,
    SurveyMeeting,
)
from tests.documents.papers import REPORT
from tests.factories import BodyFactory, PersonFactory, WardFactory

DAY = date(2017, 7, 19)
TITLE = "khảo sát việc thực hiện chuyên đề vai trò của tổ dân vận tổ dân phố trong thực hiện QCDC ở cơ sở tại phường Thượng Thanh"
CHIEN = "Phó Bí thư thường trực Đảng ủy, trưởng khối vận"
GROUPS = "các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường"


def reference_meeting() -> SurveyMeeting:
    """The meeting of 19/7/2017 with everything its text says and nothing else."""
    ward = WardFactory(name="Phường Thượng Thanh")
    board = BodyFactory(name="Ban Dân vận Quận ủy", superior=BodyFactory(kind="committee", name="Quận ủy"), areas=[ward])
    HouseStyle.objects.create(unit=board, code="BDV")
    for short, full in (("UVTV", "Ủy viên Ban Thường vụ"), ("Trưởng ban", "Trưởng Ban"), ("QCDC", "Quy chế dân chủ")):
        Abbreviation.objects.create(unit=board, short=short, full=full)
    meeting = SurveyMeeting.objects.create(
        owner=board,
        title=TITLE,
        state="held",
        origin="archive",
        origin_note="tin đăng ngày 20/10/2017",
        chair_words="speech",
        discussion=(
            "hoạt động, sự phối hợp giữa các thành viên trong tổ dân vận; việc thực hiện chế độ thông tin, báo cáo, giao ban của tổ dân vận "
            "theo Quy chế hoạt động; khó khăn, vướng mắc trong tổ chức thực hiện"
        ),
        unknown_sections=["absences", "opening", "remarks", "votes"],
    )
    MeetingOrganizer.objects.create(meeting=meeting, unit=board)
    MeetingUnit.objects.create(meeting=meeting, unit=ward)
    MeetingSession.objects.create(
        meeting=meeting,
        part_of_day="morning",
        when_range=DateRange(DAY, date(2017, 7, 20)),
        when_text="Sáng ngày 19/7/2017",
        place_area=ward,
    )
    _people(meeting)
    _said(meeting)
    return meeting


def _people(meeting: SurveyMeeting) -> None:
    rows: list[dict[str, object]] = [
        {"name": ("Đặng Việt", "Hà"), "title": "UVTV, Trưởng ban Dân vận Quận ủy", "side": "above", "role": "chair", "role_inferred": True},
        {"group": "lãnh đạo, chuyên viên Ban Dân vận Quận ủy", "side": "above"},
        {"name": ("Phạm Thị Minh", "Hồng"), "title": "Bí thư Đảng ủy, Chủ tịch HĐND"},
        {"name": ("Nguyễn Văn", "Chiến"), "title": CHIEN},
        {"post": "Chủ tịch UBND phường"},
        {"post": "Chủ tịch UBMTTQ phường"},
        {"group": GROUPS, "units": 4},
    ]
    for order, row in enumerate(rows, 1):
        if family_and_given := row.pop("name", None):
            family, given = family_and_given
            row |= {"person": PersonFactory(family_name=family, given_name=given), "name": f"{family} {given}"}
        Attendance.objects.create(meeting=meeting, order=order, **row)


def _said(meeting: SurveyMeeting) -> None:
    presenter = meeting.attendances.get(title=CHIEN)
    Presentation.objects.create(
        meeting=meeting, presenter=presenter, title="kết quả thực hiện chuyên đề", content="\n".join(REPORT), handed_out=None
    )
    StatedFigure.objects.create(meeting=meeting, about="remarks", wording="09 ý kiến phát biểu", value=9)
    Remark.objects.create(meeting=meeting, speaker_words="Tổ trưởng tổ dân vận tổ dân phố số 17", order_known=False)
    Conclusion.objects.create(
        meeting=meeting,
        text="ghi nhận, đánh giá cao sự chủ động, tích cực, trách nhiệm của Đảng ủy và các tổ dân vận tổ dân phố",
    )
    asked = [
        (
            ["Đảng ủy phường", "các tổ dân vận"],
            "tiếp tục quán triệt và thống nhất hoạt động của tổ dân vận theo quy chế đã ban hành; tích cực tuyên truyền, vận động nhân dân thực "
            "hiện tốt các chủ trương của Đảng, chính sách, pháp luật của Nhà nước, các chỉ tiêu, nhiệm vụ của phường",
        ),
        (["phường"], "tiếp tục quan tâm đến các gương điển hình tiên tiến"),
        (
            ["MTTQ và các đoàn thể CT-XH"],
            "phát huy hơn nữa vai trò, trách nhiệm trong tuyên truyền, vận động, đặc biệt là giám sát",
        ),
    ]
    for order, (addressees, text) in enumerate(asked, 1):
        directive = Directive.objects.create(meeting=meeting, order=order, text=text, due_text="trong thời gian tới")
        for position, words in enumerate(addressees, 1):
            DirectiveAddressee.objects.create(directive=directive, words=words, order=position)
    captions = ("Đồng chí Nguyễn Văn Chiến báo cáo", "Tổ trưởng tổ dân vận tổ dân phố số 17 phát biểu", "Đồng chí Đặng Việt Hà phát biểu")
    for order, caption in enumerate(captions, 1):
        Photo.objects.create(meeting=meeting, order=order, caption=caption)
