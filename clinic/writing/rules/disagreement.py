"""Two places that state another dose, duration or interval of one treatment."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from clinic.writing import stated
from clinic.writing.facts import Fact, facts
from clinic.writing.findings import Finding
from clinic.writing.text import PageText
from clinic.writing.wording import Wording


def disagreement(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """Each statement that disagrees with one before it, or with a live page. One query."""
    language = wording.patterns
    if not language:
        return
    here = facts(page, language)
    for number, fact in enumerate(here):
        if other := next((each for each in here[:number] if each.disagrees(fact)), None):
            message = _("Elsewhere on this page: “%(words)s” Make both agree, or say why not.")
            yield _finding(fact, str(message) % {"words": _ended(other.sentence)})
    yield from _elsewhere(here, page, wording.language)


def _elsewhere(here: list[Fact], page: PageText, language: str) -> Iterator[Finding]:
    for fact, other, title in stated.disagreeing(here, language, page.page_id):
        message = _("“%(title)s” says: “%(words)s” Make both agree, or say why not.")
        yield _finding(fact, str(message) % {"title": title, "words": _ended(other)})


def _finding(fact: Fact, message: str) -> Finding:
    return Finding(fact.place, message, fact.sentence, fact.words)


def _ended(sentence: str) -> str:
    """A sentence with its own sign at the end; one without gets a full stop."""
    return sentence if sentence.rstrip("”’)").endswith((".", "!", "?", "…")) else f"{sentence}."
