"""The history tab says who changed what, and old and new side by side."""

import time

import pghistory
import pytest

from danvan.history.changes import Hidden, Piece, changes_of, side_by_side
from surveys.models import Remark
from tests.factories import AttendanceFactory, RemarkFactory, SurveyMeetingFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_changed_remark_shows_who_and_both_texts():
    remark = RemarkFactory(text="báo lịch trước 05 ngày")
    with pghistory.context(user=UserFactory(display_name="Lê Thị Thu Hường").pk):
        Remark.objects.get(pk=remark.pk)
        remark.text = "báo lịch trước ít nhất 07 ngày"
        remark.save()
    newest = changes_of(remark.meeting)[0]
    assert newest.who == "Lê Thị Thu Hường"
    assert newest.verb == "Sửa"
    assert newest.what == "ý kiến"
    [field] = newest.fields
    assert field.label == "nội dung ý kiến"
    assert Piece("old", "05") in field.before
    assert Piece("new", "ít nhất 07") in field.after


def test_a_removed_row_stays_in_the_history():
    row = AttendanceFactory(title="Chủ tịch Hội Cựu chiến binh phường")
    meeting = row.meeting
    row.delete()
    newest = changes_of(meeting)[0]
    assert newest.verb == "Bỏ"
    assert any(piece.text == "Chủ tịch Hội Cựu chiến binh phường" for field in newest.fields for piece in field.before)


def test_an_added_row_tells_what_was_typed_not_its_place_nor_its_meeting():
    meeting = SurveyMeetingFactory()
    RemarkFactory(meeting=meeting, speaker=None, speaker_words="Tổ trưởng Tổ dân vận TDP 17", text="báo lịch trước 05 ngày")
    [added] = [change for change in changes_of(meeting) if change.what == "ý kiến"]
    labels = {field.label for field in added.fields}
    assert "nội dung ý kiến" in labels
    assert not labels & {"thứ tự", "hội nghị", "đã rõ thứ tự phát biểu"}


def test_hidden_changes_tell_nothing_of_their_text():
    remark = RemarkFactory(text="chuyện riêng", restricted=True)
    changes = changes_of(remark.meeting, hide=lambda model, data: Hidden() if model is Remark and data["restricted"] else None)
    of_remark = [change for change in changes if change.what == "ý kiến"]
    assert of_remark
    assert all(change.hidden and not change.fields for change in of_remark)


def test_the_queries_do_not_grow_with_the_changes(django_assert_max_num_queries):
    meeting = SurveyMeetingFactory()
    RemarkFactory.create_batch(50, meeting=meeting)
    with django_assert_max_num_queries(3):
        changes_of(meeting)


def test_equal_words_are_kept_together():
    assert side_by_side("một hai ba", "một bốn ba") == (
        [Piece("same", "một "), Piece("old", "hai"), Piece("same", " ba")],
        [Piece("same", "một "), Piece("new", "bốn"), Piece("same", " ba")],
    )


@pytest.mark.parametrize("sign", [" ", ". ", "\n"])
def test_a_long_text_that_was_rewritten_does_not_stall_the_page(sign):
    before, after = (sign.join(f"{word} {number % 97} đèn ngõ hẻm" for number in range(8_000)) for word in ("cũ", "mới"))
    assert len(before) > 120_000
    begun = time.process_time()

    old, new = side_by_side(before, after)

    assert time.process_time() - begun < 5, "it took minutes"
    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
