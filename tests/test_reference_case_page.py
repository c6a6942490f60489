"""docs/reference-case.md speaks of fields that exist, and of the whole text."""

import re
from pathlib import Path

import pytest
from django.apps import apps

PAGE = Path(__file__).parents[1].joinpath("docs/reference-case.md").read_text(encoding="utf-8")
FIELDS = sorted(set(re.findall(r"`([A-Z]\w+)\.(\w+)`", PAGE)))


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_every_field_on_the_page_exists(model, field):
    found = [each for each in apps.get_models() if each.__name__ == model]
    assert found, f"no model {model}"
    assert field in {each.name for each in found[0]._meta.get_fields()}


def test_the_sentences_are_numbered_without_a_hole():
    numbers = [int(number) for number in re.findall(r"^### (\d+)\.", PAGE, re.MULTILINE)]
    assert numbers == list(range(1, 19))
