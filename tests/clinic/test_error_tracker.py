"""An error tracker hears which code failed, and nothing of who met the error."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest

from tests.clinic.test_settings import COMPLETE, ROOT

# Requests that fail, with all that must not be told.
MEET_ERRORS = """
import logging
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.core.files.storage.InMemoryStorage"
import django; django.setup()
from django.test import Client
from clinic import urls

def fail(request, *args, **kwargs):
    words = request.POST.get("text") or request.GET.get("query")
    logging.getLogger("clinic").error("Refused: %s", words)
    raise ValueError(f"{words} of ada@example.org at 203.0.113.9")

client = Client(
    headers={"host": "clinic.example", "referer": "https://clinic.example/private-referer/",
             "user-agent": "Ada's browser", "x-forwarded-for": "203.0.113.9"},
    raise_request_exception=False,
)
client.cookies["feedback_reader"] = "reader-cookie"
for pattern in urls.urlpatterns:
    if getattr(pattern, "name", "") == "robots":
        pattern.callback = fail
client.get("/robots.txt?query=secret-search", secure=True)
client.post("/robots.txt", {"text": "secret-comment"}, secure=True)
import sentry_sdk
sentry_sdk.flush(10)
"""

# The client compresses with the best that is installed.
DECODED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}


class Tracker:
    """A server that speaks as much of Sentry's protocol as its client needs."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        tracker = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                encoding = self.headers.get("Content-Encoding", "")
                tracker.bodies.append(DECODED[encoding](body))
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.dsn = f"http://public@127.0.0.1:{self.server.server_port}/1"

    @property
    def events(self) -> list[dict[str, Any]]:
        """The last line of each envelope."""
        return [json.loads(body.rstrip().split(b"\n")[-1]) for body in self.bodies]


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    tracker = Tracker()
    yield tracker
    tracker.server.shutdown()


def run(tmp_path: Path, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-c", MEET_ERRORS],
        cwd=ROOT,
        env=COMPLETE
        | {
            "DJANGO_SETTINGS_MODULE": "clinic.settings.production",
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            "BEHIND_PROXY": "true",
        }
        | environment,
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_it_hears_of_the_code_and_of_no_person(tracker: Tracker, tmp_path: Path) -> None:
    run(tmp_path, SENTRY_DSN=tracker.dsn, RELEASE="2026-11-29")

    assert len(tracker.events) >= 2
    told = b"\n".join(tracker.bodies).decode()
    for private in (
        "secret-search",
        "secret-comment",
        "reader-cookie",
        "ada@example.org",
        "203.0.113.9",
        "private-referer",
        "Ada's browser",
    ):
        assert private not in told, private
    failed = [event for event in tracker.events if "exception" in event]
    (value,) = failed[0]["exception"]["values"]
    assert value["type"] == "ValueError"
    assert value["stacktrace"]["frames"]
    assert failed[0]["release"] == "2026-11-29"
    assert len(failed[0]["tags"]["request"]) == 32
    assert failed[0]["transaction"] == "/robots.txt"
    (said,) = {event["logentry"]["message"] for event in tracker.events if "logentry" in event}
    assert said == "Refused: %s"


def test_nobody_is_told_without_the_setting(tracker: Tracker, tmp_path: Path) -> None:
    run(tmp_path)
    assert tracker.bodies == []
