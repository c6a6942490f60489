"""Parts of a paper as text on a page, and back."""

from hypothesis import given
from hypothesis import strategies as st

from danvan.documents.content import Blank, BulletList, Column, Heading, PageBreak, Paragraph, Table, runs
from danvan.documents.writing import Fixed, Grid, Words, blocks_of, parts_of, text_of

BLOCKS = (
    Heading(2, "1.", runs("Mục đích")),
    Paragraph(runs(runs("1. Chủ trì:", bold=True), " đồng chí Trần Văn Lộc.")),
    BulletList((runs("Nắm thực chất kết quả;"), runs("Có cơ sở tham mưu cấp ủy."))),
    Paragraph(runs("Tại ", Blank("địa điểm", wide=True)), style="center"),
)


def test_a_part_that_is_not_touched_comes_back_as_it_was():
    assert blocks_of(text_of(BLOCKS), BLOCKS) == BLOCKS


def test_a_changed_line_keeps_its_kind_and_leaves_its_neighbours():
    changed = text_of(BLOCKS).replace("Mục đích", "Mục đích, yêu cầu")

    assert blocks_of(changed, BLOCKS) == (Heading(2, "1.", runs("Mục đích, yêu cầu")), *BLOCKS[1:])


def test_a_blank_keeps_its_name_when_another_line_is_changed_and_is_text_when_it_is_filled():
    filled = blocks_of(text_of(BLOCKS).replace("Tại ……………", "Tại nhà văn hóa TDP 3"), BLOCKS)

    assert filled[-1] == Paragraph(runs("Tại nhà văn hóa TDP 3"), style="center")


def test_new_lines_become_items_headings_and_paragraphs_by_their_first_signs():
    made = blocks_of("I- ĐẶC ĐIỂM TÌNH HÌNH\n2. Kết quả\n- có 05 tổ dân vận;\n- có 46 thành viên.\nCác tổ hoạt động đều.", ())

    assert made == (
        Heading(1, "I-", runs("ĐẶC ĐIỂM TÌNH HÌNH")),
        Heading(2, "2.", runs("Kết quả")),
        BulletList((runs("có 05 tổ dân vận;"), runs("có 46 thành viên."))),
        Paragraph(runs("Các tổ hoạt động đều.")),
    )


def test_a_new_item_goes_into_the_list_it_was_typed_in():
    text = text_of(BLOCKS).replace("- Có cơ sở", "- Kịp thời tháo gỡ;\n- Có cơ sở")

    assert len(blocks_of(text, BLOCKS)[2].items) == 3


def test_bold_and_italic_words_are_typed_between_signs():
    assert blocks_of("Đồng chí **Lê Thị Hồng** (__dự thay__)", ()) == (
        Paragraph(runs("Đồng chí ", runs("Lê Thị Hồng", bold=True), " (", runs("dự thay", italic=True), ")")),
    )


def test_dots_and_question_marks_become_places_to_fill():
    (paragraph,) = blocks_of("Có ?? người, tại ……", ())

    assert [run.label for run in paragraph.runs if isinstance(run, Blank)] == ["chỗ nghe chưa rõ", "chỗ còn để trống"]


def test_tables_and_fixed_pieces_stand_apart_from_the_text():
    table = Table((Column("TT", 10), Column("Nội dung", 90)), ((runs("1"), runs("Đèn ngõ hỏng")),))

    assert parts_of((*BLOCKS[:1], table, *BLOCKS[1:], PageBreak())) == [
        Words(BLOCKS[:1]),
        Grid(table),
        Words(BLOCKS[1:]),
        Fixed(PageBreak()),
    ]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=200))
def test_whatever_is_typed_comes_back_as_typed(text):
    once = text_of(blocks_of(text, ()))

    assert text_of(blocks_of(once, ())) == once
