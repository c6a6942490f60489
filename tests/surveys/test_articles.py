"""A news item inside the office: written, approved by a second person, copied to the official site, noted where it was posted."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from danvan.accounts.models import Role
from danvan.documents import files
from surveys.minutes import move_minutes, sign_minutes
from surveys.models import Article, NewsPage, Photo, SurveyMeeting
from tests.factories import MembershipFactory, SessionFactory, SurveyMeetingFactory, UserFactory, office
from tests.forms import filled
from tests.surveys.meetings import finished_meeting
from tests.surveys.test_uploads import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return office("Sông Bồi")


@pytest.fixture
def meeting(home):
    made = SurveyMeetingFactory(owner=home.body)
    SessionFactory(meeting=made)
    return made


@pytest.fixture
def clerk(client_as, home):
    return client_as(Role.SURVEY, home.body)


@pytest.fixture
def head(client_as, home):
    return client_as(Role.HEAD, home.body)


def add_photo(meeting: SurveyMeeting, caption: str) -> Photo:
    upload = SimpleUploadedFile("anh.jpg", picture(), "image/jpeg")
    order = meeting.photos.count() + 1
    return Photo.objects.create(meeting=meeting, caption=caption, order=order, file=files.keep_photo(upload, None))


def written(client, meeting: SurveyMeeting, **typed: str) -> Article:
    page = client.page(f"/hoi-nghi/{meeting.pk}/soan-tin/")
    assert client.post(f"/hoi-nghi/{meeting.pk}/soan-tin/", filled(page) | {"text": "Lời của tin."} | typed).status_code == 302
    return Article.objects.latest("pk")


def step(client, article: Article, name: str, data=None) -> Article:
    assert client.post(f"/tin-bai/{article.pk}/{name}/", data or {}).status_code == 302
    article.refresh_from_db()
    return article


def approved(clerk, head, meeting: SurveyMeeting, **typed: str) -> Article:
    article = written(clerk, meeting, **typed)
    step(clerk, article, "trinh")
    return step(head, article, "duyet")


def posted(clerk, head, meeting: SurveyMeeting) -> Article:
    article = approved(clerk, head, meeting)
    return step(clerk, article, "noi-dang", {"outlet": "Cổng của phường", "posted_on": "20/11/2026", "posted_time": "10:52"})


def test_it_begins_with_what_was_recorded_and_keeps_nothing_before_it_is_saved(clerk, meeting):
    page = clerk.page(f"/hoi-nghi/{meeting.pk}/soan-tin/")
    assert "Sáng ngày 12/11/2026" in page.select_one("[name=lead]").text
    assert not Article.objects.exists()
    article = written(clerk, meeting)
    assert (article.state, article.taken_over, article.text) == ("writing", False, "Lời của tin.")


def test_a_meeting_that_was_not_held_has_no_news_yet(clerk, meeting):
    SurveyMeeting.objects.filter(pk=meeting.pk).update(state="planned")
    assert clerk.get(f"/hoi-nghi/{meeting.pk}/soan-tin/").status_code == 302
    assert not clerk.page(f"/hoi-nghi/{meeting.pk}/anh-tai-lieu/").select(f"a[href='/hoi-nghi/{meeting.pk}/soan-tin/']")


def test_drafting_again_stands_beside_what_was_typed_and_never_in_its_place(clerk, meeting):
    article = written(clerk, meeting, text="Chữ tôi viết.")
    meeting.discussion = "việc mới ghi thêm"
    meeting.save()
    page = clerk.page(f"/tin-bai/{article.pk}/sua/")
    assert page.select_one("[name=text]").text.strip() == "Chữ tôi viết."
    assert "việc mới ghi thêm" in page.select_one("section[aria-labelledby=tu-so-lieu]").text


def test_what_was_typed_stays_when_something_is_wrong(clerk, meeting):
    photo = add_photo(meeting, "Quang cảnh")
    address = f"/hoi-nghi/{meeting.pk}/soan-tin/"
    typed = {"title": "", "text": "Chữ tôi viết.", f"place_{photo.pk}": "hai", f"caption_{photo.pk}": "Chú thích tôi viết"}
    page = clerk.submit(address, filled(clerk.page(address)) | typed)
    assert page.select_one("[name=text]").text.strip() == "Chữ tôi viết."
    assert page.select_one(f"[name=caption_{photo.pk}]").text.strip() == "Chú thích tôi viết"
    assert page.select_one("[name=title].is-invalid")
    assert page.select_one(f"[name=place_{photo.pk}].is-invalid")
    assert not Article.objects.exists()


def test_two_people_at_one_item_do_not_overwrite_each_other(clerk, meeting):
    article = written(clerk, meeting)
    address = f"/tin-bai/{article.pk}/sua/"
    mine = filled(clerk.page(address)) | {"text": "chữ của tôi"}
    Article.objects.filter(pk=article.pk).update(text="chữ của đồng chí khác")
    page = clerk.submit(address, mine)
    assert page.select_one("[name=text]").text.strip() == "chữ của tôi"
    assert page.select_one(".conflict .prewrap").text == "chữ của đồng chí khác"


def test_photos_are_chosen_with_order_and_caption(clerk, meeting):
    one, two, three = (add_photo(meeting, caption) for caption in ("Một", "Hai", "Ba"))
    chosen = {f"place_{three.pk}": "1", f"place_{one.pk}": "2", f"caption_{three.pk}": "Ảnh đầu tin"}
    article = written(clerk, meeting, **chosen)
    assert [(row.photo, row.caption, row.order) for row in article.photos.all()] == [(three, "Ảnh đầu tin", 1), (one, "Một", 2)]
    page = clerk.page(f"/tin-bai/{article.pk}/sua/")
    assert page.select_one(f"[name=place_{two.pk}]").get("value", "") == ""
    clerk.post(f"/tin-bai/{article.pk}/sua/", filled(page) | {f"place_{one.pk}": ""})
    assert [row.photo for row in article.photos.all()] == [three]


def test_a_photo_changed_later_is_not_in_what_was_approved(clerk, head, meeting):
    photo = add_photo(meeting, "Quang cảnh")
    article = approved(clerk, head, meeting, **{f"place_{photo.pk}": "1"})
    before = article.photos.get().file
    photo.file, photo.caption = add_photo(meeting, "khác").file, "chú thích khác"
    photo.save()
    row = article.photos.get()
    assert (row.file, row.caption) == (before, "Quang cảnh")


def test_a_photo_of_an_item_is_not_taken_out_of_the_meeting(clerk, meeting):
    photo = add_photo(meeting, "Quang cảnh")
    written(clerk, meeting, **{f"place_{photo.pk}": "1"})
    page = clerk.page(f"/hoi-nghi/{meeting.pk}/muc/anh/{photo.pk}/bo/")
    assert "01 ảnh trong tin" in page.text
    assert clerk.post(f"/hoi-nghi/{meeting.pk}/muc/anh/{photo.pk}/bo/").status_code == 409


def test_it_goes_from_writing_to_approval_to_posting(clerk, head, meeting):
    article = posted(clerk, head, meeting)
    assert [(each.state, each.by == article.author) for each in article.steps.all()] == [
        ("writing", True),
        ("waiting", True),
        ("approved", False),
        ("posted", True),
    ]
    assert timezone.localtime(article.posted_at).strftime("%d/%m/%Y %H:%M") == "20/11/2026 10:52"
    words = clerk.page(f"/hoi-nghi/{meeting.pk}/anh-tai-lieu/").select_one("section[aria-labelledby=tin]").text
    assert "Đã đăng" in words
    assert "20/11/2026 | 10:52" in words


def test_nobody_approves_what_they_submitted_not_even_the_head(head, client_as, home, meeting):
    article = written(head, meeting)
    step(head, article, "trinh")
    assert "Duyệt tin" not in head.page(f"/tin-bai/{article.pk}/").text
    assert step(head, article, "duyet").state == "waiting"
    assert "nhờ một đồng chí khác duyệt" in head.page(f"/tin-bai/{article.pk}/").text
    standing = client_as(Role.STANDING, home.committee)
    assert step(standing, article, "duyet").state == "approved"


def test_whoever_submits_the_words_of_another_vouches_for_them(clerk, head, meeting):
    article = written(clerk, meeting)
    page = head.page(f"/tin-bai/{article.pk}/sua/")
    head.post(f"/tin-bai/{article.pk}/sua/", filled(page) | {"text": "Trưởng ban viết lại."})
    step(head, article, "trinh")
    assert step(head, article, "duyet").state == "waiting"


def test_the_database_itself_wants_a_second_person(meeting):
    user = UserFactory()
    item = {"meeting": meeting, "title": "Tin", "taken_over": False}
    for wrong in (
        {"state": "approved", "author": user, "approved_by": user},
        {"state": "posted", "author": user},
        {"state": "writing", "author": user, "approved_by": UserFactory()},
        {"state": "writing", "public": True, "posted_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Article.objects.create(**item, **wrong)


def test_an_empty_item_is_not_submitted(clerk, meeting):
    article = written(clerk, meeting, text="")
    assert step(clerk, article, "trinh").state == "writing"
    assert "viết toàn văn rồi trình" in clerk.page(f"/tin-bai/{article.pk}/").text


@pytest.mark.parametrize("state", ["waiting", "approved", "posted"])
def test_words_change_only_while_it_is_written(clerk, head, meeting, state):
    article = written(clerk, meeting)
    address = f"/tin-bai/{article.pk}/sua/"
    open_form = filled(clerk.page(address)) | {"text": "chữ gửi muộn"}
    step(clerk, article, "trinh")
    if state != "waiting":
        step(head, article, "duyet")
    if state == "posted":
        step(clerk, article, "noi-dang", {"outlet": "Cổng", "posted_on": "20/11/2026"})
    assert clerk.get(address).status_code == 302
    page = clerk.submit(address, open_form)
    assert page.select_one("[name=text]").text.strip() == "chữ gửi muộn"
    assert "nên chưa lưu được" in page.select_one(".errors").text
    article.refresh_from_db()
    assert article.text == "Lời của tin."


def test_sent_back_it_needs_a_new_approval_and_leaves_the_public_page(clerk, head, home, meeting):
    NewsPage.objects.create(unit=home.body, on=True)
    article = approved(clerk, head, meeting)
    assert step(clerk, article, "len-trang-tin").public
    head.submit(f"/tin-bai/{article.pk}/tra-lai/", {"note": ""})
    step(head, article, "tra-lai", {"note": "Sửa tên hội nghị"})
    assert (article.state, article.approved_by, article.public) == ("writing", None, False)
    assert "Sửa tên hội nghị" in clerk.page(f"/tin-bai/{article.pk}/").text


def test_an_item_of_elsewhere_goes_on_the_page_only_by_a_second_person(client_for, client_as, home, meeting):
    NewsPage.objects.create(unit=home.body, on=True)
    keeper = MembershipFactory(unit=home.body, role=Role.HEAD).user
    mine = client_for(keeper)
    mine.post(f"/hoi-nghi/{meeting.pk}/muc/tin/them/", {"title": "Tin chép lại", "posted_on": "20/10/2017", "text": "Lời tin."})
    article = Article.objects.get()
    assert (article.state, article.taken_over, article.author) == ("posted", True, keeper)
    assert not step(mine, article, "len-trang-tin").public
    assert not step(client_as(Role.SURVEY, home.body), article, "len-trang-tin").public
    other = client_as(Role.HEAD, home.body)
    assert step(other, article, "len-trang-tin").public
    page = other.page(f"/hoi-nghi/{meeting.pk}/muc/tin/{article.pk}/sua/")
    other.post(f"/hoi-nghi/{meeting.pk}/muc/tin/{article.pk}/sua/", filled(page) | {"text": "Lời khác."})
    article.refresh_from_db()
    assert not article.public


def test_an_item_written_here_is_not_changed_through_the_rows_of_the_meeting(clerk, meeting):
    article = written(clerk, meeting)
    assert clerk.get(f"/hoi-nghi/{meeting.pk}/muc/tin/{article.pk}/sua/").status_code == 404
    assert clerk.post(f"/hoi-nghi/{meeting.pk}/muc/tin/{article.pk}/bo/").status_code == 404


def test_it_is_copied_as_plain_text_with_numbered_photos(clerk, head, meeting):
    one, two = add_photo(meeting, "Quang cảnh hội nghị"), add_photo(meeting, "Đồng chí chủ trì phát biểu")
    text = "Đoạn thứ nhất.\nĐồng chí chủ trì phát biểu\nĐoạn thứ hai."
    article = approved(clerk, head, meeting, lead="Lời dẫn.", text=text, **{f"place_{one.pk}": "1", f"place_{two.pk}": "2"})
    page = clerk.page(f"/tin-bai/{article.pk}/chep/")
    assert page.select_one("#noi-dung-tin").text.strip().split("\n\n") == [
        "Lời dẫn.",
        "Đoạn thứ nhất.",
        "(Ảnh 02: Đồng chí chủ trì phát biểu)",
        "Đoạn thứ hai.",
        "(Ảnh 01: Quang cảnh hội nghị)",
    ]
    links = [link["href"] for link in page.select("a[aria-label^='Tải ảnh']")]
    answer = clerk.get(links[1])
    assert 'filename="02.jpg"' in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
    with ZipFile(BytesIO(clerk.get(f"/tin-bai/{article.pk}/tai-anh/").content)) as archive:
        assert archive.namelist() == ["01.jpg", "02.jpg", "chu-thich.txt"]
        assert archive.read("02.jpg") == b"".join(answer.streaming_content)
        captions = archive.read("chu-thich.txt").decode("utf-8-sig").splitlines()
    assert captions == ["01.jpg: Quang cảnh hội nghị", "02.jpg: Đồng chí chủ trì phát biểu"]


def test_only_what_was_approved_is_copied(clerk, meeting):
    article = written(clerk, meeting)
    assert clerk.get(f"/tin-bai/{article.pk}/chep/").status_code == 302
    assert "Tin chưa duyệt" in clerk.page(f"/tin-bai/{article.pk}/").text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"posted_on": "20/11/2026"}, "outlet"),
        ({"outlet": "Cổng", "posted_on": "20/11/2099"}, "posted_on"),
        ({"outlet": "Cổng", "posted_on": "hôm kia"}, "posted_on"),
        ({"outlet": "Cổng", "posted_on": "20/11/2026", "address": "trang của phường"}, "address"),
    ],
)
def test_where_it_was_posted_is_checked_at_the_field(clerk, head, meeting, typed, field):
    article = approved(clerk, head, meeting)
    page = clerk.submit(f"/tin-bai/{article.pk}/noi-dang/", typed)
    assert page.select_one(f"[name={field}].is-invalid")
    article.refresh_from_db()
    assert article.state == "approved"


def test_an_item_is_taken_out_only_while_it_is_written(clerk, head, meeting):
    article = approved(clerk, head, meeting)
    step(clerk, article, "bo")
    assert Article.objects.filter(pk=article.pk).exists()
    step(head, article, "tra-lai", {"note": "bỏ tin này"})
    assert "Bỏ tin" in clerk.page(f"/tin-bai/{article.pk}/bo/").text
    clerk.post(f"/tin-bai/{article.pk}/bo/")
    assert not Article.objects.exists()
    assert "Lời của tin." in clerk.page(f"/hoi-nghi/{meeting.pk}/lich-su/").text


def test_it_goes_on_when_the_minutes_are_signed(client_as):
    meeting = finished_meeting()
    for state in ("draft", "with_chair"):
        move_minutes(meeting, state, UserFactory())
    sign_minutes(meeting, UserFactory())
    clerk, head = (client_as(role, meeting.owner) for role in (Role.SURVEY, Role.HEAD))
    assert posted(clerk, head, meeting).state == "posted"


def test_the_home_page_tells_who_is_to_approve_and_when_it_may_be_posted(clerk, head, meeting):
    article = written(clerk, meeting, title="Khảo sát tổ dân vận")

    def told(client) -> str:
        return " ".join(item.text for item in client.page("/").select(".work li") if "Khảo sát tổ dân vận" in item.text)

    assert told(head) == told(clerk) == ""
    step(clerk, article, "trinh")
    assert "Xem và duyệt" in told(head)
    assert "Xem tin" in told(clerk)
    step(head, article, "duyet")
    assert "chưa ghi nơi đăng" in told(clerk)
    step(clerk, article, "noi-dang", {"outlet": "Cổng", "posted_on": "20/11/2026"})
    assert told(head) == told(clerk) == ""


def test_posted_on_the_units_own_page_it_names_that_page(clerk, head, home, meeting):
    article = approved(clerk, head, meeting)
    assert not step(clerk, article, "len-trang-tin").public
    assert "Trang tin của đơn vị chưa mở" in clerk.page(f"/tin-bai/{article.pk}/").text
    NewsPage.objects.create(unit=home.body, on=True, name="Dân vận Sông Bồi")
    step(clerk, article, "len-trang-tin")
    assert (article.state, article.outlet) == ("posted", "Dân vận Sông Bồi")
    assert timezone.now() - article.posted_at < timedelta(minutes=1)
    step(clerk, article, "khoi-trang-tin")
    assert (article.state, article.public) == ("posted", False)
