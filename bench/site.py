"""A clinic's site as it runs in production, with the demonstration's content, in a folder of its
own: SQLite and one process of gunicorn."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.programs import children, running, wait_until

ROOT = Path(__file__).resolve().parent.parent
HOST = "clinic.example"
KEPT_SECONDS = 3600


class Site:
    """Where it is, and how to speak to it."""

    def __init__(self, directory: Path, purge_port: int) -> None:
        self.directory = directory
        self.var = directory / "var"
        self.socket = directory / "site.sock"
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "clinic.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "ALLOWED_HOSTS": HOST,
            "BASE_URL": f"https://{HOST}",
            "DEFAULT_FROM_EMAIL": f"office@{HOST}",
            "EMAIL_URL": "dummymail://",
            "VAR_DIR": str(self.var),
            "BEHIND_PROXY": "true",
            "PUBLIC_CACHE_SECONDS": str(KEPT_SECONDS),
            "FRONT_CACHE_URL": f"http://127.0.0.1:{purge_port}",
            "LOG_LEVEL": "WARNING",
        }

    def fill(self) -> None:
        """Make the database and load the demonstration, which only the development settings may."""
        development = {"DJANGO_SETTINGS_MODULE": "clinic.settings.dev"}
        self.manage("migrate", "--verbosity", "0", **development)
        self.manage("load_demo", "--quiet", **development)
        self.manage("set_address")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")

    def manage(self, *arguments: str, **environment: str) -> None:
        """Run a management command."""
        # Nothing of the caller's own site: its database least of all.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=kept | self.environment | environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def set_up(self) -> None:
        """Let this process too speak to the site's database."""
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("CACHE_URL", None)
        os.environ.update(self.environment)
        import django

        django.setup()

    @contextmanager
    def served(self) -> Iterator[int]:
        """gunicorn in front of it; gives the id of the one process that answers."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        command = [sys.executable, "-m", "gunicorn", "clinic.wsgi", "--bind", f"unix:{self.socket}"]
        command += ["--threads", "8", "--limit-request-line", "0", "--log-level", "warning"]
        log = self.directory / "gunicorn.log"
        with running(command, log, cwd=ROOT, env=kept | self.environment) as gunicorn:
            wait_until(self._answers, f"The site (see {log})")
            yield children(gunicorn.pid)[0]

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(30)
            try:
                client.connect(str(self.socket))
                client.sendall(f"GET /healthz HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
                return client.recv(12).endswith(b"200")
            except OSError:
                return False
