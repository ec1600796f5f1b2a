"""The block chooser tells an editor what each block is for and how it looks."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect
from wagtail.documents import get_document_model

from blog.models import ArticlePage
from clinic.content.blocks.streams import ArticleBody
from tests.browser.clinic import new_settings
from tests.browser.editing import edit
from tests.factories import ImageFactory

pytestmark = pytest.mark.once


def test_the_chooser_describes_each_block_and_shows_how_it_looks(
    editor: Page, article: ArticlePage
) -> None:
    new_settings()
    ImageFactory()
    get_document_model().objects.create(title="A form", file=ContentFile(b"Words", name="a.txt"))
    form = edit(editor, article)
    form.body.root.get_by_role("button", name="Insert a block").last.click()
    kinds = ArticleBody().child_blocks.values()
    options = editor.get_by_role("listbox").first
    expect(options.get_by_role("option")).to_have_text([str(kind.label) for kind in kinds])
    preview = editor.frame_locator(".w-combobox-preview__iframe")
    for number, (name, kind) in enumerate(ArticleBody().child_blocks.items()):
        options.get_by_role("button", name="Preview").nth(number).click()
        expect(preview.locator(f".w-block-{name}")).not_to_be_empty()
        expect(preview.locator(f".w-block-{name}")).to_be_visible()
        expect(editor.get_by_text(str(kind.get_description())).first).to_be_visible()


@pytest.mark.parametrize("name", ArticleBody().child_blocks)
def test_every_block_has_a_description_and_a_preview(name: str) -> None:
    block = ArticleBody().child_blocks[name]
    assert block.get_description()
    assert block.is_previewable
