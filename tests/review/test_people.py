"""The review line leads to the person who signed, and there is what that person's reviews are."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import ArticlePage
from clinic.content.models import Person, Reference
from clinic.review.clinicians import Clinician
from tests.content.hidden import restrict
from tests.factories import (
    ArticlePageFactory,
    PersonFactory,
    ReferenceFactory,
    UserFactory,
    body,
    section,
)
from tests.support.queries import assert_same_queries, queries
from tests.support.review import a_clinician, sign_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Clinician:
    return a_clinician("Dr Ada Example")


def address(clinician: Clinician) -> str:
    return f"/people/{clinician.person_id}/dr-ada-example/"


def signed(title: str, clinician: Clinician, **values: Any) -> ArticlePage:
    return sign_off(ArticlePageFactory(title=title, live=False), clinician, **values)


def html(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2]


def test_the_review_line_leads_there(ada: Clinician) -> None:
    page = signed("Sleep", ada)
    assert f'<a href="{address(ada)}">Dr Ada Example</a>' in html(page.url)


def test_the_line_names_who_is_gone_without_a_link(ada: Clinician) -> None:
    page = signed("Sleep", ada)
    person = ada.person
    ada.delete()
    person.delete()
    shown = html(page.url)
    assert "by Dr Ada Example" in shown
    assert "/people/" not in shown


def test_it_shows_the_person_and_what_that_person_reviewed(ada: Clinician) -> None:
    signed("Sleep", ada)
    signed("Of others", a_clinician("Dr Bea Other"))
    shown = html(address(ada))
    for words in ("Dr Ada Example", "MRCPsych", "1234567", "Sleep"):
        assert words in shown
    assert "Of others" not in shown


def test_it_lists_what_holds_and_may_be_read(ada: Clinician) -> None:
    cited = f'<p><a linktype="reference" id="{ReferenceFactory().pk}">Words</a></p>'
    changed = ArticlePageFactory(title="Changed", live=False, body=body(section(text=cited)))
    sign_off(changed, ada)
    Reference.objects.update(year=1999)
    signed("Overdue", ada, due=timezone.now() - timedelta(days=1))
    restrict(signed("Private", ada))
    signed("Taken back", ada).unpublish()
    shown = html(address(ada))
    for title in ("Changed", "Overdue", "Private", "Taken back"):
        assert f">{title}<" not in shown
    assert "No review by this person holds at the moment." in shown


def test_who_never_signed_has_none(ada: Clinician) -> None:
    person = PersonFactory(name="Dr Ada Example")
    for pk in (person.pk, ada.person_id, 999_999):
        assert Client().get(f"/people/{pk}/dr-ada-example/").status_code == 404


def test_another_name_in_the_address_leads_to_the_right_one(ada: Clinician) -> None:
    signed("Sleep", ada)
    response = Client().get(f"/people/{ada.person_id}/somebody-else/")
    assert (response.status_code, response.headers["Location"]) == (301, address(ada))


def test_a_name_without_latin_letters_has_an_address(ada: Clinician) -> None:
    page = signed("Sleep", ada)
    Person.objects.filter(pk=ada.person_id).update(name="张医生")
    assert f"/people/{ada.person_id}/clinician/" in html(page.url)
    assert html(f"/people/{ada.person_id}/clinician/")


def test_it_is_the_same_for_everybody_and_sets_no_cookie(ada: Clinician) -> None:
    signed("Sleep", ada)
    editor = Client()
    editor.force_login(UserFactory(group="Editors"))
    theirs = editor.get(address(ada))
    assert theirs.content == Client().get(address(ada)).content
    assert "public" in theirs.headers["Cache-Control"]


@pytest.mark.parametrize("query", ["?page=abc", "?page=-1", "?page=%00", "?page=" + "9" * 3000])
def test_it_does_not_mind_rubbish(ada: Clinician, query: str) -> None:
    signed("Sleep", ada)
    assert html(address(ada) + query)


def test_ten_pages_take_as_many_queries_as_one(ada: Clinician) -> None:
    signed("First", ada)
    html(address(ada))
    few = queries(lambda: html(address(ada)))
    for number in range(9):
        signed(f"Page {number}", ada)
    assert_same_queries(few, queries(lambda: html(address(ada))))
