"""The editor's preview brings along what the rules found, and no other page does."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import ArticlePage
from tests.factories import ArticlePageFactory, UserFactory, body, section
from tests.support.queries import assert_same_queries, queries
from tests.writing.test_submission import form

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r'<script id="writing-findings" type="application/json">(.*?)</script>')


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    return client


def preview(
    editor: Client, page: ArticlePage, text: str, sections: int = 1, in_panel: bool = True
) -> str:
    """The preview of an article with these words, as the editor's browser asks for it."""
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(address, form(text, sections)).json()["is_valid"]
    response = editor.get(address, {"in_preview_panel": "true"} if in_panel else {})
    return response.content.decode()


def findings(html: str) -> list[dict[str, Any]]:
    found = SCRIPT.search(html)
    assert found
    listed: list[dict[str, Any]] = json.loads(found[1])
    return listed


@pytest.fixture
def draft() -> ArticlePage:
    return ArticlePageFactory(title="An article", slug="an-article", live=False)


def test_what_is_being_written_is_checked_with_the_preview(
    editor: Client, draft: ArticlePage
) -> None:
    html = preview(editor, draft, "<p>It is safe &lt;/script&gt; for all.</p>")
    first, second, *_rest = findings(html)
    assert (first["rule"], first["words"], first["blocks"]) == ("absolute", "safe", True)
    assert first["sentence"] == "It is safe </script> for all."
    assert first["heading"] == "What it is"
    assert first["block"]
    assert first["block"] != second["block"]


def test_only_the_preview_in_the_editor_brings_them(editor: Client, draft: ArticlePage) -> None:
    page = ArticlePageFactory(body=body(section(text="<p>It is safe.</p>")))
    shown = preview(editor, draft, "<p>It is safe.</p>", in_panel=False)
    assert "It is safe." in shown
    assert "writing-findings" not in shown
    assert "writing-findings" not in Client().get(page.url).content.decode()


def test_a_preview_asks_the_database_as_often_for_fifty_blocks_as_for_one(
    editor: Client, draft: ArticlePage
) -> None:
    link = f'<p>It is safe, see <a linktype="page" id="{draft.get_parent().pk}">here</a>.</p>'
    preview(editor, draft, link)
    assert_same_queries(
        queries(lambda: preview(editor, draft, link)),
        queries(lambda: preview(editor, draft, link, sections=50)),
    )
