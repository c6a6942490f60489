"""Biên bản bổ sung, đính chính: the one way to correct signed minutes, shown wherever they are shown or checked."""

from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from danvan.documents.content import Table, runs
from danvan.documents.models import RevisionFile
from danvan.people.models import Person
from surveys.corrections import addenda
from surveys.manuscripts import of_paper
from surveys.models import Paper
from surveys.paper_life import content_of, sign, signing_obstacles
from surveys.papers.addendum import INCOMPLETE
from tests.factories import UserFactory
from tests.surveys.papers.meeting_papers import (
    DATE,
    FAMILIES,
    HEAD,
    TITLE,
    begun,
    in_family,
    lines_of,
    sign_minutes_of,
    signed_meeting,
    submitted,
    usual_meeting,
)

pytestmark = pytest.mark.django_db


def with_rows(paper, *rows):
    """The paper with the table filled in."""
    work = of_paper(paper)
    (table,) = work.section("dinh-chinh").blocks
    work.write("dinh-chinh", (Table(table.columns, tuple(tuple(map(runs, row)) for row in rows)),), paper.created_by)
    return Paper.objects.get(pk=paper.pk)


def signed_addendum(meeting, **fields):
    paper = with_rows(begun("addendum", meeting, **fields), ("17 người", "18 người", "đếm sót"))
    sign(submitted(paper), UserFactory())
    return Paper.objects.get(pk=paper.pk)


def test_it_names_the_minutes_has_an_empty_row_and_is_signed_by_the_same_two():
    assert lines_of("addendum", signed_meeting()) == [
        "DỰ THẢO",
        *HEAD,
        DATE,
        "BIÊN BẢN BỔ SUNG, ĐÍNH CHÍNH",
        "Biên bản số 05-BB/BXDĐ, ngày 11/11/2026 (lần 01)",
        f"Ban Xây dựng Đảng phường Sông Bồi bổ sung, đính chính Biên bản số 05-BB/BXDĐ, ngày 11/11/2026 của {TITLE} như sau:",
        *("Nội dung đã ghi", "Nay ghi là", "Lý do"),
        *("……………", "……………", "……………"),
        "Các nội dung khác của Biên bản số 05-BB/BXDĐ, ngày 11/11/2026 giữ nguyên.",
        *("NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"),
        *("Lê Thị Thu Hường", "Trần Văn Lộc"),
    ]


def test_the_signers_are_those_of_the_minutes_even_when_they_are_called_otherwise_now():
    meeting = signed_meeting()
    Person.objects.update(given_name="Khác")
    meeting.owner.versions.update(name="Ban khác")

    assert lines_of("addendum", meeting)[-2:] == ["Lê Thị Thu Hường", "Trần Văn Lộc"]


def test_an_empty_row_blocks_signing_and_says_what_is_missing():
    obstacles = signing_obstacles(submitted(begun("addendum", signed_meeting())))

    assert any("nay ghi là" in obstacle for obstacle in obstacles)
    assert any("lý do đính chính" in obstacle for obstacle in obstacles)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Bảng bổ sung, đính chính chưa có dòng nào."),
        (
            [("17 người", "18 người", "")],
            f"Bảng bổ sung, đính chính, dòng 1: {INCOMPLETE}",
        ),
        (
            [("a", "b", "c"), ("", "b", "c")],
            f"Bảng bổ sung, đính chính, dòng 2: {INCOMPLETE}",
        ),
    ],
)
def test_a_table_that_does_not_say_all_blocks_signing(rows, said):
    assert said in signing_obstacles(submitted(with_rows(begun("addendum", signed_meeting()), *rows)))


def test_rows_are_filled_in_the_browser(client_as):
    meeting = signed_meeting()
    paper = begun("addendum", meeting)
    client = client_as("survey", meeting.owner)
    address = reverse("surveys:paper-part", args=[paper.pk, "dinh-chinh"])
    form = client.get(address).context["form"]
    cells = {"cell-0-0-0": "17 người", "cell-0-0-1": "18 người", "cell-0-0-2": "đếm sót", "cell-0-2-0": "chưa ghi"}

    client.post(address, {"state": form.initial["state"], **cells, "cell-0-2-1": "có đồng chí Mai", "cell-0-2-2": "ghi sót"})

    lines = content_of(Paper.objects.get(pk=paper.pk)).lines()
    assert lines[lines.index("17 người") :][:6] == ["17 người", "18 người", "đếm sót", "chưa ghi", "có đồng chí Mai", "ghi sót"]


