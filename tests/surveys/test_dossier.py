"""The hồ sơ of a meeting and of a survey: one ZIP that somebody else can unpack, check and find their way in."""

import errno
import re
import shutil
from collections import namedtuple
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage

from danvan.accounts.models import Role
from danvan.documents.dossier import packing
from danvan.documents.models import Dossier, StoredFile
from danvan.jobs import running
from danvan.jobs.models import Job
from surveys.minutes import sign_minutes
from surveys.models import Minutes, Photo, SurveyMeeting
from tests.documents.reading import pdf_text
from tests.factories import MembershipFactory, SessionFactory, SurveyFactory, SurveyMeetingFactory, UserFactory
from tests.surveys.dossiers import RESIDENT, SECRET, WORDED, full_meeting, job_of, page_count, unpacked

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def meeting():
    return full_meeting()


@pytest.fixture
def head(meeting):
    return MembershipFactory(unit=meeting.owner, role=Role.HEAD).user


_made = []


@pytest.fixture
def dossier(request):
    """One without names; made once for all tests that only look into it, since that takes a second."""
    if not _made:
        meeting, head = request.getfixturevalue("meeting"), request.getfixturevalue("head")
        _made.append(unpacked(job_of("meeting", meeting.pk, head)))
    return _made[0]


def on_disk(folder=""):
    place = Path(default_storage.path(folder or "."))
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()) if place.exists() else []


def test_the_papers_stand_in_numbered_folders_with_their_list(dossier):
    assert dossier.names() == [
        "02-Giay-moi-thanh-phan/001-thanh-phan-du-hoi-nghi-khao-sat-vai-tro-cua-to-dan-van-2026-11-11.pdf",
        "03-Bao-cao/001-bao-cao-1-1-ket-qua-thuc-hien.pdf",
        "04-Bien-ban/001-bien-ban-hoi-nghi-khao-sat-vai-tro-cua-to-dan-van-2026-11-11-du-thao.pdf",
        "06-Kien-nghi-theo-doi/001-y-kien-phat-bieu-hoi-nghi-khao-sat-vai-tro-cua-to-dan-van-2026-11-11.pdf",
        "06-Kien-nghi-theo-doi/002-theo-doi-viec-yeu-cau-giao-hoi-nghi-khao-sat-vai-tro-cua-to-dan-van.pdf",
        "07-Anh/001-quang-canh-hoi-nghi-1.jpg",
        "07-Anh/002-quang-canh-hoi-nghi-2.jpg",
        "09-Tin-bai/001-tin-khao-sat-vai-tro-cua-to-dan-van.txt",
        "07-Anh/000-chu-thich-anh.txt",
        "00-Muc-luc-van-ban.pdf",
        "00-Muc-luc-van-ban.xlsx",
        "manifest-sha256.txt",
    ]


def test_every_name_is_safe_on_any_system(dossier):
    for name in dossier.names():
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9./-]{1,120}", name), name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Biên bản: “họp” ở tổ 5/9?", "bien-ban-hop-o-to-5-9"),
        ("../../etc/passwd", "etc-passwd"),
        ("Đường\u202egpj.exe", "duong-gpj-exe"),
        ("***", "van-ban"),
        ("x" * 300, "van-ban"),
        ("khảo sát " * 40, "khao-sat-khao-sat-khao-sat-khao-sat-khao-sat-khao-sat-khao-sat-khao"),
    ],
)
def test_a_title_becomes_a_plain_name(title, name):
    assert packing.safe_stem(title) == name


def test_the_manifest_names_every_file_with_its_hash(dossier):
    assert dossier.wrong_hashes() == []
    assert re.fullmatch(r"([0-9a-f]{64}  [A-Za-z0-9./-]+\n)+", dossier.files["manifest-sha256.txt"].decode())


def test_the_list_says_number_day_author_subject_and_sheets(dossier):
    report = next(row for row in dossier.rows() if "kết quả thực hiện" in row[4])
    assert report == [
        2.0,
        "",
        "11/11/2026",
        "Khối vận phường",
        "Báo cáo =1+1 kết quả thực hiện",
        3.0,  # five pages are three sheets
        "trình bày tại hội nghị khảo sát vai trò của tổ dân vận",
        "03-Bao-cao/001-bao-cao-1-1-ket-qua-thuc-hien.pdf",
    ]
    assert [row[0] for row in dossier.rows()] == [float(number) for number in range(1, 9)]
    minutes = next(row for row in dossier.rows() if row[7].startswith("04-"))
    assert (minutes[3], minutes[6]) == ("Ban Xây dựng Đảng phường Sông Bồi", "dự thảo")
    assert minutes[5] == (page_count(dossier.files[minutes[7]]) + 1) // 2


