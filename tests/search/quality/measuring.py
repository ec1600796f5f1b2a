"""Rates of right answers, and how they are told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from clinic.content.listing import visible
from search.searching import search_sections
from tests.search.quality.labels import Label
from tests.search.quality.site import LabelledSite, Place, places


@dataclass(frozen=True)
class Outcome:
    """At which place, from 1, a question's right answer stood; 0 for nowhere."""

    label: Label
    section: int
    page: int
    stock_page: int
    found: list[Place]


class Rates(NamedTuple):
    """How many of a hundred questions were answered right at the first place, and within the
    first three."""

    first: float
    three: float

    @classmethod
    def of(cls, places: Iterable[int]) -> "Rates":
        stood = list(places)
        return cls(
            100 * sum(place == 1 for place in stood) / len(stood),
            100 * sum(1 <= place <= 3 for place in stood) / len(stood),
        )


def outcome(label: Label, site: LabelledSite) -> Outcome:
    """What our search and Wagtail's make of a question."""
    right = site.answers(label)
    pages = {page for page, _anchor in right}
    found = places(search_sections(label.words, label.language, limit=10))
    return Outcome(
        label,
        section=place_of(found, right.__contains__),
        page=place_of(list(dict.fromkeys(page for page, _anchor in found)), pages.__contains__),
        stock_page=place_of(stock_pages(label.words, label.language), pages.__contains__),
        found=found,
    )


def stock_pages(words: str, language: str) -> list[int]:
    """The ids of the pages that Wagtail's own engine finds, as a site that adds nothing would
    ask it."""
    engine = get_search_backend("wagtail.search.backends.database")
    # As a subquery: it filters by indexed fields only.
    pages = Page.objects.filter(pk__in=visible(Page.objects.all(), language).values("pk"))
    return [page.pk for page in engine.search(words, pages)[:10]]


def place_of(found: list, is_right: Callable[..., bool]) -> int:
    return next((place for place, one in enumerate(found, 1) if is_right(one)), 0)


def report(outcomes: list[Outcome], others: list[Outcome]) -> str:
    """A table: for each kind of question and each part, our rates beside Wagtail's."""
    rows = [
        f"{'':24}{'':>10}   our search            our search          Wagtail's stock search",
        f"{'':24}{'':>10}   right section         right page          right page",
        f"{'':24}{'questions':>10}   first  first three    first  first three  first  first three",
    ]
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        groups.setdefault(one.label.kind, []).append(one)
    groups["— to tune by"] = [one for one in outcomes if not one.label.held_back]
    groups["— held back"] = [one for one in outcomes if one.label.held_back]
    groups["— all"] = outcomes
    for one in others:
        groups.setdefault(f"— by others, {one.label.kind}", []).append(one)
    for name, group in groups.items():
        cells = "   ".join(
            f"{rates.first:5.1f}  {rates.three:11.1f}"
            for rates in (
                Rates.of(one.section for one in group),
                Rates.of(one.page for one in group),
                Rates.of(one.stock_page for one in group),
            )
        )
        rows.append(f"{name:24}{len(group):>10}   {cells}")
    return "\n".join(rows)
