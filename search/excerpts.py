"""What a result shows of a passage: the words around what was found, marked."""

from collections.abc import Set
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from search.analysis import COMPOUND, compound_words
from search.stemming import stem

EXCERPT_LENGTH = 260
BEFORE = 60  # characters that stand before the first word that was found


Terms = tuple[str, ...]


class Match(NamedTuple):
    start: int
    end: int
    terms: frozenset[str]


def matches(text: str, wanted: Set[Terms], language: str) -> list[Match]:
    """Where the text holds what is wanted: terms that stand beside each other, as words."""
    places = [
        (compound.start(), compound.end(), stem(word, language))
        for compound in COMPOUND.finditer(text)
        for word in compound_words(compound[0])
    ]
    starting: dict[str, list[Terms]] = {}
    for terms in sorted(wanted, key=len, reverse=True):
        starting.setdefault(terms[0], []).append(terms)
    found: list[Match] = []
    for number, (start, _end, term) in enumerate(places):
        for terms in starting.get(term, ()):
            here = places[number : number + len(terms)]
            if tuple(place[2] for place in here) == terms:
                found.append(Match(start, here[-1][1], frozenset(terms)))
                break
    return _apart(found)


def _apart(found: list[Match]) -> list[Match]:
    """Matches in order, those that overlap made one."""
    apart: list[Match] = []
    for match in found:
        if apart and match.start < apart[-1].end:
            before = apart.pop()
            end = max(before.end, match.end)
            match = Match(before.start, end, before.terms | match.terms)
        apart.append(match)
    return apart


def one_line(text: str) -> str:
    """Lines run on as sentences do."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    ended = [line if line[-1] in ".?!:;,…" else f"{line}." for line in lines if line]
    return " ".join(ended)


def excerpt(text: str, wanted: Set[Terms], language: str) -> SafeString:
    """About `EXCERPT_LENGTH` characters with the most different terms, marked, as HTML."""
    text = one_line(text)
    found = matches(text, wanted, language)
    start, end = _window(text, found)
    inside = [match for match in found if start <= match.start and match.end <= end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, _marked(text, start, end, inside), after)


def marked(text: str, wanted: Set[Terms], language: str) -> SafeString:
    """The whole text as HTML, what is wanted in `<mark>`."""
    return _marked(text, 0, len(text), matches(text, wanted, language))


def _window(text: str, found: list[Match]) -> tuple[int, int]:
    """Where the excerpt begins and ends."""
    if len(text) <= EXCERPT_LENGTH:
        return 0, len(text)
    start, most = 0, 0
    for number, first in enumerate(found):
        reach = first.start - BEFORE + EXCERPT_LENGTH
        held: set[str] = set()
        for match in found[number:]:
            if match.end > reach:
                break
            held |= match.terms
        if len(held) > most:
            start, most = max(0, first.start - BEFORE), len(held)
    start = min(start, len(text) - EXCERPT_LENGTH)
    # At the beginning of a sentence, if one begins near; else of a word.
    if start:
        sentence = max(text.rfind(mark, max(0, start - 40), start + BEFORE // 2) for mark in ".?!")
        first_found = min((match.start for match in found if match.start >= start), default=start)
        if sentence >= 0 and sentence + 2 <= first_found:
            start = sentence + 2
        else:
            start = text.rfind(" ", 0, start) + 1 or start
    end = min(start + EXCERPT_LENGTH, len(text))
    if end < len(text) and (space := text.rfind(" ", start, end)) > start:
        end = space
    return start, end


def _marked(text: str, start: int, end: int, found: list[Match]) -> SafeString:
    shown, place = [], start
    for match in found:
        shown.append(escape(text[place : match.start]))
        shown.append(format_html("<mark>{}</mark>", text[match.start : match.end]))
        place = match.end
    shown.append(escape(text[place:end]))
    return mark_safe("".join(shown))  # noqa: S308 - each part is escaped
