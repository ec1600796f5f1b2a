"""What the checks of a language begin with: one module for each.

The clinic changes the word lists in the admin; what stands here is where they start, and what
holds for a language that has none. A `Grammar` is how a language counts and compares: no list for
an editor, but what the rules are made of.
"""

from clinic.writing.words import en, es
from clinic.writing.words.form import KINDS, Grammar, Kind, StartingWords

STARTING_WORDS: dict[str, StartingWords] = {"en": en.WORDS, "es": es.WORDS}
GRAMMARS: dict[str, Grammar] = {"en": en.GRAMMAR, "es": es.GRAMMAR}

__all__ = ["GRAMMARS", "KINDS", "STARTING_WORDS", "Grammar", "Kind", "StartingWords"]