def test_addenda_are_numbered_in_the_order_of_signing():
    meeting = signed_meeting()
    first_begun = begun("addendum", meeting)
    signed_addendum(meeting)

    assert "(lần 02)" in content_of(Paper.objects.get(pk=first_begun.pk)).lines()[5]
    assert "(lần 03)" in lines_of("addendum", meeting)[5]
    assert [paper.nth for paper in addenda(meeting.pk)] == [1, 2]


def test_a_number_is_printed_only_where_the_van_thu_gave_one():
    meeting = signed_meeting()

    assert "Số 06-BB/BXDĐ" in lines_of("addendum", meeting, number="6")
    assert not any(line.startswith("Số") for line in lines_of("addendum", meeting))


def test_unsigned_minutes_are_corrected_in_themselves(client_as):
    meeting = usual_meeting()
    address = reverse("surveys:meeting-paper-add", args=[meeting.pk, "addendum"])

    page = client_as("survey", meeting.owner).get(address).content.decode()

    assert "Biên bản chưa ký thì sửa thẳng" in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]


def test_the_command_line_says_why_there_is_none(tmp_path):
    with pytest.raises(CommandError, match="chỉ biên bản đã ký mới cần"):
        call_command("render_document", "addendum", meeting=usual_meeting().pk, out=tmp_path / "a.pdf")


@pytest.mark.parametrize("route", ["minutes", "meeting-detail"])
def test_the_minutes_and_the_meeting_show_number_day_and_state(client_as, route):
    meeting = signed_meeting()
    signed_addendum(meeting, number="6")
    begun("addendum", meeting, date=None)

    page = " ".join(client_as("survey", meeting.owner).get(reverse(f"surveys:{route}", args=[meeting.pk])).content.decode().split())

    assert "Biên bản bổ sung, đính chính lần 01" in page
    assert "số 6" in page
    assert "ngày 20/11/2026" in page
    assert "Biên bản bổ sung, đính chính lần 02" in page
    assert "đang soạn" in page.lower()


def test_whoever_checks_the_minutes_learns_that_they_were_corrected(client_as, tmp_path):
    meeting = signed_meeting()
    file = RevisionFile.objects.get(revision=meeting.minutes.revision, format="pdf").file.read()
    client = client_as(unit=meeting.owner)
    said = "Biên bản đã được bổ sung, đính chính bởi Biên bản bổ sung, đính chính lần 01 số 6, ngày 20/11/2026."

    def checked():
        return client.post("/kiem-tra-van-ban/", {"file": SimpleUploadedFile("a.pdf", file)}).content.decode()

    assert "đính chính" not in checked()
    begun("addendum", meeting)
    assert "đính chính bởi" not in checked()  # one that is not signed corrects nothing
    signed_addendum(meeting, number="6")
    assert said in checked()
    path, out = tmp_path / "a.pdf", StringIO()
    path.write_bytes(file)
    call_command("verify_document", str(path), stdout=out)
    assert said in out.getvalue()


def test_an_extract_made_later_says_so_too():
    meeting = signed_meeting()
    signed_addendum(meeting)

    assert "Biên bản đã được bổ sung, đính chính bởi Biên bản bổ sung, đính chính lần 01, ngày 20/11/2026." in lines_of("extract", meeting)


def test_a_signed_addendum_keeps_which_one_it_is():
    meeting = signed_meeting()
    paper = signed_addendum(meeting, date=date(2026, 11, 20))
    before = content_of(paper).lines()
    signed_addendum(meeting)

    assert content_of(Paper.objects.get(pk=paper.pk)).lines() == before
    assert "DỰ THẢO" not in before


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_calls_the_two_signers_as_in_its_minutes(family):
    meeting = usual_meeting()
    in_family(meeting, family)
    lines = lines_of("addendum", sign_minutes_of(meeting))

    posts, end = (["NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"], ".") if family == "party" else (["THƯ KÝ", "CHỦ TỌA"], "./.")
    assert lines[-4:-2] == posts
    assert lines[-5].endswith(f"giữ nguyên{end}")


def test_thirty_corrections_are_printed_in_their_order():
    paper = with_rows(begun("addendum", signed_meeting()), *((f"đã ghi {n}", f"nay ghi {n}", "ghi sót") for n in range(30)))
    lines = content_of(paper).lines()

    assert lines.index("đã ghi 29") > lines.index("nay ghi 28") > lines.index("đã ghi 0")
