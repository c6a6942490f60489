"""Calls and clocks: requests straight into a WSGI handler, and subjects timed in turn with their floors."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from danvan.accounts.models import User

TOKEN = "t" * 32


@dataclass
class Caller:
    """Somebody who is signed in and calls a handler without a network between."""

    handler: WSGIHandler
    user: User
    cookies: str = ""

    def __post_init__(self) -> None:
        client = Client()
        client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"

    def get(self, address: str, status: int = 200) -> bytes:
        """The body of a page."""
        return self._call("GET", address, b"", status)

    def post(self, address: str, data: dict[str, str], status: int = 302) -> bytes:
        """The body of the answer to a form."""
        return self._call("POST", address, urlencode({**data, "csrfmiddlewaretoken": TOKEN}).encode(), status)

    def _call(self, method: str, address: str, body: bytes, wanted: int) -> bytes:
        seen: list[str] = []

        def start(status: str, headers: Any, exc_info: Any = None) -> None:
            seen.append(status)

        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": address,
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
        }
        response: Any = self.handler(environ, start)
        answer = b"".join(response)
        response.close()
        assert seen == [f"{wanted} {response.reason_phrase}"], f"{method} {address}: {seen}, {answer[:300]!r}"
        return answer


@dataclass
class Clock:
    """Times of one thing, in milliseconds."""

    name: str
    action: Callable[[], Any]
    after: Callable[[], Any] = lambda: None
    times: list[float] = field(default_factory=list)

    def tick(self) -> None:
        """Do it once and note how long it took; tidying up afterwards does not count."""
        begun = time.perf_counter()
        self.action()
        self.times.append((time.perf_counter() - begun) * 1000)
        self.after()

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def least(self) -> float:
        return min(self.times)


def in_turn(clocks: list[Clock], rounds: int, warm: int = 3) -> None:
    """Run all of them `rounds` times, one after the other in each round, so that whatever else the machine does hits them alike."""
    for clock in clocks:
        for _ in range(warm):
            clock.tick()
        clock.times.clear()
    gc.collect()
    for _ in range(rounds):
        for clock in clocks:
            clock.tick()
