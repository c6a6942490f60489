"""The reference case: a news item of 2017 about one survey meeting. All that its text says, and nothing that it does not.

docs/reference-case.md says for each sentence where it is held and why. The officials are public; nobody is invented here.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from danvan.documents.models import Abbreviation, HouseStyle
from danvan.people.models import Person
from danvan.units import versions
from danvan.units.models import Unit
from danvan.vietnamese.names import split_name
from danvan.vietnamese.when import When
from surveys.models import (
    Article,
    ArticlePhoto,
    Attendance,
    Conclusion,
    Directive,
    DirectiveAddressee,
    MeetingOrganizer,
    MeetingSession,
    MeetingUnit,
    NewsPage,
    Photo,
    Presentation,
    Remark,
    StatedFigure,
    SurveyMeeting,
)

DAY = date(2017, 7, 19)
TEXT = Path(__file__).with_name("khao-sat-thuong-thanh.txt")
BOARD = "Ban Dân vận Quận ủy"
TOPIC = "vai trò của tổ dân vận tổ dân phố trong thực hiện QCDC ở cơ sở"
TITLE = f"khảo sát việc thực hiện chuyên đề {TOPIC} tại phường Thượng Thanh"
SOON = "trong thời gian tới"
ABBREVIATIONS = {"UVTV": "Ủy viên Ban Thường vụ", "Trưởng ban": "Trưởng Ban", "QCDC": "Quy chế dân chủ"}

PRESENT: list[dict[str, Any]] = [
    # "Dự, chủ trì hội nghị có" stands before the whole list: that the first one was the chair is inferred.
    {
        "name": "Đặng Việt Hà",
        "title": "UVTV, Trưởng ban Dân vận Quận ủy",
        "side": Attendance.Side.ABOVE,
        "role": Attendance.Role.CHAIR,
        "role_inferred": True,
    },
    {"group": "lãnh đạo, chuyên viên Ban Dân vận Quận ủy", "side": Attendance.Side.ABOVE},
    {"name": "Phạm Thị Minh Hồng", "title": "Bí thư Đảng ủy, Chủ tịch HĐND"},
    {"name": "Nguyễn Văn Chiến", "title": "Phó Bí thư thường trực Đảng ủy, trưởng khối vận"},
    {"post": "Chủ tịch UBND phường"},
    {"post": "Chủ tịch UBMTTQ phường"},
    {"group": "các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường", "units": 4},
]
REPORT_TITLE = "kết quả thực hiện chuyên đề vai trò của tổ dân vận ở tổ dân phố trong triển khai thực hiện QCDC ở cơ sở"
REPORT = [
    "Trong những năm qua đặc biệt là năm 2017, công tác phối hợp giữa tổ trưởng dân phố, Ban công tác Mặt trận và các chi hội đoàn thể, "
    "đảng viên được chi bộ phân công phụ trách hộ gia đình trong công tác tuyên truyền vận động được kịp thời, tạo được sự đồng bộ, "
    "thống nhất chung.",
    "Nhận thức, trách nhiệm của đội ngũ cán bộ tổ dân phố, các thành viên Tổ dân vận và đảng viên phụ trách hộ gia đình được nâng lên.",
    "Các Tổ dân vận tổ dân phố phối hợp các lực lượng đã làm tốt công tác dân vận, tuyên truyền, vận động nhân dân tại tổ dân phố thực hiện "
    "QCDC, pháp lệnh 34/2007/PL-UBTVQH11 đặc biệt là 06 quy chế dân chủ do quận ban hành.",
    "Tổ dân vận đã đổi mới về phương pháp, cách thức tuyên truyền, vận động theo hướng cụ thể hơn, trực tiếp, phù hợp hơn.",
    "Các chủ trương, đường lối của Đảng, pháp luật của nhà nước, các quy định nhất là việc giúp cấp ủy, chính quyền tuyên truyền và giám sát "
    "thực hiện QCDC ở cơ sở đã giúp người dân nâng cao nhận thức, tự giác góp phần đưa chủ trương của Đảng, Nhà nước đi vào cuộc sống.",
]
DISCUSSION = (
    "hoạt động, sự phối hợp giữa các thành viên trong tổ dân vận; việc thực hiện chế độ thông tin, báo cáo, giao ban của Tổ dân vận theo "
    "Quy chế hoạt động; những khó khăn, vướng mắc trong tổ chức thực hiện"
)
ASSESSMENT = "ghi nhận, đánh giá cao sự chủ động, tích cực, trách nhiệm của Đảng ủy, các Tổ dân vận tổ dân phố"
# The second sentence of the first request has no subject in the source: it stays with the first.
ASKED = [
    (
        ["Đảng ủy phường", "các Tổ dân vận"],
        "tiếp tục quán triệt và thống nhất hoạt động của Tổ dân vận theo quy chế đã được ban hành; tích cực tuyên truyền vận động nhân dân thực "
        "hiện tốt các chủ trương của Đảng, chính sách, pháp luật Nhà nước, các chỉ tiêu nhiệm vụ của phường",
    ),
    (["phường"], "tiếp tục quan tâm đến các gương điển hình tiên tiến"),
    (
        ["MTTQ và các đoàn thể CT-XH"],
        "phát huy hơn nữa vai trò, trách nhiệm của mình trong công tác tuyên truyền, vận động đặc biệt là việc giám sát",
    ),
]
ARTICLE_TITLE = "Ban Dân vận Quận ủy khảo sát thực hiện chuyên đề vai trò của tổ dân vận tổ dân phố trong thực hiện QCDC ở cơ sở"
CAPTIONS = [
    "Đồng chí Nguyễn Văn Chiến - Phó Bí thư thường trực, trưởng khối vận báo cáo tại hội nghị",
    "Đồng chí Tổ trưởng tổ dân vận tổ dân phố số 17 phát biểu ý kiến",
    "Đồng chí Đặng Việt Hà - UVTV, Trưởng ban Dân vận Quận ủy phát biểu tại hội nghị khảo sát",
]


def find_reference() -> SurveyMeeting | None:
    """The meeting of the reference case, if it is there."""
    return SurveyMeeting.objects.filter(title=TITLE, origin=SurveyMeeting.Origin.ARCHIVE, owner__name=BOARD).first()


def load_reference() -> SurveyMeeting:
    """Make the reference case and return its meeting."""
    board, ward = found_units()
    meeting = SurveyMeeting.objects.create(
        owner=board,
        kind=SurveyMeeting.Kind.SURVEY,
        title=TITLE,
        topic=TOPIC,
        state=SurveyMeeting.State.HELD,
        origin=SurveyMeeting.Origin.ARCHIVE,
        origin_note="tin đăng ngày 20/10/2017",
        chair_words=SurveyMeeting.ChairWords.SPEECH,
        discussion=DISCUSSION,
        unknown_sections=["absences", "opening", "remarks", "votes"],
    )
    MeetingOrganizer.objects.create(meeting=meeting, unit=board)
    MeetingUnit.objects.create(meeting=meeting, unit=ward)
    session = MeetingSession(meeting=meeting, part_of_day=MeetingSession.PartOfDay.MORNING, place_area=ward)
    session.when = When("Sáng ngày 19/7/2017", DAY, date(2017, 7, 20), False)
    session.save()
    _present(meeting, ward, board)
    _said(meeting)
    _published(meeting)
    return meeting


def found_units() -> tuple[Unit, Unit]:
    """Make the board with the list of abbreviations its papers write out, and the ward; since when they existed is not said."""
    ward = versions.found(Unit.Kind.WARD, "Phường Thượng Thanh", None, designation="Phường")
    committee = versions.found(Unit.Kind.COMMITTEE, "Quận ủy", None, system=Unit.System.PARTY)
    board = versions.found(Unit.Kind.ADVISORY, BOARD, None, system=Unit.System.PARTY, superior=committee)
    versions.assign_area(board, ward, None)
    HouseStyle.objects.create(unit=board, code="BDV")
    for short, full in ABBREVIATIONS.items():
        Abbreviation.objects.create(unit=board, short=short, full=full)
    return board, ward


def _present(meeting: SurveyMeeting, ward: Unit, board: Unit) -> None:
    for order, row in enumerate(PRESENT, start=1):
        fields = dict(row)
        if name := fields.get("name"):
            family, given = split_name(name)
            fields["person"] = Person.objects.create(family_name=family, given_name=given, kept_by=board)
        Attendance.objects.create(meeting=meeting, order=order, **fields)


def _said(meeting: SurveyMeeting) -> None:
    report = Presentation.objects.create(
        meeting=meeting,
        presenter=meeting.attendances.get(name="Nguyễn Văn Chiến"),
        title=REPORT_TITLE,
        content="\n".join(REPORT),
    )
    figures = StatedFigure.objects
    figures.create(meeting=meeting, order=1, about=StatedFigure.About.TEAMS, wording="04 tổ dân vận", value=4)
    figures.create(meeting=meeting, order=2, about=StatedFigure.About.REMARKS, wording="09 ý kiến phát biểu", value=9)
    figures.create(meeting=meeting, order=3, about=StatedFigure.About.OTHER, wording="06 quy chế dân chủ", value=6, presentation=report)
    # One of the 09; which one, and what was said, the source does not tell. Nor is team 17 said to be one of the 04.
    Remark.objects.create(meeting=meeting, speaker_words="Tổ trưởng tổ dân vận tổ dân phố số 17", order_known=False)
    Conclusion.objects.create(meeting=meeting, text=ASSESSMENT)
    for order, (addressees, text) in enumerate(ASKED, start=1):
        # The words of time stand once, before the list of what is asked; for the later ones they are inferred.
        directive = Directive.objects.create(meeting=meeting, order=order, text=text, due_text=SOON, due_inferred=order > 1)
        for position, words in enumerate(addressees, start=1):
            DirectiveAddressee.objects.create(directive=directive, words=words, order=position)


def _published(meeting: SurveyMeeting) -> None:
    """The item with its captions, on the public page; who approved it in 2017 the source does not say."""
    article = Article.objects.create(
        meeting=meeting,
        category="công tác đảng",
        title=ARTICLE_TITLE,
        posted_at=timezone.make_aware(datetime(2017, 10, 20, 10, 52)),
        text=TEXT.read_text(encoding="utf-8"),
        public=True,
    )
    article.view_readings.create(views=443)
    for order, caption in enumerate(CAPTIONS, start=1):
        photo = Photo.objects.create(meeting=meeting, order=order, caption=caption)
        ArticlePhoto.objects.create(article=article, photo=photo, caption=caption, order=order)
    NewsPage.objects.create(unit=meeting.owner, on=True)
