"""A clinic that has written for years is served like one that has just begun."""

import time

import pytest
from django.core.cache import cache
from django.test import Client

from home.models import HomePage
from tests.factories import ArticlePageFactory, TopicFactory, body, section
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.long

ADDRESSES = [
    "/",
    "/articles/",
    "/articles/?page=2",
    "/articles/?topic=sleep",
    "/articles/feed/",
    "/search/?query=sleep",
    "/search/?query=sleep&page=2",
    "/articles/the-first/",
]


def served(client: Client, address: str) -> tuple[list[str], float]:
    """The queries of an answer, and its seconds, when nothing is cached but addresses."""
    cache.clear()
    client.get("/")
    start = time.perf_counter()
    sent = queries(lambda: client.get(address))
    return sent, time.perf_counter() - start


def test_thousands_of_articles_take_no_more_queries_than_thirty(
    client: Client, home: HomePage, scale: float
) -> None:
    topic = TopicFactory(name="Sleep")
    ArticlePageFactory(title="The first", topics=[topic])
    words = body(section("Sleep", "<p>Sleep helps. So does light in the morning.</p>"))
    for _ in range(30):
        ArticlePageFactory(topics=[topic], body=words)
    few = {address: served(client, address)[0] for address in ADDRESSES}

    for _ in range(round(3000 * scale)):
        ArticlePageFactory(topics=[topic], body=words)
    for address in ADDRESSES:
        sent, seconds = served(client, address)
        assert client.get(address).status_code == 200, address
        assert_same_queries(few[address], sent)
        assert seconds < 2, f"{address} took {seconds:.1f} s"
