"""The school grade that a text asks for.

English: Kincaid et al. 1975, https://stars.library.ucf.edu/istlibrary/56/. Spanish: Crawford 1984.
A syllable is a run of vowels, as near as a count without a dictionary gets.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

LEAST = 100  # words; a grade of fewer says nothing

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SILENT = re.compile(r"(?<![laeiouy])e$|(?<=[^tdaeiouy])es$|(?<=[^tdaeiouy])ed$")


@lru_cache(maxsize=4096)
def syllables(word: str, language: str, vowels: str) -> int:
    word = word.lower()
    if language == "en" and len(word) > 3:
        word = _SILENT.sub("", word)
    return max(1, len(re.findall(rf"[{vowels}]+", word)))


def grade(sentences: Sequence[str], language: str, vowels: str) -> float | None:
    """The grade of whole sentences, or None for a text that is too short or in a language that
    no formula is known for."""
    words = [word for text in sentences for word in _WORD.findall(text)]
    if len(words) < LEAST or language not in ("en", "es"):
        return None
    sounds = sum(syllables(word, language, vowels) for word in words)
    if language == "es":
        per_hundred = 100 / len(words)
        return -0.205 * len(sentences) * per_hundred + 0.049 * sounds * per_hundred - 3.407
    return 0.39 * len(words) / len(sentences) + 11.8 * sounds / len(words) - 15.59
