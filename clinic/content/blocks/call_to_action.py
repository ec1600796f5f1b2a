"""One thing to do next."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import TextBlock
from clinic.content.blocks.link import LinkBlock


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next."""

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=160, help_text=_("What the reader can do, without haste.")
    )
    text = TextBlock(label=_("Text"), required=False)
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        label_format = "{heading}"
        description = _("One thing that a reader can do next, with its link.")
        template = "content/blocks/call_to_action.html"
        preview_value = {
            "heading": "Would you like to talk about it?",
            "text": "<p>Our team answers within two working days.</p>",
            "link": {"page": None, "url": "https://example.org/", "text": "Ask the clinic"},
        }
