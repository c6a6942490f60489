"""How much memory a worker of the server takes."""

import os
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.db import connection


def of_workers(cookies: str, addresses: list[str]) -> tuple[float, float]:
    """Start the real server, open some pages, and read the memory of its largest worker.

    Args:
        cookies: of somebody signed in.
        addresses: the pages, each opened twenty times.

    Returns: resident MB when just started, and after the pages.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = re.sub(r"(//[^/]*/)[^?]*", rf"\g<1>{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"])
    environment = {**os.environ, "DATABASE_URL": url, "PORT": str(port), "BIND": "127.0.0.1"}
    gunicorn = Path(sys.executable).with_name("gunicorn")
    server = subprocess.Popen([gunicorn, "danvan.wsgi"], env=environment, stdout=subprocess.DEVNULL, cwd=settings.BASE_DIR)
    try:
        _wait_for(port)
        before = _largest(server.pid)
        for address in addresses * 20:
            _open(port, address, cookies)
        return before, _largest(server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            _open(port, "/dang-nhap/", "")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not answer")


def _open(port: int, address: str, cookies: str) -> None:
    http = HTTPConnection("127.0.0.1", port, timeout=60)
    http.request("GET", address, headers={"Cookie": cookies})
    answer = http.getresponse()
    answer.read()
    assert answer.status == 200, f"{address}: {answer.status}"
    http.close()


def _largest(parent: int) -> float:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return max(_resident(child) for child in children)


def _resident(pid: str) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024
