"""Words that have a better one: stigma, and jargon that nothing explains."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from clinic.writing.findings import Finding
from clinic.writing.text import BODY, HEADING, TOP, PageText
from clinic.writing.wording import Wording, folded
from clinic.writing.words import Kind


def stigma(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    if pattern := wording.pattern(Kind.STIGMA):
        for passage in page.of(TOP, HEADING, BODY):
            for sentence in passage.sentences:
                for found in pattern.finditer(sentence.text):
                    yield Finding(
                        passage.place,
                        _("This word judges people. Write what they have or do."),
                        sentence.text,
                        found[0],
                        wording.better(Kind.STIGMA, found[0]),
                    )


def jargon(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """The first use of a word on the list that neither the glossary nor the page explains."""
    pattern = wording.pattern(Kind.JARGON)
    if not pattern:
        return
    seen: set[str] = set()
    for passage in page.of(TOP, HEADING, BODY):
        for sentence in passage.sentences:
            for found in pattern.finditer(sentence.text):
                word = folded(found[0])
                if word in seen:
                    continue
                seen.add(word)
                if not wording.explains(word) and not explained(sentence.text, found.span()):
                    yield Finding(
                        passage.place,
                        _("Explain this word, write a plain one, or put it in the glossary."),
                        sentence.text,
                        found[0],
                        wording.better(Kind.JARGON, found[0]),
                    )


def explained(text: str, span: tuple[int, int]) -> bool:
    """Whether words in brackets follow at once, the word itself stands in brackets after plain
    ones, or a meaning follows."""
    before, after = text[: span[0]].rstrip(" “\"'"), text[span[1] :]
    return bool(
        before.endswith("(")
        or re.match(r"\W{0,2}\s*\(", after)
        or re.match(r"[”\"']?,?\s+(?:means|meaning|that is|or\b|is when|is the|significa)", after)
    )
