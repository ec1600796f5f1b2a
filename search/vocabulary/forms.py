"""The form of a language's starting vocabulary."""

from typing import NamedTuple


class Synonym(NamedTuple):
    """What a reader may type, and what else to look for.

    `both_ways` says whether who types one of the terms also finds `words`; it is off where the
    words are the wider or the vaguer ones.
    """

    words: str
    means: tuple[str, ...]
    both_ways: bool = True


class Vocabulary(NamedTuple):
    """A language's words for search, all in lower case as they are written.

    `stop_words` say nothing by themselves; a query of nothing else is taken as it is.
    `medicines` are never taken for misspellings, neither of each other nor of other words.
    `crisis` is looked for besides what was typed by somebody in acute distress.
    """

    synonyms: tuple[Synonym, ...]
    stop_words: frozenset[str]
    medicines: frozenset[str]
    crisis: tuple[str, ...]


def both(words: str, *means: str) -> Synonym:
    return Synonym(words, means)


def one_way(words: str, *means: str) -> Synonym:
    return Synonym(words, means, both_ways=False)


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())
