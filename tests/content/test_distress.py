"""Words of acute distress: what is recognised, who may change it, what it costs."""

import json
from unittest import mock

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from clinic.content import distress
from clinic.content.distress import folded, plain, speaks_of_distress
from clinic.content.distress_words import STARTING_WORDS
from clinic.content.models import DistressWords
from tests.browser.clinic import new_settings
from tests.content.distress_phrases import DISTRESS, NO_DISTRESS
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def in_each_language(phrases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, phrase) for language, listed in phrases.items() for phrase in listed]


@pytest.mark.parametrize(("language", "phrase"), in_each_language(DISTRESS))
def test_distress_is_recognised(language: str, phrase: str) -> None:
    assert speaks_of_distress(phrase, language)
    assert speaks_of_distress(phrase)


@pytest.mark.parametrize(("language", "phrase"), in_each_language(NO_DISTRESS))
def test_what_only_sounds_like_it_is_not(language: str, phrase: str) -> None:
    assert not speaks_of_distress(phrase, language)
    assert not speaks_of_distress(phrase)


@pytest.mark.parametrize("language", STARTING_WORDS)
def test_the_phrases_to_tell_apart_are_many_and_different(language: str) -> None:
    for phrases in (DISTRESS[language], NO_DISTRESS[language]):
        assert len(set(phrases)) == len(phrases) >= 60


class TestALanguage:
    def test_that_is_not_named_means_every_language(self) -> None:
        assert speaks_of_distress("quiero morir")
        assert speaks_of_distress("i want to die")

    def test_that_is_named_means_its_list_alone(self) -> None:
        assert not speaks_of_distress("quiero morir", "en")
        assert speaks_of_distress("quiero morir", "es-mx")

    def test_may_have_a_list_for_a_region(self) -> None:
        DistressWords.objects.create(language="es-mx", phrases="ya me cansé de vivir así")
        assert speaks_of_distress("Ya me canse de bibir así", "es")
        assert speaks_of_distress("quiero morir", "es-mx")

    @pytest.mark.parametrize("unknown", ["fr", "", "xx-yy"])
    def test_without_a_list_means_every_list(self, unknown: str) -> None:
        assert speaks_of_distress("quiero morir", unknown)
        assert speaks_of_distress("i want to die", unknown)


class TestTheStartingLists:
    @pytest.mark.parametrize("language", STARTING_WORDS)
    def test_are_what_a_new_site_has(self, language: str) -> None:
        words = DistressWords.objects.get(language=language)
        words.full_clean()
        assert words.phrases == STARTING_WORDS[language].phrases
        assert words.phrase_count >= 150

    @pytest.mark.parametrize("language", STARTING_WORDS)
    def test_say_nothing_twice(self, language: str) -> None:
        words = STARTING_WORDS[language]
        for lines in (words.phrases, words.no_distress):
            phrases = [folded(line, language) for line in lines.splitlines()]
            assert sorted(phrases) == sorted(set(phrases))
        forms = list(map(plain, words.plain_forms))
        assert sorted(forms) == sorted(set(forms))

    @pytest.mark.parametrize("language", STARTING_WORDS)
    def test_have_only_plain_forms_that_are_final(self, language: str) -> None:
        for meant in STARTING_WORDS[language].plain_forms.values():
            assert folded(meant, language).split() == plain(meant).split()

    @pytest.mark.parametrize("language", STARTING_WORDS)
    def test_excuse_only_what_would_be_found_otherwise(self, language: str) -> None:
        words = DistressWords.objects.get(language=language)
        phrases = distress.word_list(language, words.phrases, "")
        idle = [
            line
            for line in words.no_distress.splitlines()
            if not distress.holds(folded(line, language), phrases)
        ]
        assert not idle


