"""The chair's Word file comes back: what was corrected by hand, and nothing else, is there to be taken."""

import dataclasses
from collections.abc import Callable

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.documents import profiles
from danvan.documents.comparing import Change, take_over
from danvan.documents.content import (
    Block,
    BulletList,
    Column,
    Content,
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
from danvan.documents.docx import render_docx
from danvan.documents.docx.reading import Corrected, read_docx
from tests.documents.papers import invented_minutes, reference_minutes
from tests.documents.word_files import Editor, as_word_saves, by_hand, copied, edited, element, with_numbering, with_part

COLUMNS = (Column("TT", 10, "center"), Column("Nội dung", 60), Column("Ghi chú", 30))
TABLE = Table(
    COLUMNS,
    (
        (runs("1"), runs("Sửa đường ngõ 12"), runs("")),
        (runs("2"), runs("Thay bóng đèn"), runs("đã làm")),
        (runs("3"), runs("Cống"), runs("")),
    ),
    "Tổng hợp kiến nghị",
)


def rich() -> Content:
    """The reference case with everything that a paper may have."""
    content = reference_minutes()
    signature = content.blocks[-2]
    photos = dataclasses.replace(
        content.blocks[-1], photos=tuple(dataclasses.replace(p, sha256=f"{n:064d}") for n, p in enumerate(content.blocks[-1].photos))
    )
    return dataclasses.replace(
        content,
        blocks=(*content.blocks[:-2], TABLE, signature, PageBreak(), photos),
        recipients=(runs("Thường trực Quận ủy (để báo cáo);"), runs("Lưu Ban Dân vận.")),
    )


CONTENT = rich()
FILE = render_docx(CONTENT)
SAVED: dict[str, Callable[[bytes], bytes]] = {"as it is": bytes, "as Word saves it": as_word_saves}


def said(change: Change) -> tuple[str, str, str]:
    """A change in short: what, of what, and the words."""
    piece = change.new or change.old
    return change.kind, change.piece_label, piece.words if piece else ""


def changes(data: bytes, content: Content = CONTENT) -> list[tuple[str, str, str]]:
    return [said(change) for change in read_docx(data, content).changes]


def only(corrected: Corrected) -> Change:
    (change,) = corrected.changes
    return change


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED.keys())
@pytest.mark.parametrize("profile", profiles.names())
def test_a_file_that_nobody_corrected_changes_nothing(profile: str, saved: Callable[[bytes], bytes]):
    content = dataclasses.replace(reference_minutes(profile), blocks=(*reference_minutes(profile).blocks[:-2], *CONTENT.blocks[-4:]))
    corrected = read_docx(saved(render_docx(content)), content)

    assert corrected.content == content
    assert (corrected.changes, corrected.notes, corrected.base_matches) == ((), (), True)


@pytest.mark.parametrize("styles", [True, False])
def test_a_text_copied_into_a_new_file_changes_nothing(styles: bool):
    corrected = read_docx(copied(FILE, styles=styles), CONTENT)

    assert [said(change) for change in corrected.changes] == []
    assert corrected.notes == ()


# The round trip


def twelve_corrections(it: Editor) -> None:
    it.replace("QCDC ở cơ sở tại phường Thượng Thanh", "QCDC ở cơ sở tại phường Thượng Thanh năm 2017")  # the subject
    it.fill("Sáng ngày 19", 0, "8")
    it.replace("Nhận thức, trách nhiệm của cán bộ", "Nhận thức và trách nhiệm của cán bộ")
    it.insert_after("- Nhận thức", "- Công tác phối hợp với công an phường được giữ vững.")
    it.delete("- Tổ dân vận đổi mới phương pháp")
    it.replace("3. Thảo luận: có 09", "3. Thảo luận: có 10")
    it.split("- Đảng ủy phường, các tổ dân vận", "tích cực tuyên truyền")  # two changes: a shorter item and a new one
    it.replace("Thay bóng đèn", "Thay 12 bóng đèn")
    it.replace("(2) Tổ trưởng tổ dân vận", "(2) Đồng chí Tổ trưởng tổ dân vận")
    it.replace("CHỦ TRÌ HỘI NGHỊ", "CHỦ TRÌ")
    it.replace("Lưu Ban Dân vận.", "Lưu Ban Dân vận, hồ sơ.")


