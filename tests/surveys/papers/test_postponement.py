"""Thông báo hoãn, dời lịch: reason and new day, on paper and for the phone."""

from datetime import date

import pytest

from danvan.documents.models import HouseStyle
from surveys.models import MeetingUnit
from surveys.papers import COMPOSERS, composer_of
from tests.surveys.papers.meeting_papers import DATE, FAMILIES, HEAD, TITLE, empty_meeting, in_family, lines_of, paper_of, usual_meeting

pytestmark = pytest.mark.django_db
POSTPONED = {"state": "postponed", "state_note": "Bão số 9 đổ bộ.", "postponed_to": date(2026, 11, 18)}


def test_the_paper_says_why_and_when_instead():
    assert lines_of("postponement", usual_meeting(**POSTPONED)) == [
        "DỰ THẢO",
        *HEAD,
        "Số ……-TB/BXDĐ",
        DATE,
        "THÔNG BÁO",
        f"hoãn, dời lịch {TITLE}",
        f"Vì lý do bão số 9 đổ bộ, {TITLE} (dự kiến ngày 11/11/2026) dời sang 08 giờ 00 phút, thứ Tư, ngày 18/11/2026.",
        "Các nội dung khác không thay đổi. Ban Xây dựng Đảng phường Sông Bồi thông báo để các đồng chí biết, sắp xếp thời gian dự.",
        "NGƯỜI KÝ",
        "……………",
        "Các đại biểu được mời,",
        "Lưu Ban Xây dựng Đảng phường Sông Bồi.",
    ]


def test_the_text_for_phones_says_the_same_and_whom_to_ask():
    paper = paper_of("postponement", usual_meeting(**POSTPONED), contact="đồng chí Lê Thị Thu Hường")

    assert composer_of(paper).zalo() == (
        "Kính gửi các đồng chí.\n"
        f"Vì lý do bão số 9 đổ bộ, {TITLE} (dự kiến ngày 11/11/2026) dời sang 08 giờ 00 phút, thứ Tư, ngày 18/11/2026.\n"
        "Các nội dung khác không thay đổi.\n"
        "Cần trao đổi xin liên hệ đồng chí Lê Thị Thu Hường.\n"
        "Trân trọng cảm ơn các đồng chí."
    )


def test_the_reason_typed_for_the_paper_comes_before_the_one_of_the_meeting():
    lines = lines_of("postponement", usual_meeting(**POSTPONED), reason="Thường trực Đảng ủy có lịch họp đột xuất")

    assert any(line.startswith("Vì lý do thường trực Đảng ủy có lịch họp đột xuất, hội nghị") for line in lines)


def test_a_meeting_planned_anew_goes_to_the_day_and_place_of_its_session():
    lines = lines_of("postponement", usual_meeting(state="planned"), reason="mưa lớn")

    assert f"Vì lý do mưa lớn, {TITLE} dời sang 08 giờ 00 phút, thứ Tư, ngày 11/11/2026." in lines
    assert "Địa điểm: nhà văn hóa TDP 9, phường Sông Bồi." in lines


def test_without_a_new_day_the_paper_promises_none():
    lines = lines_of("postponement", usual_meeting(state="postponed", state_note="mưa lớn"))

    assert f"Vì lý do mưa lớn, {TITLE} (dự kiến ngày 11/11/2026) hoãn lại, chưa định ngày họp mới." in lines


def test_a_meeting_that_is_given_up_is_not_called_postponed():
    lines = lines_of("postponement", usual_meeting(state="cancelled", state_note="mưa lớn"))

    assert f"không tổ chức {TITLE}" in lines
    assert not any("dời" in line or "không thay đổi" in line for line in lines)


def test_of_a_bare_meeting_reason_and_day_are_left_to_be_filled():
    assert "Vì lý do ……………, hội nghị giao ban dời sang ……………" in lines_of("postponement", empty_meeting())


def test_the_units_concerned_get_it():
    meeting = usual_meeting(**POSTPONED)
    for number in range(30):
        MeetingUnit.objects.create(meeting=meeting, words=f"phường Bến {number}", order=number)

    lines = lines_of("postponement", meeting)

    assert "Phường Bến 0," in lines
    assert "Phường Bến 29," in lines


def test_a_meeting_that_was_held_is_not_postponed():
    paper = paper_of("postponement", usual_meeting())

    assert COMPOSERS["postponement"].obstacle(paper).startswith("Hội nghị đã họp")


@pytest.mark.parametrize("family", FAMILIES)
def test_number_and_ending_are_those_of_the_family(family):
    lines = lines_of("postponement", in_family(usual_meeting(**POSTPONED), family))

    number, ending = ("Số ……-TB/BXDĐ", "dự.") if family == "party" else ("Số: ……/TB-BXDĐ", "dự./.")
    assert number in lines
    assert any(line.endswith(f"sắp xếp thời gian {ending}") for line in lines)
    assert ("các đồng chí biết" in " ".join(lines)) == (family == "party")


@pytest.mark.parametrize(("family", "written"), [("party", "K/T TRƯỞNG BAN"), ("state", "KT. TRƯỞNG BAN"), ("front", "KT. TRƯỞNG BAN")])
@pytest.mark.parametrize("typed", ["K/T TRƯỞNG BAN", "KT. TRƯỞNG BAN", "k/t TRƯỞNG BAN"])
def test_the_capacity_of_the_signer_is_written_as_the_family_writes_it(family, written, typed):
    meeting = in_family(usual_meeting(**POSTPONED), family)
    HouseStyle.objects.filter(unit=meeting.owner).update(signer_capacity=typed, signer_post="PHÓ TRƯỞNG BAN", signer_name="Vũ Thị Mai")

    lines = lines_of("postponement", meeting)

    at = lines.index("PHÓ TRƯỞNG BAN")
    assert lines[at - 1 : at + 2] == [written, "PHÓ TRƯỞNG BAN", "Vũ Thị Mai"]
