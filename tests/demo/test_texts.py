"""What the demonstration's texts promise, before any of it is in a database."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from django.utils.html import strip_tags

from clinic.content.blocks.callout import KINDS
from clinic.content.blocks.streams import ArticleBody
from demo import clinic, pages
from demo.articles import ARTICLES
from demo.illustrations import ILLUSTRATIONS, png
from demo.keys import LINK
from demo.leaflets import LEAFLETS, pdf
from demo.references import SOURCES
from demo.shapes import Article, Block, DocumentKey, ImageKey, PageKey, PersonKey, SharedTextKey
from tests.support.copied_pages import DIRECTORY, needs_copied_pages

pytestmark = pytest.mark.once

PUBLISHED = {key: article for key, article in ARTICLES.items() if not article.draft}
BODIES: dict[str, list[Block]] = {
    "home": pages.HOME_BODY,
    **{key: page.body for key, page in pages.PAGES.items()},
    **{key: article.body for key, article in ARTICLES.items()},
}
PAGE_KEYS = {*BODIES, "articles"}


def strings(value: Any) -> Iterator[str]:
    """Every string inside a block's value, keys of other things among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(strings, value.values()))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(strings, value))


def links(kind: str, *values: Any) -> set[str]:
    """The keys that rich texts cite or link to."""
    found = chain.from_iterable(map(LINK.findall, strings(values)))
    return {key for link, key in found if link == kind}


def keys(kind: type[str]) -> set[str]:
    return {str(key) for key in strings(list(BODIES.values())) if isinstance(key, kind)}


def cited(article: Article) -> set[str]:
    return links("cite", article.in_short, article.body)


def blocks(name: str) -> list[Any]:
    """The values of all blocks of one kind in articles that readers see."""
    return [value for a in PUBLISHED.values() for kind, value in a.body if kind == name]


def test_the_articles_use_every_block_an_article_may_have() -> None:
    assert {name for a in PUBLISHED.values() for name, _ in a.body} == {*ArticleBody().child_blocks}


def test_the_articles_use_every_kind_of_callout_and_both_levels_of_heading() -> None:
    assert {callout["kind"] for callout in blocks("callout")} == {kind for kind, _ in KINDS}
    assert {section["level"] for section in blocks("section")} == {"h2", "h3"}


def test_some_bottom_lines_stand_in_for_in_short() -> None:
    assert {line["show_as_summary"] for line in blocks("bottom_line")} == {True, False}
    for article in PUBLISHED.values():
        shown = [v["show_as_summary"] for name, v in article.body if name == "bottom_line"]
        assert bool(article.in_short) != any(shown), article.slug


def test_there_are_at_least_six_articles_and_three_topics() -> None:
    assert len(PUBLISHED) >= 6
    assert len(clinic.TOPICS) == 3
    assert set(chain.from_iterable(a.topics for a in PUBLISHED.values())) == {*clinic.TOPICS}


def test_no_two_pages_share_a_slug() -> None:
    article_slugs = [article.slug for article in ARTICLES.values()]
    page_slugs = [page.slug for page in pages.PAGES.values()]

    assert len({*article_slugs}) == len(article_slugs)
    assert len({*page_slugs, "articles"}) == len(page_slugs) + 1


def test_every_citation_names_a_source_and_every_source_is_cited_or_listed() -> None:
    used = set().union(*(cited(a) | {*a.further_reading} for a in ARTICLES.values()))
    used |= links("cite", list(BODIES.values()))

    assert used == {*SOURCES}


@pytest.mark.parametrize("article", PUBLISHED.values(), ids=lambda article: article.slug)
def test_an_article_stands_on_published_sources(article: Article) -> None:
    assert len(cited(article)) >= 5
    assert not cited(article) & {*article.further_reading}


@pytest.mark.parametrize("key", SOURCES)
def test_a_source_can_be_found_by_a_reader(key: str) -> None:
    source = SOURCES[key]

    assert source.title
    assert source.authors
    assert source.doi or source.pubmed_id or source.url


