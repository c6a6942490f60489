"""How gunicorn serves the portal; it reads this file by itself when started in this folder."""

import os

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# Two processes of eight threads: a long paper in one does not hold up the other. The database pool in the settings must
# have at least as many connections as a process has threads.
worker_class = "gthread"
workers = 2
threads = 8
# A long paper takes some seconds on a slow office machine.
timeout = 60
graceful_timeout = 5
# The heartbeat file in memory: on a slow disk writing it could stall a worker.
worker_tmp_dir = "/dev/shm"  # noqa: S108
loglevel = "warning"
