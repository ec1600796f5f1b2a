"""Readers see what the words of the glossary mean."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.writing import term_uses
from clinic.writing.checking import check
from clinic.writing.glossary import Explained, explained_ids
from clinic.writing.models import GlossaryTerm, TermUse
from tests.factories import (
    ArticlePageFactory,
    ReferenceFactory,
    StandardPageFactory,
    UserFactory,
    body,
    section,
)
from tests.support.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Committed = Callable[..., AbstractContextManager[Any]]

MARK = re.compile(r'<a class="term"[^>]*>(.*?)</a>', re.DOTALL)


def a_term(term: str = "infusion", explanation: str = "A drip.", **fields: Any) -> GlossaryTerm:
    return GlossaryTerm.objects.create(term=term, explanation=explanation, **fields)


def marked(*texts: str, language: str = "en") -> list[str]:
    """The words that are marked in a page of these texts."""
    explained = Explained(language)
    return [words for text in texts for words in MARK.findall(explained.html(text))]


class TestAWordIsMarked:
    def test_where_a_page_has_it_first(self) -> None:
        a_term()
        html = Explained("en").html("<p>An infusion, then an infusion.</p>")
        assert html == (
            '<p>An <a class="term" id="term_use_1" href="#term_1">infusion</a>, then an infusion.'
            "</p>"
        )
        assert marked("<p>An infusion.</p>", "<p>An infusion.</p>") == ["infusion"]

    @pytest.mark.parametrize(
        ("term", "words"),
        [
            ("infusion", "INFUSION"),
            ("infusion", "Infusions"),
            ("virus", "viruses"),
            ("St John's wort", "St John’s\nwort"),
            ("drip line", "drip&nbsp;line"),
            ("R&D", "R&amp;D"),
            ("SSRI", "SSRIs"),
            ("(S)-ketamine", "(S)-ketamine"),
            ("off-label", "Off-label"),
        ],
    )
    def test_in_any_usual_spelling(self, term: str, words: str) -> None:
        a_term(term)
        assert marked(f"<p>The {words} here.</p>") == [words]

    def test_in_a_form_that_the_clinic_adds(self) -> None:
        a_term("therapy", other_forms="therapies | course of therapy")
        assert marked("<p>Two therapies.</p>") == ["therapies"]
        assert marked("<p>A course of therapy.</p>") == ["course of therapy"]

    @pytest.mark.parametrize(
        ("term", "text"),
        [
            ("ache", "<p>A headache.</p>"),
            ("SAD", "<p>It is sad.</p>"),
            ("amp", "<p>Salt &amp; water</p>"),
            ("infusion", '<p><a href="/x/">an infusion</a></p>'),
            ("infusion", '<p><a href="/x/">an <b>infusion</b></a></p>'),
            ("infusion", "<h3>Infusion</h3>"),
            ("infusion", "<p><code>infusion</code> <q>infusion</q> <dfn>infusion</dfn></p>"),
            ("infusion", '<p><img alt="An infusion" src="infusion"></p>'),
            ("reference", '<p><sup><a aria-label="Reference 1" href="#x">1</a></sup></p>'),
        ],
    )
    def test_but_not_where_it_is_another_or_leads_elsewhere(self, term: str, text: str) -> None:
        a_term(term)
        assert marked(text) == []
        assert Explained("en").html(text) == text

    def test_in_its_own_language_alone(self) -> None:
        a_term(language="es")
        assert marked("<p>infusion</p>") == []
        assert marked("<p>infusion</p>", language="es-mx") == ["infusion"]

    def test_with_the_longest_term_that_fits(self) -> None:
        a_term("infusion")
        a_term("infusion pump")
        assert marked("<p>An infusion pump.</p>") == ["infusion pump"]

    def test_after_a_link_before_it_was_closed(self) -> None:
        a_term()
        assert marked('<p><a href="/x/">Go</a> to the infusion.</p>') == ["infusion"]


def test_what_is_stored_has_the_same_terms_as_what_is_shown() -> None:
    term, linked = a_term("infusion"), a_term("clinic")
    cited = f'<a linktype="reference" id="{ReferenceFactory().pk}">infusion</a>'
    text = f'<p>An {cited}, at <a linktype="page" id="3">a clinic</a>.</p>'
    assert explained_ids([text], "en") == {term.pk}
    page = StandardPageFactory(body=body(section(text=text)))
    html = Client().get(page.url).content.decode()
    assert MARK.findall(html) == ["infusion"]
    assert linked.explanation in html  # the same words; the list has but one
    assert html.count("<dfn>") == 1


def test_a_page_lists_the_words_that_it_explains_and_leads_back() -> None:
    a_term("infusion", "A drip into a vein.")
    a_term("Anhedonia", "No pleasure <at all>.")
    a_term("never used", "Nothing.")
    page = ArticlePageFactory(
        in_short="<p>About infusions.</p>",
        body=body(section(text="<p>Infusion and anhedonia.</p>")),
    )
    html = Client().get(page.url).content.decode()
    assert MARK.findall(html) == ["infusions", "anhedonia"]
    explained = html.partition('class="explained')[2].partition("</section>")[0]
    assert re.findall(r"<dfn>(.*?)</dfn>", explained) == ["Anhedonia", "infusion"]
    assert "No pleasure &lt;at all&gt;." in explained
    for number in (1, 2):
        assert f'id="term_{number}"' in explained
        assert f'href="#term_use_{number}"' in explained
    assert "Nothing." not in html


def test_a_page_without_terms_is_as_it_was_and_takes_no_query_more() -> None:
    page = StandardPageFactory()
    a_term("never used")
    Client().get(page.url)
    assert not [sql for sql in queries(lambda: Client().get(page.url)) if "glossary" in sql]
    assert b"Words explained" not in Client().get(page.url).content


def test_many_terms_take_no_more_queries_than_one() -> None:
    for number in range(30):
        a_term(f"term{number}x")
    page = StandardPageFactory(
        body=body(*[section(text=f"<p>A term{number}x.</p>") for number in range(30)])
    )
    Client().get(page.url)
    assert not [sql for sql in queries(lambda: Client().get(page.url)) if "glossary" in sql]
    assert len(MARK.findall(Client().get(page.url).content.decode())) == 30


def test_a_changed_explanation_is_read_at_once() -> None:
    term = a_term()
    page = StandardPageFactory(body=body(section(text="<p>An infusion.</p>")))
    assert b"A drip." in Client().get(page.url).content
    term.explanation = "Slowly into a vein."
    term.save()
    assert b"Slowly into a vein." in Client().get(page.url).content


def test_the_check_for_jargon_knows_the_plural_and_other_forms() -> None:
    a_term("anhedonia", other_forms="anhedonic")
    page = ArticlePageFactory(body=body(section(text="<p>Anhedonias, anhedonic.</p>")))
    assert "jargon" not in {finding.rule for finding in check(page)}


class TestWhereATermIsUsed:
    def test_is_known_once_a_page_is_published_and_forgotten_with_it(self) -> None:
        term = a_term()
        page = StandardPageFactory(body=body(section(text="<p>Infusions.</p>")), live=False)
        page.save_revision().publish()
        assert [use.page_id for use in term.uses.all()] == [page.pk]
        page.refresh_from_db()
        page.unpublish()
        assert not TermUse.objects.exists()

    def test_is_looked_up_when_the_term_is_new_or_changed(
        self, django_capture_on_commit_callbacks: Committed, no_worker: None
    ) -> None:
        drip = StandardPageFactory(body=body(section(text="<p>A drip.</p>")))
        other = StandardPageFactory(body=body(section(text="<p>An infusion.</p>")))
        StandardPageFactory(body=body(section(text="<p>An infusion.</p>")), live=False)
        with django_capture_on_commit_callbacks(execute=True):
            term = a_term()
        assert [use.page_id for use in term.uses.all()] == [other.pk]
        term.term = "drip"
        with django_capture_on_commit_callbacks(execute=True):
            term.save()
        assert [use.page_id for use in term.uses.all()] == [drip.pk]

    def test_is_put_right_by_the_daily_check(self) -> None:
        term = a_term()
        page = StandardPageFactory(body=body(section(text="<p>Infusions.</p>")))
        for _ in range(2):
            term_uses.remember(page)
        assert term.uses.count() == 1

    def test_is_told_in_the_admin(self, client: Client) -> None:
        term = a_term()
        StandardPageFactory(
            title="A page of drips", live=False, body=body(section(text="<p>Infusions.</p>"))
        ).save_revision().publish()
        client.force_login(UserFactory(group="Editors"))
        names = GlossaryTerm.snippet_viewset
        for view in ("edit", "usage", "delete"):
            address = reverse(names.get_url_name(view), args=[term.pk])
            html = client.get(address).content.decode()
            assert ("A page of drips" if view != "delete" else "1 live page has") in html
        a_term("anhedonia")
        every = client.get(reverse(names.get_url_name("list"))).content.decode()
        assert every.index("anhedonia") < every.index("infusion")
        listed = client.get(reverse(names.get_url_name("list")), {"q": "infus"}).content.decode()
        assert reverse(names.get_url_name("usage"), args=[term.pk]) in listed
