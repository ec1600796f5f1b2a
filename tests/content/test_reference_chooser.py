"""Finding a source to cite in the library, and adding one that is not there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.content.references import Reference
from tests.factories import ReferenceFactory, UserFactory
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db

ROOM = "wagtailsnippetchoosers_content_reference"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(group="Editors"))
    return client


def send(editor: Client, step: str, **fields: Any) -> dict[str, Any]:
    """What the chooser answers to a form of its tab "New source"."""
    values = {f"new-source-{name}": value for name, value in fields.items()}
    response = editor.post(reverse(f"{ROOM}:create"), {"step": step, **values})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


class TestSearch:
    @pytest.mark.parametrize(
        "words",
        [
            "walk",
            "MOOD walking",
            "rivera",
            "rivera mood",
            "examples",
            "2021",
            "rivera 2021",
            "10.1000/Walk.1",
            "https://doi.org/10.1000/walk.1",
            "Rivera A. Another title. J Ex. 2021;1:1. doi: 10.1000/walk.1.",
            "7654321",
            "PMID: 7654321",
            "https://pubmed.ncbi.nlm.nih.gov/7654321/",
        ],
    )
    def test_finds_by(self, words: str) -> None:
        sought = ReferenceFactory(
            authors="Rivera A",
            title="Walking and mood",
            container_title="Journal of Examples",
            year=2021,
            doi="10.1000/walk.1",
            pubmed_id="7654321",
        )
        ReferenceFactory(authors="Other B", title="Sleep", container_title="Elsewhere", year=1999)
        assert list(Reference.objects.matching(words)) == [sought]

    @pytest.mark.parametrize(
        "words", ["walking sleep", "10.1000/none", "%", "_", "9" * 5000, "no " * 999]
    )
    def test_finds_nothing_for(self, words: str) -> None:
        ReferenceFactory(authors="A", title="Walking", container_title="")
        ReferenceFactory(authors="A", title="Sleep", container_title="")
        assert not Reference.objects.matching(words).exists()

    def test_is_offered_and_says_where_to_add_what_is_missing(self, editor: Client) -> None:
        ReferenceFactory(title="Walking", status="retracted")
        answer = editor.get(reverse(f"{ROOM}:choose")).json()["html"]
        assert "Retracted: Example A, Sample B (2020). Walking" in answer
        assert "New source" in answer
        results = editor.get(reverse(f"{ROOM}:choose_results"), {"q": "sleep"}).content.decode()
        assert "nothing that matches “sleep”" in results
        assert "Add it under “New source”" in results

    def test_takes_as_many_queries_for_many_as_for_one(self, editor: Client) -> None:
        def search() -> object:
            return editor.get(reverse(f"{ROOM}:choose_results"), {"q": "study"})

        ReferenceFactory()
        search()
        few = queries(search)
        newest = ReferenceFactory()
        for _ in range(9):
            ReferenceFactory(status="superseded", superseded_by=newest)
        assert_same_queries(few, queries(search))


class TestANewSource:
    PASTED = "Rivera A. Walking. J Ex. 2021;1:1-2. doi: 10.1000/walk.1"

    def test_is_shown_as_it_was_read(self, editor: Client) -> None:
        answer = send(editor, "read", pasted=self.PASTED)
        assert answer["step"] == "reshow_creation_form"
        html = answer["htmlFragment"]
        assert "This is what was read." in html
        assert 'value="10.1000/walk.1"' in html
        assert "Walking</textarea>" in html
        assert not Reference.objects.exists()

    def test_is_added_as_it_was_corrected_and_chosen(self, editor: Client) -> None:
        answer = send(
            editor, "make", title="Walking", kind="study", year="2021", doi="doi:10.1000/walk.1"
        )
        made = Reference.objects.get()
        assert (made.title, made.doi, made.year) == ("Walking", "10.1000/walk.1", 2021)
        assert answer["step"] == "chosen"
        assert answer["result"]["id"] == str(made.pk)
        assert answer["result"]["string"] == "Walking (2021)"

    @pytest.mark.parametrize("pasted", [PASTED, "10.1000/WALK.1", "PMID 7654321", "7654321"])
    def test_is_found_instead_where_the_library_has_it(self, editor: Client, pasted: str) -> None:
        known = ReferenceFactory(doi="10.1000/walk.1", pubmed_id="7654321")
        answer = send(editor, "read", pasted=pasted)
        assert answer["step"] == "chosen"
        assert answer["result"]["id"] == str(known.pk)

    @pytest.mark.parametrize("ids", [{"doi": "10.1000/Walk.1"}, {"pubmed_id": "7654321"}], ids=str)
    def test_is_not_made_twice_by_hand(self, editor: Client, ids: dict[str, str]) -> None:
        known = ReferenceFactory(doi="10.1000/walk.1", pubmed_id="7654321")
        answer = send(editor, "make", title="Another title", kind="study", **ids)
        assert answer["step"] == "reshow_creation_form"
        assert "Another title</textarea>" in answer["htmlFragment"]
        assert reverse(f"{ROOM}:chosen", args=[known.pk]) in answer["htmlFragment"]
        assert Reference.objects.count() == 1

    def test_with_a_title_that_the_library_has_is_perhaps_the_same(self, editor: Client) -> None:
        known = ReferenceFactory(title="Walking", doi="10.1000/other")
        html = send(editor, "read", pasted=self.PASTED)["htmlFragment"]
        assert reverse(f"{ROOM}:chosen", args=[known.pk]) in html

    def test_can_be_filled_in_by_hand_and_begun_anew(self, editor: Client) -> None:
        assert "Add this source" in send(editor, "by hand")["htmlFragment"]
        assert "Read it" in send(editor, "paste")["htmlFragment"]

    @pytest.mark.parametrize(
        ("step", "fields", "problem"),
        [
            ("read", {"pasted": "  "}, "Paste something first"),
            ("read", {"pasted": "x" * 2001}, "at most 2000 characters"),
            ("read", {"pasted": "a\0b"}, "Null characters"),
            ("make", {"title": "Walking", "kind": "study"}, "Give a DOI"),
            ("make", {"title": "Walking", "kind": "study", "doi": "182"}, "A DOI begins with 10."),
            ("rubbish", {}, "Read it"),
        ],
    )
    def test_takes_no_rubbish(
        self, editor: Client, step: str, fields: dict[str, str], problem: str
    ) -> None:
        answer = send(editor, step, **fields)
        assert answer["step"] == "reshow_creation_form"
        assert problem in answer["htmlFragment"]
        assert not Reference.objects.exists()

    def test_brings_no_markup_in(self, editor: Client) -> None:
        html = send(editor, "read", pasted="<script>alert(1)</script>. Title. 10.1000/1")
        assert "<script>" not in html["htmlFragment"]
