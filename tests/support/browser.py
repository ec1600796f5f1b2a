"""Chromium, and a guard over what it asks for and complains about."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, sync_playwright

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks of another host fails at once, on every machine alike.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@contextmanager
def launched(executable: str) -> Iterator[Browser]:
    """A headless Chromium for as long as the block lasts."""
    as_root = os.geteuid() == 0  # Chromium's sandbox refuses root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=FLAGS, chromium_sandbox=not as_root
        )
        yield browser
        browser.close()


class Guard:
    """Collects requests to other hosts, script errors and console errors (a refusal of the
    content security policy among them), and fails the test that caused them.

    `allow` names, by a pattern, what a test brings about on purpose.
    """

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.problems: list[str] = []
        self.allowed: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of the context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))

    def allow(self, pattern: str) -> None:
        """Do not mind problems in which this pattern is found."""
        self.allowed.append(pattern)

    def check(self) -> None:
        """Fail unless everything that happened was allowed."""
        minded = [
            problem
            for problem in self.problems
            if not any(re.search(pattern, problem) for pattern in self.allowed)
        ]
        assert not minded, "In the browser:\n" + "\n".join(minded)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("about", "blob", "data") and address.netloc != self.host:
            self.problems.append(f"request to another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")
