"""What a visitor's first load of an article costs, served as `make run` serves it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Request

from tests.browser.clinic import VIDEO_FRAME
from tests.support.browser import Guard

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """
from django.db import transaction
from tests.browser.clinic import new_clinic, path_of
with transaction.atomic():
    print("article:" + path_of(new_clinic().article))
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The article of every block on a server of its own, with hashed and compressed files."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "clinic.settings.dev",
        "VAR_DIR": str(tmp_path),
    }

    def manage(*arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    manage("migrate", "--verbosity", "0")
    manage("collectstatic", "--no-input", "--verbosity", "0")
    path = manage("shell", "--no-imports", "--command", ARTICLE).partition("article:")[2].strip()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "clinic.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, "--threads", "4", "--log-level", "warning"], env=environment, cwd=ROOT
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}{path}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, "the server did not start"
        try:
            with urlopen(address, timeout=30):  # noqa: S310 - our own server
                return
        except OSError:  # not there yet, or still starting
            time.sleep(0.1)
    pytest.fail(f"{address} does not answer")


def test_the_first_load_of_an_article_is_light(address: str, chromium: Browser) -> None:
    guard = Guard(address)
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    guard.watch(context)
    page = context.new_page()
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))
    response = page.goto(address, wait_until="networkidle")
    assert response
    received = {
        request.url: sum(
            request.sizes()[part] for part in ("responseHeadersSize", "responseBodySize")
        )
        for request in requests
        if request.resource_type != "image"
    }
    policy = response.headers["content-security-policy"]
    context.close()
    guard.check()

    told = "\n".join(f"{size:7} {url}" for url, size in received.items())
    assert len(received) <= 6, told
    assert sum(received.values()) <= 40 * 1024, told
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert VIDEO_FRAME.rsplit("/", 2)[0] in policy
    static = [url for url in received if "/static/" in url]
    assert static
    for url in static:
        with urlopen(url) as answer:  # noqa: S310 - our own server
            assert "immutable" in answer.headers["Cache-Control"], url
