"""What may go wrong, and what to do then."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import HeadedBlock, InlineTextBlock, introduction
from clinic.content.blocks.walking import Part, list_item

# The words of the European summary of product characteristics, section 4.8, without "very
# rare", which readers do not tell from "rare".
FREQUENCIES = [
    ("very_common", _("Very common: more than 1 in 10 people")),
    ("common", _("Common: up to 1 in 10 people")),
    ("uncommon", _("Uncommon: up to 1 in 100 people")),
    ("rare", _("Rare: up to 1 in 1,000 people")),
    ("not_known", _("How common is not known")),
]
SERIOUSNESS = [
    ("urgent", _("Get urgent help")),
    ("tell_clinician", _("Tell your clinician")),
    ("passes", _("Usually passes")),
]
NOT_STATED = _("What to do is not stated")


class SideEffectValue(blocks.StructValue):
    @property
    def frequency_label(self) -> str | Promise:
        return dict(FREQUENCIES).get(self["frequency"], "")


class SideEffectBlock(blocks.StructBlock):
    effect = blocks.CharBlock(
        label=_("Effect"),
        max_length=250,
        help_text=_("In a reader's words: feeling sick, rather than emesis."),
    )
    frequency = blocks.ChoiceBlock(
        label=_("How common"),
        choices=FREQUENCIES,
        default="not_known",
        help_text=_("As a source states it, never as a guess."),
    )
    seriousness = blocks.ChoiceBlock(
        label=_("How serious"),
        choices=SERIOUSNESS,
        required=False,
        help_text=_("Effects are grouped by this. Leave it empty only if no source tells."),
    )
    what_to_do = InlineTextBlock(
        label=_("What to do"),
        required=False,
        help_text=_("One or two sentences: what helps, whom to call, when."),
    )

    class Meta:
        icon = "warning"
        label = _("Side effect")
        label_format = "{effect}"
        value_class = SideEffectValue


class SideEffectsValue(blocks.StructValue):
    @property
    def groups(self) -> list[tuple[str, str | Promise, list[SideEffectValue]]]:
        """(key, label, effects) for each seriousness that occurs, the most serious first."""
        groups = [
            (key, label, [each for each in self["effects"] if (each["seriousness"] or "") == key])
            for key, label in [*SERIOUSNESS, ("", NOT_STATED)]
        ]
        return [group for group in groups if group[2]]


class SideEffectsBlock(HeadedBlock):
    """Side effects, grouped by what to do about them."""

    introduction = introduction()
    effects = blocks.ListBlock(SideEffectBlock(), label=_("Side effects"), min_num=1)

    def reading_order(self, raw: dict[str, Any]) -> Iterator[Part]:
        """The parts as the page shows them, the effects grouped."""
        yield self.child_blocks["heading"], raw.get("heading")
        yield self.child_blocks["introduction"], raw.get("introduction")
        effects = [list_item(effect) for effect in raw.get("effects", [])]
        for key in [*dict(SERIOUSNESS), ""]:
            for effect in effects:
                if (effect.get("seriousness") or "") == key:
                    yield self.child_blocks["effects"].child_block, effect

    class Meta:
        icon = "warning"
        label = _("Side effects")
        description = _("What may go wrong, how often, and what to do then.")
        template = "content/blocks/side_effects.html"
        value_class = SideEffectsValue
        preview_value = {
            "heading": _("Side effects"),
            "introduction": "",
            "effects": [
                {
                    "effect": "Chest pain",
                    "frequency": "rare",
                    "seriousness": "urgent",
                    "what_to_do": "<p>Call the emergency number at once.</p>",
                },
                {
                    "effect": "Headache that lasts for more than a day",
                    "frequency": "uncommon",
                    "seriousness": "tell_clinician",
                    "what_to_do": "",
                },
                {
                    "effect": "Feeling light-headed",
                    "frequency": "common",
                    "seriousness": "passes",
                    "what_to_do": "<p>Sit down until it passes.</p>",
                },
            ],
        }
