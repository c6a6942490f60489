"""An invented survey of two wards with everything that its papers tell, for tests of plan, report, letters and the follow-up list."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.documents.models import HouseStyle
from danvan.units.models import Unit
from surveys import vocabularies
from surveys.models import (
    Directive,
    DirectiveAddressee,
    FollowUp,
    MeetingUnit,
    Paper,
    Recommendation,
    Remark,
    RemarkField,
    StatedFigure,
    Survey,
    SurveyMeeting,
    SurveyMember,
    Term,
)
from surveys.paper_life import content_of
from tests.factories import (
    AttendanceFactory,
    ConclusionFactory,
    GroupAttendanceFactory,
    PersonFactory,
    SessionFactory,
    SurveyFactory,
    SurveyMeetingFactory,
    UserFactory,
    WardFactory,
    office,
)

SPEAKER = "Ngô Thị Lụa"
SECRET = "Chuyện riêng của một gia đình ở ngõ 9."


def term(vocabulary: str, code: str) -> Term:
    """An entry of the vocabularies that every office starts with."""
    found: Term = Term.objects.get(vocabulary=vocabulary, code=code)
    return found


def said(meeting: SurveyMeeting, text: str, kind: str = "KQ", group: str = "CK", field: str = "", **more: Any) -> Remark:
    """A remark by somebody whose name must stand in no paper of a survey."""
    speaker = meeting.attendances.get(name=SPEAKER)
    order = meeting.remarks.count() + 1
    fields = {
        "speaker": speaker,
        "order": order,
        "kind": term("remark_kind", kind),
        "content_group": term("content_group", group) if group else None,
    }
    remark = Remark.objects.create(meeting=meeting, text=text, **{**fields, **more})
    if field:
        RemarkField.objects.create(remark=remark, field=term("field", field))
    return remark


def recommended(meeting: SurveyMeeting, text: str, to: Unit | str, level: str = "ubnd", **more: Any) -> Recommendation:
    """A recommendation to a unit, or to whom the words say."""
    where = {"responsible": to} if isinstance(to, Unit) else {"responsible_words": to}
    order = meeting.recommendations.count() + 1
    row: Recommendation = Recommendation.objects.create(
        meeting=meeting, text=text, level=term("level", level) if level else None, order=order, **{**where, **more}
    )
    return row


def asked(meeting: SurveyMeeting, text: str, *to: str, support: str = "", **fields: Any) -> Directive:
    """Something asked of whom the words say."""
    directive = Directive.objects.create(meeting=meeting, text=text, order=meeting.directives.count() + 1, **fields)
    rows = [(words, "addressee") for words in to] + ([(support, "support")] if support else [])
    for order, (words, role) in enumerate(rows, 1):
        DirectiveAddressee.objects.create(directive=directive, words=words, role=role, order=order)
    return directive


def meeting_in(survey: Survey, ward: Unit, day: date, **fields: Any) -> SurveyMeeting:
    """A meeting of the survey, held for a ward, with one speaker and a counted group."""
    meeting: SurveyMeeting = SurveyMeetingFactory(owner=survey.owner, survey=survey, **fields)
    SessionFactory(meeting=meeting, day=day, place="Hội trường UBND phường")
    MeetingUnit.objects.create(meeting=meeting, unit=ward)
    family, _, given = SPEAKER.rpartition(" ")
    AttendanceFactory(meeting=meeting, person=PersonFactory(family_name=family, given_name=given), title="Tổ trưởng Tổ dân vận TDP 3")
    GroupAttendanceFactory(meeting=meeting, people=17)
    return meeting


def bare_survey(**fields: Any) -> Survey:
    """A survey of which nothing but its title is recorded."""
    vocabularies.load()
    survey: Survey = SurveyFactory(owner=office("Sông Bồi").body, **fields)
    HouseStyle.objects.create(
        unit=survey.owner,
        issuing_body="Ban Xây dựng Đảng",
        place="Sông Bồi",
        code="BXDĐ",
        signer_post="TRƯỞNG BAN",
        signer_name="Trần Văn Lộc",
    )
    return survey


def usual_survey() -> Survey:
    """Two wards, a meeting each, remarks of every kind, a restricted one among them."""
    survey = bare_survey(
        topic="vai trò của tổ dân vận",
        plan_number="05-KH/BXDĐ",
        plan_date=date(2026, 10, 1),
        data_from=date(2025, 10, 1),
        data_until=date(2026, 9, 30),
        when_text="từ ngày 11/11/2026",
        when_range=DateRange(date(2026, 11, 11), date(2026, 11, 13)),
    )
    for order, (name, role) in enumerate((("Trần Văn Lộc", "head"), ("Lê Thị Thu Hường", "secretary")), 1):
        family, _, given = name.rpartition(" ")
        person = PersonFactory(family_name=family, given_name=given)
        SurveyMember.objects.create(survey=survey, person=person, role=role, title="Ban Xây dựng Đảng", order=order)
    first = meeting_in(survey, WardFactory(name="Phường Bãi Cháo"), date(2026, 11, 11))
    second = meeting_in(survey, WardFactory(name="Phường Ao Sen"), date(2026, 11, 12))
    StatedFigure.objects.create(meeting=first, about="teams", wording="20 tổ dân vận", value=20)
    said(first, "Bảng thu chi dán ở nhà văn hóa hằng tuần.", field="thu-chi")
    said(second, "Loa cụm đọc thông báo hai lần một ngày.", field="thu-chi")
    said(second, SECRET, kind="PA", group="TG", restricted=True, report_text="Có ý kiến đề nghị lấy ý kiến Nhân dân sớm hơn.")
    said(second, "Chuyện khác không được kể.", kind="PA", group="TG", restricted=True)
    said(first, "Giấy mời họp khó đến tay người thuê nhà.", kind="KK")
    light = said(first, "Đèn ngõ 12 hỏng từ đầu tháng, đề nghị thay.", kind="KN", field="giao-thong")
    said(second, "UBND phường tiếp thu, sẽ trả lời.", kind="TT")
    ConclusionFactory(meeting=first, text="Các tổ nắm chắc địa bàn.")
    asked(first, "Rà soát quy chế của tổ.", "các tổ dân vận", support="MTTQ phường", due_text="trong tháng 12")
    asked(second, "Báo cáo kết quả.", "Đảng ủy phường", due_text="trước 15/11", due_range=DateRange(date(2026, 11, 12), date(2026, 11, 15)))
    done = asked(second, "Công khai mức thu.", "UBND phường", office_class="standing", review_months=3)
    FollowUp.objects.create(directive=done, on=date(2026, 11, 20), text="đã công khai ở 12 nơi", document="20/BC-UBND", state="standing")
    recommended(first, "thay đèn ngõ 12", "UBND phường Bãi Cháo", remark=light, place_words="ngõ 12")
    recommended(
        first, "cấp kinh phí sửa nhà văn hóa", "UBND phường Bãi Cháo", state="doing", answer="đã ghi kế hoạch", answer_number="20/UBND"
    )
    recommended(second, "hướng dẫn phụ cấp của tổ", "Sở Tài chính", level="thanh-pho")
    return survey


def huge_survey() -> Survey:
    """Thirty wards, in one of them ninety remarks and forty people."""
    survey = bare_survey(topic="vai trò của tổ dân vận", plan_number="05-KH/BXDĐ", plan_date=date(2026, 10, 1))
    for number in range(30):
        meeting = meeting_in(survey, WardFactory(name=f"Phường Đất Mới {number + 1}"), date(2026, 11, 1 + number % 28))
        for turn in range(90 if number == 0 else 3):
            kind, group = ("KQ", "KK", "KN", "PA")[turn % 4], ("CK", "BQ", "TG", "GS", "HD")[turn % 5]
            said(meeting, f"Nội dung {number + 1}.{turn + 1} do tổ nêu ra để các nơi cùng làm.", kind, group, "thoat-nuoc")
        asked(meeting, f"Việc thứ {number + 1} cần làm ngay.", "các tổ dân vận", due_text="trong tháng 12")
        recommended(meeting, f"nạo vét rãnh số {number + 1}", "UBND thành phố", level="thanh-pho")
    for _ in range(40):
        AttendanceFactory(meeting=survey.meetings.order_by("pk").first(), person=PersonFactory())
    return survey


def paper_of(source: Survey | SurveyMeeting, kind: str, **fields: Any) -> Paper:
    """An unsaved paper of a survey or a meeting, dated 20/11/2026."""
    of = {"survey": source} if isinstance(source, Survey) else {"meeting": source}
    return Paper(kind=kind, owner=source.owner, **{"date": date(2026, 11, 20), **of, **fields})


def lines(source: Survey | SurveyMeeting, kind: str, **fields: Any) -> list[str]:
    """The whole paper, line by line."""
    return content_of(paper_of(source, kind, **fields)).lines()


def kept(source: Survey | SurveyMeeting, kind: str, **fields: Any) -> Paper:
    """A paper that somebody has begun."""
    from surveys.paper_life import begin

    return begin(paper_of(source, kind, **fields), UserFactory())


def body(found: list[str]) -> str:
    """The lines as one text."""
    return "\n".join(found)
