"""The plan of a survey: what is recorded, the usual words of a plan, outline and timetable as annexes; may be copied from an earlier one."""

from datetime import date

import pytest
from django.urls import reverse

from danvan.documents.content import PageBreak, Paragraph, SignaturePair, runs
from surveys.manuscripts import of_paper
from surveys.models import Paper, SurveyMeeting
from surveys.paper_life import content_of, signing_obstacles
from surveys.papers import COMPOSERS
from tests.factories import SurveyFactory
from tests.surveys.papers.surveyed import bare_survey, body, kept, lines, paper_of, usual_survey

pytestmark = pytest.mark.django_db

USUAL = """\
DỰ THẢO
ĐẢNG ỦY PHƯỜNG SÔNG BỒI
BAN XÂY DỰNG ĐẢNG
Số 05-KH/BXDĐ
Sông Bồi, ngày 01 tháng 10 năm 2026
KẾ HOẠCH
khảo sát việc thực hiện chuyên đề “vai trò của tổ dân vận” năm 2026
Thực hiện Chương trình công tác năm 2026 của Đảng ủy phường Sông Bồi, Ban Xây dựng Đảng xây dựng kế hoạch khảo sát việc thực hiện chuyên đề \
“vai trò của tổ dân vận” năm 2026 như sau:
I- MỤC ĐÍCH, YÊU CẦU
1. Mục đích: nắm thực chất kết quả, khó khăn; kịp thời tháo gỡ trong thẩm quyền; có cơ sở tham mưu cấp ủy.
2. Yêu cầu: khách quan, đúng trọng tâm, không gây phiền hà cho cơ sở.
II- NỘI DUNG, ĐỐI TƯỢNG, MỐC THỜI GIAN
1. Nội dung: Việc thực hiện chuyên đề “vai trò của tổ dân vận” năm 2026.
2. Đối tượng: phường Bãi Cháo và phường Ao Sen.
3. Mốc thời gian: số liệu từ ngày 01/10/2025 đến ngày 30/9/2026.
III- CÁCH THỨC
Nghe báo cáo của đơn vị;
Trao đổi, thảo luận;
Xem sổ sách, hồ sơ;
Đi thực tế (nếu có).
IV- THÀNH PHẦN
1. Đoàn khảo sát
Trưởng đoàn: đồng chí Trần Văn Lộc - Ban Xây dựng Đảng;
Thư ký đoàn: đồng chí Lê Thị Thu Hường - Ban Xây dựng Đảng.
2. Đơn vị được khảo sát
Đại diện cấp ủy, UBND, MTTQ, đoàn thể, tổ dân vận.
V- THỜI GIAN, ĐỊA ĐIỂM
Thời gian: từ ngày 11/11/2026.
Địa điểm: tại các đơn vị được khảo sát. Lịch cụ thể tại Phụ lục 2.
VI- TỔ CHỨC THỰC HIỆN
a) Các đơn vị được khảo sát chuẩn bị báo cáo theo đề cương tại Phụ lục 1, gửi bản ký và bản điện tử về Ban Xây dựng Đảng trước ngày 05/11/2026.
b) Ban Xây dựng Đảng chuẩn bị nội dung, phân công thành viên đoàn.
c) Kinh phí, phương tiện: ……………
Trên đây là kế hoạch khảo sát việc thực hiện chuyên đề “vai trò của tổ dân vận” năm 2026, đề nghị các đơn vị phối hợp thực hiện; có vướng mắc \
xin trao đổi với Ban Xây dựng Đảng (qua đồng chí Hường).
TRƯỞNG BAN
Trần Văn Lộc
PHỤ LỤC 1
ĐỀ CƯƠNG BÁO CÁO
(kèm theo Kế hoạch số 05-KH/BXDĐ, ngày 01/10/2026)
I- ĐẶC ĐIỂM TÌNH HÌNH
1. Số tổ dân phố, số tổ dân vận, thành viên.
2. Thuận lợi, khó khăn.
II- KẾT QUẢ
1. Lãnh đạo, quán triệt.
2. Kiện toàn tổ, quy chế hoạt động.
3. Thực hiện dân chủ ở cơ sở theo từng nhóm nội dung.
4. Phối hợp.
5. Thông tin, báo cáo, giao ban.
6. Mô hình, gương điển hình.
III- HẠN CHẾ, KHÓ KHĂN, NGUYÊN NHÂN
IV- NHIỆM VỤ, GIẢI PHÁP
V- KIẾN NGHỊ (ghi rõ với cấp nào)
Kèm theo báo cáo: biểu số liệu.
PHỤ LỤC 2
LỊCH KHẢO SÁT
(kèm theo Kế hoạch số 05-KH/BXDĐ, ngày 01/10/2026)
TT
Ngày, giờ
Đơn vị
Địa điểm
Trưởng đoàn, thư ký
1
08 giờ 00 phút, 11/11/2026
Phường Bãi Cháo
Hội trường UBND phường
Trần Văn Lộc; Lê Thị Thu Hường
2
08 giờ 00 phút, 12/11/2026
Phường Ao Sen
Hội trường UBND phường
Trần Văn Lộc; Lê Thị Thu Hường
Đảng ủy phường Sông Bồi (để báo cáo),
Các đơn vị được khảo sát (để thực hiện),
Thành viên đoàn khảo sát,
Lưu Ban Xây dựng Đảng phường Sông Bồi."""


