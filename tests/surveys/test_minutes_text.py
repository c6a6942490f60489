"""What is recorded is printed, what is not known is a blank, what was not said is left out."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.documents.content import Content
from danvan.documents.models import Abbreviation, HouseStyle
from danvan.units import versions
from surveys.minutes import build_minutes, draft_minutes
from surveys.models import MeetingOrganizer, RemarkAnswer, SurveyMeeting, Vote
from tests.factories import (
    ConclusionFactory,
    DirectiveFactory,
    GroupAttendanceFactory,
    RemarkFactory,
    SessionFactory,
    SurveyMeetingFactory,
    office,
)
from tests.surveys.meetings import finished_meeting, present

pytestmark = pytest.mark.django_db

LAST = 1_000_000
"""An order after that of every row a factory numbered."""


def lines(meeting: SurveyMeeting) -> list[str]:
    return build_minutes(SurveyMeeting.objects.get(pk=meeting.pk)).lines()


def text(meeting: SurveyMeeting) -> str:
    return "\n".join(lines(meeting))


def blanks(meeting: SurveyMeeting) -> list[str]:
    content: Content = build_minutes(SurveyMeeting.objects.get(pk=meeting.pk))
    return [blank.label for blank in content.blanks()]


def test_minutes_of_a_finished_meeting_have_no_blanks():
    meeting = finished_meeting()

    assert blanks(meeting) == []
    assert lines(meeting)[:5] == [
        "ĐẢNG ỦY PHƯỜNG SÔNG BỒI",
        "BAN XÂY DỰNG ĐẢNG PHƯỜNG SÔNG BỒI",
        "Sông Bồi, ngày 11 tháng 11 năm 2026",
        "BIÊN BẢN",
        "hội nghị khảo sát vai trò của tổ dân vận",
    ]
    assert (
        "Hồi 08 giờ 00 phút, ngày 11 tháng 11 năm 2026, tại nhà văn hóa TDP 9, phường Sông Bồi, Ban Xây dựng Đảng phường Sông Bồi "
        "tổ chức hội nghị khảo sát vai trò của tổ dân vận." in lines(meeting)
    )
    assert "Hội nghị kết thúc hồi 10 giờ 45 phút cùng ngày." in lines(meeting)


# Thành phần


def test_attendees_stand_in_protocol_order_not_in_that_of_the_alphabet():
    meeting = finished_meeting()
    present(meeting, "Ước Văn Dũng", "Phó Bí thư Đảng ủy", order=LAST)
    present(meeting, "An Thị Bình", "Chủ tịch Hội Phụ nữ", order=LAST + 1)

    assert text(meeting).index("Ước Văn Dũng") < text(meeting).index("An Thị Bình")


def test_people_present_are_counted_with_two_digits():
    assert "Có mặt: 20." in lines(finished_meeting())  # chair, note-taker, speaker and a group of 17


def test_a_group_that_nobody_counted_leaves_the_sum_unknown_and_is_not_zero():
    meeting = finished_meeting()
    GroupAttendanceFactory(meeting=meeting, group="lãnh đạo các đoàn thể", people=None)

    assert "số có mặt" in blanks(meeting)
    assert any(label.startswith("số người, nhóm “") for label in blanks(meeting))
    assert "Có mặt: ……" in text(meeting)


def test_somebody_of_whom_nobody_knows_whether_he_came_leaves_the_sum_unknown():
    meeting = finished_meeting()
    present(meeting, "Đỗ Văn Tư", presence="unknown")

    assert "số có mặt" in blanks(meeting)


def test_the_absent_are_listed_with_their_reason_and_not_among_those_present():
    meeting = finished_meeting()
    present(meeting, "Bùi Văn Nam", "Chủ tịch Hội CCB", presence="excused", note="đi họp thành phố")

    assert "Có mặt: 20; vắng mặt: 01: đồng chí Bùi Văn Nam - Chủ tịch Hội CCB (đi họp thành phố)." in lines(meeting)
    assert text(meeting).count("Bùi Văn Nam") == 1


def test_an_unnamed_post_keeps_a_place_for_the_name():
    meeting = finished_meeting()
    meeting.attendances.create(post="Chủ tịch UBND phường", order=LAST)

    assert "Đồng chí Chủ tịch UBND phường (họ và tên: ……………)." in lines(meeting)


def test_several_sides_are_lettered_in_the_order_of_their_first_row():
    meeting = finished_meeting()
    present(meeting, "Vũ Thị Mai", "Phó Trưởng Ban", side="above", order=0)

    assert "a) Từ trên: đồng chí Vũ Thị Mai - Phó Trưởng Ban." in lines(meeting)
    assert "b) Các đơn vị:" in lines(meeting)


def test_two_who_chair_are_told_apart_from_the_chair():
    meeting = finished_meeting()
    present(meeting, "Vũ Thị Mai", "Phó Bí thư", role="co_chair")

    assert "1. Chủ trì: đồng chí Trần Văn Lộc - Trưởng Ban Xây dựng Đảng; đồng chủ trì: đồng chí Vũ Thị Mai - Phó Bí thư." in lines(meeting)


def test_without_chair_and_note_taker_there_are_places_for_them():
    meeting = SurveyMeetingFactory()

    assert {"họ và tên người chủ trì", "họ và tên người ghi biên bản", "giờ bắt đầu", "ngày họp", "địa điểm"} <= set(blanks(meeting))


def test_titles_are_written_out_by_the_list_of_the_unit_and_stay_as_stored():
    meeting = finished_meeting()
    Abbreviation.objects.create(unit=meeting.owner, short="UVTV", full="Ủy viên Ban Thường vụ")
    row = present(meeting, "Vũ Thị Mai", "UVTV, Bí thư Đoàn")
    HouseStyle.objects.update(old_uy=True)

    assert "Đồng chí Vũ Thị Mai - Uỷ viên Ban Thường vụ, Bí thư Đoàn." in lines(meeting)
    row.refresh_from_db()
    assert row.title == "UVTV, Bí thư Đoàn"


# Nội dung


def test_remarks_stand_in_the_order_spoken():
    meeting = finished_meeting()
    for order, name in ((903, "An Thị Bình"), (901, "Ước Văn Dũng"), (902, "Đặng Thị Ánh")):
        RemarkFactory(meeting=meeting, order=order, speaker=present(meeting, name, "tổ trưởng", order=LAST), text=f"Ý kiến của {name}.")
    said = [line for line in lines(meeting) if "Ý kiến của" in line]

    assert said == [
        "Đồng chí Ước Văn Dũng - tổ trưởng: Ý kiến của Ước Văn Dũng.",
        "Đồng chí Đặng Thị Ánh - tổ trưởng: Ý kiến của Đặng Thị Ánh.",
        "Đồng chí An Thị Bình - tổ trưởng: Ý kiến của An Thị Bình.",
    ]


def test_a_stated_number_of_remarks_is_printed_and_never_made_to_agree_with_the_rows():
    meeting = finished_meeting()
    meeting.stated_figures.create(about="remarks", wording="hơn 20 lượt ý kiến")

    assert "2. Thảo luận: có hơn 20 lượt ý kiến phát biểu" in text(meeting).replace("1. Thảo luận", "2. Thảo luận")


def test_without_a_stated_number_the_recorded_turns_are_counted_but_not_answers_and_written_ones():
    meeting = finished_meeting()
    first = meeting.remarks.get()
    answer = RemarkFactory(meeting=meeting, speaker=present(meeting, "Vũ Thị Mai", "Chủ tịch UBND"), text="Phường sẽ sửa đèn.")
    RemarkAnswer.objects.create(remark=answer, answered=first)
    RemarkFactory(meeting=meeting, form="written", speaker=first.speaker, text="Gửi thêm ý kiến về thoát nước.")

    assert "1. Thảo luận: có 01 ý kiến phát biểu" in lines(meeting)
    assert "Tiếp thu, giải trình của đồng chí Vũ Thị Mai - Chủ tịch UBND: Phường sẽ sửa đèn." in lines(meeting)
    assert "Đồng chí Ngô Thị Lụa - Tổ trưởng Tổ dân vận TDP 3 (ý kiến bằng văn bản): Gửi thêm ý kiến về thoát nước." in lines(meeting)


def test_an_anonymous_speaker_is_only_a_post_and_a_unit():
    meeting = finished_meeting()
    meeting.remarks.update(anonymous=True)
    RemarkFactory(meeting=meeting, speaker=None, speaker_words="bà Lan, nhà số 5 ngõ 12", anonymous=True, text="Ngõ hay ngập.")

    assert "Đồng chí Tổ trưởng Tổ dân vận TDP 3: Tổ họp đều hằng tháng, ghép với sinh hoạt chi bộ." in lines(meeting)
    assert "Một đại biểu: Ngõ hay ngập." in lines(meeting)
    assert "bà Lan" not in text(meeting)


def test_of_a_restricted_remark_only_the_text_for_reports_is_printed():
    meeting = finished_meeting()
    meeting.remarks.update(restricted=True, text="Điều không ai được đọc.", report_text="Đề nghị quan tâm thoát nước.")
    bare = RemarkFactory(meeting=meeting, restricted=True, text="Điều kín khác.", speaker=meeting.remarks.get().speaker)

    content = build_minutes(meeting)
    assert "không ai được đọc" not in content.canonical().decode()
    assert "Điều kín" not in content.canonical().decode()
    assert "Đồng chí Ngô Thị Lụa - Tổ trưởng Tổ dân vận TDP 3: Đề nghị quan tâm thoát nước." in content.lines()
    assert any("nội dung được lưu riêng trong hồ sơ hội nghị" in line for line in content.lines()), bare


def test_a_remark_of_which_only_is_known_that_it_was_made_has_a_place_for_its_words():
    meeting = finished_meeting()
    meeting.remarks.update(text="")

    assert "nội dung phát biểu" in blanks(meeting)


def test_what_was_not_heard_clearly_is_a_blank_with_its_section():
    meeting = finished_meeting()
    meeting.remarks.update(text="Sổ do phường cấp từ năm ??.")

    assert [tuple(blank) for blank in build_minutes(meeting).blanks()] == [("chỗ nghe chưa rõ", "II- NỘI DUNG")]


def test_paragraphs_of_a_remark_stay_paragraphs():
    meeting = finished_meeting()
    meeting.remarks.update(text="Ý thứ nhất.\n\nÝ thứ hai")

    assert "Ý thứ hai." in lines(meeting)


def test_a_break_between_two_sessions_stands_before_the_first_remark_after_it():
    meeting = finished_meeting()
    morning = meeting.sessions.get()
    afternoon = SessionFactory(meeting=meeting, order=2, day=date(2026, 11, 11), part_of_day="afternoon", start=time(14), end=time(16))
    meeting.remarks.update(session=morning)
    RemarkFactory(meeting=meeting, session=afternoon, speaker=meeting.remarks.get().speaker, text="Ý kiến buổi chiều.")
    printed = lines(meeting)

    assert printed.index("Hội nghị nghỉ hồi 10 giờ 45 phút, tiếp tục hồi 14 giờ 00 phút.") < next(
        index for index, line in enumerate(printed) if "Ý kiến buổi chiều" in line
    )
    assert "Hội nghị kết thúc hồi 16 giờ 00 phút cùng ngày." in printed


def test_sessions_of_several_days_are_listed_and_the_paper_is_dated_by_the_last():
    meeting = finished_meeting()
    SessionFactory(meeting=meeting, order=2, day=date(2026, 11, 13), label="Cụm 2", place="hội trường phường")
    printed = lines(meeting)

    assert "Cụm 2: hồi 08 giờ 00 phút, ngày 13 tháng 11 năm 2026, tại hội trường phường." in printed
    assert "Sông Bồi, ngày 13 tháng 11 năm 2026" in printed
    assert "Hội nghị kết thúc hồi 10 giờ 45 phút, ngày 13 tháng 11 năm 2026." in printed


def test_a_vote_is_printed_with_the_figures_that_were_said():
    meeting = finished_meeting()
    Vote.objects.create(meeting=meeting, subject="thông qua quy chế", form="hands", total=19, in_favor=18)

    assert "Thông qua quy chế (hình thức: giơ tay): số người biểu quyết: 19; đồng ý: 18." in lines(meeting)


def test_without_a_vote_nothing_is_said_about_voting():
    assert "iểu quyết" not in text(finished_meeting())


# Chủ trì


def test_a_verb_and_a_time_that_all_requests_share_stand_once_above_them():
    meeting = finished_meeting()
    meeting.directives.update(due_text="trước 30/12/2026")
    DirectiveFactory(meeting=meeting, text="báo cáo kết quả", due_text="trước 30/12/2026").addressees.create(words="các tổ dân vận")

    assert "b) Yêu cầu trước 30/12/2026:" in lines(meeting)
    assert "Các tổ dân vận: báo cáo kết quả." in lines(meeting)


def test_verbs_and_times_that_differ_stand_at_each_request():
    meeting = finished_meeting()
    meeting.directives.update(verb="give", due_text="30/6", product="quy chế mới")
    DirectiveFactory(meeting=meeting, text="cấp sổ giao ban", verb="propose").addressees.create(words="UBND phường", role="lead")
    printed = lines(meeting)

    assert "b) Các việc yêu cầu, giao:" in printed
    assert "Giao Tổ dân vận TDP số 1: Rà soát, bổ sung quy chế hoạt động của tổ. Thời hạn: 30/6. Sản phẩm: quy chế mới." in printed
    assert "Đề nghị UBND phường (chủ trì): cấp sổ giao ban." in printed


def test_without_a_time_none_is_invented_and_the_class_of_the_office_is_not_printed():
    meeting = finished_meeting()
    meeting.directives.update(office_class="standing", review_months=6)

    assert "b) Yêu cầu:" in lines(meeting)
    assert "hường xuyên" not in text(meeting)


def test_the_chair_is_quoted_with_the_word_of_the_source():
    meeting = finished_meeting()
    assert any(line.endswith("Kết luận của đồng chí chủ trì") for line in lines(meeting))

    SurveyMeeting.objects.update(chair_words="speech")
    assert any(line.endswith("Phát biểu của đồng chí chủ trì") for line in lines(meeting))
    assert "ết luận" not in text(meeting)


def test_several_points_of_the_chair_are_lettered():
    meeting = finished_meeting()
    ConclusionFactory(meeting=meeting, text="biểu dương tổ 3")

    assert "b) Biểu dương tổ 3." in lines(meeting)
    assert "c) Yêu cầu:" in lines(meeting)


# Kết thúc, đầu văn bản


def test_reading_back_and_copies_are_printed_only_when_noted():
    meeting = finished_meeting()
    assert "đọc lại" not in text(meeting)
    assert "lập thành" not in text(meeting)

    minutes = meeting.minutes
    minutes.read_back, minutes.copies, minutes.kept_at = True, 2, "Ban Xây dựng Đảng"
    minutes.save()
    assert "Biên bản đã được đọc lại tại hội nghị, các thành viên dự nhất trí." in text(meeting)
    assert "Biên bản lập thành 02 bản có giá trị như nhau, lưu Ban Xây dựng Đảng." in text(meeting)


def test_a_number_is_printed_when_there_is_one_and_no_line_when_there_is_none():
    meeting = finished_meeting()
    assert "Số" not in "".join(lines(meeting)[:4])

    meeting.minutes.number = "5"
    meeting.minutes.save()
    assert lines(meeting)[2] == "Số 05-BB/BXDĐ"


def test_organizers_are_named_in_order():
    meeting = finished_meeting()
    MeetingOrganizer.objects.create(meeting=meeting, words="Đảng ủy phường", order=1)
    MeetingOrganizer.objects.create(meeting=meeting, words="Ủy ban MTTQ phường", role="joint", order=2)

    assert "Đảng ủy phường phối hợp với Ủy ban MTTQ phường tổ chức hội nghị" in text(meeting)


def test_units_are_called_as_they_were_on_the_day():
    meeting = finished_meeting()
    versions.change(meeting.owner, date(2027, 1, 1), name="Ban Tuyên giáo và Dân vận phường Sông Bồi")

    assert "Ban Xây dựng Đảng phường Sông Bồi tổ chức" in text(meeting)
    assert "Tuyên giáo" not in text(meeting)


def test_a_paper_outside_the_known_rules_says_so():
    meeting = finished_meeting()
    assert draft_minutes(meeting).content.profile == "party-2026"
    assert draft_minutes(meeting).note == ""

    meeting.minutes.date = date(2001, 1, 1)
    assert draft_minutes(meeting).content.profile == "party-2004"
    assert "dùng quy định gần nhất" in draft_minutes(meeting).note


def test_minutes_of_a_state_body_are_written_the_state_way():
    meeting = finished_meeting()
    HouseStyle.objects.update(family="state", code="UBND")
    meeting.minutes.number = "5"
    content, note, _read, _parts = draft_minutes(meeting)
    lines = content.lines()

    assert (content.profile, note) == ("state-2020", "")
    assert "Số: 05/BB-UBND" in lines
    assert "Hội nghị khảo sát vai trò của tổ dân vận" in lines
    assert "I. THÀNH PHẦN" in lines
    assert any(line.startswith("1. Chủ tọa: đồng chí Trần Văn Lộc") for line in lines)
    assert any(line.startswith("3. Thư ký: ") for line in lines)
    assert any(line.endswith(" của chủ tọa") for line in lines)
    assert lines[lines.index("III. KẾT THÚC") + 1].endswith("cùng ngày./.")
    assert lines[lines.index("THƯ KÝ") + 1 :] == ["CHỦ TỌA", "Lê Thị Thu Hường", "Trần Văn Lộc"]


def test_somebody_unknown_is_addressed_as_the_family_does():
    meeting = finished_meeting()
    meeting.attendances.filter(role__in=["chair", "note_taker"]).delete()
    assert any("Chủ trì: đồng chí ……" in line for line in build_minutes(meeting).lines())

    HouseStyle.objects.update(family="state")
    lines = build_minutes(meeting).lines()
    assert any("Chủ tọa: ông (bà) ……" in line for line in lines)
    assert any("Thư ký: ông (bà) ……" in line for line in lines)


def test_another_layout_can_be_chosen_with_a_reason():
    meeting = finished_meeting()
    meeting.minutes.profile, meeting.minutes.profile_reason = "party-2004", "theo mẫu của thành phố"
    meeting.minutes.save()

    assert build_minutes(meeting).profile == "party-2004"
    assert "theo mẫu của thành phố" in draft_minutes(meeting).note


def test_composing_takes_as_many_queries_for_50_remarks_as_for_one():
    def queries() -> int:
        meeting = SurveyMeeting.objects.select_related("owner", "minutes").get()
        with CaptureQueriesContext(connection) as counted:
            build_minutes(meeting)
        return len(counted)

    meeting = finished_meeting()
    home = office("Khác")
    at_one = queries()
    for number in range(49):
        row = present(meeting, f"Trần Văn {number}", "tổ trưởng")
        RemarkFactory(meeting=meeting, speaker=row)
        DirectiveFactory(meeting=meeting).addressees.create(unit=home.groups[number % 2])

    assert queries() == at_one <= 7
