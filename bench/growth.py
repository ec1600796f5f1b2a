"""How quick pages are as the site grows: more articles, and more comments on one of them."""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate
from typing import Any

from bench.front import Front, fetched
from bench.load import Load, middle, wrk
from bench.speed import PAGES
from bench.table import table

ARTICLES = (100, 1_000, 10_000, 50_000)
COMMENTS = (10, 100, 1_000, 10_000)
SECONDS, ROUNDS = 6.0, 3
AT_ONCE = 1_000
SECTIONS, LENGTH = 6, 100  # of an article, and words of a section
SYLLABLES = ["ka", "me", "ti", "ro", "su", "la", "ne", "do", "vi", "po"]
WORDS = [a + b + c + d for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES for d in "lnrs"]
# A few words are everywhere, most are rare, as in any language.
WEIGHTS = [*accumulate(1 / (place + 10) for place in range(len(WORDS)))]


def growth(front: Front, scale: float, site: int) -> str:
    """Both tables; `site` is the process that answers."""
    seconds = max(2.0 * ROUNDS, SECONDS * scale)
    rows = []
    for wanted in (round(number * scale) for number in ARTICLES):
        fill_up(wanted)
        loads = {
            name: _asked(front, PAGES[name], seconds, site)
            for name in ("article", "index", "search")
        }
        rows.append([wanted, *(value for load in loads.values() for value in (load.p50, load.p99))])
    heads = ["articles"]
    heads += [f"{name} {value}" for name in loads for value in ("p50 ms", "p99 ms")]
    commented = []
    for wanted in (round(number * scale) for number in COMMENTS):
        comment(wanted)
        load = _asked(front, PAGES["article"], seconds, site)
        commented.append([wanted, load.p50, load.p99])
    return "\n\n".join(
        [
            "## With more articles",
            table(heads, rows),
            "## With more comments on the article",
            table(["comments", "p50 ms", "p99 ms"], commented),
        ]
    )


def _asked(front: Front, path: str, seconds: float, site: int) -> Load:
    """One request after the other, so that what is measured is the page and not the queue."""
    address = front.plain + path
    fetched(front.plain, path)  # the first one loads what the others find
    return middle([wrk(address, seconds / ROUNDS, site, {}, connections=1) for _ in range(ROUNDS)])


def fill_up(wanted: int) -> None:
    """Copy the article, under titles, dates and topics of their own, until the index has so
    many."""
    from django.db import connection

    from blog.models import ArticleIndexPage, ArticlePage

    index = ArticleIndexPage.objects.first()
    source = ArticlePage.objects.get(slug=PAGES["article"].strip("/").rpartition("/")[2])
    there = index.get_children().count()
    last = index.get_last_child().path[len(index.path) :]
    first = index._str2int(last) + 1
    for start in range(0, wanted - there, AT_ONCE):
        numbers = range(first + start, first + min(start + AT_ONCE, wanted - there))
        _add_copies(index, source, numbers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _add_copies(index: Any, source: Any, numbers: range) -> None:
    from django.db import connection, transaction
    from wagtail.models import Page

    from clinic.content.models import Topic
    from search.indexing import add

    with transaction.atomic():
        pages = Page.objects.bulk_create(
            Page(
                title=" ".join(_words(number, 5)),
                draft_title="",
                slug=f"copy-{number}",
                path=index.path + index._int2str(number).rjust(index.steplen, "0"),
                depth=index.depth + 1,
                url_path=f"{index.url_path}copy-{number}/",
                content_type_id=source.content_type_id,
                locale_id=source.locale_id,
                live=True,
                first_published_at=source.first_published_at - timedelta(hours=number),
                last_published_at=source.last_published_at,
            )
            for number in numbers
        )
        Page.objects.filter(pk=index.pk).update(numchild=index.get_children().count())
        columns = [field.column for field in source._meta.local_concrete_fields]
        own = ", ".join(f'"{column}"' for column in columns if column != "page_ptr_id")
        with connection.cursor() as cursor:
            cursor.executemany(
                f'INSERT INTO {source._meta.db_table} ("page_ptr_id", {own}) '  # noqa: S608
                f"SELECT %s, {own} FROM {source._meta.db_table} WHERE page_ptr_id = %s",
                [(page.pk, source.pk) for page in pages],
            )
        topics = [*Topic.objects.values_list("pk", flat=True)]
        filed = type(source).topics.through
        filed.objects.bulk_create(
            filed(articlepage_id=page.pk, topic_id=topics[number % len(topics)])
            for number, page in zip(numbers, pages, strict=True)
        )
        add(
            passage
            for number, page in zip(numbers, pages, strict=True)
            for passage in _passages(page, number)
        )


def _words(seed: int, count: int) -> list[str]:
    return random.Random(seed).choices(WORDS, cum_weights=WEIGHTS, k=count)  # noqa: S311


def _passages(page: Any, number: int) -> Iterator[Any]:
    """What the search finds of a copy: words of its own."""
    from search.analysis import terms
    from search.models import Passage
    from search.passages import tag

    for position in range(SECTIONS):
        seed = number * SECTIONS + position
        heading = " ".join(_words(seed, 4)) if position else page.title
        text = " ".join(_words(-seed, LENGTH))
        body = terms(text, "en")
        yield Passage(
            page=page,
            position=position,
            language="en",
            anchor=f"part-{position}" if position else "",
            heading=heading,
            text=text,
            title_terms=" ".join(terms(page.title, "en")),
            heading_terms=" ".join(terms(heading, "en")),
            body_terms=" ".join(body),
            tags=f"{tag('language', 'en')} {tag('kind', 'articlepage')}",
            length=len(body),
            published_at=page.first_published_at,
        )


def comment(wanted: int) -> None:
    """Publish comments of invented readers on the article until it has so many."""
    from django.db.models import F
    from django.utils import timezone

    from blog.models import ArticlePage
    from clinic.feedback.models import Comment
    from clinic.feedback.totals import count_comments, locked

    page = ArticlePage.objects.get(slug=PAGES["article"].strip("/").rpartition("/")[2])
    there = Comment.objects.filter(page=page, status=Comment.Status.PUBLISHED).count()
    Comment.objects.bulk_create(
        (
            Comment(
                page_id=page.pk,
                name=f"Reader {number}",
                text=" ".join(_words(number, 30)),
                author=f"{number:064d}",
                status=Comment.Status.PUBLISHED,
                published_at=timezone.now(),
            )
            for number in range(there, wanted)
        ),
        batch_size=AT_ONCE,
    )
    Comment.objects.filter(page=page, root=None).update(root=F("pk"))
    with locked(page.pk) as totals:
        count_comments(totals)
