"""All findings of a page."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from wagtail.models import Page

from clinic.writing.findings import Finding, Severity
from clinic.writing.gathering import gather
from clinic.writing.rules import (
    balance,
    citations,
    claims,
    disagreement,
    doses,
    links,
    plain_language,
    structure,
    words,
)
from clinic.writing.text import PageText
from clinic.writing.wording import Settings, Wording, current

Look: TypeAlias = Callable[[PageText, Wording, int], Iterator[Finding]]

# How each rule of the registry looks, in the order in which an editor reads what they found.
LOOKS: dict[str, Look] = {
    "dose": doses.dose,
    "disagreement": disagreement.disagreement,
    "number": citations.number,
    "absolute": claims.absolute,
    "approved": claims.approved,
    "comparison": citations.comparison,
    "balance": balance.balance,
    "bottom_line": balance.bottom_line,
    "stigma": words.stigma,
    "jargon": words.jargon,
    "grade": plain_language.grade,
    "long_sentence": plain_language.long_sentence,
    "long_paragraph": plain_language.long_paragraph,
    "picture": structure.picture,
    "heading_order": structure.heading_order,
    "vague_link": links.vague_link,
    "broken_link": links.broken_link,
    "outside_link": links.outside_link,
    "title_length": structure.title_length,
    "description_length": structure.description_length,
}


def check(page: Page, settings: Settings | None = None) -> list[Finding]:
    """What the rules find in a page as it is, those that block first."""
    return check_text(gather(page), settings or current())


def check_text(text: PageText, settings: Settings) -> list[Finding]:
    wording = settings.wording(text.language)
    found = [
        finding.of(rule, severity)
        for rule, look in LOOKS.items()
        if (severity := settings.severity(rule)) != Severity.OFF
        for finding in look(text, wording, settings.target(rule))
    ]
    return sorted(found, key=lambda finding: not finding.blocks)
