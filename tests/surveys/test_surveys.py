"""Surveys: what is looked into, who goes, and the meetings it is made of."""

from datetime import date

import pytest

from surveys.models import Survey
from tests.factories import AppointmentFactory, PersonFactory, SurveyFactory, SurveyMeetingFactory, office
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return office("Sông Bồi")


@pytest.fixture
def client(client_as, home):
    return client_as(unit=home.body)


def plan(client, address="/khao-sat/them/", **typed):
    return client.post(address, filled(client.page(address)) | typed)


def test_a_survey_is_planned_with_its_party(client, home):
    person = PersonFactory(kept_by=home.body)
    AppointmentFactory(person=person, unit=home.body, title__label="Trưởng Ban")
    typed = {
        "title": "vai trò của tổ dân vận",
        "when": "trong quý IV năm 2026",
        "plan_number": "05-KH/BXDĐ",
        "doan-0-person": person.pk,
        "doan-0-role": "head",
        "doan-1-words": "đại diện Hội Cựu chiến binh",
    }
    assert plan(client, **typed).status_code == 302
    survey = Survey.objects.get()
    assert survey.when_range.lower == date(2026, 10, 1)
    members = list(survey.members.all())
    assert [(str(member), member.role, member.title, member.order) for member in members] == [
        (str(person), "head", "Trưởng Ban", 1),
        ("đại diện Hội Cựu chiến binh", "member", "", 2),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Nhập tên cuộc khảo sát"),
        ({"title": "x", "data_from": "1/9/2026", "data_until": "1/1/2026"}, "Ngày cuối của số liệu phải từ ngày đầu trở đi"),
        ({"title": "x", "plan_date": "31/9/2026"}, "Tháng 9 năm 2026 không có ngày 31"),
        ({"title": "x", "doan-0-title": "Trưởng Ban"}, "Chọn một cán bộ, hoặc ghi bằng chữ"),
    ],
)
def test_bad_input_is_told_at_its_field(client, typed, said):
    page = client.submit("/khao-sat/them/", filled(client.page("/khao-sat/them/")) | typed)
    assert said in " ".join(error.text for error in page.select(".invalid-feedback"))
    assert not Survey.objects.exists()


def test_members_are_changed_and_removed(client, home):
    survey = SurveyFactory(owner=home.body)
    for order, words in enumerate(("một", "hai"), 1):
        survey.members.create(words=words, order=order)
    address = f"/khao-sat/{survey.pk}/sua/"
    assert plan(client, address, **{"doan-0-DELETE": "on", "doan-1-title": "Chuyên viên"}).status_code == 302
    assert [(member.words, member.title, member.order) for member in survey.members.all()] == [("hai", "Chuyên viên", 1)]


def test_saving_a_survey_without_typing_changes_nothing(client, home):
    survey = SurveyFactory(owner=home.body, when_text="trong tháng 9/2017")
    survey.members.create(words="một")
    events = Survey.pgh_event_model.objects.count()
    assert plan(client, f"/khao-sat/{survey.pk}/sua/").status_code == 302
    assert survey.members.count() == 1
    assert Survey.pgh_event_model.objects.count() - events <= 1


def test_the_page_of_a_survey_lists_its_meetings(client, home):
    survey = SurveyFactory(owner=home.body, outline="1. Tình hình\n2. Kết quả")
    SurveyMeetingFactory(owner=home.body, survey=survey, title="khảo sát tại phường")
    page = client.page(survey.get_absolute_url())
    assert "Hội nghị khảo sát tại phường" in page.text
    assert "2. Kết quả" in page.text
    assert "chưa rõ số" in page.text


def test_the_list_searches_without_accents_and_by_state(client, home):
    SurveyFactory(owner=home.body, title="vai trò của tổ dân vận")
    SurveyFactory(owner=home.body, title="quy chế dân chủ", closed=True)
    found = [link.text for link in client.page("/khao-sat/?q=quy che").select("tbody .title")]
    assert found == ["Quy chế dân chủ"]
    assert len(client.page("/khao-sat/?tinh_trang=mo").select("tbody tr")) == 1
    assert "Không có cuộc khảo sát nào khớp" in client.page("/khao-sat/?q=zzz").text


def test_strangers_and_readers(client_as, client_for, home):
    survey = SurveyFactory(owner=home.body)
    assert client_as().get(survey.get_absolute_url()).status_code == 404
    assert client_as(role="clerk", unit=home.body).get(survey.get_absolute_url()).status_code == 200
    assert client_as(role="clerk", unit=home.body).get(f"/khao-sat/{survey.pk}/sua/").status_code == 403


def test_history_names_what_changed(client, home):
    survey = SurveyFactory(owner=home.body)
    plan(client, f"/khao-sat/{survey.pk}/sua/", topic="giao ban")
    assert "giao ban" in client.page(f"/khao-sat/{survey.pk}/lich-su/").text
