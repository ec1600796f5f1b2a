"""The form of a language's words and grammar."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What a word on the clinic's list is."""

    ABSOLUTE = "absolute"
    FINE = "fine"
    OFF_LABEL = "off_label"
    STIGMA = "stigma"
    JARGON = "jargon"
    VAGUE_LINK = "vague_link"


KINDS = [
    (Kind.ABSOLUTE.value, _("Says too much: cure, safe")),
    (Kind.FINE.value, _("Fine: an absolute word in it does not count")),
    (Kind.OFF_LABEL.value, _("Off-label use: ketamine + depression")),
    (Kind.STIGMA.value, _("Stigma: has a better word")),
    (Kind.JARGON.value, _("Jargon: wants an explanation")),
    (Kind.VAGUE_LINK.value, _("Words of a link that say nothing")),
]


# Of each kind the words, each with a better one or with nothing. "a|b" writes two with one
# better word.
StartingWords: TypeAlias = dict[Kind, dict[str, str]]


@dataclass(frozen=True)
class Grammar:
    """Patterns of one language. `{number}` stands for a figure or a number in words, `{range}` for
    one or for "two to three", `{medicine}` for the name of one. `times` are units of time in
    minutes; `interval_words` say how many times a week, or how many."""

    numbers: dict[str, float]
    to: str
    times: dict[str, float]
    claims: tuple[str, ...]
    no_claims: str
    effects: str
    comparisons: tuple[str, ...]
    treatments: str
    units: str
    loose_units: str
    dose_words: str
    routes: str
    ways: dict[str, str]
    repeated: str
    negations: str
    doubts_after: str
    approvals: str
    off_label: str
    studies: str
    phases: str
    medicines: frozenset[str]
    infusions: str
    sessions: str
    other_sessions: str
    given_over: str
    interval: str
    interval_words: dict[str, float]
    course: str
    qualifiers: dict[str, str]
    risks: str
    one: str
    at_least: str
    at_most: str
    and_a_half: str
    vowels: str = "aeiouy"
    thousands: str = ","
