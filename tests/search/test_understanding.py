"""Words that are not on any page, and what they stand for."""

import pytest
from django.test import Client

from search.models import Synonym
from search.queries import Query
from search.spelling import distance
from search.understanding import understand
from tests.factories import ArticlePageFactory, body, section
from tests.search.asking import found, search

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def article(title: str, text: str = "Some words.") -> None:
    ArticlePageFactory(title=title, body=body(section(text=f"<p>{text}</p>")))


@pytest.fixture
def _no_synonyms() -> None:
    Synonym.objects.all().delete()


@pytest.mark.usefixtures("_no_synonyms")
class TestSynonyms:
    def test_are_found_beside_the_words_themselves(self, client: Client) -> None:
        article("One", "A heart attack.")
        article("Two", "A myocardial infarction.")
        article("Three", "A heart.")
        synonym("heart attack", "myocardial infarction")
        assert found(client, "heart attack")[:2] == ["One", "Two"]

    def test_lead_both_ways_or_one(self, client: Client) -> None:
        article("Drip")
        article("Infusion")
        synonym("drip", "infusion")
        assert set(found(client, "infusion")) == {"Drip", "Infusion"}
        one = Synonym.objects.get()
        one.both_ways = False
        one.save()
        assert found(client, "infusion") == ["Infusion"]
        assert set(found(client, "drip")) == {"Drip", "Infusion"}

    def test_count_less_than_the_words_themselves(self, client: Client) -> None:
        article("An infusion")
        article("A drip")
        synonym("drip", "infusion")
        assert found(client, "drip") == ["A drip", "An infusion"]
        assert found(client, "infusion") == ["An infusion", "A drip"]

    def test_are_marked(self, client: Client) -> None:
        article("Title", "An infusion takes an hour.")
        synonym("drip", "infusion")
        assert "<mark>infusion</mark>" in search(client, "drip")

    def test_hold_in_their_language_alone(self, client: Client) -> None:
        article("Infusion")
        synonym("drip", "infusion", language="es")
        assert found(client, "drip") == []

    def test_may_be_abbreviations(self, client: Client) -> None:
        article("Infusion", "The PHQ-9 asks nine questions.")
        synonym("patient health questionnaire", "phq-9")
        assert found(client, "patient health questionnaire") == ["Infusion"]

    def test_of_several_words_say_most(self, client: Client) -> None:
        """What somebody calls it in two words is what they mean, not each word alone."""
        article("How we work")
        article("Team")
        synonym("who works", "team")
        assert found(client, "who works here")[0] == "Team"

    def test_of_words_that_say_nothing_one_by_one(self, client: Client) -> None:
        article("The drip")
        article("The drip and what it costs")
        assert found(client, "how much is the drip")[0] == "The drip"
        synonym("how much is", "cost")
        assert found(client, "how much is the drip")[0] == "The drip and what it costs"

    def test_are_not_words_that_say_nothing(self, client: Client) -> None:
        article("Lunch", "Not here.")
        synonym("here", "there")
        assert found(client, "here") == ["Lunch"]


@pytest.mark.usefixtures("_no_synonyms")
class TestWordsOfDistress:
    def test_lead_to_help_before_anything_else(self, client: Client) -> None:
        article("Living with long winters", "How to live with them.")
        article("In a crisis", "Nobody is alone.")
        assert found(client, "I do not want to live")[0] == "In a crisis"

    def test_leave_a_question_its_answer(self, client: Client) -> None:
        article("Fluoxetine", "Suicidal thoughts are a rare side effect.")
        article("In a crisis", "Nobody is alone.")
        assert found(client, "fluoxetine suicidal thoughts side effect")[0] == "Fluoxetine"


def synonym(words: str, means: str, language: str = "en") -> None:
    Synonym.objects.create(language=language, words=words, means=means)


def test_the_starting_synonyms_are_there(client: Client) -> None:
    article("Esketamine")
    assert found(client, "spravato") == ["Esketamine"]


