"""What something depends on."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import HeadedBlock, TextBlock, introduction


class FactorBlock(blocks.StructBlock):
    term = blocks.CharBlock(
        label=_("Factor"), max_length=160, help_text=_("A few words, for example: Other medicines")
    )
    explanation = TextBlock(
        label=_("Explanation"), help_text=_("How it matters, and how sure that is: cite it.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Factor")
        label_format = "{term}"


class FactorsBlock(HeadedBlock):
    """Terms with their explanations."""

    introduction = introduction()
    factors = blocks.ListBlock(FactorBlock(), label=_("Factors"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Factors")
        description = _("What it depends on: terms, each with an explanation.")
        template = "content/blocks/factors.html"
        preview_value = {
            "heading": _("What it depends on"),
            "introduction": "",
            "factors": [
                {"term": "Your health", "explanation": "<p>Other illnesses can matter.</p>"},
                {"term": "Other medicines", "explanation": "<p>Some do not go together.</p>"},
            ],
        }
