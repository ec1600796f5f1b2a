"""An editor's view of an article, its preview while it is written, and saving it."""

import json
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from bench.front import Front
from bench.load import Load, LoadError, one_by_one
from bench.site import HOST
from bench.table import table

SIZES = (15, 30, 60, 120)  # blocks
TOKEN = "a" * 32
WORDS = "What to do, in plain words, and why it helps. It takes a few minutes."


def text(number: int) -> str:
    """A section's words, with a link and a citation of its own, as an article has them."""
    from wagtail.models import Page

    from clinic.content.models import Reference

    pages = Page.objects.filter(depth__gt=1).values_list("pk", flat=True)
    sources = Reference.objects.values_list("pk", flat=True)
    page, source = pages[number % len(pages)], sources[number % len(sources)]
    return (
        f'<p>See <a linktype="page" id="{page}">our page</a>, '
        f'<a linktype="reference" id="{source}">as studied</a>. {WORDS}</p>' + f"<p>{WORDS}</p>" * 4
    )


def sections(size: int) -> list[dict[str, str]]:
    return [
        {"heading": f"Part {number}", "level": "h2", "anchor": "", "text": text(number)}
        for number in range(size)
    ]


def draft(values: list[dict[str, str]]) -> Any:
    """A draft of these sections."""
    from blog.models import ArticleIndexPage, ArticlePage

    size = len(values)
    page = ArticlePage(
        title=f"A draft of {size}", slug=f"draft-{size}", summary="What it says.", live=False
    )
    page.body = json.dumps([{"type": "section", "value": value} for value in values])
    return ArticleIndexPage.objects.first().add_child(instance=page)


def form(page: Any, values: list[dict[str, str]]) -> dict[str, str]:
    """What the editor's form sends."""
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    from clinic.content.features import TEXT_FEATURES

    blocks = [
        ("section", {**value, "text": rich_text(value["text"], features=TEXT_FEATURES)})
        for value in values
    ]
    formsets = {
        f"{name}-{count}": "0"
        for name in ("article_authors", "comments")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "in_short": rich_text(""),
            "body": streamfield(blocks),
            "references": streamfield([]),
            "related_articles": streamfield([]),
            "feedback_comments": "open",
            **formsets,
        }
    )


def cookies(username: str) -> str:
    """The Cookie header of a user who is logged in; its CSRF token is TOKEN."""
    from django.conf import settings

    from bench.counting import session_key

    session = f"{settings.SESSION_COOKIE_NAME}={session_key(username)}"
    return f"{session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def asker(front: Front, method: str, path: str, wanted: int, **options: Any) -> Callable[[], None]:
    """Asks over one connection. Raises LoadError where the status is another than `wanted`."""
    connection = HTTPConnection(front.plain.partition("://")[2], timeout=60)

    def ask() -> None:
        connection.request(method, path, **options)
        answer = connection.getresponse()
        answer.read()
        if answer.status != wanted:
            raise LoadError(f"{method} {path} answered {answer.status}")

    return ask


def editing(front: Front, times: int, site: int) -> str:
    """The table of viewing, previewing and saving articles of several sizes, one request after
    the other."""
    rows = [
        [name, size, load.p50, load.p99, load.cpu, queries]
        for size in SIZES
        for name, load, queries in _asked(front, times, site, size)
    ]
    names = [row[0] for row in rows]
    rows.sort(key=lambda row: names.index(row[0]))  # keeps each one's sizes in their order
    heads = ["", "blocks", "p50 ms", "p99 ms", "core ms", "queries"]
    return "\n\n".join(["## Editing an article", table(heads, rows)])


def _asked(front: Front, times: int, site: int, size: int) -> Iterator[tuple[str, Load, int]]:
    """(what, its times, its queries) of one size. What is written is sent before it is previewed,
    and checked with the preview."""
    from bench.counting import saved, seen

    values = sections(size)
    page = draft(values)
    path = f"/admin/pages/{page.pk}/edit/"
    headers = {"Host": HOST, "Cookie": cookies("editor"), "Referer": f"https://{HOST}{path}"}
    fields = form(page, values)
    sent = {
        "headers": {**headers, "Content-Type": "application/x-www-form-urlencoded"},
        "body": urlencode({**fields, "csrfmiddlewaretoken": TOKEN}),
    }

    def view(address: str) -> tuple[Load, int]:
        ask = asker(front, "GET", address, 200, headers=headers)
        ask()
        return one_by_one(ask, times, site), seen(address, "editor")

    def send(address: str, wanted: int) -> tuple[Load, int]:
        ask = asker(front, "POST", address, wanted, **sent)
        ask()
        return one_by_one(ask, times, site), saved(address, "editor", fields)

    yield "open", *view(path)
    yield "send while writing", *send(f"{path}preview/", 200)
    yield "preview and check", *view(f"{path}preview/?in_preview_panel=true")
    yield "save", *send(path, 302)
