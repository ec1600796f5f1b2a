"""A search from the visitor's words to the pages and their sections, best first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from wagtail.models import Page

from clinic.content.listing import open_by_id
from search.engines import BROAD, Wanted, get_engine
from search.models import IndexSize
from search.passages import tag
from search.queries import Query
from search.ranking import Ranked, Ranker, unique
from search.understanding import Group, Understood, understand

# So many passages are weighed: the results of a search end where nobody looks any more.
CANDIDATES = 240
SECTIONS_SHOWN = 3
SECTION_SHARE = 0.55  # of the score of a page's best section, for another to be shown
PAGE_SHARE = 0.3  # of what was asked, by rarity, that a page must hold
OTHERS_COUNT = 0.2  # what a page's other sections add to its best

NEWEST = "newest"


@dataclass(frozen=True)
class Filters:
    """What the visitor narrowed the results to."""

    kind: str = ""
    topic: int | None = None
    order: str = ""

    def tags(self, language: str) -> list[str]:
        tags = [tag("kind", self.kind)] if self.kind else []
        tags += [tag("topic", self.topic)] if self.topic else []
        if IndexSize.objects.filter(passages__gt=0).exclude(language=language).exists():
            tags.append(tag("language", language))
        return tags


@dataclass
class FoundPage:
    """A page and those of its passages that answer, the best first."""

    page_id: int
    score: float
    passages: list[Ranked]
    published_at: datetime | None = None


@dataclass
class Found:
    """What a search found."""

    understood: Understood
    pages: list[FoundPage] = field(default_factory=list)
    relaxed: bool = False
    unquoted: bool = False
    more: bool = False
    kinds: Counter[str] = field(default_factory=Counter)
    topics: Counter[int] = field(default_factory=Counter)


def search(
    query: Query, language: str, filters: Filters = Filters(), explain: bool = False
) -> Found:
    """The pages that answer, the best first. At most `CANDIDATES` passages are weighed twice
    over: those with all that was asked, and those with some. Where no page has a phrase in
    quotes as it stands, its words are looked for.

    Raises DatabaseError when the engine fails.
    """
    found = _search(query, language, filters, explain)
    if query.phrases and not found.pages:
        found = _search(query.unquoted, language, filters, explain)
        found.unquoted = True
    return found


def _search(query: Query, language: str, filters: Filters, explain: bool) -> Found:
    understood = understand(query, language)
    found = Found(understood)
    if not understood.known or any(
        group.required and not group.passages for group in understood.groups
    ):
        return found
    everything = replace(filters, kind="", topic=None)
    ranked, found.more = candidates(understood, filters, CANDIDATES, explain)
    found.pages = pages(ranked, understood)
    found.relaxed = bool(found.pages) and not any(
        _covers_all(page, understood) for page in found.pages
    )
    if filters.order == NEWEST:
        dated = [page for page in found.pages if page.published_at]
        undated = [page for page in found.pages if not page.published_at]
        found.pages = [*sorted(dated, key=_published, reverse=True), *undated]
    whole = found.pages
    if everything != filters:
        whole = pages(candidates(understood, everything, CANDIDATES)[0], understood)
    found.kinds, found.topics = counted(whole)
    return found


def candidates(
    understood: Understood, filters: Filters, limit: int, explain: bool = False
) -> tuple[list[Ranked], bool]:
    """The passages that match best, ranked, and whether there were more."""
    engine = get_engine()
    tags = filters.tags(understood.language)
    groups = understood.known
    all_of = Wanted(groups, understood.excluded, tags)
    ask = engine.newest if filters.order == NEWEST else engine.best
    ids = ask(all_of, limit)
    more = len(ids) == limit
    if len(groups) > 1:
        some = engine.best(
            Wanted(telling(groups), understood.excluded, tags, match_all=False), limit
        )
        more = more or len(some) == limit
        ids = unique([*ids, *some])
    return Ranker(understood, usual_length(understood.language)).rank(ids, explain), more


def telling(groups: Sequence[Group]) -> list[Group]:
    """The groups by which passages with only some of them are looked for: the rarest, as many
    as an engine ranks quickly."""
    rarest: list[Group] = []
    budget = BROAD
    for group in sorted(groups, key=lambda group: (not group.required, group.passages)):
        if rarest and not group.required and group.passages > budget:
            break
        budget -= group.passages
        rarest.append(group)
    return rarest


def usual_length(language: str) -> float:
    """How many terms a passage's body has on average."""
    size = IndexSize.objects.filter(language=language, passages__gt=0).first()
    return size.terms / size.passages if size else 1.0