def test_a_cell_that_looks_like_a_formula_is_text(meeting, head):
    Photo.objects.filter(meeting=meeting, order=1).update(caption='=HYPERLINK("http://x.example","xem")')
    Photo.objects.filter(meeting=meeting, order=2).update(caption="@SUM(A1)")
    dossier = unpacked(job_of("meeting", meeting.pk, head))
    assert {'=HYPERLINK("http://x.example","xem")', "@SUM(A1)"} <= {row[4] for row in dossier.rows()}
    with ZipFile(BytesIO(dossier.files["00-Muc-luc-van-ban.xlsx"])) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_list_is_a_paper_too(dossier):
    listed = pdf_text(dossier.files["00-Muc-luc-van-ban.pdf"])
    for words in (
        "MỤC LỤC VĂN BẢN",
        "hồ sơ hội nghị khảo sát vai trò",
        "04. Biên bản",
        "dự thảo",
        "Hồ sơ có 08 mục",
        "không nêu tên người dân",
    ):
        assert words in listed, words
    assert SECRET not in listed


def test_photos_come_with_their_captions(dossier):
    assert dossier.files["07-Anh/000-chu-thich-anh.txt"].decode("utf-8-sig").split("\r\n")[0] == (
        "001-quang-canh-hoi-nghi-1.jpg: Quang cảnh hội nghị 1"
    )
    assert dossier.files["07-Anh/001-quang-canh-hoi-nghi-1.jpg"].startswith(b"\xff\xd8\xff")


def test_names_of_residents_and_restricted_remarks_stay_out(dossier):
    text = dossier.text()
    assert "Cống ngõ 45 tắc đã lâu" in text
    assert "Đèn đường hay hỏng" in text
    assert "Ngô Thị Lụa" in text, "who holds a post is named"
    for never in (RESIDENT, WORDED, SECRET):
        assert never not in text, never


def test_with_names_if_somebody_entitled_asks_for_them(meeting, head):
    dossier = unpacked(job_of("meeting", meeting.pk, head, with_names=True))
    for part in ("02-Giay-moi", "04-Bien-ban", "06-Kien-nghi-theo-doi/001"):
        assert RESIDENT in dossier.text(part), part
    assert WORDED in dossier.text("06-Kien-nghi-theo-doi/001")
    assert SECRET not in dossier.text()
    assert "có tên người dân phát biểu" in pdf_text(dossier.files["00-Muc-luc-van-ban.pdf"])


def test_without_names_the_text_for_reports_counts(meeting, head):
    meeting.remarks.filter(text="Đèn đường hay hỏng.").update(report_text="Đèn chiếu sáng chưa tốt.", text="Nhà ông Tẹo trộm đèn.")
    text = unpacked(job_of("meeting", meeting.pk, head)).text()
    assert "Đèn chiếu sáng chưa tốt" in text
    assert "ông Tẹo" not in text


def test_signed_minutes_go_in_as_they_were_signed(meeting, head):
    meeting.photos.all().delete()
    Minutes.objects.filter(meeting=meeting).update(state="with_chair", number="05")
    revision = sign_minutes(SurveyMeeting.objects.get(pk=meeting.pk), head)
    dossier = unpacked(job_of("meeting", meeting.pk, head))
    pdf, word = dossier.names("04-Bien-ban/")
    kept = {file.format: file.file.read() for file in revision.files.all()}
    assert (dossier.files[pdf], dossier.files[word]) == (kept["pdf"], kept["docx"])
    assert "du-thao" not in pdf
    [row] = [row for row in dossier.rows() if row[7].startswith("04-")]
    assert (row[1], row[6]) == ("05-BB/BXDĐ", "đã ký")


def test_a_meeting_that_is_only_planned_has_no_minutes(meeting, head):
    SurveyMeeting.objects.filter(pk=meeting.pk).update(state="planned")
    assert unpacked(job_of("meeting", meeting.pk, head)).names("04-") == []


def test_a_survey_has_the_papers_of_its_meetings_by_day(meeting, head):
    survey = SurveyFactory(owner=meeting.owner, purpose="Nắm tình hình tổ dân vận.")
    SurveyMeeting.objects.filter(pk=meeting.pk).update(survey=survey)
    earlier = SurveyMeetingFactory(owner=meeting.owner, survey=survey, title="khảo sát ở phường Đầu Cầu")
    SessionFactory(meeting=earlier, day=meeting.sessions.get().when_range.lower.replace(day=2))
    dossier = unpacked(job_of("survey", survey.pk, head))
    assert dossier.names("01-") == ["01-Ke-hoach/001-thong-tin-cuoc-khao-sat.pdf"]
    assert "Nắm tình hình tổ dân vận" in dossier.text("01-Ke-hoach")
    assert [name[12:60] for name in dossier.names("04-")] == [
        "001-bien-ban-hoi-nghi-khao-sat-o-phuong-dau-cau-"[:48],
        "002-bien-ban-hoi-nghi-khao-sat-vai-tro-cua-to-da"[:48],
    ]
    assert dossier.wrong_hashes() == []


