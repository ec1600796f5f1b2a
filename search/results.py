"""Results as a page shows them: titles, sections and passages with their marks, and facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.models import Page

from clinic.content.models import Topic
from clinic.review.overview import reviews_of
from search.excerpts import excerpt, marked
from search.models import Passage
from search.passages import passages, tag, topics_of
from search.searching import Found, FoundPage, shown_pages, shown_passages


@dataclass
class ShownSection:
    """A section below its page's title."""

    href: str
    heading: SafeString
    excerpt: SafeString


@dataclass
class Result:
    """A page and the sections of it that answer; `excerpt` is from above its first heading."""

    page: Page
    href: str
    title: SafeString
    excerpt: SafeString | str
    sections: list[ShownSection]
    topics: list[str]
    kind: str
    reviewed_on: date | None


def kind_name(model: type[Page]) -> str:
    """What visitors call a type of page."""
    return str(getattr(model, "kind_name", "") or model._meta.verbose_name.capitalize())


def results(found: Found, pages: Sequence[FoundPage], request: HttpRequest) -> list[Result]:
    """What is shown of found pages. As many queries for ten as for one."""
    language, wanted = found.understood.language, found.understood.wanted
    shown = shown_pages(pages, language)
    chosen = {page.page_id: shown_passages(page) for page in pages}
    ids = [one.passage_id for passages in chosen.values() for one in passages]
    found_passages = Passage.objects.in_bulk(ids)
    topics = topic_names(one.tags for page in pages for one in page.passages[:1])
    reviewed = reviewed_days(page.page_id for page in pages if page.passages[0].reviewed_on)
    made = []
    for found_page in pages:
        page = shown.get(found_page.page_id)
        url = page.get_url(request) if page else None
        if page is None or url is None:
            continue
        lead: SafeString | str = ""
        sections = []
        for one in chosen[page.pk]:
            passage = found_passages.get(one.passage_id)
            if passage is None:
                continue
            text = excerpt(passage.text, wanted, language)
            if not passage.anchor:
                lead = lead or text
            else:
                href = f"{url}#{passage.anchor}"
                sections.append(ShownSection(href, marked(passage.heading, wanted, language), text))
        made.append(
            Result(
                page=page,
                href=url,
                title=marked(page.title, wanted, language),
                excerpt=lead,
                sections=sections,
                topics=[topics[name] for name in found_page.passages[0].tags if name in topics],
                kind=kind_name(page.specific_class or Page),
                reviewed_on=reviewed.get(found_page.page_id),
            )
        )
    return made


def unasked(page: Page) -> Result:
    """A page, saved or not, as it is found whatever is looked for: without marks and sections."""
    lead = passages(page)[0]
    return Result(
        page=page,
        href=page.url or "",
        title=escape(page.title),
        excerpt=excerpt(lead.text, frozenset(), lead.language),
        sections=[],
        topics=[topic.name for topic in topics_of(page)],
        kind=kind_name(type(page)),
        reviewed_on=lead.reviewed_on,
    )


def reviewed_days(page_ids: Iterable[int]) -> dict[int, date]:
    """The days of the sign-offs that hold now: the index knows those of when it was written, and
    a review falls due, or what a page shows changes, without a word to the index."""
    ids = list(page_ids)
    reviews = reviews_of(Page.objects.filter(pk__in=ids).specific()) if ids else {}
    return {
        pk: timezone.localdate(review.sign_off.at)
        for pk, review in reviews.items()
        if review.is_valid and review.sign_off
    }


def topic_names(tags: Iterable[Iterable[str]]) -> dict[str, str]:
    """The names of topics by their tags."""
    start = tag("topic", "")
    ids = {name.removeprefix(start) for each in tags for name in each if name.startswith(start)}
    rows = Topic.objects.filter(pk__in=ids).values_list("pk", "name") if ids else []
    return {tag("topic", pk): name for pk, name in rows}
