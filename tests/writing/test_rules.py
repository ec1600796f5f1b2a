"""What each rule stops at, and what it lets be."""

from dataclasses import replace

import pytest

from clinic.writing.checking import check_text
from clinic.writing.findings import Finding
from clinic.writing.registry import RULES
from clinic.writing.rules import structure
from clinic.writing.text import Heading, Link, PageText, Picture, Place
from clinic.writing.wording import Settings
from tests.writing.passages import STARTING, found_in, text

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def of(rule: str, found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.rule == rule]


def the(rule: str, words: str) -> Finding:
    (finding,) = of(rule, found_in(words))
    return finding


def test_a_finding_names_the_place_the_words_and_what_to_do() -> None:
    finding = the("dose", "It rains. The usual dose is 20 mg. It stops.")
    assert finding.place.block_id == "block-0"
    assert finding.sentence == "The usual dose is 20 mg."
    assert finding.words == "20 mg"
    assert str(finding.message) == (
        "Say beside the dose how it is given, over what time or how often."
    )
    assert finding.blocks


def test_what_stigma_has_a_better_word_for_is_told() -> None:
    finding = the("stigma", "He committed suicide.")
    assert (finding.words, finding.better) == ("committed suicide", "died by suicide")
    assert not finding.blocks


def test_a_citation_speaks_for_the_sentences_beside_it_and_no_further() -> None:
    words = "About 40% got well. [This was shown in a trial.] It rains. Another 30% did not."
    (finding,) = of("number", found_in(words))
    assert finding.words == "30%"


def test_both_places_of_a_disagreement_are_told() -> None:
    finding = the(
        "disagreement", "The infusion takes 40 minutes. || The infusion takes 10 minutes."
    )
    assert finding.place.block_id == "block-1"
    assert "The infusion takes 40 minutes." in str(finding.message)


def test_an_article_of_the_usual_kind_is_stopped_for_its_three_faults() -> None:
    found = found_in(
        "Each treatment session usually lasts 45 minutes to an hour, and you can go home."
        "|| A typical dose of 0.4 to 1.5 mg/kg is given by a slow infusion over 10 to 20 minutes."
        "|| Our clinics, when well run, are widely considered a safe place of treatment for pain."
        "|| When run by trained staff, the infusions are generally regarded as safe by doctors.",
        title="Ketamine and pain",
    )
    blocking = [(finding.rule, finding.words) for finding in found if finding.blocks]
    assert blocking == [
        ("disagreement", "10 to 20 minutes"),
        ("number", "0.4 to 1.5 mg/kg"),
        ("absolute", "safe"),
    ]


# --- What is about the page, not a passage -----------------------------------------------


def page(**changes: object) -> PageText:
    return replace(text("Some words stand here."), **changes)  # type: ignore[arg-type]


def told(rule: str, about: PageText) -> list[str]:
    return [str(finding.message) for finding in of(rule, check_text(about, STARTING))]


def in_block(kind: str, words: str, heading: str = "") -> PageText:
    about = text(words)
    for passage in about.passages:
        passage.place = replace(passage.place, kind=kind, heading=heading)
    return replace(about, kinds=[kind])


def together(*parts: PageText) -> PageText:
    return replace(
        parts[0],
        passages=[passage for part in parts for passage in part.passages],
        kinds=[kind for part in parts for kind in part.kinds],
    )


BENEFIT = "Mood may lift within reach of a walk. " * 10
RISK = "Nausea may come and go again. "


@pytest.mark.parametrize(
    ("about", "count"),
    [
        (in_block("benefits", BENEFIT), 1),
        (together(in_block("benefits", BENEFIT), in_block("side_effects", RISK)), 1),
        (together(in_block("benefits", BENEFIT), in_block("side_effects", RISK * 9)), 0),
        (together(in_block("benefits", BENEFIT), in_block("section", RISK * 9, "The risks")), 0),
        (in_block("section", BENEFIT), 0),
    ],
    ids=["no risks", "far shorter risks", "risks as long", "risks in a section", "no benefits"],
)
def test_benefits_need_risks_beside_them(about: PageText, count: int) -> None:
    assert len(told("balance", about)) == count


def test_a_clinical_text_of_some_length_needs_a_bottom_line() -> None:
    long = in_block("factors", "Sleep matters to how long it lasts. " * 50)
    assert told("bottom_line", long)
    assert not told("bottom_line", together(long, in_block("bottom_line", "Sleep well.")))
    assert not told("bottom_line", in_block("section", "Sleep is good for you. " * 60))


def heading(level: int, filled: bool = True) -> Heading:
    return Heading(Place(heading="A heading"), level, filled)


