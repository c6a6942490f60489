import dataclasses
import json
import unicodedata

import pytest

from danvan.documents.content import Blank, Column, Content, ContentError, PageBreak, Paragraph, Table, Text, plain, runs
from tests.documents.papers import invented_minutes, reference_minutes


def every_kind_of_block() -> Content:
    paper = reference_minutes()
    table = Table((Column("TT", 10, "center"), Column("Nội dung", 90)), ((runs("1"), runs("Việc ", Blank("tên việc"))),), "Biểu 1")
    return dataclasses.replace(paper, blocks=(*paper.blocks, PageBreak(), table), recipients=(runs("Lưu Ban Dân vận."),))


def test_a_paper_comes_back_from_storage_as_it_was():
    paper = every_kind_of_block()

    assert Content.from_json(json.loads(json.dumps(paper.to_json()))) == paper


def test_the_hash_does_not_depend_on_the_order_in_which_a_database_keeps_keys():
    paper = every_kind_of_block()
    shuffled = json.loads(json.dumps(paper.to_json(), sort_keys=True))

    assert Content.from_json(dict(reversed(shuffled.items()))).sha256 == paper.sha256


def test_one_changed_word_changes_the_hash():
    paper = reference_minutes()

    assert dataclasses.replace(paper, type_name="BIÊN  BẢN").sha256 != paper.sha256


@pytest.mark.parametrize("data", [None, {}, {"schema": 99}, {"schema": 1, "type": "Text", "text": "x"}, {"schema": 1, "type": "Content"}])
def test_damaged_content_is_refused(data: object):
    with pytest.raises(ContentError):
        Content.from_json(data)


def test_blanks_are_listed_with_the_section_they_are_in():
    blanks = reference_minutes().blanks()

    assert ("tên quận", "đầu văn bản") in blanks
    assert ("giờ bắt đầu", "mở đầu") in blanks
    assert ("họ và tên Chủ tịch UBND phường", "I- THÀNH PHẦN") in blanks
    assert ("giờ kết thúc", "III- KẾT THÚC") in blanks
    assert ("họ và tên người ghi biên bản", "chữ ký") in blanks


def test_finished_minutes_have_no_blanks():
    assert invented_minutes(2).blanks() == []


def test_what_was_not_heard_clearly_counts_as_a_blank():
    heard_badly = Paragraph(runs("Sổ do phường cấp từ năm ??, đã hết."))
    typed_past_the_builder = Paragraph((Text("khoảng ?? hộ"),))
    paper = dataclasses.replace(invented_minutes(0), blocks=(heard_badly, typed_past_the_builder))

    assert [blank.label for blank in paper.blanks()] == ["chỗ nghe chưa rõ"] * 2


def test_the_same_words_give_the_same_runs():
    assert runs("Sáng ", "", "ngày 19") == runs("Sáng ngày 19")
    assert runs(unicodedata.normalize("NFD", "Ủy ban")) == runs("Ủy ban")
    assert plain(runs("hồi ", Blank("giờ"), " giờ")) == "hồi …… giờ"


def test_a_paper_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        reference_minutes().title = "khác"  # type: ignore[misc]
