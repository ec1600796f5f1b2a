"""What to suggest while somebody types."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.models import ArticleIndexPage
from clinic.content.listing import open_by_id, visible
from clinic.content.models import Topic
from search.analysis import folded, words
from search.engines import Wanted, get_engine
from search.excerpts import marked
from search.models import Passage, QueryCount
from search.promoting import promoted
from search.queries import Query
from search.searching import Filters
from search.spelling import completions
from search.stemming import stem
from search.understanding import Alternative, Group, understand

SHORTEST = 2
AT_MOST = 8
LOOKED_AT = 200


@dataclass(frozen=True)
class Suggestion:
    """A line to choose: what it says, what it is, and where it leads."""

    text: SafeString | str
    href: str
    note: str = ""


def suggestions(typed: str, language: str, request: HttpRequest) -> list[Suggestion]:
    """At most `AT_MOST` lines, the surest first: best bets, topics, titles and headings, and
    what others have asked."""
    query = Query(typed)
    start = folded(str(query))
    if len(start.strip()) < SHORTEST:
        return []
    lines = [
        *_best_bets(start, language, request),
        *_topics(start, request),
        *_asked(start, language),
    ]
    lines = lines[: AT_MOST // 2]
    found = _headings(query, language, request)
    chosen: dict[str, Suggestion] = {}
    for line in [*lines, *found]:
        chosen.setdefault(line.href, line)
    return list(chosen.values())[:AT_MOST]


def _best_bets(start: str, language: str, request: HttpRequest) -> list[Suggestion]:
    bets = promoted(lambda text: folded(text).startswith(start), language, request)
    return [Suggestion(bet.title, bet.href, _("We suggest")) for bet in bets[:2]]


def _topics(start: str, request: HttpRequest) -> list[Suggestion]:
    chosen = [
        pk
        for pk, name in Topic.objects.values_list("pk", "name")
        if any(part.startswith(start) for part in (folded(name), *words(name)))
    ]
    index = visible(ArticleIndexPage.objects.all()).first() if chosen else None
    url = index.get_url(request) if index else None
    if index is None or not url:
        return []
    articles = index.articles().filter(topics=OuterRef("pk"))
    topics = Topic.objects.filter(Exists(articles), pk__in=chosen)[:2]
    return [
        Suggestion(topic.name, f"{url}?{urlencode({'topic': topic.slug})}", _("Topic"))
        for topic in topics
    ]


def _asked(start: str, language: str) -> list[Suggestion]:
    """What was often asked, and led somewhere."""
    rows = QueryCount.objects.filter(
        language=language,
        words__gte=start,
        words__lt=start + chr(0x10FFFF),
        clicks__gt=0,
        empty=0,
    ).exclude(words=start)
    address = reverse("search")
    return [
        Suggestion(asked, f"{address}?{urlencode({'query': asked})}", _("Search"))
        for asked in rows.order_by("-searches").values_list("words", flat=True)[:2]
    ]


def _headings(query: Query, language: str, request: HttpRequest) -> list[Suggestion]:
    """Titles and headings with all that was typed, the last word perhaps half of one."""
    understood = understand(query, language, stop=False)
    groups = understood.groups
    if not groups:
        return []
    last = groups[-1]
    for word in completions(last.typed, language, limit=8, shortest=SHORTEST):
        last.add(Alternative((stem(word, language),), 1.0, "completed"))
        last.passages = max(last.passages, 1)
    if any(not group.passages for group in groups):
        return []
    ask = Wanted(groups, understood.excluded, Filters().tags(language))
    ids = get_engine().headed(ask, LOOKED_AT)
    rows = list(
        Passage.objects.filter(pk__in=ids).values_list(
            "page_id", "anchor", "heading", "heading_terms", "position"
        )
    )
    rows.sort(key=lambda row: _order(row[3].split(), row[4], groups))
    pages = open_by_id({row[0] for row in rows[: 2 * AT_MOST]}, language)
    wanted = understood.wanted
    found = []
    for page_id, anchor, heading, _terms, position in rows[: 2 * AT_MOST]:
        page = pages.get(page_id)
        url = page.get_url(request) if page else None
        if url is None or (position and not anchor):
            continue
        href = f"{url}#{anchor}" if anchor else url
        found.append(
            Suggestion(
                marked(heading, wanted, language), href, page.title if page and anchor else ""
            )
        )
    return found


def _order(heading: list[str], position: int, groups: list[Group]) -> tuple[int, int, int]:
    """Where the first of the words stands, then short before long; a title before headings."""
    wanted = {alternative.terms[0] for group in groups for alternative in group.alternatives}
    first = next((place for place, term in enumerate(heading) if term in wanted), len(heading))
    return (min(first, 3), 1 if position else 0, len(heading))
