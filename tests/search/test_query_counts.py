"""A search asks the database as often for many results as for one."""

import pytest
from django.core.management import call_command
from django.test import Client

from tests.factories import (
    ArticlePageFactory,
    PersonFactory,
    StandardPageFactory,
    TopicFactory,
    body,
    section,
)
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db


def site_of(count: int) -> None:
    for number in range(count):
        article = body(*[section(f"Okapi {part}", "<p>An okapi.</p>") for part in range(5)])
        ArticlePageFactory(
            title=f"Okapi {number}",
            body=article,
            topics=[TopicFactory()],
            authors=[PersonFactory()],
        )


@pytest.mark.parametrize(
    "address",
    ["/search/?query=okapi", "/search/?query=okapi&order=newest", "/search/?query=okapi+food"],
)
def test_many_results_cost_as_many_queries_as_one(client: Client, address: str) -> None:
    site_of(1)
    StandardPageFactory(title="The okapi house")
    client.get(address)
    few = queries(lambda: client.get(address))
    site_of(49)
    many = queries(lambda: client.get(address))
    assert_same_queries(few, many)
    assert len(many) <= 24


def test_the_size_of_the_site_does_not_matter_to_indexing_a_page() -> None:
    def one_more(number: int) -> list[str]:
        page = ArticlePageFactory(title=f"Quagga {number}")
        return queries(page.save)

    few = one_more(0)
    site_of(30)
    assert_same_queries(few, one_more(1))


def test_a_rebuild_asks_in_proportion_to_the_pages() -> None:
    def rebuilding() -> int:
        return len(queries(lambda: call_command("rebuild_search", verbosity=0)))

    costs = []
    for _step in range(3):
        site_of(10)
        rebuilding()  # the first also writes
        costs.append(rebuilding())
    assert costs[2] - costs[1] == costs[1] - costs[0]
