"""Fixtures of all tests."""

import os
from collections.abc import Callable

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DATABASE_POOL", "0")

import pytest
from django.conf import settings as django_settings

from danvan.accounts.models import Role, User
from tests.factories import MembershipFactory
from tests.pages import PageClient


def pytest_configure() -> None:
    """What every test runs with: quick hashing, plain http, the page of components."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.SHOW_PATTERN_PAGE = True
    # A test that prints means to print.
    django_settings.CACHES = {**django_settings.CACHES, "papers": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def pytest_addoption(parser: pytest.Parser) -> None:
    """LibreOffice is large; its tests run when asked for."""
    parser.addoption("--with-office", action="store_true", help="run the tests that need LibreOffice, too")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the browser tests last, and take out those that need LibreOffice unless they were asked for.

    Playwright keeps an event loop in the process until the end, and Django refuses to talk to the database beside one.
    """
    items.sort(key=lambda item: "tests/browser/" in item.nodeid)
    if config.getoption("--with-office"):
        return
    office = [item for item in items if item.get_closest_marker("office")]
    items[:] = [item for item in items if item not in office]
    config.hook.pytest_deselected(items=office)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was not run, however the tests were spread over processes."""
    if not config.getoption("--with-office"):
        terminalreporter.write_line("Tests with LibreOffice: not run (script/test --with-office installs it and runs them).")


@pytest.fixture(autouse=True)
def _private_files(settings: object, tmp_path: object) -> None:
    """Uploads of a test go to its own folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}},
    }


@pytest.fixture
def client_for(db: None) -> Callable[[User], PageClient]:
    """A page client signed in as the given user."""

    def make(user: User) -> PageClient:
        client = PageClient()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def client_as(client_for: Callable[[User], PageClient]) -> Callable[..., PageClient]:
    """A page client signed in as somebody with `role` in `unit`."""

    def make(role: str = Role.SURVEY, unit: object = None) -> PageClient:
        membership = MembershipFactory(role=role, **({"unit": unit} if unit else {}))
        return client_for(membership.user)

    return make
