"""Running text: a section with its heading, and text without one."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import HeadedBlock, TextBlock


class SectionBlock(HeadedBlock):
    """A heading and the text below it."""

    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Main heading")), ("h3", _("Heading below the one before"))],
        default="h2",
        help_text=_("A lower heading belongs to the main heading above it."),
    )
    text = TextBlock(
        label=_("Text"),
        required=False,
        help_text=_("Left empty only where a heading below this one follows at once."),
    )

    def heading_level(self, raw: Any) -> int:
        return 3 if raw.get("level") == "h3" else 2

    class Meta:
        icon = "title"
        label = _("Section")
        description = _("A heading with paragraphs and lists below it.")
        template = "content/blocks/section.html"
        preview_value = {
            "heading": _("How long does a visit take?"),
            "level": "h2",
            "text": (
                "<p>Plan for <b>two hours</b>. The first part is a conversation, the second is "
                "time to rest.</p><ul><li>Bring a list of your medicines.</li><li>Bring somebody "
                "who can see you home.</li></ul>"
            ),
        }


class PlainTextBlock(TextBlock):
    """Text that belongs to the heading before it, or to none."""

    class Meta:
        icon = "pilcrow"
        label = _("Text without a heading")
        description = _("More text below what stands before it, after a list of steps for example.")
        template = "content/blocks/text.html"
        preview_value = "<p>All of this can change from one person to the next. Ask us.</p>"
