"""On SQLite, no page that visitors read goes through the whole table of pages, though the database
knows that there are fifty thousand."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import HomePage
from tests.factories import ArticlePageFactory, TopicFactory

PAGES = Page._meta.db_table
MANY = 50_000
ADDRESSES = [
    "/",
    "/articles/",
    "/articles/?page=2",
    "/articles/?topic=sleep",
    "/articles/feed/",
    "/articles/how-we-sleep/",
    "/search/?query=sleep",
]


@pytest.fixture
def large(db: None) -> Iterator[None]:
    """What the planner of SQLite would have learnt on a large site that mirrors no page."""
    if connection.vendor != "sqlite":
        pytest.skip("is about SQLite")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT name FROM sqlite_schema WHERE tbl_name = %s", [PAGES])
        learnt = {name: 1 for (name,) in cursor.fetchall() if name != PAGES}
        learnt |= {name: MANY for name in learnt if "alias_of" in name or "locale_id_3c" in name}
        cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl = %s", [PAGES])
        cursor.executemany(
            "INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)",
            [(PAGES, name, f"{MANY} {rows}") for name, rows in learnt.items()],
        )
        cursor.execute("ANALYZE sqlite_schema")
        yield
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_schema")


def plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[-1] for row in cursor.fetchall()]


def scans(sql: str) -> list[str]:
    """The steps of the statement that read all rows of the table of pages."""
    aliases = re.findall(rf'"?{PAGES}"? (?:AS )?"?(T\d+|U\d+|V\d+|restricted|mirror)\b', sql)
    whole = {f"SCAN {name}" for name in [PAGES, *aliases]}
    return [step for step in plan(sql) if step in whole]


@pytest.mark.usefixtures("large")
def test_a_scan_would_be_noticed() -> None:
    assert scans(f"SELECT * FROM \"{PAGES}\" WHERE url_path = '/'")  # noqa: S608


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_reads_the_whole_tree(
    client: Client, home: HomePage, request: pytest.FixtureRequest, address: str
) -> None:
    topic = TopicFactory(name="Sleep")
    for title in ("How we sleep", "Light", "Naps"):
        ArticlePageFactory(title=title, topics=[topic], summary="On sleep.")
    request.getfixturevalue("large")
    with CaptureQueriesContext(connection) as sent:
        assert client.get(address).status_code == 200
    asked = [each["sql"] for each in sent if each["sql"].startswith("SELECT")]
    assert asked
    assert {sql: found for sql in asked if (found := scans(sql))} == {}
