"""Best bets: what editors put above the results of a query (Wagtail's search promotions)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import SearchPromotion

from clinic.content.listing import open_by_id
from search import wordlists
from search.analysis import words
from search.stemming import stem


@dataclass(frozen=True)
class BestBet:
    title: str
    href: str
    description: str


def essence(text: str, language: str) -> frozenset[str]:
    """What two queries share that ask the same: "the costs", "cost"."""
    stop = wordlists.stop_words(language)
    found = list(words(text))
    return frozenset(stem(word, language) for word in found if word not in stop) or frozenset(
        stem(word, language) for word in found
    )


def best_bets(text: str, language: str, request: HttpRequest) -> list[BestBet]:
    """The best bets for a query, in the order that editors gave them. Only reads."""
    asked = essence(text, language)
    if not asked:
        return []
    return promoted(lambda query: essence(query, language) == asked, language, request)


def promoted(is_meant: Callable[[str], bool], language: str, request: HttpRequest) -> list[BestBet]:
    """The best bets for every promoted query that is meant. Two queries at the most."""
    rows = SearchPromotion.objects.select_related("query").order_by("sort_order", "pk")
    chosen = [row for row in rows if is_meant(row.query.query_string)]
    ids = [row.page_id for row in chosen if row.page_id]
    pages = open_by_id(ids, language) if ids else {}
    bets = []
    for row in chosen:
        if page := pages.get(row.page_id):
            if href := page.get_url(request):
                bets.append(BestBet(page.title, href, row.description))
        elif not row.page_id and row.external_link_url:
            title = row.external_link_text or row.external_link_url
            bets.append(BestBet(title, row.external_link_url, row.description))
    return bets
