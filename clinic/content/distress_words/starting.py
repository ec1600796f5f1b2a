"""The form of a language's starting list."""

from typing import NamedTuple


class StartingWords(NamedTuple):
    """One phrase a line in the first two; `plain_forms` gives what a contraction, a short form
    or a misspelling stands for, and nothing for a word that adds nothing."""

    phrases: str
    no_distress: str
    plain_forms: dict[str, str]
