"""Two states of a paper side by side: what differs, and taking over any part of it."""

import dataclasses
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.documents.comparing import Change, apply, compare
from danvan.documents.content import (
    Blank,
    Block,
    BulletList,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Photo,
    PhotoBlock,
    SignaturePair,
    Signer,
    Table,
    Text,
    plain,
    runs,
)
from danvan.documents.pieces import blocks_of, pieces_of
from danvan.documents.words import Segment, marked, settled
from tests.documents.papers import invented_minutes, reference_minutes

# Any paper

words = st.sampled_from(["", "Đường ngõ 12 hỏng", "Đường ngõ 12 đã sửa xong", "Có mặt: 15", "Hội nghị kết thúc."])
line = st.builds(lambda text, bold, blank: runs(Text(text, bold), *blank), words, st.booleans(), st.sampled_from([(), (Blank("giờ"),)]))
cells = st.lists(line, min_size=2, max_size=2).map(tuple)
columns = st.sampled_from([(Column("TT", 10), Column("Nội dung", 90)), (Column("TT", 20), Column("Ý kiến", 80)), (Column("Một", 100),)])
block = st.one_of(
    st.builds(Heading, st.integers(1, 3), st.sampled_from(["I-", "1.", ""]), line),
    st.builds(Paragraph, line, st.sampled_from(["body", "center"])),
    st.builds(BulletList, st.lists(line, max_size=3).map(tuple)),
    st.builds(Table, columns, st.lists(cells, max_size=3).map(tuple), st.sampled_from(["", "Tổng hợp"])),
    st.builds(PhotoBlock, st.just("PHỤ LỤC ẢNH"), st.lists(st.builds(Photo, line), max_size=3).map(tuple)),
    st.builds(SignaturePair, st.none(), st.builds(Signer, st.sampled_from(["CHỦ TRÌ", "THƯ KÝ"]), line)),
    st.just(PageBreak()),
)
paper = st.lists(block, max_size=7).map(tuple)


@settings(max_examples=120, deadline=None)
@given(paper)
def test_pieces_put_together_are_the_paper(blocks: tuple[Block, ...]):
    assert blocks_of(pieces_of(blocks)) == blocks


@settings(max_examples=120, deadline=None)
@given(paper, paper)
def test_all_changes_give_the_new_paper_and_none_the_old(old: tuple[Block, ...], new: tuple[Block, ...]):
    changes = compare(old, new)

    assert apply(old, changes) == apply(old, reversed(changes))
    assert apply(old, changes).blocks == new
    assert apply(old, changes).left_over == ()
    assert apply(old, []).blocks == old
    assert len({change.id for change in changes}) == len(changes)
    assert compare(old, old) == []


@settings(max_examples=120, deadline=None)
@given(paper, paper, st.data())
def test_some_changes_alter_these_pieces_only(old: tuple[Block, ...], new: tuple[Block, ...], data: st.DataObject):
    changes = compare(old, new)
    taken = [change for change in changes if data.draw(st.booleans())]
    result = apply(old, taken)
    removed = [change.old for change in taken if change.container is None and change.old]
    kept = list(pieces_of(old))
    for piece in removed:
        kept.remove(piece)
    there = pieces_of(result.blocks)

    assert result.left_over == ()
    assert len(there) - len(pieces_of(old)) == sum((c.old is None) - (c.new is None) for c in taken if c.container is None)
    assert {piece.key for piece in kept if not piece.holds_pieces} <= {piece.key for piece in there}


@settings(max_examples=120, deadline=None)
@given(paper, paper, paper)
def test_no_change_is_lost_silently(old: tuple[Block, ...], new: tuple[Block, ...], edited: tuple[Block, ...]):
    changes = compare(old, new)
    result = apply(edited, changes)

    assert set(result.left_over) <= set(changes)


# One change


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(runs(text)) for text in texts)


def only(changes: Sequence[Change]) -> Change:
    (change,) = changes
    return change


MINUTES = invented_minutes(3).blocks


def with_block(number: int, block: Block) -> tuple[Block, ...]:
    return (*MINUTES[:number], block, *MINUTES[number + 1 :])


