"""A text without a word is no text, whatever markup the editor wraps around nothing."""

import json

import pytest
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.rich_text import RichText

from clinic.content.blocks.base import TextBlock
from clinic.content.fields import FormattedTextField

NOTHING = '<p data-block-key="a1b2c"></p><ul><li data-block-key="d3e4f"> </li></ul>'
WORDS = '<p data-block-key="a1b2c">Words</p>'


@pytest.mark.parametrize(("given", "kept"), [(NOTHING, ""), (WORDS, WORDS), ("", "")])
def test_a_field_keeps_words_and_drops_empty_paragraphs(given: str, kept: str) -> None:
    assert FormattedTextField(blank=True).clean(given, None) == kept


@pytest.mark.parametrize(("given", "kept"), [(NOTHING, ""), (WORDS, WORDS), ("", "")])
def test_an_optional_text_of_a_block_does_so_too(given: str, kept: str) -> None:
    assert TextBlock(required=False).clean(RichText(given)).source == kept


def test_half_an_emoji_does_not_break_a_text() -> None:
    block = {"key": "a", "text": "Well \ud83d done \U0001f600", "type": "unstyled", "depth": 0}
    sent = json.dumps({"blocks": [{**block, "entityRanges": [], "inlineStyleRanges": []}]})
    widget = get_rich_text_editor_widget(features=["bold"])
    html = widget.value_from_datadict({"text": sent[:-1] + ', "entityMap": {}}'}, {}, "text")
    assert "Well \ufffd done \U0001f600" in html
    assert widget.value_from_datadict({}, {}, "text") is None
