"""How something happens, step by step."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import HeadedBlock, TextBlock, introduction
from clinic.content.blocks.image import PictureBlock


class ProcessStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Title"), max_length=160, help_text=_("A few words, for example: You arrive")
    )
    text = TextBlock(
        label=_("What happens"), required=False, help_text=_("What the reader sees, does or feels.")
    )
    duration = blocks.CharBlock(
        label=_("How long it takes"),
        required=False,
        max_length=60,
        help_text=_("For example: about 40 minutes"),
    )
    image = PictureBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "order"
        label = _("Step")
        label_format = "{title}"


class ProcessStepsBlock(HeadedBlock):
    """Numbered steps."""

    introduction = introduction()
    steps = blocks.ListBlock(ProcessStepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "order"
        label = _("Process steps")
        description = _("Numbered steps: what happens, in which order, how long it takes.")
        template = "content/blocks/process_steps.html"
        preview_value = {
            "heading": _("What happens on the day"),
            "introduction": "",
            "steps": [
                {
                    "title": "You arrive",
                    "text": "<p>We talk about how you have been.</p>",
                    "duration": "15 minutes",
                    "image": None,
                },
                {
                    "title": "You rest",
                    "text": "<p>Somebody stays with you.</p>",
                    "duration": "1 hour",
                    "image": None,
                },
            ],
        }
