"""A page as the passages that search finds: its lead, and each section with its anchor."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from wagtail.blocks import ListBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from clinic.content.blocks.base import leaf_text, plain_text, rich_text_words
from clinic.content.blocks.walking import leaves, list_item, parts
from clinic.content.models import Topic
from clinic.content.sections import Section
from search.analysis import terms
from search.models import Passage

# PostgreSQL takes no more than a megabyte of terms; no section of an article is that long.
TERMS_AT_MOST = 20_000

# Stands before each tag, so that no word that anybody writes is one.
TAG = "·"


def tag(kind: str, value: object) -> str:
    """How a language, a page type or a topic is written in `Passage.tags`."""
    return f"{TAG}{kind}{value}"


def passages(page: Page) -> list[Passage]:
    """The passages of a page (specific, with its fields as they are to be found), unsaved.

    A page type takes part with what it has of `summary`, `in_short`, `sections`, topics,
    `author_list` and `reviewed_on`.
    """
    language = page.locale.language_code
    with translation.override(language):
        return list(_passages(page, language))


def _passages(page: Page, language: str) -> Iterator[Passage]:
    sections: list[Section] = getattr(page, "sections", [])
    elsewhere = texts_from_elsewhere(sections)
    topics = topics_of(page)
    tags = [tag("language", language), tag("kind", page._meta.model_name)]
    tags += [tag("topic", topic.pk) for topic in topics]
    shared = {
        "page": page,
        "language": language,
        "tags": " ".join(tags),
        "title_terms": _joined(page.title, language),
        "published_at": page.first_published_at,
        "expire_at": page.expire_at,
        "reviewed_on": getattr(page, "reviewed_on", None),
    }
    people = [person.name for person in getattr(page, "author_list", [])]
    before = [
        (section.text, more)
        for section, more in zip(sections, elsewhere, strict=True)
        if not section.heading
    ]
    short = _lines(
        getattr(page, "summary", "") or getattr(page, "lead", "") or page.search_description,
        rich_text_words(getattr(page, "in_short", "") or ""),
    )
    names = [topic.name for topic in topics] + people
    yield _passage(
        position=0,
        heading=page.title,
        text=_lines(short, *(line for pair in before for line in pair)),
        short=short,
        body=_lines(*(line for pair in before for line in pair)),
        keywords=_clean(_lines(*names)),
        **shared,
    )
    position, above = 0, ""
    for section, more in zip(sections, elsewhere, strict=True):
        if not section.heading:
            continue
        position += 1
        own = section.text.removeprefix(section.heading).strip()
        text = _lines(own, more)
        is_short = section.kind == "bottom_line"
        # "Side effects" may be headed "What may go wrong".
        called = str(section.parts[0][0].label) if section.kind != "section" else ""
        if section.level == 2:
            above = section.heading
        names = item_names(section)
        yield _passage(
            position=position,
            heading=section.heading,
            anchor=section.anchor,
            kind=section.kind,
            text=text,
            short=_lines(
                own_words(section) if is_short else "",
                above if section.level == 3 else "",
                called,
                *names,
            ),
            keywords=called,
            body=text,
            **shared,
        )


def own_words(section: Section) -> str:
    """What stands in the block that has the heading, without the blocks after it."""
    return plain_text(*section.parts[0])


def item_names(section: Section) -> list[str]:
    """What heads a part of a section, though it has no anchor: a callout's heading, and what
    stands first in each item of a list, such as a question or a side effect."""
    headings = [
        raw["heading"]
        for _block, raw in section.parts
        if isinstance(raw, dict) and raw.get("heading") not in (None, section.heading)
    ]
    firsts = [
        next(leaves(child.child_block, list_item(item)), None)
        for block, raw in section.parts
        for child, items in parts(block, raw)
        if isinstance(child, ListBlock) and isinstance(items, list)
        for item in items
    ]
    return [*headings, *(leaf_text(*first) for first in firsts if first)]


def topics_of(page: Page) -> list[Topic]:
    """What the page is about, by whatever name its type has for it."""
    fields = [field for field in page._meta.many_to_many if field.related_model is Topic]
    return [topic for field in fields for topic in getattr(page, field.name).all()]


def _passage(heading: str, text: str, short: str, body: str, **fields: Any) -> Passage:
    language = fields["language"]
    body_terms = terms(_clean(_lines(body, fields.get("keywords", ""))), language)[:TERMS_AT_MOST]
    return Passage(
        heading=_clean(heading)[:255],
        text=_clean(text),
        heading_terms=_joined(heading, language),
        short_terms=_joined(short, language),
        body_terms=" ".join(body_terms),
        length=len(body_terms),
        **fields,
    )


def _joined(text: str, language: str) -> str:
    return " ".join(terms(_clean(text), language)[:TERMS_AT_MOST])


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\x00", " ")


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def texts_from_elsewhere(sections: list[Section]) -> list[str]:
    """For each section the words of what its blocks show from elsewhere: people, titles of
    documents. One query for each kind of block, however many sections."""
    # Blocks are compared by what they are, and have no hash.
    choosers: dict[int, Any] = {}
    chosen: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    for number, section in enumerate(sections):
        for block, raw in section.parts:
            for leaf, value in leaves(block, raw):
                if isinstance(leaf, SnippetChooserBlock | DocumentChooserBlock):
                    choosers[id(leaf)] = leaf
                    chosen[id(leaf)].append((number, value))
    texts: list[list[str]] = [[] for _section in sections]
    for key, places in chosen.items():
        block = choosers[key]
        values = block.bulk_to_python([pk for _number, pk in places])
        for (number, _pk), value in zip(places, values, strict=True):
            texts[number] += block.get_searchable_content(value) if value else []
    return [_lines(*found) for found in texts]