LEFT = {3, 5, 8}
"""Numbers of the changes that are not taken: a new item, a heading, a row."""
TWELVE = [
    (
        "changed",
        "Đoạn văn",
        "hội nghị khảo sát việc thực hiện chuyên đề vai trò của tổ dân vận tổ dân phố trong thực hiện QCDC ở cơ sở tại phường "
        "Thượng Thanh năm 2017",
    ),
    ("changed", "Đoạn văn", "Sáng ngày 19 tháng 7 năm 2017, bắt đầu hồi 8 giờ …… phút"),
    ("changed", "Gạch đầu dòng", "Nhận thức và trách nhiệm của cán bộ"),
    ("added", "Gạch đầu dòng", "Công tác phối hợp với công an phường được giữ vững."),
    ("removed", "Gạch đầu dòng", "Tổ dân vận đổi mới phương pháp"),
    ("changed", "Đề mục", "3. Thảo luận: có 10 ý kiến phát biểu"),
    ("added", "Gạch đầu dòng", "Đảng ủy phường, các tổ dân vận: tiếp tục quán triệt và thống nhất hoạt động"),
    ("changed", "Gạch đầu dòng", "tích cực tuyên truyền, vận động nhân dân"),
    ("changed", "Dòng của bảng", "2 Thay 12 bóng đèn đã làm"),
    ("changed", "Chữ ký", "NGƯỜI GHI BIÊN BẢN …………… CHỦ TRÌ Đặng Việt Hà"),
    ("changed", "Chú thích ảnh", "Đồng chí Tổ trưởng tổ dân vận tổ dân phố số 17 phát biểu"),
    ("changed", "Gạch đầu dòng", "Lưu Ban Dân vận, hồ sơ."),
]


def expect_the_twelve(corrected: Corrected) -> None:
    """Twelve changes; nine taken, three left, and the paper holds exactly that."""
    found = [said(change) for change in corrected.changes]
    assert [(kind, label) for kind, label, _ in found] == [(kind, label) for kind, label, _ in TWELVE]
    assert all(words.startswith(begin) for (_, _, words), (_, _, begin) in zip(found, TWELVE, strict=True))

    result = take_over(CONTENT, [change for number, change in enumerate(corrected.changes) if number not in LEFT])

    assert result.left_over == ()
    assert result.content == nine_taken()
    assert take_over(CONTENT, corrected.changes).content == corrected.content


def nine_taken() -> Content:
    """The draft with nine of the twelve corrections, made by other means."""
    blocks = list(CONTENT.blocks)
    first = blocks[0].runs
    blocks[0] = Paragraph(runs(first[0].text + "8", *first[2:]))
    for number, block in enumerate(blocks):
        if isinstance(block, BulletList) and plain(block.items[1]).startswith("Nhận thức, trách nhiệm"):
            items = list(block.items)
            items[1] = runs(plain(items[1]).replace("Nhận thức, trách nhiệm", "Nhận thức và trách nhiệm"))
            del items[3]
            blocks[number] = BulletList(tuple(items))
        elif isinstance(block, BulletList) and plain(block.items[0]).startswith("Đảng ủy phường, các tổ dân vận"):
            first_half, at, rest = plain(block.items[0]).partition("tích cực tuyên truyền")
            blocks[number] = BulletList((runs(first_half.strip()), runs(at + rest), *block.items[1:]))
        elif isinstance(block, PhotoBlock):
            two = Photo(runs("Đồng chí Tổ trưởng tổ dân vận tổ dân phố số 17 phát biểu"), block.photos[1].sha256)
            blocks[number] = PhotoBlock(block.title, (block.photos[0], two, block.photos[2]))
        elif isinstance(block, SignaturePair):
            blocks[number] = SignaturePair(block.left, dataclasses.replace(block.right, post="CHỦ TRÌ"))
    return dataclasses.replace(
        CONTENT,
        subject=runs(plain(CONTENT.subject) + " năm 2017"),
        blocks=tuple(blocks),
        recipients=(CONTENT.recipients[0], runs("Lưu Ban Dân vận, hồ sơ.")),
    )


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED.keys())
def test_of_twelve_corrections_nine_are_taken_and_three_left(saved: Callable[[bytes], bytes]):
    expect_the_twelve(read_docx(saved(by_hand(FILE, twelve_corrections)), CONTENT))


def test_the_twelve_are_found_in_a_text_copied_into_a_new_file():
    expect_the_twelve(read_docx(copied(by_hand(FILE, twelve_corrections), styles=True), CONTENT))


# What is taken for what


