"""Whether anybody does the work that waits."""

from datetime import timedelta

from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

SIGN_OF_LIFE = timedelta(seconds=30)
"""A worker gives one every ten seconds."""


def is_running() -> bool:
    """Whether some worker has given a sign of life just now, by the database's clock, which the worker writes by too."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=Now() - SIGN_OF_LIFE).exists()
