"""What a page states of a treatment: how much, how long, how often.

A fact has a subject (a medicine), a kind, and a range. Two facts of one subject and kind whose
ranges have nothing in common disagree. What a study did is no statement of what is done, and what
holds for a phase of a treatment ("at first", "then") is none of the whole.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from clinic.writing.patterns import Patterns
from clinic.writing.text import BODY, HEADING, TOP, PageText, Place, Sentence

LONGEST_SESSION = 24 * 60  # minutes
NOWHERE = Place()


@dataclass(frozen=True)
class Fact:
    """`low` and `high` are minutes, doses a week, or an amount in the unit that `kind` ends in."""

    subject: str
    kind: str
    low: float
    high: float
    words: str
    sentence: str
    place: Place = NOWHERE
    way: str = ""

    def disagrees(self, other: "Fact") -> bool:
        """A fact that names no way of giving the medicine speaks of each."""
        same = (self.subject, self.kind) == (other.subject, other.kind)
        same = same and (self.way == other.way or not (self.way and other.way))
        return same and (self.high < other.low or other.high < self.low)


def facts(page: PageText, language: Patterns) -> list[Fact]:
    """All that a page states, in the order of reading."""
    known = re.compile(rf"\b{language.medicine}\b", re.IGNORECASE)
    main = main_medicine(page, known)
    return [
        fact
        for passage in page.of(TOP, HEADING, BODY)
        for sentence in passage.sentences
        if states(sentence, language)
        for fact in _facts(sentence.text, passage.place, language, known, main)
    ]


def main_medicine(page: PageText, known: re.Pattern[str]) -> str:
    """The medicine of the title, or the one that the text names most; "" where there is none."""
    if titled := known.findall(page.title):
        return titled[0].lower() if len(set(map(str.lower, titled))) == 1 else ""
    named = Counter(
        found.lower() for passage in page.passages for found in known.findall(passage.text)
    )
    return named.most_common(1)[0][0] if named else ""


def states(sentence: Sentence, language: Patterns) -> bool:
    """Whether a sentence says what is done: it asks nothing and tells of no study."""
    return not (sentence.asks or language.look("studies").search(sentence.text))


def _facts(
    text: str, place: Place, language: Patterns, known: re.Pattern[str], main: str
) -> Iterator[Fact]:
    medicines = {found.lower() for found in known.findall(text)}
    if len(medicines) > 1:
        return
    subject = medicines.pop() if medicines else main
    found = [
        *_session(text, language),
        *_interval(text, language),
        *_dose(text, language),
        *_course(text, language),
    ]
    ways = language.grammar.ways.items()
    way = next((name for name, words in ways if language.compiled(words).search(text)), "")
    for kind, low, high, words in found:
        yield Fact(subject, kind, low, high, words, text, place, way)


Found = Iterator[tuple[str, float, float, str]]


def _session(text: str, language: Patterns) -> Found:
    """How long one infusion takes, in minutes."""
    infused = language.look("infusions").search(text)
    if not infused and not language.look("sessions").search(text):
        return
    if language.look("other_sessions").search(text) or language.look("phases").search(text):
        return
    lasting = language.look("given_over")
    for stretch in language.stretches(text):
        ends = [each.end() for each in lasting.finditer(text[: stretch.start])]
        if ends and ends[-1] == stretch.start and stretch.high <= LONGEST_SESSION:
            low, high = _open(text[: stretch.start], stretch.low, stretch.high, language)
            yield "session", low, high, stretch.words
            return


def _interval(text: str, language: Patterns) -> Found:
    """How often something is given, in times a week; none where a text gives two."""
    given = any(language.look(name).search(text) for name in ("infusions", "sessions"))
    given = given or language.look("treatments").search(text) is not None
    medicine = re.search(rf"\b{language.medicine}\b", text, re.IGNORECASE)
    elsewhere = any(language.look(name).search(text) for name in ("phases", "other_sessions"))
    if not (given or medicine) or elsewhere:
        return
    found = list(language.look("interval").finditer(text))
    if len(found) != 1:
        return
    rate = _times_a_week(found[0], language)
    if rate and not language.dose.search(text):
        yield "interval", rate * 0.99, rate * 1.01, found[0][0].strip()


def _times_a_week(found: re.Match[str], language: Patterns) -> float:
    words = language.grammar.interval_words
    if found["adverb"]:
        return words[found["adverb"].lower()]
    if found["each"]:
        every = found["every"]
        apart = 1.0 if not every else words.get(every.lower()) or language.value(every)
        return words[found["each"].lower()] / apart
    times = found["times"].lower()
    count = words.get(times) or language.value(times.split()[0])
    return count * words[found["unit"].lower()]


def _dose(text: str, language: Patterns) -> Found:
    """The doses of a text together as one range, by what is said of them."""
    found = list(language.dose.finditer(text))
    units = {_unit(each["unit"]) for each in found}
    if len(units) != 1 or language.look("phases").search(text):
        return
    amounts = [
        language.value(each[name]) for each in found for name in ("low", "high") if each[name]
    ]
    qualifier = next(
        (
            name
            for name, pattern in language.grammar.qualifiers.items()
            if language.compiled(pattern).search(text)
        ),
        "usual",
    )
    yield f"dose, {qualifier}, {units.pop()}", min(amounts), max(amounts), found[0][0]


def _unit(unit: str) -> str:
    """A unit in one spelling: "mg/kg" of "milligrams per kilogram"."""
    short = unit.lower().replace("μ", "µ")
    for long, brief in (
        (r"milli?gram\w*", "mg"),
        (r"microgram\w*|µg", "mcg"),
        (r"\s*(?:/|per|for each|for every|por cada|por|\ba\b)\s*", "/"),
        (r"kilo\w*", "kg"),
    ):
        short = re.sub(long, brief, short)
    return "".join(short.split())


def _course(text: str, language: Patterns) -> Found:
    """For how long a medicine is taken, in minutes."""
    if language.look("phases").search(text):
        return
    leading = language.compiled(rf"{language.grammar.course}(?:\w+\s+){{0,2}}?$")
    for stretch in language.stretches(text):
        before = text[: stretch.start]
        if stretch.low > LONGEST_SESSION and leading.search(before):
            low, high = _open(before, stretch.low, stretch.high, language)
            yield "course", low, high, stretch.words
            return


def _open(before: str, low: float, high: float, language: Patterns) -> tuple[float, float]:
    """The range, open where "at least" or "up to" stands before it."""
    if language.compiled(rf"{language.grammar.at_least}\s+$").search(before):
        return low, inf
    if language.compiled(rf"{language.grammar.at_most}\s+$").search(before):
        return 0, high
    return low, high
