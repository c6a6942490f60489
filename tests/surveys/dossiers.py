"""A survey with papers of every kind, and reading back what its hồ sơ holds."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from PIL import Image
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from danvan.documents.dossier import find_subject, making
from danvan.documents.files import keep
from danvan.documents.models import Dossier
from danvan.jobs import running
from danvan.jobs.models import Job
from danvan.people.models import Person
from surveys.models import Article, Attendance, FollowUp, Photo, Presentation, SurveyMeeting
from tests.documents.reading import PrintedText, pdf_text
from tests.factories import AttendanceFactory, PersonFactory, RemarkFactory
from tests.surveys.meetings import finished_meeting

RESIDENT, WORDED, SECRET = "Phạm Thị Nở", "bà Đào Thị Mận, ngõ 45", "Nghi có chia chác đất công"


def pdf_of(pages: int) -> bytes:
    from pypdf import PdfWriter

    writer, written = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(written)
    return written.getvalue()


def picture(colour: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (40, 30), colour).save(written, "JPEG")
    return written.getvalue()


def resident_of(meeting: SurveyMeeting) -> Attendance:
    """Somebody in the list who holds no post."""
    family, _, given = RESIDENT.rpartition(" ")
    person = PersonFactory(family_name=family, given_name=given, address=Person.Address.MRS)
    row: Attendance = AttendanceFactory(meeting=meeting, person=person, title="", address=Person.Address.MRS)
    return row


def full_meeting(**fields: Any) -> SurveyMeeting:
    """A finished meeting with a resident who spoke, a restricted remark, a report, photos and a news item."""
    meeting = finished_meeting(**fields)
    resident = resident_of(meeting)
    RemarkFactory(meeting=meeting, speaker=resident, text="Cống ngõ 45 tắc đã lâu.")
    RemarkFactory(meeting=meeting, speaker=None, speaker_words=WORDED, text="Đèn đường hay hỏng.")
    RemarkFactory(meeting=meeting, restricted=True, text=SECRET)
    report = keep(pdf_of(5), name="bao-cao.pdf", content_type="application/pdf")
    Presentation.objects.create(meeting=meeting, title="=1+1 kết quả thực hiện", presenter_words="Khối vận phường", file=report)
    for order, colour in enumerate(("red", "green"), start=1):
        file = keep(picture(colour), name="anh.jpg", content_type="image/jpeg", width=40, height=30)
        Photo.objects.create(meeting=meeting, order=order, caption=f"Quang cảnh hội nghị {order}", file=file)
    Article.objects.create(meeting=meeting, title="Khảo sát vai trò của tổ dân vận", text="Sáng nay,\nhội nghị khảo sát.")
    FollowUp.objects.create(directive=meeting.directives.get(), on="2026-11-20", text="đã rà soát", document="12/UBND")
    return meeting


@dataclass
class Unpacked:
    """A hồ sơ as somebody finds it who unpacks it."""

    files: dict[str, bytes]

    def names(self, folder: str = "") -> list[str]:
        return [name for name in self.files if name.startswith(folder)]

    def text(self, name_part: str = "") -> PrintedText:
        """The words of the papers and texts whose name contains that."""
        found = {name: data for name, data in self.files.items() if name_part in name}
        pages = [page for name, data in found.items() if name.endswith(".pdf") for page in pdf_text(data).pages]
        return PrintedText((*pages, *(data.decode("utf-8-sig") for name, data in found.items() if name.endswith(".txt"))))

    def rows(self) -> list[list[Any]]:
        """The lines of the list, read back from the table file."""
        book = CalamineWorkbook.from_filelike(BytesIO(self.files["00-Muc-luc-van-ban.xlsx"]))
        return [row for row in book.get_sheet_by_index(0).to_python()[4:] if row[0] != ""]

    def wrong_hashes(self) -> list[str]:
        """Files whose hash is not that of the manifest, and files that it does not name."""
        lines = self.files["manifest-sha256.txt"].decode().splitlines()
        told = {path: sha256 for sha256, path in (line.split("  ", 1) for line in lines)}
        others = {name: data for name, data in self.files.items() if name != "manifest-sha256.txt"}
        wrong = [name for name, data in others.items() if told.get(name) != hashlib.sha256(data).hexdigest()]
        return wrong + sorted(set(told) - set(others))


def job_of(subject_kind: str, pk: int, user: Any, *, with_names: bool = False) -> Job:
    """Ask for a hồ sơ and do the job here and now."""
    subject = find_subject(subject_kind, pk, user)
    assert subject
    job = making.ask(user, subject, with_names=with_names)
    running.run(job.pk)
    return Job.objects.get(pk=job.pk)


def unpacked(job: Job) -> Unpacked:
    assert job.state == "done", job.error
    dossier = Dossier.objects.get(job=job)
    assert dossier.file
    with ZipFile(BytesIO(dossier.file.read())) as archive:
        assert archive.testzip() is None
        return Unpacked({name: archive.read(name) for name in archive.namelist()})


def page_count(data: bytes) -> int:
    return len(PdfReader(BytesIO(data)).pages)
