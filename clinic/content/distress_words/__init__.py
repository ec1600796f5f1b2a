"""What a clinic's words of acute distress begin with: one module for each language.

They lean towards showing help once too often: a notice does no harm, a missed one may
(Till et al., JMIR 2019;21:e12235). Administrators change the lists in the admin; what stands
here is where they start, and what holds when the database can't be asked.
"""

from clinic.content.distress_words import en, es
from clinic.content.distress_words.starting import StartingWords

STARTING_WORDS: dict[str, StartingWords] = {"en": en.WORDS, "es": es.WORDS}
