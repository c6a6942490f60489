"""Papers of a meeting: begun from the data, written part by part, signed, corrected only by further papers."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danvan.documents.content import Content, Paragraph, runs
from danvan.documents.models import HouseStyle, PaperNumber
from surveys.manuscripts import of_minutes, of_paper
from surveys.minutes import CannotSignError
from surveys.models import Paper, PaperPart
from surveys.paper_life import begin, content_of, move, sign, signing_obstacles
from tests.factories import MembershipFactory, PaperFactory, UserFactory
from tests.factories.units import BodyFactory
from tests.surveys.meetings import finished_meeting, present

pytestmark = pytest.mark.django_db


@pytest.fixture
def pdf_upload():
    return SimpleUploadedFile("ban-ky.pdf", b"%PDF-1.7 scan", "application/pdf")


def invitation(**fields):
    meeting = finished_meeting()
    HouseStyle.objects.filter(unit=meeting.owner).update(signer_post="TRƯỞNG BAN", signer_name="Trần Văn Lộc")
    return begin(Paper(kind=Paper.Kind.INVITATION, meeting=meeting, date=date(2026, 11, 5), **fields), UserFactory())


def text(paper):
    return "\n".join(content_of(Paper.objects.get(pk=paper.pk)).lines())


def test_each_invited_person_gets_a_sheet_with_heads_and_signature():
    lines = text(invitation())

    assert lines.count("GIẤY MỜI") == lines.count("TRƯỞNG BAN") == 3  # chair, a group, the head of a team; not the note-taker
    assert "Kính mời: đồng chí Ngô Thị Lụa - Tổ trưởng Tổ dân vận TDP 3" in lines


def test_people_invited_in_words_share_one_sheet():
    lines = text(invitation(addressee_words="các đồng chí tổ trưởng, tổ phó tổ dân vận"))

    assert lines.count("GIẤY MỜI") == 1
    assert "Kính mời: các đồng chí tổ trưởng, tổ phó tổ dân vận" in lines


def test_a_part_that_was_written_stays_when_the_data_changes_and_what_is_new_is_shown():
    paper = invitation()
    work = of_paper(paper)
    own = (*work.section("noi-dung").blocks, Paragraph(runs("Trang phục: áo trắng.")))
    work.write("noi-dung", own, paper.created_by)
    paper.meeting.sessions.update(place="hội trường UBND phường")

    section = of_paper(Paper.objects.get(pk=paper.pk)).section("noi-dung")

    assert section.blocks == own
    assert [change.kind for change in section.news] == ["changed"]


def test_news_are_taken_over_piece_by_piece_and_then_are_no_news():
    paper = invitation()
    work = of_paper(paper)
    work.write("noi-dung", (*work.section("noi-dung").blocks, Paragraph(runs("Trang phục: áo trắng."))), paper.created_by)
    paper.meeting.sessions.update(place="hội trường UBND phường")
    work = of_paper(Paper.objects.get(pk=paper.pk))

    assert work.take_news("noi-dung", [change.id for change in work.section("noi-dung").news], paper.created_by) == []
    section = of_paper(Paper.objects.get(pk=paper.pk)).section("noi-dung")
    assert "hội trường UBND phường" in text(paper)
    assert "Trang phục: áo trắng." in text(paper)
    assert not section.news


def test_a_part_written_as_the_data_has_it_follows_the_data_again():
    paper = invitation()
    work = of_paper(paper)
    work.write("noi-dung", (Paragraph(runs("Kính mời đến dự.")),), paper.created_by)

    work.write("noi-dung", work.manuscript.section("noi-dung").blocks, paper.created_by)

    assert not PaperPart.objects.filter(paper=paper).exists()


def test_a_written_part_of_minutes_is_printed_and_the_others_follow_the_data():
    meeting = finished_meeting()
    user = UserFactory()
    of_minutes(meeting).write("mo-dau", (Paragraph(runs("Sáng nay họp.")),), user)
    present(meeting, "Vũ Thị Mai", "Phó Trưởng Ban")

    lines = of_minutes(type(meeting).objects.get(pk=meeting.pk)).content.lines()

    assert "Sáng nay họp." in lines
    assert any("Vũ Thị Mai" in line for line in lines)


def test_a_paper_with_blanks_or_without_a_date_or_not_submitted_cannot_be_signed():
    paper = invitation()
    Paper.objects.filter(pk=paper.pk).update(date=None)
    paper.refresh_from_db()

    obstacles = signing_obstacles(paper)

    assert "Văn bản chưa trình." in obstacles
    assert "Chưa ghi ngày văn bản." in obstacles
    assert "Còn trống: số (đầu văn bản)." in obstacles
    with pytest.raises(CannotSignError):
        sign(paper, paper.created_by)


def signed_invitation():
    paper = invitation(number="12")
    move(paper, Paper.State.DRAFT, paper.created_by)
    move(paper, Paper.State.SUBMITTED, paper.created_by)
    sign(paper, paper.created_by)
    return Paper.objects.get(pk=paper.pk)


def test_until_it_is_signed_a_paper_says_that_it_is_a_draft():
    assert text(invitation()).startswith("DỰ THẢO\n")
    assert "DỰ THẢO" not in text(signed_invitation())


def test_a_signed_paper_keeps_its_words_and_its_bytes_when_everything_is_renamed():
    paper = signed_invitation()
    kept = {row.format: row.file.read() for row in paper.revision.files.all()}
    before = text(paper)
    paper.owner.versions.update(name="Ban khác")
    HouseStyle.objects.update(issuing_body="TÊN KHÁC", signer_name="Người Khác")

    paper = Paper.objects.get(pk=paper.pk)

    assert text(paper) == before
    assert {row.format: row.file.read() for row in paper.revision.files.all()} == kept
    assert Content.from_json(paper.revision.content).sha256 == paper.revision.sha256


@pytest.mark.parametrize("route", ["paper", "paper-history", "meeting-papers"])
def test_pages_of_papers_open(client_as, route):
    paper = PaperFactory(meeting=finished_meeting())
    client = client_as("survey", paper.owner)
    page = client.get(reverse(f"surveys:{route}", args=[paper.meeting_id if route == "meeting-papers" else paper.pk]))

    assert page.status_code == 200


def test_a_paper_is_begun_in_the_browser_and_a_part_of_it_is_written(client_as):
    meeting = finished_meeting()
    client = client_as("survey", meeting.owner)
    begun = client.post(reverse("surveys:meeting-paper-add", args=[meeting.pk, "invitation"]), {"addressee_words": "các đồng chí"})
    paper = Paper.objects.get()
    assert begun.headers["Location"] == paper.get_absolute_url()
    address = reverse("surveys:paper-part", args=[paper.pk, "noi-dung"])
    form = client.get(address).context["form"]

    client.post(address, {"state": form.initial["state"], "words-0": form["words-0"].initial + "\nTrang phục: áo trắng."})

    assert "Trang phục: áo trắng." in text(paper)


def test_of_two_who_write_the_same_part_the_second_sees_both_texts_and_loses_none(client_as):
    paper = PaperFactory(meeting=finished_meeting())
    client = client_as("survey", paper.owner)
    address = reverse("surveys:paper-part", args=[paper.pk, "noi-dung"])
    state = client.get(address).context["form"].initial["state"]
    client.post(address, {"state": state, "words-0": "Lời của người thứ nhất."})

    page = client.post(address, {"state": state, "words-0": "Lời của người thứ hai."})

    assert page.status_code == 200
    assert "Lời của người thứ nhất." in page.content.decode()
    assert "Lời của người thứ hai." in page.content.decode()
    assert PaperPart.objects.get().text == "Lời của người thứ nhất."


def test_the_signed_copy_is_kept_beside_the_portals_own_file(client_as, pdf_upload):
    paper = signed_invitation()
    client = client_as("clerk", paper.owner)

    client.post(reverse("surveys:paper-signed-copy", args=[paper.pk]), {"kind": "scan", "file": pdf_upload})

    copy = paper.revision.signed_copies.get()
    assert copy.file.read() == b"%PDF-1.7 scan"
    assert copy.sha256 in client.get(paper.get_absolute_url()).content.decode()


def test_a_scan_that_is_no_pdf_is_refused_at_the_field(client_as, pdf_upload):
    paper = signed_invitation()
    client = client_as("clerk", paper.owner)
    pdf_upload.file.seek(0)
    pdf_upload.file.write(b"PK\x03\x04")
    pdf_upload.file.seek(0)

    page = client.post(reverse("surveys:paper-signed-copy", args=[paper.pk]), {"kind": "scan", "file": pdf_upload})

    assert "không phải PDF" in page.content.decode()
    assert not paper.revision.signed_copies.exists()


def test_a_number_that_is_typed_stands_in_the_book_and_is_found_there(client_as):
    paper = invitation()
    client = client_as("clerk", paper.owner)

    client.post(reverse("surveys:paper-number", args=[paper.pk]), {"number": "Số 05-GM/BXDĐ", "date": "5/11/2026"})

    paper.refresh_from_db()
    assert paper.number == "05"
    assert paper.registered.subject == "dự hội nghị khảo sát vai trò của tổ dân vận"
    assert "Số 05-GM/BXDĐ" in text(paper)


def test_a_number_that_another_paper_has_is_an_error_at_the_field_and_stays_typed(client_as):
    first, second = invitation(), None
    client = client_as("clerk", first.owner)
    client.post(reverse("surveys:paper-number", args=[first.pk]), {"number": "05", "date": "5/11/2026"})
    second = begin(Paper(kind=Paper.Kind.INVITATION, meeting=first.meeting), first.created_by)

    page = client.post(reverse("surveys:paper-number", args=[second.pk]), {"number": "05", "date": "6/11/2026"})

    assert page.status_code == 200
    assert page.context["form"].errors["number"]
    assert 'value="05"' in page.content.decode()
    second.refresh_from_db()
    assert second.registered is None


def test_a_paper_takes_the_next_number_of_the_register(client_as):
    paper = invitation()
    HouseStyle.objects.filter(unit=paper.owner).update(uses_register=True)
    client = client_as("clerk", paper.owner)

    client.post(reverse("surveys:paper-take-number", args=[paper.pk]))

    paper.refresh_from_db()
    assert paper.number == "01"


def test_a_part_from_which_all_words_were_taken_stops_the_signature():
    paper = invitation()
    of_paper(paper).write("noi-dung", (), paper.created_by)

    assert "Phần “Nội dung mời” đang để trống: ghi nội dung, hoặc lấy lại theo số liệu." in signing_obstacles(paper)


def test_a_rule_that_does_not_apply_on_the_papers_day_is_warned_of(client_as):
    paper = invitation(profile="party-2004", profile_reason="theo mẫu cũ")

    page = client_as("survey", paper.owner).get(paper.get_absolute_url()).content.decode()

    assert "không áp dụng cho ngày 5/11/2026" in page


def test_an_unsigned_paper_that_is_taken_back_gives_its_typed_number_back(client_as):
    paper = invitation()
    clerk = client_as("clerk", paper.owner)
    clerk.post(reverse("surveys:paper-number", args=[paper.pk]), {"number": "07", "date": "5/11/2026"})

    client_as("survey", paper.owner).post(reverse("surveys:paper-remove", args=[paper.pk]))

    assert not Paper.objects.exists()
    assert not PaperNumber.objects.exists()


def test_a_number_of_the_register_stays_in_it_as_withdrawn(client_as):
    paper = invitation()
    HouseStyle.objects.filter(unit=paper.owner).update(uses_register=True)
    client_as("clerk", paper.owner).post(reverse("surveys:paper-take-number", args=[paper.pk]))

    client_as("survey", paper.owner).post(reverse("surveys:paper-remove", args=[paper.pk]))

    assert not Paper.objects.exists()
    assert PaperNumber.objects.get().state == PaperNumber.State.WITHDRAWN


def test_a_meeting_with_papers_does_not_move_to_another_unit(client_for):
    paper = invitation()
    other = BodyFactory()
    user = MembershipFactory(role="survey", unit=paper.owner).user
    MembershipFactory(user=user, role="survey", unit=other)

    page = client_for(user).submit(reverse("surveys:meeting-edit", args=[paper.meeting_id]), {"owner": other.pk})

    assert "Hội nghị đã có văn bản của đơn vị đang phụ trách" in page.text
    paper.meeting.refresh_from_db()
    assert paper.meeting.owner_id == paper.owner_id
