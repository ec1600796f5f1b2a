"""How well a passage answers: the same for every engine, and told to an editor who asks.

BM25 over fields (Robertson, Zaragoza and Taylor, CIKM 2004), more for words that stand near
each other, less for a passage that lacks some of what was asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from math import prod
from typing import NamedTuple

from search import wordlists
from search.models import Passage
from search.stemming import stem
from search.understanding import Alternative, Group, Understood


class Field(NamedTuple):
    """What a term counts in a field, how much its length matters, and how long it usually is."""

    name: str
    weight: float
    length_matters: float
    usual_length: float


TITLE = Field("title", 5.0, 0.4, 6)
HEADING = Field("heading", 6.0, 0.4, 5)
SHORT = Field("short", 1.5, 0.5, 30)
FIELDS = (TITLE, HEADING, SHORT)
BODY_WEIGHT, BODY_LENGTH_MATTERS = 1.0, 0.9

SATURATION = 2.0  # k1: how soon one more occurrence says nothing new
COVERAGE = 2.5  # how hard it counts against a passage to lack what was asked
BY_NUMBER = 0.5  # of what it holds, the part that is counted by number and not by rarity
BRIEF, LENIENT = 3, 3  # things asked for up to which that counts in full; how soon it stops
ADJACENT = 0.4  # what words add that stand beside each other as they were typed
WHOLE_TITLE = 1.6  # a page whose whole title is in the question is about the question
NEARNESS = 0.6  # the most that two words beside each other add, as a part of what they count
FROM_THE_TOP = 1.5  # whoever is in distress reads a page from its beginning
REVIEWED = 1.03  # a signed page before an unreviewed one that is otherwise as good

COLUMNS = (
    "id", "page_id", "position", "anchor", "kind", "tags", "published_at", "reviewed_on",
    "title_terms", "heading_terms", "short_terms", "body_terms",
)  # fmt: skip


@dataclass
class Part:
    """What one thing that was asked for added to a score."""

    typed: str
    found_as: str
    reason: str
    places: dict[str, int]
    rarity: float
    score: float


@dataclass
class Ranked:
    """A passage with its score, and what made it."""

    passage_id: int
    page_id: int
    position: int
    anchor: str
    tags: list[str]
    published_at: datetime | None
    score: float
    coverage: float
    found: frozenset[int]
    parts: list[Part] = field(default_factory=list)
    nearness: float = 0.0
    factors: dict[str, float] = field(default_factory=dict)
    reviewed_on: date | None = None


class Ranker:
    """Scores passages for one understood query."""

    def __init__(self, understood: Understood, usual_length: float) -> None:
        self.groups = understood.known
        self.body = Field("body", BODY_WEIGHT, BODY_LENGTH_MATTERS, max(1.0, usual_length))
        stop = wordlists.stop_words(understood.language)
        self.sayable = understood.terms | {stem(word, understood.language) for word in stop}
        self.pairs = [
            (f" {before} {after} ", weight) for (before, after), weight in understood.pairs.items()
        ]
        # Of a long question nobody expects every word.
        self.coverage = COVERAGE * min(1, BRIEF / max(1, len(self.groups))) ** LENIENT
        self.in_distress = any(group.is_crisis for group in self.groups)
        self.asked = sum(group.weight for group in self.groups) or 1.0

    def rank(self, ids: Sequence[int], explain: bool = False) -> list[Ranked]:
        """The passages with these ids, the best first."""
        rows = Passage.objects.filter(pk__in=ids).values_list(*COLUMNS)
        ranked = [one for row in rows if (one := self.score(row, explain))]
        return sorted(ranked, key=lambda one: (-one.score, one.page_id, one.position))

    def score(self, row: tuple, explain: bool = False) -> Ranked | None:
        """A row of `COLUMNS` with its score; None where a phrase in quotes is missing."""
        pk, page_id, position, anchor, _kind, tags, published_at, reviewed_on, *texts = row
        kinds = (*FIELDS, self.body)
        fields = list(zip(kinds, texts, (text.split() for text in texts), strict=True))
        if not position:
            del fields[1]  # the heading of the lead is the title
        total = covered = 0.0
        found = set()
        parts = []
        for number, group in enumerate(self.groups):
            frequency, alternative, places = self._frequency(group, fields)
            if not frequency:
                if group.required:
                    return None
                continue
            total += frequency
            covered += group.weight
            found.add(number)
            if explain:
                parts.append(
                    Part(
                        group.typed,
                        " ".join(alternative.terms),
                        alternative.reason,
                        places,
                        group.rarities[alternative.terms],
                        frequency,
                    )
                )
        coverage = covered / self.asked
        coverage = (1 - BY_NUMBER) * coverage + BY_NUMBER * len(found) / len(self.groups)
        nearness = self._nearness(fields, found) if len(found) > 1 else 0.0
        text = f" {' | '.join(texts)} "
        nearness += ADJACENT * sum(weight for pair, weight in self.pairs if pair in text)
        factors = {"coverage": coverage**self.coverage}
        if reviewed_on:
            factors["reviewed"] = REVIEWED
        if set(texts[0].split()) <= self.sayable:
            factors["title"] = WHOLE_TITLE
        if self.in_distress and not position:
            factors["top"] = FROM_THE_TOP
        score = (total + nearness) * prod(factors.values())
        return Ranked(
            pk, page_id, position, anchor, tags.split(), published_at, score, coverage,
            frozenset(found), parts, nearness, factors, reviewed_on,
        )  # fmt: skip

    def _frequency(self, group: Group, fields: list) -> tuple[float, Alternative, dict[str, int]]:
        """How often a passage holds a group, by its best alternative: an occurrence counts by
        its field's weight, less in a long field."""
        best: tuple[float, Alternative, dict[str, int]] = (0.0, group.alternatives[0], {})
        for alternative in group.alternatives:
            titled, frequency, places = 0.0, 0.0, {}
            for kind, text, tokens in fields:
                count = occurrences(alternative.terms, text, tokens)
                if count:
                    usual = 1 - kind.length_matters
                    usual += kind.length_matters * len(tokens) / kind.usual_length
                    if kind is TITLE:
                        titled = kind.weight * count / usual
                    else:
                        frequency += kind.weight * count / usual
                    places[kind.name] = count
            # What the title says every section is about: to say it again says nothing new.
            frequency = titled or frequency
            often = frequency * (SATURATION + 1) / (SATURATION + frequency)
            if (often := often * alternative.weight * group.rarities[alternative.terms]) > best[0]:
                best = (often, alternative, places)
        return best

    def _nearness(self, fields: list, found: set[int]) -> float:
        """What words that were asked for add by standing near each other in heading or body."""
        groups = [(number, self.groups[number]) for number in sorted(found)]
        numbers = {
            alternative.terms[0]: number
            for number, group in reversed(groups)
            for alternative in reversed(group.alternatives)
        }
        best: dict[tuple[int, int], int] = {}
        for kind, _text, tokens in fields:
            if kind is SHORT:
                continue
            places = [(i, numbers[token]) for i, token in enumerate(tokens) if token in numbers]
            for (i, one), (j, other) in pairwise(places):
                if one != other:
                    pair = (min(one, other), max(one, other))
                    best[pair] = min(best.get(pair, 99), j - i)
        weights = {number: group.weight for number, group in groups}
        return sum(
            NEARNESS * min(weights[one], weights[other]) / apart
            for (one, other), apart in best.items()
            if apart <= 8
        )


def occurrences(terms: tuple[str, ...], text: str, tokens: list[str]) -> int:
    """How often terms stand beside each other in an analysed text."""
    if len(terms) == 1:
        return tokens.count(terms[0])
    if terms[0] not in text:
        return 0
    return f" {text} ".count(f" {' '.join(terms)} ")


def unique(ids: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(ids))
