"""Words of Django that users meet: our catalogue is complete, compiled, and speaks the portal's language."""

import gettext
import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.contrib.auth import forms as auth_forms
from django.core import validators
from django.db.models import fields as model_fields
from django.forms import fields, formsets, models
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext as translate

FOLDER = Path(settings.LOCALE_PATHS[0]) / "vi" / "LC_MESSAGES"
ENTRY = re.compile(r'^msgid "(?P<id>.*)"\n(?:msgid_plural "(?P<plural>.*)"\n)?msgstr(?:\[0\])? "(?P<words>.*)"$', re.MULTILINE)
ARGUMENT = re.compile(r"%\(\w+\)[sdr]|%[sd]")


def written() -> dict[str, str]:
    """Return the entries of django.po; one line each, as the file is kept."""
    text = (FOLDER / "django.po").read_text(encoding="utf-8")
    return {match["id"].replace('\\"', '"'): match["words"].replace('\\"', '"') for match in ENTRY.finditer(text) if match["id"]}


def test_the_compiled_catalogue_is_the_written_one():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    plurals = {
        match["id"]: match["plural"] for match in ENTRY.finditer((FOLDER / "django.po").read_text(encoding="utf-8")) if match["plural"]
    }
    for source, words in written().items():
        assert words == (compiled.ngettext(source, plurals[source], 1) if source in plurals else compiled.gettext(source))


def test_a_translation_asks_for_no_argument_that_the_message_has_not():
    wrong = {source for source, words in written().items() if set(ARGUMENT.findall(words)) - set(ARGUMENT.findall(source))}
    assert not wrong


def test_every_source_text_is_still_one_of_django():
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(django.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"))
    sources = sources.replace('"\n"', "").replace('\\"', '"')
    assert [source for source in written() if source not in sources] == []


VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
NO_FIELD_OF_THE_PORTAL_SAYS = ("[DD]", "{min_days}", "IPv4")


def messages_of(*modules: object) -> set[str]:
    """Return all default error messages of the classes in `modules`, translated."""
    classes = [value for module in modules for value in vars(module).values() if isinstance(value, type)]
    found = {str(text) for kind in classes for text in getattr(kind, "default_error_messages", {}).values() if text}
    found |= {str(text) for text in auth_forms.AuthenticationForm.error_messages.values()}
    found |= {str(kind.message) for kind in classes if isinstance(getattr(kind, "message", None), Promise) and str(kind.message)}
    return {text for text in found if text and not any(words in text for words in NO_FIELD_OF_THE_PORTAL_SAYS)}


@pytest.mark.parametrize("text", sorted(messages_of(fields, models, model_fields, formsets, validators)))
def test_a_message_of_django_that_users_can_meet_is_in_the_language_of_the_portal(text):
    assert VIETNAMESE.search(text), text
    assert not re.search(r"(?<!\w)[Bb]ạn(?!\w)|hợp lệ", text), text


def test_our_words_win_over_those_of_django():
    assert translate("This field is required.") == "Nhập ô này."
    assert "bạn" not in translate("Your password can’t be a commonly used password.")


@pytest.mark.parametrize(("value", "shown"), [(date(2017, 7, 19), "19/07/2017"), (Decimal("1234.5"), "1234,5"), (time(8, 5), "08 giờ 05")])
def test_django_writes_dates_and_numbers_the_vietnamese_way(value, shown):
    assert localize(value) == shown


def test_django_reads_a_date_day_first():
    assert fields.DateField().clean("3/4/2017") == date(2017, 4, 3)
    assert fields.DateField().clean("19/7/2017") == date(2017, 7, 19)
