"""What may get better."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import HeadedBlock, InlineTextBlock, introduction


class BenefitBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Benefit"), max_length=250, help_text=_("What may get better, in a few words.")
    )
    detail = InlineTextBlock(
        label=_("Detail"), required=False, help_text=_("How much, for whom, how sure: cite it.")
    )

    class Meta:
        icon = "plus"
        label = _("Benefit")
        label_format = "{text}"


class BenefitsBlock(HeadedBlock):
    """A list of benefits."""

    introduction = introduction()
    benefits = blocks.ListBlock(BenefitBlock(), label=_("Benefits"), min_num=1)

    class Meta:
        icon = "plus-inverse"
        label = _("Benefits")
        description = _("What may get better. Give side effects the same room.")
        template = "content/blocks/benefits.html"
        preview_value = {
            "heading": _("Benefits"),
            "introduction": "<p>What people in trials noticed.</p>",
            "benefits": [
                {"text": "Mood can lift within a day", "detail": "<p>In some, not in all.</p>"},
                {"text": "Sleep can become steadier", "detail": ""},
            ],
        }
