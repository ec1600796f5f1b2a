"""What counts as a minor correction: words and links, but no number, unit, negation, source,
picture or block, and no word of a block that speaks of risks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TaskState

from clinic.content.blocks.base import rich_text_words
from clinic.content.blocks.callout import CalloutBlock
from clinic.content.blocks.crisis import CrisisHelpBlock
from clinic.content.blocks.side_effects import SideEffectsBlock
from clinic.content.blocks.walking import leaves
from clinic.content.citations import cited_ids
from clinic.review.fingerprints import (
    clinical_content,
    clinical_fields,
    content_hash,
    ids_elsewhere,
    shown_elsewhere,
    shown_hash,
)
from clinic.review.sign_offs import SignOff

RISK_BLOCKS = (SideEffectsBlock, CalloutBlock, CrisisHelpBlock)
LINKS = (blocks.PageChooserBlock, blocks.URLBlock, blocks.EmailBlock, DocumentChooserBlock)
WORDS = (blocks.CharBlock, blocks.TextBlock)

# Figures, numbers in words, and what they count: a change of any may change a dose or a time.
_QUANTITIES = re.compile(
    r"""
    \d+(?:[.,:/–-]\d+)*
    | \b(?:half|quarter|once|twice|thrice|double|triple|zero|one|two|three|four|five|six|seven
        |eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?
        |medio|media|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b
    | % | ‰ | ° | \b(?:per\ cent|percent|por\ ciento)\b
    | \b(?:mg|mcg|µg|μg|ng|kg|g|ml|dl|l|iu|ui|mmol|mol|mmhg|bpm|kcal|cm|mm|m)\b
    | \b(?:milligrams?|micrograms?|grams?|kilograms?|millilit(?:er|re)s?|lit(?:er|re)s?
        |miligramos?|microgramos?|gramos?|kilogramos?|mililitros?|litros?)\b
    | \b(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|daily|weekly|monthly
        |hourly|nightly|segundos?|minutos?|horas?|días?|noches?|semanas?|mes(?:es)?|años?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NEGATIONS = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|cannot|nobody|nothing|unless|except"
    r"|nunca|sin|ni|jamás|ningun[oa]?|ningún|tampoco|salvo|excepto)\b|n[’']t\b",
    re.IGNORECASE,
)


@dataclass
class Parts:
    """A page's content, sorted by what a correction may do to it."""

    words: list[str] = field(default_factory=list)
    risks: list[str] = field(default_factory=list)
    fixed: list[Any] = field(default_factory=list)

    def of(self, pattern: re.Pattern[str]) -> list[str]:
        """What a pattern finds in the words, in order."""
        return [found[0].casefold() for text in self.words for found in pattern.finditer(text)]


def parts_of(page: Page) -> Parts:
    """The clinical content of a page as words, words of risk, and all that has to stay."""
    parts = Parts()
    columns = clinical_fields(page)
    for name in columns:
        _sort(page._meta.get_field(name), getattr(page, name), parts)
    kept = clinical_content(page)
    parts.fixed.append({name: kept[name] for name in sorted(kept.keys() - set(columns))})
    return parts


def _sort(field: Any, value: Any, parts: Parts) -> None:
    if isinstance(field, StreamField):
        for item in value.get_prep_value():
            if block := value.stream_block.child_blocks.get(item["type"]):
                parts.fixed.append(item["type"])
                _sort_block(block, item["value"], parts)
    elif isinstance(field, RichTextField):
        _sort_rich_text(value, parts.words, parts)
    elif isinstance(value, str):
        parts.words.append(value)
    elif value is not None:
        parts.fixed.append(getattr(value, "pk", value))


def _sort_block(block: blocks.Block, raw: Any, parts: Parts) -> None:
    words = parts.risks if isinstance(block, RISK_BLOCKS) else parts.words
    for leaf, value in leaves(block, raw):
        if isinstance(leaf, blocks.RichTextBlock):
            _sort_rich_text(value, words, parts)
        elif isinstance(leaf, LINKS):
            continue
        elif isinstance(leaf, WORDS):
            words.append(str(value))
        else:
            parts.fixed.append(value)


def _sort_rich_text(html: str, words: list[str], parts: Parts) -> None:
    words.append(rich_text_words(html or ""))
    parts.fixed.append(cited_ids(html or ""))


def objections(standing: SignOff | None, page: Page) -> Iterator[str]:
    """Why the changes since the page's last record are no minor correction."""
    if standing is None or standing.signature is None:
        yield _("A page that was never signed off, or was changed since, needs a clinical review.")
        return
    if standing.content_hash == content_hash(page):
        yield _("Nothing was changed.")
        return
    shown = shown_elsewhere(page, ids=ids_elsewhere(page, standing.shown))
    if standing.shown_hash != shown_hash(shown):
        yield _("A person, a source, a picture or a setting that the page shows was changed.")
    before, after = parts_of(standing.page_as_signed()), parts_of(page)
    if before.fixed != after.fixed:
        yield _("A block, a picture, a source, an author or a choice was changed.")
    if before.risks != after.risks:
        yield _("A word about risks or urgent help was changed.")
    if before.of(_QUANTITIES) != after.of(_QUANTITIES):
        yield _("A number or a unit was changed.")
    if before.of(_NEGATIONS) != after.of(_NEGATIONS):
        yield _("A negation was changed.")


def require_minor(standing: SignOff | None, page: Page) -> SignOff:
    """The sign-off that the corrected page still stands on; raises ValidationError, with every
    reason, unless the changes are a minor correction."""
    found = list(objections(standing, page))
    signature = standing.signature if standing else None
    if found or signature is None:
        raise ValidationError(found)
    return signature


def note_of(task_state: TaskState) -> str:
    """What visitors are told was corrected: the proposal's comment."""
    return task_state.comment
