"""Claims that no source supports: a number, a dose, a comparison of treatments."""

import re
from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.writing.findings import Finding
from clinic.writing.patterns import Patterns
from clinic.writing.text import BODY, PageText
from clinic.writing.wording import Wording


def number(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """A share, a multiple, a count of people, the time of an effect, or a dose."""
    if found := wording.patterns:
        yield from _uncited(
            page,
            lambda text: claim(text, found),
            _("Cite where this number comes from, or leave it out."),
        )


def comparison(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """One treatment set against another."""
    if found := wording.patterns:
        yield from _uncited(
            page,
            lambda text: compared(text, found),
            _("Cite a study that compared them, or leave the comparison out."),
        )


def _uncited(
    page: PageText, look: Callable[[str], str], message: str | Promise
) -> Iterator[Finding]:
    for passage in page.of(BODY):
        for sentence, supported in passage.with_support():
            if not supported and not sentence.asks and (words := look(sentence.text)):
                yield Finding(passage.place, message, sentence.text, words)


def claim(text: str, language: Patterns) -> str:
    """The words of the first claim with a number, "" where there is none."""
    if dose := amount(text, language):
        return dose
    for found in language.claim.finditer(text):
        if not language.look("no_claims").search(text[: found.start()]):
            return found[0].strip()
    for found in language.effect.finditer(text):
        before = text[: found.start()]
        if language.look("no_claims").search(before) or _of_a_session(found[0], before, language):
            continue
        return found[0].strip()
    return ""


def _of_a_session(words: str, before: str, language: Patterns) -> bool:
    """Whether what lasts is a session or an infusion, not what it does."""
    last = before[-40:]
    return any(
        re.search(rf"{language.filled(getattr(language.grammar, name))}\W*(?:\w+\W+){{0,2}}$", last)
        for name in ("sessions", "infusions")
    )


def amount(text: str, language: Patterns) -> str:
    """The first dose of a text: in a unit of medicines, or in one of the kitchen beside a word
    that speaks of doses."""
    if found := language.dose.search(text):
        return found[0]
    if language.look("dose_words").search(text) and (found := language.loose_dose.search(text)):
        return found[0]
    return ""


def compared(text: str, language: Patterns) -> str:
    found = language.comparison.search(text)
    if not found:
        return ""
    medicine = re.compile(rf"\b{language.medicine}\b", re.IGNORECASE)
    about = language.look("treatments").search(text) or medicine.search(text)
    return found[0] if about else ""
