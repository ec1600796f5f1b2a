"""The lists of `search.vocabulary` as terms are compared: folded."""

from collections.abc import Iterable
from functools import lru_cache

from search.analysis import words
from search.vocabulary import VOCABULARIES


@lru_cache
def stop_words(language: str) -> frozenset[str]:
    """Words that say nothing by themselves."""
    known = VOCABULARIES.get(language.partition("-")[0])
    return _folded(known.stop_words) if known else frozenset()


@lru_cache
def medicines(language: str) -> frozenset[str]:
    """Names of medicines: none is ever corrected into another."""
    known = VOCABULARIES.get(language.partition("-")[0])
    return _folded(known.medicines) if known else frozenset()


def crisis(language: str) -> tuple[str, ...]:
    """What is looked for besides the words of somebody in acute distress."""
    known = VOCABULARIES.get(language.partition("-")[0])
    return known.crisis if known else ()


def _folded(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in words(entry))
