"""A text that is kept once and stands on several pages."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.snippets.blocks import SnippetChooserBlock

from clinic.content.blocks.base import plain_text
from clinic.content.blocks.callout import CalloutBlock
from clinic.content.shared_texts import SharedText

_at_hand: ContextVar[dict[int, SharedText]] = ContextVar("shared texts", default={})  # noqa: B039


class SharedTextBlock(SnippetChooserBlock):
    """Shows a text from the library, as it is published now."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("content.SharedText", **kwargs)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "wagtail.snippets.blocks.SnippetChooserBlock", ["content.SharedText"], {}

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        ready = _at_hand.get()
        if ready.keys() >= {*values}:
            return [ready[pk] for pk in values]
        return super().bulk_to_python(values)

    def get_searchable_content(self, value: SharedText | None) -> list[str]:
        """A page is found by the words that it shows."""
        if not value or not value.live:
            return []
        return [plain_text(value.content.stream_block, value.content.get_prep_value())]

    def get_preview_value(self) -> SharedText:
        """One of the clinic's own, or else what one might say."""
        callout = CalloutBlock().get_preview_value()
        sample = SharedText(content=[("callout", callout)])
        return SharedText.objects.filter(live=True).first() or sample

    class Meta:
        icon = "copy"
        label = _("Shared text")
        description = _("A warning or a text that stands on several pages and is edited once.")
        template = "content/blocks/shared_text.html"


def shared_ids(body: StreamValue) -> set[int]:
    """The ids of the texts that a body takes from the library."""
    return {
        item["value"]
        for item in body.get_prep_value()
        if item["value"] and _is_shared(body, item["type"])
    }


def shared_texts(body: StreamValue) -> dict[int, SharedText]:
    """The texts that a body takes from the library, by their ids: one query, the first time; none
    for a body without any."""
    fetch_shared([body])
    return {pk: text for pk, text in body._shared_texts.items() if text}


def with_shared(body: StreamValue) -> list[dict[str, Any]]:
    """The stored form of a body, the published words of each shared text in the place of its key.

    Whatever reads a page reads this.
    """
    items: list[dict[str, Any]] = body.get_prep_value()
    if not (texts := shared_texts(body)):
        return items
    published = {pk: text.inlined for pk, text in texts.items() if text.live}
    return [
        {**item, "value": published.get(item["value"])} if _is_shared(body, item["type"]) else item
        for item in items
    ]


def fetch_shared(bodies: Iterable[StreamValue]) -> None:
    """Fetch the shared texts of many bodies with one query; none where all are at hand."""
    missing: list[tuple[dict[int, SharedText | None], set[int]]] = []
    for body in bodies:
        known = body.__dict__.setdefault("_shared_texts", {})
        missing.append((known, shared_ids(body) - known.keys()))
    wanted = {pk for _known, ids in missing for pk in ids}
    found = SharedText.objects.in_bulk(wanted) if wanted else {}
    for known, ids in missing:
        known.update({pk: found.get(pk) for pk in ids})


@contextmanager
def at_hand(body: StreamValue) -> Iterator[None]:
    """Within it, the blocks of a body take shared texts from what was fetched for it."""
    token = _at_hand.set(shared_texts(body))
    try:
        yield
    finally:
        _at_hand.reset(token)


def _is_shared(body: StreamValue, name: str) -> bool:
    return isinstance(body.stream_block.child_blocks.get(name), SharedTextBlock)
