"""Thông báo kết luận: before the meeting a draft, after it a notice, of a published item a proposal."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.documents.models import HouseStyle
from surveys.minutes import CannotSignError
from surveys.models import DirectiveAddressee, MeetingUnit, Paper, Presentation, SurveyMeeting
from surveys.paper_life import content_of, sign, signing_obstacles
from tests.factories import ConclusionFactory, DirectiveFactory, RemarkFactory, UserFactory, WardFactory
from tests.surveys.papers.meeting_papers import (
    DATE,
    FAMILIES,
    HEAD,
    TITLE,
    begun,
    empty_meeting,
    fresh,
    huge_meeting,
    in_family,
    lines_of,
    paper_of,
    submitted,
    usual_meeting,
)
from tests.surveys.reference_case import reference_meeting

pytestmark = pytest.mark.django_db
FOLLOWED = {
    "addressee_words": "bộ phận dân vận phường",
    "due": date(2026, 12, 15),
    "signer_post": "TRƯỞNG BAN",
    "signer_name": "Trần Văn Lộc",
}


def body(lines):
    """The lines below the subject."""
    return lines[lines.index("THÔNG BÁO") + 2 :]


def test_the_notice_of_a_usual_meeting():
    meeting = usual_meeting()
    HouseStyle.objects.update(reports_to="Thường trực Đảng ủy")
    reporter = meeting.attendances.get(name="Ngô Thị Lụa")
    Presentation.objects.create(meeting=meeting, presenter=reporter, title="kết quả")
    team = DirectiveAddressee.objects.get().unit.name

    assert lines_of("notice", meeting, number="12", **FOLLOWED) == [
        "DỰ THẢO",
        *HEAD,
        "Số 12-TB/BXDĐ",
        DATE,
        "THÔNG BÁO",
        f"kết luận của đồng chí Trần Văn Lộc, Trưởng Ban Xây dựng Đảng tại {TITLE}",
        f"Sáng ngày 11/11/2026, tại nhà văn hóa TDP 9, phường Sông Bồi, đồng chí Trần Văn Lộc chủ trì {TITLE}. Sau khi nghe đồng chí "
        "Ngô Thị Lụa, Tổ trưởng Tổ dân vận TDP 3 báo cáo và 01 ý kiến phát biểu, đồng chí chủ trì kết luận như sau:",
        "1. Ghi nhận sự chủ động của các tổ dân vận.",
        "2. Yêu cầu:",
        f"2.1. {team}: Rà soát, bổ sung quy chế hoạt động của tổ.",
        "3. Giao bộ phận dân vận phường theo dõi, đôn đốc, tổng hợp kết quả, báo cáo Thường trực Đảng ủy trước ngày 15/12/2026.",
        "Ban Xây dựng Đảng phường Sông Bồi thông báo để các đơn vị biết, thực hiện.",
        "TRƯỞNG BAN",
        "Trần Văn Lộc",
        "Thường trực Đảng ủy (để báo cáo),",
        f"{team},",
        "Lưu Ban Xây dựng Đảng phường Sông Bồi.",
    ]


def test_the_reference_case_is_the_model_text_as_far_as_it_is_recorded():
    """Line by line van-ban-mau.md 2.6, but for what the record does not say (docs/reference-case.md):

    - a banner names it a proposal: the source has no notice, and the model says so only below its text;
    - the subject and the opening have the title of the meeting whole ("việc thực hiện chuyên đề"), where the model shortens it;
    - "đồng chí chủ trì" for "đồng chí Trưởng Ban": the short form of a post is not recorded;
    - the reporter's title as it stood ("Phó Bí thư thường trực Đảng ủy, trưởng khối vận"): the model writes it with other capitals and adds
      "phường";
    - the requests stand as recorded, one point each: the model gives what was asked of Đảng ủy and the teams together to each apart, and reads
      "phường" as its Party committee, which is a reading of the editor's; its verbs are also a little shortened;
    - recipients are the units concerned and whoever was asked, in the words of the record: "(qua Đảng ủy phường)" is known to nobody.
    The signer and Thường trực Quận ủy are data of the unit and of the paper ([TL] in the model), given here.
    """
    meeting = reference_meeting()
    HouseStyle.objects.update(reports_to="Thường trực Quận ủy")
    paper = paper_of("notice", meeting, date=None, signer_capacity="K/T TRƯỞNG BAN", signer_post="PHÓ TRƯỞNG BAN")

    content = content_of(paper)

    topic = "khảo sát việc thực hiện chuyên đề vai trò của tổ dân vận tổ dân phố trong thực hiện"
    assert content.profile == "party-2004"
    assert content.lines() == [
        "DỰ THẢO",
        "ĐỀ XUẤT dựng theo tin đăng ngày 20/10/2017; nguồn không có thông báo này, không dùng để ký.",
        "QUẬN ỦY ……………",
        "BAN DÂN VẬN",
        "Số ……-TB/BDV",
        "……………, ngày …… tháng …… năm 2017",
        "THÔNG BÁO",
        "kết luận của đồng chí Đặng Việt Hà, Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy tại hội nghị "
        f"{topic} QCDC ở cơ sở tại phường Thượng Thanh",
        f"Sáng ngày 19/7/2017, tại phường Thượng Thanh, đồng chí Đặng Việt Hà chủ trì hội nghị {topic} Quy chế dân chủ (QCDC) ở cơ sở. "
        "Sau khi nghe đồng chí Nguyễn Văn Chiến, Phó Bí thư thường trực Đảng ủy, trưởng khối vận báo cáo và 09 ý kiến phát biểu, đồng chí "
        "chủ trì đánh giá và yêu cầu một số nội dung sau:",
        "1. Ghi nhận, đánh giá cao sự chủ động, tích cực, trách nhiệm của Đảng ủy và các tổ dân vận tổ dân phố.",
        "2. Trong thời gian tới, yêu cầu:",
        "2.1. Đảng ủy phường, các tổ dân vận: tiếp tục quán triệt và thống nhất hoạt động của tổ dân vận theo quy chế đã ban hành; tích cực "
        "tuyên truyền, vận động nhân dân thực hiện tốt các chủ trương của Đảng, chính sách, pháp luật của Nhà nước, các chỉ tiêu, nhiệm vụ "
        "của phường.",
        "2.2. Phường: tiếp tục quan tâm đến các gương điển hình tiên tiến.",
        "2.3. MTTQ và các đoàn thể CT-XH: phát huy hơn nữa vai trò, trách nhiệm trong tuyên truyền, vận động, đặc biệt là giám sát.",
        "3. Giao …………… theo dõi, đôn đốc, tổng hợp kết quả, báo cáo Thường trực Quận ủy trước ngày ……………",
        "Ban Dân vận Quận ủy thông báo để các đơn vị biết, thực hiện.",
        "K/T TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
        "……………",
        "Thường trực Quận ủy (để báo cáo),",
        "Phường Thượng Thanh,",
        "Đảng ủy phường,",
        "MTTQ và các đoàn thể CT-XH,",
        "Các tổ dân vận,",
        "Lưu Ban Dân vận Quận ủy.",
    ]


def test_a_proposal_made_from_a_published_item_is_never_signed():
    paper = submitted(begun("notice", reference_meeting()))

    assert "Thông báo này dựng theo tin đã đăng, chỉ là đề xuất, không dùng để ký." in signing_obstacles(paper)


def test_before_the_meeting_it_is_a_draft_of_the_conclusions_and_says_so():
    lines = lines_of("notice", usual_meeting(state="planned"), **FOLLOWED)

    assert lines[:2] == [
        "DỰ THẢO",
        "DỰ THẢO KẾT LUẬN soạn trước hội nghị; đồng chí chủ trì chưa nêu, không dùng để ban hành.",
    ]
    assert body(lines)[0].startswith("Theo dự kiến, sáng ngày 11/11/2026, tại nhà văn hóa TDP 9, phường Sông Bồi, đồng chí Trần Văn Lộc")
    assert body(lines)[0].endswith("Dự thảo kết luận gồm những nội dung sau:")


def test_the_draft_cannot_be_signed_before_the_meeting_and_can_after_it():
    meeting = usual_meeting(state="planned")
    HouseStyle.objects.update(reports_to="Thường trực Đảng ủy")
    paper = submitted(begun("notice", meeting, number="12", **FOLLOWED))

    with pytest.raises(CannotSignError, match="Hội nghị chưa họp"):
        sign(paper, paper.created_by)
    SurveyMeeting.objects.update(state="held")
    sign(Paper.objects.get(pk=paper.pk), UserFactory())

    text = "\n".join(content_of(Paper.objects.get(pk=paper.pk)).lines())
    assert "DỰ THẢO" not in text
    assert "Theo dự kiến" not in text


def test_of_a_bare_meeting_what_must_be_written_is_left_blank():
    lines = lines_of("notice", empty_meeting(state="held"))

    assert body(lines)[:3] == [
        "Ngày ……………, đồng chí …………… chủ trì hội nghị giao ban. Tại hội nghị, đồng chí chủ trì kết luận như sau:",
        "1. ……………",
        "2. Giao …………… theo dõi, đôn đốc, tổng hợp kết quả, báo cáo …………… trước ngày ……………",
    ]


def test_without_an_assessment_the_requests_come_first():
    meeting = usual_meeting()
    meeting.conclusions.all().delete()

    assert body(lines_of("notice", meeting))[1] == "1. Yêu cầu:"


def test_each_request_keeps_its_own_verb_due_words_product_and_parts():
    meeting = usual_meeting()
    own = DirectiveFactory(meeting=meeting, order=2, text="sửa đèn ngõ 12", verb="propose", due_text="30/6", product="báo cáo kết quả")
    own.addressees.create(words="UBND phường", role="lead")
    own.addressees.create(words="tổ dân vận TDP 9", role="support", order=2)

    lines = body(lines_of("notice", meeting))

    assert "2. Các việc yêu cầu, giao:" in lines
    assert (
        "2.2. Đề nghị UBND phường (chủ trì), tổ dân vận TDP 9 (phối hợp): sửa đèn ngõ 12. Thời hạn: 30/6. Sản phẩm: báo cáo kết quả."
        in lines
    )


def test_every_unit_gets_it_once():
    meeting = usual_meeting()
    ward = WardFactory(name="Phường Bến")
    MeetingUnit.objects.create(meeting=meeting, unit=ward)
    DirectiveAddressee.objects.create(directive=meeting.directives.get(), unit=ward)
    DirectiveAddressee.objects.create(directive=meeting.directives.get(), words="phường")

    lines = lines_of("notice", meeting)

    assert lines.count("Phường Bến,") == 1
    assert "Phường," not in lines


def test_what_residents_said_is_not_in_it():
    meeting = usual_meeting()
    RemarkFactory(meeting=meeting, speaker=None, speaker_words="ông Bùi Văn Tám, hộ dân ngõ 12", text="Nhà tôi bị ngập.", restricted=True)

    text = "\n".join(lines_of("notice", meeting))

    assert "Bùi Văn Tám" not in text
    assert "bị ngập" not in text


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_writes_it_in_its_own_way(family):
    lines = lines_of("notice", in_family(usual_meeting(), family))

    number, chair, end = ("Số ……-TB/BXDĐ", "đồng chí chủ trì", ".") if family == "party" else ("Số: ……/TB-BXDĐ", "chủ tọa", "./.")
    assert number in lines
    assert body(lines)[0].endswith(f"01 ý kiến phát biểu, {chair} kết luận như sau:")
    assert f"Ban Xây dựng Đảng phường Sông Bồi thông báo để các đơn vị biết, thực hiện{end}" in lines


def test_a_huge_notice_has_all_points_and_asks_the_database_no_more_often():
    small, huge = paper_of("notice", usual_meeting()), paper_of("notice", huge_meeting())
    counted = []
    for paper in (small, huge):
        with CaptureQueriesContext(connection) as captured:
            content = content_of(paper)
        counted.append(len(captured))

    assert counted[0] == counted[1] <= 10
    lines = content.lines()
    assert "11. Ghi nhận sự chủ động của các tổ dân vận." in lines
    assert any(line.startswith("12.31. Tổ dân vận TDP 29 (chủ trì): ") for line in lines)
    assert "Ý kiến riêng" not in "\n".join(lines)
    assert lines.count("Phường Bến 29,") == 1


def test_points_of_several_paragraphs_stay_whole():
    meeting = usual_meeting()
    ConclusionFactory(meeting=meeting, text="Các tổ làm tốt.\nCòn hai việc chậm", order=2)

    lines = body(lines_of("notice", fresh(meeting)))

    assert lines[2:4] == ["2. Các tổ làm tốt.", "Còn hai việc chậm."]
