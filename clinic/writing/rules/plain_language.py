"""How hard a text is to read: its grade, long sentences and long paragraphs."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clinic.writing import readability
from clinic.writing.findings import Finding
from clinic.writing.text import BODY, TOP, PageText, Place
from clinic.writing.wording import Wording


def grade(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """The whole text asks more school years than `target`, with its hardest sentence."""
    found = grade_of(page, wording)
    if found is not None and found > target:
        hardest = max(_whole_sentences(page), key=lambda text: len(text.split()))
        message = ngettext(
            "The text asks for %(grade)d year of school. Shorten sentences, choose short words.",
            "The text asks for %(grade)d years of school. Shorten sentences, choose short words.",
            round(found),
        )
        yield Finding(Place(), message % {"grade": round(found)}, hardest)


def grade_of(page: PageText, wording: Wording) -> float | None:
    """The grade of a page's body, if its language and its length let one tell."""
    language = wording.patterns
    if not language:
        return None
    vowels = language.grammar.vowels
    return readability.grade(_whole_sentences(page), wording.language, vowels)


def _whole_sentences(page: PageText) -> list[str]:
    """Without headings and cells of tables, which would make the text seem easier."""
    return [
        each.text for passage in page.of(BODY) for each in passage.sentences if _ends(each.text)
    ]


def _ends(text: str) -> bool:
    return text.rstrip("”’\")'").endswith((".", "!", "?", "…"))


def long_sentence(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    for passage in page.of(TOP, BODY):
        for sentence in passage.sentences:
            words = len(sentence.text.split())
            if words > target:
                message = _("%(words)d words in one sentence: make it two or three.")
                yield Finding(passage.place, str(message) % {"words": words}, sentence.text)


def long_paragraph(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    for passage in page.of(TOP, BODY):
        for paragraph in passage.paragraphs:
            words = sum(len(sentence.text.split()) for sentence in paragraph)
            if words > target:
                message = _("%(words)d words in one paragraph: part it.")
                yield Finding(passage.place, str(message) % {"words": words}, paragraph[0].text)
