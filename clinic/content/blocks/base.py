"""What all content blocks have in common."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.rich_text import RichText, get_text_for_indexing

from clinic.content.blocks.walking import leaves
from clinic.content.features import BODY_INLINE_FEATURES, TEXT_FEATURES

ANCHOR_LENGTH = 80
# A line that begins with it tells the writer what to write there.
HINT = "✎"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists, without headings."""

    features_offered = TEXT_FEATURES

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": self.features_offered, **kwargs})

    def clean(self, value: RichText) -> RichText:
        """Empty paragraphs are not the text that a block asks for, nor is a hint that a template
        brought along; a draft may have both."""
        cleaned = super().clean(value)
        words = rich_text_words(cleaned.source)
        if self.required and not words:
            raise ValidationError(self.field.error_messages["required"], code="required")
        if not self.is_deferred_validation and any(
            line.startswith(HINT) for line in words.splitlines()
        ):
            raise ValidationError(
                _("Write what the hint (%(sign)s) asks for, or delete it."), params={"sign": HINT}
            )
        return cleaned

    def value_from_form(self, value: str | None) -> RichText:
        """Nothing for paragraphs without a word: the editor sends one where nothing was
        written, and a page would set it in a frame."""
        return RichText(value if value and rich_text_words(value) else "")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Wagtail's own block: a migration need not know this class."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class InlineTextBlock(TextBlock):
    """A short rich text: no lists."""

    features_offered = BODY_INLINE_FEATURES


def introduction() -> TextBlock:
    """The optional paragraph between a block's heading and its list."""
    return TextBlock(
        required=False,
        label=_("Introduction"),
        help_text=_("A sentence or two between the heading and the list."),
    )


def plain_text(block: blocks.Block, raw: Any) -> str:
    """All words of a block's stored value that a reader sees, in reading order, one paragraph
    a line. What it shows from elsewhere, such as a document's title, is not among them."""
    lines = (leaf_text(leaf, value) for leaf, value in leaves(block, raw))
    return "\n".join(line for line in lines if line)


def leaf_text(block: blocks.Block, raw: Any) -> str:
    """The words of one field."""
    if isinstance(block, blocks.RichTextBlock):
        return rich_text_words(raw)
    if isinstance(block, blocks.ChoiceBlock):
        return str(dict(block.field.choices).get(raw, ""))
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.DecimalBlock):
        return " ".join(str(raw).split())
    return ""


def rich_text_words(html: str) -> str:
    """The words of a rich text, one paragraph or list item a line."""
    text = get_text_for_indexing(re.sub(r"(</(p|li|h[1-6])>|<br/?>|<hr/?>)", r"\1\n", html))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


class HeadedBlock(blocks.StructBlock):
    """A block whose heading opens a part of the page and has an address of its own.

    The anchor is made from the heading when the page is saved and then kept, so that a
    link to it survives a change of this heading or of any other.
    """

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=160, help_text=_("Appears in the table of contents.")
    )
    anchor = blocks.CharBlock(
        label=_("Address of this part"),
        required=False,
        max_length=ANCHOR_LENGTH,
        validators=[
            RegexValidator(
                re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                _("Use small letters, digits and hyphens, for example: side-effects"),
            )
        ],
        help_text=_(
            "What follows # in a link to this part. Made from the heading when you save; it "
            "stays when the heading changes, so that links keep working."
        ),
    )

    # What is folded away behind the gear: how the part is shown, not what it says.
    settings: tuple[str, ...] = ("anchor",)

    def get_form_layout(self) -> BlockGroup:
        names = [name for name in self.child_blocks if name not in self.settings]
        return BlockGroup(children=names, settings=list(self.settings))

    def heading_level(self, raw: Any) -> int:
        """2 for a part of the page, 3 for a part of the part before it."""
        return 2

    class Meta:
        label_format = "{heading}"


def anchor_from(heading: str) -> str:
    """A readable anchor: "What is ketamine?" gives "what-is-ketamine"; a heading without a
    Latin letter or digit gives "part"."""
    return slugify(heading)[:ANCHOR_LENGTH].strip("-_").replace("_", "-") or "part"
