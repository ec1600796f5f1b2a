"""Help in a crisis: the lines live once, in the clinic settings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from clinic.content.blocks.base import TextBlock


class CrisisLineBlock(blocks.StructBlock):
    """One line that a person in distress can reach."""

    name = blocks.CharBlock(label=_("Name"), max_length=100)
    number = blocks.CharBlock(label=_("Telephone"), required=False, max_length=40)
    text_line = blocks.CharBlock(
        label=_("By text message"),
        required=False,
        max_length=100,
        help_text=_("For example: text SHOUT to 85258"),
    )
    url = blocks.URLBlock(label=_("Website"), required=False)
    hours = blocks.CharBlock(
        label=_("Hours"), required=False, max_length=100, help_text=_("For example: day and night")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned["number"] or cleaned["text_line"] or cleaned["url"]):
            raise StructBlockValidationError(
                block_errors={"number": ValidationError(_("Give at least one way to reach it."))}
            )
        return cleaned

    class Meta:
        icon = "mobile-alt"
        label = _("Crisis line")
        label_format = "{name}"


class CrisisHelpBlock(blocks.StructBlock):
    """The clinic's crisis lines, always as the clinic settings have them now."""

    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=160, default=_("If you need help now")
    )
    introduction = TextBlock(label=_("Introduction"), required=False)

    class Meta:
        icon = "mobile-alt"
        label = _("Crisis help")
        label_format = "{heading}"
        description = _("The crisis lines from the clinic settings; they are always current.")
        template = "content/blocks/crisis_help.html"
        preview_value = {"heading": _("If you need help now"), "introduction": ""}
