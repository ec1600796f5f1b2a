"""What a word means on a signed page is part of what the clinician signed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from blog.models import ArticlePage
from clinic.review.corrections import objections
from clinic.review.decisions import confirm_what_is_shown
from clinic.review.differences import changed, differences
from clinic.review.fingerprints import shown_elsewhere, shown_hash
from clinic.review.gate import standing_record
from clinic.review.overview import reviews_of
from clinic.review.sign_offs import Decision, SignOff, record
from clinic.review.state import State
from clinic.writing.models import GlossaryTerm
from tests.factories import ArticlePageFactory, body, section
from tests.support.queries import assert_same_queries, queries
from tests.support.review import a_clinician, sign_off

pytestmark = pytest.mark.django_db

TEXT = "<p>An infusion lifts anhedonia.</p>"


def a_term(term: str = "infusion", explanation: str = "A drip.") -> GlossaryTerm:
    return GlossaryTerm.objects.create(term=term, explanation=explanation)


def signed(text: str = TEXT) -> ArticlePage:
    return sign_off(ArticlePageFactory(live=False, body=body(section(text=text))))


def reloaded(page: ArticlePage) -> Any:
    return ArticlePage.objects.get(pk=page.pk)


def standing(page: ArticlePage) -> SignOff:
    found = standing_record(page)
    assert found is not None
    return found


def state(page: ArticlePage) -> State:
    """The state, on which the page, its rendering and the overview agree."""
    told: State = reloaded(page).review.state
    assert reviews_of([reloaded(page)])[page.pk].state == told
    assert f'data-state="{told.value}"' in Client().get(page.url).content.decode()
    return told


@pytest.mark.parametrize("change", [{"explanation": "A tube."}, {"term": "infusion pump"}])
def test_a_changed_term_turns_the_page_into_one_that_was_changed(change: dict[str, str]) -> None:
    term = a_term()
    page = signed()
    assert state(page) == State.REVIEWED
    for name, value in change.items():
        setattr(term, name, value)
    term.save()
    assert state(page) == State.CHANGED
    assert reloaded(page).review.changed == [term.term]
    assert state(sign_off(reloaded(page))) == State.REVIEWED


def test_so_does_a_term_that_is_gone() -> None:
    term = a_term()
    page = signed()
    term.delete()
    assert state(page) == State.CHANGED
    assert reloaded(page).review.changed == ["infusion"]


def test_a_new_form_of_a_term_changes_nothing_that_was_signed() -> None:
    term = a_term()
    page = signed()
    term.other_forms = "drip"
    term.save()
    assert state(page) == State.REVIEWED


def test_a_new_term_waits_for_the_next_sign_off() -> None:
    page = signed()
    a_term()
    assert state(page) == State.REVIEWED
    assert b"A drip." not in Client().get(page.url).content
    page = sign_off(reloaded(page))
    assert b"A drip." in Client().get(page.url).content


def test_a_longer_new_term_takes_no_place_from_one_that_was_signed() -> None:
    a_term()
    page = signed()
    a_term("infusion lifts", "Nonsense.")
    html = Client().get(page.url).content
    assert b"A drip." in html
    assert b"Nonsense." not in html


def test_a_preview_shows_what_would_be_signed() -> None:
    page = signed()
    a_term()
    response = reloaded(page).make_preview_request(RequestFactory().get("/"))
    assert "A drip." in response.render().content.decode()


def test_a_page_that_nobody_signed_explains_all_its_words() -> None:
    page = ArticlePageFactory(body=body(section(text=TEXT)))
    a_term()
    assert b"A drip." in Client().get(page.url).content


def test_a_page_without_terms_is_signed_as_before() -> None:
    a_term("something else")
    page = signed()
    kinds = {thing["kind"] for thing in standing(page).shown}
    assert kinds == {"settings"}
    assert standing(page).shown_hash == shown_hash(
        [thing for thing in shown_elsewhere(page) if thing["kind"] != "term"]
    )


def test_a_clinician_is_told_what_an_explanation_said_and_says() -> None:
    term = a_term(explanation="A drip into a vein.")
    page = signed()
    a_term("anhedonia", "No pleasure.")
    term.explanation = "A drip into an arm."
    term.save()
    before = standing(page).page_as_signed()
    [change] = changed(differences(before, reloaded(page)))
    assert change.label == "Words explained"
    assert change.lines_before == ["infusion: A drip into a vein."]
    assert change.lines_after == ["anhedonia: No pleasure.", "infusion: A drip into an arm."]


def test_a_minor_correction_is_not_hindered_by_a_new_term_nor_signs_it() -> None:
    term = a_term()
    page = signed()
    a_term("anhedonia", "No pleasure.")
    page.body = body(section(text=TEXT.replace("lifts", "eases")))
    assert list(objections(standing_record(page), page)) == []
    correction = record(
        page,
        Decision.MINOR_CORRECTION,
        stands_on=standing(page),
        due=timezone.now() + timedelta(days=9),
    )
    shown = [thing["id"] for thing in correction.shown if thing["kind"] == "term"]
    assert shown == [term.pk]


def test_who_confirms_a_changed_term_does_not_sign_a_new_one() -> None:
    term = a_term()
    page = signed()
    a_term("anhedonia", "No pleasure.")
    term.explanation = "A tube."
    term.save()
    confirm_what_is_shown(page, a_clinician("Dr Bea").user)
    assert state(page) == State.REVIEWED
    html = Client().get(page.url).content
    assert b"A tube." in html
    assert b"No pleasure." not in html


def test_a_signed_page_takes_one_query_for_all_its_words_and_none_without() -> None:
    def asked(text: str) -> list[str]:
        page = signed(text)
        Client().get(page.url)
        return queries(lambda: Client().get(page.url))

    def about_terms(found: list[str]) -> int:
        return sum("writing_glossaryterm" in sql for sql in found)

    for number in range(30):
        a_term(f"term{number}x")
    none, one = asked("<p>Nothing.</p>"), asked("<p>A term1x.</p>")
    many = asked("".join(f"<p>A term{number}x.</p>" for number in range(30)))
    assert (about_terms(none), about_terms(one)) == (0, 1)
    assert_same_queries(one, many)
