"""The letter about recommendations and its reminder: to whom they belong, without the names of people, by the rule of the office."""

from datetime import date

import pytest
from django.urls import reverse

from danvan.documents.content import Content
from surveys.models import Paper, Recommendation
from surveys.paper_life import content_of, move, sign, signing_obstacles
from surveys.papers import COMPOSERS, composer_of
from tests.factories import UserFactory, WardFactory
from tests.surveys.papers.surveyed import SPEAKER, bare_survey, body, huge_survey, kept, lines, meeting_in, recommended, usual_survey

pytestmark = pytest.mark.django_db
TO = "UBND phường Bãi Cháo"

USUAL = """\
DỰ THẢO
ĐẢNG ỦY PHƯỜNG SÔNG BỒI
BAN XÂY DỰNG ĐẢNG
Số 12-CV/BXDĐ
về việc xem xét, giải quyết kiến nghị tại hội nghị ngày 11/11/2026
Sông Bồi, ngày 20 tháng 11 năm 2026
Kính gửi: UBND phường Bãi Cháo
Tại hội nghị khảo sát vai trò của tổ dân vận, ngày 11/11/2026, Ban Xây dựng Đảng tiếp nhận 02 kiến nghị thuộc thẩm quyền của UBND phường Bãi Cháo. \
Ban Xây dựng Đảng tổng hợp, đề nghị UBND phường Bãi Cháo xem xét, giải quyết:
TT
Nội dung kiến nghị
Địa bàn
Ghi chú
1
Thay đèn ngõ 12
ngõ 12
Tổ dân vận TDP số 3
2
Cấp kinh phí sửa nhà văn hóa
Kết quả đề nghị gửi về Ban Xây dựng Đảng trước ngày 05/12/2026 để thông báo lại cho cơ sở và Nhân dân. Trân trọng cảm ơn.
TRƯỞNG BAN
Trần Văn Lộc
Như trên,
Lưu Ban Xây dựng Đảng phường Sông Bồi."""


def first_meeting(survey):
    return survey.meetings.order_by("pk").first()


@pytest.fixture
def survey():
    found = usual_survey()
    first_meeting(found).attendances.filter(name=SPEAKER).update(title="Tổ trưởng Tổ dân vận TDP số 3, Bí thư chi bộ")
    return found


def test_a_usual_letter(survey):
    found = lines(first_meeting(survey), "letter", number="12", addressee_words=TO, due=date(2026, 12, 5))

    assert body(found) == USUAL


@pytest.mark.parametrize(
    ("profile", "subject"),
    [
        ("party-2018", "xem xét, giải quyết kiến nghị qua khảo sát"),
        ("party-2026", "về việc xem xét, giải quyết kiến nghị qua khảo sát"),
        ("state-2020", "V/v xem xét, giải quyết kiến nghị qua khảo sát"),
    ],
)
def test_each_rule_writes_the_subject_its_own_way(survey, profile, subject):
    assert lines(survey, "letter", addressee_words=TO, profile=profile, profile_reason="thử")[4] == subject


def test_the_letter_of_a_survey_takes_what_belongs_to_the_addressee_from_all_meetings(survey):
    text = body(lines(survey, "letter", addressee_words="sở tài chính"))

    assert "tiếp nhận 01 kiến nghị thuộc thẩm quyền của sở tài chính" in text
    assert "Hướng dẫn phụ cấp của tổ" in text
    assert "đèn ngõ 12" not in text


def test_a_unit_gets_what_was_recorded_for_it_by_its_key_or_by_its_name(survey):
    ward = WardFactory(name="UBND phường Ao Sen")
    recommended(first_meeting(survey), "nạo vét mương", ward)
    recommended(first_meeting(survey), "cắm biển báo", "UBND phường Ao Sen")

    text = body(lines(survey, "letter", addressee=ward))

    assert "tiếp nhận 02 kiến nghị" in text
    assert "Kính gửi: UBND phường Ao Sen" in text


def test_who_raised_it_is_never_named_and_the_unit_of_a_nameless_speaker_neither(survey):
    remark = Recommendation.objects.get(text="thay đèn ngõ 12").remark
    remark.anonymous = True
    remark.save()

    text = body(lines(survey, "letter", addressee_words=TO))

    assert SPEAKER not in text
    assert "Tổ dân vận TDP số 3" not in text


def test_a_letter_without_recommendations_or_addressee_cannot_be_signed():
    obstacles = body(signing_obstacles(kept(meeting_in(bare_survey(), WardFactory(), date(2026, 11, 11)), "letter")))

    assert "nơi nhận công văn" in obstacles
    assert "chưa ghi kiến nghị nào" in obstacles
    assert "hạn gửi kết quả" in obstacles


