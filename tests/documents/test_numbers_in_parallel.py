"""Fifty people take a number at one moment, each over a connection of their own: no number twice, none left out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from danvan.documents import numbers
from danvan.documents.models import PaperNumber
from danvan.units.refusal import Refused
from tests.documents.numbering import DAY, gives_numbers
from tests.factories import BodyFactory, UserFactory

PEOPLE = 50

pytestmark = pytest.mark.django_db(transaction=True)


class GoneBackError(Exception):
    """The paper could not be saved after all."""


def at_one_moment(act: Callable[[int], int | None]) -> list[int | None]:
    """What `act` gives to each of fifty people."""
    gate = Barrier(PEOPLE, timeout=30)

    def one(person: int) -> int | None:
        try:
            connection.ensure_connection()
            gate.wait()
            return act(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


@pytest.fixture
def unit():
    return gives_numbers(BodyFactory())


@pytest.fixture
def user():
    return UserFactory()


def test_fifty_at_once_get_the_numbers_from_one_to_fifty(unit, user):
    def take(person: int) -> int:
        return numbers.issue(unit=unit, code="BB", day=DAY, subject=f"số {person}", by=user).number

    assert sorted(at_one_moment(take)) == list(range(1, PEOPLE + 1))
    assert sorted(PaperNumber.objects.values_list("number", flat=True)) == list(range(1, PEOPLE + 1))


def test_a_number_whose_paper_is_not_saved_goes_to_the_next(unit, user):
    def take(person: int) -> int | None:
        try:
            with transaction.atomic():
                given = numbers.issue(unit=unit, code="BB", day=DAY, subject=f"số {person}", by=user).number
                if person % 3 == 0:
                    raise GoneBackError
        except GoneBackError:
            return None
        return given

    given = sorted(number for number in at_one_moment(take) if number)
    assert given == list(range(1, len(given) + 1))
    assert len(given) == PEOPLE - len(range(0, PEOPLE, 3))
    assert sorted(PaperNumber.objects.values_list("number", flat=True)) == given


def test_of_fifty_who_type_one_number_only_one_has_it(unit, user):
    def type_it(person: int) -> int | None:
        try:
            return numbers.keep_typed(unit=unit, code="BB", day=DAY, text="05", subject=f"số {person}", by=user).number
        except Refused:
            return None

    assert [number for number in at_one_moment(type_it) if number] == [5]


def test_numbers_of_other_types_do_not_wait(unit, user):
    with transaction.atomic():
        numbers.issue(unit=unit, code="BB", day=DAY, subject="chưa lưu xong", by=user)

        def take() -> int:
            try:
                return numbers.issue(unit=unit, code="TB", day=DAY, subject="kết luận", by=user).number
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(take).result(timeout=10) == 1
