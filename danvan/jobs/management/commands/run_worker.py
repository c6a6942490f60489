"""The worker: does what waits in the queue until it is stopped."""

import asyncio
from typing import Any

from asgiref.sync import sync_to_async
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from danvan.jobs.tasks import rescue_jobs

POOL: dict[str, Any] = {"min_size": 1, "max_size": 3, "timeout": 10}
"""Connections of the queue itself, one of them for being told of new jobs; the work has those of Django."""
TIME_TO_STOP = 5.0
"""Seconds that a job has to end by itself when the worker is stopped; then it is asked to stop between two steps."""


class Command(BaseCommand):
    help = "Chạy các việc nền (lập hồ sơ, ...) cho đến khi dừng bằng Ctrl-C"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--one-shot", action="store_true", help="làm hết việc đang chờ rồi thôi")

    def handle(self, **options: Any) -> None:
        asyncio.run(_work(wait=not options["one_shot"]))


async def _work(*, wait: bool) -> None:
    # Not the queue's own connector for Django: that one has no pool of its own and cannot be told of new jobs.
    connector = PsycopgConnector(kwargs=connector_params(), **POOL)
    with app.replace_connector(connector) as worker_app:
        async with worker_app.open_async():
            await rescue_jobs(worker_app.job_manager)
            await sync_to_async(close_old_connections)()
            await worker_app.run_worker_async(
                wait=wait, concurrency=1, shutdown_graceful_timeout=TIME_TO_STOP, delete_jobs="successful", fetch_job_polling_interval=15.0
            )