def test_a_kept_file_that_is_gone_from_the_disk_is_said_and_does_not_stop_the_rest(meeting, head):
    default_storage.delete(meeting.presentations.get().file.path)
    dossier = unpacked(job_of("meeting", meeting.pk, head))
    [row] = [row for row in dossier.rows() if "kết quả thực hiện" in row[4]]
    assert "không tìm thấy tệp" in row[6]
    assert row[7] == ""
    assert dossier.wrong_hashes() == []


def test_a_damaged_pdf_goes_in_without_a_count_of_its_sheets(meeting, head):
    report = meeting.presentations.get().file
    Path(default_storage.path(report.path)).write_bytes(b"%PDF-1.7 hong")
    [row] = [row for row in unpacked(job_of("meeting", meeting.pk, head)).rows() if "kết quả thực hiện" in row[4]]
    assert row[5] == ""


def test_no_room_on_the_disk_is_said_before_anything_is_written(meeting, head, monkeypatch):
    before = on_disk()
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage(0, 0, 3 * MB))
    job = job_of("meeting", meeting.pk, head)
    assert job.state == "failed"
    assert "chỉ còn trống 3,0 MB" in job.error
    assert on_disk() == before


def test_a_disk_that_fills_up_meanwhile_leaves_nothing_half_made(meeting, head, monkeypatch):
    before = on_disk()

    def full(self, *args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(packing.Packer, "add", full)
    job = job_of("meeting", meeting.pk, head)
    assert job.state == "failed"
    assert "Ổ đĩa của máy chủ đã đầy" in job.error
    assert on_disk() == before
    assert not StoredFile.objects.filter(content_type="application/zip").exists()


def test_a_run_that_breaks_leaves_nothing_and_the_next_one_works(meeting, head, monkeypatch):
    before = on_disk()
    with monkeypatch.context() as broken:
        broken.setattr(packing.Packer, "finish", lambda self: 1 / 0)
        job = job_of("meeting", meeting.pk, head)
        assert (job.state, len(job.error_code)) == ("failed", 6)
        assert on_disk() == before
    Job.objects.filter(pk=job.pk).update(state="waiting")
    running.run(job.pk)
    assert unpacked(Job.objects.get(pk=job.pk)).wrong_hashes() == []
    assert on_disk("dang-lap") == []


def test_the_forecast_counts_photos_twice_where_minutes_print_them(meeting, head):
    from danvan.documents.dossier import find_subject, making

    photos = sum(photo.file.size for photo in meeting.photos.all())
    with_photos = making.forecast(find_subject("meeting", meeting.pk, head))
    meeting.photos.all().delete()
    without = making.forecast(find_subject("meeting", meeting.pk, head))
    assert with_photos.size - without.size == 2 * photos
    assert (with_photos.papers, with_photos.drafts) == (8, 1)


def test_photos_are_never_all_in_memory(meeting, head, monkeypatch):
    sizes = []
    whole = StoredFile.read
    monkeypatch.setattr(StoredFile, "read", lambda self: sizes.append(self.name) or whole(self))
    Minutes.objects.filter(meeting=meeting).update(state="with_chair")
    SurveyMeeting.objects.filter(pk=meeting.pk).update(state="planned")  # a draft of minutes would print them
    assert job_of("meeting", meeting.pk, head).state == "done"
    assert sizes == []


def test_who_lost_the_right_meanwhile_gets_none(meeting, head):
    from danvan.documents.dossier import find_subject, making

    job = making.ask(head, find_subject("meeting", meeting.pk, head), with_names=True)
    head.memberships.update(role=Role.CLERK)
    running.run(job.pk)
    assert "không còn quyền" in Job.objects.get(pk=job.pk).error


def test_the_file_goes_after_thirty_days_and_the_record_stays(meeting, head):
    from django.utils import timezone

    job = job_of("meeting", meeting.pk, head)
    assert len(on_disk("lon")) == 1
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - running.KEPT * 1.01)
    assert running.forget_old() == 1
    assert on_disk("lon") == []
    left = Dossier.objects.get()
    assert (left.file, left.job, left.asked_by, left.with_names) == (None, None, head, False)


def test_somebody_who_asks_twice_waits_for_one(meeting, head):
    from danvan.documents.dossier import find_subject, making

    subject = find_subject("meeting", meeting.pk, head)
    first = making.ask(head, subject, with_names=False)
    assert making.ask(head, subject, with_names=False) == first
    assert making.ask(head, subject, with_names=True) != first
    assert making.ask(UserFactory(), subject, with_names=False) != first
