"""Minutes go out as a Word file, come back corrected by the chair, and hold exactly what was taken over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danvan.documents.docx.reading import read_docx
from surveys.manuscripts import of_paper
from surveys.minutes import build_minutes
from surveys.models import MinutesPart, Paper, SurveyMeeting, WordImport
from surveys.paper_life import content_of
from tests.documents.word_files import Editor, as_word_saves, by_hand
from tests.factories import PaperFactory, RemarkFactory
from tests.surveys.meetings import finished_meeting, present

pytestmark = pytest.mark.django_db

SPEAKERS = ("Ngô Văn Bảy", "Đỗ Thị Chín", "Vũ Văn Mười", "Lý Thị Ba", "Hà Văn Tư", "Tạ Thị Năm", "Bùi Văn Sáu", "Cao Thị Tám")


@pytest.fixture
def meeting():
    held = finished_meeting()
    for order, name in enumerate(SPEAKERS, 2):
        speaker = present(held, name, "tổ trưởng")
        RemarkFactory(meeting=held, order=order, speaker=speaker, text=f"Ý kiến thứ {order} về đèn ngõ {order}.")
    return held


def lines(meeting):
    return build_minutes(SurveyMeeting.objects.get(pk=meeting.pk)).lines()


def upload(data, name="bien-ban-da-sua.docx"):
    return SimpleUploadedFile(name, data)


def brought(client, meeting, data):
    """The page of changes after the file was brought in."""
    answer = client.post(reverse("surveys:minutes-word", args=[meeting.pk]), {"file": upload(data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def exported(client, meeting):
    return client.get(reverse("surveys:minutes-docx", args=[meeting.pk])).content


def twelve(it: Editor) -> None:
    for number in range(2, 10):
        it.replace(f"Ý kiến thứ {number} về đèn ngõ {number}.", f"Ý kiến thứ {number} về đèn, cống ngõ {number}.")
    it.replace("Trần Văn Lộc - Trưởng Ban Xây dựng Đảng", "Trần Văn Lộc - Trưởng Ban Xây dựng Đảng phường")
    it.replace("nhà văn hóa TDP 9", "nhà văn hóa tổ dân phố số 9")
    it.replace("chuyên viên Ban Xây dựng Đảng", "cán bộ Ban Xây dựng Đảng")
    it.replace("cùng ngày", "ngày hôm đó")


@pytest.mark.parametrize("saved", [lambda data: data, as_word_saves], ids=["as it was", "as Word saves"])
def test_of_twelve_corrections_nine_are_taken_and_three_left(client_as, meeting, saved):
    client = client_as("survey", meeting.owner)
    before = lines(meeting)
    data = saved(by_hand(exported(client, meeting), twelve))
    address = brought(client, meeting, data)
    changes = client.get(address).context["changes"]
    assert len(changes) == 12
    taken, left = changes[:9], changes[9:]

    client.post(address, {"lay": [change.id for change in taken]})

    after = lines(meeting)
    assert [line for line in before if line not in after] == [change.old.words for change in taken]
    assert [line for line in after if line not in before] == [change.new.words for change in taken]
    assert all(change.old.words in after for change in left)
    kept = WordImport.objects.get()
    assert (kept.taken, kept.left) == (9, 3)
    assert kept.file.read() == data, "the file is kept as it came"


def test_nothing_changes_before_a_choice_is_sent(client_as, meeting):
    client = client_as("survey", meeting.owner)
    before = lines(meeting)

    client.get(brought(client, meeting, by_hand(exported(client, meeting), twelve)))

    assert lines(meeting) == before
    assert not MinutesPart.objects.exists()


def test_what_the_data_gives_later_is_news_beside_the_chairs_words(client_as, meeting):
    client = client_as("survey", meeting.owner)
    address = brought(client, meeting, by_hand(exported(client, meeting), lambda it: it.replace("đèn ngõ 2.", "đèn, cống ngõ 2.")))
    client.post(address, {"lay": [change.id for change in client.get(address).context["changes"]]})
    RemarkFactory(meeting=meeting, order=99, speaker=present(meeting, "Mai Thị Mới", "tổ phó"), text="Ý kiến thêm sau.")

    page = client.get(reverse("surveys:minutes", args=[meeting.pk])).content.decode()

    assert "chỗ mới từ số liệu" in page
    assert "Ý kiến thứ 2 về đèn, cống ngõ 2." in "\n".join(lines(meeting))
    assert "Ý kiến thêm sau." not in "\n".join(lines(meeting))


@pytest.mark.parametrize(("data", "said"), [(b"%PDF-1.7", "Word"), (b"PK\x03\x04 hong", "hỏng"), (b"", "rỗng")])
def test_a_file_that_is_no_corrected_word_file_is_refused_at_the_field_and_not_kept(client_as, meeting, data, said):
    page = client_as("survey", meeting.owner).post(reverse("surveys:minutes-word", args=[meeting.pk]), {"file": upload(data)})

    assert page.status_code == 200
    assert said in str(page.context["form"].errors["file"])
    assert not WordImport.objects.exists()


def test_a_name_with_a_mark_of_classification_is_refused(client_as, meeting):
    client = client_as("survey", meeting.owner)
    file = upload(exported(client, meeting), "bien-ban-TỐI-MẬT.docx")

    page = client.post(reverse("surveys:minutes-word", args=[meeting.pk]), {"file": file})

    assert "mật" in str(page.context["form"].errors["file"])


def test_a_paper_comes_back_the_same_way_with_its_subject(client_as):
    paper = PaperFactory(meeting=finished_meeting(), addressee_words="các đồng chí")
    client = client_as("survey", paper.owner)
    data = client.get(reverse("surveys:paper-docx", args=[paper.pk])).content
    corrected = by_hand(data, lambda it: it.replace("dự hội nghị khảo sát", "dự cuộc khảo sát"))
    address = client.post(reverse("surveys:paper-word", args=[paper.pk]), {"file": upload(corrected)}).headers["Location"]

    client.post(address, {"lay": [change.id for change in client.get(address).context["changes"]]})

    paper.refresh_from_db()
    assert any("dự cuộc khảo sát" in line for line in content_of(paper).lines())


@pytest.mark.parametrize("long", [380, 2000])
def test_a_subject_that_is_too_long_is_not_offered_and_nothing_else_is_lost(client_as, long):
    paper = PaperFactory(meeting=finished_meeting(), addressee_words="các đồng chí")
    client = client_as("survey", paper.owner)
    subject = "Về mời dự hội nghị khảo sát"
    paper.subject = subject
    paper.save()
    data = client.get(reverse("surveys:paper-docx", args=[paper.pk])).content
    body = content_of(paper).blocks[1].runs[0].text if hasattr(content_of(paper).blocks[1], "runs") else ""

    def change(it: Editor) -> None:
        it.replace(subject, subject + " dài" * (long // 4))
        it.insert_after(body, "Trang phục: áo trắng.")

    address = client.post(reverse("surveys:paper-word", args=[paper.pk]), {"file": upload(by_hand(data, change))}).headers["Location"]
    page = client.get(address)
    assert "Trích yếu trong tệp dài quá 400 chữ: rút gọn rồi nhập lại" in page.content.decode()
    assert "subject" not in {change.part for change in page.context["changes"]}

    every = [change.id for change in read_docx(by_hand(data, change), of_paper(paper).content).changes]
    answer = client.post(address, {"lay": every}, follow=True)

    assert "Trích yếu trong tệp dài quá 400 chữ" in answer.content.decode()
    paper = Paper.objects.get(pk=paper.pk)
    assert paper.subject == subject
    assert "Trang phục: áo trắng." in content_of(paper).lines()
