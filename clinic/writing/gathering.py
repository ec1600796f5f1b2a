"""From a page to the text that the rules read.

Walks the stored form of the body as `clinic.content.sections` does, block by block, and asks the
database for nothing but shared texts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from clinic.content.blocks.base import HeadedBlock, leaf_text
from clinic.content.blocks.quote import QuoteBlock
from clinic.content.blocks.shared_text import with_shared
from clinic.content.blocks.walking import Part, leaves, list_item, parts
from clinic.content.references import Reference
from clinic.writing.rich_text import RichTextReader
from clinic.writing.sentences import sentences
from clinic.writing.text import (
    BODY,
    HEADING,
    QUOTATION,
    TOP,
    Heading,
    Link,
    PageText,
    Passage,
    Picture,
    Place,
    Sentence,
)


def gather(page: Page) -> PageText:
    """The text of a page with a body."""
    gathered = _Body()
    body = getattr(page, "body", None)
    if isinstance(body, StreamValue):
        gathered.read(body)
    return PageText(
        language=page.locale.language_code if page.locale_id else settings.LANGUAGE_CODE,
        title=page.title or "",
        search_title=page.seo_title or page.title or "",
        description=page.search_description or getattr(page, "summary", "") or "",
        passages=[*_top(page), *gathered.passages],
        pictures=[*_lead_picture(page), *gathered.pictures],
        headings=gathered.headings,
        kinds=gathered.kinds,
        linked_pages=gathered.linked_pages,
        page_id=page.pk,
    )


def _top(page: Page) -> Iterator[Passage]:
    yield _plain(Place(field="title"), TOP, page.title or "")
    for name in ("summary", "in_short", "lead", "search_description"):
        html = str(getattr(page, name, "") or "")
        if html:
            reader = RichTextReader(html)
            yield Passage(Place(field=name), TOP, reader.sentences(), reader.links)


def _lead_picture(page: Page) -> Iterator[Picture]:
    if getattr(page, "lead_image_id", None):
        alt_text = page.lead_image_alt
        yield Picture(Place(field="lead_image"), alt_text, decorative=not alt_text)


def _plain(place: Place, role: str, text: str) -> Passage:
    return Passage(place, role, [[Sentence(each) for each in sentences(text)]])


@dataclass
class _Piece:
    """What of a block is read together."""

    paragraphs: list[list[Sentence]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    cites: bool = False

    def add(self, leaf: blocks.Block, raw: Any) -> None:
        if isinstance(leaf, blocks.RichTextBlock) and isinstance(raw, str):
            reader = RichTextReader(raw)
            self.paragraphs += reader.sentences()
            self.links += reader.links
        elif isinstance(leaf, SnippetChooserBlock):
            self.cites |= leaf.target_model is Reference
        elif isinstance(leaf, blocks.URLBlock):
            self.links.append(Link("url", str(raw), ""))
        elif not isinstance(leaf, blocks.ChoiceBlock) and (text := leaf_text(leaf, raw)):
            self.paragraphs.append([Sentence(each) for each in sentences(text)])

    @property
    def cited(self) -> bool:
        return self.cites or any(each.cited for line in self.paragraphs for each in line)


class _Body:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.pictures: list[Picture] = []
        self.headings: list[Heading] = []
        self.kinds: list[str] = []
        self.linked_pages: list[tuple[Place, int]] = []
        self._part = Place()

    def read(self, body: StreamValue) -> None:
        for item in with_shared(body):
            if block := body.stream_block.child_blocks.get(item["type"]):
                self._read_block(block, item)

    def _read_block(self, block: blocks.Block, item: dict[str, Any]) -> None:
        raw, place = item["value"], replace(self._part, block_id=item.get("id") or "")
        place = replace(place, kind=item["type"])
        self.kinds.append(item["type"])
        if isinstance(block, HeadedBlock):
            heading, anchor = raw.get("heading") or "", raw.get("anchor") or ""
            place = replace(place, heading=heading, anchor=anchor)
            self._part = Place(heading=heading, anchor=anchor)
            self.passages.append(_plain(place, HEADING, heading))
            filled = any(any(leaves(*part)) for part in _own_parts(block, raw))
            self.headings.append(Heading(place, block.heading_level(raw), filled))
        elif self.headings:
            self.headings[-1] = replace(self.headings[-1], filled=True)
        self._read_parts(block, raw, place)

    def _read_parts(self, block: blocks.Block, raw: Any, place: Place) -> None:
        """The block's own words, and a passage for each item of its lists and rows."""
        role = QUOTATION if isinstance(block, QuoteBlock) else BODY
        own, items = _Piece(), []
        for child, value in _own_parts(block, raw):
            if _is_item(block, child):
                items.append(self._piece(child, value, place))
            elif isinstance(child, blocks.ListBlock) and isinstance(value, list):
                items += [self._piece(child.child_block, list_item(each), place) for each in value]
            elif isinstance(child, BaseTypedTableBlock) and isinstance(value, dict):
                items += self._rows(child, value, place)
            else:
                self._add(own, child, value, place)
        if own.paragraphs or own.links:
            self.passages.append(Passage(place, role, own.paragraphs, own.links, covered=own.cites))
        self.passages += [
            Passage(
                place,
                role,
                item.paragraphs,
                item.links,
                is_item=True,
                covered=own.cited or item.cited,
            )
            for item in items
        ]

    def _rows(
        self, table: BaseTypedTableBlock, raw: dict[str, Any], place: Place
    ) -> Iterator[_Piece]:
        """The caption with the columns' headings, and each row."""
        width, piece = len(raw["columns"]), _Piece()
        cells = list(parts(table, raw))
        head = 1 + width
        for child, value in cells[:head]:
            self._add(piece, child, value, place)
        yield piece
        for start in range(head, len(cells), width or 1):
            piece = _Piece()
            for child, value in cells[start : start + width]:
                self._add(piece, child, value, place)
            yield piece

    def _piece(self, block: blocks.Block, raw: Any, place: Place) -> _Piece:
        piece = _Piece()
        self._add(piece, block, raw, place)
        return piece

    def _add(self, piece: _Piece, block: blocks.Block, raw: Any, place: Place) -> None:
        if isinstance(block, ImageBlock):
            if isinstance(raw, dict) and raw.get("image"):
                alt_text = raw.get("alt_text") or ""
                self.pictures.append(Picture(place, alt_text, bool(raw.get("decorative"))))
            return
        if isinstance(block, blocks.BaseStructBlock):
            for child, value in parts(block, raw):
                self._add(piece, child, value, place)
            return
        for leaf, value in leaves(block, raw):
            if isinstance(leaf, blocks.PageChooserBlock):
                self.linked_pages.append((place, value))
            piece.add(leaf, value)


def _own_parts(block: blocks.Block, raw: Any) -> Iterator[Part]:
    """The parts of a block but its heading; of a text alone, itself."""
    if not isinstance(block, blocks.BaseStructBlock) or not isinstance(raw, dict):
        yield block, raw
        return
    heading = block.child_blocks["heading"] if isinstance(block, HeadedBlock) else None
    yield from (part for part in parts(block, raw) if part[0] is not heading)


def _is_item(block: blocks.Block, child: blocks.Block) -> bool:
    """Whether a block that orders its list by itself gave out an item of it."""
    return isinstance(block, blocks.BaseStructBlock) and not any(
        child is each for each in block.child_blocks.values()
    )
