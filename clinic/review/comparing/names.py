"""What an editor calls a stored value: labels, titles and names, never keys and ids."""

from collections.abc import Collection
from typing import Any

from django.db.models import Field, Model
from django.utils.formats import localize
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.models import Page

from clinic.content.shown import linked_pages


def names(model: type[Model], ids: Collection[Any]) -> dict[Any, str]:
    """The names of the rows with these ids, in a query. A page that is not open to all gives
    nothing away."""
    if not ids:
        return {}
    if issubclass(model, Page):
        readable = linked_pages(ids)
        return {pk: readable[pk].title if pk in readable else hidden_page() for pk in ids}
    return {pk: str(row) for pk, row in model._default_manager.in_bulk(ids).items()}


def hidden_page() -> str:
    return gettext("a page that visitors may not read")


def missing() -> str:
    return gettext("something that is no longer there")


def field_value(field: Field, value: Any) -> str:
    """The words for the value of a plain model field."""
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value or ""))
    return plain_value(value)


def block_value(block: blocks.Block, raw: Any) -> str:
    """The words for the stored value of a block that holds one value and no words."""
    if isinstance(block, blocks.FieldBlock) and (choices := getattr(block.field, "choices", None)):
        found = {str(key): str(label) for key, label in _flat(choices)}
        return found.get(str(raw), "" if raw is None else str(raw))
    return plain_value(raw)


def plain_value(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else str(localize(value))


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for key, label in choices:
        flat += label if isinstance(label, list | tuple) else [(key, label)]
    return flat
