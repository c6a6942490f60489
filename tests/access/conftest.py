"""One world a module, in one transaction that is rolled back at its end: building it anew for each route would take minutes.

Each test, marked `django_db` as everywhere, has its own savepoint inside.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.access.world import World


@pytest.fixture(autouse=True, scope="module")
def _private_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of the world live as long as the world."""
    folder = tmp_path_factory.mktemp("files")
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: object, _private_files: None) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield World()
        transaction.set_rollback(True)
