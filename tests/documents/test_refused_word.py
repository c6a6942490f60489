"""Files that are no corrected Word file of the paper: each refused with a word on what to do."""

import dataclasses
import io
import zipfile
from typing import Any

import pytest
from docx.oxml.ns import qn

from danvan.documents.docx import opening, reading, render_docx
from danvan.documents.docx.reading import WordFileError, read_docx
from tests.documents.papers import invented_minutes, reference_minutes
from tests.documents.word_files import DOCUMENT, Editor, by_hand, copied, edited, element, parts_of, with_part, zipped

CONTENT = reference_minutes()
FILE = render_docx(CONTENT)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zip_of(**files: bytes) -> bytes:
    return zipped({name.replace("__", "/"): data for name, data in files.items()})


def refused(data: bytes) -> str:
    with pytest.raises(WordFileError) as refusal:
        read_docx(data, CONTENT)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "không phải tệp Word (.docx)"),
        (b"%PDF-1.7\n%%EOF", "không phải tệp Word (.docx)"),
        (b"\x89PNG\r\n", "không phải tệp Word (.docx)"),
        (OLE, "tệp Word kiểu cũ (.doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "đặt mật khẩu"),
        (b"{\\rtf1 abc}", "tệp .rtf"),
        (zip_of(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<a/>"}), "tệp .odt"),
        (zip_of(**{"a.txt": b"abc"}), "không phải tệp Word (.docx)"),
        (zip_of(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "không phải tệp Word (.docx)"),
        (FILE[: len(FILE) // 2], "bị hỏng"),
        (b"PK\x03\x04abc", "bị hỏng"),
        (with_part(FILE, DOCUMENT, b"<w:document"), "bị hỏng"),
        (with_part(FILE, DOCUMENT, None), "không phải tệp Word (.docx)"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes, message: str):
    assert message in refused(data)


def test_a_part_that_was_altered_on_the_way_is_broken():
    at = FILE.index(b"PK\x03\x04", FILE.index(DOCUMENT.encode()))
    assert "bị hỏng" in refused(FILE[: at - 20] + b"XXXXXXXX" + FILE[at - 12 :])


def test_macros_are_refused():
    types = parts_of(FILE)["[Content_Types].xml"].replace(b"wordprocessingml.document.main", b"x").replace(b"</Types>", b"</Types>")
    macro = b'<Override PartName="/word/x.bin" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'

    assert "macro" in refused(with_part(FILE, "word/vbaProject.bin", b"x"))
    assert "macro" in refused(with_part(FILE, "[Content_Types].xml", types.replace(b"</Types>", macro)))


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "MAX_SIZE", 5_000_000)
    assert "quá lớn" in refused(with_part(FILE, "word/media/x.bin", bytes(6_000_000)))
    monkeypatch.setattr(opening, "MAX_PARTS", 8)
    assert "quá lớn" in refused(with_part(FILE, "word/media/x.bin", b""))


def test_a_text_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "MAX_XML", 10_000)
    assert "quá lớn" in refused(FILE)


def test_a_locked_archive_is_refused():
    data = bytearray(FILE)
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    assert "đặt mật khẩu" in refused(bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str):
    text = parts_of(FILE)[DOCUMENT].decode().partition("?>")[2]
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "{"x" * 50}"><!ENTITY c "&b;&b;&b;">]>{text}'

    assert "không an toàn" in refused(with_part(FILE, DOCUMENT, bomb.encode(encoding)))
    assert "không an toàn" in refused(with_part(FILE, "word/styles.xml", bomb.encode(encoding)))


@pytest.mark.parametrize("tag", ["ins", "del", "moveFrom", "moveTo"])
def test_tracked_changes_must_be_accepted_first(tag: str):
    def track(it: Editor) -> None:
        run = it.line("b) Yêu cầu").find(qn("w:r"))
        tracked = element(f'<w:{tag} w:id="9" w:author="A"/>')
        run.addprevious(tracked)
        tracked.append(run)

    assert "Xem lại (Review) → Chấp nhận (Accept) → Chấp nhận tất cả thay đổi" in refused(by_hand(FILE, track))


def test_a_tracked_change_of_form_is_no_obstacle():
    def track(it: Editor) -> None:
        it.line("b) Yêu cầu").pPr.append(element('<w:pPrChange w:id="9" w:author="A"><w:pPr/></w:pPrChange>'))

    assert read_docx(by_hand(FILE, track), CONTENT).changes == ()


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "Tuyệt mật", "Độ mật: TỐI MẬT"])
def test_classified_papers_are_refused_wherever_the_mark_stands(mark: str):
    def in_the_head(root: Any) -> None:
        next(root.iter(qn("w:p"))).append(element(f"<w:r><w:t>{mark}</w:t></w:r>"))

    assert "dấu mật" in refused(by_hand(FILE, lambda it: it.insert_after("QUẬN ỦY", mark)))
    assert "dấu mật" in refused(edited(FILE, in_the_head, "word/header1.xml"))


def test_a_sentence_may_speak_of_classified_papers():
    data = by_hand(
        FILE, lambda it: it.replace("b) Yêu cầu trong thời gian tới:", "b) Yêu cầu giữ kín tài liệu tối mật, không mang ra khỏi cơ quan:")
    )

    assert len(read_docx(data, CONTENT).changes) == 1


def test_the_file_of_another_paper_is_refused():
    other = invented_minutes(5)

    assert "không phải bản Word của văn bản đang mở" in refused(render_docx(other))
    assert "không phải bản Word của văn bản đang mở" in refused(copied(render_docx(other), styles=False))


def test_an_empty_file_is_refused():
    def empty(root: Any) -> None:
        for child in list(root[0]):
            root[0].remove(child)

    assert "không phải bản Word của văn bản đang mở" in refused(edited(FILE, empty))


def test_a_draft_that_was_mostly_rewritten_still_takes_its_file():
    content = dataclasses.replace(CONTENT, blocks=(*CONTENT.blocks[:2], *CONTENT.blocks[-4:]))

    assert read_docx(FILE, content).content == content


def test_another_name_for_the_text_is_followed():
    parts = parts_of(FILE)
    parts["word/document2.xml"] = parts.pop(DOCUMENT)
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")

    assert read_docx(zipped(parts), CONTENT).changes == ()


def test_names_that_lead_out_of_the_archive_lead_nowhere():
    parts = parts_of(FILE)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"../../etc/passwd")

    assert "không phải tệp Word" in refused(zipped(parts))


