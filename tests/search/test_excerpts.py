"""The words around what was found, marked."""

import pytest

from search.excerpts import EXCERPT_LENGTH, excerpt, marked
from search.stemming import stem


def wanted(*phrases: str) -> set[tuple[str, ...]]:
    return {tuple(stem(word, "en") for word in phrase.split()) for phrase in phrases}


def test_marks_stand_around_every_form_of_a_word() -> None:
    shown = marked("Two infusions, an Infusion.", wanted("infusion"), "en")
    assert shown == "Two <mark>infusions</mark>, an <mark>Infusion</mark>."


def test_a_phrase_is_marked_as_a_whole_and_its_words_alone_are_not() -> None:
    shown = marked("A low mood; the mood is low.", wanted("low mood"), "en")
    assert shown == "A <mark>low mood</mark>; the mood is low."


def test_marks_that_overlap_are_one() -> None:
    shown = marked("no side effects known", wanted("side effects", "effects known"), "en")
    assert shown == "no <mark>side effects known</mark>"


def test_a_compound_is_marked_by_its_parts() -> None:
    assert marked("PHQ-9 now", wanted("phq9"), "en") == "<mark>PHQ-9</mark> now"


def test_marks_do_not_split_what_is_escaped() -> None:
    shown = marked("a & b < amp", wanted("amp", "lt"), "en")
    assert shown == "a &amp; b &lt; <mark>amp</mark>"


def test_an_excerpt_is_of_bounded_length_around_what_was_found() -> None:
    shown = excerpt("word " * 200 + "okapi " + "more " * 200, wanted("okapi"), "en")
    assert "<mark>okapi</mark>" in shown
    assert len(shown) < EXCERPT_LENGTH + 40
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_an_excerpt_shows_the_place_with_the_most_of_what_was_asked() -> None:
    text = "An okapi. " + "word " * 100 + "A quagga and an okapi. " + "word " * 100
    assert "<mark>quagga</mark> and an <mark>okapi</mark>" in excerpt(
        text, wanted("okapi", "quagga"), "en"
    )


def test_lines_run_on_as_sentences() -> None:
    assert excerpt("Headache\nCommon\nGoes by itself.", set(), "en") == (
        "Headache. Common. Goes by itself."
    )


@pytest.mark.parametrize("text", ["x" * 5000, "okapi" + "x" * 5000, ""])
def test_one_endless_word_is_cut(text: str) -> None:
    assert len(excerpt(text, wanted("okapi"), "en")) < EXCERPT_LENGTH + 40
