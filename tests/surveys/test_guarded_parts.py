"""A remark becomes restricted, or its speaker is not to be named, after somebody wrote the part by hand: the part is withheld."""

import pytest
from django.urls import reverse

from danvan.documents.content import BulletList, Paragraph, runs
from surveys.manuscripts import of_minutes
from surveys.minutes import build_minutes, draft_minutes, signing_obstacles
from surveys.models import Paper, Remark, SurveyMeeting
from surveys.paper_life import content_of
from surveys.residents import leave_out_names
from tests.factories import RemarkFactory, SurveyFactory, SurveyMeetingFactory, UserFactory, office
from tests.surveys.meetings import finished_meeting, present

pytestmark = pytest.mark.django_db
SECRET = "Nghi có chia chác đất công ở ngõ 45"


@pytest.fixture
def meeting():
    held = finished_meeting()
    RemarkFactory(meeting=held, order=5, speaker=present(held, "Đào Thị Mận", "tổ viên"), text=f"{SECRET}. Đề nghị kiểm tra.")
    work = of_minutes(held)
    part = work.section("thao-luan")
    work.write("thao-luan", (*part.blocks, Paragraph(runs("Hội nghị trao đổi thêm."))), UserFactory())
    return held


def fresh(meeting):
    return SurveyMeeting.objects.get(pk=meeting.pk)


def words(meeting):
    return "\n".join(build_minutes(fresh(meeting)).lines())


def test_before_that_the_part_is_printed_as_written(meeting):
    assert SECRET in words(meeting)
    assert "Hội nghị trao đổi thêm." in words(meeting)


def test_words_of_a_remark_that_is_restricted_now_are_printed_nowhere_and_stop_the_signature(meeting, client_as):
    Remark.objects.filter(order=5, meeting=meeting).update(restricted=True)

    assert SECRET not in words(meeting)
    assert any("không in được" in obstacle for obstacle in signing_obstacles(fresh(meeting)))
    client = client_as("survey", meeting.owner)
    for route in ("minutes", "history"):
        assert SECRET not in client.get(reverse(f"surveys:{route}", args=[meeting.pk])).content.decode()
    for route in ("minutes-part", "minutes-part-news"):
        answer = client.get(reverse(f"surveys:{route}", args=[meeting.pk, "thao-luan"]), follow=True)
        assert SECRET not in answer.content.decode()


def test_one_sentence_of_it_is_enough(meeting):
    Remark.objects.filter(order=5, meeting=meeting).update(restricted=True)
    work = of_minutes(fresh(meeting))
    work.write("thao-luan", (BulletList((runs(f"Có ý kiến: {SECRET.lower()};"),)),), UserFactory())

    assert SECRET.lower() not in words(meeting)


def test_the_name_of_somebody_who_is_not_to_be_named_is_withheld_where_it_says_who_spoke(meeting):
    Remark.objects.filter(order=5, meeting=meeting).update(anonymous=True)

    discussion = words(meeting).split("Thảo luận")[1]
    assert "Đào Thị Mận" not in discussion
    assert "Đào Thị Mận" in words(meeting), "she was there"


def test_the_part_counts_again_once_it_is_written_without_them(meeting):
    Remark.objects.filter(order=5, meeting=meeting).update(restricted=True)
    work = of_minutes(fresh(meeting))
    work.write("thao-luan", (Paragraph(runs("Các ý kiến đã được ghi nhận.")),), UserFactory())

    assert "Các ý kiến đã được ghi nhận." in words(meeting)
    assert not of_minutes(fresh(meeting)).withheld


def test_a_copy_without_names_takes_nothing_that_was_written_by_hand(meeting):
    assert "Hội nghị trao đổi thêm." not in "\n".join(draft_minutes(fresh(meeting), leave_out_names).content.lines())


def test_a_report_takes_no_meeting_of_a_unit_above():
    ward, above = office("Sông Bồi"), office("Đồi Thông")
    survey = SurveyFactory(owner=ward.body)
    other = SurveyMeetingFactory(owner=above.body, survey=survey, title="khảo sát của cấp trên")
    RemarkFactory(meeting=other, speaker=None, speaker_words="một đại biểu", text="Lời ở hội nghị cấp trên.")
    report = Paper(kind=Paper.Kind.REPORT, survey=survey, owner=survey.owner)

    assert "Lời ở hội nghị cấp trên." not in "\n".join(content_of(report).lines())
