"""Taking a text out for good: of its row, and of every event in which the history kept it.

History is append-only for the application, and rightly so; a text that must not be kept (personal data noted by mistake,
a person's right to have it erased) is the one exception. One function of the database's owner does it, for two columns.
What was printed already, in a frozen revision of signed minutes, is not reached: a paper is corrected by an addendum.
"""

from typing import Any

from django.db import connection, models

from danvan.history.models import Redaction

REDACTED = "(Nội dung đã được xóa khỏi cổng.)"
"""What stands in place of the text; `history_redact()` writes the same words."""

REDACTABLE = frozenset({("surveys_remark", "text"), ("surveys_remark", "report_text")})
"""Tables and columns that `history_redact()` accepts; widening the list takes a migration."""


def redact(model: type[models.Model], pk: int, column: str, *, by: Any, reason: str) -> Redaction:
    """Replace the text by `REDACTED` in the row, if it still is there, and in all its events; signed minutes are no obstacle.

    Args:
        model, pk: the row, by number: it may have been deleted, and only its history be left.
        column: the column, one of `REDACTABLE`.
        by: the user who answers for it.
        reason: why, in a sentence.

    Returns:
        The record of it.

    Raises:
        ValueError: another column, no reason, or no such row.
    """
    table = model._meta.db_table
    if (table, column) not in REDACTABLE:
        raise ValueError(f"{table}.{column} is not to be redacted")
    if not reason.strip():
        raise ValueError("a redaction says why")
    with connection.cursor() as cursor:
        cursor.execute("SELECT history_redact(%s, %s, %s, %s, %s)", [table, column, pk, by.pk, reason.strip()])
        number = cursor.fetchone()[0]
    if number is None:
        raise ValueError(f"{table} never had a row {pk}")
    return Redaction.objects.get(pk=number)
