"""The answer in a few sentences."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import HeadedBlock, TextBlock


class BottomLineBlock(HeadedBlock):
    """The answer in a few sentences."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160, default=_("The bottom line"))
    text = TextBlock(
        label=_("The answer"), help_text=_("Two to four sentences that stand on their own.")
    )
    show_as_summary = blocks.BooleanBlock(
        label=_("Also show at the top, as “In short”"),
        required=False,
        default=True,
        help_text=_("Where the page has an “In short” of its own, that one is shown."),
    )

    settings = ("show_as_summary", "anchor")

    class Meta:
        icon = "success"
        label = _("Bottom line")
        label_format = "{text}"
        description = _("The answer in a few sentences, at the end and, if you wish, at the top.")
        template = "content/blocks/bottom_line.html"
        preview_value = {
            "heading": _("The bottom line"),
            "text": "<p>For most people it helps for days or weeks, not for good.</p>",
            "show_as_summary": True,
        }