@pytest.mark.usefixtures("_no_synonyms")
class TestSpelling:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("ketamien", "ketamine"),
            ("kettamine", "ketamine"),
            ("depresion", "depression"),
            ("anxeity", "anxiety"),
            ("antideppresant", "antidepressant"),
            ("sycologist", "psychologist"),
            ("psycatrist", "psychiatrist"),
            ("seretonin", "serotonin"),
            ("sideeffects", "side effects"),
        ],
    )
    def test_is_mended_and_said(self, client: Client, typed: str, meant: str) -> None:
        article("Ketamine, depression and anxiety", "A psychiatrist, a psychologist.")
        article("The right one", f"Of {meant}, the antidepressant and serotonin and side effects.")
        html = search(client, typed)
        assert "The right one" in found(client, typed)
        assert f"These results are for <strong>{meant}</strong>." in html

    def test_is_left_alone_where_a_page_has_the_word(self, client: Client) -> None:
        article("Okapis")
        article("Okapia")
        assert found(client, "okapia") == ["Okapia"]
        assert "These results are for" not in search(client, "okapia")

    def test_of_one_medicine_is_never_taken_for_another(self, client: Client) -> None:
        article("Duloxetine", "Of fluoxetine.")
        article("Clonidine")
        for known, missing in (("clonidine", "clozapine"), ("fluoxetine", "paroxetine")):
            assert found(client, known)
            assert found(client, missing) == []

    def test_never_names_a_word_of_a_hidden_page(self, client: Client) -> None:
        ArticlePageFactory(title="Okapi", live=False)
        page = ArticlePageFactory(title="Quagga")
        page.unpublish()
        for typed in ("okapo", "quaga"):
            assert found(client, typed) == []
            assert "These results are for" not in search(client, typed)

    def test_keeps_numbers_as_they_are(self) -> None:
        article("Take 2500 steps")
        assert understand(Query("2501"), "en").corrected == {}


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("abcd", "abcd", 0), ("abcd", "abdc", 1), ("abcd", "abc", 1), ("abcd", "axcd", 1),
     ("abcd", "badc", 2), ("abcd", "wxyz", 3), ("a", "abcdef", 3)],
)  # fmt: skip
def test_a_swap_of_neighbours_is_one_mistake(one: str, other: str, away: int) -> None:
    assert distance(one, other, 2) == away
    assert distance(other, one, 2) == away


def test_half_a_word_is_completed(client: Client) -> None:
    article("Infusions")
    article("An off-label use")
    assert found(client, "infusi") == ["Infusions"]
    assert found(client, "off-lab") == ["An off-label use"]


def test_a_whole_question_is_searched_by_what_it_asks(client: Client) -> None:
    article("How it works", "The okapi sleeps.")
    article("What is it")
    assert found(client, "what is an okapi?")[0] == "How it works"
    assert "How it works" in found(client, "how does it do that")


def test_a_question_of_words_that_say_nothing_is_taken_as_it_is(client: Client) -> None:
    article("What is it")
    article("Other")
    assert found(client, "what is it") == ["What is it"]


@pytest.mark.parametrize("typed", ["PHQ-9", "phq9", "phq 9", "PHQ‑9"])
def test_a_name_with_a_number_is_found_however_it_is_written(client: Client, typed: str) -> None:
    article("First", "The PHQ-9.")
    article("Second", "The phq9.")
    article("Other", "The GAD-7 and 9 lives.")
    assert set(found(client, typed)[:2]) == {"First", "Second"}


@pytest.mark.parametrize("typed", ["antidepressant", "anti-depressant", "anti depressant"])
def test_a_compound_is_found_in_one_word_or_two(client: Client, typed: str) -> None:
    article("First", "An antidepressant.")
    article("Second", "An anti-depressant.")
    assert set(found(client, typed)) == {"First", "Second"}


class TestOperators:
    @pytest.fixture(autouse=True)
    def _pages(self) -> None:
        article("Beside", "The side effects of rest.")
        article("Apart", "The effects on the other side.")

    def test_a_phrase_in_quotes_is_found_as_it_stands(self, client: Client) -> None:
        assert found(client, '"side effects"') == ["Beside"]
        assert set(found(client, "side effects")) == {"Beside", "Apart"}

    def test_a_phrase_that_no_page_has_is_looked_for_by_its_words(self, client: Client) -> None:
        assert set(found(client, '"effects side"')) == {"Beside", "Apart"}
        assert "No page has these words beside each other." in search(client, '"effects side"')

    def test_a_word_with_a_minus_is_kept_out(self, client: Client) -> None:
        assert found(client, "effects -rest") == ["Apart"]
        assert found(client, 'effects -"side effects"') == ["Apart"]

    def test_a_minus_alone_is_no_operator(self, client: Client) -> None:
        assert found(client, "-rest") == ["Beside"]
        assert set(found(client, "side - effects")) == {"Beside", "Apart"}
