"""What a misspelling leaves alone of a word: roughly how it sounds."""

import re

_ALIKE = [
    (re.compile(r"^[pkgw](?=[snr])"), ""),
    (re.compile("ph"), "f"),
    (re.compile("sch|sh|ch|ck|qu|[cqg]"), "k"),
    (re.compile("[zx]"), "s"),
    (re.compile("[vw]"), "f"),
    (re.compile("[dt]h?"), "t"),
    (re.compile("b"), "p"),
    (re.compile("m"), "n"),
    (re.compile("[aeiouyh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
]


def sound(word: str) -> str:
    """Its consonants, those that are mistaken for each other made the same."""
    for pattern, replacement in _ALIKE:
        word = pattern.sub(replacement, word)
    return word
