"""The server's part of "Paste an article": what becomes what, and the blocks for the form."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HTML = (
    "<h1>A title</h1><h2>First</h2><p>Some words.</p><img src=x.png alt=Rest>"
    "<h2>Second</h2><p>More.</p>"
)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    return client


def pasted(client: Client, **values: str) -> dict[str, object]:
    response = client.post(reverse("paste_article"), values)
    assert response.status_code == 200
    return json.loads(response.content)


def test_tells_what_becomes_what(editor: Client) -> None:
    answer = pasted(editor, html=HTML)
    assert answer["title"] == "A title"
    assert answer["becomes"] == [
        {"kind": "Section", "begins": "First", "holds": "3 words"},
        {"kind": "Section", "begins": "Second", "holds": "2 words"},
    ]
    assert answer["leftOut"] == ["picture: add it by hand: Rest (x.png)"]


def test_gives_blocks_as_the_form_holds_them(editor: Client) -> None:
    blocks = pasted(editor, html=HTML)["blocks"]
    assert isinstance(blocks, list)
    assert [block["type"] for block in blocks] == ["section", "section"]
    assert blocks[0]["value"]["heading"] == "First"
    assert json.loads(blocks[0]["value"]["text"])["blocks"][0]["text"] == "Some words."


def test_says_why_it_cannot(editor: Client) -> None:
    assert pasted(editor) == {"refused": "There is nothing to paste."}


def test_is_a_post_with_a_token(editor: Client) -> None:
    assert editor.get(reverse("paste_article")).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(group="Editors"))
    assert strict.post(reverse("paste_article"), {"html": HTML}).status_code == 403


def test_changes_nothing(editor: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(12) as captured:  # type: ignore[operator]
        pasted(editor, html=HTML)
    assert not [q for q in captured.captured_queries if q["sql"].startswith(("INSERT", "UPDATE"))]