def test_a_changed_paragraph_says_where_it_stands_and_which_words_changed():
    new = with_block(6, Heading(1, "III-", runs("BẾ MẠC")))
    change = only(compare(MINUTES, new))

    assert (change.kind, change.label, change.piece_label, change.section) == ("changed", "Sửa", "Đề mục", "III- KẾT THÚC")
    assert [[(s.kind, s.text) for s in found] for found in change.lines] == [
        [("equal", "III- "), ("deleted", "KẾT THÚC"), ("inserted", "BẾ MẠC")]
    ]


def test_an_item_is_a_piece_of_its_own():
    items = MINUTES[5].items
    new = with_block(5, BulletList((items[0], runs("Đồng chí Lê Văn Bình: thêm ý kiến."), items[1])))
    changes = compare(MINUTES, new)

    assert [(change.kind, change.piece_label) for change in changes] == [("added", "Gạch đầu dòng"), ("removed", "Gạch đầu dòng")]
    assert apply(MINUTES, changes[:1]).blocks[5] == BulletList((items[0], runs("Đồng chí Lê Văn Bình: thêm ý kiến."), *items[1:]))


def test_a_paragraph_put_into_a_list_divides_it():
    items = MINUTES[5].items
    between = Paragraph(runs("Giải lao 10 phút."))
    new = (*MINUTES[:5], BulletList(items[:1]), between, BulletList(items[1:]), *MINUTES[6:])

    assert only(compare(MINUTES, new)).kind == "added"
    assert only(compare(new, MINUTES)).kind == "removed"
    assert apply(MINUTES, compare(MINUTES, new)).blocks == new


def test_rows_are_taken_over_one_by_one():
    columns = (Column("TT", 10), Column("Nội dung", 90))
    row = lambda number, text: (runs(str(number)), runs(text))  # noqa: E731
    old = (*MINUTES, Table(columns, (row(1, "Đường hỏng"), row(2, "Thiếu đèn")), "Tổng hợp"))
    new = (*MINUTES, Table(columns, (row(1, "Đường ngõ hỏng"), row(2, "Thiếu đèn"), row(3, "Thoát nước")), "Tổng hợp"))
    first, second = compare(old, new)

    assert [(first.kind, first.piece_label), (second.kind, second.piece_label)] == [
        ("changed", "Dòng của bảng"),
        ("added", "Dòng của bảng"),
    ]
    assert apply(old, [second]).blocks[-1].rows == (row(1, "Đường hỏng"), row(2, "Thiếu đèn"), row(3, "Thoát nước"))
    # A row still finds its table when the table was edited since.
    edited = (*MINUTES[1:], Table(columns, (row(1, "Đường hỏng"), row(2, "Thiếu 02 đèn")), "Tổng hợp"))
    assert apply(edited, [first, second]).blocks[-1].rows == (
        row(1, "Đường ngõ hỏng"),
        row(2, "Thiếu 02 đèn"),
        row(3, "Thoát nước"),
    )


def test_a_table_with_another_number_of_columns_is_taken_over_whole():
    old = (Table((Column("Một", 100),), ((runs("a"),),)),)
    new = (Table((Column("Một", 50), Column("Hai", 50)), ((runs("a"), runs("b")),)),)

    assert apply(old, [only(compare(old, new))]).blocks == new


def test_bold_alone_is_a_change_of_form():
    new = with_block(0, Paragraph(runs(*(dataclasses.replace(run, bold=True) for run in MINUTES[0].runs))))
    change = only(compare(MINUTES, new))

    assert (change.label, change.only_style) == ("Đổi cách trình bày", True)
    assert [(segment.kind, segment.bold) for segment in change.lines[0]][:2] == [("deleted", False), ("inserted", True)]
    assert apply(MINUTES, [change]).blocks == new


def test_signatures_are_one_piece():
    pair = MINUTES[-1]
    new = (*MINUTES[:-1], dataclasses.replace(pair, right=dataclasses.replace(pair.right, name=runs("Trần Văn Lộc Em"))))
    change = only(compare(MINUTES, new))

    assert change.piece_label == "Chữ ký"
    assert Segment("inserted", " Em") in change.lines[-1]


# After other edits


