"""The starting vocabulary is sound: what an editor could have entered, and nothing twice."""

from collections import Counter
from collections.abc import Iterator

import pytest

from search.vocabulary import VOCABULARIES, Synonym, en, es

pytestmark = pytest.mark.once

SYNONYMS = [
    pytest.param(language, synonym, id=f"{language}-{synonym.words}")
    for language, vocabulary in VOCABULARIES.items()
    for synonym in vocabulary.synonyms
]
LANGUAGES = list(VOCABULARIES)


def all_words(language: str) -> Iterator[str]:
    vocabulary = VOCABULARIES[language]
    for synonym in vocabulary.synonyms:
        yield synonym.words
        yield from synonym.means
    yield from vocabulary.stop_words
    yield from vocabulary.medicines


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_plainly(language: str) -> None:
    odd = [
        words
        for words in all_words(language)
        if not words or words != " ".join(words.lower().split()) or not words[0].isalnum()
    ]
    assert not odd


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stand_once(language: str) -> None:
    counted = Counter(synonym.words for synonym in VOCABULARIES[language].synonyms)
    assert [words for words, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(("language", "synonym"), SYNONYMS)
def test_a_synonym_leads_to_other_words(language: str, synonym: Synonym) -> None:
    assert synonym.means
    assert len(set(synonym.means)) == len(synonym.means)
    assert synonym.words not in synonym.means
    assert len(synonym.words) <= 100  # what an editor may enter


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_entries_say_the_same(language: str) -> None:
    pairs = Counter(
        frozenset({synonym.words, means}) if synonym.both_ways else (synonym.words, means)
        for synonym in VOCABULARIES[language].synonyms
        for means in synonym.means
    )
    assert [pair for pair, times in pairs.items() if times > 1] == []


@pytest.mark.parametrize(("language", "synonym"), SYNONYMS)
def test_a_synonym_leads_to_words_that_say_something(language: str, synonym: Synonym) -> None:
    """What is typed may be "how much does", which together asks for something."""
    says_nothing = VOCABULARIES[language].stop_words
    for words in (synonym.words, *synonym.means):
        several_lead_on = words is synonym.words and not synonym.both_ways and " " in words
        assert several_lead_on or set(words.split()) - says_nothing, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_medicine_leads_only_to_its_brand_and_to_its_kind(language: str) -> None:
    vocabulary = VOCABULARIES[language]
    # Known by the English name too.
    of_one_medicine = {"ketamina", "esketamina"}
    for synonym in vocabulary.synonyms:
        if synonym.words in vocabulary.medicines - of_one_medicine:
            named = vocabulary.medicines & set(synonym.means)
            assert len(named) == len(synonym.means) == 1 or not named, synonym
            assert named or not synonym.both_ways, synonym


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_brand_is_known_as_a_medicine(language: str) -> None:
    for brand in {"en": en, "es": es}[language].BRANDS:
        assert {brand.words, *brand.means} <= VOCABULARIES[language].medicines


@pytest.mark.parametrize("language", LANGUAGES)
def test_ketamine_and_esketamine_are_never_taken_for_each_other(language: str) -> None:
    forms = {"ketamine", "ketamina"}
    others = {"esketamine", "esketamina", "spravato"}
    for synonym in VOCABULARIES[language].synonyms:
        words = {synonym.words, *synonym.means}
        assert not (words & forms and words & others), synonym


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vocabulary_is_rich(language: str) -> None:
    vocabulary = VOCABULARIES[language]
    assert len(vocabulary.synonyms) >= 150
    assert len(vocabulary.medicines) >= 80
    assert len(vocabulary.stop_words) >= 150
    assert vocabulary.crisis
