"""Loads all sample data, each part once. What is there is never touched again, whatever was made of it."""

from typing import Any, NamedTuple

import pghistory
from django.db import transaction
from django.utils import timezone

from danvan.units.models import Unit
from surveys import vocabularies
from surveys.sample.accounts import load_accounts
from surveys.sample.meetings import load_meetings
from surveys.sample.people import load_people
from surveys.sample.reference import find_reference, load_reference
from surveys.sample.ward import load_ward


class Loaded(NamedTuple):
    """What a run has added."""

    reference: bool
    ward: bool


def load() -> Loaded:
    """Load what is not there yet, all or nothing."""
    with transaction.atomic():
        ward_is_there = Unit.objects.filter(sample=True, kind=Unit.Kind.WARD).exists()
        with _history():
            vocabularies.load(all_of_them=not ward_is_there)
            found = find_reference()
            meeting = found or load_reference()
        if not ward_is_there:
            _load_ward(meeting.owner)
    return Loaded(found is None, not ward_is_there)


def _load_ward(office: Unit) -> None:
    with _history():
        ward = load_ward(timezone.localdate())
        people = load_people(ward)
        users = load_accounts(ward, people, office)
    # The meetings were logged by somebody, and the history says so.
    with _history(user=users["survey"].pk):
        load_meetings(ward, people, users)


def _history(**more: Any) -> Any:
    return pghistory.context(source="load_sample", **more)
