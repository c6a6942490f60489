"""Static files as a browser of the portal gets them."""

import json

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from danvan.ui.static import HashedStaticStorage

FIRST_VISIT = 150 * 1024


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """All static files collected once, hashed and compressed."""
    from django.test import override_settings

    root = tmp_path_factory.mktemp("static")
    storages = {"staticfiles": {"BACKEND": "danvan.ui.static.HashedStaticStorage"}}
    with override_settings(STATIC_ROOT=root, STORAGES={"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}, **storages}):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def test_every_file_that_pages_link_has_a_hashed_name_and_is_compressed(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    for name in ("bootstrap/css/bootstrap.min.css", "css/danvan.css"):
        assert (collected / (names[name] + ".br")).exists(), name
    assert "img/icon.svg" in names


def test_style_sheets_of_a_first_visit_are_small(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    sheets = sum((collected / (names[name] + ".br")).stat().st_size for name in ("bootstrap/css/bootstrap.min.css", "css/danvan.css"))
    assert sheets < FIRST_VISIT / 3


def test_other_builds_of_bootstrap_are_not_processed(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    assert [name for name in names if name.startswith("bootstrap/")] == ["bootstrap/css/bootstrap.min.css"]


def test_modules_import_each_other_by_hashed_names():
    assert HashedStaticStorage.support_js_module_import_aggregation


def test_bootstrap_is_found():
    assert any(finder.find("bootstrap/css/bootstrap.min.css") for finder in get_finders())