def corrected_by(change: Callable[[Editor], object], content: Content = CONTENT) -> Corrected:
    return read_docx(by_hand(render_docx(content), change), content)


def test_dots_that_were_filled_are_text_and_those_that_were_not_keep_their_label():
    change = only(corrected_by(lambda it: it.fill("Hội nghị kết thúc", 1, "30")))

    assert [run.label for run in change.new.value.runs if not isinstance(run, Text)] == ["giờ kết thúc", "số bản", "nơi lưu"]
    assert change.new.words == "Hội nghị kết thúc hồi …… giờ 30 phút. Biên bản lập thành …… bản, lưu ……………"


def test_bold_is_kept_and_bold_alone_is_a_change():
    change = only(corrected_by(lambda it: it.replace(" đồng chí Đặng Việt Hà - Ủy viên", " đồng chí Đặng Thị Việt Hà - Ủy viên")))
    assert change.new.value.runs[0] == Text("1. Chủ trì:", bold=True)

    change = only(corrected_by(lambda it: it.embolden("b) Yêu cầu trong thời gian tới:")))
    assert change.only_style
    assert change.new.value.runs == (Text("b) Yêu cầu trong thời gian tới:", bold=True),)


def test_two_paragraphs_made_one_are_a_changed_and_a_removed_one():
    found = changes(by_hand(FILE, lambda it: it.join("a) Ghi nhận")))

    assert [kind for kind, *_ in found] == ["changed", "removed"]
    assert found[0][2].endswith("tổ dân phố.b) Yêu cầu trong thời gian tới:")


def test_a_moved_item_is_a_removed_and_an_added_one():
    corrected = corrected_by(lambda it: it.move("- Nhận thức", "- Các chủ trương"))

    assert sorted(change.kind for change in corrected.changes) == ["added", "removed"]
    assert take_over(CONTENT, corrected.changes).content == corrected.content