def test_a_change_finds_its_place_after_other_edits():
    old = paragraphs("Một.", "Hai ba bốn năm.", "Sáu.", "Bảy.")
    new = paragraphs("Một.", "Hai ba bốn năm sửa.", "Sáu.", "Sáu rưỡi.", "Bảy.")
    edited = paragraphs("Mở đầu mới.", "Một.", "Hai ba bốn năm.", "Sáu.", "Bảy đã sửa.")

    result = apply(edited, compare(old, new))

    assert result.blocks == paragraphs("Mở đầu mới.", "Một.", "Hai ba bốn năm sửa.", "Sáu.", "Sáu rưỡi.", "Bảy đã sửa.")
    assert result.left_over == ()


def test_a_change_of_a_piece_that_was_edited_is_left_over():
    old = paragraphs("Một hai ba.", "Bốn năm sáu.")
    changes = compare(old, paragraphs("Một hai ba, bốn.", "Bốn năm sáu bảy."))
    edited = paragraphs("Một hai ba!", "Bốn năm sáu.")

    result = apply(edited, changes)

    assert result.blocks == paragraphs("Một hai ba!", "Bốn năm sáu bảy.")
    assert result.left_over == (changes[0],)


def test_taking_a_change_twice_does_nothing_twice():
    old, new = paragraphs("Một.", "Hai.", "Ba."), paragraphs("Một.", "Một rưỡi.", "Hai sửa.", "Ba.")
    changes = compare(old, new)
    once = apply(old, changes).blocks

    assert apply(once, changes).blocks == once == new


def test_equal_pieces_are_told_apart_by_what_stands_around_them():
    old = paragraphs("A.", "Lặp lại.", "B.", "Lặp lại.", "C.")
    changes = compare(old, paragraphs("A.", "Lặp lại.", "B.", "Lặp lại thôi.", "C."))
    edited = paragraphs("0.", "1.", "A.", "Lặp lại.", "B.", "Lặp lại.", "C.")

    assert apply(edited, changes).blocks == paragraphs("0.", "1.", "A.", "Lặp lại.", "B.", "Lặp lại thôi.", "C.")


def test_ids_are_the_same_each_time():
    new = with_block(0, Paragraph(runs("Khác hẳn.")))

    assert [change.id for change in compare(MINUTES, new)] == [change.id for change in compare(MINUTES, new)]


def test_a_long_paper_is_compared_quickly():
    old = invented_minutes(700).blocks
    items = tuple(runs(item[0].text.replace("khó khăn", f"vướng mắc {number}")) for number, item in enumerate(old[5].items))
    changes = compare(old, (*old[:5], BulletList(items), *old[6:]))

    assert len(changes) == 700
    assert {change.kind for change in changes} == {"changed"}


# Words


def test_blanks_keep_what_they_ask_for_when_other_words_change():
    old = runs("Bắt đầu hồi ", Blank("giờ bắt đầu"), " giờ ", Blank("phút bắt đầu"), " phút.")
    new = runs("Bắt đầu hồi 8 giờ …… phút, đúng giờ.")

    assert settled(old, new) == runs("Bắt đầu hồi 8 giờ ", Blank("phút bắt đầu"), " phút, đúng giờ.")


def test_what_was_not_heard_stays_marked():
    assert settled((Text("Sổ cấp năm ??."),), runs("Sổ được cấp năm ……."))[1].label == "chỗ nghe chưa rõ"


@pytest.mark.parametrize("changed", ["“Dân vận khéo” – năm 2017…", '"Dân  vận khéo" - năm\u00a02017...'])
def test_signs_that_word_changes_by_itself_stay_as_they_were(changed: str):
    old = runs('"Dân vận khéo" - năm 2017...')

    assert settled(old, (Text(changed),)) == old


def test_bold_of_the_new_wording_is_kept():
    assert settled(runs("Chủ trì: ai đó"), runs(runs("Chủ trì:", bold=True), " đồng chí ai đó"))[0] == Text("Chủ trì:", bold=True)


def test_the_reference_case_is_equal_to_itself():
    assert compare(reference_minutes().blocks, reference_minutes().blocks) == []


def test_a_paragraph_of_a_whole_book_that_was_rewritten_is_compared_at_once():
    old, new = (runs(" ".join(f"{word} {number % 97} đèn ngõ" for number in range(8_000))) for word in ("cũ", "mới"))
    begun = time.process_time()

    segments = marked(old, new)

    assert time.process_time() - begun < 5, "it took minutes"
    assert "".join(segment.text for segment in segments if segment.kind != "inserted") == plain(old)
    assert "".join(segment.text for segment in segments if segment.kind != "deleted") == plain(new)
