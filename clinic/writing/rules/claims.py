"""Words that say too much: absolute ones, and "approved" beside an off-label use."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from clinic.writing.findings import Finding
from clinic.writing.patterns import Patterns
from clinic.writing.text import BODY, HEADING, TOP, PageText
from clinic.writing.wording import Wording, pattern_of
from clinic.writing.words import Kind

_CLAUSE = re.compile(r"[;:—(]|\bbut\b|\bpero\b")
_NEAR = 9  # words before, within which a negation holds


def absolute(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """A word on the clinic's list that is not denied, doubted, asked, or part of a phrase that
    is fine."""
    language, pattern = wording.patterns, wording.pattern(Kind.ABSOLUTE)
    if not language or not pattern:
        return
    fine = wording.pattern(Kind.FINE)
    for passage in page.of(TOP, HEADING, BODY):
        for sentence in passage.sentences:
            if sentence.asks:
                continue
            excused = [each.span() for each in fine.finditer(sentence.text)] if fine else []
            for found in pattern.finditer(sentence.text):
                inside = any(
                    start <= found.start() and found.end() <= end for start, end in excused
                )
                if not inside and not denied(sentence.text, found.span(), language):
                    yield Finding(
                        passage.place,
                        _("No treatment is sure. Say how much, how often and for whom."),
                        sentence.text,
                        found[0],
                        wording.better(Kind.ABSOLUTE, found[0]),
                    )
                    break


def denied(text: str, span: tuple[int, int], language: Patterns) -> bool:
    """Whether a negation or a doubt stands shortly before these words in their clause, or a
    doubt after them."""
    clause = _CLAUSE.split(text[: span[0]])[-1]
    before = " ".join(clause.split()[-_NEAR:])
    return bool(
        language.look("negations").search(before)
        or language.look("doubts_after").search(text[span[1] :])
    )


def approved(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """A medicine called approved in one sentence with a use that is off-label for it."""
    language = wording.patterns
    if not language:
        return
    uses = [(pattern_of([medicine]), pattern_of([use])) for medicine, use in wording.off_label]
    for passage in page.of(TOP, HEADING, BODY):
        for sentence in passage.sentences:
            found = language.look("approvals").search(sentence.text)
            if (
                not found
                or sentence.asks
                or denied(sentence.text, found.span(), language)
                or language.look("off_label").search(sentence.text)
            ):
                continue
            if any(
                medicine and use and _together(found, medicine, use, sentence.text, language)
                for medicine, use in uses
            ):
                yield Finding(
                    passage.place,
                    _("Its licence does not name this use. Say that it is off-label."),
                    sentence.text,
                    found[0],
                )


def _together(
    found: re.Match[str],
    medicine: re.Pattern[str],
    use: re.Pattern[str],
    text: str,
    language: Patterns,
) -> bool:
    """Whether a text names both, and denies nothing between the approval and the use."""
    used = use.search(text)
    if not used or not medicine.search(text):
        return False
    between = text[min(found.end(), used.end()) : max(found.start(), used.start())]
    return not language.look("negations").search(between)
