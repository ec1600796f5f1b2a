"""What a text measures: its words, the minutes it takes, its grade, its citations, its balance."""

from dataclasses import dataclass

from django.utils.formats import localize, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from clinic.content.citations import rich_texts
from clinic.content.sections import reading_minutes, sections
from clinic.content.stored_links import REFERENCE, linked_ids
from clinic.writing.rules.balance import benefits_and_risks
from clinic.writing.rules.plain_language import grade_of
from clinic.writing.text import PageText
from clinic.writing.wording import Wording


@dataclass(frozen=True)
class Metrics:
    """`grade` is None for a text too short to tell; `benefits` and `risks` are words."""

    words: int
    minutes: int
    grade: float | None
    citations: int
    sources: int
    benefits: int
    risks: int

    def as_json(self, target: int) -> dict[str, str]:
        """What the editor's side panel shows; `target` is the highest grade that the clinic
        wants."""
        return {
            "words": number_format(self.words, force_grouping=True),
            "minutes": ngettext("%(number)d minute", "%(number)d minutes", self.minutes)
            % {"number": self.minutes},
            "grade": self._told_grade(target),
            "citations": self._told_citations(),
            "balance": self._told_balance(),
        }

    def _told_grade(self, target: int) -> str:
        if self.grade is None:
            return "–"
        numbers = {"grade": max(0, round(self.grade)), "target": target}
        return _("%(grade)d (at most %(target)d)") % numbers

    def _told_citations(self) -> str:
        if not self.citations:
            return "0"
        told = ngettext(
            "%(citations)d (%(sources)d source)",
            "%(citations)d (%(sources)d sources)",
            self.sources,
        )
        return told % {"citations": self.citations, "sources": self.sources}

    def _told_balance(self) -> str:
        if self.benefits and self.risks:
            ratio = localize(round(self.benefits / self.risks, 1))
            return _("%(ratio)s to 1") % {"ratio": ratio}
        if self.benefits:
            return _("No risks")
        return _("Risks alone") if self.risks else "–"


def measure(page: Page, text: PageText, wording: Wording) -> Metrics:
    """The measures of a page with a body. Asks the database nothing."""
    body = "\n".join(section.text for section in sections(page.body))
    cited = [
        pk
        for value in page.cited_texts()
        for html in rich_texts(value)
        for kind, pk in linked_ids(html)
        if kind == REFERENCE
    ]
    benefits, risks = benefits_and_risks(text, wording)
    return Metrics(
        words=len(body.split()),
        minutes=reading_minutes(body),
        grade=grade_of(text, wording),
        citations=len(cited),
        sources=len(set(cited)),
        benefits=benefits,
        risks=risks,
    )
