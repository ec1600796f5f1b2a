"""A way through the stored form of a body, in reading order, that asks the database nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

Part = tuple[blocks.Block, Any]

# What a headed block holds besides what is read.
UNREAD = {"anchor", "level"}


@dataclass(frozen=True)
class Inlined:
    """The stored value of a block that is kept elsewhere, in the place of its key."""

    block: blocks.Block
    raw: Any


def leaves(block: blocks.Block, raw: Any) -> Iterator[Part]:
    """(block, stored value) for each field below `block` that a reader meets, in the order of
    reading."""
    if isinstance(raw, Inlined):
        yield from leaves(raw.block, raw.raw)
    elif isinstance(
        block,
        blocks.BaseStructBlock | blocks.BaseStreamBlock | blocks.ListBlock | BaseTypedTableBlock,
    ):
        for child, raw_child in parts(block, raw):
            yield from leaves(child, raw_child)
    elif raw not in (None, ""):
        yield block, raw


def parts(block: blocks.Block, raw: Any) -> Iterator[Part]:
    """(block, stored value) for each direct child.

    A struct block that shows its parts in another order than it declares them defines
    `reading_order(raw)`, which yields them in that order.
    """
    if isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        if hasattr(block, "reading_order"):
            yield from block.reading_order(raw)
        else:
            yield from declared_parts(block, raw)
    elif isinstance(block, blocks.BaseStreamBlock) and isinstance(raw, list):
        for item in raw:
            if child := block.child_blocks.get(item["type"]):
                yield child, item["value"]
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for item in raw:
            yield block.child_block, list_item(item)
    elif isinstance(block, BaseTypedTableBlock) and isinstance(raw, dict):
        yield from table_parts(block, raw)


def declared_parts(block: blocks.BaseStructBlock, raw: dict[str, Any]) -> Iterator[Part]:
    """The parts as the block declares them: PostgreSQL doesn't keep the order of the keys."""
    for name, child in block.child_blocks.items():
        if name not in UNREAD:
            yield child, raw.get(name)


def table_parts(block: BaseTypedTableBlock, raw: dict[str, Any]) -> Iterator[Part]:
    words = blocks.CharBlock()
    columns = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    yield words, raw.get("caption")
    for column in raw["columns"]:
        yield words, column["heading"]
    for row in raw["rows"]:
        for child, cell in zip(columns, row["values"], strict=False):
            if child:
                yield child, cell


def list_item(raw: Any) -> Any:
    """The stored value of an item of a list block, with or without its wrapping of type and id."""
    wrapped = isinstance(raw, dict) and raw.get("type") == "item" and "value" in raw
    return raw["value"] if wrapped else raw
