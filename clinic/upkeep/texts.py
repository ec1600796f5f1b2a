"""The texts of a page in their stored form, each with its place: what "Find and replace" reads
and writes. Nothing else of the stored form is touched: no address, no anchor, no id, no tag."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.content.blocks.walking import UNREAD, list_item

AROUND = 60  # characters on either side of a text, at least, where its paragraph has them
_TAG = re.compile(r"""<!--.*?-->|</?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>""", re.DOTALL)
_BREAK = re.compile(r"</?(p|li|ul|ol|h[1-6]|br|hr|blockquote|embed)\b")

# Of Wagtail's own fields those that are words.
WORDS_OF_PAGE = ("title", "seo_title", "search_description")


@dataclass(frozen=True)
class Place:
    """Where a text stands: its field, and in a body the block with the heading that it is
    below. `label` is what the editor calls it."""

    field: str
    label: str
    block: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Text:
    """Words that stand together, from tag to tag in a rich text, and what a reader reads before
    and after them in the same paragraph."""

    words: str
    before: str = ""
    after: str = ""


Rewrite = Callable[[Place, Text], str]
RewriteHere = Callable[[Text], str]


def text_fields(model: type[Page]) -> Iterator[models.Field]:
    """The fields of a page type that hold words."""
    for field in model._meta.concrete_fields:
        if field.model is Page and field.name not in WORDS_OF_PAGE:
            continue
        is_words = isinstance(field, models.CharField | models.TextField) and not isinstance(
            field, models.SlugField | models.URLField | models.EmailField | models.UUIDField
        )
        if isinstance(field, StreamField) or (is_words and field.editable and not field.choices):
            yield field


def stored_texts(page: Page) -> dict[str, Any]:
    """What `rewritten` reads, of a specific page in memory."""
    return {
        field.name: getattr(page, field.name).get_prep_value()
        if isinstance(field, StreamField)
        else field.value_from_object(page)
        for field in text_fields(type(page))
    }


def rewritten(model: type[Page], content: dict[str, Any], rewrite: Rewrite) -> dict[str, Any]:
    """The fields of a page's stored content that `rewrite` makes different, as a revision holds
    them. It is called with each text, in the order of the fields and then of reading."""
    changed = {}
    for field in text_fields(model):
        stored = content.get(field.name)
        if not stored:
            continue
        place = Place(field.name, str(field.verbose_name))
        new: Any
        if isinstance(field, StreamField):
            raw = json.loads(stored) if isinstance(stored, str) else stored
            after = _stream(field.stream_block, raw, place, rewrite)
            new = stored if after == raw else json.dumps(after, cls=DjangoJSONEncoder)
        elif isinstance(field, RichTextField):
            new = in_html(stored, partial(rewrite, place))
        else:
            new = rewrite(place, Text(stored))
        if new != stored:
            changed[field.name] = new
    return changed


def _stream(
    stream: blocks.BaseStreamBlock, raw: list[Any], place: Place, rewrite: Rewrite
) -> list[Any]:
    after, heading = [], ""
    for item in raw:
        block = stream.child_blocks.get(item["type"])
        if block is None:
            after.append(item)
            continue
        value = item["value"]
        own = value.get("heading") if isinstance(value, dict) else ""
        heading = own if isinstance(own, str) and own else heading
        here = Place(place.field, str(block.label), item.get("id") or "", heading)
        after.append({**item, "value": _block(block, value, partial(rewrite, here))})
    return after


def _block(block: blocks.Block, raw: Any, rewrite: RewriteHere) -> Any:
    """A stored value with its words rewritten, whatever it is nested in."""
    if isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        return {
            name: _block(block.child_blocks[name], value, rewrite)
            if name in block.child_blocks and name not in UNREAD
            else value
            for name, value in raw.items()
        }
    if isinstance(block, blocks.BaseStreamBlock) and isinstance(raw, list):
        return [
            {**item, "value": _block(block.child_blocks[item["type"]], item["value"], rewrite)}
            if item["type"] in block.child_blocks
            else item
            for item in raw
        ]
    if isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        return [_list_item(block.child_block, item, rewrite) for item in raw]
    if isinstance(block, BaseTypedTableBlock) and isinstance(raw, dict):
        return _table(block, raw, rewrite)
    if not isinstance(raw, str):
        return raw
    if isinstance(block, blocks.RichTextBlock):
        return in_html(raw, rewrite)
    is_words = isinstance(block, blocks.CharBlock | blocks.TextBlock)
    return rewrite(Text(raw)) if is_words and raw else raw


def _list_item(block: blocks.Block, item: Any, rewrite: RewriteHere) -> Any:
    inner = list_item(item)
    after = _block(block, inner, rewrite)
    return after if inner is item else {**item, "value": after}


def _table(block: BaseTypedTableBlock, raw: dict[str, Any], rewrite: RewriteHere) -> dict[str, Any]:
    kinds = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    after = {
        **raw,
        "columns": [
            {**column, "heading": rewrite(Text(column["heading"])) if column["heading"] else ""}
            for column in raw["columns"]
        ],
        "rows": [
            {
                **row,
                "values": [
                    _block(kind, cell, rewrite) if kind else cell
                    for kind, cell in zip(kinds, row["values"], strict=True)
                ],
            }
            for row in raw["rows"]
        ],
    }
    if raw.get("caption"):
        after["caption"] = rewrite(Text(raw["caption"]))
    return after


def in_html(html: str, rewrite: RewriteHere) -> str:
    """HTML with the words between its tags rewritten; all else stays to the letter."""
    spans = list(_between_tags(html))
    words = [unescape(html[start:stop]) for start, stop in spans]
    after, end = [], 0
    for number, (start, stop) in enumerate(spans):
        before, behind = _around(html, spans, words, number)
        new = rewrite(Text(words[number], before, behind))
        is_same = new == words[number]
        after += [html[end:start], html[start:stop] if is_same else escape(new, quote=False)]
        end = stop
    return "".join([*after, html[end:]])


def _between_tags(html: str) -> Iterator[tuple[int, int]]:
    end = 0
    for tag in [*_TAG.finditer(html), None]:
        start, stop = end, tag.start() if tag else len(html)
        if start < stop:
            yield start, stop
        end = tag.end() if tag else stop


def _around(
    html: str, spans: list[tuple[int, int]], words: list[str], number: int
) -> tuple[str, str]:
    """Some of what stands in the same paragraph before and after one of the spans."""
    before = after = ""
    first = last = number
    while first and len(before) < AROUND:
        if _BREAK.search(html, spans[first - 1][1], spans[first][0]):
            break
        first -= 1
        before = words[first] + before
    while last + 1 < len(spans) and len(after) < AROUND:
        if _BREAK.search(html, spans[last][1], spans[last + 1][0]):
            break
        last += 1
        after += words[last]
    return before, after
