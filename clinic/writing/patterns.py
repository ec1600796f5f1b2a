"""The patterns of a language, ready to be looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from clinic.writing.words import GRAMMARS, Grammar


def base(language: str) -> str:
    """The language that a code names, whatever its region: "es" of "es-mx"."""
    return language.partition("-")[0].lower()


@lru_cache
def patterns(language: str) -> "Patterns | None":
    """Those of a language; None for one whose grammar the site does not know."""
    grammar = GRAMMARS.get(base(language))
    return Patterns(grammar) if grammar else None


class Patterns:
    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def compiled(self, pattern: str) -> re.Pattern[str]:
        return _compiled(self, pattern)

    def filled(self, pattern: str) -> str:
        """A grammar's pattern with its placeholders replaced."""
        for name in ("range", "number", "medicine"):
            pattern = pattern.replace(f"{{{name}}}", getattr(self, name))
        return pattern

    @cached_property
    def number(self) -> str:
        words = "|".join(sorted(map(re.escape, self.grammar.numbers), key=len, reverse=True))
        return rf"(?:\d+(?:[.,]\d+)*|\b(?:{words})\b)"

    @cached_property
    def range(self) -> str:
        return rf"(?:{self.number}(?:\s*[–-]\s*|\s+{self.grammar.to}\s+))?{self.number}"

    @cached_property
    def medicine(self) -> str:
        return rf"(?:{'|'.join(sorted(self.grammar.medicines))})"

    @cached_property
    def unit_of_time(self) -> str:
        return rf"(?:{'|'.join(map(re.escape, self.grammar.times))})(?:e?s)?"

    @cached_property
    def claim(self) -> re.Pattern[str]:
        return self.compiled("|".join(self.grammar.claims))

    @cached_property
    def effect(self) -> re.Pattern[str]:
        return self.compiled(self.grammar.effects)

    @cached_property
    def comparison(self) -> re.Pattern[str]:
        return self.compiled("|".join(self.grammar.comparisons))

    @cached_property
    def dose(self) -> re.Pattern[str]:
        """An amount of a medicine: groups `low` (where there is a range), `high`, `unit`."""
        number = self.number
        return self.compiled(
            rf"(?:(?P<low>{number})(?:\s*{self.grammar.units})?(?:\s*[–-]\s*"
            rf"|\s+{self.grammar.to}\s+))?(?P<high>{number})\s*(?P<unit>{self.grammar.units})"
            r"(?![\w/])"
        )

    @cached_property
    def loose_dose(self) -> re.Pattern[str]:
        """An amount in a unit that food and drink have too."""
        return self.compiled(rf"{self.range}\s*{self.grammar.loose_units}\b")

    @cached_property
    def dose_without_unit(self) -> re.Pattern[str]:
        grammar = self.grammar
        units = rf"{grammar.units}|{grammar.loose_units}\b|%|per\b|{self.unit_of_time}\b"
        return self.compiled(
            rf"{grammar.dose_words}\s+(?:of|is|was|de|es)\s+(?:about\s+)?"
            rf"(?P<amount>\d+(?:[.,]\d+)*(?:(?:\s*[–-]\s*|\s+{grammar.to}\s+)\d+(?:[.,]\d+)*)?)"
            rf"(?![\d.,]*\d)(?!\s*(?:{units}|[–-]|{grammar.to}\s+\d|\w+\s+(?:{units})))"
        )

    def look(self, name: str) -> re.Pattern[str]:
        """One of the grammar's own patterns."""
        return self.compiled(getattr(self.grammar, name))

    @cached_property
    def time(self) -> re.Pattern[str]:
        """A stretch of time, "40 minutes to an hour": groups `n1`, `u1`, `n2`, `u2`."""
        grammar, unit = self.grammar, self.unit_of_time
        number = rf"(?:{self.number}|\b{grammar.one}\b)"
        return self.compiled(
            rf"(?P<n1>{number})(?:[\s-]*(?P<u1>{unit}))?\b(?P<half1>{grammar.and_a_half})?"
            rf"(?:(?:\s*[–-]\s*|\s+{grammar.to}\s+)(?P<n2>{number})[\s-]*(?P<u2>{unit})\b"
            rf"(?P<half2>{grammar.and_a_half})?)?"
        )

    def value(self, number: str) -> float:
        """What a figure or a word says."""
        number = number.strip().lower()
        if number in self.grammar.numbers:
            return self.grammar.numbers[number]
        mark = self.grammar.thousands
        if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+", number):
            return float(number.replace(mark, ""))
        try:
            return float(number.replace(",", "."))
        except ValueError:
            return 1.0  # "an"

    def minutes(self, unit: str) -> float:
        unit = unit.lower()
        for name in (unit, unit.removesuffix("s"), unit.removesuffix("es")):
            if name in self.grammar.times:
                return self.grammar.times[name]
        return 1.0

    def stretches(self, text: str) -> Iterator["Stretch"]:
        """The stretches of time in a text."""
        for found in self.time.finditer(text):
            if not (found["u1"] or found["u2"]):
                continue
            low = self.value(found["n1"]) * self.minutes(found["u1"] or found["u2"])
            low += 0.5 * self.minutes(found["u1"]) if found["half1"] else 0
            high = low
            if found["u2"]:
                high = self.value(found["n2"]) * self.minutes(found["u2"])
                high += 0.5 * self.minutes(found["u2"]) if found["half2"] else 0
            yield Stretch(min(low, high), max(low, high), found[0], found.start(), found.end())


@dataclass(frozen=True)
class Stretch:
    """A stretch of time in minutes, and where it stands."""

    low: float
    high: float
    words: str
    start: int
    end: int


@lru_cache(maxsize=512)
def _compiled(of: Patterns, pattern: str) -> re.Pattern[str]:
    return re.compile(of.filled(pattern), re.IGNORECASE)