def pages(ranked: Sequence[Ranked], understood: Understood) -> list[FoundPage]:
    """Ranked passages gathered by their pages, the best page first. A page must hold half of
    what was asked, unless none does."""
    gathered: dict[int, list[Ranked]] = {}
    for one in ranked:
        gathered.setdefault(one.page_id, []).append(one)
    groups = understood.known
    asked = sum(group.weight for group in groups)
    found = []
    shares = []
    for page_id, passages in gathered.items():
        held = frozenset[int]().union(*(one.found for one in passages))
        by_rarity = sum(groups[number].weight for number in held) / (asked or 1)
        shares.append((by_rarity + len(held) / len(groups)) / 2)
        best, *others = passages
        score = best.score + OTHERS_COUNT * sum(one.score for one in others[:2])
        found.append(FoundPage(page_id, score, passages, best.published_at))
    least = min(PAGE_SHARE, max(shares, default=0) - 1e-9)
    enough = [page for page, share in zip(found, shares, strict=True) if share > least]
    return sorted(enough, key=lambda page: -page.score)


def shown_passages(page: FoundPage) -> list[Ranked]:
    """The sections that a result shows: the best, and those that are nearly as good."""
    best = page.passages[0].score
    anchors: dict[str, Ranked] = {}
    for one in page.passages:
        if one.score >= SECTION_SHARE * best:
            anchors.setdefault(one.anchor, one)
    return list(anchors.values())[:SECTIONS_SHOWN]


def counted(found: Sequence[FoundPage]) -> tuple[Counter[str], Counter[int]]:
    """How many of the pages are of each kind, and about each topic."""
    kinds: Counter[str] = Counter()
    topics: Counter[int] = Counter()
    for page in found:
        for name in page.passages[0].tags:
            if name.startswith(tag("kind", "")):
                kinds[name.removeprefix(tag("kind", ""))] += 1
            elif name.startswith(tag("topic", "")):
                topics[int(name.removeprefix(tag("topic", "")))] += 1
    return kinds, topics


def _published(page: FoundPage) -> Any:
    return page.published_at


def _covers_all(page: FoundPage, understood: Understood) -> bool:
    held = frozenset[int]().union(*(one.found for one in page.passages))
    return len(held) == len(understood.known)


def shown_pages(found: Sequence[FoundPage], language: str) -> dict[int, Page]:
    """The pages of results by their ids: those that a visitor may read now."""
    return open_by_id([page.page_id for page in found], language)


@dataclass(frozen=True)
class FoundSection:
    """A section as the visitor meets it; `anchor` is empty for the top of the page."""

    page_id: int
    anchor: str
    score: float


def search_sections(query: str, language: str = "en", limit: int = 10) -> list[FoundSection]:
    """The sections that answer, in the order in which a visitor meets them: page by page, in
    each its best sections."""
    found = search(Query(query), language)
    sections = [
        FoundSection(page.page_id, one.anchor, one.score)
        for page in found.pages[:limit]
        for one in shown_passages(page)
    ]
    return sections[:limit]


def rank_passages(query: str, language: str = "en", limit: int = 1000) -> list[Ranked]:
    """Single passages, the best first, whatever their pages."""
    understood = understand(Query(query), language)
    return candidates(understood, Filters(), limit)[0] if understood.known else []
