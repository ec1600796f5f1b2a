"""What the rules look for in one language: the clinic's words, and its glossary.

The lists are read once and kept in the cache, as those of distress are.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from clinic.writing.findings import Severity
from clinic.writing.models import GlossaryTerm, WordRule, WritingRule
from clinic.writing.patterns import Patterns, base, patterns
from clinic.writing.registry import RULES
from clinic.writing.words import STARTING_WORDS, Kind

CACHE_KEY = "writing.wording"
CACHE_SECONDS = 300  # how long a process without a shared cache may know old words


@dataclass
class Wording:
    """The words of one language by kind, each with the better one; the terms explained."""

    language: str
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    glossary: dict[str, str] = field(default_factory=dict)

    @property
    def patterns(self) -> Patterns | None:
        return patterns(self.language)

    def better(self, kind: Kind, word: str) -> str:
        return self._spread(kind).get(folded(word), "")

    def explains(self, word: str) -> bool:
        """Whether the glossary has a word, or that of which it is the plural."""
        word = folded(word)
        return not self.glossary.keys().isdisjoint(
            {word, word.removesuffix("s"), word.removesuffix("es")}
        )

    def pattern(self, kind: Kind) -> re.Pattern[str] | None:
        """What finds any of the words of a kind as whole words; None where there are none."""
        if kind not in self._patterns:
            self._patterns[kind] = pattern_of(self._spread(kind))
        return self._patterns[kind]

    @cached_property
    def _patterns(self) -> dict[Kind, re.Pattern[str] | None]:
        return {}

    def _spread(self, kind: Kind) -> dict[str, str]:
        if kind not in self._spreads:
            self._spreads[kind] = {
                folded(word): better
                for words, better in self.words.get(kind, {}).items()
                for word in words.split("|")
                if word.strip()
            }
        return self._spreads[kind]

    @cached_property
    def _spreads(self) -> dict[Kind, dict[str, str]]:
        return {}

    @cached_property
    def off_label(self) -> list[tuple[str, str]]:
        """(medicine, use) for each use that no licence names."""
        pairs = (phrase.partition("+") for phrase in self._spread(Kind.OFF_LABEL))
        return [(medicine.strip(), use.strip()) for medicine, plus, use in pairs if plus]


def folded(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).lower()


def pattern_of(words: Any) -> re.Pattern[str] | None:
    """What finds any of these as whole words, the longest first."""
    known = sorted(words, key=lambda word: (-len(word), word))
    spelt = [r"\s+".join(map(re.escape, word.split())).replace("'", "['’]") for word in known]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE) if spelt else None


class Settings(NamedTuple):
    """What the clinic has set: per rule (severity, target), per language the words and terms."""

    rules: dict[str, tuple[str, int]]
    words: dict[str, dict[str, dict[str, str]]]
    glossary: dict[str, dict[str, str]]

    def severity(self, rule: str) -> str:
        return self.rules.get(rule, (RULES[rule].severity, 0))[0]

    def target(self, rule: str) -> int:
        return self.rules.get(rule, ("", 0))[1] or RULES[rule].target

    def wording(self, language: str) -> Wording:
        """The words of a language; those it came with where the clinic has none."""
        language = base(language)
        starting = {kind.value: words for kind, words in STARTING_WORDS.get(language, {}).items()}
        return Wording(
            language, self.words.get(language, starting), self.glossary.get(language, {})
        )


def current() -> Settings:
    """The clinic's settings; those that the site came with while the database can't be asked.

    Costs no query where they are cached, three where they are not.
    """
    found: Settings | None = cache.get(CACHE_KEY)
    if found is None:
        try:
            found = _read()
        except DatabaseError:
            return Settings({}, {}, {})
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


def _read() -> Settings:
    words: dict[str, dict[str, dict[str, str]]] = {}
    for row in WordRule.objects.all():
        words.setdefault(base(row.language), {}).setdefault(row.kind, {})[row.word] = row.better
    glossary: dict[str, dict[str, str]] = {}
    for term in GlossaryTerm.objects.all():
        for form in term.forms:
            glossary.setdefault(base(term.language), {})[folded(form)] = term.explanation
    rules = {
        row.rule: (row.severity, row.target or 0)
        for row in WritingRule.objects.all()
        if row.severity in set(Severity)
    }
    return Settings(rules, words, glossary)


@receiver([post_save, post_delete], sender=WritingRule)
@receiver([post_save, post_delete], sender=WordRule)
@receiver([post_save, post_delete], sender=GlossaryTerm)
def forget(**kwargs: Any) -> None:
    """Ask again: now, and once everybody else can see the change."""
    cache.delete(CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))
