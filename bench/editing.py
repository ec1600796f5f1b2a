"""An editor's view of an article, and saving it."""

import json
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from bench.front import Front
from bench.load import LoadError, one_by_one
from bench.site import HOST
from bench.table import table

SECTIONS = 15
TOKEN = "a" * 32
TEXT = "<p>What to do, in plain words, and why it helps. It takes a few minutes.</p>" * 5


def draft() -> Any:
    """A draft of fifteen sections."""
    from blog.models import ArticleIndexPage, ArticlePage

    page = ArticlePage(title="A draft", slug="a-draft", summary="What it says.", live=False)
    values = [
        {"heading": f"Part {number}", "level": "h2", "anchor": "", "text": TEXT}
        for number in range(SECTIONS)
    ]
    page.body = json.dumps([{"type": "section", "value": value} for value in values])
    return ArticleIndexPage.objects.first().add_child(instance=page)


def form(page: Any) -> dict[str, str]:
    """What the editor's form sends."""
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    sections = [
        ("section", {"heading": f"Part {n}", "level": "h2", "anchor": "", "text": rich_text(TEXT)})
        for n in range(SECTIONS)
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
            "body": streamfield(sections),
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
    """The table of viewing and saving, one request after the other."""
    from bench.counting import saved, seen

    page = draft()
    path = f"/admin/pages/{page.pk}/edit/"
    headers = {"Host": HOST, "Cookie": cookies("editor"), "Referer": f"https://{HOST}{path}"}
    fields = form(page)
    body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN})
    posted = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    view = asker(front, "GET", path, 200, headers=headers)
    save = asker(front, "POST", path, 302, headers=posted, body=body)
    rows = []
    for name, ask, queries in (
        ("view", view, seen(path, "editor")),
        ("save", save, saved(path, "editor", fields)),
    ):
        ask()
        load = one_by_one(ask, times, site)
        rows.append([name, load.rate, load.p50, load.p99, load.cpu, queries])
    heads = ["", "requests/s", "p50 ms", "p99 ms", "core ms", "queries"]
    return "\n\n".join(["## Editing an article of fifteen sections", table(heads, rows)])
