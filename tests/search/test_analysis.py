"""Texts as terms: the same at both ends, for every engine."""

from itertools import product

import pytest

from search.analysis import compound_words, terms, words
from search.stemming import stem

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Depresión Größe", ["depresion", "grosse"]),
        ("PHQ-9", ["phq", "9", "phq9"]),
        ("phq9", ["phq", "9", "phq9"]),
        ("COVID-19", ["covid", "19", "covid19"]),
        ("anti-depressant", ["anti", "depressant", "antidepressant"]),
        ("the doctor’s don't", ["the", "doctor", "dont"]),
        ("5-HT2A", ["5", "ht2a", "5ht2a"]),
        ("кетамин 氯胺酮", ["кетамин", "氯胺酮"]),
        ("e\u0301te\u0301", ["ete"]),
        ("ﬁne ½", ["fine", "1", "2", "12"]),
        ("a_b, (c)", ["a", "b", "c"]),
        ("?! 😀 \u0301", []),
    ],
)
def test_words_are_folded_and_parted(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


def test_a_word_has_a_length_that_the_index_takes() -> None:
    assert max(map(len, words("x" * 10_000 + " " + "\ufdfa" * 100))) <= 60


def test_no_word_holds_a_sign_of_any_engine() -> None:
    hostile = "\"a\" 'b' c:* (d) e|f & !g <-> h \\ i^ {j} k·l"
    assert all(word.isalnum() for word in words(hostile))


@pytest.mark.parametrize(
    ("word", "expected"),
    # From the examples of Porter's paper, one for each of its rules.
    [
        ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"),
        ("agreed", "agre"), ("plastered", "plaster"), ("sing", "sing"), ("conflated", "conflat"),
        ("sized", "size"), ("hopping", "hop"), ("falling", "fall"), ("filing", "file"),
        ("happy", "happi"), ("sky", "sky"), ("relational", "relat"), ("digitizer", "digit"),
        ("operator", "oper"), ("hopefulness", "hope"), ("formality", "formal"),
        ("triplicate", "triplic"), ("electrical", "electr"), ("goodness", "good"),
        ("revival", "reviv"), ("replacement", "replac"), ("adoption", "adopt"), ("rate", "rate"),
        ("cease", "ceas"), ("controll", "control"), ("roll", "roll"), ("at", "at"),
    ],
)  # fmt: skip
def test_english_stems(word: str, expected: str) -> None:
    assert stem(word, "en") == expected


@pytest.mark.parametrize(
    "same",
    [
        ["depresion", "depresiones"],
        ["infusion", "infusiones"],
        ["medico", "medica", "medicos", "medicas"],
        ["mes", "mes"],
        ["dejar", "deja", "dejarlo", "dejando", "dejaron"],
        ["pedir", "pedirlo", "pedido"],
        ["escribir", "escribo", "escribirlo", "escriben"],
        ["olvidar", "olvide", "olvida", "olvidada"],
        ["tomar", "toman", "tomarse", "tomando"],
        ["suicidio", "suicidios"],
        ["seguro", "segura", "seguridad"],
        ["desayuno", "desayunar"],
    ],
)
def test_spanish_stems_bring_forms_together(same: list[str]) -> None:
    assert len({stem(word, "es") for word in same}) == 1


def test_spanish_words_of_any_letters_have_a_stem() -> None:
    for length in range(1, 5):
        for letters in product("aegnosuyz", repeat=length):
            assert stem("".join(letters), "es")


def test_words_with_digits_and_other_scripts_have_no_stem() -> None:
    assert stem("hts2s", "en") == "hts2s"
    assert stem("кетамины", "en") == "кетамины"
    assert stem("infusions", "de") == "infusions"


def test_both_ends_agree() -> None:
    assert terms("Infusions of KETAMINE", "en") == terms("infusion OF ketamine", "en")


def test_folding_what_is_folded_changes_nothing() -> None:
    for word in words("Größe Depresión anti-depressants PHQ-9"):
        assert word in compound_words(word)
