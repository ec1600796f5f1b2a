"""From what a visitor typed to what the engine shall look for."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Sum

from clinic.content.distress import speaks_of_distress
from search import wordlists
from search.analysis import COMPOUND, compound_words, parts
from search.models import IndexSize, Word
from search.queries import Query
from search.spelling import completions, correction, parted
from search.stemming import stem
from search.synonyms import Terms, synonyms, terms_of

SYNONYM_WEIGHT = 0.9
EXPRESSION_WEIGHT = 1.2  # what somebody calls it in several words is what they mean
COMPLETION_WEIGHT = 0.8
ENDING_WEIGHT = 0.5
CORRECTION_WEIGHT = 0.9
JOINED_WEIGHT = 0.9
PART_WEIGHT = 0.25
MEANT_WEIGHT = 0.6
DISTRESS_WEIGHT = 0.3  # what makes it distress is not what it is about
CRISIS_WEIGHT = 3.0  # whoever is in distress is to find help before anything else

# More words than this are no question.
GROUPS_AT_MOST = 24
SPAN_AT_MOST = 6


@dataclass(frozen=True)
class Alternative:
    """Terms that stand beside each other, and how much they count: 1 for the visitor's own."""

    terms: Terms
    weight: float = 1.0
    reason: str = "typed"


@dataclass
class Group:
    """One thing that was asked for, and all that it may be called."""

    typed: str
    alternatives: list[Alternative]
    required: bool = False
    is_crisis: bool = False
    says_distress: bool = False
    passages: int = 0
    weight: float = 0.0
    rarities: dict[Terms, float] = field(default_factory=dict)

    @property
    def terms(self) -> Terms:
        """As it was meant: as it is spelt in the index, or else as it was typed."""
        mended = [known for known in self.alternatives if known.reason == "corrected"]
        return (mended or self.alternatives)[0].terms

    def emphasise(self, factor: float) -> None:
        self.weight *= factor
        self.rarities = {terms: factor * rarity for terms, rarity in self.rarities.items()}

    def add(self, alternative: Alternative) -> None:
        if alternative.terms not in [known.terms for known in self.alternatives]:
            self.alternatives.append(alternative)


@dataclass
class Understood:
    """A query as it is looked for."""

    language: str
    groups: list[Group] = field(default_factory=list)
    excluded: list[Alternative] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    pairs: dict[Terms, float] = field(default_factory=dict)

    @property
    def known(self) -> list[Group]:
        """The groups of which some passage holds something."""
        return [group for group in self.groups if group.passages]

    @property
    def wanted(self) -> set[Terms]:
        """All that counts as found."""
        return {known.terms for group in self.groups for known in group.alternatives}

    @property
    def terms(self) -> set[str]:
        """The single terms of it."""
        return {term for terms in self.wanted for term in terms}


def understand(query: Query, language: str, stop: bool = True) -> Understood:
    """What to look for, in a language's own words; stop words are left out unless there is
    nothing else. Two queries, more for unknown words and where the synonyms are not cached."""
    understood = Understood(language)
    typed = [group for word in query.plain for group in _groups(word, language)]
    phrases = [group for phrase in query.phrases if (group := _phrase(phrase, language))]
    if not typed and not phrases:
        typed = [group for word in query.excluded for group in _groups(word, language)]
    else:
        understood.excluded = [
            Alternative(terms) for text in query.excluded if (terms := terms_of(text, language))
        ]
    _add_joined(typed, language)
    _add_synonyms(typed, language)
    groups = _content(typed, language) if stop else typed
    meant = _meant(typed, language) if stop else []
    if not groups and not phrases:
        groups = typed
    understood.groups = [*phrases, *groups, *meant][:GROUPS_AT_MOST]
    if (crisis := wordlists.crisis(language)) and speaks_of_distress(str(query)):
        _add_crisis(understood, query, crisis)
    if query.plain and groups and groups[-1] is typed[-1]:
        _add_endings(groups[-1], language)
    counts = term_counts(understood.terms, language)
    for group in understood.groups:
        if not group.required and not _known(group, counts):
            _mend(group, understood, counts)
    size = IndexSize.objects.filter(language=language).first()
    total = max(1, size.passages if size else 0)
    for group in understood.groups:
        weigh(group, counts, total)
        if group.is_crisis:
            group.emphasise(CRISIS_WEIGHT)
        elif group.says_distress:
            group.emphasise(DISTRESS_WEIGHT)
    understood.pairs = pairs(typed, understood)
    understood.unknown += [group.typed for group in understood.groups if not group.passages]
    return understood


def _groups(word: str, language: str) -> list[Group]:
    """One group for each word of a compound; one for all where a number takes part."""
    *single, joined = compound_words(word) or ("",)
    if not single:
        return [_group(joined, language)] if joined else []
    together = Alternative((stem(joined, language),))
    if any(part.isdigit() for part in single):
        group = Group(word, [together])
        group.add(Alternative(tuple(stem(part, language) for part in single)))
        return [group]
    group = Group(word, [Alternative(tuple(stem(part, language) for part in single)), together])
    for part in single:
        if part not in wordlists.stop_words(language):
            group.add(Alternative((stem(part, language),), PART_WEIGHT, "part"))
    return [group]


def _group(word: str, language: str) -> Group:
    return Group(word, [Alternative((stem(word, language),))])


def _phrase(phrase: str, language: str) -> Group | None:
    """What stands in quotes, as it is."""
    found = [word for compound in COMPOUND.findall(phrase) for word in parts(compound)]
    terms = tuple(stem(word, language) for word in found)
    return Group(phrase, [Alternative(terms)], required=True) if terms else None


