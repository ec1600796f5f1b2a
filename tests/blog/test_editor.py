"""The editor opens a long article with as many queries as a short one."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.blog.test_query_counts import every_block, within_limits
from tests.factories import (
    ArticlePageFactory,
    ReferenceFactory,
    StandardPageFactory,
    UserFactory,
    body,
)
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    return client


def opened(editor: Client, rounds: int) -> list[str]:
    """The queries of opening a draft with every kind of block, each `rounds` times as far as an
    article takes it, and each with links and pictures of its own."""
    blocks = [one for _ in range(rounds) for one in every_block(StandardPageFactory())]
    page = ArticlePageFactory(
        live=False,
        body=body(*within_limits(blocks)),
        references=[ReferenceFactory() for _ in range(rounds)],
        related=[ArticlePageFactory() for _ in range(rounds)],
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.get(address).status_code == 200  # from now on Wagtail knows its own addresses
    return queries(lambda: editor.get(address))


def test_sixty_blocks_take_no_more_queries_than_seventeen(editor: Client) -> None:
    assert_same_queries(opened(editor, 1), opened(editor, 4))
