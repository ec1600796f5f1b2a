"""What must not be overlooked."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import TextBlock

KINDS = [
    ("information", _("Good to know")),
    ("important", _("Important")),
    ("urgent", _("Get help soon")),
    ("emergency", _("Emergency")),
]


class CalloutValue(blocks.StructValue):
    @property
    def kind_label(self) -> str | Promise:
        return dict(KINDS).get(self["kind"], "")


class CalloutBlock(blocks.StructBlock):
    """A short text that stands out."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=KINDS,
        default="information",
        help_text=_("Keep “Emergency” for what cannot wait: it is the only loud thing here."),
    )
    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        max_length=160,
        help_text=_("The whole message in a few words, for those who read no further."),
    )
    text = TextBlock(label=_("Text"), help_text=_("Two or three sentences: what to do."))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        label_format = "{kind}: {heading} {text}"
        description = _("A short text that stands out: information, important, urgent, emergency.")
        template = "content/blocks/callout.html"
        value_class = CalloutValue
        preview_value = {
            "kind": "important",
            "heading": "Do not drive until the next day",
            "text": "<p>Ask somebody to take you home.</p>",
        }
