"""What becomes of a source that was retracted or superseded: in the library, for readers, and in
the report."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from clinic.content.references import Reference
from tests.factories import (
    ArticlePageFactory,
    ReferenceFactory,
    StandardPageFactory,
    UserFactory,
    body,
    section,
)
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db

REPORT = "/admin/sources/"
MAY = date(2024, 5, 3)
Editing = Callable[[str], Client]


def cite(*references: Reference) -> tuple[str, Any]:
    words = (f'<a linktype="reference" id="{source.pk}">words</a>' for source in references)
    return section(text=f"<p>{' '.join(words)}.</p>")


def retracted(**fields: Any) -> Reference:
    return ReferenceFactory(**{"status": "retracted", "status_since": MAY, **fields})


def complaints(reference: Reference) -> list[str]:
    try:
        reference.full_clean()
    except ValidationError as error:
        return sorted(error.message_dict)
    return []


@pytest.fixture
def logged_in() -> Editing:
    def logged_in(group: str) -> Client:
        client = Client()
        client.force_login(UserFactory(group=group))
        return client

    return logged_in


class TestInTheLibrary:
    def test_it_says_what_became_of_it_since_when(self) -> None:
        newer = ReferenceFactory()
        fallen: dict[str, Any] = {"title": "A", "url": "https://example.org/", "status_since": MAY}
        assert complaints(Reference(status="retracted", **fallen)) == []
        assert complaints(Reference(status="retracted", superseded_by=newer, **fallen)) == []
        assert complaints(Reference(status="superseded", superseded_by=newer, **fallen)) == []

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"status": "retracted"}, "status_since"),
            ({"status": "superseded", "status_since": MAY}, "superseded_by"),
            ({"status": "gone", "status_since": MAY}, "status"),
            ({"status_since": MAY}, "status"),
            ({"status_note": "Made up."}, "status"),
        ],
    )
    def test_it_says_so_whole(self, fields: dict[str, Any], problem: str) -> None:
        assert complaints(Reference(title="A", url="https://example.org/", **fields)) == [problem]

    def test_it_did_not_happen_tomorrow(self) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        fallen = Reference(title="A", url="https://example.org/", status="retracted")
        fallen.status_since = tomorrow
        assert complaints(fallen) == ["status_since"]

    def test_two_do_not_supersede_each_other(self) -> None:
        fields: dict[str, Any] = {"status": "superseded", "status_since": MAY}
        older = ReferenceFactory()
        newer = ReferenceFactory(superseded_by=older, **fields)
        older.status, older.status_since, older.superseded_by = "superseded", MAY, newer
        assert complaints(older) == ["superseded_by"]
        older.superseded_by = older
        assert complaints(older) == ["superseded_by"]

    def test_what_supersedes_another_stays(self) -> None:
        newer = ReferenceFactory()
        ReferenceFactory(superseded_by=newer)
        with pytest.raises(ProtectedError):
            newer.delete()

    def test_it_begins_with_it_wherever_an_editor_meets_it(self) -> None:
        assert str(retracted(title="A")) == "Retracted: Example A, Sample B (2020). A"
        assert str(ReferenceFactory(title="A")) == "Example A, Sample B (2020). A"

    def test_it_is_marked_in_the_admin(self, logged_in: Editing) -> None:
        source = retracted(title="A")
        ReferenceFactory(title="Another")
        editor = logged_in("Editors")
        address = reverse("wagtailsnippets_content_reference:list")
        rows = editor.get(address, {"status": "retracted"}).context["object_list"]
        assert list(rows) == [source]
        edit = reverse("wagtailsnippets_content_reference:edit", args=[source.pk])
        assert "What to read instead" in editor.get(edit).content.decode()


class TestForReaders:
    def test_it_stands_beside_the_source(self) -> None:
        newer = ReferenceFactory(title="The newer one", doi="10.1000/new")
        fallen = retracted(status_note="<b>Data</b> were made up", superseded_by=newer)
        page = ArticlePageFactory(body=body(cite(fallen)))
        html = Client().get(page.url).content.decode()
        assert "Retracted, 3 May 2024." in html
        assert "&lt;b&gt;Data&lt;/b&gt; were made up." in html
        assert "The newer one" in html
        assert 'href="https://doi.org/10.1000/new"' in html

    def test_nothing_stands_beside_one_that_stands(self) -> None:
        page = ArticlePageFactory(body=body(cite(ReferenceFactory())))
        assert "source-status" not in Client().get(page.url).content.decode()

    def test_fifty_take_no_more_queries_than_one(self) -> None:
        def shown(count: int) -> list[str]:
            sources = [retracted(superseded_by=ReferenceFactory()) for _ in range(count)]
            page = ArticlePageFactory(body=body(cite(*sources)))
            Client().get(page.url)
            return queries(lambda: Client().get(page.url))

        assert_same_queries(shown(1), shown(50))


class TestTheReport:
    def titles(self, client: Client, **query: str) -> list[str]:
        response = client.get(REPORT, query)
        assert response.status_code == 200
        return [page.title for page in response.context["object_list"]]

    def test_lists_each_page_that_uses_such_a_source(self, logged_in: Editing) -> None:
        old = ReferenceFactory(
            status="superseded", status_since=MAY, superseded_by=ReferenceFactory()
        )
        gone = retracted(title="Made up")
        ArticlePageFactory(title="Cites", body=body(cite(gone), cite(gone, old)))
        ArticlePageFactory(title="Lists", references=[old])
        StandardPageFactory(title="Draft", live=False, body=body(cite(gone)))
        ArticlePageFactory(title="Good", body=body(cite(ReferenceFactory())))
        editor = logged_in("Editors")
        assert self.titles(editor) == ["Cites", "Lists", "Draft"]
        assert self.titles(editor, status="retracted") == ["Cites", "Draft"]
        html = editor.get(REPORT).content.decode()
        assert html.count("Retracted: Example A, Sample B (2020). Made up") == 2
        csv = b"".join(editor.get(REPORT, {"export": "csv"}).streaming_content).decode()
        assert "Retracted: Example A, Sample B (2020). Made up" in csv

    def test_tells_nobody_of_pages_that_are_not_theirs(self, logged_in: Editing) -> None:
        gone = retracted()
        ArticlePageFactory(title="Public", body=body(cite(gone)))
        StandardPageFactory(title="Draft", live=False, body=body(cite(gone)))
        private = StandardPageFactory(title="Private", body=body(cite(gone)))
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        assert self.titles(logged_in("Clinicians")) == ["Public"]
        assert logged_in("Moderators").get(REPORT).status_code == 302

    def test_takes_as_many_queries_for_fifty_pages_as_for_one(self, logged_in: Editing) -> None:
        editor = logged_in("Editors")

        def seen(count: int) -> list[str]:
            for _ in range(count):
                ArticlePageFactory(body=body(cite(retracted(superseded_by=ReferenceFactory()))))
            editor.get(REPORT)
            return queries(lambda: editor.get(REPORT))

        assert_same_queries(seen(1), seen(49))


def test_the_editor_opens_fifty_citations_with_as_many_queries_as_one(logged_in: Editing) -> None:
    editor = logged_in("Editors")

    def opened(count: int) -> list[str]:
        sources = [ReferenceFactory(title=f"Source {number}") for number in range(count)]
        page = ArticlePageFactory(body=body(cite(*sources)))
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert f"Source {count - 1}" in editor.get(address).content.decode()
        return queries(lambda: editor.get(address))

    opened(1)
    assert_same_queries(opened(1), opened(50))