@pytest.mark.parametrize(
    ("text", "properties", "run", "kind", "words"),
    [
        ("- Phường: thêm.", '<w:pStyle w:val="Normal"/>', "", "item", "Phường: thêm."),
        ("– Phường: thêm.", '<w:pStyle w:val="Normal"/>', "", "item", "Phường: thêm."),
        ("Phường: thêm.", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', "", "item", "Phường: thêm."),
        ("Phường: thêm.", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>', "", "paragraph", "2. Phường: thêm."),
        ("Phường: thêm.", '<w:pStyle w:val="Normal"/>', "", "paragraph", "Phường: thêm."),
        ("5. Kết luận", '<w:pStyle w:val="Normal"/>', "<w:rPr><w:b/></w:rPr>", "heading", "5. Kết luận"),
        ("IV- PHỤ LỤC", '<w:pStyle w:val="DeMuc1"/>', "", "heading", "IV- PHỤ LỤC"),
        ("Mục mới", '<w:outlineLvl w:val="1"/>', "", "heading", "Mục mới"),
        ("Phường:  thêm.\u200b", '<w:pStyle w:val="DoanVan"/>', "", "paragraph", "Phường: thêm."),
    ],
)
def test_a_new_paragraph_is_known_by_its_style_or_its_look(text: str, properties: str, run: str, kind: str, words: str):
    data = by_hand(with_numbering(FILE), lambda it: it.insert_after("Có phát biểu của đồng chí", text, properties, run))
    change = only(read_docx(data, CONTENT))

    assert (change.kind, change.new.kind, change.new.words, change.section) == ("added", kind, words, "II- NỘI DUNG")


def test_a_heading_comes_apart_into_number_and_words():
    change = only(corrected_by(lambda it: it.insert_after("III- KẾT THÚC", "IV. PHỤ LỤC KÈM THEO")))

    assert change.new.value == Heading(1, "IV.", runs("PHỤ LỤC KÈM THEO"))


def test_new_lines_in_a_pasted_text_are_paragraphs():
    def paste(it: Editor) -> None:
        it.insert_after("Có phát biểu của đồng chí", "Dòng một.", '<w:pStyle w:val="DoanVan"/>')
        run = it.line("Dòng một.").find(qn("w:r"))
        run.extend([element("<w:br/>"), element("<w:t>- Dòng hai.</w:t>")])

    assert [(change.new.kind, change.new.words) for change in corrected_by(paste).changes] == [
        ("paragraph", "Dòng một."),
        ("item", "Dòng hai."),
    ]


def test_dashes_that_word_made_its_own_change_nothing():
    def autocorrected(root: Editor) -> None:
        for begin in ("- Nhận thức", "- Đồng chí Phạm"):
            line = root.line(begin)
            line.pPr.append(element('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
            text = next(line.iter(qn("w:t")))
            text.text = text.text.removeprefix("- ")

    assert changes(by_hand(with_numbering(FILE), autocorrected)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("34/2007/PL-UBTVQH11, đặc biệt", "34/2007/PL–UBTVQH11,\u00a0đặc  biệt"),
        ("Yêu cầu trong thời gian tới", "Yêu\tcầu trong thời  gian tới"),
        ("Yêu cầu trong thời gian tới", "Yêu cầu trong thời gian\u00ad tới"),
    ],
)
def test_signs_that_programs_change_by_themselves_change_nothing(old: str, new: str):
    assert changes(by_hand(FILE, lambda it: it.replace(old, new))) == []


def test_hyphens_tabs_and_line_breaks_of_word_change_nothing():
    def break_up(it: Editor) -> None:
        line = it.line("Các ý kiến làm rõ hơn")
        text = next(line.iter(qn("w:t")))
        first, _, rest = text.text.partition(" hoạt động, ")
        text.text = first
        run = text.getparent()
        run.extend([element("<w:br/>"), element("<w:t>hoạt động,</w:t>"), element("<w:tab/>"), element(f"<w:t>{rest}</w:t>")])
        law = next(t for t in it.root.iter(qn("w:t")) if "PL-UBTVQH11" in (t.text or ""))
        before, _, after = law.text.partition("PL-")
        law.text = before + "PL"
        law.getparent().extend([element("<w:noBreakHyphen/>"), element(f'<w:t xml:space="preserve">{after}</w:t>')])

    assert changes(by_hand(FILE, break_up)) == []


def test_text_in_links_fields_and_content_controls_is_text():
    def wrap(it: Editor) -> None:
        line = it.line("b) Yêu cầu")
        run = line.find(qn("w:r"))
        link = element("<w:hyperlink w:anchor='x'/>")
        run.addprevious(link)
        link.append(run)
        for begin in ("a) Ghi nhận", "III- KẾT THÚC"):
            inner = it.line(begin)
            control = element("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
            inner.addprevious(control)
            control[1].append(inner)
        it.line("Các ý kiến làm rõ").extend(
            [
                element('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
                element("<w:r><w:instrText> PAGE </w:instrText></w:r>"),
                element('<w:r><w:fldChar w:fldCharType="separate"/></w:r>'),
                element("<w:r><w:t> Xem trang 2.</w:t></w:r>"),
                element('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
            ]
        )

    change = only(read_docx(by_hand(FILE, wrap), CONTENT))

    assert change.new.words.endswith("trong tổ chức thực hiện. Xem trang 2.")


# Tables


def test_a_row_more_and_a_row_less():
    def rows(it: Editor) -> None:
        table = it.line("Cống").getparent().getparent().getparent()
        *_, second, third = table.iter(qn("w:tr"))
        new = element("<w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>Cây đổ</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>")
        third.addnext(new)
        table.remove(second)

    found = read_docx(by_hand(FILE, rows), CONTENT)

    assert [said(change) for change in found.changes] == [
        ("removed", "Dòng của bảng", "2 Thay bóng đèn đã làm"),
        ("added", "Dòng của bảng", "Cây đổ"),
    ]


def test_a_table_that_is_new():
    def add(it: Editor) -> None:
        cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        cells = "".join(f"<w:tr>{cell.format(a)}{cell.format(b)}</w:tr>" for a, b in (("Tổ", "Số hộ"), ("Tổ 3", "120")))
        it.line("Các ý kiến làm rõ").addnext(
            element(f'<w:tbl><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="3000"/></w:tblGrid>{cells}</w:tbl>')
        )

    change = only(corrected_by(add))

    assert change.new.value == Table((Column("Tổ", 25), Column("Số hộ", 75)), ((runs("Tổ 3"), runs("120")),))


def test_joined_cells_are_said_and_not_taken():
    def join_cells(it: Editor) -> None:
        row = it.line("Cống").getparent().getparent()
        row.remove(row[-1])

    corrected = corrected_by(join_cells)

    assert corrected.notes == ("Bảng có 1 dòng gộp ô: cổng không lấy các dòng ấy, xem lại trên cổng.",)
    assert corrected.changes == ()


# What is no text


def test_the_head_is_never_taken_for_text_but_said():
    def number(it: Editor) -> None:
        it.fill("Số ", 0, "15")
        it.replace("BIÊN BẢN", "BIÊN BẢN HỘI NGHỊ")
        it.insert_after("QUẬN ỦY", "VĂN PHÒNG", '<w:pStyle w:val="Normal"/>')

    corrected = corrected_by(number)

    assert corrected.changes == ()
    assert corrected.content == CONTENT
    assert corrected.notes == (
        "Phần đầu văn bản (số, ký hiệu) trong tệp là “Số 15-BB/BDV”: cổng không lấy, nếu đúng thì sửa trên cổng.",
        "Phần đầu văn bản (tên loại văn bản) trong tệp là “BIÊN BẢN HỘI NGHỊ”: cổng không lấy, nếu đúng thì sửa trên cổng.",
        "Phần đầu văn bản có thêm “VĂN PHÒNG”: cổng không lấy.",
    )


BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r><w:t>Chữ trong khung</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def test_boxes_notes_and_hidden_words_are_left_out_and_said():
    def draw(it: Editor) -> None:
        line = it.line("Các ý kiến làm rõ")
        line.append(element(BOX))
        line.append(element('<w:r><w:commentReference w:id="1"/></w:r>'))
        line.append(element('<w:r><w:footnoteReference w:id="1"/></w:r>'))
        line.append(element("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"))
        line.addnext(element("<w:p><w:pPr><w:framePr w:w='2000'/></w:pPr><w:r><w:t>Khung bên lề</w:t></w:r></w:p>"))

    corrected = corrected_by(draw)

    assert corrected.changes == ()
    assert sorted(corrected.notes) == [
        "Tệp có 1 chú thích cuối trang: cổng không lấy.",
        "Tệp có 1 chỗ chữ ẩn: cổng không lấy.",
        "Tệp có 1 ghi chú bên lề: cổng không lấy.",
        "Tệp có khung chữ “Chữ trong khung”: cổng không lấy.",
        "Tệp có khung chữ “Khung bên lề”: cổng không lấy.",
    ]


def test_words_in_the_head_of_pages_are_left_out_and_said():
    def write(root: object) -> None:
        next(root.iter(qn("w:p"))).append(element("<w:r><w:t>Bản đã xem</w:t></w:r>"))

    corrected = read_docx(edited(FILE, write, "word/header1.xml"), CONTENT)

    assert corrected.changes == ()
    assert corrected.notes == ("Đầu trang hoặc chân trang có “Bản đã xem”: cổng không lấy.",)


def test_signatures_that_are_gone_stay_in_the_draft():
    def strike(it: Editor) -> None:
        table = it.line("CHỦ TRÌ HỘI NGHỊ").getparent().getparent().getparent()
        table.getparent().remove(table)

    corrected = corrected_by(strike)

    assert corrected.changes == ()
    assert corrected.notes == ("Không thấy phần chữ ký trong tệp: cổng giữ chữ ký của dự thảo.",)


def test_recipients_beside_the_signature_are_recipients():
    content = dataclasses.replace(
        invented_minutes(2),
        blocks=(*invented_minutes(2).blocks[:-1], SignaturePair(None, Signer("TRƯỞNG BAN", runs("Trần Văn Lộc"), "T/M BAN"))),
        recipients=(runs("Đảng ủy phường;"), runs("Lưu.")),
    )

    assert read_docx(render_docx(content), content).changes == ()
    change = only(corrected_by(lambda it: it.replace("- Đảng ủy phường;", "- Thường trực Đảng ủy phường;"), content))
    assert (change.part, change.section, change.new.words) == ("recipients", "nơi nhận", "Thường trực Đảng ủy phường;")


# The draft moved on since the file was made


def moved_on() -> Content:
    """The draft with an item more, a paragraph edited and a heading gone since."""
    blocks = list(CONTENT.blocks)
    at = next(n for n, block in enumerate(blocks) if isinstance(block, BulletList) and plain(block.items[1]).startswith("Nhận thức"))
    items = list(blocks[at].items)
    items[1] = runs("Nhận thức của cán bộ tổ dân phố được nâng lên rõ rệt.")
    blocks[at] = BulletList((items[0], runs("Ý mới thêm trên cổng."), *items[1:]))
    del blocks[1]
    return dataclasses.replace(CONTENT, blocks=tuple(blocks), recipients=(*CONTENT.recipients, runs("Thêm sau.")))


def test_what_changed_in_the_draft_alone_is_no_change_of_the_file():
    draft = moved_on()
    corrected = read_docx(FILE, draft)

    assert (corrected.changes, corrected.base_matches) == ((), False)
    assert corrected.content == draft


def test_corrections_of_an_older_file_are_found_beside_edits_of_the_draft():
    draft = moved_on()

    def correct(it: Editor) -> None:
        it.replace("b) Yêu cầu trong thời gian tới", "b) Yêu cầu từ nay đến cuối năm")
        it.delete("- Tổ dân vận đổi mới")

    corrected = read_docx(by_hand(FILE, correct), draft)

    assert [(kind, words[:20]) for kind, _, words in map(said, corrected.changes)] == [
        ("removed", "Tổ dân vận đổi mới p"),
        ("changed", "b) Yêu cầu từ nay đế"),
    ]
    assert corrected.edited_twice == 0


def test_a_piece_edited_on_both_sides_is_shown_and_counted():
    corrected = read_docx(by_hand(FILE, lambda it: it.replace("Nhận thức, trách nhiệm", "Nhận thức và trách nhiệm")), moved_on())
    change = only(corrected)

    assert change.old.words == "Nhận thức của cán bộ tổ dân phố được nâng lên rõ rệt."
    assert change.new.words.startswith("Nhận thức và trách nhiệm của cán bộ")
    assert corrected.edited_twice == 1


# Any paper


LINES = ["", "- Gạch ở đầu", "1. Số ở đầu", "(1) Ngoặc", "Nơi nhận:", "Một dòng bình thường.", "Chủ trì: ??", "BIÊN BẢN", "a  b", "I- PHẦN"]
line = st.builds(lambda text, bold: runs(Text(text, bold)), st.sampled_from(LINES), st.booleans())
full_line = line.filter(bool)
block = st.one_of(
    st.builds(Heading, st.integers(1, 3), st.sampled_from(["I-", "1.", ""]), full_line.map(lambda it: runs(plain(it)))),
    st.builds(Paragraph, line, st.sampled_from(["body", "flush", "center", "apart"])),
    st.builds(BulletList, st.lists(line, max_size=3).map(tuple)),
    st.builds(Table, st.just(COLUMNS), st.lists(st.tuples(line, line, line), max_size=3).map(tuple), st.sampled_from(["", "Tổng hợp"])),
    st.builds(PhotoBlock, st.just("PHỤ LỤC ẢNH"), st.lists(st.builds(Photo, line), max_size=3).map(tuple)),
    st.builds(SignaturePair, st.none() | st.builds(Signer, st.just("THƯ KÝ"), line), st.builds(Signer, st.just("CHỦ TRÌ"), line)),
    st.just(PageBreak()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(block, max_size=6).map(tuple), st.booleans())
def test_no_paper_changes_by_its_way_through_word(blocks: tuple[Block, ...], as_word: bool):
    content = paper(blocks)
    data = render_docx(content)
    corrected = read_docx(as_word_saves(data) if as_word else data, content)

    assert [said(change) for change in corrected.changes] == []
    assert corrected.content == content


papers = st.lists(block.filter(lambda it: not isinstance(it, Table) or it.rows), max_size=6).map(tuple)


def paper(blocks: tuple[Block, ...]) -> Content:
    return dataclasses.replace(CONTENT, blocks=(*CONTENT.blocks[:3], *blocks))


@settings(max_examples=60, deadline=None)
@given(papers, papers)
def test_however_the_draft_moved_on_a_file_that_nobody_corrected_changes_nothing(then: tuple[Block, ...], now: tuple[Block, ...]):
    corrected = read_docx(render_docx(paper(then)), paper(now))

    # Words that became a heading in the draft since look like a heading made a paragraph in the file.
    assert [said(change) for change in corrected.changes if not change.only_style] == []


@settings(max_examples=60, deadline=None)
@given(papers, papers, st.booleans())
def test_whatever_was_corrected_can_be_taken(old: tuple[Block, ...], new: tuple[Block, ...], styles: bool):
    corrected = read_docx(copied(render_docx(paper(new)), styles=styles), paper(old))

    assert take_over(paper(old), corrected.changes).content == corrected.content


def test_a_file_whose_properties_are_gone_is_still_read_by_its_bookmarks():
    data = with_part(by_hand(FILE, twelve_corrections), "docProps/custom.xml", None)

    expect_the_twelve(read_docx(data, CONTENT))
    assert read_docx(data, CONTENT).base_matches
