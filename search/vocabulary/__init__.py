"""What search knows of a language's words before a clinic adds its own: synonyms,
abbreviations and lay terms, words that say nothing, and the names of medicines."""

from search.vocabulary import en, es
from search.vocabulary.forms import Synonym, Vocabulary

VOCABULARIES: dict[str, Vocabulary] = {"en": en.VOCABULARY, "es": es.VOCABULARY}

__all__ = ["VOCABULARIES", "Synonym", "Vocabulary"]
