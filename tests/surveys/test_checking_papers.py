"""Is the paper at hand one of the portal's? A file is compared byte for byte and not kept, a number is looked up in the books.

What is found is told only to those who may see it.
"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from danvan.documents import numbers
from danvan.documents.models import PaperNumber, RevisionFile, StoredFile
from surveys import paper_numbers
from surveys.minutes import sign_minutes
from surveys.models import Minutes, SurveyMeeting
from tests.factories import MembershipFactory, UserFactory, office
from tests.surveys.meetings import finished_meeting

pytestmark = pytest.mark.django_db
ADDRESS = "/kiem-tra-van-ban/"


@pytest.fixture
def signed():
    meeting = finished_meeting()
    Minutes.objects.filter(meeting=meeting).update(state="with_chair")
    meeting = SurveyMeeting.objects.get(pk=meeting.pk)
    sign_minutes(meeting, UserFactory(display_name="Lê Thị Thu Hường"))
    return meeting


def kept(file_format="pdf"):
    return RevisionFile.objects.get(format=file_format).file.read()


def checked(client, data, name="bien-ban.pdf"):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data)}).content.decode()


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_the_signed_file_is_known_again_with_its_meeting_and_who_signed(signed, client_as, file_format):
    files = StoredFile.objects.count()
    page = checked(client_as(unit=signed.owner), kept(file_format))
    assert "Đúng bản đã chốt" in page
    assert f'href="/hoi-nghi/{signed.pk}/bien-ban/"' in page
    assert "Lê Thị Thu Hường" in page
    assert StoredFile.objects.count() == files


def test_one_byte_more_is_another_file(signed, client_as):
    page = checked(client_as(unit=signed.owner), kept() + b" ")
    assert "không trùng" in page
    assert str(signed) not in page


def test_who_may_not_see_the_meeting_learns_no_more_than_of_any_file(signed, client_for):
    stranger = client_for(MembershipFactory(unit=office("Đồi Thông").body, role="head").user)
    page = checked(stranger, kept())
    assert "không trùng" in page
    assert str(signed) not in page


def asked(client, number, when=""):
    return client.submit(ADDRESS, {"number": number, "when": when})


def found(page):
    return [" ".join(row.text.split()) for row in page.select("section[aria-labelledby=theo-so] li")]


@pytest.fixture
def numbered():
    """Minutes of 11/11/2026 with the number 05."""
    meeting = finished_meeting()
    paper_numbers.keep_typed(meeting.minutes, "05", UserFactory())
    return meeting


@pytest.mark.parametrize("number", ["5", "Số 05-BB/BXDĐ", "05-bb", "05/BXDĐ"])
@pytest.mark.parametrize("when", ["", "2026", "11/11/2026"])
def test_a_paper_is_found_by_its_number(numbered, client_as, number, when):
    (row,) = found(page := asked(client_as(unit=numbered.owner), number, when))
    assert row.startswith("Biên bản số 05-BB/BXDĐ, ngày 11/11/2026")
    assert row.endswith("Bản thảo")
    assert page.select_one(f'a[href="/hoi-nghi/{numbered.pk}/bien-ban/"]')


@pytest.mark.parametrize(
    ("number", "when"), [("6", ""), ("05-TB", ""), ("05-BB/ĐU", ""), ("05", "2025"), ("05", "12/11/2026"), ("05", "2025-2030")]
)
def test_another_number_sign_or_day_is_another_paper(numbered, client_as, number, when):
    assert not found(asked(client_as(unit=numbered.owner), number, when))


def test_the_state_of_a_found_paper_is_told(numbered, client_as):
    client = client_as(unit=numbered.owner)
    Minutes.objects.filter(meeting=numbered).update(state="with_chair")
    sign_minutes(SurveyMeeting.objects.get(pk=numbered.pk), UserFactory())
    assert found(asked(client, "05"))[0].endswith("Đã ký")
    numbers.withdraw(PaperNumber.objects.get(), "thu hồi")
    assert found(asked(client, "05"))[0].endswith("Số đã hủy thu hồi")


def test_a_number_of_a_paper_not_theirs_to_see_is_as_one_that_is_not_there(numbered, client_for):
    stranger = client_for(MembershipFactory(unit=office("Đồi Thông").body, role="head").user)

    def answer(number):
        main = asked(stranger, number).select_one("main")
        main.select_one("[name=csrfmiddlewaretoken]").decompose()
        return str(main).replace(number, "nn")

    assert "mà đồng chí được xem" in answer("05")
    assert answer("05").replace("06", "nn") == answer("06").replace("05", "nn")
    teller = client_for(MembershipFactory(unit=numbered.owner, role="admin").user)
    assert not found(asked(teller, "05"))


@pytest.mark.parametrize(
    ("sent", "field"), [({"number": "năm"}, "number"), ({"number": "05", "when": "hôm qua"}, "when"), ({"when": "2026"}, "number")]
)
def test_what_cannot_be_looked_up_is_told_at_its_field(client_as, sent, field):
    assert client_as(unit=office().body).submit(ADDRESS, sent).select_one(f"#id_{field}[aria-invalid=true]")


def test_no_file_and_an_empty_one_are_asked_for_again(client_as):
    client = client_as(unit=office().body)
    for sent in ({}, {"file": SimpleUploadedFile("bien-ban.pdf", b"")}):
        assert client.submit(ADDRESS, sent).select_one("#id_file[aria-invalid=true]")
    assert "SHA-256" not in checked(client, b"")


def test_the_command_line_tells_the_same(signed, tmp_path: Path):
    file, out = tmp_path / "a.pdf", StringIO()
    file.write_bytes(kept())
    call_command("verify_document", str(file), stdout=out)
    assert f"Biên bản {signed}: đúng bản 01, Lê Thị Thu Hường chốt lúc" in out.getvalue()
    file.write_bytes(kept()[:-1])
    with pytest.raises(CommandError, match="Không trùng"):
        call_command("verify_document", str(file), stdout=out)
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("verify_document", str(tmp_path / "none.pdf"), stdout=out)