def test_a_usual_plan():
    found = lines(usual_survey(), "plan", date=date(2026, 10, 1), number="5", due=date(2026, 11, 5), contact="đồng chí Hường")

    assert found == USUAL.split("\n")


def test_the_annexes_stand_behind_the_signature_each_on_a_new_page():
    blocks = content_of(paper_of(usual_survey(), "plan")).blocks
    signature = next(number for number, block in enumerate(blocks) if isinstance(block, SignaturePair))

    assert [number > signature for number, block in enumerate(blocks) if isinstance(block, PageBreak)] == [True, True]


def test_a_survey_of_which_nothing_is_recorded_gives_a_plan_that_cannot_be_signed():
    obstacles = body(signing_obstacles(kept(bare_survey(), "plan")))

    for missing in ("các đơn vị được khảo sát", "trưởng đoàn, phó trưởng đoàn", "ngày khảo sát", "thời gian khảo sát", "hạn gửi báo cáo"):
        assert missing in obstacles


def test_what_the_office_wrote_for_the_survey_stands_in_place_of_the_usual_words():
    survey = usual_survey()
    survey.purpose, survey.outline = "Nắm tình hình các tổ.\nKhông làm phiền cơ sở", "1. Tổ chức của tổ.\n2. Kiến nghị."

    found = lines(survey, "plan")

    assert "Không làm phiền cơ sở." in found
    assert found[found.index("1. Tổ chức của tổ.") + 1] == "2. Kiến nghị."
    assert "không gây phiền hà" not in body(found)


def test_a_meeting_that_is_not_held_has_no_line_in_the_timetable():
    survey = usual_survey()
    survey.meetings.order_by("pk")[:1].get()
    SurveyMeeting.objects.filter(pk=survey.meetings.order_by("pk").first().pk).update(state="cancelled")

    found = lines(survey, "plan")

    assert "08 giờ 00 phút, 11/11/2026" not in found
    assert "08 giờ 00 phút, 12/11/2026" in found


def test_a_state_body_writes_its_own_numbers_and_ending():
    found = lines(usual_survey(), "plan", profile="state-2020", profile_reason="thử")

    assert "I. MỤC ĐÍCH, YÊU CẦU" in found
    assert "tham mưu cấp ủy" not in body(found)
    assert "Khảo sát việc thực hiện chuyên đề “vai trò của tổ dân vận” năm 2026" in found
    assert any(line.endswith("xin trao đổi với Ban Xây dựng Đảng./.") for line in found)


def test_the_written_parts_of_an_earlier_plan_are_taken_over_and_the_rest_follows_the_data():
    survey = usual_survey()
    earlier = kept(survey, "plan")
    work = of_paper(earlier)
    work.write("cach-thuc", (*work.section("cach-thuc").blocks, Paragraph(runs("Đoàn không nhận quà."))), earlier.created_by)
    later = kept(SurveyFactory(owner=survey.owner, title="khảo sát năm 2027"), "plan", follows=earlier)

    found = content_of(Paper.objects.get(pk=later.pk)).lines()

    assert "Đoàn không nhận quà." in found
    assert "khảo sát năm 2027" in found
    assert list(later.parts.values_list("key", flat=True)) == ["cach-thuc"]


def test_a_plan_may_follow_plans_of_the_same_office_only_and_never_itself():
    earlier = kept(usual_survey(), "plan")
    other = kept(SurveyFactory(title="khảo sát của nơi khác"), "plan")
    later = kept(earlier.survey, "plan")
    kept(earlier.survey, "report")

    assert list(COMPOSERS["plan"].may_follow(later, Paper.objects.all())) == [earlier]
    assert other.owner != earlier.owner


def test_the_copy_is_chosen_in_the_browser(client_as):
    survey = usual_survey()
    earlier = kept(survey, "plan")
    work = of_paper(earlier)
    work.write("ket", (Paragraph(runs("Kết thúc theo lối riêng.")),), earlier.created_by)
    client = client_as("survey", survey.owner)

    client.post(reverse("surveys:survey-paper-add", args=[survey.pk, "plan"]), {"follows": earlier.pk, "due": "05/11/2026"})

    later = Paper.objects.exclude(pk=earlier.pk).get()
    assert later.due == date(2026, 11, 5)
    assert "Kết thúc theo lối riêng." in content_of(later).lines()
