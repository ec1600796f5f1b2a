"""Rubbish in an address is answered with a page or a 404, never with an error."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/articles/",
    "/articles/sleep/",
    "/about/",
    "/search/",
    "/articles/feed/",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/admin/login/",
    "/nothing/",
    "/es/search/",
]
# `p` is the sitemap's page, `next` the log-in's way back.
NAMES = ["page", "query", "unknown", "p", "next"]
RUBBISH = {
    "letters": "abc",
    "a negative number": "-1",
    "nought": "0",
    "a fraction": "1.5",
    "a huge number": "99999999999999999999",
    "thousands of digits": "9" * 5000,
    "digits of another script": "%D9%A3",
    "a null byte": "%00",
    "a null byte within": "a%00b",
    "a null byte that hides": "%%0000",
    "another that hides": "%0%000",
    "a broken byte": "%ff",
    "half a surrogate": "%ed%a0%80",
    "an emoji": "%f0%9f%98%80",
    "a percent sign alone": "%",
    "not hexadecimal": "%zz",
    "10,000 characters": "a" * 10_000,
    "10,000 words": "a+" * 5_000,
    "a path": "../../etc/passwd",
    "a script": quote("<script>alert(1)</script>"),
    "single quotes": quote("' OR '1'='1"),
    "double quotes": quote('""'),
    "one double quote": quote('"'),
    "brackets": quote("[]"),
    "parentheses": quote("()("),
    "braces": quote("{{ 7*7 }}{% now %}"),
    "a search for AND": "AND",
    "a search for OR NOT": "OR+NOT",
    "a nearness": quote("NEAR(a b, 5)"),
    "an asterisk": "*",
    "a column": quote("title:sleep"),
    "a caret": quote("^a"),
    "minus signs": quote("-a --b"),
    "text search operators": quote("a & | ! b:* <-> c"),
    "a backslash": quote("\\"),
    "a semicolon": quote(";DROP TABLE wagtailcore_page;--"),
    "wildcards": quote("%_%"),
    "line breaks": quote("a\r\nSet-Cookie: b\n"),
    "spaces alone": "+++",
    "a right-to-left mark": quote("\u202eabc\u200f"),
    "control characters": "%01%02%7f%1b",
    "an accent by itself": quote("\u0301"),
    "a long ligature": quote("\ufdfa" * 300),
}


@pytest.fixture
def _site(db: None) -> None:
    """Something behind each address, and a second page of each list."""
    topic = TopicFactory(name="abc")
    index = ArticleIndexPageFactory()
    ArticlePageFactory(parent=index, title="Sleep", topics=[topic])
    for number in range(11):
        ArticlePageFactory(parent=index, title=f"abc {number}", topics=[topic])
    StandardPageFactory(title="About")


@pytest.fixture
def get(client: Client) -> Callable[[str], int]:
    """The status of an answer; an error within it fails the test with its own traceback."""

    def get(address: str) -> int:
        path, _, query = address.partition("?")
        # As a server passes it on: decoded path, raw query string.
        response = client.get(path, QUERY_STRING=query)
        if response.headers.get("Location"):
            assert "\n" not in response.headers["Location"]
        return response.status_code

    return get


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("address", ADDRESSES)
def test_in_the_query_string(get: Callable[[str], int], address: str) -> None:
    expected = {404} if address == "/nothing/" else {200, 404}
    answers = {}
    for kind, value in RUBBISH.items():
        answers[f"topic: {kind}"] = get(f"{address}?topic={value}")
        # An unknown topic is a 404 before the others are read.
        answers[kind] = get(f"{address}?" + "&".join(f"{name}={value}" for name in NAMES))
    assert {key: status for key, status in answers.items() if status not in expected} == {}


NAMES_AND_NUMBERS = [
    "page=1&page=abc&page=2",
    "topic=abc&topic=%00&topic=",
    "query=a&query=b",
    "page[]=1&topic[$ne]=x",
    "=1&=&&&",
    "&".join(f"k{number}=1" for number in range(900)),
    "%00=%00",
    "page",
    "?",
]


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("address", ADDRESSES)
def test_in_the_names_and_their_number(get: Callable[[str], int], address: str) -> None:
    answers = {query: get(f"{address}?{query}") for query in NAMES_AND_NUMBERS}
    assert set(answers.values()) <= {200, 404}, answers


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("address", ["/", "/articles/", "/search/", "/admin/login/"])
def test_more_parameters_than_anybody_sends_are_refused(
    get: Callable[[str], int], address: str
) -> None:
    assert get(f"{address}?{'&'.join('a=1' for _ in range(20_000))}") in (200, 400)


PATHS = [
    "%00",
    "a%00b/",
    "%ff/",
    "%ed%a0%80/",
    "%f0%9f%98%80/",
    "a" * 10_000 + "/",
    "a/" * 500,
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%3Cscript%3E/",
    "'%22/",
    "[]/",
    "%0d%0aSet-Cookie:a/",
    "%25/",
    "%",
    "//example.org/",
    "%5c%5cexample.org/",
    "ärzte/",
    "sleep;a=b/",
    ".git/config",
    "wp-login.php",
]


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("prefix", ["/", "/articles/", "/es/", "/documents/1/", "/media/"])
def test_in_the_path(get: Callable[[str], int], prefix: str) -> None:
    answers = {path[:30]: get(prefix + path) for path in PATHS}
    assert set(answers.values()) <= {301, 302, 400, 404}, answers


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("path", ["//example.org/", "/\\example.org", "/%5cexample.org/a"])
def test_a_path_like_another_host_leads_to_no_other_host(client: Client, path: str) -> None:
    location = client.get(path).headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_in_the_method(client: Client, method: str) -> None:
    for address in ADDRESSES:
        response = getattr(client, method)(address, QUERY_STRING="page=%00")
        assert response.status_code < 500, address


@pytest.mark.usefixtures("_site")
def test_in_the_forms_that_a_stranger_can_send(client: Client) -> None:
    for username in ("a\0b", "\0", "é" * 5000, "<script>", "\ud7ff"):
        data = {"username": username, "password": username}
        assert client.post("/admin/login/", data).status_code in (200, 429)


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("rubbish", ["abc", "\x00", "a" * 5000, "é", "'\"", "1; sessionid=2"])
def test_in_the_cookies(rubbish: str) -> None:
    for address in ADDRESSES:
        client = Client(headers={"cookie": f"sessionid={rubbish}; csrftoken={rubbish}"})
        assert client.get(address).status_code in (200, 404)


def test_in_the_lists_of_the_admin(client: Client) -> None:
    client.force_login(UserFactory(group="Editors"))
    for address in ("/admin/images/", "/admin/pages/", "/admin/snippets/content/topic/"):
        for name in ("p", "q", "ordering", "page"):
            for value in ("abc", "-1", "%00", "%%0000", "%ff", "9" * 5000, quote('"')):
                response = client.get(address, QUERY_STRING=f"{name}={value}")
                assert response.status_code in (200, 302, 404), f"{address}?{name}={value[:20]}"
