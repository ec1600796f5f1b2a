"""Words of a language brought to a common stem, so that "infusions" finds "infusion"."""

from functools import lru_cache

import snowballstemmer

_NAMES = {"en": "english", "es": "spanish"}


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word (small letters without accents); the word itself in a language
    without rules, and where digits take part."""
    name = _NAMES.get(language.partition("-")[0])
    if name is None or not (word.isalpha() and word.isascii()):
        return word
    # Each word its own stemmer: one keeps the word that it works on, and threads would share it.
    return str(snowballstemmer.stemmer(name).stemWord(word))
