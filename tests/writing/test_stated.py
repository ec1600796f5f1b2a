"""What live pages state is known, so that a draft which says something else is told so."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from clinic.writing.checking import check
from clinic.writing.facts import facts
from clinic.writing.models import StatedFact
from clinic.writing.patterns import patterns
from tests.factories import ArticlePageFactory, body, section
from tests.writing.passages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]

SLOW = "<p>A ketamine infusion takes 40 minutes.</p>"
FAST = "<p>The ketamine infusion runs over 10 minutes.</p>"


def page(words: str, **fields: object) -> Page:
    return ArticlePageFactory(body=body(section(text=words)), **fields)


def disagreements(draft: Page) -> list[str]:
    return [str(each.message) for each in check(draft) if each.rule == "disagreement"]


def test_a_draft_that_disagrees_with_a_page_that_went_live_names_it() -> None:
    live = page(SLOW, title="How it is given", live=False)
    live.save_revision().publish()
    (told,) = disagreements(page(FAST, live=False))
    assert "How it is given" in told
    assert "A ketamine infusion takes 40 minutes." in told


def test_a_page_does_not_disagree_with_what_it_said_before() -> None:
    live = page(SLOW, live=False)
    live.save_revision().publish()
    live.body = body(section(text=FAST))
    assert not disagreements(live)


def test_what_is_live_no_longer_or_private_is_not_compared() -> None:
    live = page(SLOW, live=False)
    live.save_revision().publish()
    live.refresh_from_db()
    live.unpublish()
    assert not StatedFact.objects.exists()
    assert not disagreements(page(FAST))


def test_the_daily_command_knows_pages_that_were_never_published_by_an_editor() -> None:
    page(SLOW)
    assert not StatedFact.objects.exists()
    for _again in range(2):
        call_command("check_writing", "--no-links")
        assert StatedFact.objects.count() == 1
    assert disagreements(page(FAST))


def test_another_medicine_is_another_matter() -> None:
    page(SLOW)
    call_command("check_writing", "--no-links")
    assert not disagreements(page("<p>The lithium infusion runs over 10 minutes.</p>"))


def test_another_way_of_giving_it_is_another_matter_too() -> None:
    page("<p>The usual dose of ketamine is 0.5 mg/kg into a vein over 40 minutes.</p>")
    call_command("check_writing", "--no-links")
    assert disagreements(page("<p>The usual dose of ketamine is 1 mg/kg into a vein.</p>"))
    assert not disagreements(page("<p>The usual dose of ketamine is 1 mg/kg into a muscle.</p>"))


def stated(words: str) -> list[tuple[str, str, float, float]]:
    language = patterns("en")
    assert language
    found = facts(text(words, title="Sertraline"), language)
    return [(each.subject, each.kind, each.low, each.high) for each in found]


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("The drip runs for 40 minutes.", ("sertraline", "session", 40, 40)),
        ("A ketamine infusion takes 40 minutes to an hour.", ("ketamine", "session", 40, 60)),
        ("Each session lasts an hour and a half.", ("sertraline", "session", 90, 90)),
        ("The infusion goes in over 40-60 minutes.", ("sertraline", "session", 40, 60)),
        ("The usual dose is 50 mg.", ("sertraline", "dose, usual, mg", 50, 50)),
        ("The dose is 50 to 200 milligrams.", ("sertraline", "dose, usual, mg", 50, 200)),
        ("The usual dose is 1,500 mg.", ("sertraline", "dose, usual, mg", 1500, 1500)),
        ("The starting dose is 25 mg.", ("sertraline", "dose, starting, mg", 25, 25)),
        ("A dose of 0.5 mg per kilogram helps.", ("sertraline", "dose, usual, mg/kg", 0.5, 0.5)),
    ],
)
def test_a_sentence_states_a_range_of_one_kind(
    words: str, fact: tuple[str, str, float, float]
) -> None:
    assert stated(words) == [fact]


@pytest.mark.parametrize(
    ("words", "times_a_week"),
    [
        ("Infusions are given twice a week.", 2),
        ("The infusion is repeated every two weeks.", 0.5),
        ("The tablets are taken three times a day.", 21),
        ("The medicine is taken daily.", 7),
    ],
)
def test_an_interval_is_counted_by_the_week(words: str, times_a_week: float) -> None:
    ((subject, kind, low, high),) = stated(words)
    assert (subject, kind) == ("sertraline", "interval")
    assert low <= times_a_week <= high


@pytest.mark.parametrize(
    "words",
    [
        "In the trial the infusion took 40 minutes.",
        "At first infusions are given twice a week.",
        "Does the infusion take 40 minutes?",
        "You rest for two hours.",
        "Ketamine and esketamine infusions take 40 minutes.",
    ],
)
def test_a_study_a_phase_a_question_and_two_medicines_state_nothing(words: str) -> None:
    assert stated(words) == []
