"""Pages in several states."""

from typing import Any

from wagtail.models import Page

from blog.models import ArticlePage
from tests.factories import ArticlePageFactory

Raw = list[dict[str, Any]]


def effects(*named: tuple[str, str]) -> tuple[str, dict[str, Any]]:
    """A block of side effects, each (effect, seriousness)."""
    return "side_effects", {
        "heading": "What may go wrong",
        "anchor": "what-may-go-wrong",
        "introduction": "",
        "effects": [
            {
                "type": "item",
                "id": f"effect-{number}",
                "value": {
                    "effect": effect,
                    "frequency": "common",
                    "seriousness": seriousness,
                    "what_to_do": "",
                },
            }
            for number, (effect, seriousness) in enumerate(named)
        ],
    }


def blocks(*pairs: tuple[str, Any]) -> Raw:
    """A stored stream whose blocks have the ids block-0, block-1 and so on."""
    return [
        {"type": name, "value": value, "id": f"block-{number}"}
        for number, (name, value) in enumerate(pairs)
    ]


def article(*pairs: tuple[str, Any], **fields: Any) -> ArticlePage:
    """A saved article of these blocks, as its revision gives it."""
    page = ArticlePageFactory(**{"body": "[]", **fields})
    set_body(page, blocks(*pairs))
    page.save()
    return again(page)


def again(page: Page) -> Any:
    """Another instance of the same state."""
    return page.save_revision().as_object()


def set_body(page: ArticlePage, raw: Raw) -> None:
    page.body = page.body.stream_block.to_python(raw)
