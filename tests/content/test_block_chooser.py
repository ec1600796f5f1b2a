"""Every block tells an editor what it is for, what it looks like, and, folded, what it holds."""

from collections.abc import Iterator
from string import Formatter

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Site

from clinic.content.models import ClinicSettings
from tests.factories import ArticlePageFactory, ImageFactory, PersonFactory, UserFactory, body

pytestmark = pytest.mark.once


def streams() -> Iterator[tuple[str, blocks.StreamBlock]]:
    """Every stream that an editor meets, with its place."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, StreamField):
                yield f"{model.__name__}.{field.name}", field.stream_block


def below(block: blocks.Block, place: str) -> Iterator[tuple[str, blocks.Block]]:
    children = getattr(block, "child_blocks", None) or {}
    if isinstance(block, blocks.ListBlock):
        children = {"item": block.child_block}
    for name, child in children.items():
        yield f"{place}.{name}", child
        yield from below(child, f"{place}.{name}")


# What a chooser offers: the kinds of a stream that has more than one.
CHOSEN = {
    f"{place}.{name}": kind
    for place, stream in streams()
    if len(stream.child_blocks) > 1
    for name, kind in stream.child_blocks.items()
}
# What has a panel of its own that can be folded.
FOLDED = {
    place: block
    for root, stream in streams()
    for place, block in below(stream, root)
    if isinstance(block, blocks.BaseStructBlock)
}


@pytest.mark.parametrize("place", CHOSEN)
def test_a_block_in_the_chooser_says_what_it_is_for(place: str) -> None:
    block = CHOSEN[place]
    assert block.meta.icon != "placeholder"
    assert len(str(block.get_description())) > 20
    assert str(block.get_description()).endswith(".")
    assert block.meta.group
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("place", CHOSEN)
def test_a_block_in_the_chooser_shows_how_it_looks(place: str, client: Client) -> None:
    line = {"name": "A line", "number": "123", "text_line": "", "url": "", "hours": ""}
    ClinicSettings.objects.create(site=Site.objects.get(), crisis_lines=body(("line", line)))
    ImageFactory()
    PersonFactory()
    ArticlePageFactory()
    get_document_model().objects.create(title="A form", file=ContentFile(b"Words", name="a.txt"))
    block = CHOSEN[place]
    client.force_login(UserFactory(group="Editors"))
    address = reverse("wagtailadmin_block_preview")
    html = client.get(address, {"id": block.definition_prefix}).content.decode()
    inside = html.partition(f'<div class="w-block-{block.name}">')[2].partition("</main>")[0]
    assert len(inside.split()) > 3


@pytest.mark.parametrize("place", FOLDED)
def test_a_folded_block_shows_what_it_holds(place: str) -> None:
    block = FOLDED[place]
    assert block.meta.icon != "placeholder"
    shown = {name for _text, name, *_rest in Formatter().parse(block.meta.label_format) if name}
    assert shown
    assert shown <= block.child_blocks.keys()
    assert not shown & set(block.get_form_layout().settings)


@pytest.mark.parametrize("place", FOLDED)
def test_what_is_tucked_away_has_a_default_or_may_stay_empty(place: str) -> None:
    block = FOLDED[place]
    for name in block.get_form_layout().settings:
        child = block.child_blocks[name]
        assert not child.required or child.get_default()
