"""The rules there are: what each is called, what it does unless the clinic says otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.writing.findings import Severity


@dataclass(frozen=True)
class Rule:
    """`target` is the number that a rule measures by, 0 for a rule that measures nothing."""

    name: str
    label: str | Promise
    severity: str
    target: int = 0


def _rules() -> Iterator[Rule]:
    block, advise = Severity.BLOCK, Severity.ADVISE
    yield Rule("number", _("A claim with a number or a dose has a source"), block)
    yield Rule("comparison", _("A comparison of treatments has a source"), advise)
    yield Rule("absolute", _("No absolute words: cure, safe, guaranteed"), block)
    yield Rule("approved", _("“Approved” never beside an off-label use"), block)
    yield Rule("dose", _("A dose has a unit, a way it is given, and how long or how often"), block)
    yield Rule("disagreement", _("Doses, durations and intervals agree"), block)
    yield Rule("balance", _("Benefits have risks beside them, as long as they"), advise, 3)
    yield Rule("bottom_line", _("An article has a bottom line"), advise)
    yield Rule("stigma", _("No words of stigma"), advise)
    yield Rule("grade", _("School years that the text asks of a reader"), advise, 9)
    yield Rule("long_sentence", _("Words in a sentence"), advise, 40)
    yield Rule("long_paragraph", _("Words in a paragraph"), advise, 130)
    yield Rule("jargon", _("Jargon is explained"), advise)
    yield Rule("picture", _("Pictures are described"), advise)
    yield Rule("heading_order", _("Headings are in order"), advise)
    yield Rule("vague_link", _("Links say where they lead"), advise)
    yield Rule("broken_link", _("Links within the site lead somewhere"), advise)
    yield Rule("outside_link", _("Links to other sites lead somewhere"), advise)
    yield Rule("title_length", _("Letters in the title for search engines"), advise, 75)
    yield Rule("description_length", _("Letters in the description"), advise, 170)


RULES = {rule.name: rule for rule in _rules()}