def test_thirty_recommendations_are_thirty_rows():
    text = body(lines(huge_survey(), "letter", addressee_words="UBND thành phố"))

    assert "tiếp nhận 30 kiến nghị" in text
    assert "Nạo vét rãnh số 30" in text


def test_a_letter_has_its_subject_in_the_head_and_a_frozen_one_comes_back_as_it_was(survey):
    content = content_of(kept(survey, "letter", addressee_words=TO))

    assert content.subject == ()
    assert content.type_name == ""
    assert Content.from_json(content.to_json()) == content


def test_other_papers_are_frozen_as_before_there_were_letters(survey):
    assert "subject" not in content_of(kept(survey, "plan")).to_json()["letterhead"]


# The reminder


def signed_letter(source, **fields):
    paper = kept(source, "letter", number="12", addressee_words=TO, due=date(2026, 12, 5), **fields)
    user = UserFactory()
    move(paper, Paper.State.DRAFT, user)
    move(paper, Paper.State.SUBMITTED, user)
    sign(paper, user)
    return Paper.objects.get(pk=paper.pk)


def test_a_reminder_names_the_first_letter_and_what_is_still_unanswered(survey):
    letter = signed_letter(first_meeting(survey))
    found = lines(first_meeting(survey), "reminder", follows=letter, due=date(2026, 12, 20), date=date(2026, 12, 10), number="15")
    text = body(found)

    assert "Số 15-CV/BXDĐ\nvề việc trả lời kiến nghị của cơ sở (lần 2)" in text
    assert (
        "Ban Xây dựng Đảng đã có Công văn số 12-CV/BXDĐ, ngày 20/11/2026 gửi UBND phường Bãi Cháo đề nghị xem xét, giải quyết 02 kiến nghị "
        "tại hội nghị khảo sát vai trò của tổ dân vận, ngày 11/11/2026, trả lời trước ngày 05/12/2026. Đến nay còn 01 kiến nghị "
        "Ban Xây dựng Đảng chưa nhận được trả lời, đề nghị UBND phường Bãi Cháo quan tâm giải quyết:"
    ) in found
    assert "Thay đèn ngõ 12" in found
    assert "nhà văn hóa" not in text
    assert "trước ngày 20/12/2026" in text


def test_what_came_up_after_the_first_letter_was_never_asked_for_in_it(survey):
    letter = signed_letter(first_meeting(survey))
    recommended(first_meeting(survey), "việc nêu sau công văn", TO)

    assert "việc nêu sau" not in body(lines(first_meeting(survey), "reminder", follows=letter)).lower()


def test_when_all_is_answered_there_is_nothing_to_sign(survey):
    letter = signed_letter(first_meeting(survey))
    Recommendation.objects.update(state="done")

    assert "hiện không còn, không cần nhắc" in body(signing_obstacles(kept(first_meeting(survey), "reminder", follows=letter)))


def test_the_short_text_speaks_to_the_unit(survey):
    letter = signed_letter(first_meeting(survey))
    text = composer_of(kept(first_meeting(survey), "reminder", follows=letter, due=date(2026, 12, 20))).zalo()

    assert text == (
        "Kính gửi UBND phường Bãi Cháo. Ban Xây dựng Đảng đã có Công văn số 12-CV/BXDĐ, ngày 20/11/2026 về các kiến nghị của cơ sở; "
        "đến nay còn 01 kiến nghị chưa nhận được trả lời. Kính mong quý cơ quan gửi kết quả trước ngày 20/12/2026 để thông báo lại cho cơ sở "
        "và Nhân dân. Trân trọng cảm ơn."
    )


def test_a_reminder_may_follow_letters_of_the_same_meeting_only(survey):
    letter = kept(first_meeting(survey), "letter", addressee_words=TO)
    kept(survey, "letter", addressee_words=TO)
    reminder = kept(first_meeting(survey), "reminder")

    assert list(COMPOSERS["reminder"].may_follow(reminder, Paper.objects.all())) == [letter]


def test_a_reminder_is_begun_from_the_letter_that_is_chosen_and_never_without_one(client_as, survey):
    letter = kept(survey, "letter", addressee_words=TO, number="12")
    client = client_as("survey", survey.owner)
    address = reverse("surveys:survey-paper-add", args=[survey.pk, "reminder"])

    page = client.submit(address, {"due": "20/12/2026"})
    assert "Chọn công văn lần 1" in page.text
    assert "số 12, ngày 20/11/2026, gửi UBND phường Bãi Cháo" in page.select_one("#id_follows").text

    client.post(address, {"follows": letter.pk, "due": "20/12/2026"})
    assert Paper.objects.get(kind="reminder").follows == letter
