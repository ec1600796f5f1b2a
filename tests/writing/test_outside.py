"""Links that lead to other sites are tried once a day, and told when they fail twice."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.management import call_command
from django.utils import timezone

from clinic.writing import outside
from clinic.writing.checking import check
from clinic.writing.models import OutsideLink
from tests.factories import ArticlePageFactory, body, section

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Answering(BaseHTTPRequestHandler):
    """Answers /404 with 404, and so on; /moved leads to /200; /get knows no HEAD."""

    asked: list[str] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        name = self.path.strip("/")
        if name == "moved":
            self.send_response(301)
            self.send_header("Location", "/200")
        elif name == "inside":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.1/")
        elif name == "get":
            self.send_response(200 if self.command == "GET" else 405)
        else:
            self.send_response(int(name))
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args: object) -> None: ...


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def this_machine_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it were a public host, alone."""
    real = outside.refuse_private

    def refuse(url: str) -> None:
        if not url.startswith("http://127.0.0.1:"):
            real(url)

    monkeypatch.setattr(outside, "refuse_private", refuse)


@pytest.fixture
def on_another_day() -> Callable[[], None]:
    def go_back() -> None:
        for link in OutsideLink.objects.exclude(checked_at=None):
            link.checked_at -= timedelta(days=1)
            link.save()

    return go_back


def linking(*urls: str) -> str:
    return body(*[section(text=f'<p>See <a href="{url}">a page</a>.</p>') for url in urls])


@pytest.mark.parametrize(
    ("path", "fails"),
    [
        ("200", False),
        ("get", False),
        ("moved", False),
        ("403", False),
        ("429", False),
        ("404", True),
        ("410", True),
        ("503", True),
        ("inside", True),
    ],
)
@pytest.mark.usefixtures("this_machine_counts")
def test_what_is_gone_or_fails_counts_and_what_refuses_robots_does_not(
    host: str, path: str, fails: bool
) -> None:
    status, _error = outside.status_of(f"{host}/{path}")
    assert outside.failed(OutsideLink(status=status)) is fails


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://localhost/",
        "http://10.1.2.3/",
        "ftp://x/",
        "x",
    ],
)
def test_no_private_address_is_asked(url: str) -> None:
    status, error = outside.status_of(url)
    assert status is None
    assert "NotPublicError" in error


@pytest.mark.usefixtures("this_machine_counts")
def test_a_link_is_told_after_it_failed_on_two_days_and_forgiven_when_it_answers(
    host: str, settings: object, on_another_day: Callable[[], None]
) -> None:
    settings.CHECK_OUTSIDE_LINKS = True  # type: ignore[attr-defined]
    page = ArticlePageFactory(body=linking(f"{host}/404", f"{host}/200"))

    def told() -> list[str]:
        return [each.words for each in check(page) if each.rule == "outside_link"]

    call_command("check_writing")
    call_command("check_writing")
    assert told() == [], "one day, though tried twice"
    on_another_day()
    call_command("check_writing")
    assert told() == [f"{host}/404"]
    OutsideLink.objects.filter(failures=2).update(url=f"{host}/200", status=404)
    on_another_day()
    outside.try_links(10, 10)
    assert not OutsideLink.objects.filter(failures__gt=0).exists()


def test_nothing_is_counted_while_no_address_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "status_of", lambda url: (None, "no way out"))
    ArticlePageFactory(body=linking("https://example.org/a", "https://example.org/b"))
    outside.register(outside.live_pages())
    assert outside.try_links(10, 10) == {"answered": 0, "failed": 2}
    assert set(OutsideLink.objects.values_list("failures", "checked_at")) == {(0, None)}


def test_only_what_live_pages_link_to_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    OutsideLink.objects.create(url="https://example.org/old", url_hash="old")
    ArticlePageFactory(
        body=linking("https://example.org/a", "https://example.org/a", "mailto:a@b.c")
    )
    ArticlePageFactory(body=linking("https://example.org/draft"), live=False)
    outside.register(outside.live_pages())
    assert list(OutsideLink.objects.values_list("url", flat=True)) == ["https://example.org/a"]


def test_those_not_asked_for_longest_come_first_and_no_more_than_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(url: str) -> tuple[int, str]:
        asked.append(url)
        return 200, ""

    monkeypatch.setattr(outside, "status_of", answer)
    now = timezone.now()
    for days, name in [(0, "today"), (2, "two"), (9, "nine"), (5, "five")]:
        OutsideLink.objects.create(
            url=f"https://example.org/{name}", url_hash=name, checked_at=now - timedelta(days=days)
        )
    outside.try_links(2, 10)
    assert [url.rpartition("/")[2] for url in asked] == ["nine", "five"]
    outside.try_links(10, -1)
    assert len(asked) == 2
