"""Texts as the terms that the index holds and that queries are made of.

Both ends are analysed here, and in no engine, so that every engine finds the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from search.stemming import stem

# A word with what may stand within it: an apostrophe, a hyphen, an accent of its own.
COMPOUND = re.compile(r"[^\W_]+(?:(?:['’\-\u2010\u2011]|[\u0300-\u036f]+)[^\W_]+)*[\u0300-\u036f]*")
WORD_LENGTH = 60

_HYPHENS = re.compile(r"[-\u2010\u2011]")
_PARTS = re.compile(r"[^\W_]+")
_LETTERS_AND_NUMBER = re.compile(r"([^\W\d_]{2,})(\d{1,4})")


def folded(text: str) -> str:
    """Small letters without accents: "Depresión" gives "depresion"."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=200_000)
def compound_words(compound: str) -> tuple[str, ...]:
    """The words of one match of `COMPOUND`, folded: its parts, and what they make together.
    "PHQ-9" and "PHQ9" both give phq, 9, phq9; "doctor's" gives doctor; "don't" gives dont."""
    parts: list[str] = []
    for piece in _HYPHENS.split(compound):
        piece = re.sub(r"['’]s$", "", folded(piece))
        parts += _PARTS.findall(re.sub(r"['’]", "", piece))
    if len(parts) == 1 and (split := _LETTERS_AND_NUMBER.fullmatch(parts[0])):
        parts = [split[1], split[2]]
    if len(parts) > 1:
        parts.append("".join(parts))
    return tuple(part[:WORD_LENGTH] for part in parts)


def words(text: str) -> Iterator[str]:
    """The folded words of a text, in order."""
    for compound in COMPOUND.findall(text):
        yield from compound_words(compound)


def parts(compound: str) -> tuple[str, ...]:
    """The words of a compound without what they make together."""
    found = compound_words(compound)
    return found[:-1] if len(found) > 1 else found


def terms(text: str, language: str) -> list[str]:
    """The stems of a text, in order; then of each compound what it makes together, where it
    parts no words that stand beside each other."""
    compounds = COMPOUND.findall(text)
    apart = [word for compound in compounds for word in parts(compound)]
    together = [found[-1] for one in compounds if len(found := compound_words(one)) > 1]
    return [stem(word, language) for word in [*apart, *together]]