def test_a_study_is_listed_once() -> None:
    for field in ("doi", "pubmed_id", "url", "title"):
        values = [value for source in SOURCES.values() if (value := getattr(source, field))]
        assert len({*values}) == len(values), field


def test_every_key_names_something_that_exists() -> None:
    linked = links("page", list(BODIES.values())) | keys(PageKey)
    linked |= {*chain.from_iterable(article.related for article in ARTICLES.values())}
    linked |= {key for key, _ in clinic.HEADER_LINKS + clinic.FOOTER_LINKS}
    pictures = keys(ImageKey) | {a.lead_image for a in ARTICLES.values()}
    authors = {*chain.from_iterable(article.authors for article in ARTICLES.values())}

    assert linked <= PAGE_KEYS
    assert pictures | {pages.HOME_LEAD_IMAGE} == {*ILLUSTRATIONS}
    assert keys(DocumentKey) == {*LEAFLETS}
    assert keys(SharedTextKey) == {*clinic.SHARED_TEXTS}
    assert keys(PersonKey) == {*clinic.PEOPLE}
    assert authors <= {key for key, person in clinic.PEOPLE.items() if person.is_author}


def test_no_published_page_leads_to_a_draft() -> None:
    drafts = {*ARTICLES} - {*PUBLISHED}
    readable = {key: body for key, body in BODIES.items() if key not in drafts}
    linked = links("page", list(readable.values()))
    linked |= {str(key) for key in strings(list(readable.values())) if isinstance(key, PageKey)}
    linked |= {*chain.from_iterable(article.related for article in PUBLISHED.values())}

    assert not linked & drafts


def test_an_article_shows_no_picture_twice() -> None:
    for article in ARTICLES.values():
        shown = [str(key) for key in strings(article.body) if isinstance(key, ImageKey)]
        assert len({*shown, article.lead_image}) == len(shown) + 1, article.slug


def test_every_picture_has_its_own_alternative_text() -> None:
    texts = [drawing.alt for drawing in ILLUSTRATIONS.values()]

    assert all(20 < len(text) <= 250 for text in texts)
    assert len({*texts}) == len(texts)


def test_a_drawing_is_the_same_each_time() -> None:
    assert ILLUSTRATIONS["path"].make().png() == png("path")


@pytest.mark.parametrize("key", LEAFLETS)
def test_a_leaflet_is_a_sound_pdf(key: str) -> None:
    data = pdf(key)
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    offsets = [int(line) for line in re.findall(rb"^(\d{10}) 00000 n", data[start:], re.M)]

    assert data.startswith(b"%PDF-")
    for number, offset in enumerate(offsets, start=1):
        assert data[offset:].startswith(f"{number} 0 obj".encode())
    assert LEAFLETS[key].title.encode() in data


def test_everybody_is_plainly_invented() -> None:
    for person in clinic.PEOPLE.values():
        assert person.name.endswith("(demonstration)")
        if person.is_clinician:
            assert person.registration_number.startswith("DEMO-")
            assert person.credentials.startswith("fictional")
    assert "demonstration" in clinic.NAME
    assert "demonstration" in clinic.DISCLAIMER


def test_the_clinic_can_be_reached_by_nobody() -> None:
    assert re.fullmatch(r"01632 960\d{3}", clinic.TELEPHONE)  # kept free for drama by Ofcom
    assert clinic.EMAIL.endswith("@example.org")


def test_every_crisis_line_gives_a_way_to_reach_it() -> None:
    assert all(line["number"] or line["text_line"] for line in clinic.CRISIS_LINES)
    assert {"999", "111", "116 123"} <= {line["number"] for line in clinic.CRISIS_LINES}


@needs_copied_pages
def test_eight_words_in_a_row_are_never_taken_from_an_article_that_others_wrote() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
        return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}

    own = [strip_tags(text) for text in strings(list(BODIES.values()))]
    own += [
        text for a in ARTICLES.values() for text in (a.title, a.summary, strip_tags(a.in_short))
    ]
    taken = set().union(*map(runs, own))

    files = [*DIRECTORY.glob("*.txt")]
    assert files
    for file in files:
        assert not taken & runs(file.read_text(encoding="utf-8"))
