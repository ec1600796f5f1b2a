"""The log can be searched by request, and tells nothing of the person who asked."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from blog.models import ArticlePage
from clinic.logs import JsonFormatter, masked
from tests.factories import ArticlePageFactory
from tests.support.timing import cpu_seconds

pytestmark = pytest.mark.once


class Log:
    """What production would have written."""

    def __init__(self) -> None:
        self.stream = StringIO()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().rstrip().split("\n")]


@pytest.fixture
def log() -> Iterator[Log]:
    log = Log()
    handler = logging.StreamHandler(log.stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield log
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def article(admitted: None, db: None) -> ArticlePage:
    return ArticlePageFactory(title="Okapi")


def test_a_request_is_a_line_with_its_place_and_its_answer(
    client: Client, article: ArticlePage, log: Log
) -> None:
    client.get(article.url)

    (line,) = [line for line in log.lines if line["logger"] == "clinic.logs"]
    assert line["message"] == f"GET {article.url}"
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["milliseconds"] >= 0
    assert len(line["request"]) == 32
    assert line["time"].endswith("+00:00")


@pytest.mark.django_db
def test_neither_what_was_searched_for_nor_a_secret_link_is_told(client: Client, log: Log) -> None:
    secret = "Ab3" * 15
    client.get("/search/", {"query": "my private trouble"})
    client.get(f"/preview/{secret}/")
    client.get(f"/nowhere/{secret}/")

    told = log.stream.getvalue()
    assert "trouble" not in told
    assert secret not in told
    assert "Not Found: /nowhere/[secret]/" in told
    assert [line["message"] for line in log.lines if line["logger"] == "clinic.logs"] == [
        "GET /search/",
        "GET /preview/<str:token>/",
        "GET /nowhere/[secret]/",
    ]


@pytest.mark.django_db
def test_an_error_has_the_id_of_its_request_and_no_personal_data(
    log: Log, settings: Settings
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.clinic.test_logs.Broken"]

    response = Client(raise_request_exception=False).get("/")

    (line,) = [line for line in log.lines if line["level"] == "ERROR"]
    assert response.status_code == 500
    assert {each["request"] for each in log.lines} == {line["request"]}
    assert line["message"] == "Internal Server Error: /"
    assert "RuntimeError: [e-mail] at [address] is known already" in line["error"]
    assert "ada" not in line["error"]


class Broken:
    """Fails on every request, and tells of whom."""

    def __init__(self, get_response: object) -> None:
        pass

    def __call__(self, request: HttpRequest) -> HttpResponse:
        raise RuntimeError("ada@mail.example.org at 192.0.2.44 is known already")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("from 192.0.2.44:8000", "from [address]:8000"),
        ("from 2001:db8::7, ::1 and 1::", "from [address], [address] and 1::"),
        ("Ada <ada.b+c@example.org>", "Ada <[e-mail]>"),
        ("/feedback/stop/aB3dE5fG7hI9jK1lM3nO5/", "/feedback/stop/[secret]/"),
        (
            "duplicate key\nDETAIL:  Key (name)=(Ada Example) already exists.",
            "duplicate key\nDETAIL: [left out]",
        ),
    ],
)
def test_what_tells_of_a_person_is_left_out(told: str, kept: str) -> None:
    assert masked(told) == kept


@pytest.mark.parametrize(
    "told",
    [
        "at 12:30:45 on 2026-11-29",
        "Wagtail 8.0.1, Django 5.2.8",
        "/articles/how-long-does-ketamine-last-for-depression-2026/",
        'File "/srv/clinic/site/clinic/feedback/models/comments.py", line 12, in save',
        "1:2 and a:b",
    ],
)
def test_all_else_is_told_as_it_is(told: str) -> None:
    assert masked(told) == told


@pytest.mark.parametrize("piece", ["a", "1", "a:", ":", "1.", "@", "a@", "a@a.", "/a", "/A1", "A1"])
def test_a_long_address_takes_no_longer_than_its_length(piece: str) -> None:
    assert cpu_seconds(lambda: masked("Not Found: /" + piece * 50_000)) < 1


def test_a_line_holds_whatever_is_logged(log: Log) -> None:
    logger = logging.getLogger("tests")
    try:
        raise ValueError("two\nlines")
    except ValueError:
        logger.exception("odd %s", {"value": object}, stack_info=True)
    logger.info("“quoted”\u2028%s", sys)

    first, second = log.lines
    assert first["error"].endswith("ValueError: two\nlines")
    assert "test_logs.py" in first["stack"]
    assert second["message"].startswith("“quoted”")
    assert "request" not in second


class TestTheIdOfARequest:
    @pytest.fixture
    def asked(self, client: Client, log: Log) -> Callable[[str], str]:
        """The id in the log of a request that told this one."""

        def ask(told: str) -> str:
            response = client.get("/healthz", headers={"X-Request-ID": told})
            # It would be another one for each visitor of a page that is the same for all.
            assert "X-Request-ID" not in response.headers
            logged: str = log.lines[-1]["request"]
            return logged

        return ask

    def test_is_that_of_our_own_front_server(
        self, asked: Callable[[str], str], settings: Settings
    ) -> None:
        settings.REQUEST_ID_HEADER = "X-Request-ID"
        assert asked("4f3a9c0d-11") == "4f3a9c0d-11"

    @pytest.mark.parametrize("told", ["", "short", "a" * 65, "spaces in it", 'a"b"c"d"e"'])
    def test_is_our_own_where_the_other_is_none(
        self, asked: Callable[[str], str], settings: Settings, told: str
    ) -> None:
        settings.REQUEST_ID_HEADER = "X-Request-ID"
        assert len(asked(told)) == 32

    def test_is_our_own_where_nothing_stands_in_front(self, asked: Callable[[str], str]) -> None:
        assert asked("4f3a9c0d-11") != "4f3a9c0d-11"
        assert asked("") != asked("")