def _add_joined(groups: Sequence[Group], language: str) -> None:
    """Let "anti depressant" also find "antidepressant"."""
    for before, after in pairwise(groups):
        if min(len(before.typed), len(after.typed)) > 2:
            term = stem(before.typed + after.typed, language)
            for group in (before, after):
                group.add(Alternative((term,), JOINED_WEIGHT, "joined"))


def _spans(groups: Sequence[Group]) -> Iterator[tuple[Sequence[Group], Terms]]:
    """Every few groups that stand beside each other, and their terms as one."""
    terms = [group.alternatives[0].terms for group in groups]
    for start in range(len(groups)):
        for end in range(start + 1, min(start + SPAN_AT_MOST, len(groups)) + 1):
            yield groups[start:end], tuple(term for part in terms[start:end] for term in part)


def _add_synonyms(groups: Sequence[Group], language: str) -> None:
    """What the clinic says that words mean, added to each word that takes part."""
    table = synonyms(language) if groups else {}
    for span, terms in _spans(groups):
        weight = SYNONYM_WEIGHT if len(span) == 1 else EXPRESSION_WEIGHT
        for other in table.get(terms, ()):
            for group in span:
                group.add(Alternative(other, weight, "synonym"))


def _meant(groups: Sequence[Group], language: str) -> list[Group]:
    """What is asked in words that say nothing one by one: "how much does" asks for the cost."""
    table, stop = synonyms(language), wordlists.stop_words(language)
    return [
        Group(
            " ".join(group.typed for group in span),
            [Alternative(other, MEANT_WEIGHT, "synonym") for other in table[terms]],
        )
        for span, terms in _spans(groups)
        if terms in table and all(group.typed in stop for group in span)
    ]


def _add_crisis(understood: Understood, query: Query, crisis: Sequence[str]) -> None:
    """Look for help as well, and note the words without which it were no distress."""
    for group in understood.groups:
        others = " ".join(word for word in query.plain if word != group.typed)
        group.says_distress = not speaks_of_distress(others)
    # Several of the words may have one stem.
    stems = dict.fromkeys(terms_of(text, understood.language) for text in crisis)
    alternatives = [Alternative(terms, reason="crisis") for terms in stems]
    understood.groups.append(Group(crisis[0], alternatives, is_crisis=True))


def _content(groups: Iterable[Group], language: str) -> list[Group]:
    """Without the words that say nothing by themselves."""
    stop = wordlists.stop_words(language)
    return [group for group in groups if group.typed not in stop]


def term_counts(terms: Iterable[str], language: str) -> dict[str, int]:
    """In about how many passages each term stands."""
    rows = Word.objects.filter(language=language, stem__in=list(terms), passages__gt=0)
    return dict(rows.values("stem").annotate(n=Sum("passages")).values_list("stem", "n"))


def _completions(group: Group, language: str) -> list[str]:
    """The known words that begin with the group's; of "off-lab" with what its parts make
    together."""
    *_parts, together = compound_words(group.typed) or ("",)
    return completions(together, language)


def _add_endings(group: Group, language: str) -> None:
    """The last word may be half a word, though it is a word already: "behavioural act"."""
    for word in _completions(group, language):
        group.add(Alternative((stem(word, language),), ENDING_WEIGHT, "completed"))


def _known(group: Group, counts: dict[str, int]) -> bool:
    return any(_passages(alternative, counts) for alternative in group.alternatives)


def _passages(alternative: Alternative, counts: dict[str, int]) -> int:
    return min(counts.get(term, 0) for term in alternative.terms)


def _mend(group: Group, understood: Understood, counts: dict[str, int]) -> None:
    """Complete, part or correct a word that no passage holds."""
    language = understood.language
    if found := _completions(group, language):
        for word in found:
            group.add(Alternative((stem(word, language),), COMPLETION_WEIGHT, "completed"))
    elif pair := parted(group.typed, language):
        terms = tuple(stem(word, language) for word in pair)
        group.add(Alternative(terms, CORRECTION_WEIGHT, "parted"))
        understood.corrected[group.typed] = " ".join(pair)
    elif meant := correction(group.typed, language):
        group.add(Alternative((stem(meant, language),), CORRECTION_WEIGHT, "corrected"))
        understood.corrected[group.typed] = meant
        for other in synonyms(language).get((stem(meant, language),), ()):
            group.add(Alternative(other, SYNONYM_WEIGHT, "synonym"))
    wanted = {term for alternative in group.alternatives for term in alternative.terms}
    counts.update(term_counts(wanted - counts.keys(), language))


def pairs(typed: Sequence[Group], understood: Understood) -> dict[Terms, float]:
    """Terms that were typed beside each other, with words that say nothing by themselves too, and
    how much they count: a question asked as somebody wrote it is its best answer."""
    weights = {id(group): group.weight for group in understood.known}
    found: dict[Terms, float] = {}
    for before, after in pairwise(typed):
        weight = max(weights.get(id(before), 0), weights.get(id(after), 0))
        if weight:
            found[before.terms[-1], after.terms[0]] = weight
    return found


def weigh(group: Group, counts: dict[str, int], total: int) -> None:
    """Say how much a group counts: the rarer its words, the more (inverse document
    frequency)."""
    held = {known.terms: min(_passages(known, counts), total) for known in group.alternatives}
    group.passages = max(held.values())
    typed = [held[known.terms] for known in group.alternatives if known.weight == 1]
    own = max(typed, default=0)
    group.weight = rarity(own or group.passages, total)
    group.rarities = {
        terms: min(group.weight, rarity(often, total)) for terms, often in held.items()
    }


def rarity(held: int, total: int) -> float:
    """The inverse document frequency of what so many passages hold."""
    return math.log(1 + (total - held + 0.5) / (held + 0.5))
