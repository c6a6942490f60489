"""What templates share: states, counts, dates, crumbs, pages."""

from datetime import UTC, date, datetime, time

import pytest
from bs4 import BeautifulSoup
from django.db.backends.postgresql.psycopg_any import DateRange
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory

from danvan.ui.lists import Sort, paginate, search_term, sorting


def shown(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get("/hoi-nghi/?q=t%E1%BB%95&trang=2"))


def test_a_state_is_a_word_with_a_shape():
    assert shown('{% state "done" words %}', words="Đã ký <02/11>") == '<span class="state state-done">Đã ký &lt;02/11&gt;</span>'


def test_there_is_no_eighth_state():
    with pytest.raises(TemplateSyntaxError):
        shown('{% state "danger" "Đỏ" %}')


@pytest.mark.parametrize(
    ("source", "value", "words"),
    [
        ("{{ value|two_digits }}", 9, "09"),
        ("{{ value|two_digits }}", 120, "120"),
        ("{{ value|two_digits }}", 0, "00"),
        ("{{ value|unknown }}", 0, "0"),
        ("{{ value|glue }}", "ngõ 45, TDP 21", "ngõ\u00a045, TDP\u00a021"),
        ("{{ value|day }}", date(2018, 2, 5), "05/02/2018"),
        ("{{ value|day }}", date(2017, 7, 19), "19/7/2017"),
        ("{{ value|moment }}", datetime(2017, 10, 20, 3, 52, tzinfo=UTC), "20/10/2017 | 10:52"),
        ("{{ value|clock }}", time(8, 5), "08 giờ 05"),
        ("{{ value|range_end }}", DateRange(date(2020, 7, 1), date(2025, 7, 1)), "30/6/2025"),
        ("{{ value|range_end }}", DateRange(date(2020, 7, 1), None), ""),
        ("{{ value|period }}", DateRange(date(2020, 7, 1), date(2025, 7, 1)), "từ 01/7/2020 đến 30/6/2025"),
    ],
)
def test_values_are_written_as_papers_write_them(source, value, words):
    assert shown(source, value=value) == words


@pytest.mark.parametrize("source", ["two_digits", "unknown", "day", "moment", "clock"])
def test_what_is_not_known_is_shown_as_unknown_and_never_as_0(source):
    assert shown(f"{{{{ value|{source} }}}}", value=None) == '<span class="unknown">chưa rõ</span>'


def test_words_of_users_are_escaped_in_crumbs_and_the_last_is_here():
    soup = BeautifulSoup(shown('{% crumbs "Hội nghị" "/hoi-nghi/" name %}', name="<script>TDP 9"), "html5lib")
    assert not soup.select("script")
    assert soup.select_one("[aria-current=page]").text == "<script>TDP\u00a09"


def test_the_pager_keeps_the_search_in_its_links():
    request = RequestFactory().get("/hoi-nghi/?q=t%E1%BB%95&trang=2")
    page = paginate(request, list(range(120)))
    soup = BeautifulSoup(shown("{% pager page %}", page=page), "html5lib")
    assert [link["href"] for link in soup.select("a")] == ["?q=t%E1%BB%95&trang=1", "?q=t%E1%BB%95&trang=3"]
    assert "Trang 2 trên 3, từ 51 đến 100 trong 120" in soup.text


@pytest.mark.parametrize(("asked", "number"), [("9", 3), ("hai", 1), ("-1", 3), ("", 1)])
def test_a_page_that_is_not_there_gives_one_that_is(asked, number):
    assert paginate(RequestFactory().get("/", {"trang": asked}), list(range(120))).number == number


def test_an_unknown_order_gives_the_first():
    choices = [Sort("moi", "Mới trước", ("-pk",)), Sort("ten", "Theo tên", ("name",))]
    assert sorting(RequestFactory().get("/?xep=ten"), choices).current.key == "ten"
    assert sorting(RequestFactory().get("/?xep=;drop"), choices).current.key == "moi"


def test_a_search_term_is_tidied():
    assert search_term(RequestFactory().get("/", {"q": "  tổ\u00a0 31 "})) == "tổ 31"
