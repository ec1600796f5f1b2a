"""What a page shows from elsewhere: pictures, linked pages, documents.

A body loads each kind of block by itself. A page that is about to be rendered gathers all of
them first, so that a hundred blocks cost one query for each kind of thing, not for each kind
of block.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any, Self

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left, Length
from django.utils import translation
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import CollectionViewRestriction, Page

from clinic.content.blocks.people import PersonChooserBlock
from clinic.content.blocks.shared_text import shared_ids, with_shared
from clinic.content.blocks.walking import leaves
from clinic.content.listing import open_to_all
from clinic.content.stored_links import linked_ids

Found = dict[int, Any]


def pictures(ids: Collection[int]) -> Found:
    """The images with these ids and their renditions: one query, and a second for those that
    have no rendition yet."""
    if not ids:
        return {}
    image_model = get_image_model()
    images: Found = {}
    rows = image_model.get_rendition_model().objects.filter(image__in=ids).select_related("image")
    renditions = defaultdict(list)
    for row in rows:
        renditions[row.image_id].append(row)
        row.image = images.setdefault(row.image_id, row.image)
    if missing := set(ids) - images.keys():
        images |= image_model.objects.in_bulk(missing)
    for pk, image in images.items():
        image.prefetched_renditions = renditions[pk]  # where Wagtail looks first
    return images


def linked_pages(ids: Collection[int]) -> Found:
    """The pages with these ids that every visitor may read, each by its translation into the
    active language where there is one."""
    if not ids:
        return {}
    return by_language(readable(ids))


def readable(ids: Iterable[int]) -> list[Page]:
    """Of the pages with these ids, in every language that there is of them, those that every
    visitor may read."""
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys)
    return list(open_to_all(pages).select_related("locale"))


def by_language(pages: list[Page]) -> Found:
    """For each page's id the page, or its translation into the active language."""
    language = translation.get_language()
    translated = {
        page.translation_key: page for page in pages if page.locale.language_code == language
    }
    return {page.pk: translated.get(page.translation_key, page) for page in pages}


def public_documents(ids: Collection[int]) -> Found:
    """The documents with these ids whose collection, and each one above it, is open to all."""
    if not ids:
        return {}
    restricted = CollectionViewRestriction.objects.annotate(
        shared_path=Left(OuterRef("collection__path"), Length("collection__path"))
    ).filter(collection__path=F("shared_path"))
    return get_document_model().objects.filter(~Exists(restricted), pk__in=ids).in_bulk()


class Shown:
    """The things that streams and rich texts show, each kind fetched once and only if asked
    for. Besides those that stand in `values`: images and pages with the ids given, and what
    `page` itself is in other languages."""

    def __init__(
        self,
        *values: Any,
        page: Page,
        image_ids: Iterable[int] = (),
        page_ids: Iterable[int] = (),
    ) -> None:
        self._page = page
        self.image_ids = set(image_ids)
        self.document_ids: set[int] = set()
        self.person_ids: set[int] = set()
        self.shared_text_ids: set[int] = set()
        self._page_ids = set(page_ids)
        for value in values:
            self._gather(value)

    def _gather(self, value: Any) -> None:
        if not isinstance(value, blocks.StreamValue):
            self._gather_links(str(value or ""))
            return
        self.shared_text_ids |= shared_ids(value)
        for leaf, raw in leaves(value.stream_block, with_shared(value)):
            if isinstance(leaf, blocks.RichTextBlock):
                self._gather_links(raw)
            elif isinstance(leaf, ImageChooserBlock):
                self.image_ids.add(raw)
            elif isinstance(leaf, blocks.PageChooserBlock):
                self._page_ids.add(raw)
            elif isinstance(leaf, DocumentChooserBlock):
                self.document_ids.add(raw)
            elif isinstance(leaf, PersonChooserBlock):
                self.person_ids.add(raw)

    def _gather_links(self, html: str) -> None:
        for kind, pk in linked_ids(html):
            if kind == "page":
                self._page_ids.add(pk)
            elif kind == "document":
                self.document_ids.add(pk)

    @cached_property
    def pictures(self) -> Found:
        return pictures(self.image_ids)

    @cached_property
    def _readable(self) -> list[Page]:
        return readable({*self._page_ids, self._page.pk})

    @cached_property
    def pages(self) -> Found:
        return by_language(self._readable)

    @property
    def translations(self) -> list[Page]:
        """The page in its other languages."""
        key = self._page.translation_key
        return [
            page
            for page in self._readable
            if page.translation_key == key and page.pk != self._page.pk
        ]

    @cached_property
    def documents(self) -> Found:
        return public_documents(self.document_ids)

    @contextmanager
    def ready(self) -> Iterator[Self]:
        """Within it, blocks and links take what they show from here."""
        token = _at_hand.set(self)
        try:
            yield self
        finally:
            _at_hand.reset(token)


_at_hand: ContextVar[Shown | None] = ContextVar("shown", default=None)


def at_hand() -> Shown | None:
    """What the page that is being rendered shows, or None outside of a rendering."""
    return _at_hand.get()


def shown_pictures(ids: Collection[int]) -> Found:
    """`pictures`, from what is at hand."""
    shown = at_hand()
    return shown.pictures if shown else pictures(ids)


def shown_pages(ids: Collection[int]) -> Found:
    """`linked_pages`, from what is at hand."""
    shown = at_hand()
    return shown.pages if shown else linked_pages(ids)


def shown_documents(ids: Collection[int]) -> Found:
    """`public_documents`, from what is at hand."""
    shown = at_hand()
    return shown.documents if shown else public_documents(ids)
