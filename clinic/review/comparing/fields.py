"""The fields of a page outside of its streams of blocks, as its own panels list them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, PublishingPanel
from wagtail.admin.panels.group import PanelGroup
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from clinic.content.references import Reference
from clinic.review.comparing.names import field_value, missing, names
from clinic.review.comparing.rendered import Rendering, rendering
from clinic.review.comparing.state import State

_BOOKKEEPING = {"id", "sort_order", "translation_key", "locale"}


@dataclass(frozen=True)
class ShownField:
    """A field or a relation of a page that an editor fills in, with its label."""

    name: str
    label: str


def shown_fields(page: Page) -> list[ShownField]:
    """In the order of the editor's form; without what only says when a page is published."""
    return list(_walk(page.get_edit_handler(), page))


def _walk(panel: Panel, page: Page) -> Iterator[ShownField]:
    if isinstance(panel, PublishingPanel):
        return
    if isinstance(panel, PanelGroup):
        for child in panel.children:
            yield from _walk(child, page)
    elif isinstance(panel, FieldPanel):
        name = panel.field_name
        label = panel.heading or getattr(field_of(page, name), "verbose_name", name)
        yield ShownField(name, capfirst(str(label)))
    elif isinstance(panel, InlinePanel):
        yield ShownField(panel.relation_name, capfirst(str(panel.heading)))


def is_body(field: Any) -> bool:
    """Whether a field is a stream of blocks that say something, not a list of chosen things."""
    return isinstance(field, StreamField) and not all(
        isinstance(child, blocks.ChooserBlock) for child in field.stream_block.child_blocks.values()
    )


def field_of(page: Page, name: str) -> Any:
    """The model field or relation, or None for a panel that shows something else."""
    try:
        return page._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def renderings(shown: ShownField, *states: State) -> list[Rendering] | None:
    """The field in each state, with a fixed number of queries; None for one that shows nothing
    by itself."""
    field = field_of(states[0].page, shown.name)
    if isinstance(field, StreamField):
        return _chosen(field, states)
    if isinstance(field, RichTextField):
        return [state.rich_text(field.value_from_object(state.page)) for state in states]
    if isinstance(field, models.ManyToManyField):
        rows = [[str(row) for row in getattr(state.page, shown.name).all()] for state in states]
        return [_list(each) for each in rows]
    if isinstance(field, models.ForeignKey):
        return _foreign(field, states)
    if isinstance(field, models.ManyToOneRel):
        return _related(field, shown.name, states)
    if isinstance(field, models.Field):
        return [_text(field_value(field, field.value_from_object(state.page))) for state in states]
    return None


def _text(words: str) -> Rendering:
    lines = [line for line in words.splitlines() if line.strip()]
    return Rendering(format_html_join("", "<p>{}</p>", ((line,) for line in lines)), lines)


def _list(words: list[str]) -> Rendering:
    return Rendering(list_html(words), words)


def list_html(words: list[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((word,) for word in words))
    return format_html("<ul>{}</ul>", items) if words else SafeString("")


def _chosen(field: StreamField, states: tuple[State, ...]) -> list[Rendering] | None:
    """A stream of chosen things. References are left to the list of all that the page shows."""
    children = field.stream_block.child_blocks
    by_model: dict[type[models.Model], set[Any]] = {}
    for item in (item for state in states for item in state.raw[field.name]):
        by_model.setdefault(children[item["type"]].model_class, set()).add(item["value"])
    shows_all = all(state.lists_references for state in states)
    if shows_all and {child.model_class for child in children.values()} == {Reference}:
        return None
    found = {model: names(model, ids - {None}) for model, ids in by_model.items()}
    return [
        _list(
            [
                found[children[item["type"]].model_class].get(item["value"]) or missing()
                for item in state.raw[field.name]
            ]
        )
        for state in states
    ]


def _foreign(field: models.ForeignKey, states: tuple[State, ...]) -> list[Rendering]:
    if issubclass(field.related_model, AbstractImage):
        return [_picture(getattr(state.page, field.name)) for state in states]
    ids = [field.value_from_object(state.page) for state in states]
    found = names(field.related_model, {pk for pk in ids if pk})
    return [_text(found.get(pk) or missing() if pk else "") for pk in ids]


def _picture(image: AbstractImage | None) -> Rendering:
    if image is None:
        return Rendering()
    html = render_to_string("content/partials/picture.html", {"image": image})
    return Rendering(rendering(html, {}).html, [image.title])


def _related(
    relation: models.ManyToOneRel, name: str, states: tuple[State, ...]
) -> list[Rendering]:
    """Rows of a table of their own, each a line of what an editor fills in."""
    fields = [
        field
        for field in relation.related_model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field is not relation.field
        and field.name not in _BOOKKEEPING
    ]
    rows = [list(getattr(state.page, name).all()) for state in states]
    found = {
        field: names(
            field.related_model,
            {pk for each in rows for row in each if (pk := field.value_from_object(row))},
        )
        for field in fields
        if isinstance(field, models.ForeignKey)
    }

    def told(row: models.Model) -> str:
        parts = []
        for field in fields:
            value = field.value_from_object(row)
            if field in found:
                parts.append((found[field].get(value) or missing()) if value else "")
            else:
                parts.append(field_value(field, value))
        return ", ".join(part for part in parts if part)

    return [_list([told(row) for row in each]) for each in rows]
