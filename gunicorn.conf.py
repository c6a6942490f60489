"""How gunicorn serves the portal; it reads this file by itself when started in this folder."""

import os
import sys
from pathlib import Path
from typing import Any

host, port = os.environ.get("BIND", "127.0.0.1"), os.environ.get("PORT", "8000")
bind = f"{host}:{port}"
# Served over https where a certificate is given; empty means plain http.
certfile = os.environ.get("TLS_CERTIFICATE") or None
keyfile = os.environ.get("TLS_KEY") or None

# Two processes of eight threads: a long paper in one does not hold up the other. The database pool in the settings must
# have at least as many connections as a process has threads.
worker_class = "gthread"
workers = 2
threads = 8
# Loaded once, before the processes part: quicker to start, and what they share lies in memory once.
preload_app = True
# A long paper takes some seconds on a slow office machine.
timeout = 60
graceful_timeout = 5
# The heartbeat file in memory: on a slow disk writing it could stall a worker.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - gunicorn makes a file of its own there
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Load what papers need, then say where the portal is and who can sign in; the processes part after this."""
    from danvan.documents.pdf import warm_up

    warm_up()
    shown = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0] if host == "0.0.0.0" else host  # noqa: S104 - compared only
    sys.stdout.write(f"\nCổng công tác dân vận: {'https' if certfile else 'http'}://{shown}:{port}/   (dừng: Ctrl-C)\n")
    accounts = Path(os.environ.get("VAR_DIR", "var")) / "sample-accounts.txt"
    if accounts.exists():
        sys.stdout.write(accounts.read_text(encoding="utf-8"))
    sys.stdout.flush()
