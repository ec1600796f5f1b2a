"""Somebody else's words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """A quotation and where it comes from."""

    text = blocks.TextBlock(
        label=_("Words"), rows=3, help_text=_("Exactly as they were said, without quotation marks.")
    )
    attribution = blocks.CharBlock(
        label=_("Who said it"), required=False, max_length=200, help_text=_("And where, and when.")
    )
    source_url = blocks.URLBlock(
        label=_("Where it can be read"),
        required=False,
        help_text=_("So that a reader can look it up."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        label_format = "{text}"
        description = _("Somebody else's words. Never a patient's without written consent.")
        template = "content/blocks/quote.html"
        preview_value = {
            "text": "It is allowed to ask again.",
            "attribution": "A nurse of this clinic",
            "source_url": "",
        }
