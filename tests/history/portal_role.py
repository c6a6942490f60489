"""Acting with the rights of the database role under which the portal runs."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import Error, connection, transaction

from danvan.history.roles import APP_ROLE


@contextmanager
def as_the_portal() -> Iterator[None]:
    """Inside, statements run with the rights of the application's role, as those of the running portal do."""
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [APP_ROLE])
                if not cursor.fetchone()[0]:
                    cursor.execute(f"GRANT {APP_ROLE} TO current_user")
                cursor.execute(f"SET LOCAL ROLE {APP_ROLE}")
        except Error as reason:
            pytest.skip(f"this server gives its owner no right to act as {APP_ROLE}, so its rights cannot be tried: {reason}")
        yield
        cursor.execute("RESET ROLE")
