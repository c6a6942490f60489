"""Is the file at hand the signed one? It is compared byte for byte, told only to those who may see the meeting, and not kept."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from danvan.documents.models import RevisionFile, StoredFile
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
