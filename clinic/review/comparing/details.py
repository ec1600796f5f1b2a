"""What changed in a block that is not one of its words: a choice, a picture, a link."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from clinic.content.blocks.base import plain_text
from clinic.content.blocks.walking import list_item
from clinic.review.comparing.names import block_value, missing, names


@dataclass(frozen=True)
class Detail:
    """A setting with its label, such as "Headache: How serious", before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class _Setting:
    label: str
    block: blocks.Block
    raw: Any


def title(block: blocks.Block, raw: Any) -> str:
    """What an editor knows a block by, without its type: the heading, or the first words."""
    heading = raw.get("heading") if isinstance(raw, dict) else ""
    return heading or Truncator(_first_words(block, raw)).chars(60)


def _first_words(block: blocks.Block, raw: Any) -> str:
    for child, value in _children(block, raw):
        if not isinstance(child, blocks.ChoiceBlock) and (words := plain_text(child, value)):
            return words.partition("\n")[0]
    return plain_text(block, raw).partition("\n")[0]


def _children(block: blocks.Block, raw: Any) -> Iterator[tuple[blocks.Block, Any]]:
    if isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield child, raw.get(name)


class Details:
    """Collects what changed in many blocks and names it with a query for each kind of thing."""

    def __init__(self) -> None:
        self._changed: dict[str, list[tuple[_Setting | None, _Setting | None]]] = {}
        self._names: dict[Any, dict[Any, str]] | None = None

    def add(self, key: str, block: blocks.Block, before: Any, after: Any) -> None:
        """Take note of what differs between two stored values of a block."""
        old, new = _settings(block, before), _settings(block, after)
        pairs = [(old.get(place), new.get(place)) for place in {**old, **new}]
        self._changed[key] = [pair for pair in pairs if _raw(pair[0]) != _raw(pair[1])]

    def of(self, key: str) -> list[Detail]:
        """What was noted for `key`, named."""
        if self._names is None:
            self._names = self._look_up()
        return [
            Detail(either.label, self._name(old), self._name(new))
            for old, new in self._changed.get(key, [])
            if (either := new or old)
        ]

    def _look_up(self) -> dict[Any, dict[Any, str]]:
        wanted = defaultdict(set)
        for pair in (pair for pairs in self._changed.values() for pair in pairs):
            for setting in filter(None, pair):
                if isinstance(setting.block, blocks.ChooserBlock) and setting.raw:
                    wanted[setting.block.model_class].add(setting.raw)
        return {model: names(model, ids) for model, ids in wanted.items()}

    def _name(self, setting: _Setting | None) -> str:
        if setting is None or setting.raw in (None, ""):
            return gettext("nothing")
        if isinstance(setting.block, blocks.ChooserBlock) and self._names is not None:
            return self._names[setting.block.model_class].get(setting.raw) or missing()
        return block_value(setting.block, setting.raw)


def _raw(setting: _Setting | None) -> Any:
    return None if setting is None or setting.raw == "" else setting.raw


def _settings(block: blocks.Block, raw: Any) -> dict[str, _Setting]:
    """Each value below a block that is not words, by a place that is the same before and
    after."""
    return dict(_walk(block, raw, "", ""))


def _walk(block: blocks.Block, raw: Any, place: str, within: str) -> Iterator[tuple[str, _Setting]]:
    if raw is None:
        return
    if isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            value = raw.get(name) if isinstance(raw, dict) else None
            yield from _walk(child, value, f"{place}/{name}", within)
    elif isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        for key, child, value in _items(block, raw):
            name = title(child, value) or capfirst(str(child.label))
            yield from _walk(child, value, f"{place}/{key}", _joined(within, name))
    elif not isinstance(
        block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock | BaseTypedTableBlock
    ) or _is_address(block):
        label = str(block.label) if block.name else ""
        yield place, _Setting(_joined(within, label), block, raw)


def _items(block: blocks.Block, raw: Any) -> Iterator[tuple[str, blocks.Block, Any]]:
    for number, item in enumerate(raw if isinstance(raw, Iterable) else []):
        key = str(item.get("id") or number) if isinstance(item, dict) else str(number)
        if isinstance(block, blocks.ListBlock):
            yield key, block.child_block, list_item(item)
        elif child := block.child_blocks.get(item["type"]):
            yield key, child, item["value"]


def _is_address(block: blocks.Block) -> bool:
    """Whether a text says where something is: not read, but a reader comes there."""
    return isinstance(block, blocks.URLBlock) or block.name == "anchor"


def _joined(within: str, label: str) -> str:
    return ": ".join(part for part in (within, label) if part)
