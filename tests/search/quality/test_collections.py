"""On public collections with relevance judgements the ranking is as good as Okapi BM25."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.utils.html import escape

from search.searching import rank_passages
from tests.factories import ArticlePageFactory, body
from tests.search.quality.bm25 import Okapi, average_precision
from tests.search.quality.judged import (
    CRANFIELD,
    MEDLARS,
    Collection,
    Files,
    cranfield,
    medlars,
)

pytestmark = pytest.mark.django_db


def needs(files: Files) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not files.are_here, reason="the public collection is not here")


@pytest.mark.parametrize(
    ("name", "load"),
    [
        pytest.param("MEDLARS", medlars, marks=needs(MEDLARS)),
        pytest.param("Cranfield", cranfield, marks=[needs(CRANFIELD), pytest.mark.long]),
    ],
)
def test_the_ranking_is_as_good_as_okapi_bm25(
    name: str, load: Callable[[], Collection], capsys: pytest.CaptureFixture[str]
) -> None:
    collection = load()
    documents = put_into_the_site(collection)
    plain = Okapi(
        {pk: f"{collection.titles[pk]} {text}" for pk, text in collection.documents.items()}
    )
    ours, okapi = [], []
    for number, query in collection.queries.items():
        if not (relevant := collection.relevant.get(number)):
            continue
        found = [documents[one.page_id] for one in rank_passages(query, "en", limit=1000)]
        ours.append(average_precision(list(dict.fromkeys(found))[:1000], relevant))
        okapi.append(average_precision(plain.ranking(query)[:1000], relevant))
    ours_mean, okapi_mean = sum(ours) / len(ours), sum(okapi) / len(okapi)
    with capsys.disabled():
        print(
            f"\n{name} on {connection.vendor}, {len(ours)} queries, mean average precision: "
            f"{ours_mean:.3f} for our search, {okapi_mean:.3f} for Okapi BM25"
        )
    assert ours_mean >= okapi_mean


def put_into_the_site(collection: Collection) -> dict[int, int]:
    """A page for each document; the documents' ids by those of their pages."""
    pages = {}
    for pk, text in collection.documents.items():
        page = ArticlePageFactory(
            title=collection.titles[pk][:250] or f"Abstract {pk}",
            slug=f"abstract-{pk}",
            summary="…",  # no word
            body=body(("text", f"<p>{escape(text)}</p>")),
        )
        pages[page.pk] = pk
    return pages


class TestAveragePrecision:
    @pytest.mark.parametrize(
        ("ranking", "precision"),
        [([1, 2], 1.0), ([2, 1], 1.0), ([3, 1, 4, 2], 0.5), ([3, 1], 0.25), ([], 0.0)],
        ids=str,
    )
    def test_is_the_mean_precision_at_what_is_relevant(
        self, ranking: list[int], precision: float
    ) -> None:
        assert average_precision(ranking, {1, 2}) == precision


class TestOkapi:
    def test_ranks_by_rarity_frequency_and_length(self) -> None:
        okapi = Okapi(
            {
                1: "the ketamine infusion",
                2: "the drip and the drip and the ketamine",
                3: "the infusions of ketamine, all of them and much more",
                4: "the rest",
            }
        )
        assert okapi.ranking("infusion") == [1, 3]
        assert okapi.ranking("ketamine drips") == [2, 1, 3]
        assert okapi.ranking("nothing") == []
