"""The reviews of many pages at once are those of each page by itself, with as few queries."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from clinic.review import decisions
from clinic.review.overview import in_chunks, pages_under_review, reviews_of
from clinic.review.state import State, review_of
from tests.factories import ArticlePageFactory, PersonFactory, ReferenceFactory
from tests.support.queries import assert_same_queries, queries
from tests.support.review import a_clinician, sign_off

pytestmark = pytest.mark.django_db


def specific(pages: list[Page]) -> list[Page]:
    return list(Page.objects.filter(pk__in=[page.pk for page in pages]).specific())


def test_many_reviews_agree_with_each_by_itself() -> None:
    clinician, author = a_clinician(), PersonFactory()
    yesterday = timezone.now() - timedelta(days=1)

    def signed(**fields: object) -> Page:
        fields = {"live": False, "references": [ReferenceFactory()], **fields}
        return sign_off(ArticlePageFactory(**fields), clinician)

    reviewed, changed, withdrawn = signed(), signed(authors=[author]), signed()
    overdue = sign_off(ArticlePageFactory(live=False), clinician, due=yesterday)
    unread, draft = ArticlePageFactory(), ArticlePageFactory(live=False)
    decisions.withdraw(withdrawn, clinician.user, "Doubtful")
    author.name = "Dr Renamed"
    author.save()

    pages = [reviewed, changed, withdrawn, overdue, unread, draft]
    found = reviews_of(specific(pages))
    alone = {page.pk: review_of(page) for page in specific(pages)}
    assert found == alone
    assert [found[page.pk].state for page in pages] == [
        State.REVIEWED,
        State.CHANGED,
        State.WITHDRAWN,
        State.OVERDUE,
        State.NOT_REVIEWED,
        State.NOT_REVIEWED,
    ]
    assert found[changed.pk].changed == ["Dr Renamed"]


def test_many_reviews_take_as_many_queries_as_few() -> None:
    clinician, author = a_clinician(), PersonFactory()

    def add() -> None:
        article = ArticlePageFactory(live=False, authors=[author], references=[ReferenceFactory()])
        sign_off(article, clinician)

    add()
    list(in_chunks(pages_under_review()))  # the addresses of sites are cached from here on
    few = queries(lambda: list(in_chunks(pages_under_review())))
    for _ in range(9):
        add()
    assert_same_queries(few, queries(lambda: list(in_chunks(pages_under_review()))))