class TestTheClinicsList:
    def words(self) -> DistressWords:
        return DistressWords.objects.get(language="en")

    def test_holds_at_once_when_it_is_changed(self) -> None:
        assert not speaks_of_distress("the grey water rises")
        words = self.words()
        words.phrases += "\nThe  Grey Water"
        words.save()
        assert speaks_of_distress("the grey water rises")

    def test_can_say_what_is_no_distress(self) -> None:
        words = self.words()
        words.no_distress += "\nsuicide prevention day"
        words.save()
        assert not speaks_of_distress("When is suicide prevention day?")
        assert speaks_of_distress("On suicide prevention day I thought of suicide")

    def test_is_the_starting_one_again_when_it_is_deleted(self) -> None:
        words = self.words()
        words.phrases = "nothing else"
        words.save()
        assert not speaks_of_distress("i want to die", "en")
        words.delete()
        assert speaks_of_distress("i want to die", "en")

    @pytest.mark.parametrize("phrases", ["", "  \n ", "just", "so\nreally", "a", "!!", "am", "…"])
    def test_is_never_empty_nor_found_everywhere(self, phrases: str) -> None:
        words = DistressWords(language="en", phrases=phrases)
        with pytest.raises(ValidationError) as refused:
            words.full_clean()
        assert "phrases" in refused.value.message_dict

    def test_names_the_phrase_that_stands_in_both_lists(self) -> None:
        words = self.words()
        words.no_distress = "Career suicide\nI wanna die\nwanna die!"
        with pytest.raises(ValidationError, match="want to die"):
            words.full_clean()

    def test_is_edited_in_the_settings(self, client: Client) -> None:
        client.force_login(UserFactory(is_superuser=True))
        address = "/admin/snippets/content/distresswords/"
        assert "Words of distress" in client.get("/admin/").content.decode()
        assert "English" in client.get(address).content.decode()
        words = self.words()
        response = client.post(
            f"{address}edit/{words.pk}/",
            {"language": "en", "phrases": "the grey water\r\nwant to die", "no_distress": ""},
        )
        assert response.status_code == 302
        assert speaks_of_distress("The grey water.")

    def test_is_not_for_everybody_who_writes(self, client: Client) -> None:
        client.force_login(UserFactory(group="Editors"))
        response = client.get("/admin/snippets/content/distresswords/")
        assert response.status_code == 302


class TestTheCost:
    def test_is_one_query_and_then_none(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(1):
            speaks_of_distress("i want to die")
        with django_assert_num_queries(0):
            speaks_of_distress("i want to die")
            speaks_of_distress("quiero morir", "es")
            speaks_of_distress("salut", "fr")

    @pytest.mark.timeout(10)
    @pytest.mark.parametrize("sign", ["a ", "kill ", "k", "\u0301", "i want to ", "'", "want 2 "])
    def test_is_small_for_a_very_long_text(self, sign: str) -> None:
        assert not speaks_of_distress(sign * (100_000 // len(sign)))


def test_distress_is_recognised_while_the_database_is_away() -> None:
    with mock.patch.object(DistressWords.objects, "all", side_effect=DatabaseError):
        assert speaks_of_distress("i want to die")
    assert cache.get(distress.CACHE_KEY) is None


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    lists = distress.starting_lists()
    for language, words in lists.items():
        text_folded = folded(text, language)
        assert text_folded == " " or text_folded == f" {' '.join(text_folded.split())} "
        distress.holds(text_folded, words)


class TestTheListForBrowsers:
    def test_may_be_kept_by_anybody_for_as_long_as_the_cache_keeps_it(self, client: Client) -> None:
        response = client.get("/distress.json")
        assert response["Content-Type"] == "application/json"
        assert response["Cache-Control"] == f"public, max-age={distress.CACHE_SECONDS}"
        assert not response.cookies
        assert "Vary" not in response or "Cookie" not in response["Vary"]
        again = client.get("/distress.json", headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304

    def test_is_the_clinics_own(self, client: Client) -> None:
        DistressWords.objects.create(language="fr", phrases="Je n’en peux plus")
        lists = json.loads(client.get("/distress.json").content)
        assert lists["fr"] == {
            "phrases": ["je nen peux plus"],
            "no_distress": [],
            "plain_forms": {},
        }
        assert "want to die" in lists["en"]["phrases"]

    def test_is_small(self, client: Client) -> None:
        response = client.get("/distress.json", headers={"accept-encoding": "gzip"})
        assert len(response.content) < 8 * 1024

    def test_is_only_read(self, client: Client) -> None:
        assert client.post("/distress.json").status_code == 405


def test_the_lines_are_shown_at_once_as_everywhere_else() -> None:
    html = render_to_string(
        "content/partials/crisis_at_once.html", {"clinic": new_settings(), "id": "help_now"}
    )
    assert "You are not alone: talk to somebody now" in html
    assert 'href="tel:0800000000"' in html
    assert 'id="help_now"' in html
