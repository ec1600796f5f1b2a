"""Doses that leave something open."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from clinic.writing.findings import Finding
from clinic.writing.rules.citations import amount
from clinic.writing.text import BODY, PageText
from clinic.writing.wording import Wording

ROUTE = _("how it is given")
TIME = _("over what time or how often")
UNIT = _("the unit")


def dose(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """A dose without a unit, or whose block does not say the route or the time."""
    language = wording.patterns
    if not language:
        return
    for passage in page.of(BODY):
        for sentence in passage.sentences:
            words = amount(sentence.text, language)
            missing: list[str | Promise] = []
            if not words and (bare := language.dose_without_unit.search(sentence.text)):
                words, missing = bare[0], [UNIT]
            if not words or sentence.asks:
                continue
            block = f"{page.title} {page.block_text(passage.place)}"
            if not language.look("routes").search(block):
                missing.append(ROUTE)
            if not language.look("repeated").search(passage.text):
                missing.append(TIME)
            if missing:
                yield Finding(
                    passage.place,
                    format_lazy("{} {}.", _("Say beside the dose"), _listed(missing)),
                    sentence.text,
                    words,
                )


def _listed(parts: Sequence[str | Promise]) -> str | Promise:
    return format_lazy(", ".join("{}" for _part in parts), *parts)
