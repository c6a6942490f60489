import pytest
from django.core.files.storage import default_storage

from danvan.documents import files

pytestmark = pytest.mark.django_db


def test_a_kept_file_is_found_again_by_its_hash():
    file = files.keep(b"noi dung", name="bien-ban.pdf", content_type="application/pdf")

    assert file.read() == b"noi dung"
    assert files.read_by_hash([file.sha256, "", "khong-co"]) == {file.sha256: b"noi dung"}


def test_the_same_bytes_are_written_once():
    first, second = (files.keep(b"anh", name=name, content_type="image/jpeg") for name in ("a.jpg", "b.jpg"))

    assert first.path == second.path
    assert first.pk != second.pk


def test_a_file_that_is_gone_from_the_disk_is_left_out():
    file = files.keep(b"mat", name="a.jpg", content_type="image/jpeg")
    default_storage.delete(file.path)

    assert files.read_by_hash([file.sha256]) == {}