def test_any_damage_is_a_refusal_and_nothing_else():
    with zipfile.ZipFile(io.BytesIO(FILE)) as archive:
        names = archive.namelist()
    for name in names:
        for part in (b"", b"\0\1\2", b"<a><b/></a>", b'<a xmlns="x"/>'):
            try:
                read_docx(with_part(FILE, name, part), CONTENT)
            except WordFileError as refusal:
                assert str(refusal)  # noqa: PT017 - a file that can still be read is fine, too


@pytest.mark.parametrize("width", ["1.5", "auto", "", "-3", "9" * 5000])
def test_a_width_of_a_column_that_is_no_number_is_no_obstacle(width: str):
    def widen(root: Any) -> None:
        for column in root.iter(qn("w:gridCol")):
            column.set(qn("w:w"), width)

    assert read_docx(edited(FILE, widen), CONTENT).changes == ()


@pytest.mark.parametrize("rows", ["<w:tr/>", "", "<w:tr/><w:tr/>"])
def test_of_a_table_without_cells_only_the_caption_is_read(rows: str):
    def put(it: Editor) -> None:
        it.insert_after("b) Yêu cầu", "Bảng 1. Số hộ", '<w:pStyle w:val="TenBang"/>')
        it.line("Bảng 1. Số hộ").addnext(element(f"<w:tbl>{rows}</w:tbl>"))

    (change,) = read_docx(by_hand(FILE, put), CONTENT).changes
    assert change.new is not None
    assert change.new.words == "Bảng 1. Số hộ"


def test_a_file_without_a_body_is_damaged():
    assert "bị hỏng" in refused(edited(FILE, lambda root: root.remove(root[0])))


def test_signatures_in_rows_of_different_length_are_read():
    def cut(root: Any) -> None:
        table = list(root.iter(qn("w:tbl")))[-1]
        table.append(element("<w:tr><w:tc><w:p/></w:tc></w:tr>"))

    assert read_docx(edited(FILE, cut), CONTENT).changes == ()


@pytest.mark.parametrize("fault", [ValueError, TypeError, KeyError, ZeroDivisionError, IndexError, AttributeError])
def test_whatever_a_file_makes_the_reader_stumble_over_is_damage_and_stands_in_the_log(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def stumble(*_: object) -> None:
        raise fault("odd")

    monkeypatch.setattr(reading.Walker, "walk", stumble)

    assert "bị hỏng" in refused(FILE)
    assert caplog.records[-1].exc_info is not None
