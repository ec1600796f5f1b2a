"""Rules, words and terms are the clinic's."""

import pytest
from django.db import DatabaseError

from clinic.writing import wording
from clinic.writing.checking import check, check_text
from clinic.writing.models import GlossaryTerm, WordRule, WritingRule
from clinic.writing.registry import RULES
from clinic.writing.words import STARTING_WORDS, Kind
from tests.factories import ArticlePageFactory, body, section
from tests.support.queries import queries
from tests.writing.passages import text

pytestmark = pytest.mark.django_db


def rules(words: str, language: str = "en") -> set[str]:
    """The rules that words set off as the clinic has set them."""
    return {
        finding.rule for finding in check_text(text(words, language=language), wording.current())
    }


def test_a_clinic_begins_with_each_rule_and_each_language_s_words() -> None:
    assert set(WritingRule.objects.values_list("rule", "severity")) == {
        (rule.name, rule.severity) for rule in RULES.values()
    }
    for language, kinds in STARTING_WORDS.items():
        for kind, words in kinds.items():
            rows = WordRule.objects.filter(language=language, kind=kind)
            assert dict(rows.values_list("word", "better")) == words


def test_a_word_that_the_clinic_adds_is_looked_for_at_once() -> None:
    words = "A wonderful new spray has come."
    assert "absolute" not in rules(words)
    WordRule.objects.create(
        language="en", kind=Kind.ABSOLUTE, word="wonderful|marvellous", better="new"
    )
    assert "absolute" in rules(words)
    assert "absolute" not in rules(words, "es")


def test_a_word_that_the_clinic_takes_away_is_let_be() -> None:
    assert "stigma" in rules("Many addicts are ashamed.")
    WordRule.objects.get(word="addicts").delete()
    assert "stigma" not in rules("Many addicts are ashamed.")


def test_a_phrase_that_is_fine_excuses_the_word_in_it_alone() -> None:
    assert "absolute" in rules("A safe dose is known.")
    WordRule.objects.create(language="en", kind=Kind.FINE, word="safe dose")
    assert "absolute" not in rules("A safe dose is known.")
    assert "absolute" in rules("A safe dose is known, so it is safe.")


def test_a_term_of_the_glossary_is_no_jargon() -> None:
    assert "jargon" in rules("It may cause anhedonia.")
    GlossaryTerm.objects.create(language="en", term="Anhedonia", explanation="No pleasure.")
    assert "jargon" not in rules("It may cause anhedonia.")


def test_a_rule_does_what_the_clinic_says_and_measures_by_its_target() -> None:
    words = "We went on and on until it was late that day."
    assert "long_sentence" not in rules(words)
    rule = WritingRule.objects.get(rule="long_sentence")
    rule.target = 8
    rule.save()
    assert "long_sentence" in rules(words)
    rule.severity = "off"
    rule.save()
    assert "long_sentence" not in rules(words)


def test_a_rule_that_no_longer_exists_or_has_no_row_breaks_nothing() -> None:
    WritingRule.objects.all().delete()
    WritingRule.objects.create(rule="gone", severity="block")
    assert "absolute" in rules("It is safe.")


def test_the_words_it_came_with_hold_while_the_database_cannot_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise DatabaseError

    monkeypatch.setattr(wording, "_read", fail)
    found = wording.current().wording("en-gb")
    assert found.words["stigma"] == STARTING_WORDS["en"][Kind.STIGMA]


def test_the_lists_are_read_once() -> None:
    page = ArticlePageFactory(body=body(section(text="<p>It is safe.</p>")))
    check(page)
    assert not [sql for sql in queries(lambda: check(page)) if "writing_wordrule" in sql]


@pytest.mark.parametrize("row", [WritingRule(rule="dose"), WordRule(word="addict")])
def test_a_row_is_called_by_what_it_is_about(row: WritingRule | WordRule) -> None:
    assert str(row)
