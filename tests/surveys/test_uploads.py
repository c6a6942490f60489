"""Uploads: what they are is told by their content; photos are written anew without their notes."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danvan.documents import files
from surveys.models import Photo
from tests.factories import SurveyMeetingFactory, office

pytestmark = pytest.mark.django_db
GPS, ORIENTATION = 0x8825, 0x0112


@pytest.fixture
def meeting():
    return SurveyMeetingFactory(owner=office("Sông Bồi").body)


@pytest.fixture
def client(client_as, meeting):
    return client_as(unit=meeting.owner)


def picture(kind="JPEG", size=(60, 40), mode="RGB", notes=True):
    """The bytes of a photo, as a camera writes it: on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[2] = (21.0, 4.0, 0.0)
    exif[0x010F] = "Nokia"
    written = BytesIO()
    Image.new(mode, size, "red").save(written, kind, **({"exif": exif} if notes else {}))
    return written.getvalue()


def office_file(part, macros=False):
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<document/>")
        if macros:
            archive.writestr("word/vbaProject.bin", "x")
    return written.getvalue()


def send(client, meeting, data, name="anh.jpg", section="anh", **typed):
    return client.post(
        f"/hoi-nghi/{meeting.pk}/muc/{section}/them/", {"caption": "Quang cảnh hội nghị", "upload": SimpleUploadedFile(name, data), **typed}
    )


def told(response):
    from bs4 import BeautifulSoup

    assert response.status_code == 200
    return BeautifulSoup(response.content, "html5lib").select_one("#id_upload_error").text


def test_a_photo_is_kept_upright_and_without_its_notes(client, meeting):
    assert send(client, meeting, picture()).status_code == 302
    kept = Photo.objects.get().file
    assert (kept.width, kept.height, kept.content_type, kept.name) == (40, 60, "image/jpeg", "anh.jpg")
    data = kept.read()
    assert b"Nokia" not in data
    assert not Image.open(BytesIO(data)).getexif()


def test_a_photo_is_shown_to_readers_only_and_never_guessed_at(client, client_as, meeting):
    send(client, meeting, picture())
    address = client.page(f"/hoi-nghi/{meeting.pk}/anh-tai-lieu/").select_one(".photos img")["src"]
    response = client.get(address)
    assert (response.status_code, response["Content-Type"], response["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
    assert client_as().get(address).status_code == 404


def test_webp_becomes_jpeg_and_clear_pictures_stay_clear(client, meeting):
    send(client, meeting, picture("WEBP"), "anh.webp")
    send(client, meeting, picture("PNG", mode="RGBA", notes=False), "hinh.png")
    assert [photo.file.name for photo in Photo.objects.all()] == ["anh.jpg", "hinh.png"]


def test_a_huge_photo_is_made_smaller(client, meeting):
    send(client, meeting, picture(size=(4000, 3000), notes=False))
    kept = Photo.objects.get().file
    assert (kept.width, kept.height) == (2560, 1920)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"<script>alert(1)</script>", "anh.jpg", "Tệp này không phải ảnh"),
        (b"%PDF-1.4", "anh.jpg", "Tệp này không phải ảnh"),
        (picture()[:300], "anh.jpg", "Tệp này không phải ảnh"),
        (b"GIF89a" + b"x" * 100, "anh.gif", "Tệp này không phải ảnh"),
        (b"x" * (10 * 1024 * 1024 + 1), "anh.jpg", "nhiều nhất là 10 MB"),
        (b"", "anh.jpg", "rỗng"),
        (picture("PNG", size=(8000, 5001), notes=False), "anh.png", "40 triệu điểm ảnh"),
    ],
)
def test_what_is_no_photo_or_too_large_is_told_at_the_field(client, meeting, data, name, said):
    response = send(client, meeting, data, name)
    assert said in told(response)
    assert "Quang cảnh hội nghị" in response.content.decode()
    assert not Photo.objects.exists()


def test_a_live_meeting_needs_the_photo_an_archive_may_have_the_caption_alone(client, meeting):
    address = f"/hoi-nghi/{meeting.pk}/muc/anh/them/"
    assert "Chọn tệp ảnh" in client.submit(address, {"caption": "Quang cảnh"}).text
    meeting.origin = "archive"
    meeting.save()
    assert client.post(address, {"caption": "Quang cảnh"}).status_code == 302
    assert "nguồn chỉ có chú thích" in client.page(f"/hoi-nghi/{meeting.pk}/anh-tai-lieu/").text


def test_a_report_is_kept_as_it_is_and_only_saved_never_opened(client, meeting):
    data = office_file("word/document.xml")
    assert send(client, meeting, data, "Báo cáo.docx", "bao-cao", title="kết quả").status_code == 302
    report = meeting.presentations.get()
    response = client.get(f"/hoi-nghi/{meeting.pk}/tai-lieu/{report.pk}/")
    assert b"".join(response.streaming_content) == data
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == files.DOCUMENT_TYPES["docx"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (picture(), "bao-cao.pdf", "không phải PDF, Word"),
        (office_file("word/document.xml", macros=True), "bao-cao.docx", "không phải PDF, Word"),
        (office_file("khac.xml"), "bao-cao.docx", "không phải PDF, Word"),
        (b"PK\x03\x04 hong", "bao-cao.docx", "không phải PDF, Word"),
        (b"%PDF-1.4", "TỐI MẬT - báo cáo.pdf", "Tên tệp có dấu mật"),
        (b"%PDF-1.4", "Báo cáo (MẬT).pdf", "Tên tệp có dấu mật"),
    ],
)
def test_other_files_and_classified_ones_are_refused(client, meeting, data, name, said):
    assert said in told(send(client, meeting, data, name, "bao-cao", title="kết quả"))
    assert not meeting.presentations.exists()


def test_a_file_about_keeping_secrets_is_not_classified(client, meeting):
    assert send(client, meeting, b"%PDF-1.4", "Bảo mật thông tin.pdf", "bao-cao", title="kết quả").status_code == 302


def test_leaving_the_file_empty_keeps_the_one_there(client, meeting):
    send(client, meeting, picture())
    photo = Photo.objects.get()
    assert client.post(f"/hoi-nghi/{meeting.pk}/muc/anh/{photo.pk}/sua/", {"caption": "Chú thích mới"}).status_code == 302
    photo.refresh_from_db()
    assert photo.caption == "Chú thích mới"
    assert photo.file is not None
