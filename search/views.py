"""The search page."""

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.apps import apps
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from blog.models import ArticleIndexPage
from clinic.content.distress import speaks_of_distress
from clinic.content.listing import paginated, visible
from clinic.content.models import Topic
from clinic.upkeep.counting import count_landing
from search.counting import count_click, count_search
from search.promoting import best_bets
from search.queries import Query
from search.results import kind_name, results
from search.searching import NEWEST, Filters, Found, FoundPage
from search.searching import search as search_for
from search.suggesting import suggestions

SUGGESTIONS_SECONDS = 60

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Choice:
    """One entry of a filter."""

    label: str
    address: str
    count: int
    chosen: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers `?query=`, narrowed by `kind` and `topic`, the newest first by `order`."""
    query = Query(request.GET.get("query", ""))
    language = translation.get_language()
    filters, topic = filters_from(request)
    context: dict[str, Any] = {
        "query": str(query),
        # Before all else, so that it is there when the engine is not.
        "distress": speaks_of_distress(str(query)),
        "topic": topic,
        "filters": filters,
    }
    try:
        context |= found_context(request, query, language, filters)
    except DatabaseError:
        logger.exception("The search engine failed.")
        context |= {"resting": True}
    if context.get("resting") or (query and not context.get("results")):
        context |= topic_context()
    status = 503 if context.get("resting") else 200
    return render(request, "search/search.html", context, status=status)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A list of suggestions for what is in `?query=` so far, as a part of a page."""
    typed = str(Query(request.GET.get("query", "")))
    context: dict[str, Any] = {"distress": speaks_of_distress(typed), "suggestions": []}
    try:
        context["suggestions"] = suggestions(typed, translation.get_language(), request)
    except DatabaseError:
        logger.exception("The search engine failed.")
    response = render(request, "search/suggestions.html", context)
    patch_cache_control(response, public=True, max_age=SUGGESTIONS_SECONDS)
    return response


@csrf_exempt  # It changes no more than a count, and the page must be the same for everybody.
@require_POST
def counted(request: HttpRequest) -> HttpResponse:
    """Count a search, or a click on one of its results and the page that it leads to, that the
    visitor's browser tells of."""
    query, language = request.POST.get("query", ""), translation.get_language()
    if request.POST.get("event") == "click":
        count_click(query, language)
        count_landing(request.POST.get("path", ""))
    else:
        count_search(query, language, empty=request.POST.get("empty") == "1")
    return HttpResponse(status=204)


def filters_from(request: HttpRequest) -> tuple[Filters, Topic | None]:
    """The filters of an address; those that make no sense are not there."""
    slug = request.GET.get("topic", "")
    topic = Topic.objects.filter(slug=slug).first() if slug and "\x00" not in slug else None
    kind = request.GET.get("kind", "")
    order = NEWEST if request.GET.get("order") == NEWEST else ""
    return Filters(kind if kind in kinds() else "", topic.pk if topic else None, order), topic


def kinds() -> dict[str, type[Page]]:
    """The types of pages by their names in addresses."""
    models = [model for model in apps.get_models() if issubclass(model, Page)]
    return {model._meta.model_name: model for model in models if model is not Page}


def found_context(
    request: HttpRequest, query: Query, language: str, filters: Filters
) -> dict[str, Any]:
    """What the page shows of what was found. Raises DatabaseError when the engine fails."""
    if not query.has_words:
        return {"results": None}
    found = search_for(query, language, filters)
    results_page = paginated(found.pages, request.GET.get("page"))
    shown: list[FoundPage] = list(results_page.object_list)
    results_page.object_list = results(found, shown, request)
    kept = [name for name in ("query", "kind", "topic", "order") if request.GET.get(name)]
    return {
        "results": results_page,
        "total": results_page.paginator.count,
        "found": found,
        "corrected": corrected(query, found),
        "shown": corrected(query, found) or str(query),
        "best_bets": best_bets(str(query), language, request),
        "kinds": kind_choices(request, found, filters),
        "topics": topic_choices(request, found, filters),
        "count_it": results_page.number == 1 and filters == Filters(),
        "orders": [
            Choice("", address(request, order=""), 0, filters.order == ""),
            Choice("", address(request, order=NEWEST), 0, filters.order == NEWEST),
        ],
        "everything": address(request, kind="", topic=""),
        "keep": encoded({name: request.GET[name] for name in kept}),
    }


def corrected(query: Query, found: Found) -> str:
    """The query as it was searched for, where a word of it was corrected."""
    text = str(query)
    if not found.understood.corrected:
        return ""
    return " ".join(found.understood.corrected.get(word.casefold(), word) for word in text.split())


def address(request: HttpRequest, **changes: str) -> str:
    """This search with other filters, on its first page: the same address for each state."""
    names = ("query", "kind", "topic", "order")
    values = {name: changes.get(name, request.GET.get(name, "")) for name in names}
    return "?" + encoded({name: value for name, value in values.items() if value})


def encoded(values: dict[str, str]) -> str:
    return urlencode(values, quote_via=quote, errors="replace")


def kind_choices(request: HttpRequest, found: Found, filters: Filters) -> list[Choice]:
    models = kinds()
    choices = [
        Choice(kind_name(models[name]), address(request, kind=name), count, name == filters.kind)
        for name, count in found.kinds.most_common()
        if name in models
    ]
    return choices if len(choices) > 1 or filters.kind else []


def topic_choices(request: HttpRequest, found: Found, filters: Filters) -> list[Choice]:
    topics = Topic.objects.in_bulk(list(found.topics)) if found.topics else {}
    choices = [
        Choice(topics[pk].name, address(request, topic=topics[pk].slug), count, pk == filters.topic)
        for pk, count in found.topics.most_common(12)
        if pk in topics
    ]
    return choices if len(choices) > 1 or filters.topic else []


def topic_context() -> dict[str, Any]:
    """The topics to choose from, where nothing was found; none where the database fails."""
    try:
        index = visible(ArticleIndexPage.objects.all()).first()
        return {"index": index, "all_topics": list(index.topics()[:12]) if index else []}
    except DatabaseError:
        return {}
