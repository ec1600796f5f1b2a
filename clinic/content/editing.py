"""What a page's editor shows from elsewhere: the sources, pages and documents that it names.

Wagtail's editor asks the database for each link and each chosen page by itself, so that a page of
sixty blocks takes hundreds of queries to open. Here each kind of thing is fetched once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail import blocks, hooks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.content.blocks.walking import leaves
from clinic.content.stored_links import REFERENCE, linked_ids

Found = dict[int, Any]


class Edited:
    """The things that one page names, by their ids; None for one that is gone."""

    def __init__(self, page: Page) -> None:
        self._ids: dict[str, set[int]] = defaultdict(set)
        for field in page._meta.fields:
            if isinstance(field, StreamField | RichTextField):
                for kind, pk in _named(getattr(page, field.name)):
                    self._ids[kind].add(pk)

    def _with_gaps(self, kind: str, found: Found) -> Found:
        return {pk: found.get(pk) for pk in self._ids[kind]}

    @cached_property
    def references(self) -> Found:
        from clinic.content.references import Reference

        return self._with_gaps(REFERENCE, Reference.objects.in_bulk(self._ids[REFERENCE]))

    @cached_property
    def documents(self) -> Found:
        documents = get_document_model().objects
        return self._with_gaps("document", documents.in_bulk(self._ids["document"]))

    @cached_property
    def pages(self) -> Found:
        return self._with_gaps("page", pages_with_parents(self._ids["page"]))


def _named(value: Any) -> Iterator[tuple[str, int]]:
    """(kind, id) of each link and each chosen page of a field's value."""
    if not isinstance(value, blocks.StreamValue):
        yield from linked_ids(str(value or ""))
        return
    for leaf, raw in leaves(value.stream_block, value.get_prep_value()):
        if isinstance(leaf, blocks.RichTextBlock):
            yield from linked_ids(str(raw))
        elif isinstance(leaf, blocks.PageChooserBlock):
            yield "page", raw


def pages_with_parents(ids: Collection[int]) -> Found:
    """Pages in their own types, each with its parent at hand: two queries."""
    if not ids:
        return {}
    chosen = Page.objects.filter(pk__in=ids).select_related("locale").specific(defer=True)
    pages = {page.pk: page for page in chosen}
    above = {page.path[: -page.steplen] for page in pages.values() if page.depth > 1}
    parents = {parent.path: parent for parent in Page.objects.filter(path__in=above)}
    for page in pages.values():
        # Where treebeard's own get_parent() looks first.
        page._cached_parent_obj = parents.get(page.path[: -page.steplen])
    return pages


_edited: ContextVar[Edited | None] = ContextVar("edited", default=None)


def edited() -> Edited | None:
    """What the page that is being edited names, or None outside of an editor."""
    return _edited.get()


@hooks.register("before_edit_page")
def gather(request: HttpRequest, page: Page) -> None:
    """Have it at hand before the form makes its fields."""
    _edited.set(Edited(page))


@receiver(request_finished)
def forget(**kwargs: Any) -> None:
    """A thread serves one request after the other."""
    _edited.set(None)
