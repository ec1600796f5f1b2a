"""What a visitor typed, taken apart."""

import pytest

from search.queries import MAX_LENGTH, Query


def test_a_query_is_of_bounded_length() -> None:
    assert len(str(Query("a" * 10_000))) <= MAX_LENGTH
    assert len(str(Query("\ufdfa" * 10_000))) <= MAX_LENGTH


def test_a_query_is_printable_and_normalised() -> None:
    assert str(Query("  ke\u202eta\x00mine\n ﬁ ")) == "ke ta mine fi"


@pytest.mark.parametrize(
    ("typed", "plain", "phrases", "excluded"),
    [
        ("side effects", ["side", "effects"], [], []),
        ('"side effects" now', ["now"], ["side effects"], []),
        ("“side effects”", [], ["side effects"], []),
        ('"ketamine"', ["ketamine"], [], []),
        ("ketamine -infusion", ["ketamine"], [], ["infusion"]),
        ('ketamine -"side effects"', ["ketamine"], [], ["side effects"]),
        ("twice-weekly PHQ-9", ["twice-weekly", "PHQ-9"], [], []),
        ("a - b", ["a", "b"], [], []),
        ('"unclosed words', ["unclosed", "words"], [], []),
        ('""', [], [], []),
        ("-", [], [], []),
        ("title:x* AND (y)", ["title", "x", "AND", "y"], [], []),
    ],
)
def test_a_query_has_words_phrases_and_what_must_not_be(
    typed: str, plain: list[str], phrases: list[str], excluded: list[str]
) -> None:
    query = Query(typed)
    assert (query.plain, query.phrases, query.excluded) == (plain, phrases, excluded)


def test_without_its_quotes_a_query_has_the_same_words() -> None:
    assert Query('"side effects" -of').unquoted.plain == ["side", "effects"]


@pytest.mark.parametrize("typed", ["", "  ", "?!", "---", "\u0301", "😀", '""'])
def test_signs_are_no_words(typed: str) -> None:
    assert not Query(typed).has_words