@pytest.mark.parametrize(
    ("headings", "count"),
    [
        ([heading(2), heading(3), heading(3), heading(2)], 0),
        ([heading(3), heading(2)], 1),
        ([heading(2, filled=False), heading(3)], 0),
        ([heading(2, filled=False), heading(2)], 1),
        ([heading(2), heading(3, filled=False)], 1),
    ],
)
def test_headings_go_down_step_by_step_and_have_something_below(
    headings: list[Heading], count: int
) -> None:
    assert len(told("heading_order", page(headings=headings))) == count


@pytest.mark.parametrize(
    ("alt_text", "decorative", "count"),
    [
        ("A nurse beside a chair", False, 0),
        ("", True, 0),
        ("", False, 1),
        ("IMG_2041.jpg", False, 1),
        ("nurse_chair", False, 1),
    ],
)
def test_a_picture_is_described_or_decorative(alt_text: str, decorative: bool, count: int) -> None:
    pictures = [Picture(Place(), alt_text, decorative)]
    assert len(told("picture", page(pictures=pictures))) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [("here", 1), ("Read more …", 1), ("Click here", 1), ("how long it lasts", 0), ("", 0)],
)
def test_a_link_says_where_it_leads(words: str, count: int) -> None:
    about = text("Some words stand here.")
    about.passages[0].links = [Link("url", "https://example.org/", words)]
    assert len(told("vague_link", about)) == count


def test_long_sentences_and_paragraphs_are_shown() -> None:
    sentence = "We went " + "on and on " * 20 + "until it was late."
    (finding,) = of("long_sentence", found_in(sentence))
    assert finding.sentence == sentence
    assert of("long_paragraph", found_in("It rained for long. " * 40))
    assert not of("long_paragraph", found_in("It rained for long. " * 10))


HARD = (
    "Pharmacological interventions necessitate comprehensive multidisciplinary consideration of "
    "psychosocial circumstances, notwithstanding institutional recommendations. "
)
HARD_IN_SPANISH = (
    "Las intervenciones farmacológicas requieren una consideración multidisciplinaria exhaustiva "
    "de las circunstancias psicosociales, independientemente de recomendaciones institucionales. "
)


def test_a_text_for_scholars_is_told_its_grade_and_one_for_everybody_is_not() -> None:
    assert of("grade", found_in(HARD * 10))
    assert of("grade", found_in(HARD_IN_SPANISH * 10, language="es"))
    assert not of("grade", found_in("You sit down. We talk for a while. You may ask us. " * 12))
    assert not of("grade", found_in(HARD)), "a few words have no grade"


def test_search_engines_get_a_title_and_a_description_of_their_length() -> None:
    assert told("title_length", page(search_title="long " * 20))
    assert told("description_length", page(description="long " * 50))
    assert told("description_length", page(description="Short."))
    assert not told("title_length", page())
    assert not told("description_length", page())


@pytest.mark.parametrize(
    "words",
    [
        "It may cause emesis (being sick).",
        "It may cause being sick (emesis).",
        "Emesis means being sick.",
        "Some are sick.",
    ],
)
def test_jargon_with_its_explanation_is_fine(words: str) -> None:
    assert not of("jargon", found_in(words))


def test_jargon_is_told_once_with_a_plain_word() -> None:
    finding = the("jargon", "It may cause emesis. Then emesis passes.")
    assert finding.better == "feeling sick, vomiting"


def test_the_rules_speak_spanish_and_let_be_what_they_have_no_words_for() -> None:
    def rules(words: str, language: str) -> set[str]:
        return {finding.rule for finding in found_in(words, language=language)}

    assert "absolute" in rules("El tratamiento es seguro.", "es")
    assert "number" in rules("Mejoró el 70 % de los pacientes.", "es")
    assert "stigma" in rules("Es un adicto.", "es")
    assert "dose" in rules("La dosis inicial es de 50 mg.", "es")
    assert "absolute" not in rules("El tratamiento no es seguro.", "es")
    assert "approved" in rules("La ketamina está aprobada para la depresión.", "es")
    assert not rules("Die Behandlung heilt 70 % der Menschen.", "de")


def test_a_rule_that_is_off_finds_nothing() -> None:
    off = Settings(dict.fromkeys(RULES, ("off", 0)), {}, {})
    assert check_text(text("It is safe. The dose is 20 mg."), off) == []


def test_a_description_is_measured_by_what_the_clinic_sets() -> None:
    assert list(structure.title_length(page(search_title="1234567890"), None, 9))  # type: ignore[arg-type]
